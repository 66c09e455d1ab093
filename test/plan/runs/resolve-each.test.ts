import { describe, expect, test } from 'vitest'
import { describeRuns, findRunProblems, planRuns } from './fixtures.ts'

describe('resolveEach', () => {
  test('takes the values of another run, also through a third', () => {
    const yaml = 'a: { each: { n: b, m: [x] } }\nb: { each: { n: c } }\nc: { each: { n: 1..2 } }'
    expect(describeRuns(planRuns(yaml))).toStrictEqual([
      ...['a [n=1, m=x]', 'a [n=2, m=x]', 'b [n=1]', 'b [n=2]', 'c [n=1]', 'c [n=2]'],
    ])
  })

  test.each([
    ['an unknown name', 'clean: { each: { n: [1] } }\nb:\n  each:\n    n: claen', 'runs, line 4, b.each.n', 'claen'],
    [
      'a run without the parameter',
      'a: { each: { n: [1] } }\nb: { each: { day: a } }',
      'runs, line 2, b.each.day',
      'a',
    ],
    ['its own name', 'a: { each: { n: a } }', 'runs, line 1, a.each.n', 'a'],
  ])('refuses %s', (_, yaml, where, given) => {
    expect(findRunProblems(yaml)).toMatchObject([{ where, given }])
  })

  test('refuses names that lead back to each other', () => {
    const problems = findRunProblems('a: { each: { n: b } }\nb: { each: { n: a } }')
    expect(problems.map(({ where, expected }) => `${where}: ${expected}`)).toStrictEqual([
      'runs, line 1, a.each.n: The values of `n` lead back to `b`. Write a list.',
      'runs, line 2, b.each.n: The values of `n` lead back to `a`. Write a list.',
    ])
  })

  test('suggests the nearest run', () => {
    expect(findRunProblems('clean: { each: { n: [1] } }\nb: { each: { n: claen } }')).toMatchObject([
      { nearest: 'clean' },
    ])
  })
})
