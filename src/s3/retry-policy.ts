import { jitteredPause, type RetryPolicy } from '../lib/retry.ts'
import { ConnectionError, getErrorCode, isConnectionCode, S3Error, TruncatedBodyError } from './errors.ts'

/** Attempts at a request that fails with a transient error. */
const requestAttempts = 4
/** Attempts at a body that ends too early or is damaged, in either direction. */
const bodyAttempts = 3

const requestBackoff = { firstMs: 100, maxMs: 800 }
/** After a response that asks for fewer requests. */
const slowDownBackoff = { firstMs: 500, maxMs: 4_000 }
/** Between whole operations: any pause up to the limit, so that clients that collided do not collide again. */
const operationBackoff = { firstMs: 500, maxMs: 500 }

const transientCodes = new Set([
  'InternalError',
  'SlowDown',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
])
const transientStatuses = new Set([429, 500, 502, 503, 504])
const slowDownStatuses = new Set([429, 503])
const damageCodes = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest'])

/** Whether S3 received other bytes than were sent. */
export const isDamaged = (error: unknown): boolean => damageCodes.has(getErrorCode(error))

/** The pause before a single request is sent again, in milliseconds; undefined for a final error. */
export function choosePause(error: unknown, attempt: number): number | undefined {
  if (attempt >= countAttempts(error)) return undefined
  const isSlowDown = error instanceof S3Error && slowDownStatuses.has(error.status)
  return jitteredPause(attempt, isSlowDown ? slowDownBackoff : requestBackoff)
}

function countAttempts(error: unknown): number {
  if (error instanceof TruncatedBodyError) return bodyAttempts
  if (error instanceof ConnectionError) return isConnectionCode(error.code) ? requestAttempts : 1
  const isTransient =
    error instanceof S3Error && (transientStatuses.has(error.status) || transientCodes.has(error.name))
  return isTransient ? requestAttempts : 1
}

/** The policy for an operation of one or more requests, repeated for the errors that `isTransient` accepts. */
export function repeatOperation(
  isTransient: (error: unknown) => boolean,
  signal: AbortSignal,
  attempts = bodyAttempts,
): RetryPolicy {
  const pauseMs = (error: unknown, attempt: number) =>
    attempt < attempts && !signal.aborted && isTransient(error) ? jitteredPause(1, operationBackoff) : undefined
  return { pauseMs, signal }
}
