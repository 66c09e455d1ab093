import { type CallLimits, singleAttempt } from '../../aws/aws-client.ts'
import { toAwsFailure } from '../../aws/errors.ts'
import type { Receipt } from '../backend.ts'
import type { BatchClients } from './clients.ts'
import { readJobReceipt } from './receipt.ts'
import { type BatchJob, type JobSummary, parseJobPage, parseJobs } from './responses.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
export const maxJobsPerCall = 100
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html */
export const maxReasonLength = 1024
/** The most pages of ListJobs, which have up to 100 jobs: those of some attempts of a step with 1,000 runs. */
const maxListPages = 50

/** A job in a queue, with its receipt. */
export interface ListedJob {
  readonly id: string
  readonly name: string
  readonly queue: string | undefined
  readonly definition: string | undefined
  readonly status: string
  readonly statusReason: string | undefined
  readonly isFinished: boolean
  readonly receipt: Receipt | undefined
}

/** The jobs of these ids that Batch still knows. Throws Failure. */
export async function describeJobs(
  { sdk, batch }: BatchClients,
  ids: readonly string[],
  signal: AbortSignal,
  limits: Partial<CallLimits> = {},
): Promise<readonly BatchJob[]> {
  const details: BatchJob[] = []
  try {
    for (let start = 0; start < ids.length; start += maxJobsPerCall) {
      const command = new sdk.DescribeJobsCommand({ jobs: ids.slice(start, start + maxJobsPerCall) })
      const jobs = await batch.call(
        signal,
        async (client, options) => parseJobs(await client.send(command, options)),
        limits,
      )
      details.push(...jobs)
    }
    return details
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, 'describe the job', 'batch:DescribeJobs')
  }
}

export const isFinishedStatus = (status: string | undefined): boolean => status === 'SUCCEEDED' || status === 'FAILED'

/**
 * All jobs of a name in a queue that ListJobs shows, including ended ones, the newest first. A new job appears there
 * some seconds after SubmitJob. Throws Failure.
 */
export async function listJobsByName(
  clients: BatchClients,
  jobQueue: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly ListedJob[]> {
  const { ids } = await listIds(
    clients,
    { jobQueue, filter: name, isWanted: ({ jobName }) => jobName === name },
    signal,
  )
  return await describeListed(clients, ids, signal)
}

/**
 * The jobs in a queue whose names begin with a text and that have not ended, the newest first: one call for each 100
 * jobs, and one for each 100 that have not ended. Undefined when there are too many to list. Throws Failure.
 */
export async function listActiveJobs(
  clients: BatchClients,
  jobQueue: string,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly ListedJob[] | undefined> {
  const isWanted = ({ jobName, status }: JobSummary) =>
    jobName?.startsWith(prefix) === true && !isFinishedStatus(status)
  const { ids, isComplete } = await listIds(clients, { jobQueue, filter: `${prefix}*`, isWanted }, signal)
  if (!isComplete) return undefined
  return (await describeListed(clients, ids, signal)).filter(({ isFinished }) => !isFinished)
}

async function describeListed(
  clients: BatchClients,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ListedJob[]> {
  const jobs = await describeJobs(clients, ids, signal)
  return jobs
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .map(({ jobId, jobName = '', jobQueue, jobDefinition, status, statusReason, container }) => ({
      id: jobId,
      name: jobName,
      queue: jobQueue,
      definition: getDefinitionName(jobDefinition),
      status,
      statusReason,
      isFinished: isFinishedStatus(status),
      receipt: readJobReceipt(container?.environment),
    }))
}

/** Which jobs of a queue are listed. */
interface ListRequest {
  readonly jobQueue: string
  /** A name, or with an asterisk at its end what names begin with. The filter of AWS ignores case. */
  readonly filter: string
  readonly isWanted: (job: JobSummary) => boolean
}

async function listIds(
  { sdk, batch }: BatchClients,
  { jobQueue, filter, isWanted }: ListRequest,
  signal: AbortSignal,
): Promise<{ readonly ids: readonly string[]; readonly isComplete: boolean }> {
  const filters = [{ name: 'JOB_NAME', values: [filter] }]
  const ids: string[] = []
  let nextToken: string | undefined
  try {
    for (let pages = 0; pages < maxListPages; pages += 1) {
      const command = new sdk.ListJobsCommand({ jobQueue, filters, nextToken })
      const page = await batch.call(signal, async (client, options) =>
        parseJobPage(await client.send(command, options)),
      )
      ids.push(...page.jobSummaryList.filter(isWanted).flatMap(({ jobId }) => (jobId ? [jobId] : [])))
      nextToken = page.nextToken
      if (!nextToken) return { ids, isComplete: true }
    }
    return { ids, isComplete: false }
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `list the jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs')
  }
}

/** The `name:revision` in a definition's ARN. */
export const getDefinitionName = (arn: string | undefined): string | undefined => arn?.slice(arn.lastIndexOf('/') + 1)

/**
 * Terminates a job in any state, with a single attempt unless `limits` allow more. Does nothing to an ended job. Cuts
 * the reason to 1,024 characters. Throws Failure.
 */
export async function terminateJob(
  { sdk, batch }: BatchClients,
  { id: jobId, reason }: { readonly id: string; readonly reason: string },
  signal: AbortSignal,
  limits: Partial<CallLimits> = singleAttempt,
): Promise<void> {
  const command = new sdk.TerminateJobCommand({ jobId, reason: reason.slice(0, maxReasonLength) })
  try {
    await batch.call(signal, (client, options) => client.send(command, options), limits)
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `terminate job ${jobId}`, 'batch:TerminateJob')
  }
}
