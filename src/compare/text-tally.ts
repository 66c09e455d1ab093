import { createHash, type Hash } from 'node:crypto'
import { decodeOrThrow } from '../disdat/format/hyperframe.ts'
import { Distinct, type DistinctCount } from './distinct.ts'

/** Longer texts may come in pieces, and are told apart by their MD5; in bytes. */
export const wholeTextBytes = 64 * 1024

/** Up to so many characters a text is kept to be told from others; beyond, its MD5. */
const keptLength = 64

/** What a column of texts comes to. */
export type TextSummary = {
  readonly kind: 'texts'
  /**
   * Whether the texts are the JSON that Disdat makes of None and of columns of mixed types: all of them are JSON and not
   * all of them JSON strings, or Disdat had stored them as they are. Texts that look so by chance are taken for JSON too.
   */
  readonly isJson: boolean
  /**
   * In Unicode code points, of JSON strings without their quotes and escapes (of those longer than `wholeTextBytes`
   * without the quotes only); undefined where there are only nulls.
   */
  readonly minLength: number | undefined
  readonly maxLength: number | undefined
}

const bareJson = /^(?:null|NaN|-?Infinity|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const jsonNulls = ['null', 'NaN']
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Sees texts go by; keeps none of them but up to `maxDistinct` short ones. */
export class TextTally {
  readonly #distinct = new Distinct<string>()
  readonly #plain = new Lengths()
  readonly #inJson = new Lengths()
  #mayBeJson = true
  #hasBareJson = false
  #nulls = 0
  #long: LongText | undefined

  /** Throws BundleFormatError for what is not UTF-8. */
  add(piece: Uint8Array, isLast: boolean): void {
    if (isLast && this.#long === undefined && piece.length <= wholeTextBytes) {
      this.#see(decodeOrThrow('text', () => utf8.decode(piece)))
      return
    }
    this.#long ??= new LongText()
    this.#long.add(piece)
    if (!isLast) return
    this.#seeLong(this.#long)
    this.#long = undefined
  }

  end(): { readonly summary: TextSummary; readonly nulls: number; readonly distinct: DistinctCount } {
    const isJson = this.#mayBeJson && this.#hasBareJson
    const { min, max } = isJson ? this.#inJson : this.#plain
    return {
      summary: { kind: 'texts', isJson, minLength: min, maxLength: max },
      nulls: isJson ? this.#nulls : 0,
      distinct: this.#distinct.result(isJson ? jsonNulls : []),
    }
  }

  #see(text: string): void {
    if (this.#distinct.isOpen)
      this.#distinct.add(text.length <= keptLength ? text : longKey(createHash('md5').update(text)))
    const length = codePoints(text)
    this.#plain.add(length)
    if (!this.#mayBeJson) return
    const first = text[0]
    if (first === '"') {
      const inner = jsonString(text)
      if (inner === undefined) this.#mayBeJson = false
      else this.#inJson.add(codePoints(inner))
    } else if (bareJson.test(text) || (first === '{' && text.endsWith('}')) || (first === '[' && text.endsWith(']'))) {
      this.#hasBareJson = true
      if (jsonNulls.includes(text)) this.#nulls++
      else this.#inJson.add(length)
    } else {
      this.#mayBeJson = false
    }
  }

  #seeLong(text: LongText): void {
    const { length, first, last, digest } = text.end()
    this.#distinct.add(digest)
    this.#plain.add(length)
    const enclosing = `${first}${last}`
    this.#inJson.add(enclosing === '""' ? length - 2 : length)
    if (enclosing === '{}' || enclosing === '[]') this.#hasBareJson = true
    else if (enclosing !== '""') this.#mayBeJson = false
  }
}

/** A text that comes in pieces, and is not kept. Throws BundleFormatError for what is not UTF-8. */
export class LongText {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  readonly #md5: Hash = createHash('md5')
  #length = 0
  #first = ''
  #last = ''

  add(piece: Uint8Array): void {
    this.#see(decodeOrThrow('text', () => this.#decoder.decode(piece, { stream: true })))
    this.#md5.update(piece)
  }

  end(): { readonly length: number; readonly first: string; readonly last: string; readonly digest: string } {
    this.#see(decodeOrThrow('text', () => this.#decoder.decode()))
    return { length: this.#length, first: this.#first, last: this.#last, digest: longKey(this.#md5) }
  }

  #see(part: string): void {
    this.#length += codePoints(part)
    this.#first ||= part.slice(0, 1)
    this.#last = part.slice(-1) || this.#last
  }
}

class Lengths {
  min: number | undefined
  max: number | undefined

  add(length: number): void {
    if (this.min === undefined || length < this.min) this.min = length
    if (this.max === undefined || length > this.max) this.max = length
  }
}

/** What stands for a text of more than `keptLength`, and is no text of less. */
function longKey(md5: Hash): string {
  return `${md5.digest('hex')}${' '.repeat(keptLength)}`
}

function codePoints(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length; index++) if ((text.charCodeAt(index) & 0xfc00) === 0xdc00) count--
  return count
}

function jsonString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
