import { describe, expect, test } from 'vitest'
import { isSameType } from '../../src/compare/column-types.ts'

describe('isSameType', () => {
  test.each([
    ['INT32', 'INT32', true],
    ['INT32', 'INT64', false],
    ['DECIMAL(10, 2)', 'DECIMAL(10, 2)', true],
    ['TEXT', 'INT64', true],
    ['TIMESTAMP', 'TIMESTAMP(NANOS)', true],
    ['TIMESTAMP', 'INT64', false],
    ['TIMESTAMP(MICROS, UTC?)', 'TIMESTAMP(MICROS, UTC)', true],
    ['TIMESTAMP(MICROS, UTC?)', 'TIMESTAMP(MICROS)', true],
    ['TIMESTAMP(MICROS, UTC?)', 'TIMESTAMP(MILLIS)', false],
    ['TIMESTAMP(MICROS, UTC?)', 'TIMESTAMP(MILLIS, UTC?)', false],
    ['TIMESTAMP(MICROS)', 'TIMESTAMP(MICROS, UTC)', false],
    ['TIME(MILLIS, UTC?)', 'TIME(MILLIS)', true],
    ['TIME(MILLIS, UTC?)', 'TIMESTAMP(MILLIS)', false],
  ])('compares %s and %s: %s', (a, b, expected) => {
    expect(isSameType(a, b)).toBe(expected)
    expect(isSameType(b, a)).toBe(expected)
  })
})
