import { describe, expect, test } from 'vitest'
import { inputNames } from '../../src/plan/input-names.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import { type ComparedInputs, readGiven } from './input-fixtures.ts'

const defaults: ComparedInputs = {
  backend: 'Local',
  foreignInputs: [],
  pipeClass: { name: 'pkg.mod.Pipe', module: ['pkg', 'mod'] },
  inputBundle: '-',
  inputPaths: [],
  inputPathTags: new Map(),
  outputBundle: '-',
  params: new Map(),
  inputTags: new Map(),
  outputTags: new Map(),
  force: false,
  forceAll: false,
  skipUnchanged: undefined,
  promote: false,
  pushInput: true,
  pullOutput: 'false',
  remote: undefined,
  context: undefined,
  baseContext: undefined,
  cleanup: false,
  remoteIndex: true,
  seed: { mode: 'all', maxBytes: 512 * 1024 * 1024, isRequested: false },
  configFile: undefined,
  image: {
    reference: undefined,
    registry: undefined,
    repositoryPrefix: undefined,
    pullPolicy: 'missing',
    platform: undefined,
  },
  network: undefined,
  dialect: undefined,
  workers: 1,
  inputParam: undefined,
  env: new Map(),
  vcpus: undefined,
  memoryMib: undefined,
  shmSizeMib: undefined,
  gpus: undefined,
  timeoutMs: undefined,
  jobTimeoutMinutes: undefined,
  awsRegion: undefined,
  role: {
    roleToAssume: undefined,
    roleSessionName: undefined,
    roleDurationSeconds: undefined,
    roleExternalId: undefined,
    audience: undefined,
    allowedAccountIds: [],
    shouldMaskAccountId: false,
  },
  wait: true,
  attachJobIds: [],
  many: {
    runs: undefined,
    each: undefined,
    rerun: 'missing',
    maxParallel: undefined,
    maxRuns: 100,
    order: 'oldest',
    failFast: false,
  },
  dryRun: false,
  comparison: {
    compareWith: { kind: 'automatic' },
    failOn: [],
    diffMaxBytes: 8 * 1024 ** 2,
    diffSamples: 'never',
    diffKey: undefined,
    diffMaxRows: 20_000_000,
  },
  comment: { comment: 'never', commentKey: undefined, commentMode: 'update', githubToken: undefined },
  acceptance: { ways: [], label: 'disdat: accepted', acceptBy: 'writer' },
  failureIssue: { isEnabled: false, key: undefined, labels: [], assignees: [] },
  annotations: true,
  encryption: { kind: 'AES256' },
  logTailLines: 100,
  summary: true,
  reportHtml: false,
  deprecations: [],
}

describe('readInputs', () => {
  test('returns the defaults for absent inputs', () => {
    expect(readGiven({})).toStrictEqual({ inputs: defaults, problems: [] })
  })

  test('treats empty and blank inputs as absent, and a blank `compare-with` as `-`', () => {
    const blank = Object.fromEntries(inputNames.filter((name) => name !== 'pipe-class').map((name) => [name, ' \n ']))
    const comparison = { ...defaults.comparison, compareWith: { kind: 'nothing' } }
    expect(readGiven(blank)).toStrictEqual({ inputs: { ...defaults, comparison }, problems: [] })
  })

  test('accepts `-` for no input bundle and no output name', () => {
    expect(readGiven({ 'input-bundle': '-', 'output-bundle': '-' })).toStrictEqual({ inputs: defaults, problems: [] })
  })

  test('accepts tags whose keys only look like those of Disdat', () => {
    const tags = 'not_committed:a\ncommitted_by:b\nx__y:c'
    const read = readGiven({ 'output-tags': tags, 'input-path-tags': tags })
    expect(read.problems).toStrictEqual([])
    expect([...read.inputs.outputTags.keys()]).toStrictEqual(['not_committed', 'committed_by', 'x__y'])
    expect(read.inputs.inputPathTags).toStrictEqual(read.inputs.outputTags)
  })

  test.each([
    ['several runs', { runs: 'a: {}' }],
    ['a cleanup', { cleanup: 'true' }],
  ])('needs no pipe class for %s', (_, given) => {
    expect(readGiven({ 'pipe-class': '', ...given }).problems).toStrictEqual([])
  })

  test('reads every input', () => {
    const { inputs, problems } = readGiven({
      'pipe-class': ' shop.orders.DailyOrders\n',
      'input-bundle': 'raw orders',
      'input-path': 'data/*.csv\nmore',
      'input-path-tags': 'day:monday',
      'output-bundle': 'daily orders',
      backend: 'aws-batch',
      params: 'day: 2026-01-05\n',
      'input-tags': 'env:prod',
      'output-tags': 'by:nightly',
      force: 'true',
      'force-all': 'True',
      promote: 'true',
      'push-input': 'FALSE',
      'pull-output': 'metadata',
      remote: 's3://bucket/prefix/',
      context: 'prod/mine',
      'base-context': 'main',
      cleanup: 'true',
      'remote-index': 'false',
      'seed-context': 'Newest',
      'seed-max-bytes': '1000',
      'config-file': './disdat.cfg',
      image: 'ghcr.io/team/disdat-orders:v1@sha256:'.concat('a'.repeat(64)),
      registry: '*ECR*',
      'repository-prefix': 'team/pipelines',
      'pull-policy': 'Always',
      platform: 'linux/arm64/v8',
      network: 'my_net.1',
      dialect: 'Luigi',
      workers: '4',
      'input-param': 'input_uuid',
      env: 'HTTP_TIMEOUT=5\nTZ',
      vcpus: '1.5',
      memory: '2.5 gib',
      'shm-size': '64.5MiB',
      gpus: '1',
      'run-timeout-minutes': '0.5',
      'job-timeout-minutes': '90',
      'aws-region': 'us-gov-west-1',
      'role-to-assume': 'arn:aws-us-gov:iam::123456789012:role/ci/disdat',
      'role-session-name': 'disdat@ci',
      'role-duration-seconds': '900',
      'role-external-id': 'partner:1/x',
      'mask-aws-account-id': 'true',
      audience: 'sts.amazonaws.com.cn',
      'allowed-account-ids': '123456789012, 210987654321',
      'job-queue': 'arn:aws-us-gov:batch:us-gov-west-1:123456789012:job-queue/nightly',
      'job-definition': 'disdat:3',
      'job-role-arn': 'arn:aws-us-gov:iam::123456789012:role/job',
      'execution-role-arn': 'arn:aws-us-gov:iam::123456789012:role/exec',
      attempts: '3',
      'queue-timeout-minutes': '1.5',
      'share-identifier': 'teamA*',
      'scheduling-priority': '9999',
      'job-tags': 'cost:data:eu',
      'depends-on': '00000000-0000-4000-8000-000000000001',
      'job-credentials-seconds': '900',
      wait: 'false',
      'on-cancel': 'Detach',
      'on-detach': 'fail',
      'attach-job-ids': '00000000-0000-4000-8000-000000000002:7\n00000000-0000-4000-8000-000000000002:7',
      'dry-run': 'true',
      'compare-with': 'prod/daily orders',
      'skip-unchanged': 'image, code',
      'max-age': '90m',
      'fail-on': 'empty',
      'diff-max-bytes': '1KiB',
      'diff-samples': 'true',
      'diff-key': 'order_id, day',
      'diff-max-rows': '1000',
      annotations: 'false',
      'sse-kms-key-id': 'alias/team/data',
      comment: 'Changes',
      'comment-key': ' orders ',
      'comment-mode': 'recreate',
      accept: 'comment',
      'accept-label': 'fine',
      'accept-by': 'other',
      'failure-issue': 'TRUE',
      'failure-issue-key': 'orders',
      'failure-issue-labels': 'data',
      'failure-issue-assignees': 'ada',
      'github-token': 'ghs_1',
      'log-tail-lines': '0',
      runs: 'clean:',
      rerun: 'all',
      'max-parallel': '8',
      'max-runs': '365',
      order: 'newest',
      'fail-fast': 'true',
      summary: 'false',
      'report-html': 'true',
    })
    expect(problems).toStrictEqual([])
    expect(inputs).toStrictEqual({
      backend: 'AWSBatch',
      foreignInputs: ['network'],
      pipeClass: { name: 'shop.orders.DailyOrders', module: ['shop', 'orders'] },
      inputBundle: 'raw orders',
      inputPaths: ['data/*.csv', 'more'],
      inputPathTags: new Map([['day', 'monday']]),
      outputBundle: 'daily orders',
      params: new Map([['day', '2026-01-05']]),
      inputTags: new Map([['env', 'prod']]),
      outputTags: new Map([['by', 'nightly']]),
      force: true,
      forceAll: true,
      skipUnchanged: { triggers: new Set(['image', 'code']), maxAgeMs: 5_400_000 },
      promote: true,
      pushInput: false,
      pullOutput: 'metadata',
      remote: { bucket: 'bucket', prefix: 'prefix', url: 's3://bucket/prefix' },
      context: { remote: 'prod', local: 'mine' },
      baseContext: 'main',
      cleanup: true,
      remoteIndex: false,
      seed: { mode: 'newest', maxBytes: 1000, isRequested: true },
      configFile: './disdat.cfg',
      image: {
        reference: `ghcr.io/team/disdat-orders:v1@sha256:${'a'.repeat(64)}`,
        registry: '*ECR*',
        repositoryPrefix: 'team/pipelines',
        pullPolicy: 'always',
        platform: 'linux/arm64/v8',
      },
      network: 'my_net.1',
      dialect: 'luigi',
      workers: 4,
      inputParam: 'input_uuid',
      env: new Map([
        ['HTTP_TIMEOUT', '5'],
        ['TZ', undefined],
      ]),
      vcpus: 1.5,
      memoryMib: 2560,
      shmSizeMib: 65,
      gpus: 1,
      timeoutMs: 30_000,
      jobTimeoutMinutes: 90,
      awsRegion: 'us-gov-west-1',
      role: {
        roleToAssume: 'arn:aws-us-gov:iam::123456789012:role/ci/disdat',
        roleSessionName: 'disdat@ci',
        roleDurationSeconds: 900,
        roleExternalId: 'partner:1/x',
        audience: 'sts.amazonaws.com.cn',
        allowedAccountIds: ['123456789012', '210987654321'],
        shouldMaskAccountId: true,
      },
      wait: false,
      attachJobIds: ['00000000-0000-4000-8000-000000000002:7'],
      many: {
        runs: 'clean:',
        each: undefined,
        rerun: 'all',
        maxParallel: 8,
        maxRuns: 365,
        order: 'newest',
        failFast: true,
      },
      dryRun: true,
      comparison: {
        compareWith: { kind: 'name', context: 'prod', which: 'daily orders' },
        failOn: [{ kind: 'empty' }],
        diffMaxBytes: 1024,
        diffSamples: 'summary',
        diffKey: ['order_id', 'day'],
        diffMaxRows: 1000,
      },
      comment: { comment: 'changes', commentKey: 'orders', commentMode: 'recreate', githubToken: 'ghs_1' },
      acceptance: { ways: ['comment'], label: 'fine', acceptBy: 'other' },
      failureIssue: { isEnabled: true, key: 'orders', labels: ['data'], assignees: ['ada'] },
      annotations: false,
      encryption: { kind: 'aws:kms', keyId: 'alias/team/data' },
      logTailLines: 0,
      summary: false,
      reportHtml: true,
      deprecations: [],
    })
  })

  test('reads exactly the variables of the inputs in action.yml', () => {
    const known = new Set(inputNames.map((name) => `INPUT_${name.toUpperCase()}`))
    const read = new Set<string>()
    const env = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          read.add(String(name))
          return undefined
        },
      },
    )
    readInputs(env, [])
    // The endpoint decides which regions are valid.
    expect(read).toStrictEqual(new Set([...known, 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL']))
  })

  test('uses the default for an invalid input, so that the other inputs are checked too', () => {
    const { inputs } = readGiven({ force: 'yes', dialect: 'x', workers: '0', 'output-bundle': 'a/b', summary: 'on' })
    expect(inputs).toStrictEqual(defaults)
  })
})

test('readInputs accepts tags of Disdat in `input-tags`', () => {
  const { inputs, problems } = readGiven({ 'input-tags': '__param.day:2026-01-05\nroot_task:True' })
  expect(problems).toStrictEqual([])
  expect([...inputs.inputTags.keys()]).toStrictEqual(['__param.day', 'root_task'])
})

test('readInputs lists the inputs whose values differ from the defaults of action.yml', () => {
  const { given } = readInputs(
    { 'INPUT_PIPE-CLASS': 'a.B', INPUT_WAIT: 'false', 'INPUT_ON-CANCEL': 'terminate', INPUT_AUDIENCE: ' ' },
    [],
  )
  expect(given).toStrictEqual(
    new Map([
      ['pipe-class', 'a.B'],
      ['wait', 'false'],
    ]),
  )
})
