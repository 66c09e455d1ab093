import { describe, expect, test } from 'vitest'
import { countLaneDependencies, readManyInputs } from '../../src/plan/many-inputs.ts'
import { findReadProblems, readWith } from './input-fixtures.ts'

const read = (inputs: Readonly<Record<string, string>>) => readWith(readManyInputs, inputs)

const wholeNumber = 'Give a whole number from 1 to 1000.'

describe('readManyInputs', () => {
  test('has the defaults of action.yml for absent inputs', () => {
    expect(read({})).toStrictEqual({
      values: {
        ...{ runs: undefined, each: undefined, rerun: 'missing', maxParallel: undefined, maxRuns: 100 },
        ...{ order: 'oldest', failFast: false },
      },
      invalid: [],
    })
  })

  test('reads all inputs, and keeps the indentation of YAML', () => {
    const given = { rerun: 'all', 'max-parallel': '8', 'max-runs': '1000', order: 'newest', 'fail-fast': 'true' }
    const yaml = '\n  clean:\n    pipe-class: a.B\n'
    expect(read({ ...given, runs: yaml, each: ' day: [1]\n' }).values).toStrictEqual({
      ...{ runs: yaml, each: ' day: [1]\n', rerun: 'all', maxParallel: 8, maxRuns: 1000, order: 'newest' },
      failFast: true,
    })
  })

  test('takes blank texts for absent ones', () => {
    expect(read({ runs: ' \n ', each: '\n' }).values).toMatchObject({ runs: undefined, each: undefined })
  })

  // Whether a job ended badly is not on the remote, so that it cannot be known which runs failed.
  test.each([
    ['rerun', 'failed', 'Allowed: missing, all.'],
    ['max-parallel', '0', wholeNumber],
    ['max-parallel', '1001', wholeNumber],
    ['max-parallel', '1.5', wholeNumber],
    ['max-runs', '0', wholeNumber],
    ['max-runs', '1001', wholeNumber],
    ['max-runs', '1.5', wholeNumber],
    ['order', 'latest', 'Allowed: oldest, newest.'],
    ['fail-fast', 'yes', 'Allowed: true, false.'],
  ])('refuses %s: %s', (where, given, expected) => {
    expect(findReadProblems(readManyInputs, { [where]: given })).toMatchObject([{ where, given, expected }])
  })
})

test.each([
  [3, undefined, 0],
  [3, 3, 0],
  [3, 2, 1],
])('countLaneDependencies of %j runs with max-parallel %j is %j', (count, maxParallel, dependencies) => {
  expect(countLaneDependencies(count, maxParallel)).toBe(dependencies)
})
