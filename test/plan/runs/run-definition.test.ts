import { describe, expect, test } from 'vitest'
import { problemLimit } from '../../../src/action/input-problems.ts'
import { collectProblems } from './fixtures.ts'

const misspelt = { expected: 'Allowed: always.', given: 'allways', allowed: ['succeeded', 'always'] }

describe('createAddRunProblem', () => {
  test('places problems by input or file, line and key, and suggests the nearest word', () => {
    const { problems, addProblem } = collectProblems()
    addProblem(7, 'daily.when', misspelt)
    addProblem(undefined, undefined, { expected: 'Write a map.' })
    addProblem(undefined, 'daily', { expected: 'Write a map.', given: 'x' })
    addProblem(3, undefined, { expected: 'Write a map.', allowed: ['x'] })
    expect(problems).toStrictEqual([
      { where: 'runs, line 7, daily.when', expected: 'Allowed: always.', given: 'allways', nearest: 'always' },
      { where: 'runs', expected: 'Write a map.' },
      { where: 'runs, daily', expected: 'Write a map.', given: 'x' },
      { where: 'runs, line 3', expected: 'Write a map.' },
    ])
  })

  test('suggests nothing for problems that are only counted', () => {
    const { problems, addProblem } = collectProblems()
    for (let at = 0; at <= problemLimit; at += 1) addProblem(1, 'a', misspelt)
    expect(problems.map(({ nearest }) => nearest)).toStrictEqual([
      ...Array.from({ length: problemLimit }, () => 'always'),
      undefined,
    ])
  })
})
