import type { JobDetail } from '@aws-sdk/client-batch'
import { Failure } from '../../errors.ts'
import type { Job, JobFailure, JobListener, JobResult } from '../backend.ts'
import type { BatchClock, Clients } from './client.ts'
import { isTransient, type JobPoller } from './job-poller.ts'
import { isFinished, terminate } from './jobs.ts'
import type { ConsoleLinks } from './links.ts'
import { JobLog, type RateLimiter } from './logs.ts'
import { QueueWait } from './queue-wait.ts'
import { createJobResult } from './reasons.ts'

/** What following needs beside the job. */
export interface Following {
  readonly clients: Clients
  readonly watch: JobPoller
  readonly turns: RateLimiter
  readonly clock: BatchClock
  readonly links: ConsoleLinks
  readonly isSpot: boolean
  readonly queueTimeoutMs: number
  /** Of one attempt, from its start. Batch ends it by itself; this is for when it does not. */
  readonly timeoutMs: number
  /** The reason that is given when a run is cancelled. */
  readonly cancelReason: string
}

/** How much longer than its timeout an attempt may look as if it ran. */
const timeoutGraceMs = 2 * 60_000
/** A job that was just submitted may not be known yet: how many looks in a row. */
const unknownLooks = 5
/** How often a job that does not change is heard of. */
const heartbeatMs = 5 * 60_000

/**
 * Follows a job to its end. One that waits or runs for too long is ended, with the reason kept from before. Rejects with the signal's reason on abort; the job then
 * goes on. Throws Failure where Batch does not let us look, or does not know the job.
 */
export async function followJob(
  job: Job,
  listener: JobListener,
  following: Following,
  signal: AbortSignal,
): Promise<JobResult> {
  const { clients, watch, clock, links } = following
  const log = new JobLog(clients, clock, listener, links, following.turns)
  const wait = new QueueWait(clients, clock, following.queueTimeoutMs)
  const teller = new StateTeller(job, listener, clock)
  let ended: JobFailure | undefined
  let detail: JobDetail
  do {
    detail = await nextLook(watch, job, log, clock, signal)
    await teller.tell(detail)
    await log.know(detail, signal)
    await log.read(signal)
    const { news, fault } = await wait.look(detail, signal)
    if (news !== undefined) await listener.changed(news)
    ended ??= fault ?? overrun(detail, following)
    if (ended !== undefined && !isFinished(detail.status)) await end(clients, job, ended)
  } while (!isFinished(detail.status))
  await log.drain(signal)
  const { isSpot, cancelReason: ourReason } = following
  const logGroup = detail.container?.logConfiguration?.options?.['awslogs-group'] ?? '/aws/batch/job'
  return createJobResult(detail, { isSpot, ended, ourReason, links, logGroup })
}

/** Asks for the job's end; what keeps AWS from hearing it now is tried again at the next look. */
async function end(clients: Clients, job: Job, { evidence }: JobFailure): Promise<void> {
  try {
    await terminate(clients, job.id, `disdat/run-action: ${evidence}`)
  } catch (error) {
    if (!isTransient(error)) throw error
  }
}

/** The job as soon as Batch knows it; until then its log is read. */
async function nextLook(
  watch: JobPoller,
  job: Job,
  log: JobLog,
  clock: BatchClock,
  signal: AbortSignal,
): Promise<JobDetail> {
  for (let look = 1; look <= unknownLooks; look += 1) {
    const detail = await lookOnce(watch, job, log, clock, signal)
    if (detail !== undefined) return detail
  }
  throw new Failure(
    'invalid-input',
    `Batch does not know job ${job.id}.`,
    'Check its id and `aws-region`. Batch forgets a job some days after its end.',
  )
}

async function lookOnce(
  watch: JobPoller,
  job: Job,
  log: JobLog,
  clock: BatchClock,
  signal: AbortSignal,
): Promise<JobDetail | undefined> {
  const looked = new AbortController()
  const looking = watch.next(job.id, signal).finally(() => looked.abort())
  looking.catch(() => undefined)
  while (!looked.signal.aborted) {
    await clock.sleep(log.interval, AbortSignal.any([signal, looked.signal]))
    if (!looked.signal.aborted && !signal.aborted) await log.read(signal)
    signal.throwIfAborted()
  }
  return await looking
}

function overrun({ status, startedAt }: JobDetail, { clock, timeoutMs }: Following): JobFailure | undefined {
  if (status !== 'RUNNING' || startedAt === undefined || clock.now() - startedAt < timeoutMs + timeoutGraceMs)
    return undefined
  return {
    verdict: 'timeout',
    evidence: `The pipe ran for more than ${Math.round(timeoutMs / 60_000)} minutes, and was ended.`,
    advice: 'Raise `run-timeout-minutes`, or see in the log what it waits for.',
  }
}

/** Tells each state that the job comes to, how long the last one took, and now and then that nothing has changed. */
class StateTeller {
  readonly #job: Job
  readonly #listener: JobListener
  readonly #clock: BatchClock
  #state = ''
  #since = 0
  #toldAt = 0

  constructor(job: Job, listener: JobListener, clock: BatchClock) {
    this.#job = job
    this.#listener = listener
    this.#clock = clock
  }

  async tell({ status = 'SUBMITTED', startedAt }: JobDetail): Promise<void> {
    const now = this.#clock.now()
    if (status !== this.#state) {
      const before = this.#state === '' ? '' : ` (${this.#state} for ${duration(now - this.#since)})`
      this.#state = status
      // A job that is attached to may have run for hours.
      this.#since = status === 'RUNNING' ? Math.min(now, startedAt ?? now) : now
      await this.#say(`The job is ${status}${before}.`, now)
    } else if (now - this.#toldAt >= heartbeatMs) {
      const where = this.#job.url === undefined ? '' : `: ${this.#job.url}`
      await this.#say(`The job is ${status} for ${duration(now - this.#since)} by now${where}`, now)
    }
  }

  async #say(text: string, now: number): Promise<void> {
    this.#toldAt = now
    await this.#listener.changed(text)
  }
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
