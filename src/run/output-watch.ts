import { formatHyperFrameName } from '../disdat/bundle.ts'
import type { Clock } from '../lib/clock.ts'
import { RateLimiter } from '../lib/rate-limiter.ts'
import type { Remote } from '../remote/remote.ts'

/** The pause between two looks for the output of a job whose log is silent, in milliseconds. */
const lookIntervalMs = 4_000
/** Looks of all followed jobs of a step, per second. S3 allows 5,500 in each prefix. */
const looksPerSecond = 4
/** Failed looks in a row after which the output is not watched any more: the polls of the job find its end. */
const maxFailures = 3

/** Limits the looks of all followed jobs of a step. */
export const createLookLimiter = (clock: Clock): RateLimiter => new RateLimiter(clock, { perSecond: looksPerSecond })

/** What watching an output needs. */
interface WatchOptions {
  readonly remote: Pick<Remote, 'read'>
  readonly uuid: string
  readonly clock: Clock
  readonly limiter: RateLimiter
  /** Receives the announcement, at most once. */
  readonly announceEnd: () => Promise<void>
  /** Ends the watch. */
  readonly ended: AbortSignal
}

/**
 * Watches for the HyperFrame of an output, which Disdat pushes last: the job is about to end. Looks only while the log
 * is silent, because a log announces the end on its own.
 */
export class OutputWatch {
  readonly #options: WatchOptions
  #linesAt = Number.NEGATIVE_INFINITY
  #watching: Promise<void> | undefined

  constructor(options: WatchOptions) {
    this.#options = options
  }

  /** Begins the watch. Has no effect the second time. */
  start(): void {
    this.#watching ??= this.#watch()
  }

  /** Records that lines of the log have arrived. */
  recordLines(): void {
    this.#linesAt = this.#options.clock.now()
  }

  /** Resolves when the watch has ended. Never rejects. */
  async finish(): Promise<void> {
    await this.#watching
  }

  async #watch(): Promise<void> {
    const { clock, ended, announceEnd } = this.#options
    for (let failures = 0; failures < maxFailures; ) {
      try {
        await clock.sleep(lookIntervalMs, ended)
        if (clock.now() - this.#linesAt < lookIntervalMs) continue
        if (await this.#exists()) return await announceEnd()
        failures = 0
      } catch {
        if (ended.aborted) return
        failures += 1
      }
    }
  }

  async #exists(): Promise<boolean> {
    const { remote, uuid, limiter, ended: signal } = this.#options
    await limiter.acquire(signal)
    return (await remote.read(uuid, formatHyperFrameName(uuid), { signal, maxBytes: 1, firstBytes: 1 })) !== undefined
  }
}
