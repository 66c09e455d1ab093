import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '../errors.ts'
import { type Log, toolkit } from './log.ts'
import type { OutputName, Outputs } from './outputs.ts'
import type { Environment } from './reader.ts'
import type { Report } from './report.ts'
import { resultJson } from './result.ts'
import type { State } from './state.ts'
import { summaryOf } from './summary.ts'
import { duration } from './units.ts'
import { inlineCode } from './untrusted.ts'

/** Where a report goes. */
export interface Audience {
  readonly env: Environment
  readonly log: Log
  readonly outputs: Outputs
  readonly summary: boolean
}

/** Tells how the run ended: the result file, the last outputs, the summary, the last line of the log. Never throws. */
export async function tell(
  reports: readonly [Report, ...(readonly Report[])],
  { env, log, outputs, summary }: Audience,
): Promise<void> {
  try {
    const folder = await mkdtemp(join(env['RUNNER_TEMP'] ?? tmpdir(), 'disdat-run-'))
    const file = join(folder, 'result.json')
    await writeFile(file, resultJson(reports))
    await outputs.set(new Map<OutputName, string>([['result-file', file]]))
  } catch (error) {
    await log.warning(`The result file could not be written: ${describe(error)}`)
  }
  if (summary) await writeSummary(() => summaryOf(reports), log)
  for (const report of reports) log.info(lastWords(report))
}

/** The summary of a run whose main was killed before it could report. `clean`: what it had started has been removed. */
export async function tellOfKilled({ pipeClass }: State, log: Log, clean: boolean): Promise<void> {
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
    await (await toolkit()).summary.addRaw(render()).write()
  } catch (error) {
    await log.warning(`The step summary could not be written: ${describe(error)}`)
  }
}

function lastWords({ status, output, durationMs, outputPath, cleanup }: Report): string {
  if (cleanup !== undefined) return `Ended after ${duration(durationMs)}: ${status}.`
  if (status === 'skipped') return 'A dry run: nothing was pushed, registered or started.'
  if (status !== 'succeeded' && status !== 'reused') return `Ended after ${duration(durationMs)}: ${status}.`
  const verb = status === 'reused' ? 'Up to date' : 'Made'
  return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${duration(durationMs)}.`
}
