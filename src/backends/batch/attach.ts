import { Failure } from '../../errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Job, Receipt } from '../backend.ts'
import type { BatchClients } from './clients.ts'
import type { ConsoleLinks } from './console-links.ts'
import { describeJobs, getDefinitionName } from './jobs.ts'
import { isSpotOnly, readComputeEnvironments, readQueue } from './queue.ts'
import { readJobReceipt } from './receipt.ts'
import type { BatchJob } from './responses.ts'

/** A job that an earlier step submitted, and the record of its run. */
interface AttachableJob {
  readonly job: Job
  readonly receipt: Receipt
}

/** DescribeJobs may omit a job for a moment: how often it is called again, and the pause before each call. */
const lookups = { count: 5, pauseMs: 3_000 }

/**
 * The jobs of these ids, each with its receipt, and whether all their queues have only spot capacity. Throws one
 * Failure `invalid-input` for all ids that are unknown for 15 s, or of jobs that this action did not submit.
 */
export async function findAttachableJobs(
  clients: BatchClients,
  links: ConsoleLinks,
  ids: readonly string[],
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<{ readonly jobs: readonly AttachableJob[]; readonly isSpot: boolean }> {
  const byId = await describeAll(clients, ids, clock, signal)
  const problems: string[] = []
  const jobs = ids.flatMap((id) => {
    const detail = byId.get(id)
    const receipt = readJobReceipt(detail?.container?.environment)
    if (detail !== undefined && receipt !== undefined) return [{ job: createJob(id, detail, links), receipt }]
    problems.push(
      detail === undefined
        ? `attach-job-ids: ${id} is not known in ${clients.region}: it is in another region or account, or it ended days ago.`
        : `attach-job-ids: ${id} (${detail.jobName}) was not submitted by this action, so its output bundle is unknown.`,
    )
    return []
  })
  if (problems.length > 0)
    throw new Failure('invalid-input', problems.join('\n'), 'Use ids from the outputs `job-id` or `job-ids`.')
  return { jobs, isSpot: await hasOnlySpotQueues(clients, [...byId.values()], signal) }
}

async function describeAll(
  clients: BatchClients,
  ids: readonly string[],
  clock: Clock,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, BatchJob>> {
  const byId = new Map<string, BatchJob>()
  for (let lookup = 0; ; lookup += 1) {
    const missing = ids.filter((id) => !byId.has(id))
    for (const job of await describeJobs(clients, missing, signal)) byId.set(job.jobId, job)
    if (ids.every((id) => byId.has(id)) || lookup === lookups.count) return byId
    await clock.sleep(lookups.pauseMs, signal)
  }
}

function createJob(
  id: string,
  { jobName: name = '', jobDefinition, jobQueue: queue }: BatchJob,
  links: ConsoleLinks,
): Job {
  const definition = getDefinitionName(jobDefinition)
  return { id, name, ...(definition && { definition }), ...links.getJobLinks(id, { definition: jobDefinition, queue }) }
}

/** Whether all queues have only spot capacity, which explains a lost host. False without the permission. */
async function hasOnlySpotQueues(
  clients: BatchClients,
  details: readonly BatchJob[],
  signal: AbortSignal,
): Promise<boolean> {
  const queues = [...new Set(details.flatMap(({ jobQueue }) => jobQueue ?? []))]
  try {
    const areSpot = await Promise.all(
      queues.map(async (name) => {
        const queue = await readQueue(clients, name, signal)
        return queue !== undefined && isSpotOnly((await readComputeEnvironments(clients, queue, signal)).environments)
      }),
    )
    return areSpot.length > 0 && areSpot.every(Boolean)
  } catch {
    signal.throwIfAborted()
    return false
  }
}
