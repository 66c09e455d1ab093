import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocsUrl } from '../action/docs-link.ts'
import type { Log } from '../action/log.ts'
import type { OutputWriter } from '../action/outputs.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { describeError } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { formatDuration } from '../lib/units.ts'
import { renderRunsHeadline } from './many-runs.ts'
import type { Report } from './report.ts'
import { renderResultFile } from './result-file.ts'
import { areLabelled } from './run-result.ts'
import { renderSummary } from './summary.ts'

/** Where reports are published. */
export interface ReportSinks {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  readonly shouldWriteSummary: boolean
}

/**
 * Publishes how the runs ended: result file, its output, step summary, and a line of the log for each run, or one line
 * for the runs of a step with several. Never throws.
 */
export async function publishReport(
  reports: readonly [Report, ...(readonly Report[])],
  { env, log, outputs, shouldWriteSummary }: ReportSinks,
): Promise<void> {
  try {
    const folder = await mkdtemp(join(env['RUNNER_TEMP'] ?? tmpdir(), 'disdat-run-'))
    const file = join(folder, 'result.json')
    await writeFile(file, renderResultFile(reports)).catch(async (error: unknown) => {
      // A full disk leaves half a file, which an upload by pattern would pass on.
      await rm(folder, { recursive: true, force: true })
      throw error
    })
    await outputs.set(new Map([['result-file', file]]))
  } catch (error) {
    await log.warning(`Cannot write the result file: ${describeError(error)}`)
  }
  if (shouldWriteSummary) {
    const render = () => renderSummary(reports, { docsUrl: getDocsUrl(env) })
    await writeStepSummary(render, log, env['GITHUB_STEP_SUMMARY'])
  }
  for (const line of areLabelled(reports) ? [renderRunsHeadline(reports)] : reports.map(formatClosingLine))
    log.info(line)
}

function formatClosingLine({ status, output, durationMs, outputPath, cleanup }: Report): string {
  const time = formatDuration(durationMs)
  if (cleanup === undefined && status === 'skipped') return 'Dry run: nothing was pushed, registered or started.'
  if (cleanup !== undefined || (status !== 'succeeded' && status !== 'reused')) return `Ended after ${time}: ${status}.`
  const verb = status === 'reused' ? 'Up to date' : 'Produced'
  return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${time}.`
}
