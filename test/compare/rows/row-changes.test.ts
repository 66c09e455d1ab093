import { expect, test } from 'vitest'
import { estimateRows } from '../../../src/compare/rows/row-changes.ts'

test('estimateRows returns what was counted where all rows were', () => {
  expect(estimateRows(7, 0)).toStrictEqual({ count: 7, from: 7, to: 7 })
})

test.each([
  [0, 3, { count: 0, from: 0, to: 31 }],
  [1, 3, { count: 8, from: 1, to: 46 }],
  [100, 4, { count: 1600, from: 1315, to: 1946 }],
])('estimateRows of %s rows in a sample of one in 2^%s', (seen, shift, expected) => {
  expect(estimateRows(seen, shift)).toStrictEqual(expected)
})

test('estimateRows has the true number in about 95 of 100 intervals', () => {
  let [state, hits] = [12_345, 0]
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) / 2 ** 24
  }
  for (let round = 0; round < 1000; round++) {
    let seen = 0
    for (let row = 0; row < 800; row++) if (random() < 1 / 8) seen++
    const { from, to } = estimateRows(seen, 3)
    if (from <= 800 && 800 <= to) hits++
  }
  expect(hits).toBeGreaterThan(940)
})
