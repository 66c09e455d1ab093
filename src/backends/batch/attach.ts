import type { JobDetail } from '@aws-sdk/client-batch'
import { Failure } from '../../errors.ts'
import type { Job, Receipt } from '../backend.ts'
import type { Clients } from './client.ts'
import { describeJobs, getDefinitionName } from './jobs.ts'
import type { ConsoleLinks } from './links.ts'
import { isSpotOnly, readComputeEnvironments, readQueue } from './queue.ts'
import { readReceipt } from './receipt.ts'

/** A job that an earlier step submitted, and what it set out to make. */
interface Attachable {
  readonly job: Job
  readonly receipt: Receipt
}

/**
 * The jobs of these ids, each with its receipt, and whether their queues run on spot capacity alone, as far as we may look. Throws one Failure
 * `invalid-input` for all that are unknown, or not ours.
 */
export async function findAttachableJobs(
  clients: Clients,
  links: ConsoleLinks,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly jobs: readonly Attachable[]; readonly isSpot: boolean }> {
  const details = await describeJobs(clients, ids, signal)
  const byId = new Map(details.map((detail) => [detail.jobId, detail]))
  const faults: string[] = []
  const jobs = ids.flatMap((id) => {
    const detail = byId.get(id)
    const receipt = readReceipt(detail?.container?.environment)
    if (detail !== undefined && receipt !== undefined) return [{ job: jobOf(id, detail, links), receipt }]
    faults.push(
      detail === undefined
        ? `attach-job-ids: ${id} is not known in ${clients.region}: another region or account, or its end is days ago.`
        : `attach-job-ids: ${id} (${detail.jobName}) was not submitted by this action, so nobody knows which bundle it makes.`,
    )
    return []
  })
  if (faults.length > 0)
    throw new Failure('invalid-input', faults.join('\n'), 'Give the ids that the output `job-id` or `job-ids` had.')
  return { jobs, isSpot: await isSpot(clients, details, signal) }
}

function jobOf(
  id: string,
  { jobName: name = '', jobDefinition, jobQueue: queue }: JobDetail,
  links: ConsoleLinks,
): Job {
  const definition = getDefinitionName(jobDefinition)
  return { id, name, ...(definition && { definition }), ...links.job(id, { definition: jobDefinition, queue }) }
}

/** It only makes a lost host's name more exact: whoever may not look does without. */
async function isSpot(clients: Clients, details: readonly JobDetail[], signal: AbortSignal): Promise<boolean> {
  const queues = [...new Set(details.flatMap(({ jobQueue }) => jobQueue ?? []))]
  try {
    const all = await Promise.all(
      queues.map(async (name) => {
        const queue = await readQueue(clients, name, signal)
        return queue !== undefined && isSpotOnly((await readComputeEnvironments(clients, queue, signal)).environments)
      }),
    )
    return all.length > 0 && all.every(Boolean)
  } catch {
    signal.throwIfAborted()
    return false
  }
}
