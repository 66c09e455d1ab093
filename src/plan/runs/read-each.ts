import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import { findArgumentProblem } from '../../action/input-parsers.ts'
import { isIdentifier } from '../../disdat/names.ts'
import type { YamlText } from '../yaml-text.ts'
import { type EachValues, parseRange } from './each-values.ts'
import { readScalar } from './read-value.ts'
import type { AddRunProblem, Placed, RunFault } from './run-definition.ts'

/** The context in which `each` is read. */
interface EachContext {
  readonly yaml: YamlText
  readonly now: Date
  readonly addProblem: AddRunProblem
  /** In front of the names of parameters in messages: `daily.each.`, or empty. */
  readonly prefix: string
  /** The line of `each` itself. */
  readonly line: number
}

/** Reports what is wrong with a parameter, which then has no values. */
type Refuse = (fault: RunFault) => undefined

/** The longest value, in characters: it is shown in every table. */
const maxValueLength = 200
/** The most parameters of one run. */
const maxParameters = 20
const forms =
  'Write a list, a range such as `1..10` or `2026-07-01..yesterday`, a map with `range`, or the name of a run.'

/** Reads the values of each parameter of `each`. Invalid values become problems, and no values. */
export function readEach(node: unknown, context: EachContext): ReadonlyMap<string, Placed<EachValues>> {
  const { yaml, addProblem, prefix, line } = context
  const each = new Map<string, Placed<EachValues>>()
  const place = prefix.replace(/\.$/, '') || undefined
  if (!isMap(node) || node.items.length === 0) {
    addProblem(line, place, { expected: 'Write a map of parameters to their values.', given: readScalar(node) })
    return each
  }
  if (node.items.length > maxParameters) {
    addProblem(line, place, { expected: `It has at most ${maxParameters} parameters.` })
    return each
  }
  for (const { key, value } of node.items) {
    const name = readScalar(key) ?? ''
    const at = yaml.findLine(key) ?? line
    const refuse: Refuse = (fault) => {
      addProblem(at, `${prefix}${name.slice(0, maxValueLength)}`, fault)
    }
    if (!isIdentifier(name))
      refuse({ expected: 'The name of a parameter is a Python identifier: letters, digits and `_`.', given: name })
    const values = readValues(value, context.now, refuse)
    each.set(name, { value: values ?? { kind: 'list', values: [] }, line: at })
  }
  return each
}

function readValues(node: unknown, now: Date, refuse: Refuse): EachValues | undefined {
  if (isSeq(node)) return readList(node, refuse)
  if (isMap(node)) return readRangeMap(node, now, refuse)
  const text = readScalar(node)?.trim() ?? ''
  const range = parseRange(text, { now })
  if (range === undefined && runName.test(text)) return { kind: 'run', name: text }
  if (range !== undefined && 'kind' in range) return range
  return refuse({ expected: range?.expected ?? forms, given: text })
}

/** The name of a run: it is part of names on Batch, and of tables. */
export const runName = /^[A-Za-z0-9][\w-]{0,63}$/

function readList({ items }: YAMLSeq, refuse: Refuse): EachValues | undefined {
  const values = new Set<string>()
  for (const item of items) {
    const value = readScalar(item)
    if (value === undefined) return refuse({ expected: 'A value is a text or a number.' })
    const expected = findValueFault(value, values)
    if (expected !== undefined) return refuse({ expected, given: value })
    values.add(value)
  }
  if (values.size === 0) return refuse({ expected: 'The list is empty. Write at least one value.' })
  return { kind: 'list', values: [...values] }
}

function findValueFault(value: string, taken: ReadonlySet<string>): string | undefined {
  if (value === '') return 'A value is not empty. Disdat has no empty parameters.'
  if (value.length > maxValueLength) return `A value has at most ${maxValueLength} characters.`
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return 'A value has no line break or other control character.'
  const problem = findArgumentProblem(value)
  if (problem !== undefined) return `The value ${problem}.`
  return taken.has(value) ? 'This value is given twice. Give it once.' : undefined
}

const rangeKeys = ['range', 'every', 'timezone']

function readRangeMap(map: YAMLMap, now: Date, refuse: Refuse): EachValues | undefined {
  const texts = new Map(map.items.map(({ key, value }) => [readScalar(key) ?? '', readScalar(value)]))
  const unknown = [...texts.keys()].find((key) => !rangeKeys.includes(key))
  if (unknown !== undefined)
    return refuse({ expected: `Allowed: ${rangeKeys.join(', ')}.`, given: unknown, allowed: rangeKeys })
  const [text = '', every, timeZone] = rangeKeys.map((key) => texts.get(key))
  const range = parseRange(text, { now, every, timeZone })
  if (range === undefined)
    return refuse({ expected: '`range` is a range, such as `2026-07-01..yesterday`.', given: text })
  if (!('kind' in range)) return refuse({ expected: range.expected, given: text })
  if (range.kind !== 'dates' && texts.size > 1)
    return refuse({ expected: '`every` and `timezone` are for ranges of dates. Remove them.', given: text })
  return range
}
