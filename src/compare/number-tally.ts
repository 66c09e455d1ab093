import {
  type FrameByteOrder,
  type FrameContent,
  type SmallIntegers,
  swapWords,
  type WordLayout,
} from '../disdat/format/frame.ts'
import { Distinct, type DistinctCount, type DistinctSink } from './distinct.ts'

/** What a column of numbers comes to. */
export type NumberSummary =
  | {
      readonly kind: 'numbers'
      /** Undefined where there are none but NaN. A bigint of INT64 and UINT64. */
      readonly min: number | bigint | undefined
      readonly max: number | bigint | undefined
      /**
       * Of integers from their exact sum, of floats with a compensated one. Undefined where there are none but NaN;
       * infinite where an infinity is among them or their sum leaves the doubles, NaN where both infinities are.
       */
      readonly mean: number | undefined
    }
  | { readonly kind: 'booleans'; readonly trues: number }
  | { readonly kind: 'complex' }

/** Numbers are looked at so many bytes at a time: a multiple of every value's length. */
const blockBytes = 64 * 1024

/** Sees the bytes of numbers go by, in pieces cut anywhere; keeps a block of them and `maxDistinct` values. */
export class NumberTally {
  readonly #layout: WordLayout
  readonly #byteOrder: FrameByteOrder
  readonly #block: ArrayBuffer
  #filled = 0
  readonly #distinct = new Distinct<number | bigint | string>()
  readonly #floats = new FloatTally()
  readonly #integers = new IntegerTally()
  #trues = 0
  #nulls = 0

  /** `values`: how many are to come. */
  constructor(layout: WordLayout, byteOrder: FrameByteOrder, values: number) {
    this.#layout = layout
    this.#byteOrder = byteOrder
    this.#block = new ArrayBuffer(Math.min(blockBytes, values * layout.valueBytes))
  }

  add(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + this.#block.byteLength - this.#filled)
      new Uint8Array(this.#block).set(part, this.#filled)
      this.#filled += part.length
      at += part.length
      if (this.#filled === this.#block.byteLength) this.#look(this.#block)
    }
  }

  /** Nulls are NaN, which is what Disdat makes of a missing number; of a complex number either part. */
  end(): { readonly summary: NumberSummary; readonly nulls: number; readonly distinct: DistinctCount } {
    const kind = this.#look(this.#block.slice(0, this.#filled))
    const { min, max, mean } = kind === 'floats' ? this.#floats : this.#integers
    const nulls = this.#nulls + this.#floats.nulls
    const distinct = this.#distinct.result()
    if (kind === 'booleans') return { summary: { kind, trues: this.#trues }, nulls, distinct }
    if (kind === 'complex') return { summary: { kind }, nulls, distinct }
    return { summary: { kind: 'numbers', min, max, mean }, nulls, distinct }
  }

  #look(block: ArrayBuffer): FrameContent['kind'] {
    swapWords(block, this.#layout.wordBytes, this.#byteOrder)
    this.#filled = 0
    const content = this.#layout.view(block)
    if (content.kind === 'floats') this.#floats.look(content.values, this.#distinct)
    if (content.kind === 'integers' || content.kind === 'bigints') this.#integers.look(content.values, this.#distinct)
    if (content.kind === 'booleans') this.#lookAtBooleans(content.values)
    if (content.kind === 'complex') this.#lookAtComplex(content.values)
    return content.kind
  }

  #lookAtBooleans(values: Uint8Array): void {
    let trues = 0
    for (const value of values) if (value !== 0) trues++
    this.#trues += trues
    if (trues > 0) this.#distinct.add(1)
    if (trues < values.length) this.#distinct.add(0)
  }

  #lookAtComplex(values: Float32Array | Float64Array): void {
    for (let index = 0; index < values.length; index += 2) {
      const real = values[index] ?? 0
      const imaginary = values[index + 1] ?? 0
      if (Number.isNaN(real) || Number.isNaN(imaginary)) this.#nulls++
      else if (this.#distinct.isOpen) this.#distinct.add(`${real} ${imaginary}`)
    }
  }
}

class FloatTally {
  min: number | undefined
  max: number | undefined
  nulls = 0
  #count = 0
  #sum = 0
  /** What rounding lost of the sum. https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements */
  #lost = 0

  get mean(): number | undefined {
    if (this.#count === 0) return undefined
    return (Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum) / this.#count
  }

  look(values: Float16Array | Float32Array | Float64Array, distinct: DistinctSink<number>): void {
    let min = this.min ?? Number.POSITIVE_INFINITY
    let max = this.max ?? Number.NEGATIVE_INFINITY
    let nulls = 0
    let sum = this.#sum
    let lost = this.#lost
    for (const value of values) {
      if (Number.isNaN(value)) {
        nulls++
        continue
      }
      if (value < min) min = value
      if (value > max) max = value
      const next = sum + value
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
      sum = next
      if (distinct.isOpen) distinct.add(value)
    }
    this.nulls += nulls
    this.#count += values.length - nulls
    this.#sum = sum
    this.#lost = lost
    if (this.#count > 0) {
      this.min = min
      this.max = max
    }
  }
}

class IntegerTally {
  min: number | bigint | undefined
  max: number | bigint | undefined
  #count = 0
  #total = 0n

  get mean(): number | undefined {
    return this.#count === 0 ? undefined : Number(this.#total) / this.#count
  }

  look(values: SmallIntegers | BigInt64Array | BigUint64Array, distinct: DistinctSink<number | bigint>): void {
    this.#count += values.length
    if (values instanceof BigInt64Array || values instanceof BigUint64Array) this.#lookAtBig(values, distinct)
    else this.#lookAtSmall(values, distinct)
  }

  #lookAtSmall(values: SmallIntegers, distinct: DistinctSink<number>): void {
    let min = Number.POSITIVE_INFINITY
    let max = Number.NEGATIVE_INFINITY
    // Exact: a block has at most 2^16 values of 32 bits.
    let sum = 0
    for (const value of values) {
      if (value < min) min = value
      if (value > max) max = value
      sum += value
      if (distinct.isOpen) distinct.add(value)
    }
    if (values.length > 0) this.#widen(min, max)
    this.#total += BigInt(sum)
  }

  #lookAtBig(values: BigInt64Array | BigUint64Array, distinct: DistinctSink<bigint>): void {
    let [min = 0n] = values
    let max = min
    let sum = 0n
    for (const value of values) {
      if (value < min) min = value
      if (value > max) max = value
      sum += value
      if (distinct.isOpen) distinct.add(value)
    }
    if (values.length > 0) this.#widen(min, max)
    this.#total += sum
  }

  #widen(min: number | bigint, max: number | bigint): void {
    if (this.min === undefined || min < this.min) this.min = min
    if (this.max === undefined || max > this.max) this.max = max
  }
}
