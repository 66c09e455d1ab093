import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { loadHyparquet, readColumnChunk } from '../../../src/compare/rows/parquet-pages.ts'
import { describeParquetValues } from '../../../src/compare/rows/parquet-values.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource } from './fixtures.ts'

const bytes = new Uint8Array(
  parquetWriteBuffer({ columnData: [{ name: 'a', data: [...new Array(100).keys()], type: 'INT32' }], pageSize: 64 }),
)

async function read(change: { readonly codec?: 'LZO'; readonly rows?: number; readonly start?: bigint } = {}) {
  const hyparquet = await loadHyparquet()
  const metadata = hyparquet.metadata.parquetMetadata(bytes)
  const root = hyparquet.metadata.parquetSchema(metadata)
  const [leaf] = root.children
  const chunk = metadata.row_groups[0]?.columns[0]?.meta_data
  if (leaf === undefined || chunk === undefined) throw new Error('no column')
  const sink = new TextSink(new Set(new Array(200).keys()))
  const reading = {
    hyparquet,
    source: createMemorySource(bytes),
    windowBytes: 32,
    rows: change.rows ?? 100,
    chunk: {
      ...chunk,
      ...(change.codec && { codec: change.codec }),
      ...(change.start && { data_page_offset: change.start }),
    },
    schema: { element: leaf.element, path: [root, leaf] },
    values: describeParquetValues(leaf.element),
  }
  const parts: number[] = []
  for await (const part of readColumnChunk(reading, sink, { signal: neverAborted })) parts.push(part)
  return { parts, values: [...sink.texts.values()] }
}

describe('readColumnChunk', () => {
  test('passes the values of one page after the other', async () => {
    const { parts, values } = await read()
    expect(parts.length).toBeGreaterThan(3)
    expect(values).toStrictEqual(Array.from({ length: 100 }, (_, index) => String(index)))
  })

  test.each([
    ['a compression that is not supported', { codec: 'LZO' }],
    ['more rows than its pages have', { rows: 101 }],
    ['fewer rows than a page has', { rows: 3 }],
    ['a place outside of the file', { start: 1_000_000n }],
  ] as const)('refuses a column with %s', async (_, change) => {
    await expect(read(change)).rejects.toThrow(BundleFormatError)
  })
})
