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
  /** How many runs of the step had started a container or a job. Some of them may have ended before. */
  readonly startedRuns: number
}

/** Where the report of a killed run goes. `summaryFile` is GITHUB_STEP_SUMMARY. */
interface KilledReportSinks {
  readonly log: Log
  readonly summaryFile: string | undefined
}

/** The most different sentences in the summary; the log of the post step has all. */
const maxSentences = 5

/**
 * Writes the step summary of a step that was killed before it could report. Resolves with its text. Never throws.
 */
export async function publishKilledReport(
  pipeClass: string,
  { log, summaryFile }: KilledReportSinks,
  cleanup: KilledRunCleanup,
): Promise<string> {
  const text = renderKilledReport(pipeClass, cleanup)
  await writeStepSummary(() => text, log, summaryFile)
  return text
}

/** Renders the step summary of a killed step as Markdown. `pipeClass` names the step if it had started one run. */
export function renderKilledReport(
  pipeClass: string,
  { isComplete, sentences, startedRuns }: KilledRunCleanup,
): string {
  const hasSeveral = startedRuns > 1
  const name = hasSeveral ? 'A step with several runs' : formatCode(pipeClass.split('.').at(-1) ?? '')
  const remaining = isComplete
    ? []
    : ['Something that it started, or an unfinished download, may remain: see the warnings of the post step.']
  const parts = [...renderSentences(sentences), ...remaining]
  const cleanup = parts.length > 0 ? parts.join(' ') : 'Everything that it started was removed.'
  const started = hasSeveral ? `${formatCount(startedRuns, 'run')} had started. ` : ''
  return `### 🚫 ${name} was killed before it could report\n\n${started}${cleanup} The log of the step shows how far it got.\n\n`
}

/** The first different sentences, each with how often it occurs, and the number of the others. */
function renderSentences(sentences: readonly string[]): readonly string[] {
  const groups = [...Map.groupBy(sentences, (sentence) => sentence).values()]
  const shown = groups.slice(0, maxSentences).map(({ 0: sentence = '', length }) => {
    const times = length > 1 ? ` (${formatCount(length, 'time')})` : ''
    return `${renderProse(sentence)}${times}`
  })
  const hidden = groups.slice(maxSentences).flat().length
  return hidden > 0 ? [...shown, `The log of the post step has ${formatCount(hidden, 'more sentence')}.`] : shown
}
