import { setTimeout as delay } from 'node:timers/promises'
import { S3Error } from './errors.ts'
import { ConnectionError, TruncatedBodyError } from './response.ts'

/** How often a request is sent that meets trouble. */
const requestAttempts = 4
/** How often a body that broke off, or came wrong, is asked for, or sent, again. */
export const bodyAttempts = 3
/** The longest first pauses, in milliseconds; each is twice as long as the one before. */
const firstPauseMs = 100
const firstSlowDownPauseMs = 500

/** S3's codes, statuses, and faults of a connection, that may pass; a refusal does not. */
const passing = new Set([
  'InternalError',
  'SlowDown',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
])
const passingStatus = new Set([429, 500, 502, 503, 504])
const passingFaults = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])

/** How often it may be tried with errors like this. */
export function maxAttempts(error: unknown): number {
  if (error instanceof TruncatedBodyError) return bodyAttempts
  if (error instanceof ConnectionError) return passingFaults.has(error.code) ? requestAttempts : 1
  return error instanceof S3Error && (passingStatus.has(error.status) || passing.has(error.name)) ? requestAttempts : 1
}

/** Waits before the next attempt, with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export async function pauseAfter(error: unknown, attempt: number, signal: AbortSignal): Promise<void> {
  const isAsked = error instanceof S3Error && (error.status === 503 || error.status === 429)
  const most = (isAsked ? firstSlowDownPauseMs : firstPauseMs) * 2 ** (attempt - 1)
  await delay(Math.random() * most, undefined, { signal })
}
