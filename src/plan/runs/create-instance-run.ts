import { findNearest, type InputProblem, InvalidInputs } from '../../action/input-problems.ts'
import { toInputVariable } from '../../action/input-reader.ts'
import { backendTypes } from '../../backends/registry.ts'
import type { Environment } from '../../lib/environment.ts'
import { collectWarnings, createRun } from '../create-run.ts'
import type { Defaults } from '../defaults.ts'
import { deprecatedInputs } from '../deprecated-inputs.ts'
import { type Inputs, readInputs } from '../inputs.ts'
import type { Run } from '../plan.ts'
import type { RunInstance } from './expand-runs.ts'
import type { OutputTemplate } from './output-template.ts'
import type { AddRunProblem, RunDefinition } from './run-definition.ts'
import { runKeys } from './run-keys.ts'
import { substituteInParam, substituteValues } from './substitute-values.ts'

/** The step to which a run belongs. */
export interface StepInputs {
  readonly env: Environment
  readonly defaults: Defaults
  /** The problems of the step's own inputs, which are the defaults of each run. */
  readonly problems: readonly InputProblem[]
  /** The run has no YAML of its own, so that all of its inputs are those of the step. */
  readonly isShortForm: boolean
  readonly addProblem: AddRunProblem
}

export interface InstanceRun {
  readonly run: Run
  readonly template: OutputTemplate
  readonly warnings: readonly string[]
}

/**
 * Creates the run of an instance: its own inputs, those of the step where it has none, and its values as parameters.
 * Undefined when something is wrong, which becomes a problem of its line.
 */
export function createInstanceRun(
  instance: RunInstance,
  step: StepInputs,
  problems: InputProblem[],
): InstanceRun | undefined {
  const unreplaced: InputProblem[] = []
  const env = createRunEnv(instance, step.env, unreplaced)
  const found: InputProblem[] = []
  const read = readInputs(env, found)
  const inputs = { ...read, params: createParams(read, instance, unreplaced) }
  if (instance.inputFrom !== undefined) checkInputRun(inputs, instance.inputFrom, found)
  if (instance.definition.when === 'never') checkLookedUpRun(inputs, found)
  const run = tryCreateRun(inputs, { ...step, env }, found)
  if (run !== undefined && unreplaced.length === 0)
    return {
      run: { ...run, ...(instance.inputFrom && { input: undefined }), eachParams: [...instance.label.values.keys()] },
      template: { outputName: findText('output-bundle', instance, step.env) || '-', params: read.params },
      warnings: collectWarnings(inputs, env),
    }
  // A text whose names are wrong is wrong in other ways too.
  const others = found.filter(({ where }) => !unreplaced.some((problem) => problem.where === where))
  placeProblems([...unreplaced, ...others], instance.definition, step, problems)
  return undefined
}

function tryCreateRun(inputs: Inputs, { defaults, env }: StepInputs, found: InputProblem[]): Run | undefined {
  try {
    return createRun(inputs, defaults, env, found)
  } catch (error) {
    if (!(error instanceof InvalidInputs)) throw error
    found.splice(0, found.length, ...error.problems)
    return undefined
  }
}

/** Inputs of a backend, whose texts are not parts of the data. */
const backendInputs: ReadonlySet<string> = new Set(backendTypes.flatMap(({ inputs }) => inputs))

/** The variables of a run: its own texts over those of the step, each with the values in place of `${…}`. */
function createRunEnv({ definition, label }: RunInstance, env: Environment, problems: InputProblem[]): Environment {
  // A step with `runs` needs no pipe, and each of its runs does.
  const texts: Record<string, string | undefined> = { [toInputVariable('runs')]: '' }
  // The step's old form of an input would contradict the run's new one.
  for (const [old, { name }] of deprecatedInputs) if (definition.inputs.has(name)) texts[toInputVariable(old)] = ''
  for (const name of runKeys.keys()) {
    const variable = toInputVariable(name)
    const own = definition.inputs.get(name)?.value
    const text = findText(name, { definition }, env)
    if (own !== undefined) texts[variable] = own
    // Parameters are replaced when they are parsed, so that a value cannot become another parameter.
    if (name === 'params' || !text.includes('${')) continue
    if (!backendInputs.has(name)) texts[variable] = replaceNames(text, name, label.values, problems)
    else if (own !== undefined)
      problems.push({
        where: name,
        given: own,
        expected: 'A setting of a backend has the same text for all values of `each`.',
      })
  }
  return { ...env, ...texts }
}

/** The text of an input of a run, with `${…}`: its own, or that of the step. */
const findText = (name: string, { definition }: Pick<RunInstance, 'definition'>, env: Environment): string =>
  definition.inputs.get(name)?.value ?? env[toInputVariable(name)] ?? ''

/** The parameters of a run with its values among them. A parameter that has two values becomes a problem. */
function createParams(
  { params, inputParam }: Inputs,
  { label }: RunInstance,
  problems: InputProblem[],
): ReadonlyMap<string, string> {
  const created = new Map<string, string>()
  for (const [name, text] of params) created.set(name, replaceNames(text, 'params', label.values, problems))
  for (const [name, value] of label.values) {
    for (const where of ['params', 'input-param'])
      if (where === 'params' ? params.has(name) : inputParam === name)
        problems.push({ where, given: name, expected: 'This parameter gets its values from `each`. Give it once.' })
    created.set(name, value)
  }
  return created
}

function replaceNames(
  text: string,
  where: string,
  values: ReadonlyMap<string, string>,
  problems: InputProblem[],
): string {
  const result = where === 'params' ? substituteInParam(text, values) : substituteValues(text, values)
  if ('text' in result) return result.text
  const names = [...values.keys()].map((name) => `\${${name}}`)
  const given = `\${${result.unknown}}`
  const allowed =
    names.length === 0 ? 'This run has no `each`, whose parameters it could name.' : `Allowed: ${names.join(', ')}.`
  const nearest = findNearest(given, names)
  problems.push({
    ...{ where, given, expected: `${allowed} For a literal \`\${\`, write \`$\${\`.` },
    ...(nearest !== undefined && { nearest }),
  })
  return text
}

/** The output of a run is found by its uuid, and nothing else can select or create it. */
function checkInputRun({ inputPaths, inputTags }: Inputs, inputFrom: RunInstance, problems: InputProblem[]): void {
  if (inputPaths.length === 0 && inputTags.size === 0) return
  const { name } = inputFrom.label
  const expected = `Its input is the output of the run \`${name}\`: leave \`input-path\` and \`input-tags\` empty.`
  problems.push({ where: 'input-bundle', given: name, expected })
}

/** An output is recognized by its input, and a bundle that is created from files is always a new one. */
function checkLookedUpRun({ inputPaths }: Inputs, problems: InputProblem[]): void {
  if (inputPaths.length === 0) return
  const expected = 'With `when: never`, the output is found by its input bundle. Create that bundle in an earlier step.'
  problems.push({ where: 'input-path', given: inputPaths.join(' '), expected })
}

/**
 * Adds the problems of a run, each with the line of its text. Problems of the step's inputs that are known already are
 * left out, and so are problems that are not of a run and that another run has too.
 */
function placeProblems(
  found: readonly InputProblem[],
  { name, line, inputs }: RunDefinition,
  { problems: known, isShortForm, addProblem }: StepInputs,
  problems: InputProblem[],
): void {
  for (const problem of found) {
    const { where, expected, given, nearest } = problem
    const own = inputs.get(where)
    if (own !== undefined || (runKeys.has(where) && !isShortForm && !isKnown(problem, known)))
      addProblem(own?.line ?? line, `${name}.${where}`, { expected, given, ...(nearest && { allowed: [nearest] }) })
    else if (!isKnown(problem, problems)) problems.push(problem)
  }
}

const isKnown = ({ where, given }: InputProblem, known: readonly InputProblem[]) =>
  known.some((other) => other.where === where && other.given === given)
