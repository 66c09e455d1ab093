import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Cursor, SyntaxFault } from '../../../src/compare/rules/cursor.ts'
import { formatColumn, readColumn, readNumber } from '../../../src/compare/rules/rule-words.ts'

/** The fault that a reader throws, as its position and its message. */
function catchFault(text: string, read: (cursor: Cursor) => unknown): readonly [number, string] {
  try {
    read(new Cursor(text))
  } catch (error) {
    if (error instanceof SyntaxFault) return [error.position, error.message]
    throw error
  }
  throw new Error('no fault')
}

const noParenthesis = '`(` and a column, as in `nulls(email)>1%`'
const noColumn = 'a column; write one with quotes, parentheses or line breaks as a JSON text'
const noEnd = '`)` after the column; write a column with quotes or parentheses as a JSON text'

describe('readColumn', () => {
  test('reads what formatColumn writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aü0_ -.,"\'\\()\n'), minLength: 1 }), (name) => {
        const cursor = new Cursor(`(${formatColumn(name)})>1`)
        expect([readColumn(cursor), cursor.take(/.*/y)]).toStrictEqual([name, '>1'])
      }),
    )
  })

  test.each([
    ['(email)', 'email'],
    [' ( two words ) ', 'two words'],
    ['(a,b)', 'a,b'],
    ['("a b")', 'a b'],
    ['( " a (b)" )', ' a (b)'],
    ['("a\\"b")', 'a"b'],
    ['("\\n\\u0061")', '\na'],
  ])('reads %s', (text, expected) => {
    expect(readColumn(new Cursor(text))).toBe(expected)
  })

  test.each([
    ['email', 0, noParenthesis],
    ['()', 1, noColumn],
    ['( )', 2, noColumn],
    ['("")', 1, noColumn],
    ['("\\x")', 1, noColumn],
    ['("a\nb")', 1, noColumn],
    ['("a\\\nb")', 1, noColumn],
    ["('a')", 1, noColumn],
    ['(a', 2, noEnd],
    ['("a"b)', 4, noEnd],
    ['(a"b")', 2, noEnd],
    ["(a'b')", 2, noEnd],
    ['(a(b))', 2, noEnd],
    ['(a\nb)', 2, noEnd],
  ])('says where %j is wrong, and what is expected there', (text, position, message) => {
    expect(catchFault(text, readColumn)).toStrictEqual([position, message])
  })
})

test.each([
  ['a', 'a'],
  ['email', 'email'],
  ['two words', 'two words'],
  ['größe_1.x:y-z', 'größe_1.x:y-z'],
  ['-', '-'],
  [' a', '" a"'],
  ['a ', '"a "'],
  [' ', '" "'],
  ['', '""'],
  ['a,b', '"a,b"'],
  ['a (b)', '"a (b)"'],
  ['a"b', '"a\\"b"'],
])('formatColumn writes %j as %s', (name, expected) => {
  expect(formatColumn(name)).toBe(expected)
})

test.each([
  [' 20', 20, ''],
  ['0.5%', 0.5, '%'],
  ['12.75 GiB', 12.75, ' GiB'],
  ['1.', 1, '.'],
  ['1234567890123', 123456789012, '3'],
  ['0.1234567', 0.123456, '7'],
])('readNumber reads %s as %d, and leaves %j', (text, number, rest) => {
  const cursor = new Cursor(text)
  expect([readNumber(cursor), cursor.take(/.*/y)]).toStrictEqual([number, rest])
})

test.each([
  ['-1', 0],
  [' x', 1],
  ['.5', 0],
  ['', 0],
])('readNumber refuses %j', (text, position) => {
  expect(catchFault(text, readNumber)).toStrictEqual([position, 'a number, such as 20 or 0.5'])
})
