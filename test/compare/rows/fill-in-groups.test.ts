import { readdirSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blockRows } from '../../../src/compare/rows/fill-in-groups.ts'
import { fillStore } from '../../../src/compare/rows/fill-store.ts'
import { countZeros, partitionCount } from '../../../src/compare/rows/row-records.ts'
import { RowStore } from '../../../src/compare/rows/row-store.ts'
import { maxReadBytes, type RowTable } from '../../../src/compare/rows/row-table.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { openTestTable, readRecords, type TestTable } from './fixtures.ts'

const columns = { key: ['id', 'part'], values: ['amount', 'name', 'flag', 'count'], json: new Set<string>() }

function createTable(rows: number): TestTable {
  const numbers = [...new Array(rows).keys()]
  return {
    id: { kind: 'integers', values: numbers.map((row) => Math.floor(row / 2)) },
    part: { kind: 'texts', values: numbers.map((row) => (row % 2 === 0 ? 'a' : 'b')) },
    amount: { kind: 'floats', values: numbers.map((row) => (row % 7 === 0 ? undefined : row / 3)) },
    name: { kind: 'texts', values: numbers.map((row) => `name ${row % 10}`) },
    flag: { kind: 'booleans', values: numbers.map((row) => row % 3 === 0) },
    count: { kind: 'integers', values: numbers },
  }
}

/** The table, of which at most two columns can be read at a time. */
function limitColumns(table: RowTable): RowTable {
  const readBytes = maxReadBytes / 2
  return { ...table, columns: table.columns.map((column) => ({ ...column, readBytes })) }
}

/** The records that a sample keeps of a table whose columns can be read all at once, or in groups. */
async function fill(rows: number, maxRows: number, isInGroups: boolean) {
  await using folder = await makeTemporaryFolder('rows-')
  const store = new RowStore(folder.path, 'store', { cells: columns.values.length, maxRows })
  const read: (readonly string[])[] = []
  let temporaryBytes = 0
  const whole = await openTestTable(createTable(rows), 'snappy')
  const table = isInGroups ? limitColumns(whole) : whole
  const noting: RowTable = {
    ...table,
    read: (wanted, options) => {
      read.push(wanted.map(({ name }) => name))
      const files = readdirSync(folder.path).filter((file) => file !== 'store')
      temporaryBytes = files.reduce((sum, file) => sum + statSync(join(folder.path, file)).size, 0)
      return table.read(wanted, options)
    },
  }
  await fillStore(noting, columns, store, { folder: folder.path, signal: neverAborted })
  const { rows: counted, shift, recordWords } = store.facts
  const records = Array.from({ length: partitionCount }, (_, partition) => {
    const words = readRecords(store, partition)
    const each = Array.from({ length: words.length / recordWords }, (__, at) =>
      words.subarray(at * recordWords, (at + 1) * recordWords),
    )
    return each.filter((record) => countZeros(record, 0) >= shift)
  })
  store.close()
  return { rows: counted, shift, records, read, temporaryBytes, files: await readdir(folder.path) }
}

describe('fillStore, with columns in groups', () => {
  test.each([
    ['less than a block', 100, 1e6],
    ['whole blocks', blockRows * 2, 1e6],
    ['some blocks, and a rest', blockRows * 2 + 7, 1e6],
    ['a sample of blocks', blockRows * 2 + 7, 300],
    ['a sample of few rows', blockRows * 2 + 7, 3],
    ['no rows', 0, 1e6],
  ])('has the same records as with all columns at once, for %s', async (_, rows, maxRows) => {
    const { read: readAtOnce, temporaryBytes: _none, ...atOnce } = await fill(rows, maxRows, false)
    const { read, temporaryBytes, ...inGroups } = await fill(rows, maxRows, true)
    expect(inGroups).toStrictEqual(atOnce)
    expect(inGroups).toMatchObject({ rows, files: ['store'] })
    const kept = inGroups.records.flat().length
    expect(kept).toBeGreaterThanOrEqual(Math.min(rows, 1))
    // Before the last group is read: the hashes of all keys, and two cells of each row that is kept.
    expect(temporaryBytes).toBe(rows * 16 + kept * 2 * 8)
    expect(readAtOnce).toStrictEqual([[...columns.key, ...columns.values]])
    expect(read).toStrictEqual([columns.key, ['amount', 'name'], ['flag', 'count']])
  })

  test('has the same records of a table that is all key', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const all = { key: [...columns.key, ...columns.values], values: [], json: new Set<string>() }
    const table = await openTestTable(createTable(2000), 'snappy')
    const stores = await Promise.all(
      [table, limitColumns(table)].map(async (each, index) => {
        const store = new RowStore(folder.path, `store-${index}`, { cells: 0, maxRows: 1e6 })
        await fillStore(each, all, store, { folder: folder.path, signal: neverAborted })
        return store
      }),
    )
    const [atOnce, inGroups] = stores.map((store) =>
      Array.from({ length: partitionCount }, (_, partition) => [...readRecords(store, partition)]),
    )
    for (const store of stores) store.close()
    expect(atOnce?.flat()).toHaveLength(2000 * 5)
    expect(inGroups).toStrictEqual(atOnce)
  })

  test('refuses columns of another length than the key, and leaves no files', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const table = limitColumns(await openTestTable(createTable(20), 'snappy'))
    const longer = await openTestTable(createTable(21), 'snappy')
    const mixed: RowTable = {
      ...table,
      read: (wanted, options) => (wanted[0]?.name === 'flag' ? longer : table).read(wanted, options),
    }
    const store = new RowStore(folder.path, 'store', { cells: columns.values.length, maxRows: 100 })
    await expect(fillStore(mixed, columns, store, { folder: folder.path, signal: neverAborted })).rejects.toThrow(
      new BundleFormatError('columns of 20 and of 21 rows'),
    )
    store.close()
    expect(await readdir(folder.path)).toStrictEqual(['store'])
  })

  test('stops when it is cancelled', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const table = limitColumns(await openTestTable(createTable(20), 'snappy'))
    const store = new RowStore(folder.path, 'store', { cells: columns.values.length, maxRows: 100 })
    const signal = AbortSignal.abort(new Error('stop'))
    await expect(fillStore(table, columns, store, { folder: folder.path, signal })).rejects.toThrow('stop')
    store.close()
  })
})
