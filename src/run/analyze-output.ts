import { settleBoth } from '../lib/settle-both.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Report, RulesReport } from '../report/report.ts'
import { compareOutput, needsContents } from './compare-output.ts'
import { createContextSnapshot, snapshotLimits } from './context-snapshot.ts'
import type { PhaseContext } from './dependencies.ts'
import type { FinishedJob, ProvedOutput } from './prove.ts'
import { needsHistory } from './read-history.ts'
import { readUpstream } from './upstream.ts'

/** What the report says about an output beyond its proof. */
export type OutputAnalysis = Pick<Report, 'comparison' | 'notCompared' | 'history' | 'lineage' | 'newerUpstream'> & {
  readonly rules: RulesReport
}

/**
 * Compares a proved output with its base, evaluates `fail-on`, and reads the output's lineage, all within a time limit.
 * Throws only when the workflow is cancelled.
 */
export async function analyzeOutput(
  context: PhaseContext<RunTarget>,
  finished: FinishedJob,
  output: ProvedOutput,
): Promise<OutputAnalysis> {
  const { comparisons, cancelled } = context.dependencies
  return await comparisons.hold(1, cancelled, () => analyze(context, finished, output))
}

async function analyze(
  context: PhaseContext<RunTarget>,
  { remote, receipt }: FinishedJob,
  output: ProvedOutput,
): Promise<OutputAnalysis> {
  const { run, dependencies } = context
  const isCompared = run.comparison.compareWith.kind !== 'nothing'
  const limitMs = isCompared || needsContents(run) ? snapshotLimits.compareMs : snapshotLimits.upstreamMs
  const signal = AbortSignal.any([dependencies.cancelled, AbortSignal.timeout(limitMs)])
  const snapshot = createContextSnapshot(remote, signal, isCompared || needsHistory(run) || remote.index.isPersisted)
  const outputFacts = { uuid: output.proof.bundle.uuid, launchedAt: new Date(receipt.launchedAt) }
  const [comparison, upstream] = await settleBoth(
    compareOutput(context, { remote, ...output }, snapshot),
    readUpstream(context, snapshot, outputFacts),
  )
  return { ...comparison, ...upstream }
}
