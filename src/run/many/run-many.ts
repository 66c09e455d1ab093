import type { Backend } from '../../backends/backend.ts'
import type { PlannedBackend } from '../../backends/backend-type.ts'
import { Failure } from '../../errors.ts'
import { Memo } from '../../lib/memo.ts'
import { formatRunLabel } from '../../lib/run-label.ts'
import { Semaphore } from '../../lib/semaphore.ts'
import { formatDuration } from '../../lib/units.ts'
import type { ManyRuns, PlannedRun } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import { type InitialReport, RunReporter } from '../../report/run-reporter.ts'
import { EarlierSeeds } from '../../seed/earlier-seeds.ts'
import type { Dependencies, PhaseContext } from '../dependencies.ts'
import { openLocalContext } from '../prepare.ts'
import { promoteOutput } from '../promote/promote-output.ts'
import { StepPromotion } from '../promote/step-promotion.ts'
import { runPipe } from '../run-pipe.ts'
import { createRunStart, runTarget } from '../run-with-report.ts'
import { skipUnchanged } from '../skip/skip-unchanged.ts'
import { attachTogether, ContinuingJobs } from './continuing-jobs.ts'
import { dryRunMany } from './dry-run-many.ts'
import { ExistingOutputs } from './existing-outputs.ts'
import { createAbsentFailure, findExisting } from './find-existing.ts'
import { RunGraph } from './run-graph.ts'
import { chooseLogMode, type LogMode, RunLogs } from './run-logs.ts'
import { RunSlots, readMachineSize } from './run-slots.ts'

/** The most runs whose image and input are looked up, and whose jobs are submitted, at the same time. */
const maxPreparing = 16

/**
 * Carries out several runs, each when the runs that it needs have ended. Resolves with a report for each, in the order
 * of the plan. Never throws.
 */
export async function runMany(many: ManyRuns, dependencies: Dependencies): Promise<readonly Report[]> {
  if (many.runs.some(({ run }) => run.dryRun)) return (await dryRunMany(many, dependencies)).map(({ report }) => report)
  const [first] = many.runs
  if (first === undefined) return []
  const backend = dependencies.openBackend(first.run.backend, first.run.timeoutMs)
  const machine = await readMachineSize(backend, dependencies.cancelled)
  await using seeds = new EarlierSeeds()
  await using promotion = new StepPromotion(many.runs.length)
  const shared = { ...dependencies.shared, seeds, promotion }
  return await new Execution(many, { ...dependencies, shared }, new RunSlots(many.maxParallel, machine)).carryOut()
}

class Execution {
  readonly #many: ManyRuns
  readonly #dependencies: Dependencies
  readonly #slots: RunSlots
  readonly #graph: RunGraph
  readonly #logs: RunLogs
  readonly #mode: LogMode
  readonly #starts: ReadonlyMap<PlannedRun, InitialReport>
  /** The backend of the first run of each name. */
  readonly #backends: ReadonlyMap<string, PlannedBackend>
  readonly #reports = new Map<PlannedRun, Report>()
  readonly #existing = new ExistingOutputs()
  readonly #continuing: ContinuingJobs
  readonly #preparing = new Semaphore(maxPreparing)
  /** Aborts when a failure ends the other runs. */
  readonly #failed = new AbortController()
  /** Aborts when the runs end early, for either reason. */
  readonly #ended: AbortSignal
  /** Aborts when no further run starts. */
  readonly #closed: AbortSignal
  #wake = Promise.withResolvers<void>()

  constructor(many: ManyRuns, dependencies: Dependencies, slots: RunSlots) {
    this.#many = many
    this.#dependencies = dependencies
    this.#slots = slots
    this.#continuing = new ContinuingJobs(many, dependencies, this.#existing)
    this.#graph = new RunGraph(many.runs, this.#continuing)
    this.#backends = new Map(many.runs.toReversed().map(({ label, run }) => [label.name, run.backend]))
    this.#logs = new RunLogs(dependencies.log, dependencies.temporaryFolder)
    this.#mode = chooseLogMode(many, slots)
    this.#ended = AbortSignal.any([dependencies.cancelled, this.#failed.signal])
    this.#closed = AbortSignal.any([this.#ended, this.#continuing.createSubmissionDeadline()])
    this.#starts = new Map(many.runs.map((planned) => [planned, this.#createStart(planned)]))
    // Outputs list the runs in the order in which their reports are created, which is that of the plan.
    for (const start of this.#starts.values()) new RunReporter(start, dependencies.outputs, 0)
  }

  async carryOut(): Promise<readonly Report[]> {
    for (;;) {
      await this.#reportBlocked()
      this.#startReady()
      if (this.#slots.runningCount === 0) break
      await this.#wake.promise
      this.#wake = Promise.withResolvers()
    }
    for (const planned of this.#graph.waiting) await this.#reportNotRun(planned, this.#explainEnd())
    const reports = this.#many.runs.flatMap((planned) => this.#reports.get(planned) ?? [])
    return await attachTogether(reports, this.#dependencies)
  }

  #createStart(planned: PlannedRun): InitialReport {
    const { label, run } = planned
    return createRunStart(run, { label, runId: this.#dependencies.createRunId() })
  }

  #explainEnd(): string {
    if (this.#dependencies.cancelled.aborted) return 'The workflow was cancelled before it started.'
    if (this.#failed.signal.aborted) return 'Another run failed before it started, and `fail-fast` is set.'
    return 'GitHub ends this workflow job soon, and it had not started.'
  }

  async #reportBlocked(): Promise<void> {
    for (const { planned, reason } of this.#graph.takeBlocked()) await this.#reportNotRun(planned, reason)
  }

  async #reportNotRun(planned: PlannedRun, notRunReason: string): Promise<void> {
    const start = this.#starts.get(planned)
    if (start === undefined) return
    const reporter = new RunReporter(start, this.#dependencies.outputs, 0)
    await reporter.update({ status: 'not-run', notRunReason })
    this.#reports.set(planned, reporter.report)
    await this.#logs.say(`${formatRunLabel(planned.label)}: not run. ${notRunReason}`)
  }

  #startReady(): void {
    if (this.#closed.aborted) return
    for (const planned of this.#graph.listReady()) {
      if (!this.#slots.fits(planned.run)) return
      this.#slots.take(planned.run)
      this.#continuing.begin(planned, this.#graph)
      this.#graph.begin(planned)
      void this.#follow(planned)
    }
  }

  /** Carries out a run, and records its end. Never throws. */
  async #follow(planned: PlannedRun): Promise<void> {
    const report = await this.#runOne(planned)
    this.#slots.free(planned.run)
    this.#continuing.end(planned, report ?? { status: 'not-run' })
    if (report === undefined) {
      await this.#reportNotRun(planned, this.#explainEnd())
      this.#graph.end(planned, { status: 'not-run' })
    } else {
      this.#reports.set(planned, dropLog(report))
      this.#graph.end(planned, report)
      if (report.status === 'failed' && this.#many.failFast) this.#failed.abort(createFailFastFailure(planned))
    }
    this.#wake.resolve()
  }

  /** Undefined when the step ended before the run could begin. */
  async #runOne(planned: PlannedRun): Promise<Report | undefined> {
    const launched = Promise.withResolvers<void>()
    let report: Promise<Report> | undefined
    const prepare = async () => {
      report = this.#report(planned, launched.resolve)
      await Promise.race([launched.promise, report])
    }
    await this.#preparing.hold(1, this.#closed, prepare).catch(() => undefined)
    return await report
  }

  async #report(planned: PlannedRun, onLaunched: () => void): Promise<Report> {
    const name = formatRunLabel(planned.label)
    const { length } = this.#many.runs
    const log = this.#logs.open(name, this.#mode)
    const run = await this.#continuing.completeRun(planned, this.#graph)
    const dependencies = { ...this.#dependencies, log, cancelled: this.#ended, shared: this.#share(planned) }
    const backend = this.#openBackend(planned, dependencies)
    const work = async (context: PhaseContext, reporter: RunReporter) => {
      if (await this.#promote(planned, context, reporter)) return
      const found = await this.#findExisting(planned, context)
      if (found !== undefined) return await reporter.update({ status: 'skipped', ...found })
      if (planned.when === 'never') throw createAbsentFailure(planned)
      if (await this.#skip(planned, context, reporter)) return
      const source = await this.#continuing.completeSource(planned, context)
      await this.#logs.say(`${name}: started.`)
      const decided = { skipUnchanged: undefined, promote: false }
      await runPipe({ ...context, run: { ...source, ...decided } }, reporter, onLaunched)
    }
    const report = await runTarget(run, dependencies, backend, work, this.#starts.get(planned))
    await log.finish()
    const figures = `${this.#graph.endedCount + 1} of ${length}`
    const time = formatDuration(report.durationMs)
    await this.#logs.say(`${name}: ${report.status} after ${time} (${figures}).`)
    return report
  }

  async #findExisting(planned: PlannedRun, context: PhaseContext) {
    // `skip-unchanged` asks for more than that an output is there.
    const mustRun = this.#many.rerun === 'all' || planned.run.skipUnchanged || this.#graph.mustRun(planned)
    if (mustRun && planned.when !== 'never') return undefined
    return await findExisting(context, this.#existing)
  }

  /** Ends a run whose output is up to date. A run is not skipped when this step has made what it needs. */
  async #skip(planned: PlannedRun, context: PhaseContext, reporter: RunReporter): Promise<boolean> {
    if (planned.run.skipUnchanged === undefined || this.#graph.mustRun(planned)) return false
    return await skipUnchanged(context, await openLocalContext(context), reporter)
  }

  /** Takes the output from a sandbox, unless this step has made what the run needs. */
  async #promote(planned: PlannedRun, context: PhaseContext, reporter: RunReporter): Promise<boolean> {
    if (!planned.run.promote || planned.when === 'never' || this.#graph.mustRun(planned)) return false
    return await promoteOutput(context, await openLocalContext(context), reporter)
  }

  /** The runs of one name differ in their values, and not in their backend. */
  #openBackend({ label, run }: PlannedRun, { openBackend }: Dependencies): Backend {
    return openBackend(this.#backends.get(label.name) ?? run.backend, run.timeoutMs)
  }

  /** Other runs may have made a newer bundle of a name since an input was found: a run that needs them looks again. */
  #share({ needs }: PlannedRun): Dependencies['shared'] {
    const { shared } = this.#dependencies
    return needs.length === 0 ? shared : { ...shared, inputs: new Memo(), pushes: new Memo() }
  }
}

/** The log of a run that did not fail explains nothing, and the reports of a thousand runs are held until the end. */
function dropLog(report: Report): Report {
  const { status, log } = report
  return status === 'failed' || status === 'cancelled' ? report : { ...report, log: { ...log, tail: [] } }
}

const createFailFastFailure = ({ label }: PlannedRun): Failure =>
  new Failure(
    'cancelled',
    `The run ${formatRunLabel(label)} failed, and \`fail-fast\` ends the other runs.`,
    'Fix that run, and run the workflow again: runs whose output is there are skipped.',
  )
