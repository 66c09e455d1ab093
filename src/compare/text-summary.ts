import { isAscii } from 'node:buffer'
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
 * Counts nulls and different values of a column of texts. Disdat stores texts as they are when every value is a text,
 * and otherwise each value as `json.dumps` writes it: `null` for None, `NaN` for a missing number. So a text `null` is
 * a null only where the column shows which of the two it is: with other than JSON texts, it is a text; with only JSON
 * texts and a quoted string among them, it is a null; with only JSON texts and no quoted string, it is unknown.
 */
export class TextSummary {
  readonly #distinct = new DistinctCounter<string>()
  #canBeJson = true
  #hasJsonString = false
  #nulls = 0

  /** Adds a text in UTF-8, which must be valid. */
  add(text: Buffer): void {
    if (!this.#canBeJson && !this.#distinct.isOpen) return
    if (this.#distinct.isOpen) this.#distinct.add(createKey(text))
    if (!this.#canBeJson) return
    if (isJsonString(text)) this.#hasJsonString = true
    else if (isJsonNull(text)) this.#nulls++
    else if (!isJsonContainer(text) && !isJsonScalar(text)) this.#canBeJson = false
  }

  /** Undefined where it is unknown whether `null` and `NaN` are texts. */
  get nulls(): number | undefined {
    if (!this.#canBeJson || this.#nulls === 0) return 0
    return this.#hasJsonString ? this.#nulls : undefined
  }

  /** Undefined where the number of nulls is, which do not count. */
  get distinct(): DistinctCount | undefined {
    const { nulls } = this
    return nulls === undefined ? undefined : this.#distinct.count(nulls > 0 ? jsonNulls : [])
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

/** `json.dumps` escapes all characters outside of ASCII. */
function isJsonString(text: Buffer): boolean {
  if (!isAscii(text)) return false
  if (text.length > maxParsedBytes) return isEnclosed(text, '""')
  return text[0] === quote && typeof parseJson(text.toString()) === 'string'
}

function isJsonContainer(text: Buffer): boolean {
  return (isEnclosed(text, '{}') || isEnclosed(text, '[]')) && isAscii(text)
}

function isJsonScalar(text: Buffer): boolean {
  return text.length <= maxParsedBytes && jsonScalar.test(text.toString())
}

function isJsonNull(text: Buffer): boolean {
  return text.length <= 4 && jsonNulls.includes(text.toString())
}

function isEnclosed(text: Buffer, brackets: '""' | '{}' | '[]'): boolean {
  return text[0] === brackets.charCodeAt(0) && text.at(-1) === brackets.charCodeAt(1)
}
