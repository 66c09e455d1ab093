import type { SchemaElement } from 'hyparquet'
import { anyTimestamp, maybeUtc } from './column-types.ts'

/**
 * The logical type of a Parquet column, or else its physical type, with the same name whether a file states it as a
 * converted type, as older ones do, as a logical type, or as both.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
export function describeParquetType(element: SchemaElement): string {
  const { type, type_length: length, converted_type: converted, logical_type: logical } = element
  if (logical?.type === 'INTEGER') return `${logical.isSigned ? '' : 'U'}INT${formatDigits(logical.bitWidth)}`
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
    return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`
  }
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element
    return `DECIMAL(${formatDigits(precision)}, ${formatDigits(scale ?? 0)})`
  }
  if (typeof logical?.type === 'string') return logical.type
  if (converted !== undefined) return describeConvertedType(converted)
  // Only timestamps have this type, in UTC or not.
  if (type === 'INT96') return anyTimestamp
  return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${formatDigits(length)})` : (type ?? 'GROUP')
}

/** Writers set the old types of times for times in UTC and for others. */
function describeConvertedType(converted: NonNullable<SchemaElement['converted_type']>): string {
  if (converted === 'UTF8') return 'STRING'
  if (converted.startsWith('TIME')) return `${converted.replace('_', '(')}${maybeUtc}`
  return converted.replace('INT_', 'INT')
}

function formatDigits(value: unknown): string {
  return typeof value === 'number' ? String(value) : '?'
}
