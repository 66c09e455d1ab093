import { delayAbort } from '../../lib/abort.ts'
import type { ManyRuns } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import type { Dependencies } from '../dependencies.ts'

/**
 * How long jobs are still submitted after the moment at which GitHub is about to end the workflow job, in milliseconds:
 * those that wait in their queue for others. The report and the post step need the rest of the time.
 */
const lateSubmissionMs = 60_000

/** Whether jobs are still submitted when GitHub is about to end the workflow job: they would all run at once. */
export const canSubmitLate = ({ runs, maxParallel }: ManyRuns): boolean =>
  maxParallel === undefined &&
  runs.every(({ run: { backend } }) => backend.can.maxDependencies > 0 && !backend.failsOnDetach)

/** Aborts when no further job is submitted, because GitHub is about to end the workflow job. */
export const createSubmissionDeadline = (many: ManyRuns, { jobDeadline }: Dependencies): AbortSignal =>
  canSubmitLate(many) ? delayAbort(jobDeadline, lateSubmissionMs) : jobDeadline

/** Shows one step that attaches to all jobs that continue, in the log and in the first of their reports. */
export async function attachTogether(
  reports: readonly Report[],
  { log, renderAttachSnippet }: Dependencies,
): Promise<readonly Report[]> {
  const left = reports.filter((report) => report.left !== undefined)
  const [first] = left
  if (first?.left === undefined || left.length === 1) return reports
  const snippet = renderAttachSnippet(left.flatMap(({ job }) => job?.id ?? []))
  log.info(`This step follows all ${left.length} jobs until they end, proves their outputs and pulls them:\n${snippet}`)
  const together = { ...first, left: { ...first.left, snippet } }
  return reports.map((report) => (report === first ? together : report))
}
