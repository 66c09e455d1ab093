import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { parseJson } from '../../lib/json.ts'
import type { ValueSink } from './value-sink.ts'

const quote = '"'.charCodeAt(0)
/** The first bytes of JSON that `json.dumps` writes: texts, containers, numbers, and words such as `null`. */
const firstBytes: ReadonlySet<number> = new Set(Buffer.from('"{[-0123456789ntfNI'))
/** What a text that is not quoted looks like if it is JSON. */
const jsonValue = /^(?:null|NaN|-?Infinity|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[[{].*[\]}])$/s
/** Longer texts are judged by their first byte. */
const maxMatchedBytes = 64

/**
 * Finds out whether all texts of a column look like JSON: Disdat stores texts as they are when every value is a text,
 * and otherwise each value as `json.dumps` writes it.
 */
export class JsonTexts {
  #isJson = true
  #hasQuoted = false

  add(text: Buffer): void {
    if (!this.#isJson) return
    if (text[0] === quote && text.length > 1 && text.at(-1) === quote) this.#hasQuoted = true
    else if (!looksLikeValue(text)) this.#isJson = false
  }

  /** Undefined if a text is not JSON. */
  get result(): { readonly hasQuoted: boolean } | undefined {
    return this.#isJson ? { hasQuoted: this.#hasQuoted } : undefined
  }
}

function looksLikeValue(text: Buffer): boolean {
  if (!firstBytes.has(text[0] ?? 0) || text[0] === quote) return false
  return text.length > maxMatchedBytes || jsonValue.test(text.toString())
}

/** Passes the value of a JSON text on, or the text of a container. Throws BundleFormatError for any other text. */
export function passJson(text: Buffer, sink: ValueSink): void {
  const json = text.toString()
  if (json === 'null' || json === 'NaN') sink.missing()
  else if (/^-?\d+$/.test(json)) sink.integer(BigInt(json))
  else if (json === 'Infinity' || json === '-Infinity') sink.number(Number(json))
  else passParsed(parseJson(json), text, sink)
}

function passParsed(value: unknown, text: Buffer, sink: ValueSink): void {
  if (value === undefined) throw new BundleFormatError('a text that is not JSON among others that are')
  if (typeof value === 'string') sink.bytes(Buffer.from(value))
  else if (typeof value === 'number') sink.number(value)
  else if (typeof value === 'boolean') sink.boolean(value)
  else sink.bytes(text)
}
