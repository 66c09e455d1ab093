import { delayAbort } from '../../lib/abort.ts'
import { formatRunLabel } from '../../lib/run-label.ts'
import { countLaneDependencies } from '../../plan/many-inputs.ts'
import type { ManyRuns, PlannedRun, Run } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import type { Dependencies, PhaseContext } from '../dependencies.ts'
import type { ExistingOutputs } from './existing-outputs.ts'
import { isFirstOutput } from './find-existing.ts'
import { QueueLanes } from './queue-lanes.ts'
import { getContinuingJob, type RunGraph, type RunOutcome, type RunQueue } from './run-graph.ts'

/**
 * How long jobs are still submitted after the moment at which GitHub is about to end the workflow job, in milliseconds:
 * those that wait in their queue for others. The report and the post step need the rest of the time.
 */
const lateSubmissionMs = 60_000

/** The runs of a step whose jobs continue without it, and those whose jobs wait for them in their queue. */
export class ContinuingJobs implements RunQueue {
  readonly #many: ManyRuns
  readonly #dependencies: Dependencies
  readonly #existing: ExistingOutputs
  /** The runs whose output is the input of another one. */
  readonly #sources: ReadonlySet<PlannedRun | undefined>
  readonly #lanes: QueueLanes
  /** Whether the log says what the lanes mean. */
  #hasExplainedLanes = false

  constructor(many: ManyRuns, dependencies: Dependencies, existing: ExistingOutputs) {
    this.#many = many
    this.#dependencies = dependencies
    this.#existing = existing
    this.#sources = new Set(many.runs.map(({ inputFrom }) => inputFrom))
    this.#lanes = new QueueLanes(many.maxParallel)
  }

  /** Aborts when no further job is submitted, because GitHub is about to end the workflow job. */
  createSubmissionDeadline(): AbortSignal {
    const { jobDeadline } = this.#dependencies
    return this.#canSubmitLate ? delayAbort(jobDeadline, lateSubmissionMs) : jobDeadline
  }

  /** Whether jobs are submitted that continue without this step. */
  get isLeaving(): boolean {
    const { jobDeadline } = this.#dependencies
    return this.#many.runs.some(({ run }) => !run.wait) || (jobDeadline.aborted && this.#canSubmitLate)
  }

  get laneDependencies(): number {
    return countLaneDependencies(this.#many.runs.length, this.#many.maxParallel)
  }

  /** Whether jobs are still submitted when GitHub is about to end the workflow job. */
  get #canSubmitLate(): boolean {
    const { runs } = this.#many
    return runs.every(
      ({ run: { backend } }) => backend.can.maxDependencies > this.laneDependencies && !backend.failsOnDetach,
    )
  }

  /** Records that the run starts. */
  begin(planned: PlannedRun, graph: RunGraph): void {
    this.#lanes.take(planned, graph.listDependencies(planned))
  }

  /** Records how the run ended. */
  end(planned: PlannedRun, outcome: RunOutcome): void {
    this.#lanes.free(planned, getContinuingJob(outcome))
  }

  /**
   * The run with its label, and with the output of another one as its input. A run that does not wait for the jobs of
   * others is submitted with a dependency on each of them, and on the job before it in its lane.
   */
  async completeRun(planned: PlannedRun, graph: RunGraph): Promise<Run> {
    const input = graph.getInput(planned)
    const needed = graph.listDependencies(planned)
    const predecessor = this.#lanes.getPredecessor(planned)
    const dependsOn = [...new Set([...needed, ...(predecessor === undefined ? [] : [predecessor])])]
    if (dependsOn.length > needed.length) await this.#explainLanes()
    return {
      ...planned.run,
      label: formatRunLabel(planned.label),
      ...(input && { input }),
      ...(planned.inputFrom && { inputSource: formatRunLabel(planned.inputFrom.label) }),
      ...(dependsOn.length > 0 && { dependsOn }),
      ...(this.isLeaving && { wait: false }),
    }
  }

  async #explainLanes(): Promise<void> {
    if (this.#hasExplainedLanes) return
    this.#hasExplainedLanes = true
    await this.#dependencies.log.notice(
      `So that no more jobs run at the same time than \`max-parallel\` says (${this.#many.maxParallel}), each further one waits in its queue for the success of an earlier one. If that fails, those behind it fail as \`dependency-failed\`: run the workflow again to make what is missing.`,
    )
  }

  /**
   * The run as it is launched. Once the step has left, the input of a run is the uuid that its source announced when it
   * was launched. So a source is forced where Disdat could reuse another bundle instead, also while the step still
   * waits: GitHub may end the workflow job before the source ends. Throws Failure when its input is not found.
   */
  async completeSource(planned: PlannedRun, context: PhaseContext): Promise<Run> {
    const { run, dependencies } = context
    const isReadUnproved = this.#sources.has(planned) && (!run.wait || this.#canSubmitLate)
    if (!isReadUnproved || run.force || run.forceAll) return run
    if (run.wait && (await isFirstOutput(context, this.#existing))) return run
    dependencies.log.info(
      'Sets `force`: another run reads the output by its uuid, so that Disdat may not reuse another.',
    )
    return { ...run, force: true }
  }
}

/** Shows one step that attaches to all jobs that continue, in the log and in the first of their reports. */
export async function attachTogether(
  reports: readonly Report[],
  { log, renderAttachSnippet }: Dependencies,
): Promise<readonly Report[]> {
  const left = reports.filter((report) => report.left !== undefined)
  const [first] = left
  if (first?.left === undefined || left.length === 1) return reports
  const snippet = renderAttachSnippet(left.flatMap(({ job }) => job?.id ?? []))
  log.info(`This step follows all ${left.length} jobs until they end, proves their outputs and pulls them:\n${snippet}`)
  const together = { ...first, left: { ...first.left, snippet } }
  return reports.map((report) => (report === first ? together : report))
}
