import { expect, test } from 'vitest'
import { collectProblems } from './fixtures.ts'

test('createAddRunProblem places problems by input or file, line and key, and suggests the nearest word', () => {
  const { problems, addProblem } = collectProblems()
  addProblem(7, 'daily.when', { expected: 'Allowed: always.', given: 'allways', allowed: ['succeeded', 'always'] })
  addProblem(undefined, undefined, { expected: 'Write a map.' })
  expect(problems).toStrictEqual([
    { where: 'runs, line 7, daily.when', expected: 'Allowed: always.', given: 'allways', nearest: 'always' },
    { where: 'runs', expected: 'Write a map.' },
  ])
})
