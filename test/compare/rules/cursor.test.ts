import { describe, expect, test } from 'vitest'
import { Cursor, SyntaxFault } from '../../../src/compare/rules/cursor.ts'

describe('Cursor', () => {
  test('takes what is at its position, and stays where nothing matches', () => {
    const cursor = new Cursor('rows  <= 5')
    expect(cursor.take(/\d+/y)).toBeUndefined()
    expect([cursor.take(/[a-z]+/y), cursor.position]).toStrictEqual(['rows', 4])
    expect([cursor.takeOneOf(['<=', '<']), cursor.position]).toStrictEqual(['<=', 8])
    expect([cursor.takeOneOf(['+']), cursor.position, cursor.isAtEnd]).toStrictEqual([undefined, 9, false])
    expect([cursor.take(/5/y), cursor.isAtEnd]).toStrictEqual(['5', true])
  })

  test('does not skip a line break', () => {
    expect(new Cursor(' \n<').takeOneOf(['<'])).toBeUndefined()
  })

  test('takes the first of the texts that matches', () => {
    expect(new Cursor('<=').takeOneOf(['<', '<='])).toBe('<')
  })

  test('throws at the position of what it expects', () => {
    const cursor = new Cursor('  x')
    expect(() => cursor.expect('runs', '`runs`')).toThrow(
      expect.objectContaining({ message: '`runs`', position: 2, word: undefined }),
    )
    expect(cursor.position).toBe(2)
    cursor.expect('x', 'an x')
    expect(cursor.isAtEnd).toBe(true)
  })
})

test('SyntaxFault has its position, the expected text, and the word with those allowed', () => {
  const word = { given: 'emty', allowed: ['empty'] }
  expect(new SyntaxFault(3, 'a rule', word)).toMatchObject({
    name: 'SyntaxFault',
    message: 'a rule',
    position: 3,
    word,
  })
})
