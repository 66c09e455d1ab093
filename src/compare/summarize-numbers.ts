import type { FrameNumbers, SmallIntegers } from '../disdat/format/frame.ts'
import { type DistinctCount, DistinctCounter } from './distinct-counter.ts'

/** The statistics of a column of numbers. */
export type NumberSummary = {
  /** The number of NaNs, which Disdat stores for missing numbers. */
  readonly nulls: number
  readonly distinct: DistinctCount
  /** Undefined for booleans, and where there are only nulls. A bigint for INT64 and UINT64. */
  readonly min: number | bigint | undefined
  readonly max: number | bigint | undefined
  /**
   * Integers have an exact sum, floats a compensated one. Undefined as `min` is; infinite where an infinity is among
   * the numbers or their sum exceeds the range of doubles; NaN where both infinities are.
   */
  readonly mean: number | undefined
}

/** Integers of up to 32 bits whose sum is exact in a double. */
const exactBlock = 2 ** 20

export function summarizeNumbers(numbers: FrameNumbers): NumberSummary {
  switch (numbers.kind) {
    case 'floats':
      return summarizeFloats(numbers.values)
    case 'integers':
      return summarizeIntegers(numbers.values)
    case 'bigints':
      return summarizeBigints(numbers.values)
    case 'booleans':
      return summarizeBooleans(numbers.values)
  }
}

function summarizeFloats(values: Float16Array | Float32Array | Float64Array): NumberSummary {
  const counter = new DistinctCounter<number>()
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let nulls = 0
  let sum = 0
  // What rounding removes from the sum: https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements
  let lost = 0
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
    if (counter.isOpen) counter.add(value)
  }
  const distinct = counter.count()
  const count = values.length - nulls
  if (count === 0) return { nulls, distinct, min: undefined, max: undefined, mean: undefined }
  return { nulls, distinct, min, max, mean: (Number.isFinite(sum) ? sum + lost : sum) / count }
}

function summarizeIntegers(values: SmallIntegers): NumberSummary {
  const counter = new DistinctCounter<number>()
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let total = 0n
  for (let start = 0; start < values.length; start += exactBlock) {
    let sum = 0
    for (const value of values.subarray(start, start + exactBlock)) {
      if (value < min) min = value
      if (value > max) max = value
      sum += value
      if (counter.isOpen) counter.add(value)
    }
    total += BigInt(sum)
  }
  return describeIntegers(values.length, counter, { min, max, total })
}

function summarizeBigints(values: BigInt64Array | BigUint64Array): NumberSummary {
  const counter = new DistinctCounter<bigint>()
  let [min = 0n] = values
  let max = min
  let total = 0n
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
    total += value
    if (counter.isOpen) counter.add(value)
  }
  return describeIntegers(values.length, counter, { min, max, total })
}

function describeIntegers(
  count: number,
  counter: DistinctCounter<number> | DistinctCounter<bigint>,
  { min, max, total }: { readonly min: number | bigint; readonly max: number | bigint; readonly total: bigint },
): NumberSummary {
  const distinct = counter.count()
  if (count === 0) return { nulls: 0, distinct, min: undefined, max: undefined, mean: undefined }
  return { nulls: 0, distinct, min, max, mean: Number(total) / count }
}

function summarizeBooleans(values: Uint8Array): NumberSummary {
  const count = (values.includes(0) ? 1 : 0) + (values.some((value) => value !== 0) ? 1 : 0)
  return { nulls: 0, distinct: { count, isExact: true }, min: undefined, max: undefined, mean: undefined }
}
