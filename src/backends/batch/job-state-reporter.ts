import type { Clock } from '../../lib/clock.ts'
import type { Job, JobListener } from '../backend.ts'
import type { BatchJob } from './responses.ts'

/** How often the state of an unchanged job is reported. */
const heartbeatMs = 5 * 60_000

/** Reports each new state of a job and how long the previous one lasted, and from time to time an unchanged state. */
export class JobStateReporter {
  readonly #job: Job
  readonly #listener: Pick<JobListener, 'changed'>
  readonly #clock: Clock
  #state = ''
  #since = 0
  #reportedAt = 0

  constructor(job: Job, listener: Pick<JobListener, 'changed'>, clock: Clock) {
    this.#job = job
    this.#listener = listener
    this.#clock = clock
  }

  /** Takes a new description of the job. */
  async report({ status, startedAt }: Pick<BatchJob, 'status' | 'startedAt'>): Promise<void> {
    const now = this.#clock.now()
    if (status !== this.#state) {
      const previous = this.#state === '' ? '' : ` (${this.#state} for ${formatDuration(now - this.#since)})`
      this.#state = status
      // A job that the step attached to may have run for hours.
      const ranMs = startedAt === undefined ? 0 : this.#clock.date().getTime() - startedAt
      this.#since = status === 'RUNNING' ? now - Math.max(0, ranMs) : now
      await this.#send(`The job is ${status}${previous}.`, now)
    } else if (now - this.#reportedAt >= heartbeatMs) {
      const link = this.#job.url === undefined ? '' : `: ${this.#job.url}`
      await this.#send(`The job has been ${status} for ${formatDuration(now - this.#since)}${link}`, now)
    }
  }

  async #send(text: string, now: number): Promise<void> {
    this.#reportedAt = now
    await this.#listener.changed(text)
  }
}

function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
