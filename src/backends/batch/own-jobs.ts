import type { Clock } from '../../lib/clock.ts'
import type { BatchClients } from './clients.ts'
import { type ListedJob, listJobsByName } from './jobs.ts'

/** ListJobs shows a new job some seconds late: the pause after the first lookup, which doubles, and the longest one. */
const pauses = { firstMs: 1_000, maxMs: 8_000 }

/** What identifies the job of one submission: its queue, its name, and the output in its receipt. */
export interface SubmittedJob {
  readonly queue: string
  readonly name: string
  readonly outputUuid: string
}

/** What looking for a job needs. */
export interface LookupOptions {
  readonly clock: Clock
  /** How long to look, in milliseconds. At least one lookup is made. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** Jobs that were found, and the error of the last lookup if that failed. */
export interface LookupResult {
  readonly jobs: readonly ListedJob[]
  readonly error?: unknown
}

/**
 * Looks for the jobs of a submission until ListJobs shows one, or until the limit. None found does not mean that there
 * is none. A failed lookup is repeated. Throws only the signal's reason.
 */
export async function findOwnJobs(
  clients: BatchClients,
  { queue, name, outputUuid }: SubmittedJob,
  { clock, limitMs, signal }: LookupOptions,
): Promise<LookupResult> {
  const startMs = clock.now()
  for (let lookup = 1; ; lookup += 1) {
    const result = await listJobsByName(clients, queue, name, signal).then(
      (jobs): LookupResult => ({ jobs: jobs.filter(({ receipt }) => receipt?.outputUuid === outputUuid) }),
      (error: unknown): LookupResult => ({ jobs: [], error }),
    )
    signal.throwIfAborted()
    const pauseMs = Math.min(pauses.maxMs, pauses.firstMs * 2 ** (lookup - 1))
    if (result.jobs.length > 0 || clock.now() - startMs + pauseMs > limitMs) return result
    await clock.sleep(pauseMs, signal)
  }
}
