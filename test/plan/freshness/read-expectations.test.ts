import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type InputProblem, InvalidInputs } from '../../../src/action/input-problems.ts'
import { readExpectations } from '../../../src/plan/freshness/read-expectations.ts'

function read(text: string) {
  const problems: InputProblem[] = []
  const names = readExpectations(text, problems).map(({ name }) => name)
  return { names, message: problems.length === 0 ? undefined : new InvalidInputs(problems).message }
}

const mapRule = 'Write a YAML map of bundle names to conditions, such as `orders: { max-age: 26h }`.'
const bundles = (length: number) => Array.from({ length }, (_, at) => `b${at}: { max-age: 1h }`).join('\n')

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
      'a: { max_age: 1h, rows: ">0" }',
      'expect, line 1, a: got "max_age". Allowed: each, newest, by, timezone, window, max-age, rows. Did you mean "max-age"?',
    ],
    [
      'a bundle without conditions',
      'a: 1h',
      'expect, line 1, a: got "1h". Write a map of conditions (each, newest, by, timezone, window, max-age, rows).',
    ],
    [
      'a list of conditions',
      'b: { max-age: 1h }\na: [1h]',
      'expect, line 2, a: nothing given. Write a map of conditions (each, newest, by, timezone, window, max-age, rows).',
    ],
    [
      'the name of no bundle',
      'a/b: { max-age: 1h }',
      'expect, line 1: got "a/b". The name of a bundle contains a slash.',
    ],
    ['a list as a name', '\n[a]: { max-age: 1h }', 'expect, line 2: got "". The name of a bundle is empty.'],
    [
      'no conditions',
      'b: { max-age: 1h }\na: {}',
      'expect, line 2, a: nothing given. Give `newest` with `each`, `max-age`, or `rows`.',
    ],
    ['a list as a condition', 'a:\n  max-age: [1h]', 'expect, line 2, a.max-age: nothing given. Write a text.'],
    [
      'a list as the name of a condition',
      'a:\n  [max-age]: 1h\n  rows: ">0"',
      'expect, line 2, a: got "". Allowed: each, newest, by, timezone, window, max-age, rows. Did you mean "by"?',
    ],
    [
      'a bundle that is given twice',
      'a: { max-age: 1h }\na: { rows: ">0" }',
      'expect: got "a". This key is given twice (line 2). Give it once.',
    ],
    [
      'what is not YAML',
      'a: {',
      'expect: got "a: {". Not valid YAML at line 1, column 5: Flow map in block collection must be sufficiently indented and end with a }.',
    ],
    ['a list', ' - a ', `expect: got "- a". ${mapRule}`],
    ['an empty map', '{}', `expect: got "{}". ${mapRule}`],
    [
      'a text that is too long',
      `a: { max-age: 1h }${' '.repeat(64 * 1024 - 17)}`,
      'expect: nothing given. It has at most 65536 characters.',
    ],
    [
      'an anchor',
      'a: { max-age: &x 1h }',
      'expect: got "&x". YAML anchors are not supported (line 1). Write the value, in quotes if it is a text.',
    ],
    ['more bundles than allowed', bundles(201), 'expect: nothing given. It has at most 200 bundles.'],
  ])('refuses %s', (_, text, message) => {
    expect(read(text).message).toBe(`1 input error:\n- ${message}`)
  })

  test.each(['- a', '{}', 'a: {', bundles(201)])('returns nothing for %j', (text) => {
    expect(readExpectations(text, [])).toStrictEqual([])
  })

  test('accepts 200 bundles, and the longest text', () => {
    expect(read(bundles(200)).names).toHaveLength(200)
    expect(read(`a: { max-age: 1h }${' '.repeat(64 * 1024 - 18)}`)).toEqual({ names: ['a'], message: undefined })
  })

  test('reads the conditions without blanks around them', () => {
    expect(readExpectations('a: { each: day, newest: " today " }', [])).toMatchObject([{ days: { newest: 0 } }])
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
