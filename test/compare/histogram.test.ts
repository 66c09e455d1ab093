import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHistogram, getOrderedNumbers, type NumberArray } from '../../src/compare/histogram.ts'

describe('createHistogram', () => {
  test('has the same bins for both columns, and excludes NaN and infinities', () => {
    const base = Float64Array.of(0, 1, 2, Number.NaN)
    const now = Float64Array.of(12, 5.9, 6, Number.POSITIVE_INFINITY)
    expect(createHistogram(base, now)).toStrictEqual({
      from: 0,
      to: 12,
      base: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      now: [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1],
    })
  })

  test('has no counts for a column that does not exist, and zeros for one without numbers', () => {
    const now = Int8Array.of(0, 12)
    expect(createHistogram(undefined, now)).toMatchObject({
      base: undefined,
      now: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    })
    expect(createHistogram(now, undefined)).toMatchObject({ now: undefined })
    expect(createHistogram(new Float32Array(), now)).toMatchObject({ base: Array(12).fill(0) })
  })

  test.each([
    ['no numbers', new Float64Array(), undefined],
    ['nothing', undefined, undefined],
    ['nothing finite', Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY), new Int8Array()],
    ['one number only', Int8Array.of(7, 7), BigInt64Array.of(7n)],
  ])('is undefined for %s', (_, base, now) => {
    expect(createHistogram(base, now)).toBeUndefined()
  })

  test.each([
    ['the widest doubles', Float64Array.of(-Number.MAX_VALUE, 0, Number.MAX_VALUE)],
    ['the least doubles', Float64Array.of(-Number.MIN_VALUE, 0, Number.MIN_VALUE)],
    ['the widest integers', BigInt64Array.of(-(2n ** 63n), 0n, 2n ** 63n - 1n)],
  ])('separates the ends and the middle of %s', (_, values) => {
    const counts = createHistogram(undefined, values)?.now
    expect([counts?.[0], counts?.[6], counts?.[11]]).toStrictEqual([1, 1, 1])
  })
})

test('getOrderedNumbers returns numbers, and no booleans', () => {
  expect(getOrderedNumbers({ kind: 'bigints', values: BigInt64Array.of(1n) })).toStrictEqual(BigInt64Array.of(1n))
  expect(getOrderedNumbers({ kind: 'booleans', values: Uint8Array.of(1) })).toBeUndefined()
  expect(getOrderedNumbers(undefined)).toBeUndefined()
})

const anyNumbers: fc.Arbitrary<NumberArray> = fc.oneof(
  fc.float64Array({ maxLength: 30 }),
  fc.float32Array({ maxLength: 30 }),
  fc.int16Array({ maxLength: 30 }),
  fc.bigInt64Array({ maxLength: 30 }),
  fc.bigUint64Array({ maxLength: 30 }),
)

describe('createHistogram, for any numbers', () => {
  test('counts every finite number once, within the bounds', () => {
    fc.assert(
      fc.property(fc.option(anyNumbers, { nil: undefined }), anyNumbers, (base, now) => {
        const finite = (values: NumberArray | undefined) => Array.from(values ?? [], Number).filter(Number.isFinite)
        const histogram = createHistogram(base, now)
        const all = [...finite(base), ...finite(now)]
        if (histogram === undefined) {
          expect(new Set(all.map((value) => value + 0)).size).toBeLessThan(2)
          return
        }
        expect([histogram.from, histogram.to]).toStrictEqual([Math.min(...all), Math.max(...all)])
        const total = (counts: readonly number[] | undefined) => counts?.reduce((sum, count) => sum + count, 0)
        expect(total(histogram.now)).toBe(finite(now).length)
        expect(total(histogram.base)).toBe(base && finite(base).length)
      }),
    )
  })
})
