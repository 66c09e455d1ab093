import type { OutputWriter } from '../action/outputs.ts'
import { describeError, Failure } from '../errors.ts'
import { Tail } from './log-tail.ts'
import type { Report } from './report.ts'

/** What can become known in the course of a run. */
type News = Partial<Omit<Report, 'runId' | 'phases' | 'log' | 'startedAt' | 'durationMs'>>

/** What is known before anything has happened. */
type Start = Pick<Report, 'runId' | 'pipeClass' | 'backend' | 'remote' | 'context' | 'params'>

/** Gathers a run's report while it goes on, and sets each output as soon as it is known. */
export class RunReporter {
  readonly tail: Tail
  readonly #outputs: OutputWriter
  readonly #started = performance.now()
  #report: Report
  #phase = 'start'
  readonly #cutShort: string[] = []

  /** @param tailLines how many of the log's last lines are kept */
  constructor(start: Start, outputs: OutputWriter, tailLines: number) {
    this.#report = { ...start, startedAt: new Date(), phases: [], durationMs: 0, log: { lines: 0, tail: [] } }
    this.#outputs = outputs
    this.tail = new Tail(tailLines)
  }

  /** Everything that is known by now. */
  get report(): Report {
    const { lines } = this.tail
    return { ...this.#report, durationMs: performance.now() - this.#started, log: { lines, tail: this.tail.last() } }
  }

  get runId(): string {
    return this.#report.runId
  }

  /** The phase that is going on or was cut short, for a sentence such as "cancelled during …". Two may have been at once. */
  get currentPhase(): string {
    return this.#cutShort.length > 0 ? this.#cutShort.join(' and ') : this.#phase
  }

  /** Adds to the report, and sets the outputs that follow from it. */
  async update(news: News): Promise<void> {
    this.#report = { ...this.#report, ...news }
    await this.#outputs.know(this.#report)
  }

  /** Does a part of the run under a name, and keeps how long it took, also when it fails. */
  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    this.#phase = name
    try {
      return await work()
    } catch (error) {
      this.#cutShort.push(name)
      throw error
    } finally {
      const phase = { name, ms: performance.now() - started }
      this.#report = { ...this.#report, phases: [...this.#report.phases, phase] }
    }
  }

  /** Ends the report with what went wrong. Anything that is not a Failure is a mistake of ours, and is said to be one. */
  async fail(error: unknown): Promise<void> {
    const failure = error instanceof Failure ? error : unexpected(error)
    const { verdict, message: evidence, advice, where } = failure
    const status = verdict === 'cancelled' ? 'cancelled' : 'failed'
    await this.update({ status, failure: { verdict, evidence, advice, ...(where && { where }) } })
  }
}

function unexpected(error: unknown): Failure {
  const advice = 'This is a mistake of the action. Please report it with the log of a run with debug logging on.'
  return new Failure('internal-error', `Unexpected: ${describeError(error)}.`, advice, { cause: error })
}
