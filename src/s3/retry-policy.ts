import { jitteredPause, type RetryPolicy } from '../lib/retry.ts'
import { ConnectionError, getErrorCode, isConnectionCode, S3Error, TruncatedBodyError } from './errors.ts'

/** Attempts at a request that meets a passing fault. */
const requestAttempts = 4
/** Attempts at a body that ends too early or is damaged, in either direction. */
const bodyAttempts = 3

const requestBackoff = { firstMs: 100, maxMs: 800 }
/** After an answer that asks for fewer requests. */
const slowDownBackoff = { firstMs: 500, maxMs: 4_000 }
/** Between whole operations: any pause up to the limit, so that clients that collided do not collide again. */
const operationBackoff = { firstMs: 500, maxMs: 500 }

const passingCodes = new Set([
  'InternalError',
  'SlowDown',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
])
const passingStatuses = new Set([429, 500, 502, 503, 504])
const slowDownStatuses = new Set([429, 503])
const damageCodes = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest'])

/** Whether S3 received other bytes than were sent. */
export const isDamaged = (error: unknown): boolean => damageCodes.has(getErrorCode(error))

/** The pause before a single request is sent again, in milliseconds; undefined for an error that stays. */
export function choosePause(error: unknown, attempt: number): number | undefined {
  if (attempt >= countAttempts(error)) return undefined
  const isSlowDown = error instanceof S3Error && slowDownStatuses.has(error.status)
  return jitteredPause(attempt, isSlowDown ? slowDownBackoff : requestBackoff)
}

function countAttempts(error: unknown): number {
  if (error instanceof TruncatedBodyError) return bodyAttempts
  if (error instanceof ConnectionError) return isConnectionCode(error.code) ? requestAttempts : 1
  const mayPass = error instanceof S3Error && (passingStatuses.has(error.status) || passingCodes.has(error.name))
  return mayPass ? requestAttempts : 1
}

/** The policy for an operation of one or more requests, repeated for the errors that `mayPass` accepts. */
export function repeatOperation(
  mayPass: (error: unknown) => boolean,
  signal: AbortSignal,
  attempts = bodyAttempts,
): RetryPolicy {
  const pauseMs = (error: unknown, attempt: number) =>
    attempt < attempts && !signal.aborted && mayPass(error) ? jitteredPause(1, operationBackoff) : undefined
  return { pauseMs, signal }
}
