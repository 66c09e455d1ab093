import { setTimeout as delay } from 'node:timers/promises'

/** Time and randomness, so that a test can control both. */
export interface Clock {
  /**
   * Milliseconds of a clock that is never set, since an arbitrary moment. All durations, deadlines and intervals use
   * it.
   */
  now(): number
  /** The time of day, which may be set at any moment: only to show it, and to compare it with others' timestamps. */
  date(): Date
  /** Resolves after `ms` milliseconds. Rejects with the signal's reason when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** A number from 0 up to, but not including, 1. */
  random(): number
}

/** The machine's own time and random numbers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    try {
      await delay(ms, undefined, signal && { signal })
    } catch (error) {
      // Node throws an AbortError of its own; callers compare with the reason.
      signal?.throwIfAborted()
      throw error
    }
  },
  random: Math.random,
}
