import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  parseFlag,
  parseInteger,
  parseList,
  parseRecord,
  parseText,
  parseTexts,
  parseTimestamp,
} from '../../src/lib/shape.ts'

test.each([
  [parseText, 'a', 'a'],
  [parseText, 5, undefined],
  [parseFlag, true, true],
  [parseFlag, 'true', undefined],
  [parseInteger, -3, -3],
  [parseInteger, 1e300, undefined],
  [parseInteger, 0.5, undefined],
  [parseTimestamp, 1.5, 1.5],
  [parseTimestamp, 1e300, undefined],
  [parseTimestamp, Number.NaN, undefined],
  [parseTimestamp, 0, undefined],
  [parseTimestamp, '2026', undefined],
])('%o reads %j as %j', (parse, value, result) => {
  expect(parse(value)).toBe(result)
})

test('parseList drops unreadable items, and reads everything else as an empty list', () => {
  expect(parseList(parseText)(['a', null, 5, 'b'])).toStrictEqual(['a', 'b'])
  expect([null, 'a', {}].map(parseList(parseText))).toStrictEqual([[], [], []])
})

test('parseTexts keeps the fields that are texts', () => {
  expect(parseTexts({ a: 'b', c: 5, d: null })).toStrictEqual({ a: 'b' })
  expect([null, 'ab', 5].map(parseTexts)).toStrictEqual([{}, {}, {}])
})

describe('parseRecord', () => {
  const parse = parseRecord({ name: parseText, at: parseTimestamp, inner: parseRecord({ code: parseInteger }) })

  test('reads each field by its parser, and drops others', () => {
    expect(parse({ name: 'a', at: 'x', inner: { code: 3 }, other: 1 })).toStrictEqual({
      name: 'a',
      at: undefined,
      inner: { code: 3 },
    })
  })

  test.each([[null], [[]], ['text'], [undefined]])('returns undefined for %j', (value) => {
    expect(parse(value)).toBeUndefined()
  })

  test('ignores inherited fields', () => {
    expect(parseRecord({ toString: parseText, constructor: parseText })({})).toStrictEqual({
      toString: undefined,
      constructor: undefined,
    })
  })

  test('never throws, and only returns values of its types', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (name, at, code) => {
        const parsed = parse({ name, at, inner: { code } })
        expect(typeof (parsed?.name ?? '')).toBe('string')
        expect(Number.isNaN(new Date(parsed?.at ?? 1).getTime())).toBe(false)
        expect(Number.isSafeInteger(parsed?.inner?.code ?? 0)).toBe(true)
      }),
    )
  })
})
