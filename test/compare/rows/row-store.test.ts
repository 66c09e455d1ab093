import { describe, expect, test } from 'vitest'
import { countZeros, partitionCount, recordHead } from '../../../src/compare/rows/row-records.ts'
import { RowStore } from '../../../src/compare/rows/row-store.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { readRecords } from './fixtures.ts'

/** A hash whose words spread over partitions and samples. */
const createHash = (row: number) =>
  Uint32Array.from([0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 1], (factor) => Math.imul(row + 1, factor))

const createHashes = (row: number, rows: number) =>
  Uint32Array.from(Array.from({ length: rows }, (_, index) => [...createHash(row + index)]).flat())

function readRows(store: RowStore): readonly number[] {
  const { recordWords } = store.facts
  return Array.from({ length: partitionCount }, (_, partition) => readRecords(store, partition)).flatMap((records) =>
    Array.from({ length: records.length / recordWords }, (_, at) => records[at * recordWords + recordHead.row] ?? -1),
  )
}

describe('RowStore', () => {
  test('returns every record from its partition, with its cells', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 1, maxRows: 1e9 })
    const cells = Uint32Array.from({ length: 200_000 }, (_, index) => index)
    for (let row = 0, rows = 1; row < 100_000; row += rows, rows = Math.min(rows * 3, 100_000 - row))
      store.add(createHashes(row, rows), [cells.subarray(row * 2)], rows)
    expect(store.facts.rows).toBe(100_000)
    expect(readRows(store).toSorted((a, b) => a - b)).toStrictEqual([...new Array(100_000).keys()])
    const records = readRecords(store, 7)
    const { recordWords } = store.facts
    for (let at = 0; at < records.length; at += recordWords) {
      const row = records[at + recordHead.row] ?? -1
      expect([...records.subarray(at, at + 4)]).toStrictEqual([...createHash(row)])
      expect((records[at] ?? 0) >>> 24).toBe(7)
      expect(records[at + recordHead.words + 1]).toBe(row * 2 + 1)
    }
    store.close()
  })

  test('keeps ever fewer rows beyond its limit, those whose hash begins with zeros', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 0, maxRows: 1000 })
    for (let row = 0; row < 10_000; row += 500) store.add(createHashes(row, 500), [], 500)
    const { shift } = store.facts
    const kept = readRows(store).filter((row) => countZeros(createHash(row), 0) >= shift)
    const sampled = [...new Array(10_000).keys()].filter((row) => countZeros(createHash(row), 0) >= shift)
    store.close()
    expect(shift).toBe(4)
    expect(kept.toSorted((a, b) => a - b)).toStrictEqual(sampled)
    expect(store.facts.rows).toBe(10_000)
  })

  test('keeps a sample below its limit, even of rows whose hashes all have as many zeros', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 0, maxRows: 10 })
    for (let row = 0; row < 100; row++) store.add(Uint32Array.of(row, 0, row, row), [], 1)
    expect(store.facts.shift).toBe(33)
    store.close()
  })
})
