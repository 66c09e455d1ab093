import { singleAttempt } from '../../aws/aws-client.ts'
import { isIdentityLost } from '../../aws/role-credentials.ts'
import { Failure } from '../../errors.ts'
import { neverAborted } from '../../lib/abort.ts'
import type { Clock } from '../../lib/clock.ts'
import type { BatchClients } from './clients.ts'
import { EndAnnouncements } from './end-announcements.ts'
import { describeJobs, isFinishedStatus, maxJobsPerCall } from './jobs.ts'
import type { BatchJob } from './responses.ts'

/** Seconds between two polls, counted from the last change. The last value repeats. */
const intervals = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 36]
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
 * Polls all followed jobs, a hundred per call, and less often the longer nothing changes. A job whose end was announced
 * is polled at once. A poll without a readable response slows the poller down. It becomes an error only when it is
 * repeated for some time.
 */
export class JobPoller {
  readonly #clients: BatchClients
  readonly #clock: Clock
  readonly #waiters = new Map<string, Waiter>()
  readonly #states = new Map<string, string>()
  readonly #announcements = new EndAnnouncements()
  #wake = new AbortController()
  #isPolling = false
  /** When all jobs are polled next; undefined until the wait for it begins. */
  #regularAt: number | undefined
  #polledAt = Number.NEGATIVE_INFINITY
  /** Calls of the last poll. */
  #calls = 0
  #pollsWithoutChange = 0
  #failedPolls = 0

  constructor(clients: BatchClients, clock: Clock) {
    this.#clients = clients
    this.#clock = clock
  }

  /**
   * The job at the next readable poll, without its variables; undefined when Batch does not describe it. Rejects with
   * the signal's reason or a Failure.
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
    if (this.#announcements.has(id)) this.#wake.abort()
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  /** Polls the job at once and some more times soon after, because it may have ended. */
  announceEnd(id: string): void {
    if (this.#announcements.add(id, this.#clock.now())) this.#wake.abort()
  }

  async #poll(): Promise<void> {
    if (this.#isPolling) return
    this.#isPolling = true
    try {
      while (this.#waiters.size > 0) await this.#pollOnce(await this.#waitForPoll())
    } finally {
      this.#isPolling = false
    }
  }

  /** Waits for the next poll, and resolves with the jobs that it is for. */
  async #waitForPoll(): Promise<readonly string[]> {
    for (;;) {
      this.#regularAt ??= this.#clock.now() + this.#getIntervalMs()
      const earlyAt = this.#getEarlyTime()
      const pauseMs = Math.min(this.#regularAt, earlyAt) - this.#clock.now()
      this.#wake = new AbortController()
      const { signal } = this.#wake
      if (pauseMs > 0) await this.#clock.sleep(pauseMs, signal).catch(() => undefined)
      if (signal.aborted) continue
      const all = [...this.#waiters.keys()]
      if (earlyAt >= this.#regularAt) {
        this.#regularAt = undefined
        return all
      }
      const due = this.#announcements.listDue(all, this.#clock.now()).slice(0, maxJobsPerCall)
      this.#regularAt = due.length === all.length ? undefined : this.#regularAt + perCallMs
      return due
    }
  }

  /** When the next announced end is polled. With many jobs, these polls take at most half of the request rate. */
  #getEarlyTime(): number {
    if (this.#failedPolls > 0) return Number.POSITIVE_INFINITY
    const spacingMs = this.#waiters.size > maxJobsPerCall ? 2 * perCallMs : perCallMs
    return Math.max(this.#announcements.getNextTime([...this.#waiters.keys()]), this.#polledAt + spacingMs)
  }

  #getIntervalMs(): number {
    const seconds = intervals[Math.min(this.#pollsWithoutChange, intervals.length - 1)] ?? 36
    const regularMs = Math.max(seconds * 1000, this.#calls * perCallMs)
    const slowedMs = Math.min(regularMs * 2 ** this.#failedPolls, Math.max(regularMs, failedPolls.maxPauseMs))
    return slowedMs * (1 - jitter + 2 * jitter * this.#clock.random())
  }

  async #pollOnce(ids: readonly string[]): Promise<void> {
    const due = new Set(ids)
    const waiters = new Map([...this.#waiters].filter(([id]) => due.has(id)))
    const isRegular = waiters.size === this.#waiters.size
    if (isRegular) this.#calls = Math.ceil(waiters.size / maxJobsPerCall)
    try {
      // All waiters share a poll: the abort of one does not end it for the others.
      const jobs = await describeJobs(this.#clients, ids, neverAborted, singleAttempt)
      this.#failedPolls = 0
      if (this.#recordStates(jobs)) this.#pollsWithoutChange = 0
      else if (isRegular) this.#pollsWithoutChange += 1
      for (const [id, { resolve }] of waiters) {
        if (this.#waiters.delete(id)) resolve(omitVariables(jobs.find(({ jobId }) => jobId === id)))
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
    this.#polledAt = this.#clock.now()
    for (const { jobId, status, attempts } of jobs) {
      this.#announcements.recordPoll(jobId, this.#polledAt, isFinishedStatus(status))
      const state = `${status} ${attempts.length}`
      hasChanged ||= this.#states.get(jobId) !== state
      this.#states.set(jobId, state)
    }
    return hasChanged
  }
}

/** A follower holds its job until the next poll. The variables, up to 30 KiB, are of no use to it. */
const omitVariables = (job: BatchJob | undefined): BatchJob | undefined =>
  job?.container === undefined ? job : { ...job, container: { ...job.container, environment: [] } }

/** Whether a later retry may succeed. */
export const isTransientFailure = (error: unknown): boolean =>
  error instanceof Failure && (error.verdict === 'throttled' || error.verdict === 'remote-unreachable')
