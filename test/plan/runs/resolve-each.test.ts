import { describe, expect, test } from 'vitest'
import { readRuns } from '../../../src/plan/runs/read-runs.ts'
import { checkRunCount, countRuns, resolveEach } from '../../../src/plan/runs/resolve-each.ts'
import { collectProblems, createSource, describeRuns, findRunProblems, planRuns } from './fixtures.ts'

const resolve = (yaml: string) => {
  const { addProblem } = collectProblems()
  return resolveEach(readRuns(createSource(yaml), addProblem), addProblem)
}

describe('resolveEach', () => {
  test('takes the values of another run, also through a third', () => {
    const yaml = 'a: { each: { n: b, m: [x] } }\nb: { each: { n: c } }\nc: { each: { n: 1..2 } }'
    expect(describeRuns(planRuns(yaml))).toStrictEqual([
      ...['a [n=1, m=x]', 'a [n=2, m=x]', 'b [n=1]', 'b [n=2]', 'c [n=1]', 'c [n=2]'],
    ])
  })

  test.each([
    [
      'an unknown name',
      'clean: { each: { n: [1] } }\nb:\n  each:\n    n: claen',
      'runs, line 4, b.each.n',
      'claen',
      'This is not a list, a range such as `1..10` or `2026-07-01..yesterday`, or the name of a run.',
    ],
    [
      'a run without the parameter',
      'a: { each: { n: [1] } }\nb: { each: { day: a } }',
      'runs, line 2, b.each.day',
      'a',
      'The run `a` has no `day` in its `each`.',
    ],
    [
      'its own name',
      'a: { each: { n: a } }',
      'runs, line 1, a.each.n',
      'a',
      'The values of `n` lead back to `a`. Write a list.',
    ],
  ])('refuses %s', (_, yaml, where, given, expected) => {
    expect(findRunProblems(yaml)).toMatchObject([{ where, given, expected }])
  })

  test('leaves out wrong names and keeps the other values', () => {
    const { problems, addProblem } = collectProblems()
    const runs = resolveEach(readRuns(createSource('a: { each: { n: x, m: [1] } }'), addProblem), addProblem)
    expect(runs.map(({ each }) => [...each])).toStrictEqual([[['m', { kind: 'list', values: ['1'] }]]])
    expect(problems).toMatchObject([{ where: 'runs, line 1, a.each.n', given: 'x' }])
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

describe('countRuns', () => {
  test.each([
    ['a: {}', 1n],
    ['a: { each: { n: 1..3 } }', 3n],
    ['a: { each: { n: 1..3, m: [x, y], day: 2026-07-01..2026-07-05 } }', 30n],
  ])('counts the combinations of %j', (yaml, count) => {
    expect(resolve(yaml).map(countRuns)).toStrictEqual([count])
  })
})

describe('checkRunCount', () => {
  const check = (yaml: string, maxRuns: number) => {
    const { problems, addProblem } = collectProblems()
    checkRunCount(resolve(yaml), maxRuns, addProblem)
    return problems.map(({ where, given, expected }) => `${where} (${given}): ${expected}`)
  }

  test.each([
    ['a: { each: { n: 1..3 } }\nb: {}', 4],
    ['a: { each: { n: 1..996 }, when: never }\nb: { each: { n: 1..4 } }', 4],
    ['a: { each: { n: 1..1000 } }', 1000],
  ])('accepts %j with max-runs %j', (yaml, maxRuns) => {
    expect(check(yaml, maxRuns)).toStrictEqual([])
  })

  test.each([
    [
      'a: {}\nb: { each: { n: 1..3 } }\nc: { each: { n: 1..3 } }',
      6,
      'runs, line 2, b (7 runs): `max-runs` allows 6. 3 of them are of `b`. Shorten a range, or set `max-runs: 7`.',
    ],
    [
      'a: { each: { n: 1..5 }, when: never }\nb: { each: { n: 1..6 } }',
      5,
      'runs, line 2, b (11 runs): `max-runs` allows 5. 6 of them are of `b`. Shorten a range, or set `max-runs: 6`.',
    ],
    [
      'a: { each: { n: 1..1000 } }',
      999,
      'runs, line 1, a (1,000 runs): `max-runs` allows 999. 1,000 of them are of `a`. Shorten a range, or set ' +
        '`max-runs: 1000`.',
    ],
    [
      'a: { each: { n: 1..997 }, when: never }\nb: { each: { n: 1..4 } }',
      4,
      'runs, line 1, a (1,001 runs): `max-runs` allows 4. 997 of them are of `a`. Shorten a range: a step has at most ' +
        '1,000 runs.',
    ],
  ])('refuses %j with max-runs %j', (yaml, maxRuns, problem) => {
    expect(check(yaml, maxRuns)).toStrictEqual([problem])
  })
})
