import type { SchemaElement } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { describeParquetValues } from '../../../src/compare/rows/parquet-values.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

const day = 1_767_225_600
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
    ['BOOLEAN', element({ type: 'BOOLEAN' }), 1, 'true'],
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

  test.each<[SchemaElement, number | bigint | Uint8Array]>([
    [element({ type: 'INT32' }), Buffer.from('a')],
    [element({ type: 'BYTE_ARRAY' }), 1],
    [element({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }), Buffer.from('a')],
    [element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'FLOAT16' } }), Buffer.from('abc')],
    [element({}), 1],
  ])('refuses for %o the value %j', (schema, value) => {
    expect(() => pass(schema, value)).toThrow(BundleFormatError)
  })

  test('refuses a decimal of more than 128 bytes', () => {
    const schema = element({ type: 'BYTE_ARRAY', converted_type: 'DECIMAL', scale: 2 })
    expect(pass(schema, new Uint8Array(128))).toStrictEqual(['0'])
    expect(() => pass(schema, new Uint8Array(129))).toThrow(BundleFormatError)
  })

  test('compares no decimals with more digits than a decimal can have', () => {
    const kinds = [308, 309, 2_147_483_647, -309].map(
      (scale) => describeParquetValues(element({ type: 'INT32', converted_type: 'DECIMAL', scale })).kind,
    )
    expect(kinds).toStrictEqual(['number', 'other', 'other', 'other'])
  })
})
