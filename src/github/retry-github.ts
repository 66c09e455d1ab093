import { jitteredPause, retry } from '../lib/retry.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'
import { type GitHubError, toGitHubError } from './errors.ts'

/** Limits of one call and its retries. */
const limits = {
  attempts: 5,
  /** Of one attempt, in milliseconds. */
  attemptMs: 15_000,
  firstPauseMs: 1000,
  /** The step does not wait for a longer pause, even if GitHub asks for one. */
  maxPauseMs: 60_000,
} as const

/**
 * Sends a call at most five times, each for at most 15 s. The pauses are those that GitHub asks for, or jittered; at
 * most a minute each. `call` gets the number of the attempt, from 1. Throws GitHubError, at once for a refusal.
 */
export async function retryGitHub<T>(
  call: (signal: AbortSignal, attempt: number) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let lastError: GitHubError | undefined
  const send = async (attempt: number): Promise<T> => {
    try {
      return await call(AbortSignal.any([signal, AbortSignal.timeout(limits.attemptMs)]), attempt)
    } catch (error) {
      lastError = toGitHubError(error)
      throw lastError
    }
  }
  try {
    return await retry(send, { pauseMs: (_, attempt) => getPauseMs(lastError, attempt, signal), signal })
  } catch (error) {
    // An abort during a pause throws the signal's reason; the caller expects GitHub's error.
    throw lastError ?? error
  }
}

function getPauseMs(error: GitHubError | undefined, attempt: number, signal: AbortSignal): number | undefined {
  const isFinal = error === undefined || error.kind === 'refused' || findTlsFailure(error) !== undefined
  if (isFinal || attempt === limits.attempts || signal.aborted) return undefined
  const { firstPauseMs: firstMs, maxPauseMs: maxMs } = limits
  const pauseMs = error.pauseMs ?? jitteredPause(attempt, { firstMs, maxMs })
  return pauseMs > maxMs ? undefined : pauseMs
}
