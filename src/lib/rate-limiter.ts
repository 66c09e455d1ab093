import type { Clock } from './clock.ts'

/** Limits how often something is done in all, for example how often the logs of all followed jobs are read. */
export class RateLimiter {
  readonly #clock: Clock
  readonly #intervalMs: number
  #nextAt = 0

  constructor(clock: Clock, { perSecond }: { readonly perSecond: number }) {
    this.#clock = clock
    this.#intervalMs = 1000 / perSecond
  }

  /** Uses up a turn if one is available now. */
  tryAcquire(): boolean {
    if (this.#nextAt > this.#clock.now()) return false
    this.#nextAt = this.#clock.now() + this.#intervalMs
    return true
  }

  /**
   * Waits for a turn. Resolves with false at once, and uses up no turn, where that takes longer than `maxWaitMs`.
   * Rejects with the signal's reason on abort.
   */
  async acquire(signal: AbortSignal, maxWaitMs = Number.POSITIVE_INFINITY): Promise<boolean> {
    const now = this.#clock.now()
    const at = Math.max(now, this.#nextAt)
    if (at - now > maxWaitMs) return false
    this.#nextAt = at + this.#intervalMs
    if (at > now) await this.#clock.sleep(at - now, signal)
    return true
  }
}
