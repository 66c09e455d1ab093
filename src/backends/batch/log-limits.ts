import type { Clock } from '../../lib/clock.ts'
import { RateLimiter } from '../../lib/rate-limiter.ts'

/** CloudWatch Logs reads of all jobs of the step, per second: less than half of the account's quota of 10. */
const readsPerSecond = 4
/** The pause between two reads while lines arrive, and the longest pause while none do. */
export const readInterval = { busyMs: 2_000, quietMs: 10_000, growth: 1.5 }
/** Most pages of one read; the next read continues. */
export const maxPagesPerRead = 20
/**
 * When a log counts as complete after the job ended, in milliseconds: so long after its last line, or so long without
 * any line, because the log driver delivers lines some seconds late. Failed reads extend the wait. After so many reads
 * with new lines the rest is left: CloudWatch Logs may return lines without end.
 */
export const drainLimits = {
  afterLinesMs: 5_000,
  withoutLinesMs: 15_000,
  pauseMs: 1_500,
  failingMs: 120_000,
  maxReads: 60,
}
/** The same for a log that ends with Luigi's closing summary: no lines of the pipe are missing. In milliseconds. */
export const closedDrainLimits = { afterLinesMs: 1_000, pauseMs: 500 }

/** Limits the reads of the logs of all jobs of a step. */
export const createLogLimiter = (clock: Clock): RateLimiter => new RateLimiter(clock, { perSecond: readsPerSecond })

/**
 * The longest waits of an ended job for a read, in milliseconds: of its first read, within which a step reads the logs
 * of 1,200 jobs that end at the same time, and of each later one.
 */
export const readWaits = { firstMs: 300_000, laterMs: 10_000 }
