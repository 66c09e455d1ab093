import { describe, expect, test } from 'vitest'
import { readManyInputs } from '../../src/plan/many-inputs.ts'
import { readWith } from './input-fixtures.ts'

const read = (inputs: Readonly<Record<string, string>>) => readWith(readManyInputs, inputs)

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
    ['rerun', 'failed'],
    ['max-parallel', '0'],
    ['max-runs', '1001'],
    ['order', 'newest first'],
    ['fail-fast', 'yes'],
  ])('refuses %s: %s', (name, value) => {
    expect(read({ [name]: value }).invalid).toStrictEqual([name])
  })
})
