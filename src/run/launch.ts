import type { Job, Receipt, Task } from '../backends/backend.ts'
import { UnknownJobError } from '../backends/unknown-job.ts'
import { describeError } from '../errors.ts'
import { delayAbort, limitTime } from '../lib/abort.ts'
import { withProgress } from '../lib/progress.ts'
import { formatDuration } from '../lib/units.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { PreparedTask } from './credentials.ts'
import type { PhaseContext } from './dependencies.ts'
import { saveOrphan } from './save-state.ts'

/** A job that was started, by this step or an earlier one. */
export interface LaunchedJob {
  readonly job: Job
  readonly receipt: Receipt
  /** What this step started it with. */
  readonly prepared?: PreparedTask
  /** Several jobs are followed at the same time, and their lines must be distinguishable. */
  readonly isOneOfMany?: boolean
}

/** Starts the task. Saves what post needs to end it before it can run. */
export async function launch(context: PhaseContext, task: Task): Promise<Job> {
  const { backend, dependencies } = context
  const save = async () => await saveOrphan(context, task.receipt.outputUuid, await backend.createOrphanFields(task))
  await save()
  const progress = {
    begin: `Starting the ${backend.can.unit} of ${task.receipt.pipeClass}.`,
    describe: (ms: number) => `The ${backend.can.unit} has not started yet, after ${formatDuration(ms)}.`,
    say: dependencies.log.info,
  }
  const launched = withProgress(progress, () => backend.launch(task, dependencies.cancelled))
  const job = await launched.catch(async (error: unknown) => {
    // What post needs has changed: the backend may now know that nothing was started.
    if (backend.can.outlivesStep) await forgetOrphan(context, task, error)
    else await save().catch(() => undefined)
    throw error
  })
  if (job.adopted !== undefined) return job
  const words = (job.argv ?? task.argv).map((part) => JSON.stringify(part)).join(' ')
  dependencies.log.info(`Started ${backend.can.unit} ${job.name}: ${words}`)
  return job
}

/** Post has nothing to look for when there is no job, or when `on-cancel: detach` leaves a job that may exist. */
async function forgetOrphan({ run, dependencies }: PhaseContext, task: Task, error: unknown): Promise<void> {
  const { cancelled, state, log } = dependencies
  const isUnknown = error instanceof UnknownJobError
  const isLeft = isUnknown && cancelled.aborted && run.backend.detachesOnCancel
  if (isUnknown && !isLeft) return
  await state.removeOrphan(task.receipt.outputUuid)
  if (!isLeft) return
  await log.notice(
    'The workflow was cancelled during the submission. If a job was created, `on-cancel: detach` leaves it running: look for it in the queue.',
  )
}

/**
 * Saves what post needs now that the job has an id, and resolves with the job's receipt. A job that an earlier attempt
 * submitted creates another bundle than this step requested.
 */
export async function recordJob(context: PhaseContext, task: Task, job: Job): Promise<Receipt> {
  const { backend, dependencies } = context
  const { log, state } = dependencies
  const receipt = job.adopted ?? task.receipt
  if (receipt.outputUuid !== task.receipt.outputUuid) await state.removeOrphan(task.receipt.outputUuid)
  await saveOrphan(context, receipt.outputUuid, await backend.createOrphanFields(task, job))
  if (backend.can.outlivesStep) log.info(`Job id: ${job.id}${job.url ? `, page: ${job.url}` : ''}`)
  if (job.adopted === undefined) return receipt
  log.info(
    `Attempt ${receipt.workflowAttempt} of this workflow run submitted this job, and it is still active. It is followed; no other job is submitted.`,
  )
  const { otherInputs = [] } = job
  if (otherInputs.length > 0) {
    const names = otherInputs.map((name) => `\`${name}\``).join(', ')
    await log.warning(
      `The job that is followed differs from what this attempt asks for: ${names}. No second job makes the same output beside it. To make it in the new way, terminate job ${job.id}, and run the workflow again.`,
    )
  }
  if (receipt.image !== task.receipt.image)
    log.info(`Its image is ${receipt.image}, and this attempt found ${task.receipt.image}.`)
  if (receipt.inputUuid !== task.receipt.inputUuid)
    log.info(`Its input bundle is ${receipt.inputUuid}, and this attempt found ${task.receipt.inputUuid}.`)
  return receipt
}

/** Stops the run's container or job; post tries again when this fails. Never throws. */
export async function stop(context: PhaseContext<RunTarget>, job: Job): Promise<void> {
  await endInTime(context, 'stopped', () => context.backend.stop(context.runId, job))
}

/** Frees what the ended job still occupies; post tries again when this fails. Never throws. */
export async function releaseJob(context: PhaseContext<RunTarget>): Promise<void> {
  await endInTime(context, 'removed', async () => await context.backend.release?.(context.runId))
}

/** How long ending a container or job may take, and after a cancellation, of which GitHub leaves 7.5 s. */
const endLimits = { ms: 120_000, cancelledMs: 6_000 }

async function endInTime(
  { dependencies, backend }: PhaseContext<RunTarget>,
  result: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const { cancelled, log } = dependencies
  const late = delayAbort(cancelled, endLimits.cancelledMs)
  try {
    await limitTime(work, { ms: endLimits.ms, signal: late })
  } catch (error) {
    const reason = late.aborted
      ? `there was no response within ${endLimits.cancelledMs / 1000} s`
      : describeError(error)
    await log.warning(`The ${backend.can.unit} could not be ${result} yet: ${reason}`)
  }
}
