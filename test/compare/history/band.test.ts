import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBand, isOutlier, roundBand } from '../../../src/compare/history/band.ts'

describe('createBand', () => {
  test.each([
    ['fewer than five values', [1000, 1000, 1000, 1000], undefined],
    ['equal values: 5 % of the median', [1000, 1000, 1000, 1000, 1000], [950, 1000, 1050]],
    ['values that hardly differ: 5 % of the median', [999, 1000, 1000, 1001, 1002], [950, 1000, 1050]],
    ['an even number of values', [100, 110, 120, 130, 140, 150], [47, 125, 203]],
    ['one outlier, which moves the band by nothing', [1000, 1100, 1200, 1300, 9_000_000], [681, 1200, 1719]],
    ['two outliers among five', [100, 110, 120, 90_000, 0], [58, 110, 162]],
    ['zeros', [0, 0, 0, 0, 0], [0, 0, 0]],
    ['a lower end below 0', [0, 100, 200, 300, 400], [0, 200, 719]],
  ])('returns, for %s, %j', (_, values, expected) => {
    const band = createBand(values)
    const numbers = band && [band.low, band.median, band.high].map((end) => Math.round(end))
    expect(numbers).toStrictEqual(expected)
  })

  test('keeps the least distance', () => {
    expect(createBand([0, 0, 0, 0, 0], 0.1)).toStrictEqual({ low: 0, median: 0, high: 0.1 })
    expect(createBand([5, 5, 5, 5, 5], 0.1)).toStrictEqual({ low: 4.75, median: 5, high: 5.25 })
  })
})

const amounts = fc.array(fc.oneof(fc.nat(1_000_000), fc.constantFrom(0, 1, 7, 2 ** 50)), {
  minLength: 5,
  maxLength: 100,
})

describe('createBand, for any values', () => {
  test('contains the median, and does not begin below 0', () => {
    fc.assert(
      fc.property(amounts, fc.nat(100), (values, least) => {
        const { low = Number.NaN, median = Number.NaN, high = Number.NaN } = createBand(values, least) ?? {}
        expect(0 <= low && low <= median && median <= high).toBe(true)
        expect(Math.min(...values) <= median && median <= Math.max(...values)).toBe(true)
      }),
    )
  })

  test('contains at least half of the values', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const band = createBand(values)
        const inside = values.filter((value) => band !== undefined && !isOutlier(value, band))
        expect(inside.length * 2).toBeGreaterThanOrEqual(values.length)
      }),
    )
  })

  test('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(
        amounts.chain((values) =>
          fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
        ),
        ([values, shuffled]) => {
          expect(createBand(shuffled)).toStrictEqual(createBand(values))
        },
      ),
    )
  })

  test('scales with the values', () => {
    fc.assert(
      // A power of two multiplies doubles exactly.
      fc.property(amounts, fc.integer({ min: -10, max: 10 }), (values, power) => {
        const factor = 2 ** power
        const { low = Number.NaN, median = Number.NaN, high = Number.NaN } = createBand(values) ?? {}
        const scaled = createBand(values.map((value) => value * factor))
        expect(scaled).toStrictEqual({ low: low * factor, median: median * factor, high: high * factor })
      }),
    )
  })

  test('does not move by more than the other values allow, however great a minority is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 900, max: 1100 }), { minLength: 9, maxLength: 9 }), (usual) => {
        const high = createBand([...usual, 1e12, 1e12, 1e12, 1e12])?.high ?? Number.NaN
        expect(high).toBeLessThan(1100 + 6 * 200)
      }),
    )
  })
})

describe('isOutlier', () => {
  test.each([
    [9, true],
    [10, false],
    [20, false],
    [21, true],
  ])('counts the ends to the band: %d', (value, expected) => {
    expect(isOutlier(value, { low: 10, median: 15, high: 20 })).toBe(expected)
  })
})

describe('roundBand', () => {
  const band = { low: 95.81, median: 101.5, high: 106.19 }

  test('shows the least and the greatest whole number inside', () => {
    expect(roundBand(band, { of: 'rows' })).toStrictEqual({ low: 96, median: 102, high: 106 })
    expect(roundBand(band, { of: 'nulls' })).toStrictEqual(band)
  })
})
