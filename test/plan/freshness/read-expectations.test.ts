import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type InputProblem, InvalidInputs } from '../../../src/action/input-problems.ts'
import { readExpectations } from '../../../src/plan/freshness/read-expectations.ts'

function read(text: string) {
  const problems: InputProblem[] = []
  const names = readExpectations(text, problems).map(({ name }) => name)
  return { names, message: problems.length === 0 ? undefined : new InvalidInputs(problems).message }
}

describe('readExpectations', () => {
  test('reads bundles in flow style and in block style', () => {
    const text =
      'orders.daily: { each: day, newest: yesterday, by: "09:00" }\nraw.orders:\n  max-age: 2h\n  rows: ">0"\n'
    expect(read(text)).toEqual({ names: ['orders.daily', 'raw.orders'], message: undefined })
  })

  test.each([
    [
      'a condition with its line',
      'a: { max-age: 1h }\nb:\n  max-age: 1h\n  rows: "0"\n',
      'expect, line 4, b.rows: got "0". Write a comparison with a whole number in quotes, such as `">0"`.',
    ],
    [
      'the nearest condition',
      'a: { max_age: 1h }',
      'expect, line 1, a: got "max_age". Allowed: each, newest, by, timezone, window, max-age, rows. Did you mean "max-age"?',
    ],
    ['a bundle without conditions', 'a: 1h', 'expect, line 1, a: got "1h". Write a map of conditions'],
    ['the name of no bundle', 'a/b: { max-age: 1h }', 'expect, line 1: got "a/b". The name of a bundle '],
    [
      'a bundle that is given twice',
      'a: { max-age: 1h }\na: { rows: ">0" }',
      'expect: got "a". This key is given twice',
    ],
    ['what is not YAML', 'a: {', 'expect: got "a: {". Not valid YAML at line 1'],
    ['a list', '- a', 'expect: got "- a". Write a YAML map of bundle names to conditions'],
    ['an empty map', '{}', 'expect: got "{}". Write a YAML map'],
    ['a text that is too long', `a: { max-age: 1h }${' '.repeat(64 * 1024)}`, 'It has at most 65536 characters.'],
    ['an anchor', 'a: { max-age: &x 1h }', 'expect: got "&x". YAML anchors are not supported'],
    [
      'more bundles than allowed',
      Array.from({ length: 201 }, (_, at) => `b${at}: { max-age: 1h }`).join('\n'),
      'It has at most 200 bundles.',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(read(text).message).toContain(message)
  })

  test('returns an expectation or a problem for any text, and never throws', () => {
    const pieces = [
      'orders',
      'a: ',
      '{ ',
      ' }',
      '\n',
      '  ',
      'max-age: 26h',
      'rows: ">0"',
      ', ',
      'each: day',
      '- ',
      '? ',
      '&x',
      '!!set',
      '"',
      '|',
    ]
    const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 12 })
    fc.assert(
      fc.property(texts, (parts) => {
        const { names, message } = read(parts.join(''))
        if (names.length === 0) expect(message).toMatch(/^\d+ input errors?:\n- expect[,:]/)
      }),
      { numRuns: 500 },
    )
  })

  test('leaves out only the expectations that are wrong', () => {
    expect(read('a: { max-age: 1h }\nb: { max-age: soon }').names).toEqual(['a'])
  })
})
