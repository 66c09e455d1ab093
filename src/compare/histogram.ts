import type { FrameNumbers, SmallIntegers } from '../disdat/format/frame.ts'
import type { Histogram } from './comparison.ts'

/** The number of bins, which one line of text can show. */
const bins = 12

/** The numbers of a column that have an order, which booleans do not have. */
export type NumberArray = Float16Array | Float32Array | Float64Array | SmallIntegers | BigInt64Array | BigUint64Array

/** Undefined for booleans. */
export function getOrderedNumbers(numbers: FrameNumbers | undefined): NumberArray | undefined {
  return numbers === undefined || numbers.kind === 'booleans' ? undefined : numbers.values
}

/**
 * The distribution of a column's numbers, before and now, over equal bins between the smallest and the largest finite
 * number of both. NaN and infinities do not count, and integers beyond 2^53 are rounded. Undefined where there are
 * fewer than two different numbers.
 */
export function createHistogram(base: NumberArray | undefined, now: NumberArray | undefined): Histogram | undefined {
  const bounds = [base, now].flatMap((values) => findBounds(values ?? []) ?? [])
  const from = Math.min(...bounds)
  const to = Math.max(...bounds)
  if (from >= to) return undefined
  return { from, to, base: base && countBins(base, from, to), now: now && countBins(now, from, to) }
}

function findBounds(values: Iterable<number | bigint>): readonly [number, number] | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) {
    const number = Number(value)
    if (!Number.isFinite(number)) continue
    if (number < min) min = number
    if (number > max) max = number
  }
  return min <= max ? [min, max] : undefined
}

function countBins(values: NumberArray, from: number, to: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0)
  // The difference of the largest doubles overflows; the difference of their halves does not.
  const unit = Number.isFinite(to - from) ? 1 : 0.5
  const width = to * unit - from * unit
  for (const value of values) {
    const number = Number(value)
    if (!Number.isFinite(number)) continue
    const bin = Math.min(bins - 1, Math.floor(((number * unit - from * unit) / width) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}
