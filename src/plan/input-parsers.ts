import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import type { Parsed } from '../action/input-reader.ts'
import { isIdentifier } from '../disdat/names.ts'

type Faults = { given: string; expected: string }[]

/** The largest value of one parameter, tag or variable, in characters. Batch takes 30 KiB for a whole request. */
export const valueLimit = 8192

const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))

/** `key:value`, one a line; the value may hold `:`. Keys that match `reserved` are Disdat's own and are refused. */
export function parseTags(text: string, reserved?: RegExp): Parsed<ReadonlyMap<string, string>> {
  const value = new Map<string, string>()
  const faults: Faults = []
  for (const { line } of lines(text)) {
    const [, key = '', tag = ''] = /^([^:]*):(.*)$/s.exec(line) ?? []
    const expected =
      faultInPair(key.trim(), tag.trim(), value) ?? (reserved?.test(key.trim()) ? reservedTag : undefined)
    if (expected !== undefined) faults.push({ given: line, expected })
    else value.set(key.trim(), tag.trim())
  }
  return { value, faults }
}

const reservedTag = 'Disdat sets this tag itself: choose another key.'

function faultInPair(key: string, value: string, taken: ReadonlyMap<string, unknown>): string | undefined {
  if (key === '' || value === '') return 'Give one `key:value` a line, neither side empty.'
  if (control.test(key) || control.test(value)) return 'Control characters are not allowed in tags.'
  if (/^-|\s/.test(key)) return 'A key has no spaces, and no `-` in front: Disdat takes that for an option.'
  if (value.length > valueLimit) return `A value is at most ${valueLimit} characters long.`
  if (taken.has(key)) return 'This key stands twice: give it once.'
  return undefined
}

/** Files, folders and patterns of the workspace, one a line. That they lead nowhere else is seen again when they are looked up. */
export function parsePaths(text: string): Parsed<readonly string[]> {
  const value: string[] = []
  const faults: Faults = []
  if (text.length > valueLimit)
    return {
      value,
      faults: [{ given: text, expected: `At most ${valueLimit} characters: use a folder or a pattern.` }],
    }
  for (const { line } of lines(text)) {
    const expected = faultInPath(line)
    if (expected === undefined) value.push(line)
    else faults.push({ given: line, expected })
  }
  return { value, faults }
}

/** What is said of a path that leads elsewhere. */
export const outsideWorkspace = 'Only what is in the workspace can be named, and without `..`.'

function faultInPath(line: string): string | undefined {
  if (control.test(line)) return 'Control characters are not allowed in paths.'
  if (line.startsWith('!') && !line.startsWith('!('))
    return 'Nothing can be taken out again: name what is wanted. A file of such a name is `./!…`.'
  if (line.split('/').includes('..')) return outsideWorkspace
  return undefined
}

const control = /[\p{Cc}\p{Zl}\p{Zp}]/u

/**
 * The pipe's parameters: a YAML map, or `--name value` pairs with shell-like quotes. Values keep the text that was written
 * (`010` stays `010`); a YAML list or map as a value becomes JSON, which is what luigi's List and Dict parameters read.
 */
export function parseParams(text: string): Parsed<ReadonlyMap<string, string>> {
  return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text)
}

const emptyValue =
  'has an empty value. Disdat expects every parameter to have one: leave the parameter out, or give it a value (in a YAML map if it begins with `--`).'

function addParam(params: Map<string, string>, faults: Faults, name: string, value: string, place: string): void {
  if (!isIdentifier(name))
    faults.push({ given: name, expected: `A parameter's name is a Python one: letters, digits and \`_\`${place}.` })
  else if (value === '') faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` })
  else if (value.includes('\0'))
    faults.push({
      given: name,
      expected: `Parameter \`${name}\` holds a NUL character, which no command line can carry.`,
    })
  else if (value.length > valueLimit)
    faults.push({ given: name, expected: `Parameter \`${name}\` is over ${valueLimit} characters long.` })
  else if (params.has(name)) faults.push({ given: name, expected: `Parameter \`${name}\` stands twice: give it once.` })
  else params.set(name, value)
}

function parsePairs(text: string): Parsed<ReadonlyMap<string, string>> {
  const value = new Map<string, string>()
  const faults: Faults = []
  const words = splitWords(text)
  if (words === undefined) return { value, faults: [{ given: text, expected: 'A quote is opened and never closed.' }] }
  for (let at = 0; at < words.length; at += 1) {
    const flag = words[at] ?? ''
    if (!flag.startsWith('--')) {
      faults.push({
        given: flag,
        expected: 'Expected `--name` here: give `--name value` pairs, with quotes round a value that has spaces.',
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

const pieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs

/** Words with quotes, as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined where a quote is not closed. */
function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let open = false
  for (const [piece, single, double, unclosed] of text.matchAll(pieces)) {
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
      const expected = `References are not read (line ${lineCounter.linePos(range?.[0] ?? 0).line}): write the value out.`
      faults.push({ given: `*${source}`, expected })
    },
  })
  if (faults.length > 0 || document.contents === null) return { value, faults }
  if (!isMap(document.contents)) {
    return {
      value,
      faults: [{ given: text, expected: 'Give a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
    }
  }
  for (const pair of document.contents.items) {
    const name = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : ''
    const at = isScalar(pair.key) ? pair.key.range?.[0] : undefined
    addParam(
      value,
      faults,
      name,
      paramText(pair.value),
      at === undefined ? '' : ` (line ${lineCounter.linePos(at).line})`,
    )
  }
  return { value, faults }
}

function paramText(node: unknown): string {
  return isScalar(node) ? scalarText(node) : isMap(node) || isSeq(node) ? jsonOf(node) : ''
}

const scalarText = ({ source, value }: Scalar) => source ?? String(value ?? '')

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** A node as JSON. Numbers are copied, not computed: a JavaScript number would round a long id. */
function jsonOf(node: unknown): string {
  if (isSeq(node)) return `[${node.items.map(jsonOf).join(',')}]`
  if (isMap(node)) return `{${node.items.map(({ key, value }) => `${jsonKey(key)}:${jsonOf(value)}`).join(',')}}`
  if (!isScalar(node)) return 'null'
  const isNumber = typeof node.value === 'number' && jsonNumber.test(scalarText(node))
  return isNumber ? scalarText(node) : JSON.stringify(node.value)
}

const jsonKey = (key: unknown) => JSON.stringify(paramText(key))

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/
const credential =
  /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CONFIG_FILE|SHARED_CREDENTIALS_FILE|PROFILE)$/

/** `NAME` (the runner's own value is passed on) or `NAME=value`, one a line. Credentials are refused: they reach the container as files. */
export function parseEnv(text: string): Parsed<ReadonlyMap<string, string | undefined>> {
  const value = new Map<string, string | undefined>()
  const faults: Faults = []
  for (const { line, number } of lines(text)) {
    const at = line.indexOf('=')
    const name = at < 0 ? line : line.slice(0, at)
    // The value is not repeated: people put secrets here. What is no name may be a secret's second line.
    const given = at < 0 ? line : `${name}=…`
    if (!variableName.test(name))
      faults.push({
        given: '…',
        expected: `Line ${number} is not shown, it may be a secret. Give \`NAME\` or \`NAME=value\`, one a line; a name is letters, digits and \`_\`.`,
      })
    else if (credential.test(name))
      faults.push({
        given,
        expected:
          'Credentials never travel in the environment: the pipe already has this step’s own, from a file. Remove the line.',
      })
    else if (value.has(name)) faults.push({ given, expected: 'This variable stands twice: give it once.' })
    else value.set(name, at < 0 ? undefined : line.slice(at + 1))
  }
  return { value, faults }
}

/** Ids, separated by commas, blanks or line breaks; one that stands twice counts once. */
export function parseIds(text: string, pattern: RegExp, expected: string): Parsed<readonly string[]> {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  const faults = words.filter((word) => !pattern.test(word)).map((given) => ({ given, expected }))
  return { value: [...new Set(words.filter((word) => pattern.test(word)))], faults }
}
