import type { Identity } from '../../aws/credentials.ts'
import { limitTime, raceSignal } from '../../lib/abort.ts'
import { CallCollector } from '../../lib/call-collector.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import type { Environment } from '../../lib/environment.ts'
import { type BatchClients, openBatchClients } from './clients.ts'
import { JobTerminator } from './job-terminator.ts'
import { describeJobs, isFinishedStatus, maxJobsPerCall } from './jobs.ts'
import { findOwnJobs } from './own-jobs.ts'
import type { BatchJob } from './responses.ts'
import { createCancelReason, type WorkflowOrigin } from './settings.ts'

/** A job that main may have left running. */
export interface OrphanJob {
  readonly queue: string
  readonly name: string
  /** Undefined when main ended before it got a response to SubmitJob. */
  readonly id?: string | undefined
  readonly outputUuid: string
}

/** What ending jobs needs. Jobs that are ended at the same time share its calls. */
export interface OrphanConnection {
  readonly clients: BatchClients
  readonly terminator: JobTerminator
  /** The jobs that Batch describes, by id. */
  readonly describer: CallCollector<string, BatchJob | undefined>
}

/** The step that main was part of. */
export interface OrphanContext {
  readonly connect: () => Promise<OrphanConnection>
  readonly origin: WorkflowOrigin
}

/** How long a job waits for others that are described with it, and AWS may take to describe them, in milliseconds. */
const describeLimits = { waitMs: 20, totalMs: 30_000 }

/** Opens a connection in the identity's region. Batch is not called yet. */
export async function openOrphanConnection(
  identity: () => Promise<Identity>,
  env: Environment,
  clock = systemClock,
): Promise<OrphanConnection> {
  const clients = await openBatchClients(await identity(), env, { clock })
  const describe = async (ids: readonly string[]) => {
    const work = (signal: AbortSignal) => describeJobs(clients, ids, signal)
    const jobs = await limitTime(work, { ms: describeLimits.totalMs })
    return (id: string) => jobs.find(({ jobId }) => jobId === id)
  }
  const describer = new CallCollector(describe, { maxSize: maxJobsPerCall, waitMs: describeLimits.waitMs })
  return { clients, terminator: new JobTerminator(clients), describer }
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
  { connect, origin }: OrphanContext,
  { id, ...submitted }: OrphanJob,
  { clock = systemClock, limits = orphanLimits }: { readonly clock?: Clock; readonly limits?: OrphanLimits } = {},
): Promise<string> {
  return await limitTime(
    async (signal) => {
      const connection = await raceSignal(connect(), signal)
      const terminate = (job: LeftJob) => endJob(connection, job, createCancelReason(origin), signal)
      if (id !== undefined) return await terminate(await describeLeftJob(connection, id, signal))
      const search = { clock, limitMs: limits.lookupMs, signal }
      const { jobs, error } = await findOwnJobs(connection.clients, submitted, search)
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
async function describeLeftJob({ describer }: OrphanConnection, id: string, signal: AbortSignal): Promise<LeftJob> {
  const detail = await raceSignal(describer.request(id), signal).catch(() => {
    signal.throwIfAborted()
    return undefined
  })
  return { id, status: detail?.status, statusReason: detail?.statusReason }
}

async function endJob(
  { terminator }: OrphanConnection,
  { id, status, statusReason }: LeftJob,
  reason: string,
  signal: AbortSignal,
): Promise<string> {
  if (isFinishedStatus(status))
    return `Batch job ${id} has ended: ${status}${statusReason ? ` (${statusReason})` : ''}.`
  await raceSignal(terminator.terminate(id, reason, 'orphan'), signal)
  if (status === undefined) return `Batch does not describe job ${id}. Its termination was requested.`
  return `Batch job ${id} was ${status}. It is being terminated.`
}
