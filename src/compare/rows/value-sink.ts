/** `utc`: an instant; `local`: a time without a time zone; `date`: a day; `time`: a time of a day. */
export type MomentKind = 'utc' | 'local' | 'date' | 'time'

/** Receives the values of one column in the order of its rows. */
export interface ValueSink {
  missing(): void
  /** NaN is a missing value, as in pandas. */
  number(value: number): void
  /** The first numbers of an array. */
  numbers(values: Float64Array, count: number): void
  boolean(value: boolean): void
  /** An integer, of which not every one is a double. */
  integer(value: bigint): void
  /** `unscaled` divided by 10 to the power of `scale`. */
  decimal(unscaled: bigint, scale: number): void
  /** Seconds since 1970, or of the day, and nanoseconds from 0 to 999,999,999. */
  moment(kind: MomentKind, seconds: number, nanos: number): void
  /** A text in UTF-8, or binary data: the bytes from `start` to `end`. */
  bytes(bytes: Uint8Array, start?: number, end?: number): void
  /** A text that is `null` or `NaN`, which a column of JSON has for a missing value. */
  jsonNull(text: 'null' | 'NaN'): void
  /** A field of a CSV file, which is also how it writes a number. */
  field(text: string): void
  /**
   * Prepares values that occur often. `pass` passes all of them to a sink, each time that it is called. The returned
   * function adds those at the first `count` of some places to this sink, and throws BundleFormatError for places that
   * are not below `values`.
   */
  prepare(values: number, pass: (sink: ValueSink) => void): (places: Int32Array, count: number) => void
}

const maxExact = BigInt(Number.MAX_SAFE_INTEGER)
/** The greatest power of ten that a double holds exactly. */
const maxScale = 22

/** The double that is exactly this integer; undefined where there is none. */
export function toExactDouble(value: bigint): number | undefined {
  const double = Number(value)
  return (value >= -maxExact && value <= maxExact) || BigInt(double) === value ? double : undefined
}

/**
 * The double that is nearest to a decimal, for decimals of at most fifteen digits or so, which are all different
 * doubles; undefined for others. Its trailing zeros do not matter.
 */
export function toNearestDouble(unscaled: bigint, scale: number): number | undefined {
  if (scale < 0 || scale > maxScale || unscaled > maxExact || unscaled < -maxExact) return undefined
  return Number(unscaled) / 10 ** scale
}

/** Removes the trailing zeros behind the point of a decimal. */
export function normalizeDecimal(
  unscaled: bigint,
  scale: number,
): { readonly unscaled: bigint; readonly scale: number } {
  let [digits, places] = [unscaled, scale]
  while (places > 0 && digits % 10n === 0n) {
    digits /= 10n
    places--
  }
  return { unscaled: digits, scale: digits === 0n ? 0 : places }
}

/** Passes 64-bit integers to a sink, those that are doubles without a bigint for each. */
export function passBigints(values: BigInt64Array | BigUint64Array, sink: ValueSink): void {
  const isSigned = values instanceof BigInt64Array
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const batch = new NumberBatch((numbers, count, inner) => inner.numbers(numbers, count))
  for (let index = 0; index < values.length; index++) {
    const high = words[index * 2 + 1] ?? 0
    const number = (isSigned ? high | 0 : high) * 2 ** 32 + (words[index * 2] ?? 0)
    if (Number.isSafeInteger(number)) {
      batch.add(number, sink)
      continue
    }
    batch.flush(sink)
    sink.integer(values[index] ?? 0n)
  }
  batch.flush(sink)
}

/** Passes the first numbers of an array on to a sink. */
export type PassNumbers = (values: Float64Array, count: number, sink: ValueSink) => void

const batchNumbers = 2048

/** Collects the numbers of a sink, and passes them on together: a call for each takes longer than the number. */
export class NumberBatch {
  readonly #pass: PassNumbers
  readonly #values = new Float64Array(batchNumbers)
  #count = 0

  constructor(pass: PassNumbers) {
    this.#pass = pass
  }

  add(value: number, sink: ValueSink): void {
    this.#values[this.#count++] = value
    if (this.#count === batchNumbers) this.flush(sink)
  }

  /** Passes on the numbers that were added, which takes place before any other value is passed. */
  flush(sink: ValueSink): void {
    const count = this.#count
    this.#count = 0
    if (count > 0) this.#pass(this.#values, count, sink)
  }
}
