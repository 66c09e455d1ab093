import { patientLimits } from '../../aws/aws-client.ts'
import type { Identity } from '../../aws/credentials.ts'
import { limitTime, raceSignal } from '../../lib/abort.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import type { Environment } from '../../lib/environment.ts'
import { type BatchClients, openBatchClients } from './clients.ts'
import { describeJobs, isFinishedStatus, terminateJob } from './jobs.ts'
import { findOwnJobs } from './own-jobs.ts'
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

/**
 * The limit of everything, credentials included, and of the search for a job without an id, in milliseconds.
 * Longer than ListJobs needs to show a new job, and shorter than the five minutes that GitHub gives a cancelled job.
 */
const orphanLimits: OrphanLimits = { totalMs: 120_000, lookupMs: 60_000 }

interface OrphanLimits {
  readonly totalMs: number
  readonly lookupMs: number
}

/**
 * Terminates a job that main left running, and returns a sentence about it. A job without an id is looked for by its
 * name until it appears. Within two minutes. Throws Failure or TimeLimitError when AWS does not respond.
 */
export async function terminateOrphan(
  { identity, env, origin }: OrphanContext,
  { id, ...submitted }: OrphanJob,
  { clock = systemClock, limits = orphanLimits }: { readonly clock?: Clock; readonly limits?: OrphanLimits } = {},
): Promise<string> {
  return await limitTime(
    async (signal) => {
      const clients = await openBatchClients(await raceSignal(identity(), signal), env, { clock })
      const terminate = (job: LeftJob) => endJob(clients, job, createCancelReason(origin), signal)
      if (id !== undefined) return await terminate(await describeLeftJob(clients, id, signal))
      const { jobs, error } = await findOwnJobs(clients, submitted, { clock, limitMs: limits.lookupMs, signal })
      if (error !== undefined) throw error
      if (jobs.length > 0) return (await Promise.all(jobs.map(terminate))).join(' ')
      return `No Batch job ${submitted.name} was found in the queue ${submitted.queue} within ${limits.lookupMs / 1000} s. If it appears later, terminate it.`
    },
    { ms: limits.totalMs },
  )
}

/** A job, and its state as far as Batch describes it. */
interface LeftJob {
  readonly id: string
  readonly status: string | undefined
  readonly statusReason?: string | undefined
}

/** A job whose description cannot be read is terminated, too. */
async function describeLeftJob(clients: BatchClients, id: string, signal: AbortSignal): Promise<LeftJob> {
  const [detail] = await describeJobs(clients, [id], signal).catch(() => {
    signal.throwIfAborted()
    return []
  })
  return { id, status: detail?.status, statusReason: detail?.statusReason }
}

async function endJob(
  clients: BatchClients,
  { id, status, statusReason }: LeftJob,
  reason: string,
  signal: AbortSignal,
): Promise<string> {
  if (isFinishedStatus(status))
    return `Batch job ${id} has ended: ${status}${statusReason ? ` (${statusReason})` : ''}.`
  await terminateJob(clients, { id, reason }, signal, patientLimits)
  if (status === undefined) return `Batch does not describe job ${id}. Its termination was requested.`
  return `Batch job ${id} was ${status}. It is being terminated.`
}
