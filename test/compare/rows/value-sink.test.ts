import { describe, expect, test } from 'vitest'
import { CellSink } from '../../../src/compare/rows/cell-sink.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import {
  NumberBatch,
  normalizeDecimal,
  passBigints,
  toExactDouble,
  toNearestDouble,
} from '../../../src/compare/rows/value-sink.ts'

test.each([
  [0n, 0],
  [2n ** 53n, 2 ** 53],
  [2n ** 53n + 1n, undefined],
  [2n ** 60n, 2 ** 60],
  [-(2n ** 60n) - 1n, undefined],
])('toExactDouble returns the double that is exactly %s', (value, expected) => {
  expect(toExactDouble(value)).toBe(expected)
})

test.each([
  [150n, 2, 1.5],
  [1n, 1, 0.1],
  [5n, 0, 5],
  [5n, -1, undefined],
  [1n, 22, 1e-22],
  [1n, 23, undefined],
  [2n ** 53n - 1n, 1, 900719925474099.1],
  [2n ** 53n, 1, undefined],
  [1n - 2n ** 53n, 1, -900719925474099.1],
  [-(2n ** 53n), 1, undefined],
])('toNearestDouble returns the double nearest to %s e-%s', (unscaled, scale, expected) => {
  expect(toNearestDouble(unscaled, scale)).toBe(expected)
})

test.each([
  [1500n, 3, 15n, 1],
  [-100n, 2, -1n, 0],
  [0n, 9, 0n, 0],
  [10n, 0, 10n, 0],
  [5n, -2, 5n, -2],
  [0n, -2, 0n, 0],
])('normalizeDecimal removes the zeros behind the point of %s e-%s', (unscaled, scale, digits, places) => {
  expect(normalizeDecimal(unscaled, scale)).toStrictEqual({ unscaled: digits, scale: places })
})

describe('passBigints', () => {
  const values = [0n, -1n, 2n ** 31n, 2n ** 32n + 5n, -(2n ** 40n), 2n ** 53n - 1n, 2n ** 63n - 1n, -(2n ** 63n), 7n]

  test.each([BigInt64Array, BigUint64Array])('passes each integer of a %o', (Numbers) => {
    const numbers = Numbers.from(values)
    const sink = new TextSink(new Set(numbers.keys()))
    passBigints(numbers, sink)
    expect([...sink.texts.values()]).toStrictEqual([...numbers].map(String))
  })

  test('passes the same cells as one integer after the other', () => {
    const [all, single] = [new CellSink(2), new CellSink(2)]
    passBigints(BigInt64Array.from(values), all)
    for (const value of values) single.integer(value)
    expect(all.rows).toBe(values.length)
    expect(all.view(values.length)).toStrictEqual(single.view(values.length))
  })
})

test('NumberBatch passes on at most 2,048 numbers together, and none twice', () => {
  const passed: (readonly number[])[] = []
  const batch = new NumberBatch((values, count) => passed.push([...values.subarray(0, count)]))
  const sink = new TextSink(new Set())
  const values = [...new Array(5000).keys()]
  for (const value of values) batch.add(value, sink)
  batch.flush(sink)
  batch.flush(sink)
  expect(passed.map(({ length }) => length)).toStrictEqual([2048, 2048, 904])
  expect(passed.flat()).toStrictEqual(values)
})
