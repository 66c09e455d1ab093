import { isMap, type Pair } from 'yaml'
import type { InputProblem } from '../../action/input-problems.ts'
import { findBundleNameProblem } from '../../disdat/names.ts'
import { readScalar } from '../runs/read-value.ts'
import { type AddRunProblem, createAddRunProblem, type RunFault } from '../runs/run-definition.ts'
import { parseYamlText, type YamlText } from '../yaml-text.ts'
import type { Expectation } from './expectation.ts'
import { type ConditionTexts, conditionKeys, parseConditions } from './parse-conditions.ts'

/** The most characters of `expect`, and the most bundles in it. */
const maxExpectLength = 64 * 1024
const maxExpectations = 200

interface ReadContext {
  readonly yaml: YamlText
  readonly addProblem: AddRunProblem
}

/**
 * Reads the expectations of `expect`: a YAML map of bundle names to conditions. Each thing that is wrong becomes a
 * problem with its line, such as `expect, line 2, orders.daily.by`, and its expectation is left out.
 */
export function readExpectations(text: string, problems: InputProblem[]): readonly Expectation[] {
  const addProblem = createAddRunProblem('expect', problems)
  const refuse = (expected: string, given?: string) => {
    addProblem(undefined, undefined, { expected, given })
    return []
  }
  if (text.length > maxExpectLength) return refuse(`It has at most ${maxExpectLength} characters.`)
  const yaml = parseYamlText(text)
  for (const fault of yaml.faults) addProblem(undefined, undefined, fault)
  if (yaml.faults.length > 0) return []
  const { contents } = yaml
  if (!isMap(contents) || contents.items.length === 0)
    return refuse('Write a YAML map of bundle names to conditions, such as `orders: { max-age: 26h }`.', text.trim())
  if (contents.items.length > maxExpectations) return refuse(`It has at most ${maxExpectations} bundles.`)
  return contents.items.flatMap((pair) => readExpectation(pair, { yaml, addProblem }) ?? [])
}

function readExpectation({ key, value }: Pair, { yaml, addProblem }: ReadContext): Expectation | undefined {
  const name = readScalar(key) ?? ''
  const line = yaml.findLine(key) ?? 1
  const problem = findBundleNameProblem(name)
  if (problem !== undefined) {
    addProblem(line, undefined, { expected: `The name of a bundle ${problem}.`, given: name })
    return undefined
  }
  if (!isMap(value)) {
    const expected = `Write a map of conditions (${conditionKeys.join(', ')}).`
    addProblem(line, name, { expected, given: readScalar(value) })
    return undefined
  }
  let isValid = true
  const lines = new Map<string, number>()
  const refuse = (condition: string | undefined, fault: RunFault) => {
    isValid = false
    const place = condition === undefined ? name : `${name}.${condition}`
    addProblem(lines.get(condition ?? '') ?? line, place, fault)
  }
  const texts = readTexts(value.items, (condition, node) => lines.set(condition, yaml.findLine(node) ?? line))
  const conditions = parseConditions(texts, refuse)
  return isValid ? { name, ...conditions } : undefined
}

/** The conditions as they are written; undefined for a list or a map. */
function readTexts(pairs: readonly Pair[], place: (condition: string, node: unknown) => void): ConditionTexts {
  return new Map(
    pairs.map(({ key, value }) => {
      const condition = readScalar(key) ?? ''
      place(condition, key)
      return [condition, readScalar(value)?.trim()]
    }),
  )
}
