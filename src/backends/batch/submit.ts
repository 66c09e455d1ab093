import type { SubmitJobCommandInput } from '@aws-sdk/client-batch'
import { isConnectionError, isThrottling, isUnsent, toAwsFailure } from '../../aws/errors.ts'
import { describeError } from '../../errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Memo } from '../../lib/memo.ts'
import type { Job, Receipt } from '../backend.ts'
import { UnknownJobError } from '../unknown-job.ts'
import type { BatchClients } from './clients.ts'
import { getDefinitionName, type ListedJob, listActiveJobs, listJobsByName, terminateJob } from './jobs.ts'
import { findOwnJobs, type LookupResult, type SubmittedJob } from './own-jobs.ts'
import { listQueueNames } from './queue.ts'
import { parseSubmission } from './responses.ts'
import { getJobNamePrefix } from './submit-request.ts'

/** How long a job whose submission has no response is looked for, in milliseconds. */
const lookupMs = 90_000
/**
 * The runner sends its second signal 7.5 s after the first. Within that time a request in flight still gets its
 * response, which names the job; then the job is looked for.
 */
const cancelLimits = { responseMs: 4_000, lookupMs: 2_000 }

/** One job to submit. */
export interface Submission {
  readonly request: SubmitJobCommandInput
  readonly receipt: Receipt
}

/** The unfinished jobs of a step by queues and prefix of their names; undefined where there are too many to list. */
export type EarlierJobs = Memo<readonly ListedJob[] | undefined>

/** What submitting a job needs besides the request. */
interface SubmitOptions {
  /** Shared by all jobs of a step. */
  readonly earlierJobs: EarlierJobs
  readonly clock: Clock
  readonly signal: AbortSignal
}

/**
 * Submits the job at most once. An unfinished job of the same name from an earlier attempt of the workflow run is
 * adopted instead.
 *
 * SubmitJob has no idempotency token, and ListJobs shows a new job late, so no lookup can prove that a request without
 * a response created no job. Therefore such a request is never sent again: the job is looked for, and when it does not
 * appear, the step fails. Post looks for it once more, and a rerun of the workflow run adopts it. A request is repeated
 * only when AWS refused it for its rate, or when no connection was established. (docs/design/batch-submission.md)
 *
 * A job that was created is returned even if the signal has aborted meanwhile: the caller ends or detaches it. Throws
 * UnknownJobError when that is unknown; otherwise there is no job, and it throws the signal's reason, or Failure
 * `throttled`, `access-denied`, `invalid-input`, `remote-unreachable`.
 */
export async function submitJob(clients: BatchClients, submission: Submission, options: SubmitOptions): Promise<Job> {
  const earlier = await findEarlierJob(clients, submission, options)
  return earlier ?? (await sendRequest(clients, submission, options))
}

/**
 * The unfinished job of this name that an earlier attempt of the workflow run submitted, possibly to another queue. The
 * jobs of a step are listed together, and the first attempt does not look for one: Batch limits the rate of calls for
 * the whole account.
 */
async function findEarlierJob(
  clients: BatchClients,
  { request: { jobQueue = '', jobName = '' }, receipt: requested }: Submission,
  { earlierJobs, signal }: SubmitOptions,
): Promise<Job | undefined> {
  const { workflowAttempt } = requested
  if (workflowAttempt <= 1) return undefined
  const prefix = getJobNamePrefix(jobName)
  const isEarlier = ({ name, isFinished, receipt }: ListedJob) =>
    name === jobName && !isFinished && receipt !== undefined && receipt.workflowAttempt < workflowAttempt
  const list = () => listActiveJobs(clients, jobQueue, prefix, signal)
  const listed = await earlierJobs.get(JSON.stringify([jobQueue, prefix]), list)
  const own = (listed ?? (await listJobsByName(clients, jobQueue, jobName, signal))).find(isEarlier)
  const listOthers = () => listInOtherQueues(clients, jobQueue, prefix, signal)
  const earlier =
    own ?? (await earlierJobs.get(JSON.stringify([jobQueue, prefix, 'others']), listOthers))?.find(isEarlier)
  if (earlier?.receipt === undefined) return undefined
  const otherInputs = [...listOtherSettings(earlier.receipt, requested), ...(own === undefined ? ['job-queue'] : [])]
  return { ...toJob(earlier), adopted: earlier.receipt, ...(otherInputs.length > 0 && { otherInputs }) }
}

/** The unfinished jobs whose names have a prefix, in the other queues. Queues with too many are left out. */
async function listInOtherQueues(
  clients: BatchClients,
  jobQueue: string,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly ListedJob[]> {
  const names = await listQueueNames(clients, signal)
  const jobs: ListedJob[] = []
  for (const name of names.filter((each) => each !== jobQueue && !jobQueue.endsWith(`:job-queue/${each}`)))
    jobs.push(...((await listActiveJobs(clients, name, prefix, signal)) ?? []))
  return jobs
}

/** The inputs that say how an output is made, and that two jobs do not share. */
function listOtherSettings({ settings: a }: Receipt, { settings: b }: Receipt): readonly string[] {
  if (a === undefined || b === undefined) return []
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name])
}

const toJob = ({ id, name, queue, definition }: ListedJob): Job => ({
  ...{ id, name },
  ...(queue && { queue }),
  ...(definition && { definition }),
})

async function sendRequest(clients: BatchClients, submission: Submission, options: SubmitOptions): Promise<Job> {
  const { sdk, batch } = clients
  const { request } = submission
  const { signal } = options
  // Whether a request was sent that has no definite response.
  let isOutcomeUnknown = false
  try {
    return await batch.call(
      signal,
      async (client, sendOptions) => {
        signal.throwIfAborted()
        isOutcomeUnknown = true
        const response = await client.send(new sdk.SubmitJobCommand(request), sendOptions).catch((error: unknown) => {
          isOutcomeUnknown = isConnectionError(error) && !isUnsent(error) && !isThrottling(error)
          throw error
        })
        const { jobId: id, jobName: name = request.jobName ?? '' } = parseSubmission(response) ?? {}
        if (id === undefined) throw new Error('the response names no job')
        return { id, name, definition: getDefinitionName(request.jobDefinition) ?? '' }
      },
      { isRepeatable: false, responseGraceMs: cancelLimits.responseMs },
    )
  } catch (error) {
    if (isOutcomeUnknown) return await findSubmittedJob(clients, submission, options, error)
    signal.throwIfAborted()
    throw toAwsFailure(error, 'submit the job', 'batch:SubmitJob')
  }
}

/** The job of a request without a response. Throws Failure, or the signal's reason, when it does not appear. */
async function findSubmittedJob(
  clients: BatchClients,
  { request: { jobQueue: queue = '', jobName: name = '' }, receipt: { outputUuid } }: Submission,
  { clock, signal }: SubmitOptions,
  cause: unknown,
): Promise<Job> {
  const submitted: SubmittedJob = { queue, name, outputUuid }
  let found: LookupResult = { jobs: [] }
  if (!signal.aborted)
    found = await findOwnJobs(clients, submitted, { clock, limitMs: lookupMs, signal }).catch(() => found)
  if (signal.aborted) {
    const soon = AbortSignal.timeout(cancelLimits.lookupMs)
    found = await findOwnJobs(clients, submitted, { clock, limitMs: cancelLimits.lookupMs, signal: soon }).catch(
      () => found,
    )
  }
  // A proxy may have repeated the request. The oldest job that has not failed is followed, and the others are ended.
  const [kept, ...others] = found.jobs.toReversed().toSorted((a, b) => Number(hasFailed(a)) - Number(hasFailed(b)))
  await terminateDuplicates(clients, others)
  if (kept !== undefined) return toJob(kept)
  throw createLostFailure(submitted, found.error, cause)
}

const hasFailed = ({ status }: ListedJob) => status === 'FAILED'

/** Terminates the active ones of these jobs, within the time that a cancelled step has. Never throws. */
async function terminateDuplicates(clients: BatchClients, jobs: readonly ListedJob[]): Promise<void> {
  const signal = AbortSignal.timeout(cancelLimits.lookupMs)
  const reason = 'disdat/run-action: the request for this job arrived twice, and its other job is followed'
  const active = jobs.filter(({ isFinished }) => !isFinished)
  await Promise.allSettled(active.map(({ id }) => terminateJob(clients, { id, reason }, signal)))
}

function createLostFailure({ queue, name }: SubmittedJob, lookupError: unknown, cause: unknown): UnknownJobError {
  const lookup =
    lookupError === undefined ? 'it was not found' : `it could not be looked up (${describeError(lookupError)})`
  return new UnknownJobError(
    'remote-unreachable',
    `SubmitJob had no readable response, so it is unknown whether the job ${name} is in the queue ${queue}: ${lookup}. ${describeError(cause)}`,
    'The post step looks for the job once more and terminates it. Check the queue for a job of this name before you run the workflow again.',
    { cause },
  )
}
