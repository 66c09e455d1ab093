import { toInputVariable } from '../../action/input-reader.ts'
import { Failure } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import { formatRunLabel } from '../../lib/run-label.ts'
import type { Inputs } from '../inputs.ts'
import type { ManyRuns, PlannedRun } from '../plan.ts'
import { runKeys } from './run-keys.ts'
import { maxRunsLength } from './runs-source.ts'

/** A job of a matrix, which makes one run. */
export interface Leg {
  /** The run and its values, as messages name them. */
  readonly name: string
  readonly run: string
  /** By parameter of `each`. */
  readonly values: Readonly<Record<string, string>>
  readonly 'runs-on'?: string | readonly string[]
  /** The inputs `rerun` and `runs` of the action. */
  readonly rerun: ManyRuns['rerun']
  readonly runs: string
}

/** The matrix of a level; null when none of its runs is to be made, because GitHub refuses a matrix without jobs. */
export type Layer = { readonly include: readonly Leg[] } | null

/** The most jobs of a matrix: https://docs.github.com/en/actions/reference/limits */
const maxLegs = 256
/** The most characters of the layers. GitHub allows 1 MB of UTF-16 for the outputs of a job. */
const maxLayersLength = 500_000

/** The texts of inputs that the step gives to all of its runs, by input, with the indentation of YAML. */
type StepTexts = ReadonlyMap<string, string>

/**
 * Creates a matrix for each level of the runs `made`: a run is one level above the highest run that it needs. Each leg
 * has the whole text of its run, and of the runs whose outputs it needs with `when: never`. Throws Failure when GitHub
 * would refuse a matrix, its output, or the input of a leg.
 */
export function createLayers(
  many: ManyRuns,
  made: ReadonlySet<PlannedRun>,
  step: { readonly inputs: Pick<Inputs, 'given'>; readonly env: Environment },
): readonly Layer[] {
  const texts = readStepTexts(step.inputs, step.env)
  const levels = findLevels(many.runs)
  const layers = Array.from({ length: Math.max(...levels.values()) + 1 }, (_, level): Layer => {
    const runs = many.runs.filter((planned) => levels.get(planned) === level && made.has(planned))
    if (runs.length > maxLegs) throw createTooManyFailure(level, runs)
    return runs.length === 0 ? null : { include: runs.map((planned) => createLeg(planned, many.rerun, made, texts)) }
  })
  const { length } = JSON.stringify(layers)
  if (length > maxLayersLength)
    throw new Failure(
      'invalid-input',
      `The matrices have ${length} characters, and an output has at most ${maxLayersLength}.`,
      'Plan fewer runs, or write less into each.',
    )
  return layers
}

function readStepTexts({ given }: Pick<Inputs, 'given'>, env: Environment): StepTexts {
  const ofRuns = [...given].filter(([name]) => runKeys.has(name))
  return new Map(ofRuns.map(([name, text]) => [name, env[toInputVariable(name)] ?? text]))
}

/** The level of each run, from 0. It depends on the texts alone: a job of a workflow always has the same runs. */
function findLevels(runs: readonly PlannedRun[]): ReadonlyMap<PlannedRun, number> {
  const levels = new Map<PlannedRun, number>()
  for (const planned of runs)
    levels.set(planned, Math.max(-1, ...planned.needs.map((need) => levels.get(need) ?? 0)) + 1)
  return levels
}

function createLeg(
  planned: PlannedRun,
  rerun: ManyRuns['rerun'],
  made: ReadonlySet<PlannedRun>,
  texts: StepTexts,
): Leg {
  const { label, needs, inputFrom, definition } = planned
  const name = formatRunLabel(label)
  const runs = JSON.stringify(writeRuns(planned, texts))
  if (runs.length > maxRunsLength)
    throw new Failure(
      'invalid-input',
      `The text of ${name} and of the runs that it needs has ${runs.length} characters, and \`runs\` has at most ${maxRunsLength}.`,
      'Write less into these runs.',
    )
  // As within one step: a run is made if another run that it needs is made, unless the uuid of its input decides.
  const mustRun = needs.some((need) => need !== inputFrom && made.has(need))
  return {
    ...{ name, run: label.name, values: Object.fromEntries(label.values) },
    ...(definition.runsOn !== undefined && { 'runs-on': definition.runsOn }),
    ...{ rerun: mustRun ? 'all' : rerun, runs },
  }
}

/** The runs of a leg as `runs` has them: those whose outputs it needs are looked up, and not started. */
function writeRuns(planned: PlannedRun, texts: StepTexts): Readonly<Record<string, unknown>> {
  const neededByName = Map.groupBy(listNeeded(planned), ({ label }) => label.name)
  const needed = [...neededByName.values()].map((instances) => {
    const [{ definition, label } = planned] = instances
    return [
      label.name,
      { ...writeInputs(definition, texts), ...writeEach(definition, instances), when: 'never' },
    ] as const
  })
  const { label, definition } = planned
  const needs = definition.needs.map(({ value }) => value)
  const own = { ...writeInputs(definition, texts), ...writeEach(definition, [planned]), needs, when: definition.when }
  return Object.fromEntries([...needed, [label.name, own]])
}

/** The runs that a run needs, and those that made the inputs of these, which identify their outputs. */
function listNeeded({ needs }: PlannedRun): readonly PlannedRun[] {
  const needed = new Set<PlannedRun>(needs)
  for (const { inputFrom } of needed) if (inputFrom !== undefined) needed.add(inputFrom)
  return [...needed]
}

const writeInputs = ({ inputs }: PlannedRun['definition'], texts: StepTexts): Readonly<Record<string, string>> =>
  Object.fromEntries([...texts, ...[...inputs].map(([name, { value }]) => [name, value] as const)])

function writeEach(
  { each }: PlannedRun['definition'],
  instances: readonly PlannedRun[],
): { readonly each?: Readonly<Record<string, readonly string[]>> } {
  if (each.size === 0) return {}
  const listValues = (parameter: string) => [
    ...new Set(instances.map(({ label }) => label.values.get(parameter) ?? '')),
  ]
  return { each: Object.fromEntries([...each.keys()].map((parameter) => [parameter, listValues(parameter)])) }
}

function createTooManyFailure(level: number, runs: readonly PlannedRun[]): Failure {
  const names = [...new Set(runs.map(({ label }) => label.name))].slice(0, 5).join(', ')
  return new Failure(
    'invalid-input',
    `Layer ${level} has ${runs.length} runs (${names}), and GitHub allows ${maxLegs} jobs in a matrix.`,
    'Shorten a range, or give these runs to one step of `disdat/run-action`, which has at most 1,000.',
  )
}
