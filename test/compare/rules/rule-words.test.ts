import { describe, expect, test } from 'vitest'
import { Cursor, SyntaxFault } from '../../../src/compare/rules/cursor.ts'
import { formatColumn, readColumn, readNumber } from '../../../src/compare/rules/rule-words.ts'

describe('readColumn', () => {
  test.each(['email', 'a b', 'größe', 'a (b)', 'a"b', 'a,b', ' '])('reads what formatColumn writes: %j', (name) => {
    expect(readColumn(new Cursor(`(${formatColumn(name)})`))).toBe(name)
  })

  test.each(['email', '()', '(a', '("a)', '("\\x")'])('refuses %s', (text) => {
    expect(() => readColumn(new Cursor(text))).toThrow(SyntaxFault)
  })
})

test.each([
  [' 20', 20],
  ['0.5%', 0.5],
])('readNumber reads %s', (text, number) => {
  expect(readNumber(new Cursor(text))).toBe(number)
})

test('readNumber refuses anything else', () => {
  expect(() => readNumber(new Cursor('-1'))).toThrow(SyntaxFault)
})
