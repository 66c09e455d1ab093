import { gzipSync } from 'node:zlib'
import type { SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
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
    ['a compression that is not supported', { codec: 'LZO' }, 'the compression LZO'],
    ['more rows than its pages have', { rows: 101 }, 'a column with fewer rows than its row group'],
    ['fewer rows than a page has', { rows: 3 }, 'a page of more rows than its row group'],
    ['a place outside of the file', { start: 1_000_000n }, 'a column that begins or ends outside of the file'],
    ['pages that take more memory than there is', { budget: 8 }, 'columns whose pages take more than 8 bytes together'],
  ] as const)('refuses a column with %s', async (_, change, message) => {
    await expect(read(change)).rejects.toThrow(new BundleFormatError(message))
  })
})

/** Thrift's compact protocol: the next i32, or a struct, `step` fields on. */
const encodeVarint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...encodeVarint(Math.floor(value / 128))]
const encodeZigZag = (value: number) => encodeVarint(value < 0 ? -value * 2 - 1 : value * 2)
const encodeInteger = (value: number, step = 1) => [(step << 4) | 5, ...encodeZigZag(value)]
const encodeStruct = (fields: readonly number[], step: number) => [(step << 4) | 12, ...fields, 0]
const encodings = { PLAIN: 0, PLAIN_DICTIONARY: 2, RLE: 3, BIT_PACKED: 4, RLE_DICTIONARY: 8 } as const

/** The sizes in a header, where they are not those of the page. */
type StatedSizes = { readonly unpacked?: number; readonly packed?: number }

const encodeSizes = (bytes: number, { unpacked = bytes, packed = bytes }: StatedSizes) => [
  ...encodeInteger(unpacked),
  ...encodeInteger(packed),
]

/** A page with its header, as type 0 or 2 of the format. https://github.com/apache/parquet-format */
function writePage(
  kind: 'data' | 'dictionary',
  count: number,
  encoding: number,
  body: readonly number[],
  { levels = encodings.RLE, ...stated }: StatedSizes & { readonly levels?: number } = {},
) {
  const sizes = encodeSizes(body.length, stated)
  const facts = [...encodeInteger(count), ...encodeInteger(encoding)]
  const header =
    kind === 'data'
      ? [...encodeInteger(0), ...sizes, ...encodeStruct([...facts, ...encodeInteger(levels), ...encodeInteger(3)], 2)]
      : [...encodeInteger(2), ...sizes, ...encodeStruct(facts, 4)]
  return [...header, 0, ...body]
}

type SecondPage = StatedSizes & {
  readonly levels?: readonly number[]
  readonly repetitionLevels?: readonly number[]
  readonly isCompressed?: boolean
}

/** A page of type 3 of the format, with PLAIN values. */
function writeSecondPage(count: number, body: readonly number[], page: SecondPage = {}) {
  const { levels = [], repetitionLevels = [], isCompressed = true, ...stated } = page
  const content = [...repetitionLevels, ...levels, ...body]
  const counts = [...encodeInteger(count), ...encodeInteger(0), ...encodeInteger(count)]
  const lengths = [...encodeInteger(levels.length), ...encodeInteger(repetitionLevels.length)]
  const compression = isCompressed ? [] : [0x12]
  const facts = [...counts, ...encodeInteger(encodings.PLAIN), ...lengths, ...compression]
  return [...encodeInteger(3), ...encodeSizes(content.length, stated), ...encodeStruct(facts, 5), 0, ...content]
}

/** A page of type 3 of the format, with compressed values. */
function writeNullPage(count: number) {
  return writeSecondPage(count, [], { levels: [...encodeVarint(count * 2), 0] })
}

type PagesReading = {
  readonly rows?: number
  readonly isNullable?: boolean
  readonly kept?: number
  readonly codec?: 'UNCOMPRESSED' | 'GZIP' | 'BROTLI' | 'ZSTD'
  readonly element?: Partial<SchemaElement>
  /** Where the chunk begins and ends in the file. */
  readonly start?: number
  readonly bytes?: number
  readonly budget?: PageBudget
  readonly source?: (content: Uint8Array) => ByteSource
}

/** Reads a column of INT32 from pages, and keeps the texts of three rows. */
async function readPages(
  pages: readonly (readonly number[])[],
  {
    rows = 1e9,
    isNullable = false,
    kept = 0,
    codec = 'UNCOMPRESSED',
    start = 0,
    budget = new PageBudget(1e9),
    source = createMemorySource,
    ...more
  }: PagesReading = {},
) {
  const content = Uint8Array.from(pages.flat())
  const { bytes = content.length } = more
  const repetition_type = isNullable ? 'OPTIONAL' : 'REQUIRED'
  const element: SchemaElement = { name: 'a', type: 'INT32', repetition_type, ...more.element }
  const sink = new TextSink(new Set([0, 1, kept]))
  const reading = {
    hyparquet: await loadHyparquet(),
    source: source(content),
    windowBytes: 1024,
    rows,
    chunk: {
      type: 'INT32' as const,
      encodings: [],
      path_in_schema: ['a'],
      codec,
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(bytes),
      total_compressed_size: BigInt(bytes),
      data_page_offset: BigInt(start),
    },
    budget,
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

  test('passes values before and behind a null', async () => {
    // Levels: a group of eight bits.
    const body = [2, 0, 0, 0, 3, 0b101, 5, 0, 0, 0, 7, 0, 0, 0]
    const { texts } = await readPages([writePage('data', 3, encodings.PLAIN, body)], {
      rows: 3,
      isNullable: true,
      kept: 2,
    })
    expect(texts).toStrictEqual([
      [0, '5'],
      [1, '∅'],
      [2, '7'],
    ])
  })

  const five = [5, 0, 0, 0]

  test.each<[string, readonly (readonly number[])[], PagesReading]>([
    [
      'places in the encoding of older files',
      [
        writePage('dictionary', 1, encodings.PLAIN_DICTIONARY, five),
        writePage('data', 1, encodings.PLAIN_DICTIONARY, [1, 2, 0]),
      ],
      {},
    ],
    [
      'values behind a dictionary of none',
      [writePage('dictionary', 0, 0, []), writePage('data', 1, encodings.PLAIN, five)],
      {},
    ],
    ['values that are not compressed', [writeSecondPage(1, five, { isCompressed: false })], { codec: 'GZIP' }],
    ['values behind levels of both kinds', [writeSecondPage(1, five, { repetitionLevels: [2, 0] })], {}],
    [
      'values behind levels that are not compressed',
      [writeSecondPage(1, [...gzipSync(Buffer.from(five))], { levels: [2, 1], unpacked: 6 })],
      { codec: 'GZIP', isNullable: true },
    ],
  ])('passes %s', async (_, pages, options) => {
    expect((await readPages(pages, { rows: 1, ...options })).texts).toStrictEqual([[0, '5']])
  })

  test('reads no more than the longest header before a page', async () => {
    const lengths: number[] = []
    const one = writePage('data', 12_000, encodings.PLAIN, new Array(48_000).fill(0))
    const source = (content: Uint8Array): ByteSource => ({
      size: content.length,
      read: async (offset, length) => {
        lengths.push(length)
        return content.slice(offset, offset + length)
      },
    })
    await readPages([one, one], { rows: 24_000, source })
    expect(Math.max(...lengths)).toBe(65_536)
  })

  test('takes memory for a page and a dictionary, and frees it', async () => {
    const budget = new PageBudget(43)
    // 8 bytes and 16 for each of two values, and a page of 3. The second dictionary takes the place of the first one.
    expect((await readPages([dictionary, page, dictionary, page], { rows: 18, budget })).parts).toStrictEqual([9, 9])
    expect(budget.reserve(43)).toBe(43)
    expect(() => budget.reserve(1)).toThrow(BundleFormatError)
    await expect(readPages([dictionary, page], { rows: 9, budget: new PageBudget(42) })).rejects.toThrow(
      new BundleFormatError('columns whose pages take more than 42 bytes together'),
    )
  })

  const outside = 'a column that begins or ends outside of the file'
  const tooLarge = 'a page of more than 33554432 bytes'
  const tooManyRows = 'a page of more rows than its row group'
  const noNumber = 'a dictionary of no number of values'
  const plain = (stated: StatedSizes) => [writePage('data', 1, encodings.PLAIN, five, stated)]
  const maxPageBytes = 32 * 1024 * 1024

  test.each<[string, string, readonly (readonly number[])[], PagesReading?]>([
    ['a column that begins before the file', outside, plain({}), { start: -1, bytes: 5 }],
    ['a column that ends before it begins', outside, plain({}), { start: 9, bytes: -1 }],
    ['a column that ends behind the file', outside, plain({}), { bytes: plain({}).flat().length + 1 }],
    ['a column without bytes', 'a column with fewer rows than its row group', plain({}), { bytes: 0 }],
    ['a page that is cut off', 'a page that is cut off', [plain({}).flat().slice(0, -1)]],
    ['more rows in the second page', tooManyRows, [page, page].flatMap((one) => [dictionary, one]), { rows: 17 }],
    ['a page of no rows', tooManyRows, [writePage('data', 0, 0, [])]],
    ['a page of a negative number of rows', tooManyRows, [writePage('data', -1, 0, [])]],
    ['a dictionary of a negative number of values', noNumber, [writePage('dictionary', -1, 0, [])]],
    ['an unpacked size beyond the limit', tooLarge, plain({ unpacked: maxPageBytes + 1 })],
    ['an unpacked size at the limit', 'another size', plain({ unpacked: maxPageBytes })],
    ['a packed size beyond the limit', tooLarge, plain({ packed: maxPageBytes + 1 })],
    ['a packed size at the limit', 'a page that is cut off', plain({ packed: maxPageBytes })],
    ['a negative size', tooLarge, plain({ unpacked: -1 })],
    ['a header without sizes', tooLarge, [[...encodeInteger(0), 0]]],
    // A list of 100 integers after the type.
    [
      'a header of too many values',
      'too many values',
      [[...encodeInteger(0), 0x79, 0xf5, 100, ...new Array(101).fill(0)]],
    ],
    // A text of 66,000 bytes after the type.
    [
      'a header of more than 64 KiB',
      'a value that is cut off',
      [[...encodeInteger(0), 0x78, ...encodeVarint(66_000), ...new Array(70_000).fill(0)]],
    ],
    [
      'levels that are not runs',
      'levels that are not encoded as runs',
      [writePage('data', 1, encodings.PLAIN, five, { levels: encodings.BIT_PACKED })],
      { isNullable: true },
    ],
    [
      'levels of more bytes than the page',
      'a page of less than its levels',
      [writeSecondPage(1, [], { levels: [2, 1], unpacked: 1 })],
      { isNullable: true },
    ],
    [
      'a dictionary that is not compressed as its codec',
      'not a Parquet page: incorrect header check',
      [writePage('dictionary', 1, 0, five)],
      { codec: 'GZIP' },
    ],
    [
      'values that are not compressed as its codec',
      'not a Parquet page: incorrect header check',
      plain({}),
      { codec: 'GZIP' },
    ],
    [
      'decimals that are not integers',
      'not a Parquet page: The number 0.5 cannot be converted to a BigInt because it is not an integer',
      [writePage('data', 1, encodings.PLAIN, [0, 0, 0, 0x3f])],
      { element: { type: 'FLOAT', converted_type: 'DECIMAL' } },
    ],
  ])('refuses %s', async (_, message, pages, options = {}) => {
    const error: unknown = await readPages(pages, { ...options }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BundleFormatError)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  })

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
