import { describe, expect, test } from 'vitest'
import { InvalidInputs } from '../../src/action/input-problems.ts'
import { collectWarnings, createRun } from '../../src/plan/create-run.ts'
import type { Defaults } from '../../src/plan/defaults.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import { batchEnv, runEnv } from './fixtures.ts'

type Env = Readonly<Record<string, string>>

const noDefaults: Defaults = { configuration: {}, context: undefined, remote: undefined }
const create = (env: Env, defaults: Partial<Defaults> = {}) =>
  createRun(readInputs(env, []), { ...noDefaults, ...defaults }, env, [])

/** The problems of inputs; empty when they make a run. */
function findProblems(env: Env, defaults: Partial<Defaults> = {}) {
  try {
    create(env, defaults)
    return []
  } catch (error) {
    if (error instanceof InvalidInputs) return error.problems
    throw error
  }
}

const filesEnv = {
  ...{ ...runEnv, GITHUB_WORKSPACE: '/ws', 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_INPUT-PATH': 'data' },
}

const indexRule = 'It reads what earlier runs recorded beside the index: remove `remote-index: false`.'

describe('createRun', () => {
  test('creates a run from inputs alone', () => {
    expect(create(runEnv)).toStrictEqual({
      pipeClass: { name: 'pipes.orders.Daily', module: ['pipes', 'orders'] },
      remote: { bucket: 'acme', prefix: 'dsdt', url: 's3://acme/dsdt' },
      context: { remote: 'prod', local: 'local' },
      input: undefined,
      backend: expect.objectContaining({ kind: 'Local' }),
      image: expect.objectContaining({ reference: 'disdat-pipes-orders:latest' }),
      outputName: '-',
      params: new Map(),
      inputParam: undefined,
      eachParams: [],
      pullOutput: 'false',
      baseContext: 'prod',
      comparison: expect.objectContaining({ failOn: [] }),
      ...{ vcpus: undefined, memoryMib: undefined, timeoutMs: 21_600_000, isLimitedByJob: true },
      ...{ pullPolicy: 'missing', platform: undefined, dialect: undefined },
      pushInput: true,
      outputTags: new Map(),
      ...{ force: false, forceAll: false, skipUnchanged: undefined },
      ...{ promote: false, workers: 1, network: undefined },
      ...{ shmSizeMib: undefined, gpus: undefined },
      env: new Map(),
      ...{ seed: expect.objectContaining({ mode: 'all' }), wait: true, dryRun: false },
    })
  })

  test('takes what the inputs give', () => {
    const env = {
      ...{ ...filesEnv, INPUT_PARAMS: 'n: 1', 'INPUT_INPUT-PARAM': 'raw', 'INPUT_OUTPUT-BUNDLE': 'out' },
      ...{ 'INPUT_PULL-OUTPUT': 'true', 'INPUT_BASE-CONTEXT': 'base', INPUT_VCPUS: '2', INPUT_MEMORY: '1GiB' },
      ...{ 'INPUT_RUN-TIMEOUT-MINUTES': '5', 'INPUT_PULL-POLICY': 'always', INPUT_PLATFORM: 'linux/arm64' },
      ...{ INPUT_DIALECT: 'luigi', 'INPUT_OUTPUT-TAGS': 'k:v', INPUT_FORCE: 'true', 'INPUT_FORCE-ALL': 'true' },
      ...{ INPUT_PROMOTE: 'true', 'INPUT_SKIP-UNCHANGED': 'true', INPUT_WORKERS: '3', INPUT_NETWORK: 'host' },
      ...{ 'INPUT_SHM-SIZE': '2MiB', INPUT_GPUS: '1', INPUT_ENV: 'A=1\nB\nC', B: 'of the runner' },
      ...{ 'INPUT_SEED-CONTEXT': 'none', 'INPUT_DRY-RUN': 'true', 'INPUT_FAIL-ON': 'empty' },
    }
    expect(create(env)).toMatchObject({
      input: { kind: 'files', name: 'raw', paths: ['data'], workspace: '/ws' },
      ...{ outputName: 'out', params: new Map([['n', '1']]), inputParam: 'raw', pullOutput: 'true' },
      ...{ baseContext: 'base', comparison: { failOn: [{ kind: 'empty' }] }, vcpus: 2, memoryMib: 1024 },
      ...{ timeoutMs: 300_000, isLimitedByJob: false, pullPolicy: 'always', platform: 'linux/arm64' },
      ...{ dialect: 'luigi', outputTags: new Map([['k', 'v']]), force: true, forceAll: true, promote: true },
      skipUnchanged: { triggers: new Set(['params', 'input', 'image', 'code', 'upstream']) },
      ...{ workers: 3, network: 'host', shmSizeMib: 2, gpus: 1, seed: { mode: 'none' }, dryRun: true },
      env: new Map([
        ['A', '1'],
        ['B', 'of the runner'],
      ]),
    })
    expect(create({ ...batchEnv, INPUT_WAIT: 'false' })).toMatchObject({ backend: { kind: 'AWSBatch' }, wait: false })
  })

  const bound = { context: { remote: 'main', local: 'mine' }, remote: { bucket: 'b', prefix: '', url: 's3://b' } }

  test('takes remote and context from the local context, unless the inputs give them', () => {
    const { 'INPUT_PIPE-CLASS': pipe = '', ...given } = runEnv
    expect(create({ 'INPUT_PIPE-CLASS': pipe }, bound)).toMatchObject({ ...bound, baseContext: 'main' })
    expect(create({ 'INPUT_PIPE-CLASS': pipe, ...given }, bound)).toMatchObject({
      ...{ remote: { bucket: 'acme' }, context: { remote: 'prod' }, baseContext: 'prod' },
    })
  })

  test.each<[string, Env, Partial<Defaults>, readonly object[]]>([
    [
      'no remote and no context',
      { 'INPUT_PIPE-CLASS': 'pipes.orders.Daily' },
      {},
      [
        {
          where: 'remote',
          expected: 'Give `s3://bucket/prefix`, or use a local context that is bound to a remote (`dsdt remote`).',
        },
        {
          where: 'context',
          expected:
            'Give `remote-context/local-context` or one name for both, or switch to a local context (`dsdt switch`).',
        },
      ],
    ],
    [
      'inputs that need the index, without it',
      { ...runEnv, 'INPUT_SKIP-UNCHANGED': 'input', INPUT_PROMOTE: 'true', 'INPUT_REMOTE-INDEX': 'false' },
      {},
      [
        { where: 'skip-unchanged', given: 'input', expected: indexRule },
        { where: 'promote', given: 'true', expected: indexRule },
      ],
    ],
    [
      'a skip that needs the index, without it',
      { ...runEnv, 'INPUT_SKIP-UNCHANGED': 'input', 'INPUT_REMOTE-INDEX': 'false' },
      {},
      [{ where: 'skip-unchanged', given: 'input', expected: indexRule }],
    ],
    [
      'a promotion that needs the index, without it',
      { ...runEnv, INPUT_PROMOTE: 'true', 'INPUT_REMOTE-INDEX': 'false' },
      {},
      [{ where: 'promote', given: 'true', expected: indexRule }],
    ],
    ['nothing for a run without the index', { ...runEnv, 'INPUT_REMOTE-INDEX': 'false' }, {}, []],
    [
      'nothing for `pull-output: False` without `wait`',
      { ...batchEnv, INPUT_WAIT: 'false', 'INPUT_PULL-OUTPUT': 'False' },
      {},
      [],
    ],
    [
      'what the dialect does not support',
      { ...runEnv, 'INPUT_FORCE-ALL': 'true', INPUT_DIALECT: 'classic' },
      {},
      [{ where: 'force-all', given: 'true', expected: expect.stringMatching(/ support `force` only\. Use it, or /) }],
    ],
    [
      'an output without a name, which the dialect needs',
      { ...runEnv, INPUT_DIALECT: 'disdat-0.7.1' },
      {},
      [{ where: 'output-bundle', given: '-', expected: expect.stringMatching(/push the output by its name\./) }],
    ],
    [
      'input tags that the dialect does not support',
      {
        ...{ ...runEnv, INPUT_DIALECT: 'disdat-0.7.2', 'INPUT_INPUT-BUNDLE': 'raw' },
        ...{ 'INPUT_OUTPUT-BUNDLE': 'out', 'INPUT_INPUT-TAGS': 'a:b:c' },
      },
      {},
      [{ where: 'input-tags', given: 'a:b:c', expected: expect.stringMatching(/split a tag at every colon\./) }],
    ],
    [
      'a container that does not outlive the step',
      { ...runEnv, INPUT_WAIT: 'false', 'INPUT_PULL-OUTPUT': 'true' },
      {},
      [
        {
          where: 'wait',
          given: 'false',
          expected: 'A container of the backend Local ends with the step: `wait: false` needs `backend: AWSBatch`.',
        },
      ],
    ],
    [
      'a pull without `wait`',
      { ...batchEnv, INPUT_WAIT: 'false', 'INPUT_PULL-OUTPUT': 'metadata' },
      {},
      [
        {
          where: 'pull-output',
          given: 'metadata',
          expected:
            'With `wait: false` this step cannot pull. Remove one of the two, and pull in the step that attaches.',
        },
      ],
    ],
    [
      'one of two problems of an input',
      { ...runEnv, 'INPUT_INPUT-PARAM': 'x', INPUT_PARAMS: 'x: 1' },
      {},
      [
        {
          where: 'input-param',
          given: 'x',
          expected: 'It receives the uuid of the input bundle: set `input-bundle` too.',
        },
      ],
    ],
    [
      'files without a workspace',
      { ...filesEnv, GITHUB_WORKSPACE: '' },
      {},
      [
        {
          where: 'input-path',
          given: 'data',
          expected: 'GITHUB_WORKSPACE is not set, and paths are relative to it.',
        },
      ],
    ],
  ])('reports %s', (_, env, defaults, problems) => {
    expect(findProblems(env, defaults)).toStrictEqual(problems)
    const { GITHUB_WORKSPACE: __, ...withoutWorkspace } = env
    if (env['GITHUB_WORKSPACE'] === '') expect(findProblems(withoutWorkspace, defaults)).toStrictEqual(problems)
  })

  test('throws the problems that were found before together with its own', () => {
    const known = { where: 'vcpus', given: 'x', expected: 'Give a number.' }
    const createInvalid = (env: Env) => () => createRun(readInputs(env, []), noDefaults, env, [known])
    expect(createInvalid({})).toThrow(InvalidInputs)
    expect(createInvalid({})).toThrow(/^3 input errors:\n- vcpus: .*\n- remote: .*\n- context: /)
    expect(createInvalid(runEnv)).toThrow(/^1 input error:\n- vcpus: /)
  })

  test('creates no run for a backend that is not registered', () => {
    const inputs = { ...readInputs(runEnv, []), backend: 'Other', wait: false }
    expect(() => createRun(inputs, noDefaults, runEnv, [])).toThrow(InvalidInputs)
  })

  test.each([
    ['a remote', { INPUT_REMOTE: '' }],
    ['a context', { INPUT_CONTEXT: '' }],
    ['a pipe class', { 'INPUT_PIPE-CLASS': '' }],
    ['a pipe class that names an image', { 'INPUT_PIPE-CLASS': '_._.A' }],
    ['the backend', { INPUT_BACKEND: 'AWSBatch' }],
  ])('creates no run without %s', (_, env) => {
    expect(() => create({ ...runEnv, ...env })).toThrow(InvalidInputs)
  })
})

const warn = (more: Env, env: Env = runEnv) => {
  const all = { ...env, ...more }
  return collectWarnings(readInputs(all, []), all)
}
const idTokenEnv = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }
const roleEnv = { 'INPUT_ROLE-TO-ASSUME': 'ci', 'INPUT_ROLE-EXTERNAL-ID': 'partner' }
const detached = { ...batchEnv, INPUT_WAIT: 'false' }
const needsOutput = '`compare-with` and `fail-on` need the output: give them to the step that attaches to the job.'
const wholeReference = '`registry` and `repository-prefix` are ignored: `image` is a whole reference.'
const notAName = '`input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.'
const newInput = 'nothing: `input-path` creates a new input bundle in each run.'

describe('collectWarnings', () => {
  test.each<[string, Env, Env?]>([
    ['nothing unusual', {}],
    ['an external id for a role', roleEnv],
    ['input tags of a named bundle', { 'INPUT_INPUT-TAGS': 'a:b', 'INPUT_INPUT-BUNDLE': 'raw' }],
    ['tags of files', { 'INPUT_INPUT-PATH-TAGS': 'a:b' }, filesEnv],
    ['a skip', { 'INPUT_SKIP-UNCHANGED': 'true', 'INPUT_MAX-AGE': '1d' }],
    ['a skip that ignores the input', { 'INPUT_SKIP-UNCHANGED': 'params' }, filesEnv],
    ['a promotion', { INPUT_PROMOTE: 'true' }],
    ['files', {}, filesEnv],
    ['an image', { INPUT_IMAGE: 'orders:1' }],
    ['a registry', { INPUT_REGISTRY: 'ghcr.io' }],
    ['`fail-on: error` without `wait`', { 'INPUT_FAIL-ON': 'error' }, detached],
    ['a comparison', { 'INPUT_COMPARE-WITH': '-', 'INPUT_FAIL-ON': 'empty' }],
    ['variables with values', { INPUT_ENV: 'A=1\nB', B: '2' }],
  ])('has no warning for %s', (_, more, env) => {
    expect(warn(more, env)).toStrictEqual([])
  })

  test.each<[string, Env, Env?]>([
    ['`memory-mib` is deprecated. Replace it with `memory: 512MiB`.', { 'INPUT_MEMORY-MIB': '512' }],
    ['`attempts` is ignored: the backend Local does not use it.', { INPUT_ATTEMPTS: '2' }],
    ['`role-external-id` is ignored: there is no `role-to-assume`.', { 'INPUT_ROLE-EXTERNAL-ID': 'partner' }],
    [
      "`role-external-id` is ignored: GitHub's OIDC token assumes the role, and such a request has no external id.",
      { ...roleEnv, ...idTokenEnv },
    ],
    [needsOutput, { 'INPUT_FAIL-ON': 'error, empty' }, detached],
    [needsOutput, { 'INPUT_COMPARE-WITH': '-' }, detached],
    [wholeReference, { INPUT_IMAGE: 'orders:1', INPUT_REGISTRY: 'ghcr.io' }],
    [wholeReference, { INPUT_IMAGE: 'orders:1', 'INPUT_REPOSITORY-PREFIX': 'team' }],
    ['`input-path-tags` are ignored: without `input-path` no bundle is created.', { 'INPUT_INPUT-PATH-TAGS': 'a:b' }],
    [
      '`input-tags` are ignored: they select an existing bundle, and `input-path` creates one.',
      { 'INPUT_INPUT-TAGS': 'a:b' },
      filesEnv,
    ],
    [notAName, { 'INPUT_INPUT-TAGS': 'a:b' }],
    [notAName, { 'INPUT_INPUT-TAGS': 'a:b', 'INPUT_INPUT-BUNDLE': '1ec88e3e-2945-44a8-bc1e-ece5dfeab596' }],
    ['`max-age` is ignored: it limits `skip-unchanged`, which is not given.', { 'INPUT_MAX-AGE': '1d' }],
    [
      '`skip-unchanged` is ignored: `force` is set.',
      { 'INPUT_SKIP-UNCHANGED': 'true', INPUT_FORCE: 'true', 'INPUT_FORCE-ALL': 'true' },
    ],
    ['`skip-unchanged` is ignored: `force-all` is set.', { 'INPUT_SKIP-UNCHANGED': 'true', 'INPUT_FORCE-ALL': 'true' }],
    [`\`skip-unchanged\` skips ${newInput}`, { 'INPUT_SKIP-UNCHANGED': 'input' }, filesEnv],
    [`\`promote\` promotes ${newInput}`, { INPUT_PROMOTE: 'true' }, filesEnv],
    [
      '`env`: ABSENT is not set on this runner, so the container does not get it.',
      { INPUT_ENV: 'ABSENT\nB\nA=1', B: '2' },
    ],
  ])('warns: %s %j', (warning, more, env) => {
    expect(warn(more, env)).toStrictEqual([warning])
  })
})
