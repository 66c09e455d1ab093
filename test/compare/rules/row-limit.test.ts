import { describe, expect, test } from 'vitest'
import { parseRules, printRule } from '../../../src/compare/rules/rules.ts'

const parse = (text: string) => parseRules(text).value

describe('readRowChangeLimit', () => {
  test.each([
    ['rows-removed>0', { of: 'rows-removed', column: undefined, is: '>', amount: 0, isPercent: false }],
    ['Rows-Changed >= 5 %', { of: 'rows-changed', column: undefined, is: '>=', amount: 5, isPercent: true }],
    ['rows-added<10', { of: 'rows-added', column: undefined, is: '<', amount: 10, isPercent: false }],
    ['changed(amount)>0.5%', { of: 'changed', column: 'amount', is: '>', amount: 0.5, isPercent: true }],
    ['changed("a (b)")>1', { of: 'changed', column: 'a (b)', is: '>', amount: 1, isPercent: false }],
  ])('reads %s', (text, limit) => {
    expect(parse(text)).toStrictEqual([{ kind: 'row-limit', ...limit }])
  })

  test.each([
    ['rows-removed 5', '`<=`, `>=`, `<`, `>`'],
    ['rows-changed>0.5', 'a whole number of rows, or percent with `%`'],
  ])('says what is expected in %s', (text, expected) => {
    expect(parseRules(text).faults).toMatchObject([{ expected: expect.stringContaining(`: expected ${expected}`) }])
  })

  test.each([
    'rows-removed',
    'rows-removed>',
    'rows-removed>-1',
    'rows-changed>0.5',
    'changed>1%',
    'changed()>1',
    'rows-removed>0 previous',
  ])('refuses %s', (text) => {
    expect(parseRules(text)).toMatchObject({ value: [], faults: [{ line: 1 }] })
  })
})

test.each(['rows-removed>0', 'rows-changed>=5%', 'changed(a b)>1%', 'changed("a, b")>1'])(
  'printRowChangeLimit formats %s',
  (text) => {
    expect(parse(text).map(printRule)).toStrictEqual([text])
  },
)
