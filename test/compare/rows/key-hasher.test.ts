import { expect, test } from 'vitest'
import { hashBlocks } from '../../../src/compare/rows/hash-bytes.ts'
import { KeyHasher } from '../../../src/compare/rows/key-hasher.ts'

test('KeyHasher distinguishes the columns of a key', () => {
  const hasher = new KeyHasher(2)
  const [a, b] = [Uint32Array.of(1, 0, 0, 0), Uint32Array.of(2, 0, 0, 0)]
  const hash = [...hasher.hash([a, b], 1)]
  expect(hash).not.toStrictEqual([...hasher.hash([b, a], 1)])
})

test('KeyHasher returns the hash of the cells of all columns, for more rows than before', () => {
  const hasher = new KeyHasher(2)
  const [a, b] = [Uint32Array.of(1, 2, 3, 4, 9, 10, 11, 12), Uint32Array.of(5, 6, 7, 8, 13, 14, 15, 16)]
  hasher.hash([a, b], 1)
  const expected = new Uint32Array(8)
  hashBlocks(Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8), expected, 0)
  hashBlocks(Uint32Array.of(9, 10, 11, 12, 13, 14, 15, 16), expected, 4)
  expect(hasher.hash([a, b], 2)).toStrictEqual(expected)
})
