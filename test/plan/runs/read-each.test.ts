import { describe, expect, test } from 'vitest'
import { readEach } from '../../../src/plan/runs/read-each.ts'
import { parseYamlText } from '../../../src/plan/yaml-text.ts'
import { collectProblems, now } from './fixtures.ts'

function read(text: string, prefix = 'daily.each.') {
  const { problems, addProblem } = collectProblems()
  const yaml = parseYamlText(text)
  const each = readEach(yaml.contents, { yaml, now, addProblem, prefix, line: 1 })
  return { values: [...each].map(([name, { value }]) => [name, value]), problems }
}

const forms =
  'Write a list, a range such as `1..10` or `2026-07-01..yesterday`, a map with `range`, or the name of a run.'

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
    ['n: { range: " 1..3 " }', { kind: 'numbers', first: 1n, last: 3n }],
    ['n: " 1..3 "', { kind: 'numbers', first: 1n, last: 3n }],
    ['n: clean', { kind: 'run', name: 'clean' }],
    ['n: " clean "', { kind: 'run', name: 'clean' }],
    ['n: 2026-W27', { kind: 'run', name: '2026-W27' }],
    [`n: ${'a'.repeat(64)}`, { kind: 'run', name: 'a'.repeat(64) }],
    [`n: [${'x'.repeat(200)}]`, { kind: 'list', values: ['x'.repeat(200)] }],
  ])('reads %s', (text, values) => {
    expect(read(text)).toStrictEqual({ values: [['n', values]], problems: [] })
  })

  test.each([
    ['n: []', undefined, 'The list is empty. Write at least one value.'],
    ['n: [a, a]', 'a', 'This value is given twice. Give it once.'],
    ['n: [1, [2]]', undefined, 'A value is a text or a number.'],
    ['n: ["", a]', '', 'A value is not empty. Disdat has no empty parameters.'],
    ['n: [~]', '', 'A value is not empty. Disdat has no empty parameters.'],
    ['n: ["a\\nb"]', 'a\nb', 'A value has no line break or other control character.'],
    ['n: ["a\\Lb"]', 'a\u2028b', 'A value has no line break or other control character.'],
    ['n: ["\\ud800"]', '\ud800', 'The value contains half of a surrogate pair, which is not text.'],
    [`n: [${'x'.repeat(201)}]`, 'x'.repeat(201), 'A value has at most 200 characters.'],
    ['n: 3..1', '3..1', 'It has no number: write the smaller end first. `order: newest` reverses it.'],
    ['n: 1, 2', '1, 2', forms],
    ['n:', '', forms],
    ['n: -a', '-a', forms],
    ['n: a.b', 'a.b', forms],
    [`n: ${'a'.repeat(65)}`, 'a'.repeat(65), forms],
    ['n: { from: 1 }', 'from', 'Allowed: range, every, timezone.'],
    ['n: { [range]: 1 }', '', 'Allowed: range, every, timezone.'],
    ['n: { range: 1..3, every: 1d }', '1..3', '`every` and `timezone` are for ranges of dates. Remove them.'],
    ['n: { range: clean }', 'clean', '`range` is a range, such as `2026-07-01..yesterday`.'],
    ['n: { every: 1d }', '', '`range` is a range, such as `2026-07-01..yesterday`.'],
    [
      'n: { range: today, timezone: Mars/Base }',
      'today',
      '`timezone` is the name of a time zone, such as `Europe/Berlin`.',
    ],
    ['n: { range: today, every: }', 'today', '`every` is a number of days, weeks or months: `1d`, `2w`, `1mo`.'],
  ])('refuses %s', (text, given, expected) => {
    const { values, problems } = read(text)
    expect(values).toStrictEqual([['n', { kind: 'list', values: [] }]])
    expect(problems).toStrictEqual([
      { where: 'runs, line 1, daily.each.n', expected, ...(given !== undefined && { given }) },
    ])
  })

  test('suggests the nearest key of a map', () => {
    expect(read('n: { ragne: 1..2 }').problems).toMatchObject([{ given: 'ragne', nearest: 'range' }])
  })

  test.each([
    ['\na-b: [1]', 'runs, line 2, daily.each.a-b', 'a-b'],
    ['? [a]\n: [1]', 'runs, line 1, daily.each.', ''],
    [`${'-'.repeat(201)}: [1]`, `runs, line 1, daily.each.${'-'.repeat(200)}`, '-'.repeat(201)],
  ])('refuses a name that is not a Python identifier: %j', (text, where, given) => {
    const expected = 'The name of a parameter is a Python identifier: letters, digits and `_`.'
    expect(read(text)).toStrictEqual({
      values: [[given, { kind: 'list', values: ['1'] }]],
      problems: [{ where, expected, given }],
    })
  })

  test.each([
    ['daily.each.', 'runs, line 1, daily.each'],
    ['', 'runs, line 1'],
  ])('refuses what is not a map of parameters, with the prefix %j', (prefix, where) => {
    const expected = 'Write a map of parameters to their values.'
    expect(read('{}', prefix)).toStrictEqual({ values: [], problems: [{ where, expected }] })
    expect(read('[1]', prefix)).toStrictEqual({ values: [], problems: [{ where, expected }] })
    expect(read('1..3', prefix)).toStrictEqual({ values: [], problems: [{ where, expected, given: '1..3' }] })
  })

  test.each([
    ['daily.each.', 'runs, line 1, daily.each'],
    ['', 'runs, line 1'],
  ])('reads at most 20 parameters, with the prefix %j', (prefix, where) => {
    const write = (length: number) => Array.from({ length }, (_, at) => `n${at}: [1]`).join('\n')
    expect(read(write(20), prefix).problems).toStrictEqual([])
    expect(read(write(20), prefix).values).toHaveLength(20)
    const problems = [{ where, expected: 'It has at most 20 parameters.' }]
    expect(read(write(21), prefix)).toStrictEqual({ values: [], problems })
  })
})
