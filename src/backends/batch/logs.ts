import type { JobDetail } from '@aws-sdk/client-batch'
import { getErrorName, isRefusal, isThrottling } from '../../aws/errors.ts'
import { Failure } from '../../errors.ts'
import type { JobListener } from '../backend.ts'
import { cutLine } from '../lines.ts'
import type { BatchClock, Clients } from './client.ts'
import type { ConsoleLinks } from './links.ts'

/** Where Batch puts logs that are not told to go elsewhere: https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const defaultGroup = '/aws/batch/job'
/** Milliseconds between two reads while lines come, and when none come; the account shares 10 reads a second among all that read. */
const pace = { busy: 2_000, quiet: 10_000, growth: 1.5 }
/** Pages in a row of one read: what is left comes with the next. */
const pagesPerRead = 20
/** The log's driver sends what it has within some seconds: how long no line may have come before a log counts as ended, and as not coming at all; and how long throttling is waited out. */
const endMs = { afterLines: 5_000, withoutLines: 15_000, between: 1_500, throttled: 120_000 }

/** Reads a second, of all jobs of the step together: less than half of the account's. */
const readsPerSecond = 4

/** Shares out the reads of logs among the jobs that are followed. */
export class RateLimiter {
  readonly #clock: BatchClock
  #next = 0

  constructor(clock: BatchClock) {
    this.#clock = clock
  }

  /** Takes a turn, if there is one now. */
  tryTake(): boolean {
    if (this.#next > this.#clock.now()) return false
    this.#next = this.#clock.now() + 1000 / readsPerSecond
    return true
  }

  /** Waits for a turn. */
  async take(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now()
    const at = Math.max(now, this.#next)
    this.#next = at + 1000 / readsPerSecond
    if (at > now) await this.#clock.sleep(at - now, signal)
  }
}

interface Stream {
  readonly attempt: number
  readonly name: string
  token: string | undefined
  lines: number
}

/**
 * A job's log, attempt by attempt, line by line. What cannot be read is said once and does no harm: a missing stream or permission never hides why a
 * job failed.
 */
export class JobLog {
  readonly #clients: Clients
  readonly #clock: BatchClock
  readonly #listener: JobListener
  readonly #links: ConsoleLinks
  readonly #turns: RateLimiter
  #stream: Stream | undefined
  #where = { group: defaultGroup, region: '' }
  #interval = pace.busy
  #isOff = false
  #isThrottled = false

  constructor(clients: Clients, clock: BatchClock, listener: JobListener, links: ConsoleLinks, turns: RateLimiter) {
    this.#turns = turns
    this.#clients = clients
    this.#clock = clock
    this.#listener = listener
    this.#links = links
  }

  /** How long to wait before the next read, in ms. */
  get interval(): number {
    return this.#stream === undefined || this.#isOff ? pace.quiet : this.#interval
  }

  /** The address of the newest attempt's log. */
  get url(): string | undefined {
    return this.#stream && this.#links.log(this.#where.group, this.#stream.name)
  }

  /** Takes notice of where the job's log is by now. The log of an attempt that is over is read to its end before the next one's begins. */
  async know({ container, attempts = [] }: JobDetail, signal: AbortSignal): Promise<void> {
    const { logDriver, options = {} } = container?.logConfiguration ?? {}
    if (logDriver !== undefined && logDriver !== 'awslogs' && !this.#isOff)
      await this.#off(`The job’s log goes to ${logDriver}, and is not shown here.`)
    this.#where = {
      group: options['awslogs-group'] ?? defaultGroup,
      region: options['awslogs-region'] ?? this.#clients.region,
    }
    const names = attempts.map((attempt) => attempt.container?.logStreamName)
    const current = container?.logStreamName
    if (current !== undefined && names.at(-1) !== current) names.push(current)
    for (const [at, name] of names.entries()) {
      if (name === undefined || at + 1 <= (this.#stream?.attempt ?? 0) || this.#stream?.name === name) continue
      await this.#begin({ attempt: at + 1, name, token: undefined, lines: 0 }, signal)
    }
  }

  async #begin(stream: Stream, signal: AbortSignal): Promise<void> {
    if (this.#stream !== undefined) await this.#readAll(signal)
    this.#stream = stream
    this.#interval = pace.busy
    await this.#listener.attempt(stream.attempt)
    const { url } = this
    if (url !== undefined) await this.#listener.known({ logUrl: url })
  }

  /** Hands over what has come, if it is this job's turn. */
  async read(signal: AbortSignal): Promise<void> {
    if (this.#stream !== undefined && !this.#isOff && this.#turns.tryTake()) await this.#readOn(signal)
  }

  /** Waits for a turn. Resolves with the number of lines. */
  async #readAll(signal: AbortSignal): Promise<number> {
    await this.#turns.take(signal)
    return await this.#readOn(signal)
  }

  async #readOn(signal: AbortSignal): Promise<number> {
    const before = this.#stream?.lines ?? 0
    for (let page = 0; page < pagesPerRead; page += 1) {
      if (page > 0) await this.#turns.take(signal)
      if (!(await this.#readPage(signal))) break
    }
    const came = (this.#stream?.lines ?? 0) - before
    this.#interval = came > 0 ? pace.busy : Math.min(pace.quiet, this.#interval * pace.growth)
    return came
  }

  /** Reads to the end, when the job is over: until for a while nothing more has come. */
  async drain(signal: AbortSignal): Promise<void> {
    if (this.#stream === undefined || this.#isOff) return
    const began = this.#clock.now()
    let quietSince = began
    for (;;) {
      this.#isThrottled = false
      const came = await this.#readAll(signal)
      const isHeldBack = this.#isThrottled && this.#clock.now() - began < endMs.throttled
      if (came > 0 || isHeldBack) quietSince = this.#clock.now()
      const limit = this.#stream.lines > 0 ? endMs.afterLines : endMs.withoutLines
      if (this.#clock.now() - quietSince >= limit || this.#isOff) return
      await this.#clock.sleep(endMs.between, signal)
      signal.throwIfAborted()
    }
  }

  /** Whether there may be another page at once. */
  async #readPage(signal: AbortSignal): Promise<boolean> {
    const stream = this.#stream
    if (stream === undefined || this.#isOff) return false
    const { logsSdk, logsIn } = this.#clients
    try {
      const { events = [], nextForwardToken } = await logsIn(this.#where.region).send(
        new logsSdk.GetLogEventsCommand({
          logGroupName: this.#where.group,
          logStreamName: stream.name,
          // Without it a token is read backwards: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
          startFromHead: true,
          nextToken: stream.token,
        }),
        { abortSignal: signal },
      )
      // An event is one write, which may hold several lines; the runner ends one at a bare return too.
      const lines = events.flatMap(({ message = '' }) =>
        message
          .replace(/\r?\n$/, '')
          .split(/\r\n|\r|\n/)
          .map(cutLine),
      )
      // Batch does not tell the streams apart, and what explains a failure comes on stderr.
      if (lines.length > 0) await this.#listener.lines('stderr', lines)
      stream.lines += lines.length
      // The same token again is the end of what there is by now; an empty page alone is not.
      const isEnd = nextForwardToken === undefined || nextForwardToken === stream.token
      stream.token = nextForwardToken ?? stream.token
      return !isEnd
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Failure) throw error
      await this.#missed(error)
      return false
    }
  }

  async #missed(error: unknown): Promise<void> {
    // A stream is there only when its first line is.
    if (getErrorName(error) === 'ResourceNotFoundException') return
    if (isThrottling(error)) {
      this.#isThrottled = true
      this.#interval = pace.quiet
      return
    }
    if (isRefusal(error)) {
      const { group } = this.#where
      await this.#off(`The job’s log is not shown: logs:GetLogEvents on ${group} is not allowed to the step.`)
    }
  }

  async #off(why: string): Promise<void> {
    this.#isOff = true
    await this.#listener.changed(why)
  }
}
