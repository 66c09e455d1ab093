import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatHiddenJson, hiddenJsonLimit, isCount, parseHiddenJson } from '../../src/github/hidden-json.ts'

const small = fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.nat(), fc.string({ maxLength: 8 })), {
  maxKeys: 3,
  noNullPrototype: true,
})

describe('parseHiddenJson', () => {
  test('returns what formatHiddenJson was given, in one line that no value can end', () => {
    fc.assert(
      fc.property(small, fc.string(), (value, after) => {
        const line = formatHiddenJson('a-name', value)
        expect(line).toMatch(/^<!-- a-name \{[^<>\n\r-]*\} -->$/)
        expect(parseHiddenJson('a-name', `${line}\n${after}`)).toEqual(value)
        expect(parseHiddenJson('a', line)).toBeUndefined()
        expect(parseHiddenJson('a-name', ` ${line}`)).toBeUndefined()
      }),
    )
  })

  test('returns undefined for a line that is too long', () => {
    const line = formatHiddenJson('a-name', { text: 'x'.repeat(hiddenJsonLimit) })
    expect(parseHiddenJson('a-name', line)).toBeUndefined()
  })
})

test('isCount accepts integers from 0', () => {
  expect([0, 1, -1, 0.5, '1', 2 ** 53, undefined].map(isCount)).toEqual([true, true, ...Array(5).fill(false)])
})
