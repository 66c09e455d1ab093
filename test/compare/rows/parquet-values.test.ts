import type { SchemaElement } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { describeParquetValues } from '../../../src/compare/rows/parquet-values.ts'
import type { ColumnKind } from '../../../src/compare/rows/row-table.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

const day = 1_767_225_600
const wrongSize = 'a FLOAT16 of another size'
const integer = (bitWidth: number, isSigned: boolean) => ({ type: 'INTEGER', bitWidth, isSigned }) as const
const element = (more: Partial<SchemaElement>): SchemaElement => ({ name: 'x', ...more })

/** Passes a physical value to a sink by its type, as a page does. */
function pass(schema: SchemaElement, value: number | bigint | Uint8Array): readonly string[] {
  const sink = new TextSink(new Set([0]))
  const values = describeParquetValues(schema)
  if (typeof value === 'number') values.number(value, sink)
  else if (typeof value === 'bigint') values.bigint(value, sink)
  else values.bytes(value, 0, value.length, sink)
  return [...sink.texts.values()]
}

describe('describeParquetValues', () => {
  test.each<[string, SchemaElement, number | bigint | Uint8Array, string]>([
    ['INT32', element({ type: 'INT32' }), -5, '-5'],
    ['INT64', element({ type: 'INT64' }), 2n ** 60n, '1152921504606846976'],
    ['UINT_32', element({ type: 'INT32', converted_type: 'UINT_32' }), -1, '4294967295'],
    ['UINT_64', element({ type: 'INT64', converted_type: 'UINT_64' }), -(2n ** 60n), '17293822569102704640'],
    [
      'UINT_64 that is a safe integer',
      element({ type: 'INT64', converted_type: 'UINT_64' }),
      -1,
      '18446744073709551615',
    ],
    ['DOUBLE', element({ type: 'DOUBLE' }), 0.5, '0.5'],
    [
      'FLOAT16',
      element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'FLOAT16' } }),
      Uint8Array.of(0, 0x3e),
      '1.5',
    ],
    ['INTEGER of 32 bits', element({ type: 'INT32', logical_type: integer(32, true) }), -1, '-1'],
    [
      'INTEGER of 32 bits without a sign',
      element({ type: 'INT32', logical_type: integer(32, false) }),
      -1,
      '4294967295',
    ],
    ['INT_32', element({ type: 'INT32', converted_type: 'INT_32' }), -1, '-1'],
    ['FLOAT', element({ type: 'FLOAT' }), 0.5, '0.5'],
    ['BOOLEAN', element({ type: 'BOOLEAN' }), 1, 'true'],
    ['false', element({ type: 'BOOLEAN' }), 0, 'false'],
    ['bytes of a fixed length', element({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2 }), Buffer.from('ab'), 'ab'],
    [
      'DECIMAL of INT64',
      element({ type: 'INT64', converted_type: 'DECIMAL', scale: 1 }),
      2n ** 60n,
      '115292150460684697.6',
    ],
    ['DATE as a logical type', element({ type: 'INT32', logical_type: { type: 'DATE' } }), 20_454, '2026-01-01'],
    [
      'TIME as a logical type',
      element({ type: 'INT32', logical_type: { type: 'TIME', isAdjustedToUTC: true, unit: 'MILLIS' } }),
      3_661_005,
      '01:01:01.005',
    ],
    [
      'TIMESTAMP of a number before 1970',
      element({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } }),
      -1,
      '1969-12-31 23:59:59.999Z',
    ],
    ['a bigint of days', element({ type: 'INT64', converted_type: 'DATE' }), 20_454n, '2026-01-01'],
    ['STRING', element({ type: 'BYTE_ARRAY' }), Buffer.from('ä'), 'ä'],
    ['DECIMAL of INT32', element({ type: 'INT32', converted_type: 'DECIMAL', scale: 2 }), -150, '-1.5'],
    [
      'DECIMAL of bytes',
      element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'DECIMAL', precision: 9, scale: 1 } }),
      Uint8Array.of(0xff, 0xfb),
      '-0.5',
    ],
    ['DATE', element({ type: 'INT32', converted_type: 'DATE' }), 20_454, '2026-01-01'],
    [
      'TIMESTAMP_MILLIS',
      element({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }),
      BigInt(day) * 1000n - 1n,
      '2025-12-31 23:59:59.999Z',
    ],
    [
      'TIMESTAMP in local nanoseconds',
      element({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'NANOS' } }),
      BigInt(day) * 1_000_000_000n + 1n,
      '2026-01-01 00:00:00.000000001',
    ],
    [
      'TIMESTAMP before 1970',
      element({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' } }),
      -(2n ** 62n),
      '1823-11-12 00:06:21.572612096Z',
    ],
    ['TIME_MICROS', element({ type: 'INT64', converted_type: 'TIME_MICROS' }), 3_661_000_000n, '01:01:01'],
    [
      'INT96 in nanoseconds since 1970',
      element({ type: 'INT96' }),
      BigInt(day) * 1_000_000_000n,
      '2026-01-01 00:00:00Z',
    ],
  ])('passes %s', (_, schema, value, expected) => {
    expect(pass(schema, value)).toStrictEqual([expected])
  })

  test.each<[SchemaElement, number | bigint | Uint8Array, string?]>([
    [element({ type: 'INT32' }), Buffer.from('a')],
    [element({ type: 'BYTE_ARRAY' }), 1],
    [element({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }), Buffer.from('a')],
    [element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'FLOAT16' } }), Buffer.from('abc'), wrongSize],
    [element({}), 1],
  ])('refuses for %o the value %j', (schema, value, message = 'values of another type than its column') => {
    expect(() => pass(schema, value)).toThrow(new BundleFormatError(message))
  })

  test('reads a FLOAT16 at its place', () => {
    const schema = element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'FLOAT16' } })
    const sink = new TextSink(new Set([0]))
    describeParquetValues(schema).bytes(Uint8Array.of(9, 9, 0, 0x3e).subarray(1), 1, 3, sink)
    expect(sink.texts.get(0)).toBe('1.5')
  })

  test('passes the first numbers of an array as one number after the other', () => {
    const sink = new TextSink(new Set([0, 1, 2]))
    const values = describeParquetValues(element({ type: 'INT32', converted_type: 'UINT_32' }))
    values.numbers(Float64Array.of(5, -1, 7), 2, sink)
    expect([...sink.texts.values()]).toStrictEqual(['5', '4294967295'])
  })

  test('passes an unsigned integer of 32 bits as a number', () => {
    const passed: unknown[] = []
    const sink = Object.assign(new TextSink(new Set()), { number: (value: number) => passed.push(value) })
    const values = describeParquetValues(element({ type: 'INT64', converted_type: 'UINT_64' }))
    values.numbers(Float64Array.of(0, 5, 2 ** 32), 3, sink)
    expect(passed).toStrictEqual([0, 5, 2 ** 32])
  })

  test.each<[ColumnKind, SchemaElement]>([
    ['boolean', element({ type: 'BOOLEAN' })],
    ['number', element({ type: 'DOUBLE' })],
    ['number', element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'FLOAT16' } })],
    ['number', element({ type: 'INT32', converted_type: 'UINT_8' })],
    ['number', element({ type: 'INT32', converted_type: 'DECIMAL' })],
    ['text', element({ type: 'BYTE_ARRAY' })],
    ['moment', element({ type: 'INT32', converted_type: 'DATE' })],
    ['other', element({})],
  ])('has the kind %s for %o', (kind, schema) => {
    expect(describeParquetValues(schema).kind).toBe(kind)
  })

  test.each([
    ['local', false],
    ['utc', true],
  ] as const)('passes a moment of the kind %s where isAdjustedToUTC is %s', (kind, isAdjustedToUTC) => {
    const moments: unknown[] = []
    const sink = Object.assign(new TextSink(new Set()), { moment: (...moment: unknown[]) => moments.push(moment) })
    const schema = element({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' } })
    describeParquetValues(schema).number(1_000_002, sink)
    expect(moments).toStrictEqual([[kind, 1, 2000]])
  })

  test('refuses a decimal of more than 128 bytes', () => {
    const schema = element({ type: 'BYTE_ARRAY', converted_type: 'DECIMAL', scale: 2 })
    expect(pass(schema, new Uint8Array(128))).toStrictEqual(['0'])
    const error = new BundleFormatError('a decimal of more than 128 bytes')
    expect(() => pass(schema, new Uint8Array(129))).toThrow(error)
  })

  test('compares no decimals with more digits than a decimal can have', () => {
    const kinds = [308, 309, 2_147_483_647, -309].map(
      (scale) => describeParquetValues(element({ type: 'INT32', converted_type: 'DECIMAL', scale })).kind,
    )
    expect(kinds).toStrictEqual(['number', 'other', 'other', 'other'])
  })
})
