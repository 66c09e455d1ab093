import { brotliDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { parquetTailBytes, readParquetFooter, readParquetFooterSize } from '../../src/compare/parquet-footer.ts'
import type { FileTable } from '../../src/compare/table-file.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { pyarrowFooter } from './pyarrow-footer.ts'

const footer = brotliDecompressSync(Buffer.from(pyarrowFooter, 'base64'))

/** A footer of these bytes, by default with the right length. */
function createFooter(metadata: Uint8Array, length = metadata.length): Uint8Array {
  const trailer = Buffer.alloc(4)
  trailer.writeUInt32LE(length)
  return Buffer.concat([metadata, trailer, Buffer.from('PAR1')])
}

async function readTable(file: Uint8Array): Promise<FileTable> {
  return await readParquetFooter(file.subarray(-readParquetFooterSize(file.subarray(-8), file.length)))
}

/** Parts of Thrift's compact protocol: the next field, a text, a list of structs, and a varint. */
const encodeField = (type: number) => [0x10 | type]
const encodeText = (value: string) => [...encodeVarint(Buffer.byteLength(value)), ...Buffer.from(value)]
const encodeList = (structs: readonly (readonly number[])[]) => [
  0xfc,
  ...encodeVarint(structs.length),
  ...structs.flat(),
]
const encodeVarint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...encodeVarint(value >>> 7)]

/** An element of a schema: a group of so many children, or a boolean column. */
function encodeElement(name: string, children: number): readonly number[] {
  return children !== 0
    ? [
        0x48,
        ...encodeText(name),
        ...encodeField(5),
        ...encodeVarint(children > 0 ? 2 * children : -2 * children - 1),
        0,
      ]
    : [...encodeField(5), 0, 0x38, ...encodeText(name), 0]
}

/** A whole footer of three rows with these elements. */
const encodeSchema = (...elements: readonly (readonly number[])[]) => encodeTable([...encodeField(6), 6], elements)

/** A whole footer with this number of rows, as a field, and these elements. */
function encodeTable(rows: readonly number[], elements: readonly (readonly number[])[]): Uint8Array {
  return createFooter(
    Uint8Array.from([
      ...encodeField(5),
      2,
      ...encodeField(9),
      ...encodeList(elements),
      ...rows,
      ...encodeField(9),
      0x0c,
      0,
    ]),
  )
}

describe('readParquetFooter', () => {
  test('reads the columns that pyarrow wrote', async () => {
    const table = await readParquetFooter(footer)
    expect(table).toMatchObject({ format: 'parquet', rows: 3 })
    expect(table.columns.map(({ name, type }) => `${name}: ${type}`)).toStrictEqual([
      'id: INT64',
      'small: UINT8',
      'größe: STRING',
      'amount: DOUBLE',
      'half: FLOAT',
      'ok: BOOLEAN',
      'day: DATE',
      'at: TIMESTAMP(MICROS, UTC)',
      'local: TIMESTAMP(NANOS)',
      'clock: TIME(MICROS)',
      'price: DECIMAL(10, 2)',
      'tags.list.element: STRING',
      'point.x: INT64',
      'point.y: INT64',
      'map.key_value.key: STRING',
      'map.key_value.value: INT32',
      'raw: BYTE_ARRAY',
      'fixed: FIXED_LEN_BYTE_ARRAY(2)',
      'nothing: NULL',
    ])
  })

  test('reads the columns of another writer, with old types, from the end of a file', async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 2n], type: 'INT64' },
        { name: 'name', data: ['a', 'b'], type: 'STRING' },
        { name: 'json', data: [{}, []], type: 'JSON' },
      ],
    })
    expect(await readTable(new Uint8Array(file))).toStrictEqual({
      format: 'parquet',
      rows: 2,
      columns: [
        { name: 'id', type: 'INT64' },
        { name: 'name', type: 'STRING' },
        { name: 'json', type: 'JSON' },
      ],
    })
  })

  test('names nested columns by their path', async () => {
    const table = await readParquetFooter(
      encodeSchema(encodeElement('root', 2), encodeElement('a', 1), encodeElement('b', 0), encodeElement('c', 0)),
    )
    expect(table).toStrictEqual({
      format: 'parquet',
      rows: 3,
      columns: [
        { name: 'a.b', type: 'BOOLEAN', isNested: true },
        { name: 'c', type: 'BOOLEAN' },
      ],
    })
  })
})

test('readParquetFooter skips values of every type', async () => {
  const double = [0, 0, 0, 0, 0, 0, 240, 63]
  const odd = [
    ...encodeField(1),
    ...encodeField(2),
    ...encodeField(3),
    7,
    ...encodeField(4),
    2,
    ...encodeField(6),
    2,
    ...encodeField(7),
    ...double,
  ]
  const lists = [...encodeField(9), 0x21, 0, 0, ...encodeField(9), 0x17, ...double, ...encodeField(12), 0]
  const column = [...encodeField(5), 0, 0x38, ...encodeText('a'), 0x78, 0, ...odd, ...lists, 0]
  const table = await readParquetFooter(encodeSchema(encodeElement('root', 1), column))
  expect(table).toStrictEqual({ format: 'parquet', rows: 3, columns: [{ name: 'a', type: 'BOOLEAN' }] })
})

test.each<[string, readonly number[], number | undefined]>([
  ['no rows', [...encodeField(6), 0], 0],
  ['a negative number of rows', [...encodeField(6), 1], undefined],
  ['as many rows as a double counts', [...encodeField(6), 0xfe, ...Array<number>(6).fill(0xff), 0x1f], 2 ** 53 - 1],
  ['more rows than a double counts', [...encodeField(6), ...Array<number>(7).fill(0x80), 0x20], undefined],
  ['a number of rows of another type', [...encodeField(5), 6], undefined],
])('readParquetFooter reads a footer with %s', async (_, field, rows) => {
  const table = await readParquetFooter(encodeTable(field, [encodeElement('root', 1), encodeElement('a', 0)]))
  expect(table).toStrictEqual({ format: 'parquet', rows, columns: [{ name: 'a', type: 'BOOLEAN' }] })
})

describe('readParquetFooterSize', () => {
  test('returns the size of the footer, and of what is behind it', () => {
    const tail = createFooter(new Uint8Array(4))
    expect(readParquetFooterSize(tail, tail.length)).toBe(12)
    const most = 16 * 1024 * 1024
    expect(readParquetFooterSize(createFooter(new Uint8Array(), most - 8), 2 ** 40)).toBe(most)
    expect(() => readParquetFooterSize(createFooter(new Uint8Array(), most - 7), 2 ** 40)).toThrow(
      'a footer of 16777217 bytes; 16777216 is the limit',
    )
  })

  test('fits whole footers of usual tables into the bytes that are read first', () => {
    expect(footer.length).toBeLessThan(parquetTailBytes)
  })

  test.each([
    ['an empty file', new Uint8Array(), 'does not end with PAR1'],
    ['a text', Buffer.from('a,b\n1,2\n'), 'does not end with PAR1'],
    ['a file with an encrypted footer', Buffer.from('\0\0\0\0PARE'), 'a Parquet file whose footer is encrypted'],
    ['a footer longer than the file', createFooter(new Uint8Array(4), 5), 'longer than the file'],
  ])('refuses %s', (_, tail, message) => {
    expect(() => readParquetFooterSize(tail, tail.length)).toThrow(message)
  })

  test('refuses a footer above the limit', () => {
    expect(() => readParquetFooterSize(createFooter(new Uint8Array(), 2 ** 31), 2 ** 40)).toThrow('is the limit')
  })
})

describe('readParquetFooter, for invalid footers', () => {
  const schema = [...encodeField(5), 2, ...encodeField(9), 0x0c]

  test.each([
    ['nothing', [], 'an unexpected end'],
    ['no rows', [...schema, 0], 'its number of rows'],
    [
      'a schema of another type',
      [...encodeField(5), 2, ...encodeField(5), 2, ...encodeField(6), 6, 0],
      'not a Parquet file: ',
    ],
    ['fields out of order', [...schema, ...encodeField(6), 6, 0x05, 2, 2, 0], 'its number of rows'],
    [
      'a number without an end',
      [...schema, ...encodeField(6), ...Array<number>(5_000_000).fill(0xff)],
      'without an end',
    ],
    [
      'a list of more than there is',
      [...encodeField(5), 2, ...encodeField(9), 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0],
      'than there are bytes',
    ],
    [
      'a million empty structs',
      [...encodeField(5), 2, ...encodeField(9), ...encodeList(Array<number[]>(1_000_000).fill([0]))],
      'too many values',
    ],
    ['a text that is cut off', [...encodeField(5), 2, ...encodeField(8), 0xff, 0x7f, 0], 'cut off'],
    [
      'structs in structs',
      [...encodeField(5), 2, ...Array<number>(100_000).fill(0x1c)],
      'more than 16 levels of nesting',
    ],
    [
      'lists in lists',
      [...encodeField(5), 2, ...encodeField(9), ...Array<number>(100_000).fill(0x19)],
      'more than 16 levels of nesting',
    ],
    ['a map', [...encodeField(5), 2, ...encodeField(11), 0, 0], 'a value of type 11'],
    ['an unknown type', [...encodeField(15), 0], 'a value of type 15'],
  ])('refuses %s', async (_, metadata, message) => {
    const result = readParquetFooter(createFooter(Uint8Array.from(metadata)))
    await expect(result).rejects.toThrow(BundleFormatError)
    await expect(result).rejects.toThrow(message)
  })

  test('refuses too many columns, and paths that are too long', async () => {
    const many = Array.from({ length: 10_001 }, () => encodeElement('a', 0))
    await expect(readParquetFooter(encodeSchema(encodeElement('root', many.length), ...many))).rejects.toThrow(
      'more than 10000',
    )
    const nested = Array.from({ length: 50 }, () => encodeElement('x'.repeat(100), 1))
    await expect(readParquetFooter(encodeSchema(...nested, encodeElement('a', 0)))).rejects.toThrow('characters')
  })

  test.each([-1, -2, -1000])('refuses a column of %i fields, which would never end', async (fields) => {
    const table = readTable(encodeSchema(encodeElement('root', 2), encodeElement('a', fields), encodeElement('b', 0)))
    await expect(table).rejects.toThrow(new BundleFormatError(`a column of ${fields} fields`))
  })

  test('reads or refuses any damaged footer', async () => {
    const change = fc.record({ at: fc.nat(footer.length - 9), byte: fc.integer({ min: 0, max: 255 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(40), async (changes, cut) => {
        const broken = Uint8Array.from(footer)
        for (const { at, byte } of changes) broken[at] = byte
        const bytes = createFooter(broken.subarray(cut, -8))
        await readParquetFooter(bytes).then(
          ({ columns }) => expect(columns.every((column) => typeof column.name === 'string')).toBe(true),
          (error) => expect(error).toBeInstanceOf(BundleFormatError),
        )
      }),
      { numRuns: 2000 },
    )
  })
})
