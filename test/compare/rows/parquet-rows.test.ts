import fc from 'fast-check'
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import { describe, expect, test } from 'vitest'
import { loadHyparquet } from '../../../src/compare/rows/parquet-pages.ts'
import { openParquetRows } from '../../../src/compare/rows/parquet-rows.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource, openTestTable, readTestTable, type TestTable } from './fixtures.ts'

const rows = 50
const table: TestTable = {
  id: { kind: 'integers', values: [...new Array(rows).keys()] },
  amount: { kind: 'floats', values: Array.from({ length: rows }, (_, row) => (row % 5 === 0 ? undefined : row / 4)) },
  text: {
    kind: 'texts',
    values: Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? undefined : `t${row % 7}`)),
  },
  flag: { kind: 'booleans', values: Array.from({ length: rows }, (_, row) => row % 2 === 0) },
}

const open = async (bytes: ArrayBuffer | Uint8Array) =>
  await openParquetRows(createMemorySource(new Uint8Array(bytes)), 64, { signal: neverAborted })

describe('openParquetRows', () => {
  test.each(['snappy', 'gzip', 'zstd'] as const)(
    'reads row groups and pages that are compressed with %s',
    async (codec) => {
      const opened = await openTestTable(table, codec)
      expect(opened.columns.map(({ kind }) => kind)).toStrictEqual(['number', 'number', 'text', 'boolean'])
      const shown = Object.entries(table).map(([name, { values }]) => [
        name,
        values.map((value) => String(value ?? '∅')),
      ])
      expect(await readTestTable(opened)).toStrictEqual(Object.fromEntries(shown))
    },
  )

  test('has missing values for a column that the file lacks', async () => {
    expect(
      await readTestTable(await openTestTable({ id: table['id'] ?? { kind: 'integers', values: [] } }, 'gzip'), ['x']),
    ).toStrictEqual({ x: new Array(rows).fill('∅') })
  })

  test('does not compare nested columns', async () => {
    const schema = [
      { name: 'root', num_children: 1 },
      { name: 'list', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
    ] as const
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'list', data: [[1, 2], [3]] }], schema: [...schema] })
    expect((await open(bytes)).columns).toStrictEqual([{ name: 'list', kind: 'other' }])
  })

  test('reads a damaged file as other data, or refuses it', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'a', data: [1, 2, 3], type: 'INT32' },
          { name: 'b', data: ['x', 'y', 'x'], type: 'STRING' },
        ],
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const damaged = Uint8Array.from(bytes)
        damaged[at] = (damaged[at] ?? 0) ^ mask
        try {
          await readTestTable(await open(damaged))
        } catch (error) {
          expect(error).toBeInstanceOf(BundleFormatError)
        }
      }),
      { numRuns: 500 },
    )
  })

  test.each([-1n, 2n ** 60n])('refuses a row group of %s rows, also for columns that it lacks', async (rows) => {
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'a', data: [1], type: 'INT32' }] })
    const hyparquet = await loadHyparquet()
    const metadata = hyparquet.metadata.parquetMetadata(bytes)
    const groups = metadata.row_groups.map((group) => ({ ...group, num_rows: rows }))
    const writer = new ByteWriter()
    writer.appendBytes(Buffer.from('PAR1'))
    writeMetadata(writer, { ...metadata, row_groups: groups })
    writer.appendBytes(Buffer.from('PAR1'))
    await expect(readTestTable(await open(writer.getBuffer()), ['x'])).rejects.toThrow(BundleFormatError)
  })
})
