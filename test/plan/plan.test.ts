import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type InputProblem, InvalidInputs } from '../../src/action/input-problems.ts'
import { Failure } from '../../src/errors.ts'
import { createAttachedTarget } from '../../src/plan/attach-plan.ts'
import { type Inputs, readInputs } from '../../src/plan/inputs.ts'
import { createPlan, type Defaults, getInputTags } from '../../src/plan/plan.ts'
import { receipt, settings } from '../backends/batch/literals.ts'

const nothing: Defaults = { configuration: {}, context: undefined, remote: undefined }
const somewhere = {
  INPUT_REMOTE: 's3://acme/dsdt',
  INPUT_CONTEXT: 'prod/local',
  'INPUT_PIPE-CLASS': 'pipes.orders.Daily',
}

function plan(env: Readonly<Record<string, string>>, defaults: Partial<Defaults> = {}) {
  const problems: InputProblem[] = []
  const inputs: Inputs = readInputs(env, problems)
  return createPlan(inputs, { ...nothing, ...defaults }, env, problems)
}

function problemsOf(env: Readonly<Record<string, string>>, defaults: Partial<Defaults> = {}): readonly InputProblem[] {
  try {
    plan(env, defaults)
  } catch (error) {
    if (error instanceof InvalidInputs) return error.problems
    throw error
  }
  return []
}

test('remote and context come from the current local context where the inputs say nothing', () => {
  const [run] = plan(
    { 'INPUT_PIPE-CLASS': 'pipes.orders.Daily' },
    { context: { remote: 'prod', local: 'mine' }, remote: { bucket: 'acme', prefix: 'x', url: 's3://acme/x' } },
  ).runs
  expect(run).toMatchObject({ context: { remote: 'prod', local: 'mine' }, remote: { url: 's3://acme/x' } })
})

test('inputs win over the local context and the configuration', () => {
  const env = { ...somewhere, INPUT_REGISTRY: 'ghcr.io', 'INPUT_REPOSITORY-PREFIX': 'team' }
  const [run] = plan(env, {
    configuration: { registry: 'quay.io', repositoryPrefix: 'other' },
    context: { remote: 'a', local: 'b' },
    remote: { bucket: 'other', prefix: '', url: 's3://other' },
  }).runs
  expect(run?.image).toStrictEqual({ kind: 'reference', reference: 'ghcr.io/team/disdat-pipes-orders:latest' })
  expect(run?.remote.url).toBe('s3://acme/dsdt')
  expect(run?.context).toStrictEqual({ remote: 'prod', local: 'local' })
})

test('the base is the run’s own remote context where no other is named', () => {
  expect(plan(somewhere).runs[0]?.baseContext).toBe('prod')
  expect(plan({ ...somewhere, INPUT_CONTEXT: 'pr-7', 'INPUT_BASE-CONTEXT': 'prod' }).runs[0]?.baseContext).toBe('prod')
})

test.each([
  ['nothing', {}, {}, { kind: 'reference', reference: 'disdat-pipes-orders:latest' }],
  ['a whole reference', { INPUT_IMAGE: 'ghcr.io/a/b:1' }, {}, { kind: 'reference', reference: 'ghcr.io/a/b:1' }],
  [
    'a configured registry',
    {},
    { registry: 'r.io:5000' },
    { kind: 'reference', reference: 'r.io:5000/disdat-pipes-orders:latest' },
  ],
  ['ECR', {}, { registry: '*ECR*', repositoryPrefix: 'team' }, { kind: 'ecr', repository: 'team/disdat-pipes-orders' }],
])('the image of %s', (_, env, configuration, image) => {
  expect(plan({ ...somewhere, ...env }, { configuration }).runs[0]?.image).toStrictEqual(image)
})

test.each([
  ['-', undefined],
  ['raw', { kind: 'newest', name: 'raw', tags: new Map([['tier', 'gold']]) }],
  ['1ec88e3e-2945-44a8-bc1e-ece5dfeab596', { kind: 'uuid', uuid: '1ec88e3e-2945-44a8-bc1e-ece5dfeab596' }],
])('the input bundle %s', (given, input) => {
  const env = { ...somewhere, 'INPUT_INPUT-BUNDLE': given, 'INPUT_INPUT-TAGS': 'tier:gold' }
  expect(plan(env).runs[0]?.input).toStrictEqual(input)
})

test('what is missing is told together with what is wrong', () => {
  const wheres = problemsOf({ 'INPUT_PIPE-CLASS': 'Daily', INPUT_FORCE: 'yes' }).map(({ where }) => where)
  expect(wheres).toStrictEqual(['pipe-class', 'force', 'remote', 'context'])
})

test('a remote that is wrong is not also missing', () => {
  const problems = problemsOf({ ...somewhere, INPUT_REMOTE: 'acme' })
  expect(problems.map(({ where, given }) => [where, given])).toStrictEqual([['remote', 'acme']])
})

test.each([
  ['input-param', { 'INPUT_INPUT-PARAM': 'orders' }],
  ['input-param', { 'INPUT_INPUT-PARAM': 'orders', 'INPUT_INPUT-BUNDLE': 'raw', INPUT_PARAMS: 'orders: x' }],
  ['force-all', { 'INPUT_FORCE-ALL': 'true', INPUT_DIALECT: 'classic' }],
])('inputs that contradict each other: %s', (where, env) => {
  expect(problemsOf({ ...somewhere, ...env }).map((problem) => problem.where)).toStrictEqual([where])
})

test('a wrong setting in disdat.cfg is told with its place', () => {
  const problems = problemsOf(somewhere, { configuration: { registry: 'https://r.io' } })
  expect(problems.map(({ where, given }) => [where, given])).toStrictEqual([
    ['config-file, [docker] registry', 'https://r.io'],
  ])
})

test('a module that makes no image name asks for an image', () => {
  const env = { ...somewhere, 'INPUT_PIPE-CLASS': 'pipés.orders.Daily' }
  expect(problemsOf(env).map(({ where }) => where)).toStrictEqual(['image'])
  expect(problemsOf({ ...env, INPUT_IMAGE: 'pipes' })).toStrictEqual([])
})

test('variables of the runner are resolved; one that is not set draws a warning and is left out', () => {
  const { runs, warnings } = plan({ ...somewhere, INPUT_ENV: 'STAGE\nMODE=fast\nABSENT', STAGE: 'prod' })
  expect(runs[0]?.env).toStrictEqual(
    new Map([
      ['STAGE', 'prod'],
      ['MODE', 'fast'],
    ]),
  )
  expect(warnings).toStrictEqual(['`env`: ABSENT is not set on this runner, so the container does not get it.'])
})

test('inputs that have no effect draw a warning', () => {
  const env = { ...somewhere, INPUT_IMAGE: 'pipes', INPUT_REGISTRY: 'ghcr.io', 'INPUT_INPUT-TAGS': 'a:b' }
  expect(plan(env).warnings).toStrictEqual([
    '`registry` and `repository-prefix` are ignored: `image` is a whole reference.',
    '`input-tags` are ignored: they choose among the bundles of a name, and `input-bundle` is no name.',
  ])
})

const files = {
  ...somewhere,
  'INPUT_INPUT-BUNDLE': 'raw',
  'INPUT_INPUT-PATH': 'data\nx/*.csv',
  GITHUB_WORKSPACE: '/ws',
}

test('an input that is made of files has a name, tags and a workspace', () => {
  const made = plan({ ...files, 'INPUT_INPUT-PATH-TAGS': 'day:monday' })
  const tags = new Map([['day', 'monday']])
  const input = { kind: 'files', name: 'raw', tags, paths: ['data', 'x/*.csv'], workspace: '/ws' }
  expect(made.runs[0]?.input).toStrictEqual(input)
  expect(made.warnings).toStrictEqual([])
  expect(made.runs.map(getInputTags)).toStrictEqual([tags])
})

test('everything that is wrong with files as an input is told together', () => {
  const expected = [
    ['input-path', '../x'],
    ['input-path-tags', 'committed:no'],
    ['input-bundle', undefined],
    ['push-input', 'false'],
    ['input-path', '/etc/passwd'],
    ['input-path', '/wsx/x'],
  ]
  const env = {
    'INPUT_INPUT-BUNDLE': '-',
    'INPUT_INPUT-PATH': '/ws/data\n../x\n/etc/passwd\n/wsx/x',
    'INPUT_INPUT-PATH-TAGS': 'committed:no',
  }
  const problems = problemsOf({ ...files, ...env, 'INPUT_PUSH-INPUT': 'false' })
  expect(problems.map(({ where, given }) => [where, given])).toStrictEqual(expected)
})

test('a bundle that is made of files gets a name, and files are those of a workspace', () => {
  const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
  expect(problemsOf({ ...files, 'INPUT_INPUT-BUNDLE': uuid, GITHUB_WORKSPACE: '' })).toStrictEqual([
    { where: 'input-path', expected: 'GITHUB_WORKSPACE is not set, and paths are those of the workspace.' },
    { where: 'input-bundle', expected: 'A bundle that is made of `input-path` gets a name.', given: uuid },
  ])
})

test.each([
  [{ 'INPUT_INPUT-TAGS': 'a:b' }, '`input-tags` are ignored: they choose among bundles, and `input-path` makes one.'],
  [
    { 'INPUT_INPUT-PATH': '', 'INPUT_INPUT-PATH-TAGS': 'a:b' },
    '`input-path-tags` are ignored: no bundle is made without `input-path`.',
  ],
])('of %o it is said what is ignored', (env, warning) => {
  expect(plan({ ...files, ...env }).warnings).toStrictEqual([warning])
})

const onBatch = {
  ...somewhere,
  INPUT_BACKEND: 'AWSBatch',
  'INPUT_JOB-QUEUE': 'nightly',
  'INPUT_JOB-ROLE-ARN': 'arn:aws:iam::123456789012:role/job',
}

test('a run on Batch is told what Batch needs, and its definition is named after the pipe', () => {
  expect(plan(onBatch).runs[0]?.batch).toStrictEqual({
    queue: 'nightly',
    fixedDefinition: undefined,
    definitionName: 'disdat-pipes-orders-job-definition',
    jobRoleArn: 'arn:aws:iam::123456789012:role/job',
    executionRoleArn: undefined,
    attempts: undefined,
    queueTimeoutMs: 3_600_000,
    shareIdentifier: undefined,
    schedulingPriority: undefined,
    tags: new Map(),
    dependsOn: [],
    handsCredentials: false,
  })
  expect(plan(somewhere).runs[0]?.batch).toBeUndefined()
})

test('queue and definition come from the configuration where the inputs say nothing', () => {
  const configuration = { jobQueue: 'weekly', jobDefinition: 'own:2' }
  const { 'INPUT_JOB-QUEUE': _, 'INPUT_JOB-ROLE-ARN': __, ...rest } = onBatch
  expect(plan(rest, { configuration }).runs[0]?.batch).toMatchObject({ queue: 'weekly', fixedDefinition: 'own:2' })
  expect(plan({ ...rest, 'INPUT_JOB-QUEUE': 'nightly' }, { configuration }).runs[0]?.batch).toMatchObject({
    queue: 'nightly',
  })
})

test.each([
  ['no queue', { 'INPUT_JOB-QUEUE': '' }, ['job-queue']],
  ['a pull by nobody', { INPUT_WAIT: 'false', 'INPUT_PULL-OUTPUT': 'metadata' }, ['pull-output']],
  [
    'what a fixed definition has fixed',
    { 'INPUT_JOB-DEFINITION': 'd', INPUT_IMAGE: 'x', 'INPUT_SHM-SIZE-MIB': '64' },
    ['image', 'job-role-arn', 'shm-size-mib'],
  ],
  ['a container that is not waited for', { INPUT_BACKEND: 'Local', INPUT_WAIT: 'false' }, ['wait']],
  [
    'an attachment that is not waited for',
    { 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001', INPUT_WAIT: 'false', 'INPUT_DRY-RUN': 'true' },
    ['wait', 'dry-run'],
  ],
  [
    'an attachment to a container',
    { INPUT_BACKEND: 'Local', 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' },
    ['backend'],
  ],
])('%s is refused', (_, more, where) => {
  expect(problemsOf({ ...onBatch, ...more }).map((problem) => problem.where)).toStrictEqual(where)
})

test('who does not wait does not compare', () => {
  const warning = '`compare-with` and `fail-on` are for who waits: give them to the step that attaches to the job.'
  const leaves = { ...onBatch, INPUT_WAIT: 'false' }
  expect(plan({ ...leaves, 'INPUT_FAIL-ON': 'error' }).warnings).toStrictEqual([])
  expect(plan({ ...leaves, 'INPUT_FAIL-ON': 'error, empty' }).warnings).toStrictEqual([warning])
  expect(plan({ ...leaves, 'INPUT_COMPARE-WITH': '-' }).warnings).toStrictEqual([warning])
  expect(plan({ ...onBatch, 'INPUT_FAIL-ON': 'empty' }).warnings).toStrictEqual([])
})

test('what the other backend alone understands is ignored with a warning', () => {
  expect(plan({ ...onBatch, INPUT_NETWORK: 'host' }).warnings).toStrictEqual([
    '`network` is ignored: it means nothing to the backend AWSBatch.',
  ])
  expect(plan({ ...somewhere, 'INPUT_JOB-TAGS': 'a:b', INPUT_ATTEMPTS: '2' }).warnings).toStrictEqual([
    '`attempts` is ignored: it means nothing to the backend Local.',
    '`job-tags` is ignored: it means nothing to the backend Local.',
  ])
})

const attachment = { INPUT_BACKEND: 'AWSBatch', 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' }

test('what action.yml gives by default is not told to be ignored', async () => {
  const { inputs }: { readonly inputs: Readonly<Record<string, { readonly default?: string }>> } = parse(
    await readFile(new URL('../../action.yml', import.meta.url), 'utf8'),
  )
  const given = Object.entries(inputs).map(([name, { default: text = '' }]) => [`INPUT_${name.toUpperCase()}`, text])
  expect(plan({ ...Object.fromEntries(given), ...attachment }).warnings).toStrictEqual([])
})

test('to attach, nothing needs to be said but which jobs', () => {
  const { runs, attachment: attached, warnings } = plan(attachment)
  expect({ runs, warnings }).toStrictEqual({ runs: [], warnings: [] })
  expect(attached).toMatchObject({
    jobIds: ['00000000-0000-4000-8000-000000000001'],
    remote: undefined,
    pullOutput: 'true',
  })
  expect(plan({ ...attachment, INPUT_IMAGE: 'x', INPUT_VCPUS: '2' }).warnings).toStrictEqual([
    'Ignored with `attach-job-ids`, as the jobs run already: `image`, `vcpus`.',
  ])
})

describe('the goal of a job that was submitted earlier', () => {
  const of = (more: object, env: Readonly<Record<string, string>> = {}) => {
    const { attachment: attached } = plan({ ...attachment, ...env })
    if (attached === undefined) throw new Error('no attachment')
    return createAttachedTarget(attached, { ...receipt, ...more }, settings)
  }

  test('is the one of its receipt', () => {
    expect(of({})).toMatchObject({
      pipeClass: { name: receipt.pipeClass },
      remote: { url: receipt.remote },
      context: { remote: 'shop', local: 'local' },
      outputName: 'daily_orders',
      params: new Map([['day', '2026-01-05']]),
    })
  })

  test('may be pulled into another local context', () => {
    expect(of({}, { INPUT_CONTEXT: 'shop/mine' }).context).toStrictEqual({ remote: 'shop', local: 'mine' })
  })

  test('has the base that the inputs name', () => {
    expect(of({}).baseContext).toBe('shop')
    expect(of({}, { 'INPUT_BASE-CONTEXT': 'prod' }).baseContext).toBe('prod')
  })

  test.each([
    ['another remote than the inputs say', {}, { INPUT_REMOTE: 's3://other/dsdt' }],
    ['another context than the inputs say', {}, { INPUT_CONTEXT: 'prod/mine' }],
    ['a remote that is none', { remote: 'file:///etc' }, {}],
    ['a context that is none', { context: '../x' }, {}],
    ['a pipe that is none', { pipeClass: 'x' }, {}],
    ['an output that is no uuid', { outputUuid: '../../x' }, {}],
  ])('with %s is refused', (_, more, env) => {
    expect(() => of(more, env)).toThrow(Failure)
  })
})

describe('a cleanup', () => {
  const closing = { INPUT_CLEANUP: 'true', INPUT_REMOTE: 's3://acme/dsdt', INPUT_CONTEXT: 'pr-7/local' }

  test('needs no pipe, and ignores what the inputs say of one', () => {
    const more = { ...somewhere, INPUT_IMAGE: 'x', INPUT_BACKEND: 'AWSBatch', 'INPUT_BASE-CONTEXT': 'prod' }
    for (const env of [closing, { ...more, ...closing }]) {
      const { runs, cleanup, warnings } = plan(env)
      expect({ runs, warnings }).toStrictEqual({ runs: [], warnings: [] })
      expect(cleanup).toStrictEqual({
        remote: { bucket: 'acme', prefix: 'dsdt', url: 's3://acme/dsdt' },
        context: { remote: 'pr-7', local: 'local' },
        dryRun: false,
      })
    }
  })

  test.each([
    ['the base itself', { 'INPUT_BASE-CONTEXT': 'pr-7' }, ['cleanup']],
    ['what is not named, though there is a current context', { INPUT_CONTEXT: '' }, ['context']],
    ['what has no remote', { INPUT_REMOTE: '' }, ['remote']],
    ['a context that is none', { INPUT_CONTEXT: 'a/b/c' }, ['context']],
    ['jobs', { 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' }, ['cleanup']],
  ])('of %s is refused', (_, more, wheres) => {
    const current = { context: { remote: 'prod', local: 'prod' } }
    expect(problemsOf({ ...closing, ...more }, current).map(({ where }) => where)).toStrictEqual(wheres)
  })
})
