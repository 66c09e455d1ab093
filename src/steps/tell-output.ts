import type { RulesReport } from '../action/report.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'
import { bothOf } from './both.ts'
import { compareAndJudge, looksInside } from './compare.ts'
import type { Ended, Output } from './prove.ts'
import { surveyLimits, surveyOf } from './survey.ts'
import { tellUpstream } from './upstream.ts'

/** Tells what a proved output was made of, and what it is beside its base, within a time. Resolves with what came of the rules; throws only when the workflow is cancelled. */
export async function tellOfOutput(step: Step<Goal>, ended: Ended, output: Output): Promise<RulesReport> {
  const { comparisons, cancelled } = step.parts
  return await comparisons.hold(1, cancelled, () => surveyAndTell(step, ended, output))
}

async function surveyAndTell(step: Step<Goal>, { remote, receipt }: Ended, output: Output): Promise<RulesReport> {
  const { run, parts } = step
  const isCompared = run.report.compareWith.kind !== 'nothing'
  const limitMs = isCompared || looksInside(run) ? surveyLimits.comparing : surveyLimits.telling
  const signal = AbortSignal.any([parts.cancelled, AbortSignal.timeout(limitMs)])
  const survey = surveyOf(remote, signal, isCompared || remote.index.isKept)
  const upstream = { uuid: output.proof.bundle.uuid, launchedAt: new Date(receipt.launchedAt) }
  const [rules] = await bothOf(
    compareAndJudge(step, { remote, ...output }, survey),
    tellUpstream(step, survey, upstream),
  )
  return rules
}
