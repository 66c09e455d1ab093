import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocsUrl } from '../action/docs-link.ts'
import type { Log } from '../action/log.ts'
import type { OutputName, OutputWriter } from '../action/outputs.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { describeError } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { formatDuration } from '../lib/units.ts'
import { renderRunsHeadline } from './many-runs.ts'
import type { PageLogs } from './page/page-log.ts'
import type { PageArtifact } from './page-artifact.ts'
import type { Report, Status } from './report.ts'
import { renderResultFile } from './result-file.ts'
import { areLabelled } from './run-result.ts'
import { renderSummary } from './summary.ts'

/** Where reports are published. */
export interface ReportSinks {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  readonly shouldWriteSummary: boolean
  /** Undefined to write no page. */
  readonly page:
    | (PageArtifact & {
        readonly logs: PageLogs
      })
    | undefined
}

/**
 * Publishes how the runs ended: result file, page, their outputs, step summary, and a line of the log for each run, or
 * one line for the runs of a step with several. Never throws.
 */
export async function publishReport(
  reports: readonly [Report, ...(readonly Report[])],
  { env, log, outputs, shouldWriteSummary, page }: ReportSinks,
): Promise<void> {
  const docsUrl = getDocsUrl(env)
  const publishFile = async (output: OutputName, name: string, render: () => FileText | Promise<FileText>) => {
    try {
      const file = await writeReportFile(env['RUNNER_TEMP'] ?? tmpdir(), name, await render())
      await outputs.set(new Map([[output, file]]))
    } catch (error) {
      await log.warning(`Cannot write the file of the output \`${output}\`: ${describeError(error)}`)
    }
  }
  await publishFile('result-file', 'result.json', () => renderResultFile(reports))
  if (page !== undefined) {
    const { name, logs, runUrl } = page
    await publishFile('report-file', name, async () => {
      const { renderPage } = await import('./page/page.ts')
      return renderPage(reports, { docsUrl, runUrl, logs })
    })
  }
  if (shouldWriteSummary)
    await writeStepSummary(
      () => renderSummary(reports, { docsUrl, ...(page && { page }) }),
      log,
      env['GITHUB_STEP_SUMMARY'],
    )
  for (const line of areLabelled(reports) ? [renderRunsHeadline(reports)] : reports.map(formatClosingLine))
    log.info(line)
}

/** The text of a file, in pieces when it is long. */
type FileText = string | Iterable<string | Buffer>

/** Writes a file in a new folder, whole or not at all, and returns its path. */
async function writeReportFile(parent: string, name: string, text: FileText): Promise<string> {
  const folder = await mkdtemp(join(parent, 'disdat-run-'))
  try {
    await writeFile(join(folder, name), text)
  } catch (error) {
    // A full disk leaves half a file, which an upload by pattern would pass on.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return join(folder, name)
}

/** What happened to an output that is there. */
const closingVerbs: Partial<Record<Status, string>> = {
  succeeded: 'Produced',
  reused: 'Up to date',
  promoted: 'Promoted',
}

function formatClosingLine({ status, output, durationMs, outputPath, cleanup }: Report): string {
  const time = formatDuration(durationMs)
  if (cleanup === undefined && status === 'skipped') return 'Dry run: nothing was pushed, registered or started.'
  const verb = cleanup === undefined && status !== undefined ? closingVerbs[status] : undefined
  if (verb === undefined) return `Ended after ${time}: ${status}.`
  return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${time}.`
}
