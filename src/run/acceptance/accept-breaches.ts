import { formatTime } from '../../lib/units.ts'
import type { RunTarget } from '../../plan/plan.ts'
import type { AcceptanceReport } from '../../report/accepted-change.ts'
import type { RulesReport } from '../../report/report.ts'
import type { RunReporter } from '../../report/run-reporter.ts'
import type { PhaseContext } from '../dependencies.ts'

/**
 * Looks up which broken rules a person has accepted, and adds them to the report. Undefined when no rule is broken, or
 * when `accept` is not set. Throws only when the workflow is cancelled.
 */
export async function acceptBreaches(
  { dependencies, phase }: PhaseContext<RunTarget>,
  reporter: RunReporter,
  { breaches }: RulesReport,
): Promise<AcceptanceReport | undefined> {
  const { acceptance: step, log } = dependencies
  if (step === undefined || breaches.length === 0) return undefined
  const acceptance = await phase('accept', () => step.decide(reporter.report, breaches))
  await reporter.update({ acceptance })
  for (const { rule, by, at } of acceptance.accepted)
    await log.warning(
      `Accepted change: the output breaks the rule ${rule}, which @${by} accepted on ${formatTime(at)}.`,
    )
  for (const { rule, why } of acceptance.refused) log.info(`Not accepted: ${rule}. ${why}`)
  return acceptance
}
