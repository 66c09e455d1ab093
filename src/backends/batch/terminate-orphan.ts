import type { Identity } from '../../aws/credentials.ts'
import type { Environment } from '../../lib/environment.ts'
import { openBatchClients } from './clients.ts'
import { describeJobs, isFinishedStatus, listJobsByName, terminateJob } from './jobs.ts'
import { createCancelReason, type WorkflowOrigin } from './settings.ts'

/** A job that main may have left running. */
export interface OrphanJob {
  readonly queue: string
  readonly name: string
  /** Undefined when main ended before it got a response to SubmitJob. */
  readonly id?: string | undefined
  readonly outputUuid: string
}

/** The step that main was part of. */
export interface OrphanContext {
  readonly identity: () => Promise<Identity>
  readonly env: Environment
  readonly origin: WorkflowOrigin
}

const lookupTimeoutMs = 60_000

/**
 * Terminates a job that main left running, and returns a sentence about it. A job without an id is found by its name.
 */
export async function terminateOrphan(
  { identity, env, origin }: OrphanContext,
  { queue, name, id, outputUuid }: OrphanJob,
): Promise<string> {
  const clients = await openBatchClients(await identity(), env)
  const signal = AbortSignal.timeout(lookupTimeoutMs)
  const jobId =
    id ??
    (await listJobsByName(clients, queue, name, signal)).find(({ receipt }) => receipt?.outputUuid === outputUuid)?.id
  if (jobId === undefined) return 'No Batch job was left running.'
  const [detail] = await describeJobs(clients, [jobId], signal)
  if (detail === undefined) return `Batch does not know job ${jobId} any more.`
  const { status, statusReason } = detail
  if (isFinishedStatus(status))
    return `Batch job ${jobId} has ended: ${status}${statusReason ? ` (${statusReason})` : ''}.`
  await terminateJob(clients, jobId, createCancelReason(origin))
  return `Batch job ${jobId} was ${status}. It is being terminated.`
}
