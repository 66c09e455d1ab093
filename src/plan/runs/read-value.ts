import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml'
import { readParamMap } from '../params.ts'
import type { YamlText } from '../yaml-text.ts'
import type { RunFault } from './run-definition.ts'
import type { KeyForm } from './run-keys.ts'

/** Reports what is wrong with the value that is being read. */
type Refuse = (fault: RunFault) => void

/** A scalar as it is written: `1.0` and `0x10` stay. Empty for none and for `null`; undefined for a list or a map. */
export function readScalar(node: unknown): string | undefined {
  if (node === null || node === undefined) return ''
  if (!isScalar(node)) return undefined
  return node.value === null ? '' : (node.source ?? String(node.value))
}

/**
 * Reads the value of a key as the text that the runner would pass: a text as it is, a list as lines, a map of tags as
 * `key:value` lines, of variables as `NAME=value` lines, and of parameters as YAML.
 */
export function readKeyValue(node: unknown, form: KeyForm, yaml: YamlText, refuse: Refuse): string | undefined {
  const text = readScalar(node)
  if (text !== undefined) return text
  if (form === 'params' && isMap(node)) return readParams(node, yaml, refuse)
  if (isSeq(node) && form !== 'text' && form !== 'params')
    return readLines(node.items.map(readScalar), 'A list has one text an item.', refuse)
  if (isMap(node) && form === 'tags') return readPairs(node, ':', refuse)
  if (isMap(node) && form === 'variables') return readPairs(node, '=', refuse)
  refuse({ expected: expectedForms[form] })
  return undefined
}

const expectedForms: Readonly<Record<KeyForm, string>> = {
  text: 'Write a text.',
  lines: 'Write a text, or a list of texts.',
  tags: 'Write `key:value` lines, a list of them, or a map.',
  variables: 'Write `NAME=value` lines, a list of them, or a map.',
  params: 'Write a map (`name: value`, one a line), or `--name value` pairs.',
}

/** A line must not be empty or a comment: the input would leave it out. */
const isLine = (text: string | undefined) => text !== undefined && /^\s*[^\s#]/.test(text) && !/[\r\n]/.test(text)

function readLines(lines: readonly (string | undefined)[], expected: string, refuse: Refuse): string | undefined {
  const wrong = lines.filter((line) => !isLine(line))
  if (wrong.length === 0) return lines.join('\n')
  const advice = 'It is not empty, has no line break and does not begin with `#`.'
  refuse({ expected: `${expected} ${advice}`, given: wrong[0] })
  return undefined
}

function readPairs(map: YAMLMap, separator: ':' | '=', refuse: Refuse): string | undefined {
  const lines = map.items.map((pair) => readPair(pair, separator))
  return readLines(lines, `A map has one text a key, and a key has no \`${separator}\`.`, refuse)
}

/** A variable without a value gets the runner's own, as with the input `env`. */
function readPair({ key, value: node }: Pair, separator: ':' | '='): string | undefined {
  const [name, value] = [readScalar(key), readScalar(node)]
  if (!name || name.includes(separator) || value === undefined) return undefined
  const hasValue = isScalar(node) && node.value !== null
  return separator === '=' && !hasValue ? name : `${name}${separator}${value}`
}

/** Parameters become JSON, in which each value is the text that the pipe gets. */
function readParams(map: YAMLMap, yaml: YamlText, refuse: Refuse): string | undefined {
  const { value, faults } = readParamMap(map, yaml)
  for (const fault of faults) refuse(fault)
  return faults.length > 0 ? undefined : JSON.stringify(Object.fromEntries(value))
}
