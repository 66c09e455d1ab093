import type { FrameContent, SmallIntegers } from '../disdat/format/frame.ts'
import type { Histogram } from './comparison.ts'

/** Stretches of a histogram: as many as a line of text can show. */
const stretches = 12

/** The numbers of a column, booleans and complex ones apart. */
export type NumberArray = Float16Array | Float32Array | Float64Array | SmallIntegers | BigInt64Array | BigUint64Array

/** The numbers of a frame; undefined of one that holds something else. */
export function getNumbers(content: FrameContent): NumberArray | undefined {
  const { kind } = content
  return kind === 'floats' || kind === 'integers' || kind === 'bigints' ? content.values : undefined
}

/**
 * How the numbers of a column lie, before and now, between the least and the greatest finite one of both. NaN and
 * infinities are not counted, and integers beyond 2^53 are rounded. Undefined where there are no numbers, or only one and
 * the same, which has no bounds to lie between.
 */
export function createHistogram(base: NumberArray | undefined, now: NumberArray | undefined): Histogram | undefined {
  const bounds = [base, now].flatMap((values) => boundsOf(values ?? []) ?? [])
  const from = Math.min(...bounds)
  const to = Math.max(...bounds)
  if (from >= to) return undefined
  const countsOf = (values: NumberArray | undefined) => values && counted(values, from, to)
  return { from, to, base: countsOf(base), now: countsOf(now) }
}

function boundsOf(values: Iterable<number | bigint>): readonly [number, number] | undefined {
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

function counted(values: NumberArray, from: number, to: number): readonly number[] {
  const counts = new Array<number>(stretches).fill(0)
  // The distance between the greatest doubles is none; that between their halves is.
  const unit = Number.isFinite(to - from) ? 1 : 0.5
  const width = to * unit - from * unit
  for (const value of values) {
    const number = Number(value)
    if (!Number.isFinite(number)) continue
    const place = Math.min(stretches - 1, Math.floor(((number * unit - from * unit) / width) * stretches))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}
