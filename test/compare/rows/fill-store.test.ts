import { describe, expect, test } from 'vitest'
import { fillStore, KeyHasher } from '../../../src/compare/rows/fill-store.ts'
import { hashBlocks } from '../../../src/compare/rows/hash-bytes.ts'
import { RowStore } from '../../../src/compare/rows/row-store.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { openTestTable, readRecords } from './fixtures.ts'

const rows = 500
const table = {
  id: { kind: 'integers', values: [...new Array(rows).keys()] },
  amount: { kind: 'floats', values: new Array(rows).fill(1.5) },
} as const

describe('fillStore', () => {
  test('adds each row with its key and its cells', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 1, maxRows: 1000 })
    await fillStore(await openTestTable(table, 'snappy'), { key: ['id'], values: ['amount'], json: new Set() }, store, {
      signal: neverAborted,
    })
    const records = Array.from({ length: 256 }, (_, partition) => readRecords(store, partition))
    store.close()
    const { facts } = store
    expect(facts.rows).toBe(rows)
    expect(records.reduce((sum, { length }) => sum + length, 0)).toBe(rows * facts.recordWords)
    const hashes = records.flatMap((all) =>
      Array.from({ length: all.length / facts.recordWords }, (_, at) =>
        all.subarray(at * facts.recordWords, at * facts.recordWords + 4).join(),
      ),
    )
    expect(new Set(hashes).size).toBe(rows)
  })

  test('stops when it is cancelled', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const store = new RowStore(folder.path, 'x', { cells: 1, maxRows: 1000 })
    const columns = { key: ['id'], values: ['amount'], json: new Set<string>() }
    const filled = fillStore(await openTestTable(table, 'frames'), columns, store, {
      signal: AbortSignal.abort(new Error('stop')),
    })
    await expect(filled).rejects.toThrow('stop')
    store.close()
  })
})

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
