/**
 * A strict reader of the XML that S3 sends: elements and text. Responses with comments, CDATA, processing instructions
 * or a document type are not from S3.
 */
import type { ListEntry } from './store.ts'

/** A response that is not XML, or not XML as S3 sends it. */
export class InvalidXmlError extends Error {
  override readonly name = 'InvalidXmlError'
}

/** A page of a listing, folders first. */
export interface ListPage {
  readonly entries: readonly ListEntry[]
  readonly isTruncated: boolean
  /** The continuation token of the next page. */
  readonly next: string | undefined
}

/** The body of an error. */
export interface S3ErrorBody {
  readonly code: string
  readonly message: string
  readonly region: string | undefined
}

/** `<?xml version="1.0" encoding="UTF-8"?>`, optional before the root. */
const declaration = /^\uFEFF?\s*<\?xml\s[^<>]*\?>/
const maxDeclaration = 200
/** Nested elements: more than in any response of S3. */
const maxDepth = 8

/**
 * Parses a ListBucketResult. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html Throws
 * InvalidXmlError.
 */
export function parseListPage(xml: string): ListPage {
  const [folders, objects]: [ListEntry[], ListEntry[]] = [[], []]
  let isTruncated = false
  let next: string | undefined
  let [key, size, etag] = ['', 0, '']
  readElements(xml, 'ListBucketResult', (path, text) => {
    switch (path) {
      case '/Contents/Key':
        key = copyText(text)
        break
      case '/Contents/Size':
        size = Number(text)
        break
      case '/Contents/ETag':
        etag = copyText(text.replaceAll('"', ''))
        break
      case '/Contents':
        if (!Number.isSafeInteger(size) || size < 0) throw new InvalidXmlError('an object has no size')
        if (key !== '') objects.push({ kind: 'object', key, size, etag })
        ;[key, size, etag] = ['', 0, '']
        break
      case '/CommonPrefixes/Prefix':
        if (text !== '') folders.push({ kind: 'folder', prefix: copyText(text) })
        break
      case '/IsTruncated':
        isTruncated = text === 'true'
        break
      case '/NextContinuationToken':
        next = copyText(text)
        break
    }
  })
  return { entries: [...folders, ...objects], isTruncated, next }
}

/** V8 keeps a whole page in memory for as long as a slice of its text is used: a listing outlives its pages. */
const copyText = (slice: string) => Buffer.from(slice).toString()

/** Parses an Error; undefined for anything else. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function parseErrorBody(xml: string): S3ErrorBody | undefined {
  const fields = new Map<string, string>()
  try {
    readElements(xml, 'Error', (path, text) => void fields.set(path, text))
  } catch (error) {
    if (error instanceof InvalidXmlError) return undefined
    throw error
  }
  return { code: fields.get('/Code') ?? '', message: fields.get('/Message') ?? '', region: fields.get('/Region') }
}

/** Calls `onEnd` at the end of every element below the root, with its path (`/Contents/Key`) and its own text. */
function readElements(xml: string, root: string, onEnd: (path: string, text: string) => void): void {
  /** For each open element, the length of the path of its parent. */
  const ends: number[] = []
  let path = ''
  let at = declaration.exec(xml.slice(0, maxDeclaration))?.[0].length ?? 0
  for (;;) {
    const open = xml.indexOf('<', at)
    const close = xml.indexOf('>', open)
    if (open < 0 || close < 0) throw new InvalidXmlError('the response is cut off')
    const text = xml.slice(at, open)
    if (xml.charAt(open + 1) === '/') {
      const begin = ends.pop() ?? 0
      if (path.slice(begin + 1) !== xml.slice(open + 2, close).trimEnd())
        throw new InvalidXmlError('an element is not closed')
      if (ends.length === 0) break
      onEnd(path.slice(root.length + 1), decodeEntities(text))
      path = path.slice(0, begin)
    } else {
      const isEmpty = xml.charAt(close - 1) === '/'
      const name = parseTagName(xml.slice(open + 1, isEmpty ? close - 1 : close))
      if (ends.length === 0 && name !== root) throw new InvalidXmlError(`the response is not a ${root}`)
      if (ends.length >= maxDepth) throw new InvalidXmlError('the response is too deep')
      if (!isEmpty) {
        ends.push(path.length)
        path += `/${name}`
      } else if (ends.length === 0) break
      else onEnd(`${path.slice(root.length + 1)}/${name}`, '')
    }
    at = close + 1
  }
}

/** The name in `Name xmlns="…"`. The attributes are checked and ignored. */
function parseTagName(tag: string): string {
  const [, name] = /^([A-Za-z][A-Za-z0-9]*)(?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*$/.exec(tag) ?? []
  if (name === undefined) throw new InvalidXmlError('the response is not XML of S3')
  return name
}

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const char = entities.get(name) ?? parseCharacterReference(name)
    if (char === undefined || !whole.endsWith(';')) throw new InvalidXmlError('the response has an unknown entity')
    return char
  })
}

/** The character that `#65` or `#x41` stands for. */
function parseCharacterReference(reference: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference) ?? []
  const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
