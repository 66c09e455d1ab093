import type { Image, Job, Receipt, Task } from '../backends/backend.ts'
import { createCommandLine } from '../disdat/command-line.ts'
import { deriveImageName } from '../disdat/names.ts'
import type { Reuse } from '../disdat/reuse.ts'
import { describeError } from '../errors.ts'
import { getInputTags, type RunTarget } from '../plan/plan.ts'
import type { PreparedTask } from './credentials.ts'
import type { Step } from './dependencies.ts'
import type { PreparedInput } from './prepare.ts'
import { saveState } from './save-state.ts'

/** A job that was started, by this step or an earlier one. */
export interface LaunchedJob {
  readonly job: Job
  readonly receipt: Receipt
  /** What it was started with, by this step. */
  readonly handed?: PreparedTask
  /** Several jobs are followed at a time, and their lines must be told apart. */
  readonly isOneOfMany?: boolean
}

/** The container of this run. */
export function createTask(
  { run, dependencies, reporter }: Step,
  {
    image,
    input,
    reuse,
    outputUuid,
  }: { image: Image; input: Pick<PreparedInput, 'found'>; reuse: Reuse; outputUuid: string },
): Omit<Task, 'files'> {
  const bundle = input.found?.bundle
  const inputParam =
    run.inputParam !== undefined && bundle && image.dialect === 'luigi' ? [[run.inputParam, bundle.uuid] as const] : []
  const argv = createCommandLine(image.dialect, {
    ...run,
    pipeClass: run.pipeClass.name,
    outputUuid,
    inputName: bundle?.name ?? '-',
    inputTags: getInputTags(run),
    params: new Map([...run.params, ...inputParam]),
    remote: run.remote.url,
  })
  const cpus: [string, string][] = run.vcpus === undefined ? [] : [['DISDAT_CPU_COUNT', String(Math.ceil(run.vcpus))]]
  // This runner's proxies and endpoints are not those of a Batch host.
  const surroundings = run.batch === undefined ? dependencies.networkEnv : []
  return {
    ...run,
    runId: reporter.runId,
    name: `${deriveImageName(run.pipeClass)}-${reporter.runId}`,
    image,
    argv,
    env: new Map([['PYTHONUNBUFFERED', '1'], ...cpus, ...surroundings, ...reuse.env, ...run.env]),
    receipt: {
      pipeClass: run.pipeClass.name,
      remote: run.remote.url,
      context: `${run.context.remote}/${run.context.local}`,
      dialect: image.dialect,
      outputName: run.outputName,
      outputUuid,
      inputUuid: bundle?.uuid,
      inputParam: run.inputParam,
      params: Object.fromEntries(run.params),
      image: image.pinned,
      launchedAt: new Date().toISOString(),
      workflowAttempt: dependencies.workflowAttempt,
    },
  }
}

/** Starts the task. What post must know to end it is left before it can run. */
export async function launch(step: Step, handed: PreparedTask): Promise<LaunchedJob> {
  const { run, dependencies, reporter, backend } = step
  const { task } = handed
  if (run.batch !== undefined) {
    const name = (await backend.jobName?.(task)) ?? task.name
    await saveState(step, { name, outputUuid: task.receipt.outputUuid })
  }
  const job = await backend.launch(task, dependencies.cancelled)
  await reporter.update({ job })
  const what = run.batch === undefined ? 'Container' : 'Job'
  const words = task.argv.map((part) => JSON.stringify(part)).join(' ')
  dependencies.log.info(`${what} ${job.name} runs: ${words}`)
  return { job, receipt: await settledReceipt(step, handed, job.adopted), handed }
}

/** A job that was there already makes another bundle than the one that we would have asked for. */
async function settledReceipt(step: Step, { task }: PreparedTask, adopted: Receipt | undefined): Promise<Receipt> {
  const { run, dependencies, reporter } = step
  const { job, output } = reporter.report
  if (run.batch !== undefined && job !== undefined) {
    const { outputUuid } = adopted ?? task.receipt
    await saveState(step, { name: job.name, id: job.id, outputUuid })
    dependencies.log.info(`Its id is ${job.id}${job.url ? `, its page ${job.url}` : ''}.`)
  }
  if (adopted === undefined) return task.receipt
  dependencies.log.info(
    `It was submitted by attempt ${adopted.workflowAttempt} of this workflow run, and is still alive: it is followed, and nothing is submitted.`,
  )
  const uri = output?.uri.replace(task.receipt.outputUuid, adopted.outputUuid) ?? ''
  await reporter.update({ output: { name: adopted.outputName, uuid: adopted.outputUuid, uri } })
  return adopted
}

/** Removes the run's container, or ends its job; post tries again what fails here. Never throws. */
export async function stop({ dependencies, reporter, backend, run }: Step<RunTarget>, job: Job): Promise<void> {
  try {
    await backend.stop(reporter.runId, job)
  } catch (error) {
    const what = run.batch === undefined ? 'container is not removed' : 'job is not ended'
    await dependencies.log.warning(`The ${what} yet: ${describeError(error)}`)
  }
}
