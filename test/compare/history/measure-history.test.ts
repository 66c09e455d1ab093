import { describe, expect, test } from 'vitest'
import type { BundleCounts } from '../../../src/compare/history/bundle-counts.ts'
import { getAmount, measureHistory } from '../../../src/compare/history/measure-history.ts'
import type { Quantity } from '../../../src/compare/rules/rules.ts'

const createCounts = (rows: number | undefined, nulls?: number): BundleCounts => ({
  ...{ rows, bytes: 4096, nulls: new Map(nulls === undefined ? [] : [['email', nulls]]) },
})
const email: Quantity = { of: 'nulls', column: 'email' }

describe('getAmount', () => {
  test.each<[Quantity, boolean, BundleCounts, number | undefined]>([
    [{ of: 'rows' }, true, createCounts(10), 10],
    [{ of: 'rows' }, true, createCounts(undefined), undefined],
    [{ of: 'bytes' }, false, createCounts(10), 4096],
    [email, false, createCounts(200, 5), 5],
    [email, true, createCounts(200, 5), 2.5],
    [email, true, createCounts(0, 0), 0],
    [email, true, createCounts(undefined, 5), undefined],
    [email, true, createCounts(200), undefined],
  ])('returns of %j, in percent %j: %j → %j', (quantity, isPercent, counts, expected) => {
    expect(getAmount(counts, quantity, isPercent)).toBe(expected)
  })
})

describe('measureHistory', () => {
  const createValues = (rows: readonly (number | undefined)[]) =>
    rows.map((count, at) => ({
      label: `v${at}`,
      uuid: `u${at}`,
      counts: count === undefined ? undefined : createCounts(count, 0),
    }))

  test('lists the last values that the rule asks for, the oldest first', () => {
    const values = createValues([100, 110, undefined, 130, 140, 150, 7])
    const measure = measureHistory({ quantity: { of: 'rows' }, runs: 6 }, values, createCounts(99))
    expect(measure).toMatchObject({ quantity: 'rows', runs: 6, now: 99, band: { median: 130 } })
    expect(measure).not.toHaveProperty('column')
    expect(measure.points.map(({ value, amount }) => [value, amount])).toStrictEqual([
      ['v5', 150],
      ['v4', 140],
      ['v3', 130],
      ['v2', undefined],
      ['v1', 110],
      ['v0', 100],
    ])
  })

  test('has no band with fewer than five known amounts', () => {
    const values = createValues([100, undefined, 120, 130, 140])
    expect(measureHistory({ quantity: { of: 'rows' }, runs: 5 }, values, createCounts(1)).band).toBeUndefined()
  })

  test('takes a single row for an outlier after values without rows', () => {
    const measure = measureHistory(
      { quantity: { of: 'rows' }, runs: 5 },
      createValues([0, 0, 0, 0, 0]),
      createCounts(1),
    )
    expect(measure.band).toStrictEqual({ low: 0, median: 0, high: 0 })
  })

  test('does not take a single null among a thousand rows for an outlier', () => {
    const measure = measureHistory({ quantity: email, runs: 5 }, createValues([1, 1, 1, 1, 1]), createCounts(1000, 1))
    expect(measure).toMatchObject({ column: 'email', now: 0.1, band: { low: 0, median: 0, high: 0.1 } })
  })
})
