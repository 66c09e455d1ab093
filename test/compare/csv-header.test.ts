import { describe, expect, test } from 'vitest'
import { isCertainHeader } from '../../src/compare/csv-header.ts'

function split(line: string): readonly string[] {
  return line.split(',')
}

describe('isCertainHeader', () => {
  test.each([
    ['numbers', 'id,name', ['1,ann', '2,bob']],
    ['numbers with signs, units and separators', 'change,x', ['-1 234.5 %,a', '€ 5,b']],
    ['missing numbers', 'id,n', ['a,', 'b,NA', 'c,7', 'd,8']],
    ['numbers among dots', 'id,n', ['a,...', 'b,7', 'c,8']],
    ['numbers of which short rows have none', 'id,n', ['a', 'b,7', 'c,8']],
    ['dates between blanks', 'day,x', [' 2026-01-05 ,a']],
    ['dates', 'day,x', ['2026-01-05,a', '05.01.2026,b']],
    ['times', 'at,x', ['10:30,a', '23:59:59.5,b']],
    ['addresses', 'e-mail,x', ['ann@example.com,a']],
    ['links', 'page,x', ['https://example.com/a?b,a']],
    ['identifiers', 'key,x', ['47aa363c-8d95-4b4c-be97-48bb9aea9204,a']],
    ['booleans', 'ok,x', ['true,a', 'False,b']],
    ['an index without a name', ',name', ['0,ann', '1,bob']],
    ['many codes of one length', 'country,x', Array.from('abcdefghij', (letter) => `D${letter},x`)],
  ])('accepts names above %s', (_, first, rows) => {
    expect(isCertainHeader(split(first), rows.map(split))).toBe(true)
  })

  test.each([
    ['nothing', 'id,name', []],
    ['nothing, with a column without a name', ',name', []],
    ['an index that ends', ',name', ['0,ann', 'x,bob']],
    ['an index with a missing name', 'NA,name', ['0,ann', '1,bob']],
    [
      'many texts of other lengths',
      'country,x',
      Array.from('abcdefghij', (letter, at) => `${letter.repeat(at + 2)},x`),
    ],
    ['texts alone', 'jane,berlin', ['john,paris', 'mary,rome']],
    ['few codes of one length', 'country,x', ['DE,x', 'FR,y']],
    ['one text that repeats', 'FAILED,x', Array.from('abcdefghij', () => 'OK,x')],
    ['texts that go on counting', 'item9,x', Array.from('0123456789', (digit) => `item1${digit},x`)],
    ['few values among missing ones', 'pending,x', ['3,x', ',x', ',x']],
    ['many texts of the length of the first', 'anna,x', Array.from('abcdefghij', (letter) => `${letter}nna,x`)],
    ['no value at all', 'a,b', [',', 'NA,-']],
    ['numbers and texts', 'a,b', ['1,x', 'y,2']],
  ])('rejects a first record above %s', (_, first, rows) => {
    expect(isCertainHeader(split(first), rows.map(split))).toBe(false)
  })

  test.each([
    '4711,jane.doe@example.com,+49 30 1234',
    'a,2019',
    'a,2026-01-05',
    'a,10:30',
    'a,jane@example',
    'a,https://example.com',
    'a,+49 30 1234',
    'a,1.5 %',
    'a,true',
    'a, true ',
    ' # id,name',
    'a,0123456789abcdef',
    '# id,name',
    `a,${'x'.repeat(257)}`,
  ])('rejects a first record that holds a value or a comment: %s', (first) => {
    const row = split(first).map((_, index) => String(index))
    expect(isCertainHeader(split(first), [row, row])).toBe(false)
  })

  test('accepts a long name, and rejects an empty record', () => {
    expect(isCertainHeader(['x'.repeat(256)], [['1']])).toBe(true)
    expect(isCertainHeader([], [['1']])).toBe(false)
  })

  test('rejects a missing value above numbers', () => {
    expect(isCertainHeader(['n/a', 'x'], [['1', 'y']])).toBe(false)
  })
})
