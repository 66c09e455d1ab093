import type { Log } from '../action/log.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { formatCode } from '../action/untrusted.ts'
import { formatCount } from '../lib/units.ts'
import { renderProse } from './markdown.ts'

/** What the post step did for a run that was killed. */
export interface KilledRunCleanup {
  /** Whether every part of the cleanup succeeded. */
  readonly isComplete: boolean
  /** What happened to each job or container that was left. Untrusted: Batch's reasons are in it. */
  readonly sentences: readonly string[]
}

/** Where the report of a killed run goes. `summaryFile` is GITHUB_STEP_SUMMARY. */
interface KilledReportSinks {
  readonly log: Log
  readonly summaryFile: string | undefined
}

/** The most sentences in the summary; the log of the post step has all. */
const maxSentences = 5

/** Writes the step summary of a run that was killed before it could report. Never throws. */
export async function publishKilledReport(
  pipeClass: string,
  { log, summaryFile }: KilledReportSinks,
  cleanup: KilledRunCleanup,
): Promise<void> {
  await writeStepSummary(() => renderKilledReport(pipeClass, cleanup), log, summaryFile)
}

/** Renders the step summary of a killed run as Markdown. */
export function renderKilledReport(pipeClass: string, { isComplete, sentences }: KilledRunCleanup): string {
  const pipe = formatCode(pipeClass.split('.').at(-1) ?? '')
  const shown = sentences.slice(0, maxSentences).map((sentence) => renderProse(sentence))
  const hidden = sentences.length - shown.length
  const more = hidden > 0 ? [`The log of the post step has ${formatCount(hidden, 'more sentence')}.`] : []
  const remaining = isComplete
    ? []
    : ['Something that it started, or an unfinished download, may remain: see the warnings of the post step.']
  const parts = [...shown, ...more, ...remaining]
  const cleanup = parts.length > 0 ? parts.join(' ') : 'Everything that it started was removed.'
  return `### 🚫 ${pipe} was killed before it could report\n\n${cleanup} The log above shows how far it got.\n\n`
}
