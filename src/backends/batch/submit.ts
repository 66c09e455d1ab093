import type { SubmitJobCommandInput } from '@aws-sdk/client-batch'
import { awsFailure, isConnectionError, isThrottling } from '../../aws/errors.ts'
import type { Job, Receipt } from '../backend.ts'
import type { BatchClock, Clients } from './client.ts'
import { getDefinitionName, listJobsByName, type NamedJob, terminate } from './jobs.ts'

/** How often throttling and lost answers are met with another try. */
const tries = 8
const backoff = { firstMs: 500, mostMs: 20_000 }
/** ListJobs is told of a new job a little late: how often it is asked before a job counts as not there, and how long apart. */
const lookups = { times: 3, apartMs: 1_500 }

/** What a submission is part of. */
export interface Submission {
  readonly request: SubmitJobCommandInput
  readonly receipt: Receipt
}

/**
 * Submits the job, once. One of the same name that an earlier attempt of the workflow run submitted, and that is not over, is adopted instead. SubmitJob has
 * no token that makes it idempotent: when an answer is lost, the queue is asked for our job before the request is sent again. When the signal
 * aborts while an answer is owed, the job is looked for and ended.
 *
 * Throws Failure `throttled`, `access-denied`, `invalid-input`, `remote-unreachable`.
 */
export async function submit(
  clients: Clients,
  { request, receipt }: Submission,
  {
    clock,
    signal,
    cancelReason,
  }: { readonly clock: BatchClock; readonly signal: AbortSignal; readonly cancelReason: string },
): Promise<Job> {
  const { jobQueue = '', jobName = '' } = request
  const known = await listJobsByName(clients, jobQueue, jobName, signal)
  const isEarlier = (job: NamedJob) => job.receipt && job.receipt.workflowAttempt < receipt.workflowAttempt
  const earlier = known.find((job) => !job.isOver && isEarlier(job))
  if (earlier?.receipt) return { ...jobOf(earlier), adopted: earlier.receipt }
  for (let attempt = 1; ; attempt += 1) {
    try {
      signal.throwIfAborted()
      const answer = await clients.once.send(new clients.sdk.SubmitJobCommand(request), { abortSignal: signal })
      const { jobId: id = '', jobName: name = jobName } = answer
      return { id, name, definition: getDefinitionName(request.jobDefinition) ?? '' }
    } catch (error) {
      if (signal.aborted) {
        await endUnanswered(clients, request, receipt, { clock, reason: cancelReason })
        signal.throwIfAborted()
      }
      const isLost = !isThrottling(error) && isConnectionError(error)
      const own = isLost ? await lookFor(clients, request, receipt, clock, signal) : undefined
      if (own !== undefined) return jobOf(own)
      if (attempt >= tries || !(isLost || isThrottling(error)))
        throw awsFailure(error, 'submit the job', 'batch:SubmitJob')
      await clock.sleep(clock.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt), signal)
    }
  }
}

const jobOf = ({ id, name, definition }: NamedJob): Job => ({ id, name, ...(definition && { definition }) })

/** Our own job under the request's name, the one whose output would have the uuid that was chosen for it. A short one may be over before it is found. */
async function lookFor(
  clients: Clients,
  { jobQueue = '', jobName = '' }: SubmitJobCommandInput,
  { outputUuid }: Receipt,
  clock: BatchClock,
  signal: AbortSignal,
): Promise<NamedJob | undefined> {
  for (let time = 1; ; time += 1) {
    const jobs = await listJobsByName(clients, jobQueue, jobName, signal)
    const own = jobs.find(({ receipt }) => receipt?.outputUuid === outputUuid)
    if (own !== undefined || time >= lookups.times) return own
    await clock.sleep(lookups.apartMs, signal)
  }
}

/** Within the seconds that GitHub gives to a cancelled step; post looks again. */
async function endUnanswered(
  clients: Clients,
  request: SubmitJobCommandInput,
  receipt: Receipt,
  { clock, reason }: { readonly clock: BatchClock; readonly reason: string },
): Promise<void> {
  const signal = AbortSignal.timeout(lookupLimitMs)
  const own = await lookFor(clients, request, receipt, clock, signal).catch(() => undefined)
  if (own?.isOver === false) await terminate(clients, own.id, reason).catch(() => undefined)
}

/** The runner gives 7.5 s between its two signals. */
const lookupLimitMs = 6_000
