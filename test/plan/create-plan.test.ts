import { describe, expect, test } from 'vitest'
import { batchEnv, findInvalidInputs, findProblems, planInputs, planRun, runEnv } from './fixtures.ts'

describe('createPlan', () => {
  const jobId = '00000000-0000-4000-8000-000000000001'
  const runs = { kind: 'runs', label: 'runs', text: 'daily: { pipe-class: a.B }', now: new Date(0) } as const

  test.each([
    ['cleanup', { ...batchEnv, INPUT_CLEANUP: 'true' }, undefined],
    ['attach', { ...batchEnv, 'INPUT_ATTACH-JOB-IDS': jobId }, undefined],
    ['many', { ...runEnv, 'INPUT_PIPE-CLASS': '', INPUT_RUNS: runs.text }, runs],
    ['run', runEnv, undefined],
  ])('creates a plan of the kind %s', (kind, env, source) => {
    expect(planInputs(env, {}, source).kind).toBe(kind)
  })

  test('takes remote and context from the current local context when the inputs have none', () => {
    const run = planRun(
      { 'INPUT_PIPE-CLASS': 'pipes.orders.Daily' },
      { context: { remote: 'prod', local: 'mine' }, remote: { bucket: 'acme', prefix: 'x', url: 's3://acme/x' } },
    )
    expect(run).toMatchObject({ context: { remote: 'prod', local: 'mine' }, remote: { url: 's3://acme/x' } })
  })

  test('prefers inputs to the local context', () => {
    const run = planRun(runEnv, {
      context: { remote: 'a', local: 'b' },
      remote: { bucket: 'other', prefix: '', url: 's3://other' },
    })
    expect(run.remote.url).toBe('s3://acme/dsdt')
    expect(run.context).toStrictEqual({ remote: 'prod', local: 'local' })
  })

  test("uses the run's own remote context as base unless `base-context` names another", () => {
    expect(planRun(runEnv).baseContext).toBe('prod')
    expect(planRun({ ...runEnv, INPUT_CONTEXT: 'pr-7', 'INPUT_BASE-CONTEXT': 'prod' }).baseContext).toBe('prod')
  })

  test('reports missing and invalid inputs together', () => {
    const env = { 'INPUT_PIPE-CLASS': 'Daily', INPUT_FORCE: 'yes' }
    expect(findInvalidInputs(env)).toStrictEqual(['pipe-class', 'force', 'remote', 'context'])
  })

  test('does not report an invalid remote as missing', () => {
    const problems = findProblems({ ...runEnv, INPUT_REMOTE: 'acme' })
    expect(problems.map(({ where, given }) => [where, given])).toStrictEqual([['remote', 'acme']])
  })

  test('refuses `force-all` for the classic dialect', () => {
    const env = { ...runEnv, 'INPUT_FORCE-ALL': 'true', INPUT_DIALECT: 'classic' }
    expect(findInvalidInputs(env)).toStrictEqual(['force-all'])
  })

  test('resolves variables of the runner, and warns about variables that are not set', () => {
    const plan = planInputs({ ...runEnv, INPUT_ENV: 'STAGE\nMODE=fast\nABSENT', STAGE: 'prod' })
    const env = new Map([
      ['STAGE', 'prod'],
      ['MODE', 'fast'],
    ])
    expect(plan).toMatchObject({ kind: 'run', run: { env } })
    expect(plan.warnings).toStrictEqual(['`env`: ABSENT is not set on this runner, so the container does not get it.'])
  })

  test('warns about inputs without an effect', () => {
    const env = { ...runEnv, INPUT_IMAGE: 'pipes', INPUT_REGISTRY: 'ghcr.io', 'INPUT_INPUT-TAGS': 'a:b' }
    expect(planInputs(env).warnings).toStrictEqual([
      '`registry` and `repository-prefix` are ignored: `image` is a whole reference.',
      '`input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.',
    ])
  })

  test.each([
    [
      { 'INPUT_INPUT-TAGS': 'a:b' },
      '`input-tags` are ignored: they select an existing bundle, and `input-path` creates one.',
    ],
    [
      { 'INPUT_INPUT-PATH': '', 'INPUT_INPUT-PATH-TAGS': 'a:b' },
      '`input-path-tags` are ignored: without `input-path` no bundle is created.',
    ],
  ])('warns about tags that select nothing: %o', (env, warning) => {
    const files = { ...runEnv, 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-PATH': 'data', GITHUB_WORKSPACE: '/ws' }
    expect(planInputs({ ...files, ...env }).warnings).toStrictEqual([warning])
  })

  test('warns about inputs of several runs where there is one', () => {
    const given = { INPUT_ORDER: 'newest', 'INPUT_MAX-PARALLEL': '2', INPUT_RERUN: 'missing' }
    expect(planInputs({ ...runEnv, ...given }).warnings).toStrictEqual([
      '`max-parallel` is ignored: it is for a step with `runs` or `each`.',
      '`order` is ignored: it is for a step with `runs` or `each`.',
    ])
  })

  test('warns about inputs that only another backend reads', () => {
    expect(planInputs({ ...batchEnv, INPUT_NETWORK: 'host' }).warnings).toStrictEqual([
      '`network` is ignored: the backend AWSBatch does not use it.',
    ])
    expect(planInputs({ ...runEnv, 'INPUT_JOB-TAGS': 'a:b', INPUT_ATTEMPTS: '2' }).warnings).toStrictEqual([
      '`attempts` is ignored: the backend Local does not use it.',
      '`job-tags` is ignored: the backend Local does not use it.',
    ])
  })

  test('warns about a comparison that a step without `wait` cannot do', () => {
    const warning = '`compare-with` and `fail-on` need the output: give them to the step that attaches to the job.'
    const detached = { ...batchEnv, INPUT_WAIT: 'false' }
    expect(planInputs({ ...detached, 'INPUT_FAIL-ON': 'error' }).warnings).toStrictEqual([])
    expect(planInputs({ ...detached, 'INPUT_FAIL-ON': 'error, empty' }).warnings).toStrictEqual([warning])
    expect(planInputs({ ...detached, 'INPUT_COMPARE-WITH': '-' }).warnings).toStrictEqual([warning])
    expect(planInputs({ ...batchEnv, 'INPUT_FAIL-ON': 'empty' }).warnings).toStrictEqual([])
  })

  test.each([
    ['a pull without `wait`', { INPUT_WAIT: 'false', 'INPUT_PULL-OUTPUT': 'metadata' }, ['pull-output']],
    ['`wait: false` for a container of the step', { INPUT_BACKEND: 'Local', INPUT_WAIT: 'false' }, ['wait']],
  ])('refuses %s', (_, env, invalid) => {
    expect(findInvalidInputs({ ...batchEnv, ...env })).toStrictEqual(invalid)
  })

  test('creates a run that does not hold the token', () => {
    const run = planRun({ ...batchEnv, 'INPUT_GITHUB-TOKEN': 'ghs_secret' })
    expect(JSON.stringify(run, (_, value: unknown) => (value instanceof Map ? [...value] : value))).not.toContain(
      'ghs_',
    )
  })
})
