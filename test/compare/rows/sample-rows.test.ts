import { describe, expect, test } from 'vitest'
import type { RowTable } from '../../../src/compare/rows/row-table.ts'
import { readSamples } from '../../../src/compare/rows/sample-rows.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { openTestTable, type TestTable } from './fixtures.ts'

const create = (amounts: readonly number[]): TestTable => ({
  id: { kind: 'integers', values: amounts.map((_, row) => row) },
  amount: { kind: 'floats', values: amounts },
  text: { kind: 'texts', values: amounts.map(() => 'same') },
})

test('readSamples shows the key first, and only values that differ', async () => {
  const tables = {
    base: await openTestTable(create([1, 2, 3]), 'frames'),
    now: await openTestTable(create([1, 2.5]), 'snappy'),
  }
  const columns = { key: ['id'], values: ['amount', 'text'], json: { base: new Set<string>(), now: new Set<string>() } }
  const pairs = {
    added: [{ base: undefined, now: 0 }],
    removed: [{ base: 2, now: undefined }],
    changed: [{ base: 1, now: 1 }],
  }
  expect(await readSamples(tables, columns, pairs, { signal: neverAborted })).toStrictEqual({
    added: [
      {
        key: ['0'],
        values: [
          { column: 'amount', now: '1' },
          { column: 'text', now: 'same' },
        ],
      },
    ],
    removed: [
      {
        key: ['2'],
        values: [
          { column: 'amount', base: '3' },
          { column: 'text', base: 'same' },
        ],
      },
    ],
    changed: [{ key: ['1'], values: [{ column: 'amount', base: '2', now: '2.5' }] }],
  })
})

describe('readSamples with one of its tables', () => {
  /** A table of which each slice has two rows of the first column, and the others follow in the next slice. */
  function createTable(slices: number) {
    const state = { slices: 0 }
    const table: RowTable = {
      columns: [],
      jsonTexts: new Map(),
      read: async function* (columns) {
        for (let slice = 0; slice < slices; slice++) {
          state.slices++
          for (const [index, { sink }] of columns.entries()) if (index === 0 || slice > 0) sink.numbers(values, 2)
          yield
        }
      },
    }
    const values = Float64Array.of(1, 2)
    return { table, state }
  }

  const none = new Set<string>()
  const columns = { key: ['id'], values: ['a'], json: { base: none, now: none } }
  const unread: RowTable = {
    columns: [],
    jsonTexts: new Map(),
    read: () => {
      throw new Error('is read')
    },
  }
  const added = { added: [{ base: undefined, now: 1 }], removed: [], changed: [] }

  test('reads it until all values are there, and not the other', async () => {
    const { table, state } = createTable(9)
    const tables = { base: unread, now: table }
    const samples = await readSamples(tables, columns, added, { signal: neverAborted })
    expect(samples?.added).toStrictEqual([{ key: ['2'], values: [{ column: 'a', now: '2' }] }])
    expect(state.slices).toBe(2)
  })

  test('shows at most twelve values', async () => {
    const values = Array.from({ length: 13 }, (_, index) => `column ${index}`)
    const tables = { base: unread, now: createTable(9).table }
    const samples = await readSamples(tables, { ...columns, values }, added, { signal: neverAborted })
    expect(samples?.added[0]?.values.map(({ column }) => column)).toStrictEqual(values.slice(0, 12))
  })

  test('stops when it is cancelled', async () => {
    const tables = { base: unread, now: createTable(9).table }
    const signal = AbortSignal.abort(new Error('stop'))
    await expect(readSamples(tables, columns, added, { signal })).rejects.toThrow('stop')
  })
})
