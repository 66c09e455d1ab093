import type { Clock } from '../../lib/clock.ts'
import type { JobFailure } from '../backend.ts'
import type { BatchJob } from './responses.ts'

/** How much longer than its timeout an attempt may appear to run. Batch enforces the timeout, a moment late. */
const graceMs = 2 * 60_000

/**
 * How long the current attempt of a job has been seen running. The start that AWS reports only distinguishes attempts:
 * the runner's time of day may be wrong, and may be set while the job runs.
 */
export class RunningTime {
  readonly #clock: Clock
  readonly #limitMs: number
  #attempt: { readonly startedAt: number | undefined; readonly seenMs: number } | undefined

  /** `limitMs` is the timeout of one attempt. */
  constructor(clock: Clock, limitMs: number) {
    this.#clock = clock
    this.#limitMs = limitMs
  }

  /** Takes a new description of the job. Returns the reason to terminate a job that Batch should have terminated. */
  update({ status, startedAt }: Pick<BatchJob, 'status' | 'startedAt'>): JobFailure | undefined {
    if (status !== 'RUNNING') {
      this.#attempt = undefined
      return undefined
    }
    const now = this.#clock.now()
    const isNew = this.#attempt === undefined || this.#attempt.startedAt !== startedAt
    if (isNew) this.#attempt = { startedAt, seenMs: now }
    if (now - (this.#attempt?.seenMs ?? now) < this.#limitMs + graceMs) return undefined
    return {
      verdict: 'timeout',
      evidence: `The pipe ran for more than ${Math.round(this.#limitMs / 60_000)} minutes and was terminated.`,
      advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
    }
  }
}
