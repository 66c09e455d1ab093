import { homedir, tmpdir } from 'node:os'
import { failStep } from '../action/crash.ts'
import { getDocsUrl } from '../action/docs-link.ts'
import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import { findProxyProblems } from '../action/network-env.ts'
import type { EntryContext } from '../action/run-entry.ts'
import { StateWriter } from '../action/state.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { systemClock } from '../lib/clock.ts'
import { formatCount } from '../lib/units.ts'
import { createPlan } from '../plan/create-plan.ts'
import { readDefaults } from '../plan/defaults.ts'
import { readInputs } from '../plan/inputs.ts'
import type { ManyRuns } from '../plan/plan.ts'
import { createLayers, type Layer } from '../plan/runs/create-layers.ts'
import { readRunsSource } from '../plan/runs/runs-source.ts'
import { ReportOutputs } from '../report/report-outputs.ts'
import { renderSummary } from '../report/summary.ts'
import { createDependencies, type StepContext } from './create-dependencies.ts'
import { createFailureTexts } from './failure-texts.ts'
import { dryRunMany, type ForecastRun } from './many/dry-run-many.ts'
import { RemoteUpdates } from './remote-updates.ts'

/**
 * Carries out `disdat/run-action/plan`: looks which runs are to be made, and sets a matrix for each level of them.
 * Starts nothing. Throws Failure for invalid inputs; when the remote cannot be read, the step fails without matrices.
 */
export async function runPlanAction({ env, log, outputs, cancelled }: EntryContext): Promise<void> {
  const ended = new AbortController()
  const updates = new RemoteUpdates()
  try {
    const state = new StateWriter(env['RUNNER_TEMP'] || tmpdir(), log.warning, undefined)
    const problems: InputProblem[] = []
    const inputs = readInputs(env, problems)
    const scope = { cancelled, ended: ended.signal, updates }
    const context = { env, log, outputs, state, inputs, redact: log.redact, pageLogs: undefined, ...scope }
    await planLayers(context, problems)
    await updates.wait(cancelled)
  } finally {
    ended.abort()
  }
}

async function planLayers(context: StepContext, problems: InputProblem[]): Promise<void> {
  const { env, log, outputs, inputs } = context
  const home = env['HOME'] ?? homedir()
  const many = await planRuns(context, home, problems)
  const dependencies = await createDependencies(context, home)
  // A forecast has a report, but no outputs: those of this action are the matrices.
  const forecasts = await dryRunMany(many, { ...dependencies, outputs: new ReportOutputs({ set: async () => {} }) })
  const reports = forecasts.map(({ report }) => report)
  if (inputs.summary) {
    const render = () => renderSummary(reports, { docsUrl: getDocsUrl(env) })
    await writeStepSummary(render, log, env['GITHUB_STEP_SUMMARY'])
  }
  const undecided = reports.filter(({ failure }) => failure !== undefined && failure.verdict !== 'input-not-found')
  for (const text of createFailureTexts(undecided, env)) await failStep(text)
  if (undecided.length > 0) return
  const made = listMade(forecasts)
  const layers = createLayers(many, made, context)
  for (const [level, layer] of layers.entries()) log.info(`Layer ${level}: ${describeLayer(layer)}.`)
  const skipped = forecasts.filter(({ forecast }) => forecast === 'skip').length
  await outputs.set(
    new Map([
      ['layers', JSON.stringify(layers)],
      ['legs', String(made.size)],
      ['skipped', String(skipped)],
    ]),
  )
}

async function planRuns({ env, log, inputs }: StepContext, home: string, problems: InputProblem[]): Promise<ManyRuns> {
  problems.push(...findProxyProblems(env))
  const defaults = await readDefaults(home, inputs, problems)
  const source = await readRunsSource(inputs, env, systemClock.date(), problems)
  if (source === undefined && problems.length === 0)
    problems.push({ where: 'runs', expected: 'Write a map of runs, the path of a file with such a map, or `each`.' })
  const plan = createPlan(inputs, defaults, env, problems, source)
  if (plan.kind !== 'many') throw new InvalidInputs(problems)
  for (const warning of plan.warnings) await log.warning(warning)
  return plan.many
}

/** An input that is not there fails the leg of its run, and not those of the others. */
const listMade = (forecasts: readonly ForecastRun[]) =>
  new Set(
    forecasts
      .filter(({ forecast, planned }) => forecast !== 'skip' && planned.when !== 'never')
      .map(({ planned }) => planned),
  )

function describeLayer(layer: Layer): string {
  if (layer === null) return 'nothing to make'
  const names = [...new Set(layer.include.map(({ run }) => run))]
  return `${formatCount(layer.include.length, 'job')} (${names.slice(0, maxNamesShown).join(', ')})`
}

const maxNamesShown = 5
