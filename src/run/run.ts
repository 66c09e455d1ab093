import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { OutputWriter } from '../action/outputs.ts'
import type { Image, JobResult } from '../backends/backend.ts'
import { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { predictReuse, type Reuse } from '../disdat/reuse.ts'
import { Failure } from '../errors.ts'
import { settleBoth } from '../lib/settle-both.ts'
import { type Attachment, createAttachedTarget } from '../plan/attach-plan.ts'
import type { Cleanup } from '../plan/cleanup-plan.ts'
import type { BackendName } from '../plan/inputs.ts'
import type { Plan, RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { Report } from '../report/report.ts'
import { RunReporter } from '../report/run-reporter.ts'
import { analyzeOutput } from './analyze-output.ts'
import { withFailureAnnotations } from './annotate-failure.ts'
import { cleanUp } from './cleanup.ts'
import { throwOnBreach } from './compare-output.ts'
import { reportCost } from './cost.ts'
import { injectCredentials } from './credentials.ts'
import type { AttachedJob, Dependencies, Step } from './dependencies.ts'
import { logDryRun } from './dry-run.ts'
import { detach, follow } from './follow.ts'
import { createTask, type LaunchedJob, launch, stop } from './launch.ts'
import { createFailedLineage } from './lineage.ts'
import { preflight } from './preflight.ts'
import { openLocalContext, pushInput } from './prepare.ts'
import { createBundleReport, type FinishedRunContext, prove, pullOutput } from './prove.ts'
import { fillSandbox } from './sandbox.ts'
import { saveState } from './save-state.ts'

/** Carries out a plan, one run after the other, or follows the jobs that it names, all at a time. Never throws: what went wrong stands in the reports. */
export async function run(plan: Plan, dependencies: Dependencies): Promise<readonly Report[]> {
  for (const warning of plan.warnings) await dependencies.log.warning(warning)
  if (plan.attachment !== undefined) return await attach(plan.attachment, dependencies)
  const { cleanup } = plan
  if (cleanup !== undefined)
    return [
      await runWithReport(cleaning(cleanup), dependencies, (reporter) => cleanUp(cleanup, dependencies, reporter)),
    ]
  const reports: Report[] = []
  for (const one of plan.runs) {
    reports.push(
      await runWithReport(startOf(one), dependencies, (reporter) =>
        story({ run: one, dependencies, reporter, backend: dependencies.backendFor(one.batch) }),
      ),
    )
  }
  return reports
}

/** A report of whatever comes of it. */
async function runWithReport(
  start: Start,
  dependencies: Dependencies,
  work: (reporter: RunReporter) => Promise<void>,
): Promise<Report> {
  const reporter = new RunReporter({ runId: newRunId(), ...start }, dependencies.outputs, dependencies.tailLines)
  try {
    await work(reporter)
  } catch (error) {
    await dependencies.log.debug(inspect(error, { depth: 5 }))
    await reporter.fail(dependencies.cancelled.aborted ? cancelledDuring(reporter.currentPhase, error) : error)
  }
  return reporter.report
}

/** What happens, in order. Whatever it throws is the report's failure; nothing that it started is left when it ends. */
async function story(step: Step): Promise<void> {
  const { run, reporter } = step
  const context = await openLocalContext(step)
  await saveState(step)

  const outputUuid = crypto.randomUUID()
  const { image, input: asked } = await preflight(step, context, outputUuid)
  const reuse = decideReuse(step, image)
  await reporter.update({ image, reuse })
  await reporter.update({ output: { name: run.outputName, uuid: outputUuid, uri: asked.remote.uri(outputUuid) } })
  if (run.dryRun) {
    const task = { ...createTask(step, { image, input: asked, reuse, outputUuid }), files: [] }
    await logDryRun(step, task, asked.remote)
    return await reporter.update({ status: 'skipped' })
  }
  const { base } = asked
  if (base) await reporter.phase('copy', () => fillSandbox(step, asked, base))
  const input = run.input ? await reporter.phase('push', () => pushInput(step, asked, image, context)) : asked

  const launched = await reporter.phase('launch', async () => {
    const task = createTask(step, { image, input, reuse, outputUuid })
    return await launch(step, await injectCredentials(step, task, input.remote))
  })
  if (!run.wait) {
    await detach(step, launched, '`wait: false` was asked for.')
    return await reporter.update({ status: 'submitted' })
  }
  await followAndProve(step, launched, { remote: input.remote, imageCommit: reuse.imageCommit })
}

/** From a job that runs to a bundle that is proved and pulled. */
async function followAndProve(
  step: Step<RunTarget>,
  launched: LaunchedJob,
  known: Pick<FinishedRunContext, 'remote' | 'imageCommit'>,
): Promise<void> {
  const { run, reporter } = step
  const { receipt } = launched
  const transcript = new LogAnalyzer(run.pipeClass.name)
  const ending = await followed(step, launched, transcript)
  if (ending === undefined) return await reporter.update({ status: 'detached' })
  const { exitCode, attempts, logUrl } = ending
  await reporter.update({
    ...(exitCode !== undefined && { exitCode }),
    ...(attempts && { attempts }),
    ...(logUrl && { logUrl }),
  })
  const clearAway = run.batch === undefined ? stop(step, launched.job) : Promise.resolve()
  await withFailureAnnotations(step, transcript, () =>
    settleBoth(clearAway, proveAndPull(step, { ...known, transcript, ending, receipt })),
  )
}

/** Its cost is told however it ends. */
async function followed(
  step: Step<RunTarget>,
  launched: LaunchedJob,
  transcript: LogAnalyzer,
): Promise<JobResult | undefined> {
  let ending: JobResult | undefined
  try {
    ending = await step.reporter.phase('run', () => follow(step, launched, transcript))
    return ending
  } finally {
    await reportCost(step, ending)
  }
}

async function proveAndPull(step: Step<RunTarget>, ended: FinishedRunContext): Promise<void> {
  const { run, reporter } = step
  const output = await reporter
    .phase('prove', () => prove(step, ended))
    .catch(async (error: unknown) => {
      const lineage = createFailedLineage(ended.transcript)
      if (lineage !== undefined) await reporter.update({ lineage })
      throw error
    })
  const { proof, status } = output
  await reporter.update({ output: createBundleReport(ended.remote, proof) })
  const pull = async () => {
    if (run.pullOutput === 'false') return
    const { folder } = await reporter.phase('pull', () => pullOutput(step, ended.remote, proof))
    await reporter.update({ outputPath: folder })
  }
  const [, rules] = await settleBoth(pull(), analyzeOutput(step, ended, output))
  throwOnBreach(rules)
  await reporter.update({ status })
}

/** Jobs that an earlier step submitted, followed to their end and proved as that step would have done. */
async function attach(attachment: Attachment, dependencies: Dependencies): Promise<readonly Report[]> {
  let jobs: readonly (AttachedJob & { readonly goal: RunTarget })[]
  try {
    const found = await dependencies.attach(attachment, dependencies.cancelled)
    // All of them, before the first is followed.
    jobs = found.map((job) => ({ ...job, goal: createAttachedTarget(attachment, job.receipt, job.settings) }))
  } catch (error) {
    return [await createRefusalReport('', dependencies.outputs, error, 'AWSBatch')]
  }
  return await Promise.all(
    jobs.map(({ job, receipt, backend, goal }) =>
      runWithReport(startOf(goal), dependencies, async (reporter) => {
        const step = { run: goal, dependencies, reporter, backend }
        const remote: Remote = await dependencies.openRemote(goal.remote, goal.context.remote)
        await saveState(step)
        await saveState(step, { name: job.name, id: job.id, outputUuid: receipt.outputUuid })
        const { outputName: name, outputUuid: uuid } = receipt
        await reporter.update({ job, output: { name, uuid, uri: remote.uri(uuid) } })
        await openLocalContext(step)
        await followAndProve(step, { job, receipt, isOneOfMany: jobs.length > 1 }, { remote, imageCommit: undefined })
      }),
    ),
  )
}

/** The report of a step that was refused before it began. */
export async function createRefusalReport(
  pipeClass: string,
  outputs: OutputWriter,
  error: unknown,
  backend: BackendName,
): Promise<Report> {
  const nothing = { runId: newRunId(), backend, remote: '', context: '', params: new Map() } as const
  const reporter = new RunReporter({ ...nothing, pipeClass }, outputs, 0)
  await reporter.fail(error)
  return reporter.report
}

const newRunId = () => randomBytes(6).toString('hex')

/** What is known of a run before it begins. */
type Start = Omit<ConstructorParameters<typeof RunReporter>[0], 'runId'>

function cleaning({ remote, context }: Cleanup): Start {
  return {
    pipeClass: '',
    backend: 'Local',
    remote: remote.url,
    context: `${context.remote}/${context.local}`,
    params: new Map(),
  }
}

function startOf(run: RunTarget): Start {
  return {
    pipeClass: run.pipeClass.name,
    backend: run.batch === undefined ? 'Local' : 'AWSBatch',
    remote: run.remote.url,
    context: `${run.context.remote}/${run.context.local}`,
    params: run.params,
  }
}

function cancelledDuring(phase: string, cause: unknown): Failure {
  const advice =
    phase === 'cleanup'
      ? 'Run the job again: it finishes what is left.'
      : 'Run the workflow again. Bundles of tasks that had ended are on the remote, and the next run may reuse them.'
  return new Failure('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause })
}

function decideReuse({ run, dependencies }: Step, image: Image): Reuse {
  const env = new Map([...image.env, ...run.env])
  const reuse = predictReuse({ ...image, force: run.force || run.forceAll, env, commits: dependencies.commits })
  const isHandedOver = run.batch !== undefined && image.env.get('GIT_DIRTY') !== ''
  if (reuse.possible !== true || !isHandedOver) return reuse
  return { ...reuse, possible: undefined, why: `${reuse.why} Batch may leave an empty GIT_DIRTY out, though.` }
}
