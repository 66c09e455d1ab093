import type { Clock } from '../../lib/clock.ts'

/** CloudWatch Logs reads of all jobs of the step, per second: less than half of the account's quota of 10. */
const readsPerSecond = 4

/** Limits how often the logs of all followed jobs are read. */
export class RateLimiter {
  readonly #clock: Clock
  #nextAt = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Uses up a read if one is available now. */
  tryAcquire(): boolean {
    if (this.#nextAt > this.#clock.now()) return false
    this.#nextAt = this.#clock.now() + 1000 / readsPerSecond
    return true
  }

  /** Waits for a read. Rejects with the signal's reason on abort. */
  async acquire(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now()
    const at = Math.max(now, this.#nextAt)
    this.#nextAt = at + 1000 / readsPerSecond
    if (at > now) await this.#clock.sleep(at - now, signal)
  }
}
