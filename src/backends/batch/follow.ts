import type { JobDetail } from '@aws-sdk/client-batch'
import { Failure } from '../../errors.ts'
import type { Job, JobFailure, JobListener, JobResult } from '../backend.ts'
import { JobLog, type JobLogContext } from './job-log.ts'
import { isTransientFailure, type JobPoller } from './job-poller.ts'
import { createJobResult } from './job-result.ts'
import { JobStateReporter } from './job-state-reporter.ts'
import { isFinishedStatus, terminateJob } from './jobs.ts'
import { QueueWait } from './queue-wait.ts'

/** What following a job needs. */
export interface FollowContext extends JobLogContext {
  readonly poller: JobPoller
  readonly isSpot: boolean
  readonly queueTimeoutMs: number
  /** The limit of one attempt, from its start. Batch enforces it; the action does so when Batch does not. */
  readonly timeoutMs: number
  /** The reason for TerminateJob when a run is cancelled. */
  readonly cancelReason: string
}

/** How much longer than its timeout an attempt may appear to run. */
const timeoutGraceMs = 2 * 60_000
/** Batch may not know a job that was just submitted: how many polls in a row may miss it. */
const maxUnknownPolls = 5

/**
 * Follows a job until it ends. Terminates a job that waits or runs too long, and keeps the reason. Rejects with the
 * signal's reason on abort; the job then continues. Throws Failure when the step may not describe the job, or Batch
 * does not know it.
 */
export async function followJob(
  job: Job,
  listener: JobListener,
  context: FollowContext,
  signal: AbortSignal,
): Promise<JobResult> {
  const { clients, clock, links, isSpot, cancelReason } = context
  const log = new JobLog(context, listener)
  const queueWait = new QueueWait(clients, clock, context.queueTimeoutMs)
  const stateReporter = new JobStateReporter(job, listener, clock)
  let terminatedFor: JobFailure | undefined
  let detail: JobDetail
  do {
    detail = await pollUntilKnown(job, log, context, signal)
    await stateReporter.report(detail)
    await log.update(detail, signal)
    await log.read(signal)
    const { message, failure } = await queueWait.update(detail, signal)
    if (message !== undefined) await listener.changed(message)
    terminatedFor ??= failure ?? checkTimeout(detail, context)
    if (terminatedFor !== undefined && !isFinishedStatus(detail.status))
      await requestTermination(context, job, terminatedFor)
  } while (!isFinishedStatus(detail.status))
  await log.drain(signal)
  return createJobResult(detail, { isSpot, terminatedFor, cancelReason, links })
}

/** Asks Batch to terminate the job. A transient error is ignored, because the next poll asks again. */
async function requestTermination({ clients }: FollowContext, job: Job, { evidence }: JobFailure): Promise<void> {
  try {
    await terminateJob(clients, job.id, `disdat/run-action: ${evidence}`)
  } catch (error) {
    if (!isTransientFailure(error)) throw error
  }
}

/** The job as soon as Batch knows it. */
async function pollUntilKnown(job: Job, log: JobLog, context: FollowContext, signal: AbortSignal): Promise<JobDetail> {
  for (let poll = 1; poll <= maxUnknownPolls; poll += 1) {
    const detail = await pollAndReadLog(job, log, context, signal)
    if (detail !== undefined) return detail
  }
  throw new Failure(
    'invalid-input',
    `Batch does not know job ${job.id}.`,
    'Check the id and `aws-region`. Batch forgets a job some days after its end.',
  )
}

/** Reads the job's log until the next poll is done. */
async function pollAndReadLog(
  job: Job,
  log: JobLog,
  { poller, clock }: FollowContext,
  signal: AbortSignal,
): Promise<JobDetail | undefined> {
  const polled = new AbortController()
  const detail = poller.next(job.id, signal).finally(() => polled.abort())
  detail.catch(() => undefined)
  while (!polled.signal.aborted) {
    await clock.sleep(log.intervalMs, AbortSignal.any([signal, polled.signal])).catch(() => undefined)
    if (!polled.signal.aborted && !signal.aborted) await log.read(signal)
    signal.throwIfAborted()
  }
  return await detail
}

function checkTimeout({ status, startedAt }: JobDetail, { clock, timeoutMs }: FollowContext): JobFailure | undefined {
  if (status !== 'RUNNING' || startedAt === undefined || clock.now() - startedAt < timeoutMs + timeoutGraceMs)
    return undefined
  return {
    verdict: 'timeout',
    evidence: `The pipe ran for more than ${Math.round(timeoutMs / 60_000)} minutes and was terminated.`,
    advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
  }
}
