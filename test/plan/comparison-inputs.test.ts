import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { createInputReader } from '../../src/action/input-reader.ts'
import {
  type CompareWith,
  type ComparisonInputs,
  formatCompareWith,
  readComparisonInputs,
} from '../../src/plan/comparison-inputs.ts'

function read(given: Readonly<Record<string, string>>): {
  inputs: ComparisonInputs
  problems: readonly InputProblem[]
} {
  const problems: InputProblem[] = []
  const variables = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return { inputs: readComparisonInputs(createInputReader(Object.fromEntries(variables), problems)), problems }
}

const bundleAdvice =
  'Give a bundle name or a uuid, `context/name` or `context/uuid` for a bundle of another remote context, `-` for no comparison, or `auto`.'
const keyAdvice =
  'Give the names of columns, separated by commas or line breaks, or `auto`. Write a name with a comma or a quote as a JSON text.'
const tooMany = Array.from({ length: 17 }, (_, index) => `c${index}`).join()
const uuid = '00000000-0000-4000-8000-000000000001'

describe('readComparisonInputs reads compare-with', () => {
  test.each<[string, CompareWith]>([
    ['', { kind: 'nothing' }],
    ['auto', { kind: 'automatic' }],
    ['-', { kind: 'nothing' }],
    ['None', { kind: 'nothing' }],
    ['Auto', { kind: 'automatic' }],
    [' - ', { kind: 'nothing' }],
    ['daily orders', { kind: 'name', context: undefined, which: 'daily orders' }],
    ['prod/none', { kind: 'name', context: 'prod', which: 'none' }],
    [uuid, { kind: 'uuid', context: undefined, which: uuid }],
    [`prod/${uuid}`, { kind: 'uuid', context: 'prod', which: uuid }],
  ])('%j', (text, compareWith) => {
    expect(read({ 'compare-with': text })).toMatchObject({ inputs: { compareWith }, problems: [] })
  })

  test('returns the default without action.yml', () => {
    expect(read({}).inputs.compareWith).toStrictEqual({ kind: 'automatic' })
  })

  test.each(['a/b/c', '/a', 'a/', '../a', 'a::b', '--force', 'prod/-'])('refuses %j', (text) => {
    const { inputs, problems } = read({ 'compare-with': text })
    expect(inputs.compareWith).toStrictEqual({ kind: 'automatic' })
    expect(problems).toStrictEqual([{ where: 'compare-with', given: text, expected: bundleAdvice }])
  })
})

describe('readComparisonInputs reads diff-max-bytes', () => {
  test.each([
    ['', 8 * 1024 ** 2],
    ['0', 0],
    ['1000', 1000],
    ['10 b', 10],
    ['1.5kib', 1536],
    ['64MiB', 64 * 1024 ** 2],
    ['1GiB', 1024 ** 3],
  ])('%j', (text, diffMaxBytes) => {
    expect(read({ 'diff-max-bytes': text })).toMatchObject({ inputs: { diffMaxBytes }, problems: [] })
  })

  test.each(['2GiB', '1TiB', '-1', '1e3', '8MB', 'MiB', '1073741825'])('refuses %j', (text) => {
    const { problems } = read({ 'diff-max-bytes': text })
    const expected = 'Give bytes up to 1 GiB, such as `8MiB`.'
    expect(problems).toStrictEqual([{ where: 'diff-max-bytes', given: text, expected }])
  })
})

describe('readComparisonInputs reads fail-on', () => {
  test('as rules', () => {
    const { inputs, problems } = read({ 'fail-on': 'error,\n  stale>26h' })
    expect(problems).toStrictEqual([])
    expect(inputs.failOn).toStrictEqual([{ kind: 'error' }, { kind: 'stale', amount: 26, unit: 'h' }])
  })

  test('and reports each mistake with its position and the nearest word', () => {
    expect(read({ 'fail-on': 'emty, rows<x\ncolum-removed' }).problems).toStrictEqual([
      { where: 'fail-on', given: 'emty', expected: expect.stringContaining('Line 1, column 1: '), nearest: 'empty' },
      { where: 'fail-on', given: 'rows<x', expected: 'Line 1, column 12: expected a number, such as 20 or 0.5.' },
      {
        where: 'fail-on',
        given: 'colum-removed',
        expected: expect.stringContaining('Line 2, column 1: '),
        nearest: 'column-removed',
      },
    ])
  })
})

describe('readComparisonInputs reads diff-key', () => {
  test.each([
    ['', undefined],
    ['auto', 'auto'],
    ['order_id', ['order_id']],
    ['customer, day\nline', ['customer', 'day', 'line']],
    ['"a, b", a, a,', ['a, b', 'a']],
    ['auto, day', ['auto', 'day']],
    [' a b ,\n c ', ['a b', 'c']],
    [' "a" , b', ['a', 'b']],
    ['"a\\"b", c', ['a"b', 'c']],
    ['"a\\\\", c', ['a\\', 'c']],
    ['" a"', [' a']],
    ['a"b', ['a"b']],
    [' \n , ', undefined],
    [
      Array.from({ length: 16 }, (_, index) => `c${index}`).join(),
      Array.from({ length: 16 }, (_, index) => `c${index}`),
    ],
  ])('%j', (text, diffKey) => {
    expect(read({ 'diff-key': text })).toMatchObject({ inputs: { diffKey }, problems: [] })
  })

  test.each([
    ['"a', '"a', keyAdvice],
    ['x, "a" b', '"a" b', keyAdvice],
    ['"a\nb"', '"a', keyAdvice],
    [tooMany, tooMany, 'Give at most 16 columns.'],
  ])('refuses %j', (text, given, expected) => {
    expect(read({ 'diff-key': text }).problems[0]).toStrictEqual({ where: 'diff-key', given, expected })
  })

  test('reports names that are wrong beside too many', () => {
    expect(read({ 'diff-key': `"a, ${tooMany}` }).problems).toHaveLength(2)
  })

  test('asks for it where a rule needs it', () => {
    expect(read({ 'fail-on': 'empty, rows-removed>0' }).problems).toStrictEqual([
      {
        where: 'diff-key',
        expected:
          'Rules about single rows, such as `rows-removed>0`, need it: the columns that identify a row, or `auto`.',
      },
    ])
    expect(read({ 'fail-on': 'empty' }).problems).toStrictEqual([])
    expect(read({ 'fail-on': 'rows-removed>0', 'diff-key': 'auto' }).problems).toStrictEqual([])
  })
})

test('readComparisonInputs reads diff-max-rows', () => {
  expect(read({}).inputs.diffMaxRows).toBe(20_000_000)
  expect(read({ 'diff-max-rows': '1000' }).inputs.diffMaxRows).toBe(1000)
  expect(read({ 'diff-max-rows': '1000000000' }).inputs.diffMaxRows).toBe(1_000_000_000)
  const expected = 'Give a whole number from 1000 to 1000000000.'
  for (const given of ['999', '1000000001', '1000.5'])
    expect(read({ 'diff-max-rows': given }).problems).toStrictEqual([{ where: 'diff-max-rows', given, expected }])
})

test('readComparisonInputs shows samples only on request', () => {
  expect(read({}).inputs.diffSamples).toBe('never')
  expect(read({ 'diff-samples': 'false' }).inputs.diffSamples).toBe('never')
  expect(read({ 'diff-samples': 'all' }).problems).toStrictEqual([
    { where: 'diff-samples', given: 'all', expected: 'Allowed: true, false, comment.' },
  ])
  expect(read({ 'diff-samples': 'true' }).inputs.diffSamples).toBe('summary')
  expect(read({ 'diff-samples': 'Comment' }).inputs.diffSamples).toBe('comment')
})

test.each(['-', 'auto', 'daily orders', 'prod/daily', uuid, `prod/${uuid}`])(
  'formatCompareWith returns the text that was read: %j',
  (text) => {
    expect(formatCompareWith(read({ 'compare-with': text }).inputs.compareWith)).toBe(text)
  },
)
