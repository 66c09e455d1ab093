import { formatRunLabel } from '../../lib/run-label.ts'
import type { PlannedRun } from '../../plan/plan.ts'
import type { Report, Status } from '../../report/report.ts'

/** How a run ended, as far as the runs that need it are concerned. */
export type RunOutcome = Pick<Report, 'status' | 'output'>

/** A run that cannot start any more, and why, as one sentence. */
export interface BlockedRun {
  readonly planned: PlannedRun
  readonly reason: string
}

/** The statuses of a run that leaves a proved output. */
const withOutput: ReadonlySet<Status> = new Set(['succeeded', 'reused', 'skipped'])

/** Which runs of a step may start, and which cannot any more. Pure: it starts nothing and waits for nothing. */
export class RunGraph {
  readonly #waiting: Set<PlannedRun>
  readonly #outcomes = new Map<PlannedRun, RunOutcome>()
  /** The run that did not end well, for each run that could not start therefore. */
  readonly #causes = new Map<PlannedRun, PlannedRun>()

  /** @param runs in an order in which each run follows those that it needs */
  constructor(runs: readonly PlannedRun[]) {
    this.#waiting = new Set(runs)
  }

  /** The runs that have not started. */
  get waiting(): readonly PlannedRun[] {
    return [...this.#waiting]
  }

  /** How many runs have ended, those that were not run included. */
  get endedCount(): number {
    return this.#outcomes.size
  }

  /** The runs that may start now, in the order of the plan. Call `takeBlocked` before. */
  listReady(): readonly PlannedRun[] {
    return this.waiting.filter(({ needs }) => needs.every((need) => this.#outcomes.has(need)))
  }

  /** Takes the runs that cannot start any more out of those that wait. */
  takeBlocked(): readonly BlockedRun[] {
    return this.waiting.flatMap((planned) => {
      const blocker = this.#findBlocker(planned)
      if (blocker === undefined) return []
      const cause = this.#causes.get(blocker) ?? blocker
      this.#causes.set(planned, cause)
      this.end(planned, { status: 'not-run' })
      return [{ planned, reason: this.#explain(cause) }]
    })
  }

  /** Records that the run has started. */
  begin(planned: PlannedRun): void {
    this.#waiting.delete(planned)
  }

  /** Records how the run ended, or that it was not run. */
  end(planned: PlannedRun, outcome: RunOutcome): void {
    this.#waiting.delete(planned)
    this.#outcomes.set(planned, outcome)
  }

  /** The uuid of the output that is the run's input; undefined where its input is not the output of another run. */
  getInputUuid({ inputFrom }: PlannedRun): string | undefined {
    return inputFrom && this.getOutputUuid(inputFrom)
  }

  /**
   * Whether the run must be made even if its output is there: another run that it needs was made in this step. The run
   * that its input comes from does not count, because the uuid of the input decides.
   */
  mustRun({ needs, inputFrom }: PlannedRun): boolean {
    return needs.some((need) => need !== inputFrom && this.#outcomes.get(need)?.status === 'succeeded')
  }

  #findBlocker({ needs, inputFrom, when }: PlannedRun): PlannedRun | undefined {
    const hasFailed = (need: PlannedRun) => this.#outcomes.has(need) && this.getOutputUuid(need) === undefined
    if (when === 'succeeded') return needs.find(hasFailed)
    const haveAllEnded = needs.every((need) => this.#outcomes.has(need))
    return haveAllEnded && inputFrom !== undefined && hasFailed(inputFrom) ? inputFrom : undefined
  }

  /** The uuid of the proved output of a run; undefined when it has none, or has not ended. */
  getOutputUuid(planned: PlannedRun): string | undefined {
    const { status, output } = this.#outcomes.get(planned) ?? {}
    return status !== undefined && withOutput.has(status) ? output?.uuid : undefined
  }

  #explain(cause: PlannedRun): string {
    const status = this.#outcomes.get(cause)?.status ?? 'failed'
    return `It needs ${formatRunLabel(cause.label)}, which ${clauses[status] ?? 'failed'}.`
  }
}

/** How a run without an output ended, as a clause about it. */
const clauses: Partial<Record<Status, string>> = {
  cancelled: 'was cancelled',
  detached: 'continues without this step',
  submitted: 'was submitted and not followed',
  'not-run': 'was not run',
}
