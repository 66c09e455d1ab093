import type { SchemaElement } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { describeParquetValues, passDictionary, passParquetPage } from '../../../src/compare/rows/parquet-values.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

const day = 1_767_225_600
const element = (more: Partial<SchemaElement>): SchemaElement => ({ name: 'x', ...more })
const createSink = () => new TextSink(new Set(new Array(10).keys()))

describe('describeParquetValues', () => {
  test.each<[string, SchemaElement, unknown, string]>([
    ['INT32', element({ type: 'INT32' }), -5, '-5'],
    ['INT64', element({ type: 'INT64' }), 2n ** 60n, '1152921504606846976'],
    ['UINT_32', element({ type: 'INT32', converted_type: 'UINT_32' }), -1, '4294967295'],
    ['UINT_64', element({ type: 'INT64', converted_type: 'UINT_64' }), -1n, '18446744073709551615'],
    ['DOUBLE', element({ type: 'DOUBLE' }), 0.5, '0.5'],
    [
      'FLOAT16',
      element({ type: 'FIXED_LEN_BYTE_ARRAY', logical_type: { type: 'FLOAT16' } }),
      Uint8Array.of(0, 0x3e),
      '1.5',
    ],
    ['BOOLEAN', element({ type: 'BOOLEAN' }), true, 'true'],
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
      'INT96, which hyparquet turns into nanoseconds',
      element({ type: 'INT96' }),
      BigInt(day) * 1_000_000_000n,
      '2026-01-01 00:00:00Z',
    ],
  ])('passes %s', (_, schema, value, expected) => {
    const sink = createSink()
    describeParquetValues(schema).pass(value, sink)
    expect([...sink.texts.values()]).toStrictEqual([expected])
  })

  test.each<[SchemaElement, unknown]>([
    [element({ type: 'INT32' }), 'a'],
    [element({ type: 'BYTE_ARRAY' }), 1],
    [element({ type: 'INT32', converted_type: 'DECIMAL' }), 'a'],
    [element({}), 1],
  ])('refuses for %o the value %j', (schema, value) => {
    expect(() => describeParquetValues(schema).pass(value, createSink())).toThrow(BundleFormatError)
  })
})

describe('passParquetPage', () => {
  const values = describeParquetValues(element({ type: 'INT32' }))

  test('passes values, nulls and the values of a dictionary', () => {
    const sink = createSink()
    passParquetPage({ data: Int32Array.of(4, 5), levels: [], count: 2, passIndex: undefined }, values, sink)
    passParquetPage({ data: [6], levels: [0, 1], count: 2, passIndex: undefined }, values, sink)
    const passIndex = passDictionary(Int32Array.of(8, 9), values, sink)
    passParquetPage({ data: [1, 0], levels: [1, 0, 1], count: 3, passIndex }, values, sink)
    expect([...sink.texts.values()]).toStrictEqual(['4', '5', '∅', '6', '9', '∅', '8'])
  })

  test('refuses a page with fewer values than rows', () => {
    const page = { data: Int32Array.of(4), levels: [], count: 2, passIndex: undefined }
    expect(() => passParquetPage(page, values, createSink())).toThrow(BundleFormatError)
  })
})
