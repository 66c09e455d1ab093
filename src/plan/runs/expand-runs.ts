import type { RunLabel } from '../../lib/run-label.ts'
import type { RunOrder } from '../many-inputs.ts'
import { listValues } from './each-values.ts'
import { findInputRun, listNeeds, orderRuns } from './order-runs.ts'
import { checkRunCount, type ResolvedRun, resolveEach } from './resolve-each.ts'
import type { AddRunProblem, Placed, RunDefinition } from './run-definition.ts'

/** A run with one value of each of its parameters, and the runs before it. */
export interface RunInstance {
  readonly definition: RunDefinition
  readonly label: RunLabel
  /** Each is earlier in the list. */
  readonly needs: readonly RunInstance[]
  /** The run whose output is its input. */
  readonly inputFrom: RunInstance | undefined
}

/** The instances of one definition. */
interface Expanded {
  readonly run: ResolvedRun
  readonly instances: readonly RunInstance[]
}

/**
 * Lists all runs of all values, each after those that it needs, otherwise in the order in which they are written and
 * in the order of their values. Undefined when a problem was added. The number is checked before a run is created.
 */
export function expandRuns(
  definitions: readonly RunDefinition[],
  { maxRuns, order }: { readonly maxRuns: number; readonly order: RunOrder },
  addProblem: AddRunProblem,
): readonly RunInstance[] | undefined {
  let hasProblem = false
  const addExpandProblem: AddRunProblem = (...problem) => {
    hasProblem = true
    addProblem(...problem)
  }
  const resolved = resolveEach(definitions, addExpandProblem)
  if (!hasProblem) checkRunCount(resolved, maxRuns, addExpandProblem)
  const ordered = orderRuns(definitions, addExpandProblem)
  if (hasProblem || ordered === undefined) return undefined
  const byDefinition = new Map(resolved.map((run) => [run.definition, run]))
  const expanded = new Map<string, Expanded>()
  for (const definition of ordered) {
    const run = byDefinition.get(definition)
    if (run !== undefined) expanded.set(definition.name, expandRun(run, order, expanded, addExpandProblem))
  }
  return hasProblem ? undefined : [...expanded.values()].flatMap(({ instances }) => instances)
}

function expandRun(
  run: ResolvedRun,
  order: RunOrder,
  earlier: ReadonlyMap<string, Expanded>,
  addProblem: AddRunProblem,
): Expanded {
  const { definition } = run
  const findPartners = listNeeds(definition, earlier).map((need) => createPairing(need, run, earlier))
  const inputRun = findInputRun(definition, earlier)
  const instances = listCombinations(run, order).map((values) => {
    const label = { name: definition.name, values }
    const needs = findPartners.flatMap((find) => find(values))
    const inputs = inputRun === undefined ? [] : needs.filter(({ label: { name } }) => name === inputRun.value)
    return { definition, label, needs, inputFrom: inputs.length === 1 ? inputs[0] : undefined }
  })
  checkPartners(definition, instances, earlier, addProblem)
  return { run, instances }
}

/** All combinations of values: those of the last parameter change fastest. */
function listCombinations({ each }: ResolvedRun, order: RunOrder): readonly ReadonlyMap<string, string>[] {
  let combinations: readonly (readonly (readonly [string, string])[])[] = [[]]
  for (const [parameter, values] of each) {
    const listed = order === 'newest' ? listValues(values).toReversed() : listValues(values)
    combinations = combinations.flatMap((others) => listed.map((value) => [...others, [parameter, value] as const]))
  }
  return combinations.map((entries) => new Map(entries))
}

/** Finds the runs of a name that have the same values of the parameters that both have: all without such parameters. */
function createPairing(need: Placed<string>, { each }: ResolvedRun, earlier: ReadonlyMap<string, Expanded>) {
  const { run: needed, instances = [] } = earlier.get(need.value) ?? {}
  const shared = [...each.keys()].filter((parameter) => needed?.each.has(parameter))
  const toKey = (values: ReadonlyMap<string, string>) => JSON.stringify(shared.map((name) => values.get(name)))
  const byKey = Map.groupBy(instances, ({ label }) => toKey(label.values))
  return (values: ReadonlyMap<string, string>) => byKey.get(toKey(values)) ?? []
}

/** Adds a problem for the first run that finds none of a name that it needs, or more than one input. */
function checkPartners(
  definition: RunDefinition,
  instances: readonly RunInstance[],
  earlier: ReadonlyMap<string, Expanded>,
  addProblem: AddRunProblem,
): void {
  const input = findInputRun(definition, earlier)
  for (const { value, line } of listNeeds(definition, earlier)) {
    const isInput = value === input?.value
    const key = `${definition.name}.${isInput ? 'input-bundle' : 'needs'}`
    const place = isInput ? input.line : line
    const countOf = ({ needs }: RunInstance) => needs.filter(({ label }) => label.name === value).length
    const alone = instances.find((instance) => countOf(instance) === 0)
    const many = isInput ? instances.find(({ inputFrom }) => inputFrom === undefined) : undefined
    if (alone !== undefined)
      addProblem(place, key, {
        given: formatValues(alone.label),
        expected: `\`${value}\` has no run with these values. Give both the same values, as \`each: { day: ${value} }\` does.`,
      })
    else if (many !== undefined)
      addProblem(place, key, {
        given: value,
        expected:
          `An input is one bundle, and ${countOf(many)} runs of \`${value}\` are before this run. ` +
          `Give it the same \`each\`, or name \`${value}\` in \`needs\` only.`,
      })
  }
}

const formatValues = ({ values }: RunLabel) =>
  [...values].map(([parameter, value]) => `${parameter}=${value}`).join(', ')
