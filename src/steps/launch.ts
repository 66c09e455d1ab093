import type { Image, Job, Receipt, Task } from '../backends/backend.ts'
import { commandLine } from '../disdat/command-line.ts'
import { imageNameOf } from '../disdat/names.ts'
import type { Reuse } from '../disdat/reuse.ts'
import { describe } from '../errors.ts'
import type { Step } from '../parts.ts'
import { type Goal, inputTagsOf } from '../plan.ts'
import type { Handed } from './credentials.ts'
import type { Input } from './prepare.ts'
import { keepState } from './state.ts'

/** A job that was started, by this step or an earlier one. */
export interface Launched {
  readonly job: Job
  readonly receipt: Receipt
  /** What it was started with, by this step. */
  readonly handed?: Handed
  /** Several jobs are followed at a time, and their lines must be told apart. */
  readonly isOneOfMany?: boolean
}

/** The container of this run. */
export function taskOf(
  { run, parts, teller }: Step,
  { image, input, reuse, outputUuid }: { image: Image; input: Pick<Input, 'found'>; reuse: Reuse; outputUuid: string },
): Omit<Task, 'files'> {
  const bundle = input.found?.bundle
  const inputParam =
    run.inputParam !== undefined && bundle && image.dialect === 'luigi' ? [[run.inputParam, bundle.uuid] as const] : []
  const argv = commandLine(image.dialect, {
    ...run,
    pipeClass: run.pipeClass.name,
    outputUuid,
    inputName: bundle?.name ?? '-',
    inputTags: inputTagsOf(run),
    params: new Map([...run.params, ...inputParam]),
    remote: run.remote.url,
  })
  const cpus: [string, string][] = run.vcpus === undefined ? [] : [['DISDAT_CPU_COUNT', String(Math.ceil(run.vcpus))]]
  // This runner's proxies and endpoints are not those of a Batch host.
  const surroundings = run.batch === undefined ? parts.surroundings : []
  return {
    ...run,
    runId: teller.runId,
    name: `${imageNameOf(run.pipeClass)}-${teller.runId}`,
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
      workflowAttempt: parts.workflowAttempt,
    },
  }
}

/** Starts the task. What post must know to end it is left before it can run. */
export async function launch(step: Step, handed: Handed): Promise<Launched> {
  const { run, parts, teller, backend } = step
  const { task } = handed
  if (run.batch !== undefined) {
    const name = (await backend.jobName?.(task)) ?? task.name
    await keepState(step, { name, outputUuid: task.receipt.outputUuid })
  }
  const job = await backend.launch(task, parts.cancelled)
  await teller.know({ job })
  const what = run.batch === undefined ? 'Container' : 'Job'
  const words = task.argv.map((part) => JSON.stringify(part)).join(' ')
  parts.log.info(`${what} ${job.name} runs: ${words}`)
  return { job, receipt: await settledReceipt(step, handed, job.adopted), handed }
}

/** A job that was there already makes another bundle than the one that we would have asked for. */
async function settledReceipt(step: Step, { task }: Handed, adopted: Receipt | undefined): Promise<Receipt> {
  const { run, parts, teller } = step
  const { job, output } = teller.report
  if (run.batch !== undefined && job !== undefined) {
    const { outputUuid } = adopted ?? task.receipt
    await keepState(step, { name: job.name, id: job.id, outputUuid })
    parts.log.info(`Its id is ${job.id}${job.url ? `, its page ${job.url}` : ''}.`)
  }
  if (adopted === undefined) return task.receipt
  parts.log.info(
    `It was submitted by attempt ${adopted.workflowAttempt} of this workflow run, and is still alive: it is followed, and nothing is submitted.`,
  )
  const uri = output?.uri.replace(task.receipt.outputUuid, adopted.outputUuid) ?? ''
  await teller.know({ output: { name: adopted.outputName, uuid: adopted.outputUuid, uri } })
  return adopted
}

/** Removes the run's container, or ends its job; post tries again what fails here. Never throws. */
export async function stop({ parts, teller, backend, run }: Step<Goal>, job: Job): Promise<void> {
  try {
    await backend.stop(teller.runId, job)
  } catch (error) {
    const what = run.batch === undefined ? 'container is not removed' : 'job is not ended'
    await parts.log.warning(`The ${what} yet: ${describe(error)}`)
  }
}
