import { brotliDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { parquetFooterBytes, readParquetFooter } from '../../src/compare/parquet-footer.ts'
import type { FileTable } from '../../src/compare/table-file.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { pyarrowFooter } from './pyarrow-footer.ts'

const footer = brotliDecompressSync(Buffer.from(pyarrowFooter, 'base64'))

/** A footer of these bytes, with a length that is true unless another one is given. */
function footerOf(metadata: Uint8Array, length = metadata.length): Uint8Array {
  const trailer = Buffer.alloc(4)
  trailer.writeUInt32LE(length)
  return Buffer.concat([metadata, trailer, Buffer.from('PAR1')])
}

async function readFile(file: Uint8Array): Promise<FileTable> {
  return await readParquetFooter(file.subarray(-parquetFooterBytes(file.subarray(-8), file.length)))
}

/** Thrift's compact protocol: a field after the one before it, texts, lists of structs, and small numbers. */
const field = (kind: number) => [0x10 | kind]
const text = (value: string) => [...length(Buffer.byteLength(value)), ...Buffer.from(value)]
const list = (structs: readonly (readonly number[])[]) => [0xfc, ...length(structs.length), ...structs.flat()]
const length = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...length(value >>> 7)])

/** An element of a schema: of columns as many as there are in it, of others a type. */
function element(name: string, inner: number): readonly number[] {
  return inner > 0
    ? [0x48, ...text(name), ...field(5), ...length(2 * inner), 0]
    : [...field(5), 0, 0x38, ...text(name), 0]
}

/** A whole footer of three rows with these elements. */
function schemaOf(...elements: readonly (readonly number[])[]): Uint8Array {
  return footerOf(
    Uint8Array.from([...field(5), 2, ...field(9), ...list(elements), ...field(6), 6, ...field(9), 0x0c, 0]),
  )
}

describe('a footer', () => {
  test('of pyarrow tells the columns as pyarrow has them', async () => {
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

  test('of another writer, with old types, is read from the end of its file', async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 2n], type: 'INT64' },
        { name: 'name', data: ['a', 'b'], type: 'STRING' },
        { name: 'json', data: [{}, []], type: 'JSON' },
      ],
    })
    expect(await readFile(new Uint8Array(file))).toStrictEqual({
      format: 'parquet',
      rows: 2,
      columns: [
        { name: 'id', type: 'INT64' },
        { name: 'name', type: 'STRING' },
        { name: 'json', type: 'JSON' },
      ],
    })
  })

  test('of our own making is read', async () => {
    const table = await readParquetFooter(
      schemaOf(element('root', 2), element('a', 1), element('b', 0), element('c', 0)),
    )
    expect(table).toStrictEqual({
      format: 'parquet',
      rows: 3,
      columns: [
        { name: 'a.b', type: 'BOOLEAN' },
        { name: 'c', type: 'BOOLEAN' },
      ],
    })
  })
})

test('values of every type are gone over, wherever a footer has them', async () => {
  const double = [0, 0, 0, 0, 0, 0, 240, 63]
  const odd = [...field(1), ...field(2), ...field(3), 7, ...field(4), 2, ...field(6), 2, ...field(7), ...double]
  const lists = [...field(9), 0x21, 0, 0, ...field(9), 0x17, ...double, ...field(12), 0]
  const column = [...field(5), 0, 0x38, ...text('a'), 0x78, 0, ...odd, ...lists, 0]
  const table = await readParquetFooter(schemaOf(element('root', 1), column))
  expect(table).toStrictEqual({ format: 'parquet', rows: 3, columns: [{ name: 'a', type: 'BOOLEAN' }] })
})

describe('what is no footer', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'does not end like one'],
    ['a text', Buffer.from('a,b\n1,2\n'), 'does not end like one'],
    ['one that is encrypted', Buffer.from('\0\0\0\0PARE'), 'does not end like one'],
    ['one that is longer than the file', footerOf(new Uint8Array(4), 5), 'longer than the file'],
  ])('%s', (_, tail, message) => {
    expect(() => parquetFooterBytes(tail, tail.length)).toThrow(message)
  })

  test('is too long', () => {
    expect(() => parquetFooterBytes(footerOf(new Uint8Array(), 2 ** 31), 2 ** 40)).toThrow('is the limit')
  })

  const schema = [...field(5), 2, ...field(9), 0x0c]

  test.each([
    ['nothing', [], 'an end before its end'],
    ['no rows', [...schema, 0], 'how many rows'],
    ['a schema that is none', [...field(5), 2, ...field(5), 2, ...field(6), 6, 0], 'not a function'],
    ['fields out of order', [...schema, ...field(6), 6, 0x05, 2, 2, 0], 'how many rows'],
    ['a number without an end', [...schema, ...field(6), ...Array<number>(5_000_000).fill(0xff)], 'without an end'],
    [
      'a list of more than there is',
      [...field(5), 2, ...field(9), 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0],
      'than there are bytes',
    ],
    [
      'a million empty structs',
      [...field(5), 2, ...field(9), ...list(Array<number[]>(1_000_000).fill([0]))],
      'too many values',
    ],
    ['a text that is cut off', [...field(5), 2, ...field(8), 0xff, 0x7f, 0], 'cut off'],
    ['structs in structs', [...field(5), 2, ...Array<number>(100_000).fill(0x1c)], 'too many things in things'],
    [
      'lists in lists',
      [...field(5), 2, ...field(9), ...Array<number>(100_000).fill(0x19)],
      'too many things in things',
    ],
    ['a map', [...field(5), 2, ...field(11), 0, 0], 'a value of type 11'],
    ['an unknown type', [...field(15), 0], 'a value of type 15'],
  ])('is refused soon: %s', async (_, metadata, message) => {
    const refused = readParquetFooter(footerOf(Uint8Array.from(metadata)))
    await expect(refused).rejects.toThrow(BundleFormatError)
    await expect(refused).rejects.toThrow(message)
  })

  test('has too many columns, or paths too long', async () => {
    const many = Array.from({ length: 10_001 }, () => element('a', 0))
    await expect(readParquetFooter(schemaOf(element('root', many.length), ...many))).rejects.toThrow('more than 10000')
    const nested = Array.from({ length: 50 }, () => element('x'.repeat(100), 1))
    await expect(readParquetFooter(schemaOf(...nested, element('a', 0)))).rejects.toThrow('characters')
  })

  test('is told or refused, however it is broken', async () => {
    const change = fc.record({ at: fc.nat(footer.length - 9), byte: fc.integer({ min: 0, max: 255 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(40), async (changes, cut) => {
        const broken = Uint8Array.from(footer)
        for (const { at, byte } of changes) broken[at] = byte
        const bytes = footerOf(broken.subarray(cut, -8))
        await readParquetFooter(bytes).then(
          ({ columns }) => expect(columns.every((column) => typeof column.name === 'string')).toBe(true),
          (error) => expect(error).toBeInstanceOf(BundleFormatError),
        )
      }),
      { numRuns: 2000 },
    )
  })
})
