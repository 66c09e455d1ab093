import { truncate } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { countZeros, RowRecords } from '../../../src/compare/rows/row-records.ts'
import { maxBlockWords, RowStore } from '../../../src/compare/rows/row-store.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

const hash = Uint32Array.of(0x07ffffff, 2, 3, 4)

// row-store.test.ts reads what was written.
describe('RowRecords', () => {
  test.each([0, 1, 5000])('reads records of %i cells that share one key in blocks of a limited size', async (cells) => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells, maxRows: 1e9 })
    const columns = new Array(cells).fill(Uint32Array.of(3, 4))
    const rows = 20_000 / (cells + 1)
    for (let row = 0; row < rows; row++) store.add(hash, columns, 1)
    const partition = (hash[0] ?? 0) >>> 24
    const records = new RowRecords(store.facts)
    const words = [...records.readBlocks(partition)].map(({ length }) => length)
    expect(words.length).toBeGreaterThan(1)
    expect(Math.max(...words)).toBeLessThanOrEqual(Math.max(maxBlockWords, store.facts.recordWords))
    expect(words.reduce((sum, n) => sum + n, 0)).toBe(records.countRecords(partition) * store.facts.recordWords)
    expect(records.countRecords(partition)).toBe(store.facts.rows)
    records.close()
    store.close()
  })

  test('reads from facts that were sent to another thread, and refuses a file that is cut off', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 0, maxRows: 1e9 })
    for (let row = 0; row < 5000; row++) store.add(hash, [], 1)
    store.close()
    const records = new RowRecords(structuredClone(store.facts))
    const countWords = () => [...records.readBlocks(7)].reduce((sum, { length }) => sum + length, 0)
    expect(countWords()).toBe(25_000)
    await truncate(store.facts.path, 100)
    expect(countWords).toThrow(`${store.facts.path} is cut off`)
    records.close()
    expect(countWords).toThrow('EBADF')
  })

  test('reads the last records of a partition between others, and no block of an empty one', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 0, maxRows: 1e9 })
    for (const partition of [6, 7, 9]) store.add(Uint32Array.of(partition << 24, 1, 2, partition), [], 1)
    store.close()
    const records = new RowRecords(store.facts)
    const read = (partition: number) => [...records.readBlocks(partition)].map((block) => [...block])
    expect(read(7)).toStrictEqual([[7 << 24, 1, 2, 7, 1]])
    expect(read(8)).toStrictEqual([])
    expect([7, 8].map((partition) => records.countRecords(partition))).toStrictEqual([1, 0])
    records.close()
  })
})

test.each([
  [0, 32],
  [1, 31],
  [2 ** 31, 0],
])('countZeros counts the zeros before the first one of the second word, %i', (word, zeros) => {
  expect(countZeros(Uint32Array.of(255, 255, 255, word, 255), 2)).toBe(zeros)
})
