import type { JobDetail } from '@aws-sdk/client-batch'
import { Failure } from '../../errors.ts'
import type { BatchClock, Clients } from './client.ts'
import { describeJobs, idsPerCall } from './jobs.ts'

/** Seconds between two looks, from the last change on; the last of them for ever. A fifth more or less, so that runners do not ask in step. */
const pace = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 30]
const jitter = 0.2
/** Milliseconds between two calls on average, however many jobs are followed and however often they change: the account shares its rate among all. */
const perCallMs = 1_000
/** Looks in a row that came to nothing, since AWS throttled or did not answer, each after the SDK's own tries; and the longest pause between two. */
const missed = { limit: 10, mostMs: 5 * 60_000 }

interface Waiting {
  readonly resolve: (job: JobDetail | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Looks at all jobs that are followed, a hundred a call, and less often the longer nothing changes. Throttling and a network that is gone make it slower;
 * only when that lasts, for some minutes at least, is it an error.
 */
export class JobPoller {
  readonly #clients: Clients
  readonly #clock: BatchClock
  readonly #waiting = new Map<string, Waiting>()
  readonly #states = new Map<string, string>()
  #isLooking = false
  /** Of the last look. */
  #calls = 0
  #quiet = 0
  #missed = 0

  constructor(clients: Clients, clock: BatchClock) {
    this.#clients = clients
    this.#clock = clock
  }

  /** The job at the next look; undefined where Batch does not know it (any more). Rejects with the signal's reason on abort, or with a Failure. */
  async next(id: string, signal: AbortSignal): Promise<JobDetail | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<JobDetail | undefined>()
    this.#waiting.set(id, { resolve, reject })
    const abort = () => {
      this.#waiting.delete(id)
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    else void this.#look()
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      while (this.#waiting.size > 0) {
        await this.#clock.sleep(this.#interval(), everyone)
        await this.#lookOnce()
      }
    } finally {
      this.#isLooking = false
    }
  }

  #interval(): number {
    const seconds = pace[Math.min(this.#quiet, pace.length - 1)] ?? 30
    const wished = Math.max(seconds * 1000, this.#calls * perCallMs)
    const slower = Math.min(wished * 2 ** this.#missed, Math.max(wished, missed.mostMs))
    return slower * (1 - jitter + 2 * jitter * this.#clock.random())
  }

  async #lookOnce(): Promise<void> {
    const asked = new Map(this.#waiting)
    this.#calls = Math.ceil(asked.size / idsPerCall)
    try {
      const jobs = await describeJobs(this.#clients, [...asked.keys()], everyone)
      this.#missed = 0
      this.#quiet = this.#notice(jobs) ? 0 : this.#quiet + 1
      for (const [id, { resolve }] of asked) {
        if (this.#waiting.delete(id)) resolve(jobs.find(({ jobId }) => jobId === id))
      }
    } catch (error) {
      this.#missed += 1
      if (isTransient(error) && this.#missed < missed.limit) return
      for (const [id, { reject }] of asked) {
        if (this.#waiting.delete(id)) reject(error)
      }
    }
  }

  #notice(jobs: readonly JobDetail[]): boolean {
    let isChanged = false
    for (const { jobId = '', status = '', attempts = [] } of jobs) {
      const state = `${status} ${attempts.length}`
      isChanged ||= this.#states.get(jobId) !== state
      this.#states.set(jobId, state)
    }
    return isChanged
  }
}

/** What another try a little later may mend. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Failure && (error.verdict === 'throttled' || error.verdict === 'remote-unreachable')

/** The looks are shared: one who stops waiting does not end them for the others. */
const everyone = new AbortController().signal
