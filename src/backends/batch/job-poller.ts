import { singleAttempt } from '../../aws/aws-client.ts'
import { isIdentityLost } from '../../aws/role-credentials.ts'
import { Failure } from '../../errors.ts'
import { neverAborted } from '../../lib/abort.ts'
import type { Clock } from '../../lib/clock.ts'
import type { BatchClients } from './clients.ts'
import { describeJobs, maxJobsPerCall } from './jobs.ts'
import type { BatchJob } from './responses.ts'

/** Seconds between two polls, counted from the last change. The last value repeats. */
const intervals = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 30]
/** Intervals vary by a fifth, so that runners do not poll in step. */
const jitter = 0.2
/** The average time between two calls for any number of jobs: all runners of the account share its request rate. */
const perCallMs = 1_000
/**
 * Failed polls in a row before the poller gives up, which is after about thirteen minutes, or after a minute of
 * refusals: a single refusal may come from a proxy, and says nothing about the job. And the longest pause.
 */
const failedPolls = { limit: 10, refusedLimit: 6, maxPauseMs: 5 * 60_000 }

interface Waiter {
  readonly resolve: (job: BatchJob | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Polls all followed jobs, a hundred per call, and less often the longer nothing changes. A poll without a readable
 * response slows it down. It becomes an error only when it is repeated for some time.
 */
export class JobPoller {
  readonly #clients: BatchClients
  readonly #clock: Clock
  readonly #waiters = new Map<string, Waiter>()
  readonly #states = new Map<string, string>()
  #isPolling = false
  /** Calls of the last poll. */
  #calls = 0
  #pollsWithoutChange = 0
  #failedPolls = 0

  constructor(clients: BatchClients, clock: Clock) {
    this.#clients = clients
    this.#clock = clock
  }

  /**
   * The job at the next readable poll; undefined when Batch does not describe it. Rejects with the signal's reason or a
   * Failure.
   */
  async next(id: string, signal: AbortSignal): Promise<BatchJob | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<BatchJob | undefined>()
    this.#waiters.set(id, { resolve, reject })
    const abort = () => {
      this.#waiters.delete(id)
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    else void this.#poll()
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  async #poll(): Promise<void> {
    if (this.#isPolling) return
    this.#isPolling = true
    try {
      while (this.#waiters.size > 0) {
        await this.#clock.sleep(this.#getIntervalMs())
        await this.#pollOnce()
      }
    } finally {
      this.#isPolling = false
    }
  }

  #getIntervalMs(): number {
    const seconds = intervals[Math.min(this.#pollsWithoutChange, intervals.length - 1)] ?? 30
    const regularMs = Math.max(seconds * 1000, this.#calls * perCallMs)
    const slowedMs = Math.min(regularMs * 2 ** this.#failedPolls, Math.max(regularMs, failedPolls.maxPauseMs))
    return slowedMs * (1 - jitter + 2 * jitter * this.#clock.random())
  }

  async #pollOnce(): Promise<void> {
    const waiters = new Map(this.#waiters)
    this.#calls = Math.ceil(waiters.size / maxJobsPerCall)
    try {
      // All waiters share a poll: the abort of one does not end it for the others.
      const jobs = await describeJobs(this.#clients, [...waiters.keys()], neverAborted, singleAttempt)
      this.#failedPolls = 0
      this.#pollsWithoutChange = this.#recordStates(jobs) ? 0 : this.#pollsWithoutChange + 1
      for (const [id, { resolve }] of waiters) {
        if (this.#waiters.delete(id)) resolve(jobs.find(({ jobId }) => jobId === id))
      }
    } catch (error) {
      this.#failedPolls += 1
      const limit = isTransientFailure(error) ? failedPolls.limit : failedPolls.refusedLimit
      if (!isIdentityLost(error) && this.#failedPolls < limit) return
      for (const [id, { reject }] of waiters) {
        if (this.#waiters.delete(id)) reject(error)
      }
    }
  }

  /** Returns whether a job has changed since the last poll. */
  #recordStates(jobs: readonly BatchJob[]): boolean {
    let hasChanged = false
    for (const { jobId, status, attempts } of jobs) {
      const state = `${status} ${attempts.length}`
      hasChanged ||= this.#states.get(jobId) !== state
      this.#states.set(jobId, state)
    }
    return hasChanged
  }
}

/** Whether a later retry may succeed. */
export const isTransientFailure = (error: unknown): boolean =>
  error instanceof Failure && (error.verdict === 'throttled' || error.verdict === 'remote-unreachable')
