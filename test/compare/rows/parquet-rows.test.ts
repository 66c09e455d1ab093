import fc from 'fast-check'
import type { ColumnChunk, ColumnMetaData, FileMetaData } from 'hyparquet'
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
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

  test('estimates the memory of each column by its pages, its dictionary and its largest row group', async () => {
    const values = Float64Array.from({ length: 400_000 }, (_, row) => row / 7)
    const texts = Array.from(values, (_, row) => `text ${row % 3}`)
    const columnData = [
      { name: 'large', data: values, type: 'DOUBLE', encoding: 'PLAIN' },
      { name: 'texts', data: texts, type: 'STRING' },
    ] as const
    const bytes = parquetWriteBuffer({
      columnData: [...columnData],
      codec: 'UNCOMPRESSED',
      rowGroupSize: [1000, 399_000],
    })
    const [large, few] = (await open(bytes)).columns
    expect(large?.readBytes).toBe(2 * 1.25 * 1024 * 1024)
    // Two bits a value, packed once and unpacked once, and a dictionary of three texts.
    expect(few?.readBytes).toBeGreaterThan(2 * 99_000)
    expect(few?.readBytes).toBeLessThan(2 * 110_000)
  })

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
    const opened = await open(bytes)
    expect(opened.columns).toStrictEqual([{ name: 'list', kind: 'other' }])
    expect(await readTestTable(opened)).toStrictEqual({ list: ['∅', '∅'] })
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

  /** A file of one column of integers whose metadata are changed. */
  async function writeFile(change: (metadata: FileMetaData) => Partial<FileMetaData>): Promise<ArrayBuffer> {
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'a', data: [1], type: 'INT32' }] })
    const metadata = (await loadHyparquet()).metadata.parquetMetadata(bytes)
    const writer = new ByteWriter()
    const footer = new ByteWriter()
    writeMetadata(footer, { ...metadata, ...change(metadata) })
    writer.appendBytes(
      new Uint8Array(bytes).subarray(0, -8 - new DataView(bytes).getUint32(bytes.byteLength - 8, true)),
    )
    writer.appendBytes(new Uint8Array(footer.getBuffer()))
    writer.appendBytes(Buffer.from('PAR1'))
    return writer.getBuffer()
  }

  test.each([
    ['REQUIRED', 'number'],
    ['OPTIONAL', 'number'],
    ['REPEATED', 'other'],
  ] as const)('has a column of integers that are %s as %s', async (repetition_type, kind) => {
    const file = await writeFile(({ schema }) => ({
      schema: schema.map((element) => (element.name === 'a' ? { ...element, repetition_type } : element)),
    }))
    expect((await open(file)).columns).toMatchObject([{ name: 'a', kind }])
  })

  const mebibyte = 1024 * 1024
  const page = (count: number) => ({ page_type: 'DATA_PAGE', encoding: 'PLAIN', count }) as const
  const dictionary = { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 } as const
  test.each<[string, number, number, Partial<ColumnMetaData>, number]>([
    ['one page a row group, as DuckDB does', 3, 9, { encoding_stats: [page(1)] }, 12],
    ['an unknown number of pages', 3, 9, {}, 12],
    ['pages of 1 MiB', 3, 9, { encoding_stats: [page(9)] }, 2.5],
    ['larger pages', 20, 40, { encoding_stats: [page(10)] }, 6],
    ['pages of several encodings', 20, 40, { encoding_stats: [dictionary, page(2), page(10)] }, 6],
    ['no number of pages', 3, 9, { encoding_stats: [page(Number.NaN), page(-1)] }, 12],
    ['pages that would be refused', 100, 100, {}, 64],
    ['a dictionary', 1, 1, { dictionary_page_offset: 4n, data_page_offset: 4n + BigInt(mebibyte / 4) }, 2.5],
    ['a dictionary behind its pages', 1, 1, { dictionary_page_offset: 9n, data_page_offset: 4n }, 2],
    ['sizes below zero', -1, -1, {}, 0],
  ])('estimates the memory of a column with %s', async (_, packed, unpacked, facts, expected) => {
    const sizes = {
      total_compressed_size: BigInt(packed * mebibyte),
      total_uncompressed_size: BigInt(unpacked * mebibyte),
    }
    const file = await writeFile(({ row_groups: groups }) => ({
      row_groups: groups.map((group) => ({
        ...group,
        columns: group.columns.map(({ meta_data: chunk, ...column }) => ({
          ...column,
          ...(chunk && { meta_data: { ...chunk, encoding_stats: [], ...sizes, ...facts } }),
        })),
      })),
    }))
    expect((await open(file)).columns).toStrictEqual([{ name: 'a', kind: 'number', readBytes: expected * mebibyte }])
  })

  test('does not read the places of GeoParquet, which may be damaged', async () => {
    const file = await writeFile(() => ({ key_value_metadata: [{ key: 'geo', value: '{' }] }))
    expect(await readTestTable(await open(file))).toStrictEqual({ a: ['1'] })
  })

  test.each([10, 100_000])('reads a footer of more than %i bytes without a place outside of the file', async (size) => {
    const file = await writeFile(() => ({ key_value_metadata: [{ key: 'a', value: 'x'.repeat(size) }] }))
    const bytes = new Uint8Array(file)
    const reads: number[] = []
    const source: ByteSource = {
      size: bytes.length,
      read: async (offset, length) => {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset + length).toBeLessThanOrEqual(bytes.length)
        reads.push(length)
        return bytes.slice(offset, offset + length)
      },
    }
    const opened = await openParquetRows(source, 64, { signal: neverAborted })
    expect(reads).toHaveLength(size === 10 ? 1 : 2)
    expect(reads[0]).toBe(Math.min(bytes.length, 65_536))
    expect(await readTestTable(opened)).toStrictEqual({ a: ['1'] })
  })

  test('reads a row group without rows', async () => {
    const file = await writeFile(({ row_groups: groups }) => ({
      row_groups: groups.map((group) => ({ ...group, num_rows: 0n })),
    }))
    expect(await readTestTable(await open(file))).toStrictEqual({ a: [] })
  })

  test('reads pages of more than half a megabyte', async () => {
    const data = Array.from({ length: 100_000 }, (_, row) => row / 2)
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'a', data, type: 'DOUBLE' }] }))
    const opened = await openParquetRows(createMemorySource(bytes), 2 ** 20, { signal: neverAborted })
    expect((await readTestTable(opened))['a']?.at(-1)).toBe('4999.5')
  })

  test.each<[string, (columns: readonly ColumnChunk[]) => ColumnChunk[]]>([
    ['lacks', () => []],
    ['has in another file', (columns) => columns.map((column) => ({ ...column, file_path: 'b.parquet' }))],
  ])('refuses a row group that %s a column of its schema', async (_, change) => {
    const file = await writeFile(({ row_groups: groups }) => ({
      row_groups: groups.map((group) => ({ ...group, columns: change(group.columns) })),
    }))
    await expect(readTestTable(await open(file))).rejects.toThrow(
      new BundleFormatError('a row group without one of its columns'),
    )
  })

  test('refuses a footer without a schema', async () => {
    const error: unknown = await open(
      Uint8Array.from([...Buffer.from('PAR1'), 0, 1, 0, 0, 0, ...Buffer.from('PAR1')]),
    ).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BundleFormatError)
    expect(error).toHaveProperty('message', expect.stringMatching(/^not a Parquet file: /))
  })

  test.each([-1n, 2n ** 60n])('refuses a row group of %s rows, also for columns that it lacks', async (rows) => {
    const file = await writeFile(({ row_groups: groups }) => ({
      row_groups: groups.map((group) => ({ ...group, num_rows: rows })),
    }))
    await expect(readTestTable(await open(file), ['x'])).rejects.toThrow(
      new BundleFormatError('a row group of no number of rows'),
    )
  })
})
