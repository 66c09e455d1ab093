import { describe, expect, test } from 'vitest'
import { batchEnv } from '../fixtures.ts'
import { createSource, describeRuns, findRunProblems, planRuns, planSource } from './fixtures.ts'

const warningsOf = (yaml: string, env: Readonly<Record<string, string>>) =>
  planSource(createSource(yaml), env).plan?.warnings

const jobIds = `${crypto.randomUUID()}, ${crypto.randomUUID()}`

describe('createManyPlan', () => {
  test('keeps the texts that name the outputs of a run, before its values are in them', () => {
    const day = `$${'{day}'}`
    const yaml = `
      daily: { pipe-class: pipes.orders.Daily, output-bundle: "daily.${day}", params: { path: "${day}.csv" }, each: { day: [1, 2] } }
      other: { pipe-class: pipes.orders.Other, each: { day: [1] } }`
    const { runs } = planRuns(yaml, { 'INPUT_PIPE-CLASS': '', 'INPUT_OUTPUT-BUNDLE': ` all.${day} ` })
    expect(runs.map(({ run, template }) => [run.outputName, template.outputName.trim()])).toStrictEqual([
      ['daily.1', `daily.${day}`],
      ['daily.2', `daily.${day}`],
      ['all.1', `all.${day}`],
    ])
    expect(runs[0]?.template.params).toStrictEqual(new Map([['path', `${day}.csv`]]))
  })

  test('plans a chain over days, with its links', () => {
    const yaml = `
      clean:
        pipe-class: pipelines.orders.CleanOrders
        input-bundle: raw.orders
        input-param: orders
        each: { day: 2026-07-03..yesterday }
      daily:
        pipe-class: pipelines.orders.DailyOrders
        needs: clean             # the same day
        input-bundle: clean
        input-param: orders
        each: { day: clean }
      report:
        pipe-class: pipelines.orders.Report
        needs: daily
        when: always`
    const env = { 'INPUT_PIPE-CLASS': '', 'INPUT_MAX-PARALLEL': '8', INPUT_RERUN: 'all', 'INPUT_FAIL-FAST': 'true' }
    const many = planRuns(yaml, env)
    expect(many).toMatchObject({ rerun: 'all', maxParallel: 8, failFast: true })
    expect(describeRuns(many)).toStrictEqual([
      'clean [day=2026-07-03]',
      'clean [day=2026-07-04]',
      'daily [day=2026-07-03] ← clean [day=2026-07-03]',
      'daily [day=2026-07-04] ← clean [day=2026-07-04]',
      'report ← daily [day=2026-07-03], daily [day=2026-07-04]',
    ])
    const [clean, , daily, , report] = many.runs
    expect(daily?.needs[0]).toBe(clean)
    expect(daily?.inputFrom).toBe(clean)
    expect(daily?.run.params).toStrictEqual(new Map([['day', '2026-07-03']]))
    expect(report).toMatchObject({ when: 'always', inputFrom: undefined })
  })

  test('counts no run with `when: never` for `max-runs`, and at most 1,000', () => {
    const env = { 'INPUT_MAX-RUNS': '2' }
    const yaml = (count: number) => `a: { when: never, each: { n: 1..${count} } }\nb: { needs: a }`
    expect(planRuns(yaml(999), env).runs).toHaveLength(1000)
    expect(findRunProblems(yaml(1000), env)).toMatchObject([{ where: 'runs, line 1, a', given: '1,001 runs' }])
    expect(findRunProblems('a:\nb:\nc:', env)).toMatchObject([{ given: '3 runs' }])
    expect(findRunProblems('a:\nb:\nc: { when: never }', env)).toEqual([])
  })

  test('refuses a bundle of files as the input of a run with `when: never`, which is found by its input', () => {
    const yaml = 'a:\n  when: never\n  input-bundle: raw\n  input-path: [data.csv, more]'
    const expected =
      'With `when: never`, the output is found by its input bundle. Create that bundle in an earlier step.'
    expect(findRunProblems(yaml, { GITHUB_WORKSPACE: '/w' })).toStrictEqual([
      { where: 'runs, line 4, a.input-path', given: 'data.csv more', expected },
    ])
    expect(planRuns('a: { input-bundle: raw, input-path: data.csv }', { GITHUB_WORKSPACE: '/w' }).runs).toHaveLength(1)
  })

  test('makes no run again that is only looked up', () => {
    const [run] = planRuns('a: { when: never }', { INPUT_FORCE: 'true' }).runs
    expect(run?.run).toMatchObject({ force: false, forceAll: false })
    const env = { 'INPUT_FORCE-ALL': 'true', INPUT_FORCE: 'true' }
    const runs = planRuns('a: { when: never }\nb: {}', env).runs.map(({ run: each }) => [each.force, each.forceAll])
    expect(runs).toStrictEqual([...[[false, false]], ...[[true, true]]])
  })

  test('plans `each` alone as runs of one pipe', () => {
    expect(describeRuns(planRuns('day: -2..yesterday', {}, 'each'))).toStrictEqual([
      ...['run [day=2026-07-03]', 'run [day=2026-07-04]'],
    ])
  })

  test('names the inputs of the step in problems of `each` alone', () => {
    const env = { 'INPUT_INPUT-PARAM': 'x' }
    expect(findRunProblems('day: [1]', env, 'each').map(({ where }) => where)).toStrictEqual(['input-param'])
    expect(findRunProblems('a: {}', env).map(({ where }) => where)).toStrictEqual(['runs, line 1, a.input-param'])
  })

  test('warns once of what is unusual in all runs, and names the run otherwise', () => {
    expect(warningsOf('a: {}\nb: { input-tags: [k:v] }', { INPUT_ATTEMPTS: '2' })).toStrictEqual([
      '`attempts` is ignored: the backend Local does not use it.',
      'b: `input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.',
    ])
    const many = [...'abcdef'].map((name) => `${name}: { each: { n: [1, 2] }, input-tags: [k:v] }`).join('\n')
    expect(warningsOf(`${many}\ng: {}`, {})).toStrictEqual([expect.stringMatching(/^a, b, c, d, e: `input-tags` are /)])
  })

  test('reports what is wrong in YAML, in needs and in values together', () => {
    const yaml = 'a:\n  whne: x\nb:\n  each: { day: 3..1 }\n  output-bundle: "x/${day}"\nc:\n  vcpus: many'
    expect(findRunProblems(yaml, { INPUT_WORKERS: 'x' }).map(({ where }) => where)).toStrictEqual([
      ...['workers', 'runs, line 2, a', 'runs, line 4, b.each.day'],
      ...['runs, line 5, b.output-bundle', 'runs, line 7, c.vcpus'],
    ])
    const places = findRunProblems('a:\n  needs: b\n  vcpus: many').map(({ where }) => where)
    expect(places).toStrictEqual(['runs, line 2, a.needs', 'runs, line 3, a.vcpus'])
  })

  test('refuses more runs than `max-runs` allows, also without values', () => {
    expect(findRunProblems('a: {}\nb: {}', { 'INPUT_MAX-RUNS': '1' })).toStrictEqual([
      { where: 'runs', given: '2 runs', expected: '`max-runs` allows 1. Set `max-runs: 2`.' },
    ])
  })

  test('checks as many runs as `max-runs` allows when there are more', () => {
    const yaml = 'a: { vcpus: many }\nb: {}\nc: { vcpus: many }'
    expect(findRunProblems(yaml, { 'INPUT_MAX-RUNS': '2' }).map(({ where }) => where)).toStrictEqual([
      ...['runs', 'runs, line 1, a.vcpus'],
    ])
  })

  test('accepts 1,000 names of runs, and says that there can be no more', () => {
    const yaml = (count: number) =>
      Array.from({ length: count }, (_, at) => `r${at}: ${at === 0 ? '' : '{ when: never }'}`).join('\n')
    expect(planRuns(yaml(1000), { 'INPUT_MAX-RUNS': '1' }).runs).toHaveLength(1000)
    expect(findRunProblems(yaml(1001), { 'INPUT_MAX-RUNS': '1' })).toStrictEqual([
      { where: 'runs', given: '1,001 runs', expected: '`max-runs` allows 1. A step has at most 1000 runs.' },
    ])
    expect(findRunProblems(yaml(1000).replaceAll('never', 'always'), { 'INPUT_MAX-RUNS': '999' })).toStrictEqual([
      { where: 'runs', given: '1,000 runs', expected: '`max-runs` allows 999. Set `max-runs: 1000`.' },
    ])
    expect(findRunProblems(yaml(3).replaceAll('never', 'always'), { 'INPUT_MAX-RUNS': '2' })).toStrictEqual([
      { where: 'runs', given: '3 runs', expected: '`max-runs` allows 2. Set `max-runs: 3`.' },
    ])
  })

  test('reports the problem of a run once, and not for its values or for the runs that need it', () => {
    const yaml = 'a: { each: { n: 1..3 }, vcpus: many }\nb: { needs: a }\nc: { input-bundle: a, each: { n: a } }'
    expect(findRunProblems(yaml).map(({ where }) => where)).toStrictEqual(['runs, line 1, a.vcpus'])
  })

  test('names the values of a run that cannot be listed in problems of its texts', () => {
    const yaml = 'a: { each: { n: b }, output-bundle: "x${m}" }'
    expect(findRunProblems(yaml)).toMatchObject([
      { where: 'runs, line 1, a.each.n' },
      { where: 'runs, line 1, a.output-bundle', expected: expect.stringContaining('Allowed: ${n}.') },
    ])
  })

  test('refuses the name of a run as the input of all runs', () => {
    const expected = 'A run has this name. Give `input-bundle` in the runs that read its output, or rename the run.'
    expect(findRunProblems('b: {}\na: {}', { 'INPUT_INPUT-BUNDLE': 'a' })).toStrictEqual([
      { where: 'input-bundle', given: 'a', expected },
    ])
    expect(planRuns('a: {}\nb: {}', { 'INPUT_INPUT-BUNDLE': 'raw' }).runs).toHaveLength(2)
  })

  test.each([
    ['a: {}\nb: {}', ['a', 'b']],
    ['a: {}\nb: { needs: a }', ['a', 'b ← a']],
    ['a: { each: { n: 1..20 } }\nb: { needs: a }', undefined],
    ['a: {}\nb: { when: always }', ['a', 'b']],
  ])('accepts `wait: false` where jobs can wait in their queue: %j', (yaml, runs) => {
    const described = describeRuns(planRuns(yaml, { ...batchEnv, INPUT_WAIT: 'false' }))
    if (runs !== undefined) expect(described).toStrictEqual(runs)
    else expect(described).toHaveLength(21)
  })

  test.each([
    [
      'a: {}\nb: { needs: a, when: always }',
      '`b` has `when: always`, and without the step a job waits only for the success of others.',
    ],
    [
      'a: { each: { n: 1..21 } }\nb: { needs: a }\nc: { needs: a }',
      '`b` needs 21 runs, and without the step a job waits for at most 20 besides those of `depends-on`.',
    ],
  ])('refuses `wait: false` where they cannot: %j', (yaml, reason) => {
    const expected = `${reason} Remove this input, so that the step waits, or give this run to a later step.`
    expect(findRunProblems(yaml, { ...batchEnv, INPUT_WAIT: 'false' })).toStrictEqual([
      { where: 'wait', given: 'false', expected },
    ])
    expect(describeRuns(planRuns(yaml, batchEnv)).length).toBeGreaterThan(1)
  })

  test('counts no job below zero that a job can wait for', () => {
    const ids = Array.from({ length: 20 }, () => crypto.randomUUID()).join()
    const env = { ...batchEnv, INPUT_WAIT: 'false', 'INPUT_DEPENDS-ON': ids, 'INPUT_MAX-PARALLEL': '1' }
    expect(findRunProblems('a: {}\nb: { needs: a }', env)).toMatchObject([
      {
        expected: expect.stringContaining(
          'waits for at most 0 besides those of `depends-on` and that of `max-parallel`.',
        ),
      },
    ])
  })

  test('counts the jobs of `depends-on` among those that a job waits for', () => {
    const env = { ...batchEnv, INPUT_WAIT: 'false', 'INPUT_DEPENDS-ON': jobIds }
    expect(findRunProblems('a: { each: { n: 1..19 } }\nb: { needs: a }', env)).toMatchObject([
      {
        where: 'wait',
        expected: expect.stringMatching(/^`b` needs 19 runs, .* at most 18 besides those of `depends-on`/),
      },
    ])
  })

  test('counts the job before it in `max-parallel` among those that a job waits for, if there are more runs', () => {
    const [yaml, env] = ['a: { each: { n: 1..20 } }\nb: { needs: a }', { ...batchEnv, INPUT_WAIT: 'false' }]
    expect(findRunProblems(yaml, { ...env, 'INPUT_MAX-PARALLEL': '20' })).toMatchObject([
      {
        where: 'wait',
        expected: expect.stringMatching(/^`b` needs 20 runs, .* 19 besides those of `depends-on` and that of `max-par/),
      },
    ])
    expect(planRuns(yaml, { ...env, 'INPUT_MAX-PARALLEL': '21' }).runs).toHaveLength(21)
  })

  test('plans 1,000 runs within seconds', () => {
    const yaml = `
      a: { each: { n: 1..500 }, params: { x: 1, y: "\${n}" }, output-bundle: "x.\${n}" }
      b: { each: { m: 1..500 }, needs: a, params: { x: 1 } }`
    const before = performance.now()
    const { runs } = planRuns(yaml, { 'INPUT_MAX-RUNS': '1000' })
    expect(runs.at(-1)?.needs).toHaveLength(500)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})
