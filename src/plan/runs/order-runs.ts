import type { AddRunProblem, Placed, RunDefinition } from './run-definition.ts'

/** The run whose output is the input of a definition, by name; undefined when its input is a bundle. */
export const findInputRun = (
  { inputs }: RunDefinition,
  byName: ReadonlyMap<string, unknown>,
): Placed<string> | undefined => {
  const bundle = inputs.get('input-bundle')
  return bundle !== undefined && byName.has(bundle.value) ? bundle : undefined
}

/** Lists the runs before a run: those that it needs, and the run that makes its input. */
export function listNeeds(definition: RunDefinition, byName: ReadonlyMap<string, unknown>): readonly Placed<string>[] {
  const input = findInputRun(definition, byName)
  const isNamed = input === undefined || definition.needs.some(({ value }) => value === input.value)
  return isNamed ? definition.needs : [...definition.needs, input]
}

/**
 * Sorts definitions so that each comes after those that it needs, and otherwise in the order in which they are
 * written. Unknown names and cycles become problems; undefined is returned then.
 */
export function orderRuns(
  definitions: readonly RunDefinition[],
  addProblem: AddRunProblem,
): readonly RunDefinition[] | undefined {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]))
  const needs = new Map(definitions.map((definition) => [definition.name, listNeeds(definition, byName)]))
  if (hasUnknownNeeds(definitions, needs, addProblem)) return undefined
  const ordered = new Map<string, RunDefinition>()
  const waiting = new Map(byName)
  for (;;) {
    const next = [...waiting.values()].find(({ name }) => needs.get(name)?.every(({ value }) => ordered.has(value)))
    if (next === undefined) break
    waiting.delete(next.name)
    ordered.set(next.name, next)
  }
  if (waiting.size === 0) return [...ordered.values()]
  addCycleProblem(waiting, needs, addProblem)
  return undefined
}

type Needs = ReadonlyMap<string, readonly Placed<string>[]>

function hasUnknownNeeds(definitions: readonly RunDefinition[], needs: Needs, addProblem: AddRunProblem): boolean {
  let isUnknown = false
  for (const { name } of definitions)
    for (const { value, line } of needs.get(name) ?? []) {
      if (needs.has(value)) continue
      isUnknown = true
      const allowed = [...needs.keys()].filter((other) => other !== name)
      addProblem(line, `${name}.needs`, { expected: 'No run has this name.', given: value, allowed })
    }
  return isUnknown
}

/** Each waiting run needs another one, so that following them leads into a cycle. */
function addCycleProblem(waiting: ReadonlyMap<string, RunDefinition>, needs: Needs, addProblem: AddRunProblem): void {
  const path: Placed<string>[] = []
  let name = [...waiting.keys()][0] ?? ''
  while (!path.some(({ value }) => value === name)) {
    const need = needs.get(name)?.find(({ value }) => waiting.has(value))
    if (need === undefined) return
    path.push({ value: name, line: need.line })
    name = need.value
  }
  const cycle = path.slice(path.findIndex(({ value }) => value === name))
  const [first] = cycle
  const names = [...cycle.map(({ value }) => value), name]
  addProblem(first?.line, `${name}.needs`, {
    given: names.slice(0, maxNamesShown).join(' → '),
    expected:
      cycle.length === 1 ? 'A run cannot need itself.' : 'These runs wait for each other. Remove one of the needs.',
  })
}

const maxNamesShown = 20
