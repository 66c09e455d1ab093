import { type Clock, systemClock } from './clock.ts'

/** When a failed attempt is repeated. */
export interface RetryPolicy {
  /**
   * The pause before the next attempt, in milliseconds; undefined when `error` is final and is thrown. `attempt` is the
   * number of the attempt that failed, from 1.
   */
  readonly pauseMs: (error: unknown, attempt: number) => number | undefined
  /** Ends the pause: its reason is then thrown. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/**
 * Calls `work` until it resolves or the policy gives up. `work` gets the number of the attempt, from 1. Throws the last
 * error.
 */
export async function retry<T>(
  work: (attempt: number) => Promise<T>,
  { pauseMs, signal, clock = systemClock }: RetryPolicy,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt)
    } catch (error) {
      const ms = pauseMs(error, attempt)
      if (ms === undefined) throw error
      await clock.sleep(ms, signal)
    }
  }
}

/** Limits of an exponential backoff, in milliseconds. */
export interface Backoff {
  /** The longest pause after the first attempt; it doubles with each attempt. */
  readonly firstMs: number
  /** No pause is longer. */
  readonly maxMs: number
}

/**
 * A pause with full jitter: any length up to an exponentially growing limit, so that many runners do not retry in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function jitteredPause(
  attempt: number,
  { firstMs, maxMs }: Backoff,
  random: Clock['random'] = Math.random,
): number {
  return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1))
}
