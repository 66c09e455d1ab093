import type { JobDetail } from '@aws-sdk/client-batch'
import { toAwsFailure } from '../../aws/errors.ts'
import type { Receipt } from '../backend.ts'
import type { BatchClients } from './clients.ts'
import { readReceipt } from './receipt.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
export const maxJobsPerCall = 100
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html */
const maxReasonLength = 1024

/** A job in a queue, with its receipt. */
export interface ListedJob {
  readonly id: string
  readonly name: string
  readonly definition: string | undefined
  readonly isFinished: boolean
  readonly receipt: Receipt | undefined
}

/** The jobs of these ids that Batch still knows. Throws Failure. */
export async function describeJobs(
  { sdk, batch }: BatchClients,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly JobDetail[]> {
  const details: JobDetail[] = []
  try {
    for (let start = 0; start < ids.length; start += maxJobsPerCall) {
      const command = new sdk.DescribeJobsCommand({ jobs: ids.slice(start, start + maxJobsPerCall) })
      const { jobs = [] } = await batch.send(command, { abortSignal: signal })
      details.push(...jobs)
    }
    return details
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, 'describe the job', 'batch:DescribeJobs')
  }
}

export const isFinishedStatus = (status: string | undefined): boolean => status === 'SUCCEEDED' || status === 'FAILED'

/** All jobs of a name in a queue, including ended ones, the newest first. Throws Failure. */
export async function listJobsByName(
  clients: BatchClients,
  jobQueue: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly ListedJob[]> {
  const { sdk, batch } = clients
  const filters = [{ name: 'JOB_NAME', values: [name] }]
  const ids: string[] = []
  let nextToken: string | undefined
  try {
    do {
      const page = await batch.send(new sdk.ListJobsCommand({ jobQueue, filters, nextToken }), { abortSignal: signal })
      // The filter ignores case.
      const exact = (page.jobSummaryList ?? []).filter((job) => job.jobName === name)
      ids.push(...exact.flatMap(({ jobId }) => (jobId ? [jobId] : [])))
      nextToken = page.nextToken
    } while (nextToken)
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `list the jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs')
  }
  const jobs = await describeJobs(clients, ids, signal)
  return jobs
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .map(({ jobId = '', jobName = '', jobDefinition, status, container }) => ({
      id: jobId,
      name: jobName,
      definition: getDefinitionName(jobDefinition),
      isFinished: isFinishedStatus(status),
      receipt: readReceipt(container?.environment),
    }))
}

/** The `name:revision` in a definition's ARN. */
export const getDefinitionName = (arn: string | undefined): string | undefined => arn?.slice(arn.lastIndexOf('/') + 1)

/** Terminates a job in any state. Does nothing to an ended job. Cuts the reason to 1,024 characters. Throws Failure. */
export async function terminateJob({ sdk, batch }: BatchClients, jobId: string, reason: string): Promise<void> {
  try {
    await batch.send(new sdk.TerminateJobCommand({ jobId, reason: reason.slice(0, maxReasonLength) }))
  } catch (error) {
    throw toAwsFailure(error, `terminate job ${jobId}`, 'batch:TerminateJob')
  }
}
