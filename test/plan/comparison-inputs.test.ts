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

const uuid = '00000000-0000-4000-8000-000000000001'

describe('readComparisonInputs reads compare-with', () => {
  test.each<[string, CompareWith]>([
    ['', { kind: 'nothing' }],
    ['auto', { kind: 'automatic' }],
    ['-', { kind: 'nothing' }],
    ['None', { kind: 'nothing' }],
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
    expect(problems).toMatchObject([{ where: 'compare-with', given: text }])
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
    expect(problems).toMatchObject([{ where: 'diff-max-bytes', given: text }])
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
  ])('%j', (text, diffKey) => {
    expect(read({ 'diff-key': text })).toMatchObject({ inputs: { diffKey }, problems: [] })
  })

  test.each([['"a'], [Array.from({ length: 17 }, (_, index) => `c${index}`).join()]])('refuses %j', (text) => {
    expect(read({ 'diff-key': text }).problems).toMatchObject([{ where: 'diff-key' }])
  })

  test('asks for it where a rule needs it', () => {
    expect(read({ 'fail-on': 'rows-removed>0' }).problems).toMatchObject([{ where: 'diff-key' }])
    expect(read({ 'fail-on': 'rows-removed>0', 'diff-key': 'auto' }).problems).toStrictEqual([])
  })
})

test('readComparisonInputs reads diff-max-rows', () => {
  expect(read({}).inputs.diffMaxRows).toBe(20_000_000)
  expect(read({ 'diff-max-rows': '1000' }).inputs.diffMaxRows).toBe(1000)
  expect(read({ 'diff-max-rows': '999' }).problems).toMatchObject([{ where: 'diff-max-rows' }])
})

test('readComparisonInputs shows samples only on request', () => {
  expect(read({}).inputs.diffSamples).toBe('never')
  expect(read({ 'diff-samples': 'true' }).inputs.diffSamples).toBe('summary')
  expect(read({ 'diff-samples': 'Comment' }).inputs.diffSamples).toBe('comment')
})

test.each(['-', 'daily orders', 'prod/daily', uuid, `prod/${uuid}`])(
  'formatCompareWith returns the text that was read: %j',
  (text) => {
    expect(formatCompareWith(read({ 'compare-with': text }).inputs.compareWith)).toBe(text)
  },
)
