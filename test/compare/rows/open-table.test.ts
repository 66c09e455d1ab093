import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { concatTables, openTable } from '../../../src/compare/rows/open-table.ts'
import type { ColumnKind } from '../../../src/compare/rows/row-table.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { encodeFrame } from '../../disdat/format/fixtures/write-frame.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource, openTestTable, readTestTable } from './fixtures.ts'

const numbers = { kind: 'integers', values: [1, 2] } as const

// compare-rows.test.ts opens the tables of real bundles.
describe('concatTables', () => {
  test('reads tables of different columns and formats one after the other', async () => {
    const joined = await concatTables([
      async () => await openTestTable({ id: numbers, x: numbers }, 'snappy'),
      async () => await openTestTable({ id: numbers, y: { kind: 'texts', values: ['a', undefined] } }, 'csv'),
    ])
    const { columns } = await openTestTable({ id: numbers, x: numbers }, 'snappy')
    expect(columns.every(({ readBytes = 0 }) => readBytes > 0)).toBe(true)
    expect(joined.columns).toStrictEqual([
      { name: 'id', kind: 'untyped', readBytes: columns[0]?.readBytes },
      { name: 'x', kind: 'number', readBytes: columns[1]?.readBytes },
      { name: 'y', kind: 'untyped' },
    ])
    expect(await readTestTable(joined)).toStrictEqual({
      id: ['1', '2', '1', '2'],
      x: ['1', '2', '∅', '∅'],
      y: ['∅', '∅', 'a', '∅'],
    })
  })

  test('has columns that take the memory of the table that needs most', async () => {
    const open = (readBytes: number) => async () => {
      return {
        ...(await openTestTable({ x: numbers }, 'frames')),
        columns: [{ name: 'x', kind: 'text', readBytes }],
      } as const
    }
    expect((await concatTables([open(2), open(3), open(1)])).columns).toMatchObject([{ readBytes: 3 }])
  })

  test.each<[ColumnKind, ColumnKind, ColumnKind]>([
    ['number', 'number', 'number'],
    ['number', 'text', 'untyped'],
    ['number', 'other', 'other'],
    ['other', 'number', 'other'],
    ['other', 'other', 'other'],
  ])('has a column of the kinds %s and %s as %s', async (first, second, expected) => {
    const open = (kind: ColumnKind) => async () => {
      return { ...(await openTestTable({ x: numbers }, 'frames')), columns: [{ name: 'x', kind }] }
    }
    expect((await concatTables([open(first), open(second)])).columns).toStrictEqual([{ name: 'x', kind: expected }])
  })
})

describe('openTable', () => {
  const options = { signal: neverAborted }

  test('opens frames', async () => {
    const content = { kind: 'bigints', values: BigInt64Array.of(1n, 2n) } as const
    const sources = ['id', 'x'].map((name) =>
      createMemorySource(encodeFrame({ name, uuid: crypto.randomUUID(), content })),
    )
    const frames = ['id', 'x'].map((name) => ({ name, type: 'INT64' as const }))
    const table = await openTable({ layout: { windowBytes: 100, frames }, sources }, options)
    expect(await readTestTable(table)).toStrictEqual({ id: ['1', '2'], x: ['1', '2'] })
    const one = await openTable({ layout: { windowBytes: 100, frames }, sources: sources.slice(0, 1) }, options)
    await expect(readTestTable(one)).rejects.toThrow(new BundleFormatError('a table without one of its objects'))
  })

  test('opens files of both formats', async () => {
    const parquet = parquetWriteBuffer({ columnData: [{ name: 'id', data: [3], type: 'INT32' }] })
    const sources = [Buffer.from('id\n1\n2\n'), new Uint8Array(parquet)].map(createMemorySource)
    const table = await openTable({ layout: { windowBytes: 100, files: ['csv', 'parquet'] }, sources }, options)
    expect(await readTestTable(table)).toStrictEqual({ id: ['1', '2', '3'] })
  })
})
