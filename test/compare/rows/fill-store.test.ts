import { describe, expect, test } from 'vitest'
import { fillStore } from '../../../src/compare/rows/fill-store.ts'
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
      ...{ signal: neverAborted, folder: folder.path },
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
      ...{ signal: AbortSignal.abort(new Error('stop')), folder: folder.path },
    })
    await expect(filled).rejects.toThrow('stop')
    store.close()
  })
})
