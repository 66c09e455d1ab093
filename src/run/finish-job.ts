import { performance } from 'node:perf_hooks'
import type { JobResult } from '../backends/backend.ts'
import { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { settleBoth } from '../lib/settle-both.ts'
import type { RunTarget } from '../plan/plan.ts'
import { listUnaccepted } from '../report/accepted-change.ts'
import type { RulesReport } from '../report/report.ts'
import type { RunReporter } from '../report/run-reporter.ts'
import { acceptBreaches } from './acceptance/accept-breaches.ts'
import { analyzeOutput } from './analyze-output.ts'
import { annotateFailure } from './annotate-failure.ts'
import { throwOnBreach } from './compare-output.ts'
import { calculateCost } from './cost.ts'
import type { PhaseContext } from './dependencies.ts'
import { type FollowedJob, type FollowOutcome, follow } from './follow.ts'
import { type LaunchedJob, releaseJob } from './launch.ts'
import { createFailedLineage } from './lineage.ts'
import { type FinishedJob, proveOutput } from './prove.ts'
import { createBundleReport, pullOutput } from './pull-output.ts'
import { recordReceipt } from './record-receipt.ts'

/** Follows a running job, then proves, compares and pulls its output. */
export async function finishJob(
  context: PhaseContext<RunTarget>,
  reporter: RunReporter,
  launched: LaunchedJob,
  known: Pick<FinishedJob, 'remote' | 'imageCommit'>,
): Promise<void> {
  const analyzer = new LogAnalyzer(context.run.pipeClass.name)
  const outcome = await followAndCharge(context, reporter, { ...launched, remote: known.remote }, analyzer)
  if (outcome.kind === 'detached') {
    await reporter.update({ left: outcome.left, ...(outcome.error === undefined && { status: 'detached' }) })
    if (outcome.error !== undefined) throw outcome.error
    return
  }
  const { result } = outcome
  const { exitCode, attempts, logUrl } = result
  await reporter.update({
    ...(exitCode !== undefined && { exitCode }),
    ...(attempts && { attempts }),
    ...(logUrl && { logUrl }),
  })
  let rules: RulesReport | undefined
  const { finishedJobs, cancelled } = context.dependencies
  const proveAndPull = async () => {
    if (!launched.isOneOfMany) await context.dependencies.log.startGroup('Output')
    const finished = { ...known, analyzer, result, receipt: launched.receipt }
    const output = await proveAndReport(context, reporter, finished)
    const analyze = async () => {
      const analysis = await analyzeOutput(context, finished, output)
      rules = analysis.rules
      await reporter.update(analysis)
    }
    await settleBoth(pullAndReport(context, reporter, finished, output), analyze())
    if (rules) throwOnBreach(rules, await acceptBreaches(context, reporter, rules))
    await reporter.update({ status: output.status })
    recordReceipt(context, finished, output, reporter.report)
  }
  try {
    await settleBoth(releaseJob(context), finishedJobs.hold(1, cancelled, proveAndPull))
  } catch (error) {
    const broken = rules && { ...rules, breaches: listUnaccepted(reporter.report) }
    const annotations = await annotateFailure(context, analyzer, error, broken)
    if (annotations.length > 0) await reporter.update({ annotations })
    throw error
  }
}

/** Follows the job, and adds its cost to the report however the job ends. */
async function followAndCharge(
  context: PhaseContext<RunTarget>,
  reporter: RunReporter,
  launched: FollowedJob,
  analyzer: LogAnalyzer,
): Promise<FollowOutcome> {
  const observer = {
    addLines: (lines: readonly string[]) => {
      reporter.tail.add(lines)
      context.dependencies.pageLogs?.add(reporter.runId, lines)
    },
    update: (update: { readonly logUrl?: string }) => reporter.update(update),
  }
  const started = performance.now()
  let result: JobResult | undefined
  try {
    const outcome = await context.phase('run', () => follow(context, launched, analyzer, observer))
    if (outcome.kind === 'ended') result = outcome.result
    return outcome
  } finally {
    const cost = calculateCost(context, result, performance.now() - started)
    if (cost !== undefined) await reporter.update({ cost })
  }
}

async function proveAndReport(context: PhaseContext<RunTarget>, reporter: RunReporter, finished: FinishedJob) {
  try {
    const output = await context.phase('prove', () => proveOutput(context, finished))
    await reporter.update({ output: createBundleReport(finished.remote, output.proof) })
    return output
  } catch (error) {
    const lineage = createFailedLineage(finished.analyzer)
    if (lineage !== undefined) await reporter.update({ lineage })
    throw error
  }
}

async function pullAndReport(
  context: PhaseContext<RunTarget>,
  reporter: RunReporter,
  { remote }: FinishedJob,
  { proof }: Awaited<ReturnType<typeof proveOutput>>,
): Promise<void> {
  if (context.run.pullOutput === 'false') return
  const { folder } = await context.phase('pull', () => pullOutput(context, remote, proof))
  await reporter.update({ outputPath: folder })
}
