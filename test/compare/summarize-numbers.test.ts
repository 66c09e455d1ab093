import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxDistinct } from '../../src/compare/distinct-counter.ts'
import { type NumberSummary, summarizeNumbers } from '../../src/compare/summarize-numbers.ts'

describe('summarizeNumbers', () => {
  test('excludes NaN from floats, and counts it as null', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 50 }), (values) => {
        const known = [...values].filter((value) => !Number.isNaN(value))
        expect(removeNegativeZero(summarizeNumbers({ kind: 'floats', values }))).toMatchObject({
          nulls: values.length - known.length,
          distinct: { count: new Set(known).size, isExact: true },
          min: known.length === 0 ? undefined : Math.min(...known) + 0,
          max: known.length === 0 ? undefined : Math.max(...known) + 0,
        })
      }),
    )
  })

  test('returns the exact mean of integers', () => {
    fc.assert(
      fc.property(fc.bigInt64Array({ minLength: 1, maxLength: 50 }), (values) => {
        const total = [...values].reduce((sum, value) => sum + value, 0n)
        expect(summarizeNumbers({ kind: 'bigints', values }).mean).toBe(Number(total) / values.length)
      }),
    )
  })

  test.each([100_001, 3_000_001])(
    'returns the exact mean of %d integers whose sum needs more than 53 bits',
    (length) => {
      const values = Uint32Array.from({ length }, (_, index) => 4_294_967_295 - (index % 7))
      expect(summarizeNumbers({ kind: 'integers', values })).toStrictEqual({
        nulls: 0,
        distinct: { count: 7, isExact: true },
        min: 4_294_967_289,
        max: 4_294_967_295,
        mean: Number(values.reduce((sum, value) => sum + BigInt(value), 0n)) / length,
      })
    },
  )

  test('finds the smallest and the largest integer anywhere', () => {
    const small = new Int32Array(2_400_000)
    small.set([-7], 5)
    small.set([8], 2_399_990)
    const large = BigInt64Array.from(small.subarray(0, 40_000), BigInt)
    large.set([8n], 39_990)
    for (const values of [small, small.toReversed()]) {
      expect(summarizeNumbers({ kind: 'integers', values })).toMatchObject({ min: -7, max: 8 })
    }
    for (const values of [large, large.toReversed()]) {
      expect(summarizeNumbers({ kind: 'bigints', values })).toMatchObject({ min: -7n, max: 8n })
    }
  })

  test('does not lose small floats beside large ones, or before them', () => {
    const values = Float64Array.of(1e16, ...Array(1000).fill(1), -1e16)
    expect(summarizeNumbers({ kind: 'floats', values }).mean).toBe(1000 / 1002)
    expect(summarizeNumbers({ kind: 'floats', values: Float64Array.of(1, 1e100, 1, -1e100) }).mean).toBe(2 / 4)
  })

  test.each([
    [[1, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
    [[Number.NEGATIVE_INFINITY, 1], Number.NEGATIVE_INFINITY],
    [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], Number.NaN],
    [[Number.NaN, 3], 3],
    [[Number.NaN], undefined],
    [[], undefined],
  ])('returns for the floats %j the mean %j', (values, mean) => {
    expect(summarizeNumbers({ kind: 'floats', values: Float32Array.from(values) }).mean).toBe(mean)
  })

  test('returns no minimum, maximum and mean without numbers', () => {
    const nothing = { nulls: 0, distinct: { count: 0, isExact: true }, min: undefined, max: undefined, mean: undefined }
    expect(summarizeNumbers({ kind: 'integers', values: new Int8Array() })).toStrictEqual(nothing)
    expect(summarizeNumbers({ kind: 'bigints', values: new BigUint64Array() })).toStrictEqual(nothing)
    expect(summarizeNumbers({ kind: 'floats', values: new Float16Array() })).toStrictEqual(nothing)
    expect(summarizeNumbers({ kind: 'booleans', values: new Uint8Array() })).toStrictEqual(nothing)
  })

  test('counts different values up to a limit, and reports that it stopped', () => {
    const count = (length: number) =>
      summarizeNumbers({ kind: 'integers', values: Int32Array.from({ length }, (_, index) => index) }).distinct
    expect(count(maxDistinct)).toStrictEqual({ count: maxDistinct, isExact: true })
    expect(count(maxDistinct + 1)).toStrictEqual({ count: maxDistinct, isExact: false })
    const values = BigInt64Array.of(7n, -7n, 7n)
    expect(summarizeNumbers({ kind: 'bigints', values }).distinct).toStrictEqual({ count: 2, isExact: true })
  })

  test.each([
    [[1, 0, 1], 2],
    [[1, 1], 1],
    [[0, 0], 1],
    [[1, 200], 1],
  ])('counts the different booleans of the bytes %j', (bytes, count) => {
    const statistics = { nulls: 0, min: undefined, max: undefined, mean: undefined }
    const summary = summarizeNumbers({ kind: 'booleans', values: Uint8Array.from(bytes) })
    expect(summary).toStrictEqual({ ...statistics, distinct: { count, isExact: true } })
  })
})

/** Which of the two zeros is the minimum or maximum is not defined. */
function removeNegativeZero(summary: NumberSummary): NumberSummary {
  const { min, max } = summary
  return typeof min === 'number' && typeof max === 'number' ? { ...summary, min: min + 0, max: max + 0 } : summary
}
