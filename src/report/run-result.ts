import { isAcceptedChange } from './accepted-change.ts'
import type { Report } from './report.ts'

/** How one of several runs ended, in the order in which a headline counts them. */
export const runResults = [
  { result: 'made', icon: '✅', words: 'made' },
  { result: 'accepted', icon: '⚠️', words: 'made with an accepted change' },
  { result: 'promoted', icon: '🚀', words: 'promoted' },
  { result: 'reused', icon: '♻️', words: 'up to date' },
  { result: 'present', icon: '🟦', words: 'there already' },
  { result: 'planned', icon: '📝', words: 'not started: dry run' },
  { result: 'continuing', icon: '⏳', words: 'without an end yet' },
  { result: 'failed', icon: '❌', words: 'failed' },
  { result: 'cancelled', icon: '🚫', words: 'cancelled' },
  { result: 'not-run', icon: '⏭️', words: 'not run' },
] as const

export type RunResult = (typeof runResults)[number]['result']

/** A report of one of several runs. */
export type LabelledReport = Report & Required<Pick<Report, 'label'>>

/** Whether the reports are those of the runs of one step with `runs` or `each`. */
export const areLabelled = (reports: readonly Report[]): reports is readonly LabelledReport[] =>
  reports.length > 0 && reports.every(({ label }) => label !== undefined)

/** Returns how a run ended. A run without a status ended with the step. */
export function getRunResult(report: Report): RunResult {
  const { status, output } = report
  if ((status === 'succeeded' || status === 'reused') && isAcceptedChange(report)) return 'accepted'
  switch (status) {
    case 'succeeded':
      return 'made'
    case 'skipped':
      return output === undefined ? 'planned' : 'present'
    case 'submitted':
    case 'detached':
      return 'continuing'
    case undefined:
      return 'failed'
    default:
      return status
  }
}

/** Whether the run makes the step fail. */
export const isUnsuccessful = (report: Report): boolean =>
  ['failed', 'cancelled', 'not-run'].includes(getRunResult(report))

/** Counts the results: `87 made, 2 failed, 1 not run`. */
export function countResults(reports: readonly Report[]): readonly { readonly n: number; readonly words: string }[] {
  const counts = Map.groupBy(reports, getRunResult)
  return runResults.map(({ result, words }) => ({ n: counts.get(result)?.length ?? 0, words })).filter(({ n }) => n > 0)
}
