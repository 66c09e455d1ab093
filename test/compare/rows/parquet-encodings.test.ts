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

  test('reads INT96 as nanoseconds, and bytes of a fixed length', () => {
    const time = Buffer.alloc(12)
    time.writeBigInt64LE(3_600_000_000_001n)
    time.writeInt32LE(2_440_589, 8)
    expect(read('PLAIN', { type: 'INT96' }, time)).toStrictEqual(['1970-01-02 01:00:00.000000001Z'])
    expect(read('PLAIN', { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2 }, Buffer.from('ab'))).toStrictEqual(['ab'])
  })

  test.each<[string, Encoding, Partial<SchemaElement>, readonly number[]]>([
    ['a number that is cut off', 'PLAIN', { type: 'INT64' }, [1, 2, 3]],
    ['a text that is longer than its page', 'PLAIN', { type: 'BYTE_ARRAY' }, [255, 255, 255, 255, 1]],
    ['no booleans', 'PLAIN', { type: 'BOOLEAN' }, []],
    ['bytes of no length', 'PLAIN', { type: 'FIXED_LEN_BYTE_ARRAY' }, [1]],
    ['split bytes that are cut off', 'BYTE_STREAM_SPLIT', { type: 'DOUBLE' }, [1, 2]],
    ['split texts', 'BYTE_STREAM_SPLIT', { type: 'BYTE_ARRAY' }, [1, 2]],
    ['differences without blocks', 'DELTA_BINARY_PACKED', { type: 'INT32' }, [0, 0, 1, 0]],
    ['fewer differences', 'DELTA_BINARY_PACKED', { type: 'INT32' }, [128, 1, 4, 0, 0]],
    ['a text of negative length', 'DELTA_LENGTH_BYTE_ARRAY', { type: 'BYTE_ARRAY' }, [128, 1, 4, 1, 1]],
    ['a text that repeats none', 'DELTA_BYTE_ARRAY', { type: 'BYTE_ARRAY' }, [128, 1, 4, 1, 2, 128, 1, 4, 1, 0]],
    ['texts as differences of numbers', 'DELTA_BINARY_PACKED', { type: 'BYTE_ARRAY' }, [128, 1, 4, 1, 2]],
    ['another encoding', 'BIT_PACKED', { type: 'INT32' }, [1, 2, 3, 4]],
    ['no type', 'PLAIN', {}, [1]],
  ])('refuses %s', (_, encoding, element, bytes) => {
    expect(() => read(encoding, element, Uint8Array.from(bytes))).toThrow(BundleFormatError)
  })

  test('refuses texts that repeat each other beyond a size', () => {
    const size = 1024 * 1024
    // 300 texts, of which each repeats the megabyte of the first one. Lengths of 20 bits begin at their differences.
    const repeats = encodeDeltas([0, ...new Array(300).fill(size)])
    const lengths = encodeDeltas([size, ...new Array(300).fill(0)])
    const body = Buffer.concat([Buffer.from(repeats), Buffer.from(lengths), Buffer.alloc(size, 'x')])
    expect(() => read('DELTA_BYTE_ARRAY', { type: 'BYTE_ARRAY' }, body, 301)).toThrow(/texts/)
  })
})

function read(encoding: Encoding, more: Partial<SchemaElement>, body: Uint8Array, count = 1): readonly string[] {
  const element = { name: 'a', ...more }
  const sink = new TextSink(new Set([0]))
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
  const least = Math.min(...differences)
  const words = Buffer.alloc(padded * 4)
  for (const [at, difference] of differences.entries()) words.writeUInt32LE(difference - least, at * 4)
  const zigZag = (value: number) => (value < 0 ? -value * 2 - 1 : value * 2)
  return [...[padded, 1, values.length, zigZag(first), zigZag(least)].flatMap(writeVarint), 32, ...words]
}
