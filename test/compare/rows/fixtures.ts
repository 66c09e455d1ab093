import { gzipSync, zstdCompressSync } from 'node:zlib'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
import { openCsvRows } from '../../../src/compare/rows/csv-rows.ts'
import { openFrameRows } from '../../../src/compare/rows/frame-rows.ts'
import { openParquetRows } from '../../../src/compare/rows/parquet-rows.ts'
import { RowRecords } from '../../../src/compare/rows/row-records.ts'
import type { RowStore } from '../../../src/compare/rows/row-store.ts'
import type { RowTable } from '../../../src/compare/rows/row-table.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { type FrameContent, getFrameType } from '../../disdat/format/fixtures/frame-content.ts'
import { encodeFrame } from '../../disdat/format/fixtures/write-frame.ts'
import { neverAborted } from '../../remote/helpers.ts'

/** A column of a table for tests; `undefined` and NaN are missing values. */
export type TestColumn =
  | { readonly kind: 'integers'; readonly values: readonly number[] }
  | { readonly kind: 'floats'; readonly values: readonly (number | undefined)[] }
  | { readonly kind: 'texts'; readonly values: readonly (string | undefined)[] }
  | { readonly kind: 'booleans'; readonly values: readonly boolean[] }

export type TestTable = Readonly<Record<string, TestColumn>>
/** How a table for tests is written. */
export const testFormats = ['frames', 'big-endian frames', 'snappy', 'gzip', 'zstd', 'csv'] as const
export type TestFormat = (typeof testFormats)[number]

/** Small, so that tables of a test have several windows and pages. */
const windowBytes = 64

export function createMemorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) }
}

/** Writes a table in a format, and opens it. */
export async function openTestTable(table: TestTable, format: TestFormat): Promise<RowTable> {
  const options = { signal: neverAborted }
  switch (format) {
    case 'frames':
    case 'big-endian frames':
      return openFrames(table, format === 'frames' ? 'little' : 'big')
    case 'csv':
      return await openCsvRows(createMemorySource(Buffer.from(writeCsv(table))), windowBytes, options)
    default:
      return await openParquetRows(createMemorySource(writeParquet(table, format)), windowBytes, options)
  }
}

function openFrames(table: TestTable, byteOrder: 'little' | 'big'): RowTable {
  const frames = Object.entries(table).map(([name, column]) => {
    const content = createContent(column)
    const bytes = encodeFrame({ name, uuid: crypto.randomUUID(), content, byteOrder })
    return { name, type: getFrameType(content), open: () => createMemorySource(bytes) }
  })
  return openFrameRows(frames, windowBytes)
}

/** As Disdat stores the column of pandas: texts among which are missing values as JSON. */
function createContent(column: TestColumn): FrameContent {
  switch (column.kind) {
    case 'integers':
      return { kind: 'bigints', values: BigInt64Array.from(column.values.map(BigInt)) }
    case 'floats':
      return { kind: 'floats', values: Float64Array.from(column.values.map((value) => value ?? Number.NaN)) }
    case 'booleans':
      return { kind: 'booleans', values: Uint8Array.from(column.values.map(Number)) }
    case 'texts': {
      const isPlain = column.values.every((value) => value !== undefined)
      return {
        kind: 'strings',
        values: column.values.map((value) => (isPlain ? (value ?? '') : JSON.stringify(value ?? null))),
      }
    }
  }
}

const types = { integers: 'INT64', floats: 'DOUBLE', texts: 'STRING', booleans: 'BOOLEAN' } as const

function writeParquet(table: TestTable, codec: 'snappy' | 'gzip' | 'zstd'): Uint8Array {
  const columnData = Object.entries(table).map(([name, { kind, values }]): ColumnSource => {
    const data = kind === 'integers' ? values.map(BigInt) : [...values]
    return { name, type: types[kind], data, nullable: kind !== 'integers' }
  })
  const compressors = { GZIP: gzipSync, ZSTD: zstdCompressSync }
  const options = { compressors, rowGroupSize: 7, pageSize: 32 }
  const name = ({ snappy: 'SNAPPY', gzip: 'GZIP', zstd: 'ZSTD' } as const)[codec]
  return new Uint8Array(parquetWriteBuffer({ columnData, codec: name, ...options }))
}

function writeCsv(table: TestTable): string {
  const columns = Object.entries(table)
  const rows = columns[0]?.[1].values.length ?? 0
  const quote = (value: unknown) =>
    typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : Number.isNaN(value) ? '' : String(value ?? '')
  const lines = Array.from({ length: rows }, (_, row) => columns.map(([, { values }]) => quote(values[row])).join(','))
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\n')}\n`
}

/** The values of all rows of a table as texts, by column. */
export async function readTestTable(table: RowTable, names = table.columns.map(({ name }) => name)) {
  const rows = new Set(new Array(10_000).keys())
  const columns = names.map((name) => ({ name, sink: new TextSink(rows) }))
  for await (const _ of table.read(columns, { signal: neverAborted }));
  return Object.fromEntries(columns.map(({ name, sink }) => [name, [...sink.texts.values()]]))
}

/** All records of a partition of a store. */
export function readRecords(store: RowStore, partition: number): Uint32Array {
  const records = new RowRecords(store.facts)
  const blocks = Array.from(records.readBlocks(partition), (block) => [...block])
  records.close()
  return Uint32Array.from(blocks.flat())
}
