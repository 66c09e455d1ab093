import { formatRunLabel } from '../../lib/run-label.ts'
import { formatCount } from '../../lib/units.ts'
import type { ManyRuns, PlannedRun } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import type { RunReporter } from '../../report/run-reporter.ts'
import { multiplyResources } from '../cost.ts'
import type { Dependencies, PhaseContext } from '../dependencies.ts'
import { openLocalContext } from '../prepare.ts'
import { runTarget } from '../run-with-report.ts'
import { decideSkip } from '../skip/decide-skip.ts'
import { ExistingOutputs } from './existing-outputs.ts'
import { createAbsentFailure, findExisting } from './find-existing.ts'
import { RunGraph } from './run-graph.ts'

/** What a run would do now. */
export type Forecast = 'run' | 'skip' | 'wait' | 'fail'

/** What a run would do now, and its report. */
export interface ForecastRun {
  readonly planned: PlannedRun
  readonly forecast: Forecast
  readonly report: Report
}

/**
 * Prints for each run whether it would run, be skipped, or wait for others, and the totals. Starts nothing. Resolves
 * with the runs in the order of the plan. Never throws.
 */
export async function dryRunMany(many: ManyRuns, dependencies: Dependencies): Promise<readonly ForecastRun[]> {
  const dryRun = new DryRun(many, dependencies)
  const runs: ForecastRun[] = []
  for (const planned of many.runs) runs.push(await dryRun.look(planned))
  dependencies.log.info(dryRun.formatTotals())
  return runs
}

class DryRun {
  readonly #many: ManyRuns
  readonly #dependencies: Dependencies
  readonly #graph: RunGraph
  readonly #existing = new ExistingOutputs()
  readonly #counts: Record<Forecast, number> = { run: 0, skip: 0, wait: 0, fail: 0 }
  #vcpuHours = 0

  constructor(many: ManyRuns, dependencies: Dependencies) {
    this.#many = many
    this.#dependencies = dependencies
    this.#graph = new RunGraph(many.runs)
  }

  async look(planned: PlannedRun): Promise<ForecastRun> {
    const { run: each, label } = planned
    const input = this.#graph.getInput(planned)
    const run = input === undefined ? each : { ...each, input }
    const backend = this.#dependencies.openBackend(run.backend, run.timeoutMs)
    let forecast: Forecast = 'fail'
    const work = async (context: PhaseContext, reporter: RunReporter) => {
      forecast = await this.#forecast(planned, context, reporter)
    }
    const report = await runTarget(run, this.#dependencies, backend, work, { label })
    if (report.failure) this.#print('fail', planned, report.failure.evidence)
    this.#graph.end(planned, report.output === undefined ? {} : report)
    return { planned, forecast, report }
  }

  async #forecast(planned: PlannedRun, context: PhaseContext, reporter: RunReporter): Promise<Forecast> {
    const awaited = planned.needs.find((need) => this.#graph.getOutputUuid(need) === undefined)
    if (awaited !== undefined) {
      const name = formatRunLabel(awaited.label)
      await this.#addEstimate(context)
      await reporter.update({ status: 'skipped', notRunReason: `Dry run: it would wait for ${name}.` })
      return this.#print('wait', planned, name)
    }
    const found = await this.#findOutput(planned, context, reporter)
    if (found !== undefined) {
      await reporter.update({ status: 'skipped', ...found })
      return this.#print('skip', planned, found.output?.uri)
    }
    if (planned.when === 'never') throw createAbsentFailure(planned)
    await this.#addEstimate(context)
    const { skip } = reporter.report
    await reporter.update({ status: 'skipped', notRunReason: `Dry run: it would run. ${skip?.why ?? ''}`.trimEnd() })
    return this.#print('run', planned, skip && `${skip.trigger}: ${skip.why}`)
  }

  /** The output that makes the run unnecessary. */
  async #findOutput(
    planned: PlannedRun,
    context: PhaseContext,
    reporter: RunReporter,
  ): Promise<Pick<Report, 'output' | 'notRunReason' | 'rules'> | undefined> {
    if (planned.when === 'never') return await findExisting(context, this.#existing)
    if (context.run.skipUnchanged === undefined)
      return this.#many.rerun === 'all' ? undefined : await findExisting(context, this.#existing)
    const decision = await decideSkip(context, await openLocalContext(context))
    if (decision?.kind === 'skip') return decision.update
    if (decision !== undefined) await reporter.update({ skip: decision.skip })
    return undefined
  }

  #print(forecast: Forecast, { label }: PlannedRun, detail?: string): Forecast {
    this.#counts[forecast] += 1
    const name = `${forecast.padEnd(4)}  ${formatRunLabel(label)}`
    this.#dependencies.log.info(detail === undefined ? name : `${name}: ${detail}`)
    return forecast
  }

  async #addEstimate(context: PhaseContext): Promise<void> {
    const ms = (await this.#existing.estimateMs(context)) ?? 0
    this.#vcpuHours += multiplyResources(context.run, ms)?.vcpuHours ?? 0
  }

  /** One sentence, and the vCPU-hours where earlier runs and the inputs show them. */
  formatTotals(): string {
    const { run, skip, wait, fail } = this.#counts
    const hours = this.#vcpuHours > 0 ? ` About ${this.#vcpuHours.toFixed(2)} vCPU-hours, by earlier runs.` : ''
    const failed = fail > 0 ? `, ${fail} cannot be decided` : ''
    return `Dry run: of ${formatCount(this.#many.runs.length, 'run')}, ${run} would run, ${skip} would be skipped and ${wait} would wait for others${failed}.${hours}`
  }
}
