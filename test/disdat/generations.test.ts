import { describe, expect, test } from 'vitest'
import { dialects, getGeneration, listGenerations, parseDialect } from '../../src/disdat/generations.ts'

describe('parseDialect', () => {
  test.each([
    ['classic', 'classic'],
    ['Luigi', 'luigi'],
    ['disdat-0.7.1', 'disdat-0.7.1'],
    ['Disdat-0.7.2', 'disdat-0.7.2'],
    ['disdat-0.8.0', 'disdat-0.8.0'],
    ['disdat-0.8.2', 'disdat-0.8.1'],
    ['disdat-0.8.3', 'disdat-0.8.3'],
    ['disdat-0.8.12', 'disdat-0.8.3'],
    ['disdat-0.8.25', 'disdat-0.8.13'],
    ['disdat-0.9.5', 'disdat-0.8.13'],
    ['disdat-0.9.14', 'disdat-0.9.6'],
    ['disdat-0.9.15', 'luigi'],
    ['disdat-0.10.1', 'luigi'],
    ['disdat-luigi-1.0.2', 'luigi'],
    ['disdat-luigi-1.3', 'luigi'],
  ])('knows %s as %s', (text, dialect) => {
    expect(parseDialect(text)).toBe(dialect)
  })

  test.each([
    '',
    'auto',
    'disdat',
    'disdat-0.7',
    'disdat-0.7.0',
    'disdat-0.6.9',
    'disdat-1.2.0',
    'disdat-luigi-0.9',
    '0.8.25',
  ])('does not know %j', (text) => {
    expect(parseDialect(text)).toBeUndefined()
  })
})

test('getGeneration returns the row of each name', () => {
  for (const dialect of dialects) expect(getGeneration(dialect).dialect).toBe(dialect)
})

test('listGenerations returns the three versions that `classic` stands for, and one for other names', () => {
  const names = (dialect: 'classic' | 'luigi') => listGenerations(dialect).map((generation) => generation.dialect)
  expect(names('classic')).toStrictEqual(['disdat-0.7.1', 'disdat-0.7.2', 'disdat-0.8.0'])
  expect(names('luigi')).toStrictEqual(['luigi'])
})
