import type { Encoding, SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { openValues } from '../../../src/compare/rows/parquet-encodings.ts'
import { openParquetRows } from '../../../src/compare/rows/parquet-rows.ts'
import { describeParquetValues } from '../../../src/compare/rows/parquet-values.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource, readTestTable } from './fixtures.ts'

const rows = 1000
const index = Array.from({ length: rows }, (_, row) => row)
const data = {
  INT32: index.map((row) => (row * 7919 * 7919) | 0),
  INT64: index.map((row) => (row % 3 === 0 ? -(2n ** 60n) * BigInt(row % 8) : BigInt(row))),
  DOUBLE: index.map((row) => row / 7),
  FLOAT: index.map((row) => row / 8),
  BOOLEAN: index.map((row) => row % 3 === 0),
  BYTE_ARRAY: index.map((row) => Buffer.from(`order ${'x'.repeat(row % 5)}${row}`)),
} as const
const show = (value: unknown) => (value instanceof Uint8Array ? value.toString() : String(value))

describe('openValues', () => {
  test.each([
    ['INT32', 'PLAIN'],
    ['INT64', 'PLAIN'],
    ['DOUBLE', 'PLAIN'],
    ['FLOAT', 'PLAIN'],
    ['BOOLEAN', 'PLAIN'],
    ['BOOLEAN', 'RLE'],
    ['BYTE_ARRAY', 'PLAIN'],
    ['INT32', 'DELTA_BINARY_PACKED'],
    ['INT64', 'DELTA_BINARY_PACKED'],
    ['BYTE_ARRAY', 'DELTA_LENGTH_BYTE_ARRAY'],
    ['BYTE_ARRAY', 'DELTA_BYTE_ARRAY'],
    ['INT32', 'BYTE_STREAM_SPLIT'],
    ['DOUBLE', 'BYTE_STREAM_SPLIT'],
  ] as const)('reads %s in the encoding %s', async (type, encoding) => {
    const values = data[type].map((value, row) => (row % 10 === 9 ? undefined : value))
    const column = { name: 'a', type, encoding, data: values, nullable: true }
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [column], pageSize: 1500 }))
    const table = await openParquetRows(createMemorySource(bytes), 512, { signal: neverAborted })
    expect(await readTestTable(table)).toStrictEqual({
      a: values.map((value) => (value === undefined ? '∅' : show(value))),
    })
  })

  test('reads INT96 as nanoseconds', () => {
    const time = Buffer.alloc(12)
    time.writeBigInt64LE(3_600_000_000_001n)
    time.writeInt32LE(2_440_589, 8)
    expect(read('PLAIN', { type: 'INT96' }, time)).toStrictEqual(['1970-01-02 01:00:00.000000001Z'])
  })

  const long = Buffer.alloc(8)
  long.writeBigInt64LE(2n ** 33n - 1n)

  test.each<[string, Encoding, Partial<SchemaElement>, Uint8Array, readonly string[]]>([
    [
      'bytes of a fixed length',
      'PLAIN',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2 },
      encode('abcd'),
      ['ab', 'cd'],
    ],
    [
      'bytes of a fixed length, split',
      'BYTE_STREAM_SPLIT',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2 },
      encode('acbd'),
      ['ab', 'cd'],
    ],
    [
      'bytes of a fixed length that repeat each other',
      'DELTA_BYTE_ARRAY',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2 },
      Uint8Array.from([...encodeDeltas([0, 1]), ...encodeDeltas([2, 1]), ...encode('abc')]),
      ['ab', 'ac'],
    ],
    ['an integer of 34 bits', 'PLAIN', { type: 'INT64' }, long, ['8589934591']],
    ['a byte of booleans', 'PLAIN', { type: 'BOOLEAN' }, Uint8Array.of(0b1001_0010), ['false', 'true']],
    [
      'an unsigned integer as a difference',
      'DELTA_BINARY_PACKED',
      { type: 'INT32', converted_type: 'UINT_32' },
      Uint8Array.of(128, 1, 4, 1, 1),
      ['4294967295'],
    ],
  ])('reads %s', (_, encoding, element, body, expected) => {
    const count = element.type === 'BOOLEAN' ? 8 : expected.length
    expect(read(encoding, element, body, count)).toStrictEqual(expected)
  })

  const [cutOff, notSplit] = ['values that are cut off', 'split bytes of another type']

  test.each<[string, Encoding, Partial<SchemaElement>, readonly number[], string]>([
    ['a number that is cut off', 'PLAIN', { type: 'INT64' }, [1, 2, 3], cutOff],
    ['a time that is cut off', 'PLAIN', { type: 'INT96' }, new Array(11).fill(1), cutOff],
    ['a length that is cut off', 'PLAIN', { type: 'BYTE_ARRAY' }, [0, 0, 0], cutOff],
    ['a text of which only the length is there', 'PLAIN', { type: 'BYTE_ARRAY' }, [5, 0, 0, 0], cutOff],
    ['a text that is longer than its page', 'PLAIN', { type: 'BYTE_ARRAY' }, [255, 255, 255, 255, 1], cutOff],
    ['no booleans', 'PLAIN', { type: 'BOOLEAN' }, [], cutOff],
    ['bytes of no length', 'PLAIN', { type: 'FIXED_LEN_BYTE_ARRAY' }, [1], 'values without a size'],
    ['split bytes of no length', 'BYTE_STREAM_SPLIT', { type: 'FIXED_LEN_BYTE_ARRAY' }, [1], 'values without a size'],
    ['split bytes that are cut off', 'BYTE_STREAM_SPLIT', { type: 'DOUBLE' }, [1, 2], cutOff],
    ['split texts', 'BYTE_STREAM_SPLIT', { type: 'BYTE_ARRAY' }, [1, 2], notSplit],
    ['split booleans', 'BYTE_STREAM_SPLIT', { type: 'BOOLEAN' }, [1, 2], notSplit],
    [
      'differences without blocks',
      'DELTA_BINARY_PACKED',
      { type: 'INT32' },
      [0, 0, 1, 0],
      'differences in blocks of another size',
    ],
    [
      'fewer differences',
      'DELTA_BINARY_PACKED',
      { type: 'INT32' },
      [128, 1, 4, 0, 0],
      'fewer values than its page states',
    ],
    ['a text of negative length', 'DELTA_LENGTH_BYTE_ARRAY', { type: 'BYTE_ARRAY' }, [128, 1, 4, 1, 1], cutOff],
    [
      'a text that is longer than its bytes',
      'DELTA_LENGTH_BYTE_ARRAY',
      { type: 'BYTE_ARRAY' },
      [...encodeDeltas([3]), 1, 2],
      cutOff,
    ],
    [
      'a text that repeats none',
      'DELTA_BYTE_ARRAY',
      { type: 'BYTE_ARRAY' },
      [...encodeDeltas([1]), ...encodeDeltas([0])],
      'a text that repeats more than there is',
    ],
    [
      'a text that repeats a negative number of bytes',
      'DELTA_BYTE_ARRAY',
      { type: 'BYTE_ARRAY' },
      [...encodeDeltas([-1]), ...encodeDeltas([0])],
      'a text that repeats more than there is',
    ],
    ['no type', 'PLAIN', {}, [1], 'a column without a type'],
  ])('refuses %s', (_, encoding, element, bytes, message) => {
    expect(() => read(encoding, element, Uint8Array.from(bytes))).toThrow(new BundleFormatError(message))
  })

  test.each<[NonNullable<SchemaElement['type']>, Encoding]>([
    ['INT32', 'BIT_PACKED'],
    ['BOOLEAN', 'BIT_PACKED'],
    ['BYTE_ARRAY', 'BIT_PACKED'],
    ['INT32', 'RLE'],
    ['BYTE_ARRAY', 'DELTA_BINARY_PACKED'],
    ['FLOAT', 'DELTA_BINARY_PACKED'],
    ['FIXED_LEN_BYTE_ARRAY', 'DELTA_LENGTH_BYTE_ARRAY'],
    ['INT64', 'DELTA_BYTE_ARRAY'],
  ])('refuses %s in the encoding %s', (type, encoding) => {
    const body = Uint8Array.from([...encodeDeltas([0]), ...encodeDeltas([0])])
    expect(() => read(encoding, { type }, body)).toThrow(new BundleFormatError(`the encoding ${encoding}`))
  })

  test('refuses texts that repeat each other beyond a size', () => {
    const size = 1024 * 1024
    // 256 texts, of which each repeats the megabyte of the first one, and another one. Lengths of 20 bits begin at
    // their differences.
    const repeats = encodeDeltas([0, ...new Array(255).fill(size), 0])
    const lengths = encodeDeltas([size, ...new Array(255).fill(0), 1])
    const body = Buffer.concat([Buffer.from(repeats), Buffer.from(lengths), Buffer.alloc(size + 1, 'x')])
    const readTexts = (count: number) => read('DELTA_BYTE_ARRAY', { type: 'BYTE_ARRAY' }, body, count)
    expect(readTexts(256)).toHaveLength(2)
    expect(() => readTexts(257)).toThrow(new BundleFormatError('a page of more than 268435456 bytes of texts'))
  })
})

function encode(text: string): Uint8Array {
  return Buffer.from(text)
}

/** Reads values of a page, and keeps the texts of the first two. */
function read(encoding: Encoding, more: Partial<SchemaElement>, body: Uint8Array, count = 1): readonly string[] {
  const element = { name: 'a', ...more }
  const sink = new TextSink(new Set([0, 1]))
  openValues(encoding, { element, body, values: describeParquetValues(element) })(count, sink)
  return [...sink.texts.values()]
}

/** Differences of 32 bits in one miniblock of so many integers. */
function encodeDeltas(values: readonly number[]): readonly number[] {
  const [first = 0, ...rest] = values
  const padded = Math.ceil(rest.length / 8) * 8
  const writeVarint = (value: number): readonly number[] =>
    value < 128 ? [value] : [(value % 128) | 128, ...writeVarint(Math.floor(value / 128))]
  const differences = rest.map((value, at) => value - (values[at] ?? 0))
  const least = Math.min(0, ...differences)
  const words = Buffer.alloc(padded * 4)
  for (const [at, difference] of differences.entries()) words.writeUInt32LE(difference - least, at * 4)
  const zigZag = (value: number) => (value < 0 ? -value * 2 - 1 : value * 2)
  const head = [Math.max(padded, 8), 1, values.length, zigZag(first)].flatMap(writeVarint)
  return rest.length === 0 ? head : [...head, ...writeVarint(zigZag(least)), 32, ...words]
}
