import { createHash } from 'node:crypto'
import { parseJson } from '../lib/json.ts'
import { type DistinctCount, DistinctCounter } from './distinct-counter.ts'

/** Longer texts count as JSON by their first and last byte alone, and are not decoded; in bytes. */
const maxParsedBytes = 64 * 1024

/** Longer texts are distinguished by their MD5, so that memory does not grow with the data; in bytes. */
const maxKeyBytes = 64

const jsonScalar = /^(?:null|NaN|-?Infinity|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const jsonNulls = ['null', 'NaN']
const quote = '"'.charCodeAt(0)

/**
 * Counts nulls and different values of a column of texts. Disdat stores None, and columns of mixed types, as JSON
 * texts. A column counts as JSON when every text is JSON and at least one is not a JSON string, because Disdat would
 * have stored strings alone as they are. Texts that happen to look like this count as JSON too.
 */
export class TextSummary {
  readonly #distinct = new DistinctCounter<string>()
  #canBeJson = true
  #hasJsonValue = false
  #nulls = 0

  /** Adds a text in UTF-8, which must be valid. */
  add(text: Buffer): void {
    if (!this.#canBeJson && !this.#distinct.isOpen) return
    if (this.#distinct.isOpen) this.#distinct.add(createKey(text))
    if (!this.#canBeJson) return
    if (isJsonString(text)) return
    if (isJsonNull(text)) this.#nulls++
    else if (!isJsonContainer(text) && !isJsonScalar(text)) this.#canBeJson = false
    this.#hasJsonValue = true
  }

  get nulls(): number {
    return this.#isJson ? this.#nulls : 0
  }

  get distinct(): DistinctCount {
    return this.#distinct.count(this.#isJson ? jsonNulls : [])
  }

  get #isJson(): boolean {
    return this.#canBeJson && this.#hasJsonValue
  }
}

function createKey(text: Buffer): string {
  if (text.length <= maxKeyBytes) return text.toString()
  // Longer than any short text, so that no short text has the same key.
  return createHash('md5')
    .update(text)
    .digest('hex')
    .padEnd(maxKeyBytes + 1)
}

function isJsonString(text: Buffer): boolean {
  if (text.length > maxParsedBytes) return isEnclosed(text, '""')
  return text[0] === quote && typeof parseJson(text.toString()) === 'string'
}

function isJsonContainer(text: Buffer): boolean {
  return isEnclosed(text, '{}') || isEnclosed(text, '[]')
}

function isJsonScalar(text: Buffer): boolean {
  return text.length <= maxParsedBytes && jsonScalar.test(text.toString())
}

function isJsonNull(text: Buffer): boolean {
  return text.length <= 4 && jsonNulls.includes(text.toString())
}

function isEnclosed(text: Buffer, brackets: '""' | '{}' | '[]'): boolean {
  return text.length > 1 && text[0] === brackets.charCodeAt(0) && text.at(-1) === brackets.charCodeAt(1)
}
