import { singleAttempt } from '../../aws/aws-client.ts'
import { getErrorName, isAccessDenied } from '../../aws/errors.ts'
import { ClosingSummary } from '../../disdat/closing-summary.ts'
import { describeError, Failure } from '../../errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { RateLimiter } from '../../lib/rate-limiter.ts'
import type { JobListener } from '../backend.ts'
import { truncateLine } from '../line-splitter.ts'
import type { BatchClients } from './clients.ts'
import type { ConsoleLinks } from './console-links.ts'
import { closedDrainLimits, drainLimits, maxPagesPerRead, readInterval, readWaits } from './log-limits.ts'
import { type BatchJob, parseLogPage } from './responses.ts'

/** The log group of jobs that name none: https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
export const defaultLogGroup = '/aws/batch/job'
const crowdedProblem = 'The job’s log may lack its last lines here, because this step reads the logs of many jobs.'

interface LogStream {
  readonly attempt: number
  readonly name: string
  readonly summary: ClosingSummary
  token: string | undefined
  lines: number
  /** When the last lines arrived. */
  linesAt: number
}

/** What reading a job's log needs. */
export interface JobLogContext {
  readonly clients: BatchClients
  readonly clock: Clock
  readonly links: ConsoleLinks
  readonly rateLimiter: RateLimiter
}

/**
 * Reads a job's log, attempt by attempt, line by line. A log that cannot be read is reported once and never hides why a
 * job failed.
 */
export class JobLog {
  readonly #context: JobLogContext
  readonly #listener: JobListener
  readonly #onClosing: () => void
  #stream: LogStream | undefined
  #location = { group: defaultLogGroup, region: '' }
  #intervalMs = readInterval.busyMs
  #isOff = false
  /** Why the log is incomplete as far as it was read. */
  #problem: string | undefined

  /** @param onClosing Called when the log announces the end of the job, possibly several times */
  constructor(context: JobLogContext, listener: JobListener, onClosing: () => void) {
    this.#context = context
    this.#listener = listener
    this.#onClosing = onClosing
  }

  /** How long to wait before the next read, in milliseconds. */
  get intervalMs(): number {
    return this.#stream === undefined || this.#isOff ? readInterval.quietMs : this.#intervalMs
  }

  /** The console page of the newest attempt's log. */
  get url(): string | undefined {
    return this.#stream && this.#context.links.getLogUrl(this.#location.group, this.#stream.name)
  }

  /** Why the log could not be read completely, and where to read it; undefined for a complete log. */
  get problem(): string | undefined {
    if (this.#problem === undefined) return undefined
    return `${this.#problem} Read the log in the console${this.url === undefined ? '' : `: ${this.url}`}.`
  }

  /** Takes a new description of the job. Reads an ended attempt's log completely before the next one's. */
  async update({ container, attempts }: BatchJob, signal: AbortSignal): Promise<void> {
    const { logDriver, options } = container?.logConfiguration ?? {}
    if (logDriver !== undefined && logDriver !== 'awslogs' && !this.#isOff)
      await this.#turnOff(`The job’s log goes to ${logDriver} and is not shown here.`)
    this.#location = {
      group: options?.['awslogs-group'] ?? defaultLogGroup,
      region: options?.['awslogs-region'] ?? this.#context.clients.region,
    }
    const names = attempts.map((attempt) => attempt.container?.logStreamName)
    const current = container?.logStreamName
    if (current !== undefined && names.at(-1) !== current) names.push(current)
    for (const [index, name] of names.entries()) {
      if (name === undefined || index + 1 <= (this.#stream?.attempt ?? 0) || this.#stream?.name === name) continue
      await this.#open(createStream(index + 1, name), signal)
    }
  }

  async #open(stream: LogStream, signal: AbortSignal): Promise<void> {
    if (this.#stream !== undefined) await this.#readAll(signal, readWaits.firstMs)
    this.#stream = stream
    this.#intervalMs = readInterval.busyMs
    await this.#listener.attempt(stream.attempt)
    const { url } = this
    if (url !== undefined) await this.#listener.known({ logUrl: url })
  }

  /** Passes on the lines that have arrived, if the rate limit allows a read now. */
  async read(signal: AbortSignal): Promise<void> {
    if (this.#stream !== undefined && !this.#isOff && this.#context.rateLimiter.tryAcquire())
      await this.#readPages(signal)
  }

  /** Waits for the rate limit. Resolves with the number of new lines; undefined where the wait would be too long. */
  async #readAll(signal: AbortSignal, maxWaitMs: number): Promise<number | undefined> {
    return (await this.#context.rateLimiter.acquire(signal, maxWaitMs)) ? await this.#readPages(signal) : undefined
  }

  async #readPages(signal: AbortSignal): Promise<number> {
    const linesBefore = this.#stream?.lines ?? 0
    for (let page = 0; page < maxPagesPerRead; page += 1) {
      if (page > 0 && !(await this.#context.rateLimiter.acquire(signal, readWaits.laterMs))) break
      if (!(await this.#readPage(signal))) break
    }
    const count = (this.#stream?.lines ?? 0) - linesBefore
    const { busyMs, quietMs, growth } = readInterval
    this.#intervalMs = count > 0 ? busyMs : Math.min(quietMs, this.#intervalMs * growth)
    return count
  }

  /** Reads the rest of the log of a job that ended long ago: nothing is added to it any more. */
  async readComplete(signal: AbortSignal): Promise<void> {
    if (this.#stream === undefined || this.#isOff) return
    for (let page = 0; page < drainLimits.maxReads * maxPagesPerRead; page += 1) {
      const maxWaitMs = page === 0 ? readWaits.firstMs : readWaits.laterMs
      if (!(await this.#context.rateLimiter.acquire(signal, maxWaitMs))) return await this.#leaveRest(crowdedProblem)
      if (await this.#readPage(signal)) continue
      return this.#problem === undefined ? undefined : await this.drain(signal)
    }
    await this.#leaveRest('The job’s log has more lines than this step shows.')
  }

  /** Reads the rest of the log after the job ended, until no lines have arrived for some time. */
  async drain(signal: AbortSignal): Promise<void> {
    if (this.#stream === undefined || this.#isOff) return
    const { clock } = this.#context
    const { summary } = this.#stream
    const startedAt = clock.now()
    let quietSince = startedAt
    let maxWaitMs = readWaits.firstMs
    for (let readsWithLines = 0; readsWithLines < drainLimits.maxReads; ) {
      const count = await this.#readAll(signal, maxWaitMs)
      maxWaitMs = readWaits.laterMs
      if (count === undefined) return await this.#leaveRest(this.#problem ?? crowdedProblem)
      if (this.#isOff) return
      if (count > 0) readsWithLines += 1
      const isFailing = this.#problem !== undefined && clock.now() - startedAt < drainLimits.failingMs
      if (count > 0 || isFailing) quietSince = clock.now()
      const isClosed = summary.isLast && !isFailing
      const limitMs = this.#stream.lines > 0 ? drainLimits.afterLinesMs : drainLimits.withoutLinesMs
      const isQuiet = isClosed
        ? clock.now() - this.#stream.linesAt >= closedDrainLimits.afterLinesMs
        : clock.now() - quietSince >= limitMs
      if (isQuiet) return await this.#reportProblem()
      await clock.sleep(isClosed ? closedDrainLimits.pauseMs : drainLimits.pauseMs, signal)
    }
    await this.#leaveRest('The job’s log has more lines than this step shows.')
  }

  async #leaveRest(problem: string): Promise<void> {
    this.#problem = problem
    await this.#reportProblem()
  }

  async #reportProblem(): Promise<void> {
    if (this.problem !== undefined) await this.#listener.changed(this.problem)
  }

  /** Resolves with whether another page may follow at once. */
  async #readPage(signal: AbortSignal): Promise<boolean> {
    const stream = this.#stream
    if (stream === undefined || this.#isOff) return false
    const { logsSdk, getLogsClient } = this.#context.clients
    try {
      const command = new logsSdk.GetLogEventsCommand({
        logGroupName: this.#location.group,
        logStreamName: stream.name,
        // Without it, the API reads backwards:
        // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
        startFromHead: true,
        nextToken: stream.token,
      })
      const client = getLogsClient(this.#location.region)
      const { events, nextForwardToken } = await client.call(
        signal,
        async (logs, options) => parseLogPage(await logs.send(command, options)),
        singleAttempt,
      )
      this.#problem = undefined
      const lines = events.flatMap(({ message }) => (message === undefined ? [] : splitMessage(message)))
      // Batch merges the two streams, and the explanation of a failure is on stderr.
      if (lines.length > 0) await this.#addLines(stream, lines)
      // The log ends for now when the token repeats; an empty page does not mean the end.
      const isEnd = nextForwardToken === undefined || nextForwardToken === stream.token
      stream.token = nextForwardToken ?? stream.token
      return !isEnd
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Failure) throw error
      await this.#handleError(error)
      return false
    }
  }

  async #addLines(stream: LogStream, lines: readonly string[]): Promise<void> {
    await this.#listener.lines('stderr', lines)
    stream.lines += lines.length
    stream.linesAt = this.#context.clock.now()
    if (stream.summary.readLines(lines)) this.#onClosing()
  }

  async #handleError(error: unknown): Promise<void> {
    // A stream does not exist before its first line.
    if (getErrorName(error) === 'ResourceNotFoundException') return
    this.#intervalMs = readInterval.quietMs
    this.#problem = `The job’s log could not be read completely: ${describeError(error)}.`
    if (isAccessDenied(error)) {
      const { group } = this.#location
      await this.#turnOff(`The job’s log is not shown: allow logs:GetLogEvents on ${group} for the step's credentials.`)
    }
  }

  async #turnOff(reason: string): Promise<void> {
    this.#isOff = true
    this.#problem = reason
    await this.#listener.changed(reason)
  }
}

const createStream = (attempt: number, name: string): LogStream => ({
  ...{ attempt, name, token: undefined, lines: 0, linesAt: 0 },
  summary: new ClosingSummary(),
})

/** An event is one write, which may hold several lines; the runner also ends a line at a bare carriage return. */
const splitMessage = (message: string): readonly string[] =>
  message
    .replace(/\r?\n$/, '')
    .split(/\r\n|\r|\n/)
    .map(truncateLine)
