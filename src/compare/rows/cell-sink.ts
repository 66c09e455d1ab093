import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { hashBytes, hashWords } from './hash-bytes.ts'
import { type MomentKind, normalizeDecimal, toExactDouble, toNearestDouble, type ValueSink } from './value-sink.ts'

/**
 * A cell of a compared column takes two words: a number is its double, and everything else is a NaN with the lowest 52
 * bits of its hash, so that one in 2^52 changes of a text goes unseen. A cell of a key takes four words: a double, or
 * the 128 bits of the hash.
 */
export const cellWords = { value: 2, key: 4 } as const

const initialRows = 4096
/** The upper half of NaN, which JavaScript and pandas have for a missing number. */
const nanHigh = 0x7ff80000
/** The bits of the upper half that distinguish one NaN from another. */
const hashMask = 0x8007ffff
/** The lower halves of cells that are not hashes. */
const lowWords = { missing: 0, null: 1, NaN: 2, firstHash: 16 } as const

/** Tags that distinguish hashes of words from each other. */
const tags: Readonly<Record<MomentKind, number>> = { utc: 1, local: 2, date: 3, time: 4 }
const textNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/
const longInteger = /^[+-]?\d+$/
/** Longer integers are compared digit by digit. */
const maxDoubleDigits = 15

const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)

/** Collects the values of a column as cells, so that values are equal if their cells are. */
export class CellSink implements ValueSink {
  readonly #words: 2 | 4
  readonly #hash = new Uint32Array(4)
  #text = Buffer.alloc(4096)
  #out: Uint32Array
  #start = 0
  #end = 0

  /** @param rows The rows for which there is room at first. */
  constructor(words: 2 | 4, rows = initialRows) {
    this.#words = words
    this.#out = new Uint32Array(Math.max(rows, 1) * words)
  }

  /** The rows that were added and not removed. */
  get rows(): number {
    return (this.#end - this.#start) / this.#words
  }

  /** The cells of the first rows: a view that is valid until more are added. */
  view(rows: number): Uint32Array {
    return this.#out.subarray(this.#start, this.#start + rows * this.#words)
  }

  remove(rows: number): void {
    this.#start += rows * this.#words
    if (this.#start !== this.#end) return
    this.#start = 0
    this.#end = 0
  }

  missing(): void {
    this.#put(lowWords.missing, nanHigh)
  }

  number(value: number): void {
    // Adding 0 makes 0 of -0.
    double[0] = value + 0
    if (Number.isNaN(value)) this.missing()
    else this.#put(halves[0] ?? 0, halves[1] ?? 0)
  }

  numbers(values: Float64Array, count: number): void {
    const words = new Uint32Array(values.buffer, values.byteOffset, count * 2)
    this.#reserve(count)
    const out = this.#out
    let at = this.#end
    for (let index = 0; index < count; index++) {
      const value = values[index] ?? 0
      const isMissing = Number.isNaN(value)
      // Neither -0 nor the bits of NaN distinguish values.
      const isSpecial = isMissing || value === 0
      out[at] = isSpecial ? 0 : (words[index * 2] ?? 0)
      out[at + 1] = isSpecial ? (isMissing ? nanHigh : 0) : (words[index * 2 + 1] ?? 0)
      at = this.#close(at)
    }
    this.#end = at
  }

  boolean(value: boolean): void {
    this.number(value ? 1 : 0)
  }

  integer(value: bigint): void {
    const exact = toExactDouble(value)
    if (exact === undefined) this.#putText(`${value}`)
    else this.number(exact)
  }

  decimal(unscaled: bigint, scale: number): void {
    const normal = normalizeDecimal(unscaled, scale)
    const nearest = toNearestDouble(normal.unscaled, normal.scale)
    if (normal.scale === 0) this.integer(normal.unscaled)
    else if (nearest === undefined) this.#putText(`${normal.unscaled}e-${normal.scale}`)
    else this.number(nearest)
  }

  moment(kind: MomentKind, seconds: number, nanos: number): void {
    double[0] = seconds + 0
    hashWords(tags[kind], nanos, halves[0] ?? 0, halves[1] ?? 0, this.#hash, 0)
    this.#putHash()
  }

  bytes(bytes: Uint8Array, start = 0, end = bytes.length): void {
    hashBytes(bytes, start, end, this.#hash, 0)
    this.#putHash()
  }

  jsonNull(text: 'null' | 'NaN'): void {
    this.#put(lowWords[text], nanHigh)
  }

  field(text: string): void {
    if (text === '') this.missing()
    else if (!textNumber.test(text)) this.#putText(text)
    else if (text.length > maxDoubleDigits && longInteger.test(text)) this.integer(BigInt(text.replace('+', '')))
    else this.number(Number(text))
  }

  prepare(values: number, pass: (sink: ValueSink) => void): (places: Int32Array, count: number) => void {
    const words = this.#words
    const inner = new CellSink(words, values)
    pass(inner)
    const cells = inner.view(values)
    return (places, count) => {
      this.#reserve(count)
      const out = this.#out
      let at = this.#end
      for (let index = 0; index < count; index++) {
        const place = places[index] ?? 0
        if (!(place >= 0 && place < values)) throw new BundleFormatError('a value that its dictionary lacks')
        for (let from = place * words; from < (place + 1) * words; from++) out[at++] = cells[from] ?? 0
      }
      this.#end = at
    }
  }

  #putText(text: string): void {
    if (text.length * 3 > this.#text.length) this.#text = Buffer.alloc(text.length * 6)
    this.bytes(this.#text, 0, this.#text.write(text))
  }

  #put(low: number, high: number): void {
    this.#reserve(1)
    this.#out[this.#end] = low
    this.#out[this.#end + 1] = high
    this.#end = this.#close(this.#end)
  }

  /** Completes the cell at a place, of which two words are there, and returns the place of the next one. */
  #close(at: number): number {
    if (this.#words === cellWords.value) return at + 2
    this.#out[at + 2] = 0
    this.#out[at + 3] = 0
    return at + 4
  }

  #putHash(): void {
    const hash = this.#hash
    const [a, b] = [hash[0] ?? 0, hash[1] ?? 0]
    if (this.#words === cellWords.value) {
      this.#put(b < lowWords.firstHash ? b + lowWords.firstHash : b, nanHigh | (a & hashMask))
      return
    }
    this.#reserve(1)
    for (let word = 0; word < 4; word++) this.#out[this.#end++] = hash[word] ?? 0
  }

  #reserve(rows: number): void {
    const words = rows * this.#words
    if (this.#end + words <= this.#out.length) return
    const kept = this.#out.subarray(this.#start, this.#end)
    const isHalfEmpty = kept.length + words <= this.#out.length / 2
    const out = isHalfEmpty ? this.#out : new Uint32Array(Math.max(this.#out.length, words) * 2)
    if (isHalfEmpty) out.copyWithin(0, this.#start, this.#end)
    else out.set(kept)
    this.#out = out
    this.#end -= this.#start
    this.#start = 0
  }
}

/** The number in a cell; undefined for every other value. */
export function readNumberCell(low: number, high: number): number | undefined {
  if ((high & nanHigh) === nanHigh) return undefined
  halves[0] = low
  halves[1] = high
  return double[0]
}

/** Whether a cell is a text `null` or `NaN`, or a missing value. */
export function isNullCell(low: number, high: number): boolean {
  return high === nanHigh && low <= lowWords.NaN
}
