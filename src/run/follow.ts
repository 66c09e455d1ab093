import { isIdentityLost } from '../aws/role-credentials.ts'
import type { JobListener, JobResult } from '../backends/backend.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { describeError, Failure } from '../errors.ts'
import { systemClock } from '../lib/clock.ts'
import { formatDuration } from '../lib/units.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { Report } from '../report/report.ts'
import { renewCredentials } from './credentials.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'
import { type LaunchedJob, stop } from './launch.ts'
import { OutputWatch } from './output-watch.ts'

/** Why a job was detached, and the step that attaches to it. */
type DetachNotice = NonNullable<Report['left']>

/** Whether the job ended, or continues without this step. */
export type FollowOutcome =
  | { readonly kind: 'ended'; readonly result: JobResult }
  | {
      readonly kind: 'detached'
      readonly left: DetachNotice
      /** The error that fails the step although the job continues. */
      readonly error?: unknown
    }

/** A job that was started, and the remote on which its output appears. */
export type FollowedJob = LaunchedJob & { readonly remote: Pick<Remote, 'read'> }

/** Receives what becomes known while the job runs. */
interface FollowObserver {
  readonly addLines: (lines: readonly string[]) => void
  readonly update: (update: { readonly logUrl?: string }) => Promise<void>
}

const deadlineReason = 'GitHub ends this workflow job soon, and the pipe has not ended.'
const detachedOnCancelReason = 'The workflow was cancelled, and `on-cancel: detach` leaves the job of the pipe running.'

/**
 * Follows the job until it ends, within its time limit. A job that does not end on its own is stopped before this
 * throws. A job that can outlive the step is detached when GitHub is about to end the step, when the step gets no more
 * credentials, on cancellation with `on-cancel: detach`, and when it can be followed no longer: an error of the step or
 * of AWS says nothing about the job, and does not end it.
 */
export async function follow(
  context: PhaseContext<RunTarget>,
  launched: FollowedJob,
  analyzer: LogAnalyzer,
  observer: FollowObserver,
): Promise<FollowOutcome> {
  const { run, dependencies, backend } = context
  const { log, cancelled } = dependencies
  const isLimitedByJob = backend.can.outlivesStep || run.isLimitedByJob
  const limit = isLimitedByJob ? dependencies.jobDeadline : AbortSignal.timeout(run.timeoutMs)
  const ended = new AbortController()
  const { prepared, job } = launched
  const renewing = prepared && renewCredentials(context, job, prepared, ended.signal)
  const watch = createOutputWatch(context, launched, ended.signal)
  try {
    const listener = createListener(context, launched, { analyzer, observer, watch })
    // A job of Batch begins a group for each of its attempts.
    if (!backend.can.outlivesStep && !launched.isOneOfMany) await log.startGroup('Log of the pipe')
    return { kind: 'ended', result: await backend.follow(job, listener, AbortSignal.any([cancelled, limit])) }
  } catch (error) {
    log.endUntrusted()
    const reason = findDetachReason(context, limit, error)
    if (reason !== undefined) {
      const { why, failure } = reason
      const left = await detach(context, launched, why)
      return { kind: 'detached', left, ...(failure !== undefined && { error: failure }) }
    }
    await stop(context, job)
    if (!limit.aborted || cancelled.aborted) throw error
    throw isLimitedByJob ? createJobLimitFailure(error) : createTimeoutFailure(run.timeoutMs, error)
  } finally {
    log.endUntrusted()
    await log.endGroup()
    ended.abort()
    await Promise.all([renewing, watch?.finish()])
  }
}

/** Returns why the job continues without this step, and the error if that fails the step; undefined to stop the job. */
function findDetachReason(
  { run, dependencies, backend }: PhaseContext<RunTarget>,
  limit: AbortSignal,
  error: unknown,
): { readonly why: string; readonly failure?: unknown } | undefined {
  if (!backend.can.outlivesStep) return undefined
  if (dependencies.cancelled.aborted)
    return canDetach(run, dependencies) ? { why: detachedOnCancelReason, failure: error } : undefined
  const { failsOnDetach } = run.backend
  if (limit.aborted) return { why: deadlineReason, ...(failsOnDetach && { failure: createDetachFailure(error) }) }
  const why = describeError(error)
  return isIdentityLost(error) && !failsOnDetach ? { why } : { why, failure: error }
}

/** A cancellation by the step itself has a failure of its own as its reason, and ends the job. */
const canDetach = ({ backend }: RunTarget, { cancelled }: Dependencies) =>
  backend.detachesOnCancel && !(cancelled.reason instanceof Failure)

function createDetachFailure(cause: unknown): Failure {
  const evidence = 'GitHub ends this workflow job soon, and the job of the pipe has not ended. It continues.'
  const advice = 'Attach to it with the step in the report, or set `on-detach: succeed` and attach in a later job.'
  return new Failure('timeout', evidence, advice, { cause })
}

function createJobLimitFailure(cause: unknown): Failure {
  const evidence = 'GitHub ends this workflow job soon, and the pipe had not ended. It was stopped.'
  const advice =
    'Raise `timeout-minutes` of the workflow job, or run the pipe with `backend: AWSBatch`, where it can outlive the job.'
  return new Failure('timeout', evidence, advice, { cause })
}

function createTimeoutFailure(timeoutMs: number, cause: unknown): Failure {
  const evidence = `The pipe did not end within ${formatDuration(timeoutMs)} and was stopped.`
  const advice = 'Raise `run-timeout-minutes`, or look in the log for what the pipe waits for.'
  return new Failure('timeout', evidence, advice, { cause })
}

/** Lets the job continue without this step. The log says how to attach to it, and that it costs money until it ends. */
export async function detach(
  { dependencies }: PhaseContext<RunTarget>,
  { job, receipt }: LaunchedJob,
  why: string,
): Promise<DetachNotice> {
  const { log, state } = dependencies
  const snippet = dependencies.renderAttachSnippet([job.id])
  await state.removeOrphan(receipt.outputUuid)
  await log.notice(`${why} Job ${job.id} continues without this step and is charged until it ends.`)
  log.info(`This step follows the job until it ends, proves its output and pulls it:\n${snippet}`)
  return { why, snippet }
}

/** Watches the output of a job whose backend has to look for its end. */
function createOutputWatch(
  { dependencies, backend }: PhaseContext<RunTarget>,
  { job, receipt, remote }: FollowedJob,
  ended: AbortSignal,
): OutputWatch | undefined {
  if (backend.announceEnd === undefined) return undefined
  const announceEnd = async () => await backend.announceEnd?.(job)
  const { outputLooks: limiter } = dependencies
  return new OutputWatch({ remote, uuid: receipt.outputUuid, clock: systemClock, limiter, announceEnd, ended })
}

/** What the log of a job is passed to. */
interface LogReceivers {
  readonly analyzer: LogAnalyzer
  readonly observer: FollowObserver
  readonly watch: OutputWatch | undefined
}

function createListener(
  { dependencies }: PhaseContext<RunTarget>,
  { job, isOneOfMany }: LaunchedJob,
  { analyzer, observer, watch }: LogReceivers,
): JobListener {
  const { log } = dependencies
  const prefix = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : ''
  return {
    async lines(stream, lines) {
      for (const line of lines) analyzer.readLine(line, stream)
      observer.addLines(lines)
      watch?.recordLines()
      await log.printUntrusted(prefix === '' ? lines : lines.map((line) => prefix + line))
    },
    async changed(text) {
      log.info(`${prefix}${text}`)
    },
    async attempt(number) {
      watch?.start()
      log.endUntrusted()
      if (isOneOfMany) log.info(`${prefix}Attempt ${number}`)
      else await log.startGroup(`Log of attempt ${number}`)
    },
    known: (update) => observer.update(update),
  }
}
