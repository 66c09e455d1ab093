import type { JobDetail } from '@aws-sdk/client-batch'
import { awsFailure } from '../../aws/errors.ts'
import type { Receipt } from '../backend.ts'
import type { Clients } from './client.ts'
import { readReceipt } from './receipt.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
export const idsPerCall = 100
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html */
const reasonLimit = 1024

/** A job under a name, with the receipt that it carries. */
export interface NamedJob {
  readonly id: string
  readonly name: string
  readonly definition: string | undefined
  readonly isOver: boolean
  readonly receipt: Receipt | undefined
}

/** The jobs of these ids, those that Batch still knows. Throws Failure. */
export async function describeJobs(
  { sdk, batch }: Clients,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly JobDetail[]> {
  const found: JobDetail[] = []
  try {
    for (let at = 0; at < ids.length; at += idsPerCall) {
      const jobs = ids.slice(at, at + idsPerCall)
      const page = await batch.send(new sdk.DescribeJobsCommand({ jobs }), { abortSignal: signal })
      found.push(...(page.jobs ?? []))
    }
    return found
  } catch (error) {
    signal.throwIfAborted()
    throw awsFailure(error, 'look up the job', 'batch:DescribeJobs')
  }
}

export const isFinished = (status: string | undefined): boolean => status === 'SUCCEEDED' || status === 'FAILED'

/** All jobs of a name that a queue knows, those that are over too, the newest first. Throws Failure. */
export async function listJobsByName(
  clients: Clients,
  jobQueue: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly NamedJob[]> {
  const { sdk, batch } = clients
  const ids: string[] = []
  let nextToken: string | undefined
  try {
    do {
      const filters = [{ name: 'JOB_NAME', values: [name] }]
      const page = await batch.send(new sdk.ListJobsCommand({ jobQueue, filters, nextToken }), { abortSignal: signal })
      // Upper and lower case are one to the filter.
      const own = (page.jobSummaryList ?? []).filter((job) => job.jobName === name)
      ids.push(...own.flatMap(({ jobId }) => (jobId ? [jobId] : [])))
      nextToken = page.nextToken
    } while (nextToken)
  } catch (error) {
    signal.throwIfAborted()
    throw awsFailure(error, `look for jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs')
  }
  const jobs = await describeJobs(clients, ids, signal)
  return jobs
    .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .map(({ jobId = '', jobName = '', jobDefinition, status, container }) => ({
      id: jobId,
      name: jobName,
      definition: getDefinitionName(jobDefinition),
      isOver: isFinished(status),
      receipt: readReceipt(container?.environment),
    }))
}

/** `name:revision` of a definition's ARN. */
export const getDefinitionName = (arn: string | undefined): string | undefined => arn?.slice(arn.lastIndexOf('/') + 1)

/** Ends a job in whatever state it is; one that is over already stays as it is. The reason is cut at 1,024 characters. Throws Failure. */
export async function terminate({ sdk, batch }: Clients, jobId: string, reason: string): Promise<void> {
  try {
    await batch.send(new sdk.TerminateJobCommand({ jobId, reason: reason.slice(0, reasonLimit) }))
  } catch (error) {
    throw awsFailure(error, `end job ${jobId}`, 'batch:TerminateJob')
  }
}
