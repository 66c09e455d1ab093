import { settleBoth } from '../lib/settle-both.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { RulesReport } from '../report/report.ts'
import { compareAndEvaluate, looksInside } from './compare-output.ts'
import { createContextSnapshot, snapshotLimits } from './context-snapshot.ts'
import type { Step } from './dependencies.ts'
import type { FinishedRunContext, ProvedOutput } from './prove.ts'
import { findNewerUpstream } from './upstream.ts'

/** Tells what a proved output was made of, and what it is beside its base, within a time. Resolves with what came of the rules; throws only when the workflow is cancelled. */
export async function analyzeOutput(
  step: Step<RunTarget>,
  ended: FinishedRunContext,
  output: ProvedOutput,
): Promise<RulesReport> {
  const { comparisons, cancelled } = step.dependencies
  return await comparisons.hold(1, cancelled, () => surveyAndTell(step, ended, output))
}

async function surveyAndTell(
  step: Step<RunTarget>,
  { remote, receipt }: FinishedRunContext,
  output: ProvedOutput,
): Promise<RulesReport> {
  const { run, dependencies } = step
  const isCompared = run.report.compareWith.kind !== 'nothing'
  const limitMs = isCompared || looksInside(run) ? snapshotLimits.comparing : snapshotLimits.telling
  const signal = AbortSignal.any([dependencies.cancelled, AbortSignal.timeout(limitMs)])
  const survey = createContextSnapshot(remote, signal, isCompared || remote.index.isKept)
  const upstream = { uuid: output.proof.bundle.uuid, launchedAt: new Date(receipt.launchedAt) }
  const [rules] = await settleBoth(
    compareAndEvaluate(step, { remote, ...output }, survey),
    findNewerUpstream(step, survey, upstream),
  )
  return rules
}
