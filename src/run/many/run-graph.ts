import { formatRunLabel } from '../../lib/run-label.ts'
import type { InputRequest } from '../../plan/input-request.ts'
import type { PlannedRun } from '../../plan/plan.ts'
import type { Report, Status } from '../../report/report.ts'

/** How a run ended, as far as the runs that need it are concerned. */
export type RunOutcome = Pick<Report, 'status' | 'output' | 'job'>

/** A run that cannot start any more, and why, as one sentence. */
export interface BlockedRun {
  readonly planned: PlannedRun
  readonly reason: string
}

/** The statuses of a run that leaves a proved output. */
const withOutput: ReadonlySet<Status> = new Set(['succeeded', 'reused', 'promoted', 'skipped'])

/** The statuses of a run whose job continues without the step, and may still fail. */
const continuing: ReadonlySet<Status> = new Set(['submitted', 'detached'])

/** Which jobs are submitted that wait for others in their queue, without the step. */
export interface RunQueue {
  /** Whether jobs are submitted that continue without the step. */
  readonly isLeaving: boolean
  /** How many jobs a job may wait for besides those that its run needs. */
  readonly laneDependencies: number
}

/** The id of the job of a run that continues without the step; undefined for any other outcome. */
export const getContinuingJob = ({ status, job }: RunOutcome): string | undefined =>
  status !== undefined && continuing.has(status) ? job?.id : undefined

const noQueue: RunQueue = { isLeaving: false, laneDependencies: 0 }

/** Which runs of a step may start, and which cannot any more. Pure: it starts nothing and waits for nothing. */
export class RunGraph {
  readonly #waiting: Set<PlannedRun>
  readonly #outcomes = new Map<PlannedRun, RunOutcome>()
  /** The run that did not end well, for each run that could not start therefore. */
  readonly #causes = new Map<PlannedRun, PlannedRun>()

  readonly #queue: RunQueue

  /** @param runs in an order in which each run follows those that it needs */
  constructor(runs: readonly PlannedRun[], queue: RunQueue = noQueue) {
    this.#waiting = new Set(runs)
    this.#queue = queue
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
      const reason = blocker === undefined ? this.#explainDependencies(planned) : this.#explain(planned, blocker)
      if (reason === undefined) return []
      if (blocker !== undefined) this.#causes.set(planned, this.#getCause(blocker))
      this.end(planned, { status: 'not-run' })
      return [{ planned, reason }]
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

  /** The output that is the run's input; undefined where its input is not the output of another run. */
  getInput({ inputFrom }: PlannedRun): InputRequest | undefined {
    if (inputFrom === undefined) return undefined
    const uuid = this.getOutputUuid(inputFrom)
    if (uuid !== undefined) return { kind: 'uuid', uuid }
    const output = this.#isContinuing(inputFrom) ? this.#outcomes.get(inputFrom)?.output : undefined
    return output && { kind: 'promised', uuid: output.uuid, name: output.name }
  }

  /** The ids of the jobs that the run needs and that continue without the step. */
  listDependencies({ needs }: PlannedRun): readonly string[] {
    return needs.flatMap((need) => this.#getContinuingJob(need) ?? [])
  }

  /**
   * Whether the run must be made even if its output is there: another run that it needs was made in this step. The run
   * that its input comes from does not count, because the uuid of the input decides.
   */
  mustRun({ needs, inputFrom }: PlannedRun): boolean {
    const isMade = (need: PlannedRun) => this.#outcomes.get(need)?.status === 'succeeded' || this.#isContinuing(need)
    return needs.some((need) => need !== inputFrom && isMade(need))
  }

  #getContinuingJob(planned: PlannedRun): string | undefined {
    const outcome = this.#outcomes.get(planned)
    return outcome && getContinuingJob(outcome)
  }

  #isContinuing(planned: PlannedRun): boolean {
    return this.#getContinuingJob(planned) !== undefined
  }

  #findBlocker({ needs, inputFrom, when }: PlannedRun): PlannedRun | undefined {
    const lacksOutput = (need: PlannedRun) => this.#outcomes.has(need) && this.getOutputUuid(need) === undefined
    if (when === 'succeeded') {
      const canAwait = (need: PlannedRun) => this.#queue.isLeaving && this.#isContinuing(need)
      return needs.find((need) => lacksOutput(need) && !canAwait(need))
    }
    // It waits for the end of all, which the step does not see.
    const unseen = needs.find((need) => this.#isContinuing(need))
    if (unseen !== undefined) return unseen
    const haveAllEnded = needs.every((need) => this.#outcomes.has(need))
    return haveAllEnded && inputFrom !== undefined && lacksOutput(inputFrom) ? inputFrom : undefined
  }

  /** The uuid of the proved output of a run; undefined when it has none, or has not ended. */
  getOutputUuid(planned: PlannedRun): string | undefined {
    const { status, output } = this.#outcomes.get(planned) ?? {}
    return status !== undefined && withOutput.has(status) ? output?.uuid : undefined
  }

  #getCause(blocker: PlannedRun): PlannedRun {
    return this.#causes.get(blocker) ?? blocker
  }

  #explain({ when }: PlannedRun, blocker: PlannedRun): string {
    const cause = this.#getCause(blocker)
    const status = this.#outcomes.get(cause)?.status ?? 'failed'
    const clause = `It needs ${formatRunLabel(cause.label)}, which ${clauses[status] ?? 'failed'}.`
    return when === 'always' && this.#isContinuing(blocker) ? `${clause} ${alwaysNote}` : clause
  }

  /** Why a run that could start cannot wait in its queue for the jobs that it needs. */
  #explainDependencies(planned: PlannedRun): string | undefined {
    const { length } = this.listDependencies(planned)
    const { laneDependencies } = this.#queue
    const most = planned.run.backend.can.maxDependencies - laneDependencies
    if (length === 0) return undefined
    if (length <= most || planned.needs.some((need) => !this.#outcomes.has(need))) return undefined
    return `It needs ${length} jobs that continue without this step, and a job in a queue waits for at most ${most}${laneDependencies > 0 ? ' besides that of `max-parallel`' : ''}.`
  }
}

const alwaysNote = 'In a queue, a job waits only for the success of others, and not for their end (`when: always`).'

/** How a run without an output ended, as a clause about it. */
const clauses: Partial<Record<Status, string>> = {
  cancelled: 'was cancelled',
  detached: 'continues without this step',
  submitted: 'was submitted and not followed',
  'not-run': 'was not run',
}
