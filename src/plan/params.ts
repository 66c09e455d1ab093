import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import { valueLimit } from '../action/input-parsers.ts'
import type { Parsed } from '../action/input-reader.ts'
import { isIdentifier } from '../disdat/names.ts'

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
  if (!isIdentifier(name))
    faults.push({
      given: name,
      expected: `The name of a parameter is a Python identifier: letters, digits and \`_\`${place}.`,
    })
  else if (value === '') faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` })
  else if (value.includes('\0'))
    faults.push({
      given: name,
      expected: `Parameter \`${name}\` contains a NUL character, which a command line cannot carry.`,
    })
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
  const value = new Map<string, string>()
  const faults: Faults = []
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  for (const error of document.errors) {
    const { line, col } = lineCounter.linePos(error.pos[0])
    faults.push({
      given: text.split('\n')[line - 1] ?? '',
      expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
    })
  }
  visit(document, {
    Alias: (_, { source, range }) => {
      const expected = `YAML references are not supported (line ${lineCounter.linePos(range?.[0] ?? 0).line}). Write the value.`
      faults.push({ given: `*${source}`, expected })
    },
  })
  if (faults.length > 0 || document.contents === null) return { value, faults }
  if (!isMap(document.contents)) {
    return {
      value,
      faults: [{ given: text, expected: 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
    }
  }
  for (const pair of document.contents.items) {
    const name = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : ''
    const at = isScalar(pair.key) ? pair.key.range?.[0] : undefined
    addParam(
      value,
      faults,
      name,
      formatParam(pair.value),
      at === undefined ? '' : ` (line ${lineCounter.linePos(at).line})`,
    )
  }
  return { value, faults }
}

function formatParam(node: unknown): string {
  return isScalar(node) ? formatScalar(node) : isMap(node) || isSeq(node) ? toJson(node) : ''
}

const formatScalar = ({ source, value }: Scalar) => source ?? String(value ?? '')

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Formats a node as JSON. Numbers are copied as text, because a JavaScript number would round a long id. */
function toJson(node: unknown): string {
  if (isSeq(node)) return `[${node.items.map(toJson).join(',')}]`
  if (isMap(node)) return `{${node.items.map(({ key, value }) => `${toJsonKey(key)}:${toJson(value)}`).join(',')}}`
  if (!isScalar(node)) return 'null'
  const isNumber = typeof node.value === 'number' && jsonNumber.test(formatScalar(node))
  return isNumber ? formatScalar(node) : JSON.stringify(node.value)
}

const toJsonKey = (key: unknown) => JSON.stringify(formatParam(key))
