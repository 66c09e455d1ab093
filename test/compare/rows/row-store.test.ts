import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { countZeros, partitionCount, RowStore, recordHead } from '../../../src/compare/rows/row-store.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

/** A hash whose words spread over partitions and samples. */
const createHash = (row: number) =>
  Uint32Array.from([0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 1], (factor) => Math.imul(row + 1, factor))

function readRows(store: RowStore): readonly number[] {
  return Array.from({ length: partitionCount }, (_, partition) => store.read(partition)).flatMap((records) =>
    Array.from(
      { length: records.length / store.recordWords },
      (_, at) => records[at * store.recordWords + recordHead.row] ?? -1,
    ),
  )
}

describe('RowStore', () => {
  test('returns every record from its partition, with its cells', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 1, maxRows: 1e9 })
    const cells = Uint32Array.from({ length: 200_000 }, (_, index) => index)
    for (let row = 0; row < 100_000; row++) store.add(createHash(row), [cells], row)
    expect(store.rows).toBe(100_000)
    expect(readRows(store).toSorted((a, b) => a - b)).toStrictEqual([...new Array(100_000).keys()])
    const records = store.read(7)
    for (let at = 0; at < records.length; at += store.recordWords) {
      const row = records[at + recordHead.row] ?? -1
      expect([...records.subarray(at, at + 4)]).toStrictEqual([...createHash(row)])
      expect((records[at] ?? 0) >>> 24).toBe(7)
      expect(records[at + recordHead.words + 1]).toBe(row * 2 + 1)
    }
    store.close()
    expect(await readdir(folder.path)).toStrictEqual([])
  })

  test('keeps ever fewer rows beyond its limit, those whose hash begins with zeros', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 0, maxRows: 1000 })
    for (let row = 0; row < 10_000; row++) store.add(createHash(row), [], 0)
    const kept = readRows(store).filter((row) => countZeros(createHash(row), 0) >= store.shift)
    const sampled = [...new Array(10_000).keys()].filter((row) => countZeros(createHash(row), 0) >= store.shift)
    store.close()
    expect(store.shift).toBe(4)
    expect(kept.toSorted((a, b) => a - b)).toStrictEqual(sampled)
    expect(store.rows).toBe(10_000)
  })
})
