import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml'

/** Reports what JSON cannot hold as it is written: the text, what is wrong, and its node. */
export type RefuseNode = (given: string, expected: string, node: unknown) => void

const missingValue = 'An item of a list or map has no value. Write `null` or `""`.'

/** The fault of a text with a lone surrogate, which UTF-8 cannot hold. */
const notText = 'Half of a surrogate pair, such as `\\ud800`, is not text. Remove it.'

/**
 * Formats a node of YAML 1.2 as JSON, so that each value arrives as it is written. Numbers keep their text, because a
 * JavaScript number would round them. Calls `refuse` for what has no exact form: infinity, a number with a leading zero
 * (which is octal in YAML 1.1), half of a surrogate pair, an item without a value, and a key that is not a text or is
 * given twice.
 */
export function formatExactJson(node: unknown, refuse: RefuseNode): string {
  if (isSeq(node)) return `[${node.items.map((item) => formatExactJson(item, refuse)).join(',')}]`
  if (isMap(node)) return formatMap(node, refuse)
  if (!isScalar(node) || !hasValue(node)) refuse('', missingValue, node)
  else if (typeof node.value === 'number') return formatNumber(node, refuse)
  else if (typeof node.value === 'string' && !node.value.isWellFormed()) refuse(node.value, notText, node)
  else return JSON.stringify(node.value)
  return ''
}

/** An empty text in quotes is a value. */
const hasValue = ({ source, value }: Scalar) => value !== null || source !== ''

function formatMap(map: YAMLMap, refuse: RefuseNode): string {
  const members = new Map<string, string>()
  for (const { key, value } of map.items) {
    const name = isScalar(key) && hasValue(key) ? String(key.source ?? key.value) : undefined
    if (name === undefined) refuse('', 'A key of a map is a text, such as `day` or `"2026-01-05"`.', key)
    else if (name === '<<' && isScalar(key) && key.type === 'PLAIN')
      refuse(name, 'YAML merges are not supported. Write all keys.', key)
    else if (!name.isWellFormed()) refuse(name, notText, key)
    else if (members.has(name)) refuse(name, 'This key is given twice. Give it once.', key)
    else if (value === null) refuse(name, missingValue, key)
    else members.set(name, formatExactJson(value, refuse))
  }
  return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`
}

/** https://yaml.org/spec/1.2.2/#1032-tag-resolution */
const decimal = /^([-+]?)(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/

function formatNumber(node: Scalar, refuse: RefuseNode): string {
  const text = node.source ?? String(node.value)
  const inQuotes = 'Write it in quotes if it is a text'
  if (/^0[xo]/.test(text)) return BigInt(text).toString()
  if (!Number.isFinite(node.value)) {
    refuse(text, `JSON, in which lists and maps reach the pipe, has no such number. ${inQuotes}.`, node)
    return ''
  }
  const [, sign = '', whole = '', fraction, exponent = ''] = decimal.exec(text) ?? []
  if (/^0\d/.test(whole)) {
    refuse(
      text,
      `A leading zero means octal in YAML 1.1 and nothing in YAML 1.2. ${inQuotes}, or without the zero.`,
      node,
    )
    return ''
  }
  const point = fraction === undefined ? '' : `.${fraction || '0'}`
  return `${sign === '-' ? '-' : ''}${whole || '0'}${point}${exponent}`
}
