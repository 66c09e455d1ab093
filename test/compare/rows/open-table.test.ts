import { describe, expect, test } from 'vitest'
import { concatTables } from '../../../src/compare/rows/open-table.ts'
import { openTestTable, readTestTable } from './fixtures.ts'

const numbers = { kind: 'integers', values: [1, 2] } as const

// compare-rows.test.ts opens the tables of real bundles.
describe('concatTables', () => {
  test('reads tables of different columns and formats one after the other', async () => {
    const joined = await concatTables([
      async () => await openTestTable({ id: numbers, x: numbers }, 'snappy'),
      async () => await openTestTable({ id: numbers, y: { kind: 'texts', values: ['a', undefined] } }, 'csv'),
    ])
    expect(joined.columns).toStrictEqual([
      { name: 'id', kind: 'untyped' },
      { name: 'x', kind: 'number' },
      { name: 'y', kind: 'untyped' },
    ])
    expect(await readTestTable(joined)).toStrictEqual({
      id: ['1', '2', '1', '2'],
      x: ['1', '2', '∅', '∅'],
      y: ['∅', '∅', 'a', '∅'],
    })
  })
})
