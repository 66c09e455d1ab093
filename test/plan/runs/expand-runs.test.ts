import { describe, expect, test } from 'vitest'
import { expandRuns } from '../../../src/plan/runs/expand-runs.ts'
import { readRuns } from '../../../src/plan/runs/read-runs.ts'
import { collectProblems, createSource, describeRuns, findRunProblems, planRuns } from './fixtures.ts'

/** The problems of runs that all have a pipe, as `line: key: text`. */
const listProblems = (yaml: string, env: Readonly<Record<string, string>> = {}) =>
  findRunProblems(yaml, env).map(({ where, given, expected }) => `${where} (${given}): ${expected}`)

/** Whether the runs are listed, and the problems. */
function expand(yaml: string) {
  const { problems, addProblem } = collectProblems()
  const runs = expandRuns(readRuns(createSource(yaml), addProblem), { maxRuns: 100, order: 'oldest' }, addProblem)
  return { isListed: runs !== undefined, problems: problems.map(({ where, given }) => `${where} (${given})`) }
}

describe('expandRuns', () => {
  test('lists all combinations of values, those of the last parameter fastest', () => {
    expect(describeRuns(planRuns('a:\n  each: { day: 2026-07-01..2026-07-02, region: [eu, us] }'))).toStrictEqual([
      'a [day=2026-07-01, region=eu]',
      'a [day=2026-07-01, region=us]',
      'a [day=2026-07-02, region=eu]',
      'a [day=2026-07-02, region=us]',
    ])
  })

  test('reverses the values, and not the needs, with `order: newest`', () => {
    const yaml = 'b:\n  needs: a\n  each: { n: a }\na:\n  each: { n: 1..3 }'
    expect(describeRuns(planRuns(yaml, { INPUT_ORDER: 'newest' }))).toStrictEqual([
      ...['a [n=3]', 'a [n=2]', 'a [n=1]'],
      ...['b [n=3] ← a [n=3]', 'b [n=2] ← a [n=2]', 'b [n=1] ← a [n=1]'],
    ])
  })

  test('pairs runs by the values of the parameters that both have, and needs all without such', () => {
    const yaml = `
      clean: { each: { day: [1, 2], region: [eu, us] } }
      daily: { needs: clean, each: { day: clean } }
      region: { needs: clean, each: { region: [us], kind: [x] } }
      report: { needs: [daily, region] }`
    expect(describeRuns(planRuns(yaml)).slice(4)).toStrictEqual([
      'daily [day=1] ← clean [day=1, region=eu], clean [day=1, region=us]',
      'daily [day=2] ← clean [day=2, region=eu], clean [day=2, region=us]',
      'region [region=us, kind=x] ← clean [day=1, region=us], clean [day=2, region=us]',
      'report ← daily [day=1], daily [day=2], region [region=us, kind=x]',
    ])
  })

  test('takes the output of a run as input, after that run', () => {
    const yaml = `
      daily: { input-bundle: clean, input-param: orders, each: { day: clean } }
      clean: { each: { day: [1, 2] } }
      once: { input-bundle: only }
      only: {}`
    const { runs } = planRuns(yaml)
    expect(describeRuns({ ...planRuns(yaml) })).toStrictEqual([
      ...['clean [day=1]', 'clean [day=2]', 'daily [day=1] ← clean [day=1]', 'daily [day=2] ← clean [day=2]'],
      ...['only', 'once ← only'],
    ])
    expect(runs.map(({ inputFrom }) => (inputFrom === undefined ? -1 : runs.indexOf(inputFrom)))).toStrictEqual([
      -1, -1, 0, 1, -1, 4,
    ])
    expect(runs[2]?.run).toMatchObject({ input: undefined, inputParam: 'orders' })
  })

  test('takes the output of one run as input beside others that it needs', () => {
    const { runs } = planRuns('a: {}\nb: {}\nc: { needs: [a, b], input-bundle: b }')
    expect(runs[2]?.needs).toStrictEqual([runs[0], runs[1]])
    expect(runs[2]?.inputFrom).toBe(runs[1])
  })

  test('names each run that is needed once', () => {
    const yaml = 'a: {}\nb: { needs: [a, a], input-bundle: a }'
    expect(describeRuns(planRuns(yaml))).toStrictEqual(['a', 'b ← a'])
  })

  test('lets a run find another bundle while it needs a run', () => {
    const { runs } = planRuns('a: {}\nb: { needs: a, input-bundle: raw }')
    expect(runs[1]).toMatchObject({ inputFrom: undefined, run: { input: { kind: 'newest', name: 'raw' } } })
  })

  test('refuses more runs than `max-runs` allows, with their number, before it lists them', () => {
    const yaml = 'a:\n  each:\n    n: 1..1000000\n    m: 1..1000000\n    k: 1..1000000\nb: {}'
    expect(listProblems(yaml)).toStrictEqual([
      'runs, line 1, a (1,000,000,000,000,000,001 runs): `max-runs` allows 100. 1,000,000,000,000,000,000 of them are ' +
        'of `a`. Shorten a range: a step has at most 1,000 runs.',
    ])
    // A chain over five months of days: yesterday is 2026-07-04.
    const chain = 'a: { each: { day: 2026-02-04..yesterday } }\nb: { needs: a, each: { day: a } }\nc: { needs: b }'
    expect(listProblems(chain)).toStrictEqual([
      'runs, line 1, a (303 runs): `max-runs` allows 100. 151 of them are of `a`. Shorten a range, or set ' +
        '`max-runs: 303`.',
    ])
    expect(describeRuns(planRuns(chain, { 'INPUT_MAX-RUNS': '303' }))).toHaveLength(303)
    expect(describeRuns(planRuns('a: { each: { n: 1..101 } }', { 'INPUT_MAX-RUNS': '101' }))).toHaveLength(101)
    expect(listProblems('a: { each: { n: 1..101 } }')).toHaveLength(1)
    expect(describeRuns(planRuns('a: { each: { n: 1..100 } }'))).toHaveLength(100)
  })

  test('refuses values without a partner', () => {
    expect(listProblems('a: { each: { n: 1..2 } }\nb:\n  each: { n: 2..3 }\n  needs: a')).toStrictEqual([
      'runs, line 4, b.needs (n=3): `a` has no run with these values. Give both the same values, as ' +
        '`each: { day: a }` does.',
    ])
  })

  test('refuses an input of several runs', () => {
    expect(listProblems('a: { each: { n: 1..2 } }\nb:\n  input-bundle: a')).toStrictEqual([
      'runs, line 3, b.input-bundle (a): An input is one bundle, and 2 runs of `a` are before this run. Give it the ' +
        'same `each`, or name `a` in `needs` only.',
    ])
  })

  test('names all values of a run without a partner, and only the first such run', () => {
    const yaml = 'a: { each: { n: 1..2, m: [x] } }\nb: { each: { n: 2..4, m: [x] }, needs: a }'
    expect(expand(yaml)).toStrictEqual({ isListed: false, problems: ['runs, line 2, b.needs (n=3, m=x)'] })
  })

  test('refuses an input without a partner at the input', () => {
    const yaml = 'a: { each: { n: 1..2 } }\nb: { needs: [c],\n  each: { n: 1..3 },\n  input-bundle: a }\nc: {}'
    expect(expand(yaml)).toStrictEqual({ isListed: false, problems: ['runs, line 4, b.input-bundle (n=3)'] })
  })

  test('refuses an input of several runs also where a run without a partner is needed', () => {
    const yaml = 'a: { each: { n: 1..2, m: 1..2 } }\nb: { each: { n: 1..2 }, input-bundle: a, needs: c }\nc: {}'
    expect(expand(yaml)).toStrictEqual({ isListed: false, problems: ['runs, line 2, b.input-bundle (a)'] })
    expect(listProblems(yaml)).toStrictEqual([expect.stringContaining('and 2 runs of `a` are before this run.')])
  })

  test.each([
    ['a: { each: { n: 1..2 } }\nb: { needs: a }', true, []],
    ['a: { each: { n: b, m: 1..200 } }', false, ['runs, line 1, a.each.n (b)']],
    ['a: { each: { n: 1..200 } }\nb: { needs: c }', false, ['runs, line 1, a (201 runs)', 'runs, line 2, b.needs (c)']],
    ['a: { needs: a }', false, ['runs, line 1, a.needs (a → a)']],
  ])('lists no runs where there is a problem, and counts only known values: %j', (yaml, isListed, problems) => {
    expect(expand(yaml)).toStrictEqual({ isListed, problems })
  })
})
