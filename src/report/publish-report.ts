import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Log, loadToolkit } from '../action/log.ts'
import type { OutputName, OutputWriter } from '../action/outputs.ts'
import type { State } from '../action/state.ts'
import { inlineCode } from '../action/untrusted.ts'
import { describeError } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { duration } from '../lib/units.ts'
import type { Report } from './report.ts'
import { renderResultFile } from './result-file.ts'
import { renderSummary } from './summary.ts'

/** Where a report goes. */
export interface ReportSinks {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  readonly summary: boolean
}

/** Tells how the run ended: the result file, the last outputs, the summary, the last line of the log. Never throws. */
export async function publishReport(
  reports: readonly [Report, ...(readonly Report[])],
  { env, log, outputs, summary }: ReportSinks,
): Promise<void> {
  try {
    const folder = await mkdtemp(join(env['RUNNER_TEMP'] ?? tmpdir(), 'disdat-run-'))
    const file = join(folder, 'result.json')
    await writeFile(file, renderResultFile(reports))
    await outputs.set(new Map<OutputName, string>([['result-file', file]]))
  } catch (error) {
    await log.warning(`The result file could not be written: ${describeError(error)}`)
  }
  if (summary) await writeSummary(() => renderSummary(reports), log)
  for (const report of reports) log.info(closingLine(report))
}

/** The summary of a run whose main was killed before it could report. `clean`: what it had started has been removed. */
export async function publishKilledReport({ pipeClass }: State, log: Log, clean: boolean): Promise<void> {
  const pipe = inlineCode(pipeClass.split('.').at(-1) ?? '')
  const left = clean
    ? 'Nothing that it had started is left.'
    : 'What it had started, or an unfinished download, may be left: see the warnings of the clean-up.'
  const text = `### 🚫 ${pipe} was killed before it could report\n\n${left} The log above shows how far it came.\n\n`
  await writeSummary(() => text, log)
}

/** Adds to the step summary. Never throws. */
export async function writeSummary(render: () => string, log: Log): Promise<void> {
  try {
    await (await loadToolkit()).summary.addRaw(render()).write()
  } catch (error) {
    await log.warning(`The step summary could not be written: ${describeError(error)}`)
  }
}

function closingLine({ status, output, durationMs, outputPath, cleanup }: Report): string {
  if (cleanup !== undefined) return `Ended after ${duration(durationMs)}: ${status}.`
  if (status === 'skipped') return 'A dry run: nothing was pushed, registered or started.'
  if (status !== 'succeeded' && status !== 'reused') return `Ended after ${duration(durationMs)}: ${status}.`
  const verb = status === 'reused' ? 'Up to date' : 'Made'
  return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${duration(durationMs)}.`
}
