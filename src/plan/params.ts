import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml'
import { findArgumentProblem, valueLimit } from '../action/input-parsers.ts'
import type { Parsed } from '../action/input-reader.ts'
import { isIdentifier } from '../disdat/names.ts'
import { formatExactJson } from './yaml-json.ts'
import { parseYamlText, type YamlText } from './yaml-text.ts'

type Faults = { given: string; expected: string }[]

/**
 * Parses the pipe's parameters: a YAML map, or `--name value` pairs with quotes as in a shell. Values keep their text
 * (`010` stays `010`). A YAML list or map as a value becomes JSON, which luigi's List and Dict parameters read.
 */
export function parseParams(text: string): Parsed<ReadonlyMap<string, string>> {
  return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text)
}

const emptyValue =
  'has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with `--`).'

function addParam(params: Map<string, string>, faults: Faults, name: string, value: string, place: string): void {
  const problem = findArgumentProblem(value)
  if (!isIdentifier(name))
    faults.push({
      given: name,
      expected: `The name of a parameter is a Python identifier: letters, digits and \`_\`${place}.`,
    })
  else if (value === '') faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` })
  else if (problem !== undefined) faults.push({ given: name, expected: `Parameter \`${name}\` ${problem}.` })
  else if (value.length > valueLimit)
    faults.push({ given: name, expected: `Parameter \`${name}\` has more than ${valueLimit} characters.` })
  else if (params.has(name))
    faults.push({ given: name, expected: `Parameter \`${name}\` is given twice. Give it once.` })
  else params.set(name, value)
}

function parsePairs(text: string): Parsed<ReadonlyMap<string, string>> {
  const value = new Map<string, string>()
  const faults: Faults = []
  const words = splitWords(text)
  if (words === undefined) return { value, faults: [{ given: text, expected: 'A quote is not closed.' }] }
  for (let at = 0; at < words.length; at += 1) {
    const flag = words[at] ?? ''
    if (!flag.startsWith('--')) {
      faults.push({
        given: flag,
        expected:
          'Expected `--name` here. Write `--name value` pairs, with quotes around a value that contains spaces.',
      })
      continue
    }
    const next = words[at + 1] ?? ''
    const isValue = !next.startsWith('--')
    addParam(value, faults, flag.slice(2), isValue ? next : '', '')
    if (isValue) at += 1
  }
  return { value, faults }
}

const wordPieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs

/**
 * Splits words with quotes as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined
 * when a quote is not closed.
 */
function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let open = false
  for (const [piece, single, double, unclosed] of text.matchAll(wordPieces)) {
    if (unclosed !== undefined) return undefined
    const isSpace = /^\s/.test(piece)
    const plain = single ?? double?.replace(/\\(["\\])/g, '$1') ?? piece
    if (!isSpace) words.push(open ? `${words.pop()}${plain}` : plain)
    open = !isSpace
  }
  return words
}

function parseYamlMap(text: string): Parsed<ReadonlyMap<string, string>> {
  const yaml = parseYamlText(text)
  const { contents, faults } = yaml
  if (faults.length > 0 || contents === null) return { value: new Map(), faults }
  if (isMap(contents)) return readParamMap(contents, yaml)
  return {
    value: new Map(),
    faults: [{ given: text, expected: 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
  }
}

/** Reads the parameters of a map that is a part of `yaml`. Faults name lines of the whole text. */
export function readParamMap(
  { items }: YAMLMap,
  { faults, findLine, refuse }: YamlText,
): Parsed<ReadonlyMap<string, string>> {
  const value = new Map<string, string>()
  const earlier = faults.length
  for (const { key, value: node } of items) {
    const name = isScalar(key) ? String(key.source ?? key.value) : ''
    const count = faults.length
    const formatted =
      isMap(node) || isSeq(node) ? formatExactJson(node, refuse) : isScalar(node) ? formatScalar(node) : ''
    const line = findLine(key)
    if (faults.length === count) addParam(value, faults, name, formatted, line ? ` (line ${line})` : '')
  }
  return { value, faults: faults.slice(earlier) }
}

const formatScalar = ({ source, value }: Scalar) => source ?? String(value)
