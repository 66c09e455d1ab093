import { describeError, Failure } from '../errors.ts'
import { LogTail } from './log-tail.ts'
import type { Report } from './report.ts'
import type { ReportOutputs } from './report-outputs.ts'

/** The fields of a report that are known before the run starts. */
export type InitialReport = Pick<Report, 'runId' | 'pipeClass' | 'backend' | 'remote' | 'context' | 'params' | 'label'>

/** The fields of a report that become known while the run goes on. */
export type ReportUpdate = Partial<Omit<Report, 'runId' | 'phases' | 'log' | 'startedAt' | 'durationMs'>>

/** Collects the report of a run while it runs, and sets each output as soon as it is known. */
export class RunReporter {
  readonly tail: LogTail
  readonly #outputs: ReportOutputs
  readonly #startMs = performance.now()
  #report: Report
  readonly #started = [{ name: 'start', hasFailed: false }]

  /** @param tailLines how many of the last log lines are kept */
  constructor(initial: InitialReport, outputs: ReportOutputs, tailLines: number) {
    this.#report = { ...initial, startedAt: new Date(), phases: [], durationMs: 0, log: { lines: 0, tail: [] } }
    this.#outputs = outputs
    outputs.add(this.#report)
    this.tail = new LogTail(tailLines)
  }

  /** The report so far. */
  get report(): Report {
    const log = { lines: this.tail.lineCount, tail: this.tail.getLast() }
    return { ...this.#report, durationMs: performance.now() - this.#startMs, log }
  }

  get runId(): string {
    return this.#report.runId
  }

  /**
   * The phases that failed, in the order in which they started, or else the current phase, for a sentence such as
   * "Cancelled during …". Two can run at the same time.
   */
  get currentPhase(): string {
    const failed = this.#started.filter(({ hasFailed }) => hasFailed)
    return (failed.length > 0 ? failed : this.#started.slice(-1)).map(({ name }) => name).join(' and ')
  }

  /** Adds to the report, and sets the outputs that follow. */
  async update(update: ReportUpdate): Promise<void> {
    this.#report = { ...this.#report, ...update }
    await this.#outputs.update(this.#report)
  }

  /** Runs a part of the run under a name, and records its duration, also when it fails. */
  async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startMs = performance.now()
    const started = { name, hasFailed: false }
    this.#started.push(started)
    try {
      return await work()
    } catch (error) {
      started.hasFailed = true
      throw error
    } finally {
      const phase = { name, ms: performance.now() - startMs }
      this.#report = { ...this.#report, phases: [...this.#report.phases, phase] }
    }
  }

  /** Records why the run failed. An error that is not a Failure is a defect of the action, and is reported as such. */
  async fail(error: unknown): Promise<void> {
    const failure = error instanceof Failure ? error : createInternalError(error)
    const { verdict, message: evidence, advice, where } = failure
    const status = verdict === 'cancelled' ? 'cancelled' : 'failed'
    await this.update({ status, failure: { verdict, evidence, advice, ...(where && { where }) } })
  }
}

function createInternalError(error: unknown): Failure {
  const advice = 'This is a defect of the action. Report it with the log of a run with debug logging.'
  return new Failure('internal-error', `Unexpected error: ${describeError(error)}.`, advice, { cause: error })
}
