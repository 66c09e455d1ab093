import type { SubmitJobCommandInput } from '@aws-sdk/client-batch'
import { isConnectionError, isThrottling, toAwsFailure } from '../../aws/errors.ts'
import { Failure } from '../../errors.ts'
import type { Clock } from '../../lib/clock.ts'
import { jitteredPause, retry } from '../../lib/retry.ts'
import type { Job, Receipt } from '../backend.ts'
import type { BatchClients } from './clients.ts'
import { getDefinitionName, type ListedJob, listJobsByName, terminateJob } from './jobs.ts'

/** The first attempt and those after throttling or a lost response. */
const maxAttempts = 8
const backoff = { firstMs: 1000, maxMs: 20_000 }
/** ListJobs shows a new job with a delay: how often to look before a job counts as missing, and the pause between. */
const lookups = { count: 3, pauseMs: 1_500 }
/** The runner sends its second signal after 7.5 s. */
const cancelLookupMs = 6_000

/** One job to submit. */
export interface Submission {
  readonly request: SubmitJobCommandInput
  readonly receipt: Receipt
}

/**
 * Submits the job exactly once. An unfinished job of the same name from an earlier attempt of the workflow run is
 * adopted instead. SubmitJob has no idempotency token, so after a lost response the job is looked up in the queue
 * before the request is sent again. When the signal aborts before there is a response, the job is looked up and
 * terminated.
 *
 * Throws Failure `throttled`, `access-denied`, `invalid-input`, `remote-unreachable`.
 */
export async function submitJob(
  clients: BatchClients,
  submission: Submission,
  {
    clock,
    signal,
    cancelReason,
  }: { readonly clock: Clock; readonly signal: AbortSignal; readonly cancelReason: string },
): Promise<Job> {
  const earlier = await findEarlierJob(clients, submission, signal)
  if (earlier !== undefined) return earlier
  try {
    return await retry(() => sendOnce(clients, submission, clock, signal), {
      pauseMs: (error, attempt) => {
        const canRetry = !signal.aborted && attempt < maxAttempts && (isThrottling(error) || isLostResponse(error))
        return canRetry ? jitteredPause(attempt, backoff, () => clock.random()) : undefined
      },
      signal,
      clock,
    })
  } catch (error) {
    if (signal.aborted) {
      await endUnconfirmedJob(clients, submission, clock, cancelReason)
      signal.throwIfAborted()
    }
    throw toAwsFailure(error, 'submit the job', 'batch:SubmitJob')
  }
}

/** The unfinished job of this name that an earlier attempt of the workflow run submitted. */
async function findEarlierJob(
  clients: BatchClients,
  { request: { jobQueue = '', jobName = '' }, receipt: { workflowAttempt } }: Submission,
  signal: AbortSignal,
): Promise<Job | undefined> {
  const jobs = await listJobsByName(clients, jobQueue, jobName, signal)
  const earlier = jobs.find((job) => !job.isFinished && job.receipt && job.receipt.workflowAttempt < workflowAttempt)
  return earlier?.receipt && { ...toJob(earlier), adopted: earlier.receipt }
}

/** Sends the request. A lost response is replaced by the job's entry in the queue, if it has one. */
async function sendOnce(
  clients: BatchClients,
  submission: Submission,
  clock: Clock,
  signal: AbortSignal,
): Promise<Job> {
  const { request } = submission
  signal.throwIfAborted()
  try {
    const { batchWithoutRetries, sdk } = clients
    const response = await batchWithoutRetries.send(new sdk.SubmitJobCommand(request), { abortSignal: signal })
    const { jobId: id = '', jobName: name = request.jobName ?? '' } = response
    return { id, name, definition: getDefinitionName(request.jobDefinition) ?? '' }
  } catch (error) {
    signal.throwIfAborted()
    const job = isLostResponse(error) ? await findOwnJob(clients, submission, clock, signal) : undefined
    if (job === undefined) throw error
    return toJob(job)
  }
}

/** Whether AWS may have carried out the request. Not true of a Failure, which a lookup throws. */
const isLostResponse = (error: unknown) =>
  !(error instanceof Failure) && !isThrottling(error) && isConnectionError(error)

const toJob = ({ id, name, definition }: ListedJob): Job => ({ id, name, ...(definition && { definition }) })

/** The job of this name whose output gets our uuid. A short job may have ended before it is found. */
async function findOwnJob(
  clients: BatchClients,
  { request: { jobQueue = '', jobName = '' }, receipt: { outputUuid } }: Submission,
  clock: Clock,
  signal: AbortSignal,
): Promise<ListedJob | undefined> {
  for (let lookup = 1; ; lookup += 1) {
    const jobs = await listJobsByName(clients, jobQueue, jobName, signal)
    const job = jobs.find(({ receipt }) => receipt?.outputUuid === outputUuid)
    if (job !== undefined || lookup >= lookups.count) return job
    await clock.sleep(lookups.pauseMs, signal)
  }
}

/** Terminates a job whose submission has no response, within the time that a cancelled step has. Post looks again. */
async function endUnconfirmedJob(
  clients: BatchClients,
  submission: Submission,
  clock: Clock,
  reason: string,
): Promise<void> {
  const signal = AbortSignal.timeout(cancelLookupMs)
  const job = await findOwnJob(clients, submission, clock, signal).catch(() => undefined)
  if (job?.isFinished === false) await terminateJob(clients, job.id, reason).catch(() => undefined)
}
