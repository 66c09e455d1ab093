import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { PageBudget } from '../../../src/compare/rows/page-budget.ts'
import { PageMemory } from '../../../src/compare/rows/page-memory.ts'
import { loadHyparquet, maxPageValues, readColumnChunk } from '../../../src/compare/rows/parquet-pages.ts'
import { describeParquetValues } from '../../../src/compare/rows/parquet-values.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource } from './fixtures.ts'

const bytes = new Uint8Array(
  parquetWriteBuffer({ columnData: [{ name: 'a', data: [...new Array(100).keys()], type: 'INT32' }], pageSize: 64 }),
)

async function read(
  change: { readonly codec?: 'LZO'; readonly rows?: number; readonly start?: bigint; readonly budget?: number } = {},
) {
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
    budget: new PageBudget(change.budget ?? 1e6),
    element: leaf.element,
    values: describeParquetValues(leaf.element),
    memory: new PageMemory(),
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
    ['pages that take more memory than there is', { budget: 8 }],
  ] as const)('refuses a column with %s', async (_, change) => {
    await expect(read(change)).rejects.toThrow(BundleFormatError)
  })
})

/** Thrift's compact protocol: the next i32, or a struct, `step` fields on. */
const encodeVarint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...encodeVarint(Math.floor(value / 128))]
const encodeInteger = (value: number, step = 1) => [(step << 4) | 5, ...encodeVarint(value * 2)]
const encodeStruct = (fields: readonly number[], step: number) => [(step << 4) | 12, ...fields, 0]
const encodings = { PLAIN: 0, RLE: 3, RLE_DICTIONARY: 8 } as const

/** A page with its header, as type 0 or 2 of the format. https://github.com/apache/parquet-format */
function writePage(kind: 'data' | 'dictionary', count: number, encoding: number, body: readonly number[]) {
  const sizes = [...encodeInteger(body.length), ...encodeInteger(body.length)]
  const facts = [...encodeInteger(count), ...encodeInteger(encoding)]
  const header =
    kind === 'data'
      ? [...encodeInteger(0), ...sizes, ...encodeStruct([...facts, ...encodeInteger(3), ...encodeInteger(3)], 2)]
      : [...encodeInteger(2), ...sizes, ...encodeStruct(facts, 4)]
  return [...header, 0, ...body]
}

/** A page of type 3 of the format, with compressed values. */
function writeNullPage(count: number) {
  const levels = [...encodeVarint(count * 2), 0]
  const sizes = [...encodeInteger(levels.length), ...encodeInteger(levels.length)]
  const counts = [...encodeInteger(count), ...encodeInteger(count), ...encodeInteger(count)]
  const facts = [...counts, ...encodeInteger(encodings.PLAIN), ...encodeInteger(levels.length), ...encodeInteger(0)]
  return [...encodeInteger(3), ...sizes, ...encodeStruct(facts, 5), 0, ...levels]
}

/** Reads a column of INT32 from pages, and keeps the texts of three rows. */
async function readPages(
  pages: readonly (readonly number[])[],
  {
    rows = 1e9,
    isNullable = false,
    kept = 0,
    codec = 'UNCOMPRESSED',
  }: { rows?: number; isNullable?: boolean; kept?: number; codec?: 'UNCOMPRESSED' | 'GZIP' | 'BROTLI' | 'ZSTD' } = {},
) {
  const content = Uint8Array.from(pages.flat())
  const element = { name: 'a', type: 'INT32', repetition_type: isNullable ? 'OPTIONAL' : 'REQUIRED' } as const
  const sink = new TextSink(new Set([0, 1, kept]))
  const reading = {
    hyparquet: await loadHyparquet(),
    source: createMemorySource(content),
    windowBytes: 1024,
    rows,
    chunk: {
      type: 'INT32' as const,
      encodings: [],
      path_in_schema: ['a'],
      codec,
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(content.length),
      total_compressed_size: BigInt(content.length),
      data_page_offset: 0n,
    },
    budget: new PageBudget(1e9),
    element,
    values: describeParquetValues(element),
    memory: new PageMemory(),
  }
  const parts: number[] = []
  for await (const part of readColumnChunk(reading, sink, { signal: neverAborted })) parts.push(part)
  return { parts, texts: [...sink.texts] }
}

const dictionary = writePage('dictionary', 2, encodings.PLAIN, [5, 0, 0, 0, 7, 0, 0, 0])
/** A run of so many of the second value of a dictionary, with indices of one bit. */
const encodeRun = (count: number) => [...encodeVarint(count * 2), 1]

describe('readColumnChunk with pages of a few bytes', () => {
  const page = writePage('data', 9, encodings.RLE_DICTIONARY, [1, ...encodeRun(9)])

  test('passes a page of as many values as are allowed in slices', async () => {
    const page = writePage('data', maxPageValues, encodings.RLE_DICTIONARY, [1, ...encodeRun(maxPageValues)])
    const { parts, texts } = await readPages([dictionary, page], { rows: maxPageValues, kept: maxPageValues - 1 })
    expect(new Set(parts)).toStrictEqual(new Set([16_384]))
    expect(parts).toHaveLength(maxPageValues / 16_384)
    expect(texts).toStrictEqual([
      [0, '7'],
      [1, '7'],
      [maxPageValues - 1, '7'],
    ])
  })

  test('passes nulls between values, also across slices', async () => {
    // Levels: 20,000 nulls, and then 3 values.
    const levels = [...encodeVarint(40_000), 0, ...encodeVarint(6), 1]
    const body = [levels.length, 0, 0, 0, ...levels, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]
    const page = writePage('data', 20_003, encodings.PLAIN, body)
    const { parts, texts } = await readPages([page], { rows: 20_003, isNullable: true, kept: 20_001 })
    expect(parts).toStrictEqual([16_384, 3619])
    expect(texts).toStrictEqual([
      [0, '∅'],
      [1, '∅'],
      [20_001, '2'],
    ])
  })

  test.each(['GZIP', 'BROTLI', 'ZSTD'] as const)(
    'passes nulls of a page whose values are no bytes of %s',
    async (codec) => {
      const { texts } = await readPages([writeNullPage(3)], { rows: 3, isNullable: true, codec })
      expect(texts).toStrictEqual([
        [0, '∅'],
        [1, '∅'],
      ])
    },
  )

  test.each([
    [
      'more values than are allowed',
      /more than 8388608 values/,
      [dictionary, writePage('data', maxPageValues + 1, 8, [1, ...encodeRun(maxPageValues + 1)])],
    ],
    [
      'a dictionary of more values than are allowed',
      /more than 8388608 values/,
      [writePage('dictionary', maxPageValues + 1, 0, [1, 0, 0, 0])],
    ],
    ['a dictionary of more values than it has', /cut off/, [writePage('dictionary', 2, 0, [1, 0, 0, 0]), page]],
    ['places without a dictionary', /without its dictionary/, [page]],
    ['a place beyond the dictionary', /lacks/, [dictionary, writePage('data', 9, 8, [2, ...encodeVarint(18), 2])]],
    ['fewer values than its header states', /cut off/, [writePage('data', 100_000, 0, [1, 0, 0, 0])]],
    ['an encoding that does not exist', /encoding/, [writePage('data', 1, 77, [1, 0, 0, 0])]],
  ])('refuses %s', async (_, message, pages) => {
    const error: unknown = await readPages([...pages]).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BundleFormatError)
    expect(error).toHaveProperty('message', expect.stringMatching(message))
  })
})
