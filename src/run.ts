import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { BackendName } from './action/inputs.ts'
import type { Outputs } from './action/outputs.ts'
import type { Report } from './action/report.ts'
import { Teller } from './action/teller.ts'
import { type Attachment, attachedGoal } from './attach-plan.ts'
import type { Ending, Image } from './backends/backend.ts'
import type { Cleanup } from './cleanup-plan.ts'
import { type Reuse, reuseOf } from './disdat/reuse.ts'
import { Transcript } from './disdat/transcript.ts'
import { Failure } from './errors.ts'
import type { Attached, Parts, Step } from './parts.ts'
import type { Goal, Plan } from './plan.ts'
import type { Remote } from './remote/remote.ts'
import { annotating } from './steps/annotate.ts'
import { bothOf } from './steps/both.ts'
import { cleanUp } from './steps/cleanup.ts'
import { refuseBroken } from './steps/compare.ts'
import { tellCost } from './steps/cost.ts'
import { handOver } from './steps/credentials.ts'
import { tellDryRun } from './steps/dry-run.ts'
import { follow, leave } from './steps/follow.ts'
import { type Launched, launch, stop, taskOf } from './steps/launch.ts'
import { failedLineage } from './steps/lineage.ts'
import { preflight } from './steps/preflight.ts'
import { bringInput, localContext } from './steps/prepare.ts'
import { bundleReport, type Ended, prove, pullOutput } from './steps/prove.ts'
import { fillSandbox } from './steps/sandbox.ts'
import { keepState } from './steps/state.ts'
import { tellOfOutput } from './steps/tell-output.ts'

/** Carries out a plan, one run after the other, or follows the jobs that it names, all at a time. Never throws: what went wrong stands in the reports. */
export async function run(plan: Plan, parts: Parts): Promise<readonly Report[]> {
  for (const warning of plan.warnings) await parts.log.warning(warning)
  if (plan.attachment !== undefined) return await attach(plan.attachment, parts)
  const { cleanup } = plan
  if (cleanup !== undefined) return [await told(cleaning(cleanup), parts, (teller) => cleanUp(cleanup, parts, teller))]
  const reports: Report[] = []
  for (const one of plan.runs) {
    reports.push(
      await told(startOf(one), parts, (teller) =>
        story({ run: one, parts, teller, backend: parts.backendFor(one.batch) }),
      ),
    )
  }
  return reports
}

/** A report of whatever comes of it. */
async function told(start: Start, parts: Parts, work: (teller: Teller) => Promise<void>): Promise<Report> {
  const teller = new Teller({ runId: newRunId(), ...start }, parts.outputs, parts.tailLines)
  try {
    await work(teller)
  } catch (error) {
    await parts.log.debug(inspect(error, { depth: 5 }))
    await teller.failed(parts.cancelled.aborted ? cancelledDuring(teller.phase, error) : error)
  }
  return teller.report
}

/** What happens, in order. Whatever it throws is the report's failure; nothing that it started is left when it ends. */
async function story(step: Step): Promise<void> {
  const { run, teller } = step
  const context = await localContext(step)
  await keepState(step)

  const outputUuid = crypto.randomUUID()
  const { image, input: asked } = await preflight(step, context, outputUuid)
  const reuse = reuseFor(step, image)
  await teller.know({ image, reuse })
  await teller.know({ output: { name: run.outputName, uuid: outputUuid, uri: asked.remote.uri(outputUuid) } })
  if (run.dryRun) {
    const task = { ...taskOf(step, { image, input: asked, reuse, outputUuid }), files: [] }
    await tellDryRun(step, task, asked.remote)
    return await teller.know({ status: 'skipped' })
  }
  const { base } = asked
  if (base) await teller.during('copy', () => fillSandbox(step, asked, base))
  const input = run.input ? await teller.during('push', () => bringInput(step, asked, image, context)) : asked

  const launched = await teller.during('launch', async () => {
    const task = taskOf(step, { image, input, reuse, outputUuid })
    return await launch(step, await handOver(step, task, input.remote))
  })
  if (!run.wait) {
    await leave(step, launched, '`wait: false` was asked for.')
    return await teller.know({ status: 'submitted' })
  }
  await followAndProve(step, launched, { remote: input.remote, imageCommit: reuse.imageCommit })
}

/** From a job that runs to a bundle that is proved and pulled. */
async function followAndProve(
  step: Step<Goal>,
  launched: Launched,
  known: Pick<Ended, 'remote' | 'imageCommit'>,
): Promise<void> {
  const { run, teller } = step
  const { receipt } = launched
  const transcript = new Transcript(run.pipeClass.name)
  const ending = await followed(step, launched, transcript)
  if (ending === undefined) return await teller.know({ status: 'detached' })
  const { exitCode, attempts, logUrl } = ending
  await teller.know({
    ...(exitCode !== undefined && { exitCode }),
    ...(attempts && { attempts }),
    ...(logUrl && { logUrl }),
  })
  const clearAway = run.batch === undefined ? stop(step, launched.job) : Promise.resolve()
  await annotating(step, transcript, () =>
    bothOf(clearAway, proveAndPull(step, { ...known, transcript, ending, receipt })),
  )
}

/** Its cost is told however it ends. */
async function followed(step: Step<Goal>, launched: Launched, transcript: Transcript): Promise<Ending | undefined> {
  let ending: Ending | undefined
  try {
    ending = await step.teller.during('run', () => follow(step, launched, transcript))
    return ending
  } finally {
    await tellCost(step, ending)
  }
}

async function proveAndPull(step: Step<Goal>, ended: Ended): Promise<void> {
  const { run, teller } = step
  const output = await teller
    .during('prove', () => prove(step, ended))
    .catch(async (error: unknown) => {
      const lineage = failedLineage(ended.transcript)
      if (lineage !== undefined) await teller.know({ lineage })
      throw error
    })
  const { proof, status } = output
  await teller.know({ output: bundleReport(ended.remote, proof) })
  const pull = async () => {
    if (run.pullOutput === 'false') return
    const { folder } = await teller.during('pull', () => pullOutput(step, ended.remote, proof))
    await teller.know({ outputPath: folder })
  }
  const [, rules] = await bothOf(pull(), tellOfOutput(step, ended, output))
  refuseBroken(rules)
  await teller.know({ status })
}

/** Jobs that an earlier step submitted, followed to their end and proved as that step would have done. */
async function attach(attachment: Attachment, parts: Parts): Promise<readonly Report[]> {
  let jobs: readonly (Attached & { readonly goal: Goal })[]
  try {
    const found = await parts.attach(attachment, parts.cancelled)
    // All of them, before the first is followed.
    jobs = found.map((job) => ({ ...job, goal: attachedGoal(attachment, job.receipt, job.settings) }))
  } catch (error) {
    return [await reportOfRefusal('', parts.outputs, error, 'AWSBatch')]
  }
  return await Promise.all(
    jobs.map(({ job, receipt, backend, goal }) =>
      told(startOf(goal), parts, async (teller) => {
        const step = { run: goal, parts, teller, backend }
        const remote: Remote = await parts.openRemote(goal.remote, goal.context.remote)
        await keepState(step)
        await keepState(step, { name: job.name, id: job.id, outputUuid: receipt.outputUuid })
        const { outputName: name, outputUuid: uuid } = receipt
        await teller.know({ job, output: { name, uuid, uri: remote.uri(uuid) } })
        await localContext(step)
        await followAndProve(step, { job, receipt, isOneOfMany: jobs.length > 1 }, { remote, imageCommit: undefined })
      }),
    ),
  )
}

/** The report of a step that was refused before it began. */
export async function reportOfRefusal(
  pipeClass: string,
  outputs: Outputs,
  error: unknown,
  backend: BackendName,
): Promise<Report> {
  const nothing = { runId: newRunId(), backend, remote: '', context: '', params: new Map() } as const
  const teller = new Teller({ ...nothing, pipeClass }, outputs, 0)
  await teller.failed(error)
  return teller.report
}

const newRunId = () => randomBytes(6).toString('hex')

/** What is known of a run before it begins. */
type Start = Omit<ConstructorParameters<typeof Teller>[0], 'runId'>

function cleaning({ remote, context }: Cleanup): Start {
  return {
    pipeClass: '',
    backend: 'Local',
    remote: remote.url,
    context: `${context.remote}/${context.local}`,
    params: new Map(),
  }
}

function startOf(run: Goal): Start {
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

function reuseFor({ run, parts }: Step, image: Image): Reuse {
  const env = new Map([...image.env, ...run.env])
  const reuse = reuseOf({ ...image, force: run.force || run.forceAll, env, commits: parts.commits })
  const isHandedOver = run.batch !== undefined && image.env.get('GIT_DIRTY') !== ''
  if (reuse.possible !== true || !isHandedOver) return reuse
  return { ...reuse, possible: undefined, why: `${reuse.why} Batch may leave an empty GIT_DIRTY out, though.` }
}
