import type { Log } from '../action/log.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { formatCode } from '../action/untrusted.ts'

/**
 * Writes the step summary of a run that was killed before it could report. `isClean`: everything that the run started
 * was removed. Never throws.
 */
export async function publishKilledReport(pipeClass: string, log: Log, isClean: boolean): Promise<void> {
  await writeStepSummary(() => renderKilledReport(pipeClass, isClean), log)
}

/** Renders the step summary of a killed run as Markdown. */
export function renderKilledReport(pipeClass: string, isClean: boolean): string {
  const pipe = formatCode(pipeClass.split('.').at(-1) ?? '')
  const cleanup = isClean
    ? 'Everything that it started was removed.'
    : 'Something that it started, or an unfinished download, may remain: see the warnings of the post step.'
  return `### 🚫 ${pipe} was killed before it could report\n\n${cleanup} The log above shows how far it got.\n\n`
}
