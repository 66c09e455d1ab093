import type { SchemaElement } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { describeParquetType } from '../../src/compare/parquet-types.ts'

describe('describeParquetType', () => {
  test.each<[Partial<SchemaElement>, string]>([
    [{ type: 'INT32' }, 'INT32'],
    [{ type: 'INT32', converted_type: 'INT_32' }, 'INT32'],
    [{ type: 'INT32', logical_type: { type: 'INTEGER', bitWidth: 32, isSigned: true } }, 'INT32'],
    [{ type: 'INT32', logical_type: { type: 'INTEGER', bitWidth: 8, isSigned: false } }, 'UINT8'],
    [{ type: 'INT32', converted_type: 'UINT_8' }, 'UINT8'],
    [{ type: 'INT64', converted_type: 'INT_64' }, 'INT64'],
    [{ type: 'INT64', converted_type: 'UINT_64' }, 'UINT64'],
    [{ type: 'BYTE_ARRAY', converted_type: 'UTF8' }, 'STRING'],
    [{ type: 'BYTE_ARRAY', converted_type: 'ENUM' }, 'ENUM'],
    [{ type: 'BYTE_ARRAY', logical_type: { type: 'STRING' } }, 'STRING'],
    [{ type: 'BYTE_ARRAY' }, 'BYTE_ARRAY'],
    [{ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 }, 'FIXED_LEN_BYTE_ARRAY(16)'],
    [{ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } }, 'UUID'],
    [{ type: 'FIXED_LEN_BYTE_ARRAY' }, 'FIXED_LEN_BYTE_ARRAY(?)'],
    [{ type: 'FIXED_LEN_BYTE_ARRAY', converted_type: 'INTERVAL' }, 'INTERVAL'],
    [{ type: 'INT32', converted_type: 'DATE' }, 'DATE'],
    [{ type: 'INT32', converted_type: 'DECIMAL' }, 'DECIMAL(?, 0)'],
    [{ type: 'INT64', converted_type: 'DECIMAL', precision: 10, scale: 2 }, 'DECIMAL(10, 2)'],
    [{ type: 'BYTE_ARRAY', logical_type: { type: 'DECIMAL', precision: 10, scale: 2 } }, 'DECIMAL(10, 2)'],
    [{ type: 'INT96' }, 'TIMESTAMP'],
    [{ type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }, 'TIMESTAMP(MICROS, UTC?)'],
    [{ type: 'INT32', converted_type: 'TIME_MILLIS' }, 'TIME(MILLIS, UTC?)'],
    [{ type: 'INT64', logical_type: { type: 'TIME', unit: 'MICROS', isAdjustedToUTC: true } }, 'TIME(MICROS, UTC)'],
    [{ type: 'INT64', logical_type: { type: 'TIMESTAMP', unit: 'NANOS', isAdjustedToUTC: false } }, 'TIMESTAMP(NANOS)'],
    [
      {
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', unit: 'MILLIS', isAdjustedToUTC: true },
      },
      'TIMESTAMP(MILLIS, UTC)',
    ],
    [{}, 'GROUP'],
  ])('describes %j as %s', (element, expected) => {
    expect(describeParquetType({ name: 'a', ...element })).toBe(expected)
  })
})
