import { describe, expect, test } from 'vitest'
import { readEach } from '../../../src/plan/runs/read-each.ts'
import { parseYamlText } from '../../../src/plan/yaml-text.ts'
import { collectProblems, now } from './fixtures.ts'

function read(text: string) {
  const { problems, addProblem } = collectProblems()
  const yaml = parseYamlText(text)
  const each = readEach(yaml.contents, { yaml, now, addProblem, prefix: 'daily.each.', line: 1 })
  return { values: [...each].map(([name, { value }]) => [name, value]), problems }
}

describe('readEach', () => {
  test.each([
    ['n: [1, 1.0, 0x10, "a b", true]', { kind: 'list', values: ['1', '1.0', '0x10', 'a b', 'true'] }],
    ['n: 1..3', { kind: 'numbers', first: 1n, last: 3n }],
    ['n: { range: 1..3 }', { kind: 'numbers', first: 1n, last: 3n }],
    ['n: yesterday', { kind: 'dates', first: 20_638, last: 20_638, step: { amount: 1, unit: 'd' } }],
    [
      'n: { range: -2..today, every: 2d }',
      { kind: 'dates', first: 20_637, last: 20_639, step: { amount: 2, unit: 'd' } },
    ],
    [
      'n: { range: today, timezone: America/New_York }',
      { kind: 'dates', first: 20_638, last: 20_638, step: { amount: 1, unit: 'd' } },
    ],
    ['n: clean', { kind: 'run', name: 'clean' }],
  ])('reads %s', (text, values) => {
    expect(read(text)).toStrictEqual({ values: [['n', values]], problems: [] })
  })

  test.each([
    ['n: []', undefined, 'The list is empty.'],
    ['n: [a, a]', 'a', 'This value is given twice.'],
    ['n: [1, [2]]', undefined, 'A value is a text or a number.'],
    ['n: ["", a]', '', 'A value is not empty.'],
    ['n: [~]', '', 'A value is not empty.'],
    ['n: ["a\\nb"]', 'a\nb', 'A value has no line break'],
    ['n: ["\\ud800"]', '\ud800', 'The value contains half of a surrogate pair'],
    [`n: [${'x'.repeat(201)}]`, 'x'.repeat(201), 'A value has at most 200 characters.'],
    ['n: 3..1', '3..1', 'It has no number'],
    ['n: 1, 2', '1, 2', 'Write a list, a range'],
    ['n:', '', 'Write a list, a range'],
    ['n: { from: 1 }', 'from', 'Allowed: range, every, timezone.'],
    ['n: { range: 1..3, every: 1d }', '1..3', '`every` and `timezone` are for ranges of dates.'],
    ['n: { range: clean }', 'clean', '`range` is a range'],
    ['n: { every: 1d }', '', '`range` is a range'],
    ['n: { range: today, timezone: Mars/Base }', 'today', '`timezone` is the name of a time zone'],
    ['n: { range: today, every: }', 'today', '`every` is a number of days'],
  ])('refuses %s', (text, given, expected) => {
    const { values, problems } = read(text)
    expect(values).toStrictEqual([['n', { kind: 'list', values: [] }]])
    expect(problems).toMatchObject([
      { where: 'runs, line 1, daily.each.n', expected: expect.stringContaining(expected) },
    ])
    expect(problems[0]?.given).toBe(given)
  })

  test('refuses a name that is not a Python identifier', () => {
    expect(read('\na-b: [1]').problems).toMatchObject([{ where: 'runs, line 2, daily.each.a-b', given: 'a-b' }])
  })
})
