import { expect, test } from 'vitest'
import { RowSample } from '../../../src/compare/rows/row-sample.ts'

/** A hash whose second word begins with so many zeros. */
const createHash = (zeros: number) => [1, zeros === 32 ? 0 : 2 ** (31 - zeros), 2, 3]

test('RowSample keeps all rows up to its limit, and then those with ever more zeros', () => {
  const sample = new RowSample(3)
  const hashes = Uint32Array.from([0, 1, 0, 2, 0, 1, 3].flatMap(createHash))
  sample.countAll(hashes, 3)
  expect(sample.shift).toBe(0)
  sample.countAll(hashes.subarray(12), 4)
  expect(sample.shift).toBe(2)
  const has = (zeros: number) => sample.has(Uint32Array.from(createHash(zeros)), 0)
  expect([0, 1, 2, 3, 32].map(has)).toStrictEqual([false, false, true, true, true])
})

test('RowSample counts no rows that it does not keep', () => {
  const sample = new RowSample(1)
  sample.countAll(Uint32Array.from([0, 0, ...new Array(9).fill(0)].flatMap(createHash)), 11)
  // Two rows without a zero are one too many; the others are not kept.
  expect(sample.shift).toBe(1)
})
