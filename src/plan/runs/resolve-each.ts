import { runLimit } from '../many-inputs.ts'
import { countValues, type EachValues } from './each-values.ts'
import type { AddRunProblem, Placed, RunDefinition, RunFault } from './run-definition.ts'

/** Values that do not refer to another run. */
export type OwnValues = Exclude<EachValues, { readonly kind: 'run' }>

/** A definition with its values; nothing is listed yet. */
export interface ResolvedRun {
  readonly definition: RunDefinition
  readonly each: ReadonlyMap<string, OwnValues>
}

/**
 * Replaces each name of a run in `each` with the values of that run. Unknown names, runs without the parameter, and
 * names that lead back to themselves become problems, and are left out.
 */
export function resolveEach(definitions: readonly RunDefinition[], addProblem: AddRunProblem): readonly ResolvedRun[] {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]))
  return definitions.map((definition) => {
    const each = new Map<string, OwnValues>()
    for (const [parameter, { value, line }] of definition.each) {
      const found = value.kind === 'run' ? followNames(parameter, value, byName) : value
      if (!('expected' in found)) each.set(parameter, found)
      else addProblem(line, `${definition.name}.each.${parameter}`, found)
    }
    return { definition, each }
  })
}

function followNames(
  parameter: string,
  from: Exclude<EachValues, OwnValues>,
  byName: ReadonlyMap<string, RunDefinition>,
): OwnValues | RunFault {
  const seen = new Set<string>()
  const given = from.name
  let values: EachValues = from
  while (values.kind === 'run') {
    const { name } = values
    if (seen.has(name))
      return { given, expected: `The values of \`${parameter}\` lead back to \`${name}\`. Write a list.` }
    seen.add(name)
    const run = byName.get(name)
    if (run === undefined)
      return {
        given,
        expected: 'This is not a list, a range such as `1..10` or `2026-07-01..yesterday`, or the name of a run.',
        allowed: [...byName.keys()],
      }
    const next: Placed<EachValues> | undefined = run.each.get(parameter)
    if (next === undefined) return { given, expected: `The run \`${name}\` has no \`${parameter}\` in its \`each\`.` }
    values = next.value
  }
  return values
}

/** The number of runs, without listing their values. */
export const countRuns = ({ each }: ResolvedRun): bigint =>
  [...each.values()].reduce((product, values) => product * countValues(values), 1n)

/** Adds a problem if there are more runs than `max-runs` allows: those that are only looked up count up to 1,000. */
export function checkRunCount(runs: readonly ResolvedRun[], maxRuns: number, addProblem: AddRunProblem): void {
  const counts = runs.map((run) => ({ run, count: countRuns(run) }))
  const total = counts.reduce((sum, { count }) => sum + count, 0n)
  const started = counts.reduce((sum, { run, count }) => (run.definition.when === 'never' ? sum : sum + count), 0n)
  if (started <= maxRuns && total <= runLimit) return
  const largest = counts.reduce((most, each) => (each.count > most.count ? each : most))
  const { name, line } = largest.run.definition
  const advice =
    total <= runLimit
      ? `Shorten a range, or set \`max-runs: ${started}\`.`
      : `Shorten a range: a step has at most ${formatBig(BigInt(runLimit))} runs.`
  addProblem(line, name, {
    given: `${formatBig(total)} runs`,
    expected: `\`max-runs\` allows ${maxRuns}. ${formatBig(largest.count)} of them are of \`${name}\`. ${advice}`,
  })
}

const formatBig = (count: bigint) => count.toLocaleString('en')
