import { Failure } from '../../errors.ts'
import { raceSignal } from '../../lib/abort.ts'
import type { Job, JobFailure, JobListener, JobResult } from '../backend.ts'
import { JobLog, type JobLogContext } from './job-log.ts'
import { isTransientFailure, type JobPoller } from './job-poller.ts'
import { createJobResult } from './job-result.ts'
import { JobStateReporter } from './job-state-reporter.ts'
import type { JobTerminator } from './job-terminator.ts'
import { isFinishedStatus } from './jobs.ts'
import type { QueueSnapshots } from './queue-snapshots.ts'
import { QueueWait } from './queue-wait.ts'
import type { BatchJob } from './responses.ts'
import { RunningTime } from './running-time.ts'

/** What following a job needs. */
export interface FollowContext extends JobLogContext {
  readonly poller: JobPoller
  readonly terminator: JobTerminator
  readonly snapshots: QueueSnapshots
  readonly isSpot: boolean
  readonly queueTimeoutMs: number
  /** The limit of one attempt, from its start. Batch enforces it; the action does so when Batch does not. */
  readonly timeoutMs: number
  /** The reason for TerminateJob when a run is cancelled. */
  readonly cancelReason: string
  /** The rest of the log of a job that has succeeded is read only when it is needed. */
  readonly defersLogs: boolean
}

/** How long after the end of a job its log is complete, in milliseconds: the log driver delivers lines late. */
const logDelayMs = 60_000

/**
 * How long Batch may not describe the job, in milliseconds. A response without the job says nothing about the job: it
 * may be new, or the response may be incomplete.
 */
const missingLimitMs = 5 * 60_000

/**
 * Follows a job until it ends. Terminates a job that waits or runs too long, and keeps the reason. Rejects with the
 * signal's reason on abort; the job then continues. Throws Failure when AWS does not describe the job for several
 * minutes, or refuses to; the job then continues, too, because its state is unknown.
 */
export async function followJob(
  job: Job,
  listener: JobListener,
  context: FollowContext,
  signal: AbortSignal,
): Promise<JobResult> {
  const { snapshots, clock, links, isSpot, cancelReason } = context
  const log = new JobLog(context, listener, () => context.poller.announceEnd(job.id))
  const queueWait = new QueueWait(snapshots, clock, context.queueTimeoutMs)
  const stateReporter = new JobStateReporter(job, listener, clock)
  const runningTime = new RunningTime(clock, context.timeoutMs)
  let terminatedFor: JobFailure | undefined
  let detail = await pollUntilKnown(job, log, context, signal)
  if (hasEndedBefore(detail, clock.date().getTime() - logDelayMs)) {
    await stateReporter.report(detail)
    return await readEndedJob(detail, log, context, signal)
  }
  for (;;) {
    await stateReporter.report(detail)
    await log.update(detail, signal)
    await log.read(signal)
    const { message, failure } = await queueWait.update(detail, signal)
    if (message !== undefined) await listener.changed(message)
    terminatedFor ??= failure ?? runningTime.update(detail)
    if (terminatedFor !== undefined && !isFinishedStatus(detail.status))
      await requestTermination(context, job, terminatedFor, signal)
    if (isFinishedStatus(detail.status)) break
    detail = await pollUntilKnown(job, log, context, signal)
  }
  const createResult = () =>
    createJobResult(detail, { isSpot, terminatedFor, cancelReason, links, logProblem: log.problem })
  if (context.defersLogs && detail.status === 'SUCCEEDED')
    return { ...createResult(), readLog: async () => await log.drain(signal) }
  await log.drain(signal)
  return createResult()
}

function hasEndedBefore({ status, attempts }: BatchJob, ms: number): boolean {
  const stoppedAt = attempts.at(-1)?.stoppedAt
  return isFinishedStatus(status) && stoppedAt !== undefined && stoppedAt < ms
}

/** The result of a job whose log is complete. */
async function readEndedJob(
  detail: BatchJob,
  log: JobLog,
  { isSpot, cancelReason, links, defersLogs }: FollowContext,
  signal: AbortSignal,
): Promise<JobResult> {
  const createResult = () =>
    createJobResult(detail, { isSpot, terminatedFor: undefined, cancelReason, links, logProblem: log.problem })
  const readLog = async () => {
    await log.update(detail, signal)
    await log.readComplete(signal)
  }
  if (defersLogs && detail.status === 'SUCCEEDED') return { ...createResult(), readLog }
  await readLog()
  return createResult()
}

/** Asks Batch to terminate the job. A transient error is ignored, because the next poll asks again. */
async function requestTermination(
  { terminator }: FollowContext,
  { id }: Job,
  { evidence }: JobFailure,
  signal: AbortSignal,
): Promise<void> {
  try {
    await raceSignal(terminator.terminate(id, `disdat/run-action: ${evidence}`, 'limit'), signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!isTransientFailure(error)) throw error
  }
}

/** The job as soon as Batch describes it. */
async function pollUntilKnown(job: Job, log: JobLog, context: FollowContext, signal: AbortSignal): Promise<BatchJob> {
  const { clock } = context
  let missingSinceMs: number | undefined
  for (;;) {
    const detail = await pollAndReadLog(job, log, context, signal)
    if (detail !== undefined) return detail
    missingSinceMs ??= clock.now()
    if (clock.now() - missingSinceMs >= missingLimitMs) break
  }
  throw new Failure(
    'remote-unreachable',
    `Batch has not described job ${job.id} for ${missingLimitMs / 60_000} minutes, so its state is unknown.`,
    'Look at the job in the console, and attach to it in another step.',
  )
}

/** Reads the job's log until the next poll is done. */
async function pollAndReadLog(
  job: Job,
  log: JobLog,
  { poller, clock }: FollowContext,
  signal: AbortSignal,
): Promise<BatchJob | undefined> {
  const polled = new AbortController()
  // Also when the signal aborts, which rejects.
  const detail = poller.next(job.id, signal).finally(() => polled.abort())
  detail.catch(() => undefined)
  while (!polled.signal.aborted) {
    await clock.sleep(log.intervalMs, polled.signal).catch(() => undefined)
    if (!polled.signal.aborted && !signal.aborted) await log.read(signal)
    signal.throwIfAborted()
  }
  return await detail
}
