import { describe, expect, test } from 'vitest'
import { type InputProblem, InvalidInputs } from '../../src/action/input-problems.ts'
import { parseRegistry, parseRepositoryPrefix } from '../../src/plan/image-inputs.ts'
import { inputNames } from '../../src/plan/input-names.ts'
import { type Inputs, readInputs } from '../../src/plan/inputs.ts'

type ComparedInputs = Omit<Inputs, 'given' | 'backends'>

/** Reads inputs as the runner passes them; the pipe class is given unless the test says otherwise. */
function read(given: Readonly<Record<string, string>>): {
  readonly inputs: ComparedInputs
  readonly problems: readonly InputProblem[]
} {
  const problems: InputProblem[] = []
  const variables = Object.entries({ 'pipe-class': 'pkg.mod.Pipe', ...given }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ])
  const { given: _, backends: __, ...inputs } = readInputs(Object.fromEntries(variables), problems)
  return { inputs, problems }
}

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
  pushInput: true,
  pullOutput: 'true',
  remote: undefined,
  context: undefined,
  baseContext: undefined,
  cleanup: false,
  remoteIndex: true,
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
  timeoutMs: 360 * 60_000,
  awsRegion: undefined,
  role: {
    roleToAssume: undefined,
    roleSessionName: undefined,
    roleDurationSeconds: undefined,
    audience: undefined,
    allowedAccountIds: [],
  },
  wait: true,
  attachJobIds: [],
  dryRun: false,
  comparison: {
    compareWith: { kind: 'automatic' },
    failOn: [],
    diffMaxBytes: 8 * 1024 ** 2,
    diffSamples: false,
  },
  comment: { comment: 'never', commentKey: undefined, commentMode: 'update', githubToken: undefined },
  annotations: true,
  sseKmsKeyId: undefined,
  logTailLines: 100,
  summary: true,
}

describe('readInputs', () => {
  test('returns the defaults for absent inputs', () => {
    expect(read({})).toStrictEqual({ inputs: defaults, problems: [] })
  })

  test('treats empty and blank inputs as absent', () => {
    const blank = Object.fromEntries(inputNames.filter((name) => name !== 'pipe-class').map((name) => [name, ' \n ']))
    expect(read(blank)).toStrictEqual({ inputs: defaults, problems: [] })
  })

  test('accepts `-` for no input bundle and no output name', () => {
    expect(read({ 'input-bundle': '-', 'output-bundle': '-' })).toStrictEqual({ inputs: defaults, problems: [] })
  })

  test('reads every input', () => {
    const { inputs, problems } = read({
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
      'push-input': 'FALSE',
      'pull-output': 'metadata',
      remote: 's3://bucket/prefix/',
      context: 'prod/mine',
      'base-context': 'main',
      cleanup: 'true',
      'remote-index': 'false',
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
      'memory-mib': '2048',
      'shm-size-mib': '64',
      gpus: '1',
      'run-timeout-minutes': '0.5',
      'aws-region': 'us-gov-west-1',
      'role-to-assume': 'arn:aws-us-gov:iam::123456789012:role/ci/disdat',
      'role-session-name': 'disdat@ci',
      'role-duration-seconds': '900',
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
      'aws-session-token-duration': '900',
      wait: 'false',
      'on-cancel': 'Detach',
      'attach-job-ids': '00000000-0000-4000-8000-000000000002:7\n00000000-0000-4000-8000-000000000002:7',
      'dry-run': 'true',
      'compare-with': 'prod/daily orders',
      'fail-on': 'empty',
      'diff-max-bytes': '1KiB',
      'diff-samples': 'true',
      annotations: 'false',
      'sse-kms-key-id': 'alias/team/data',
      comment: 'Changes',
      'comment-key': ' orders ',
      'comment-mode': 'recreate',
      'github-token': 'ghs_1',
      'log-tail-lines': '0',
      summary: 'false',
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
      pushInput: false,
      pullOutput: 'metadata',
      remote: { bucket: 'bucket', prefix: 'prefix', url: 's3://bucket/prefix' },
      context: { remote: 'prod', local: 'mine' },
      baseContext: 'main',
      cleanup: true,
      remoteIndex: false,
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
      memoryMib: 2048,
      shmSizeMib: 64,
      gpus: 1,
      timeoutMs: 30_000,
      awsRegion: 'us-gov-west-1',
      role: {
        roleToAssume: 'arn:aws-us-gov:iam::123456789012:role/ci/disdat',
        roleSessionName: 'disdat@ci',
        roleDurationSeconds: 900,
        audience: 'sts.amazonaws.com.cn',
        allowedAccountIds: ['123456789012', '210987654321'],
      },
      wait: false,
      attachJobIds: ['00000000-0000-4000-8000-000000000002:7'],
      dryRun: true,
      comparison: {
        compareWith: { kind: 'name', context: 'prod', which: 'daily orders' },
        failOn: [{ kind: 'empty' }],
        diffMaxBytes: 1024,
        diffSamples: true,
      },
      comment: { comment: 'changes', commentKey: 'orders', commentMode: 'recreate', githubToken: 'ghs_1' },
      annotations: false,
      sseKmsKeyId: 'alias/team/data',
      logTailLines: 0,
      summary: false,
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
    expect(read).toStrictEqual(known)
  })
})

const pipeAdvice = 'Give `module.submodule.PipeClass`: Python names joined by dots, the class last.'
const bundleAdvice =
  'Give a bundle name of at most 255 characters without slash, `..`, `::`, leading `-`, line break or other control character; or `-`.'
const remoteAdvice =
  'Give `s3://bucket/prefix`: a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix without `..`, `//` or unusual characters.'
const imageAdvice = 'Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.'
const registryAdvice = 'Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`; or `*ECR*`.'
const contextAdvice = 'Give `remote-context/local-context`, or one name for both: letters, digits, `_`, `-` and `.`.'
const baseContextAdvice = 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.'
const roleAdvice = (name: string) => `Give the role's ARN, such as \`arn:aws:iam::123456789012:role/${name}\`.`
const jobIdAdvice = 'Give job ids as the output `job-id` has them, separated by commas or line breaks.'
const trueOrFalse = 'Allowed: true, false.'

describe('readInputs reports', () => {
  test.each([
    ['pipe-class', 'Pipe', pipeAdvice],
    ['pipe-class', 'mod..Pipe', pipeAdvice],
    ['pipe-class', 'mod/Pipe', pipeAdvice],
    ['pipe-class', '--help', pipeAdvice],
    ['input-bundle', 'a/b', `It contains a slash. ${bundleAdvice} A uuid is accepted too.`],
    ['input-bundle', '..', `It contains \`..\`. ${bundleAdvice} A uuid is accepted too.`],
    [
      'input-bundle',
      'a\nb',
      `It contains a line break or another control character. ${bundleAdvice} A uuid is accepted too.`,
    ],
    ['output-bundle', 'a/b', `It contains a slash. ${bundleAdvice}`],
    ['output-bundle', 'a..b', `It contains \`..\`. ${bundleAdvice}`],
    ['output-bundle', 'a\nb', `It contains a line break or another control character. ${bundleAdvice}`],
    ['output-bundle', 'a::b', `It contains \`::\`. ${bundleAdvice}`],
    ['output-bundle', 'x'.repeat(300), `It is 300 characters long, the limit is 255. ${bundleAdvice}`],
    ['output-bundle', '-o', `It starts with \`-\`, which Disdat reads as an option. ${bundleAdvice}`],
    ['backend', 'sagemaker', 'Allowed: Local, AWSBatch.'],
    ['role-to-assume', 'arn:aws:iam::1:role/x', roleAdvice('disdat-ci')],
    ['role-to-assume', 'a b', roleAdvice('disdat-ci')],
    ['role-session-name', 'x', 'Give 2 to 64 letters, digits and characters of `_+=,.@-`.'],
    ['role-duration-seconds', '899', 'Give a whole number from 900 to 43200.'],
    ['allowed-account-ids', '1234', 'Give account ids of 12 digits, separated by commas or line breaks.'],
    ['job-queue', 'a b', "Give a job queue's name or ARN."],
    ['job-definition', 'a:b', "Give a job definition's `name`, `name:revision` or ARN."],
    ['job-role-arn', 'disdat-job', roleAdvice('disdat-job')],
    ['execution-role-arn', 'arn:aws:iam::123456789012:user/x', roleAdvice('ecsTaskExecutionRole')],
    ['attempts', '11', 'Give a whole number from 1 to 10.'],
    ['queue-timeout-minutes', '0', 'Give a number from 1 to 7200.'],
    ['share-identifier', 'a-b', 'Give at most 255 letters and digits; the last character may be `*`.'],
    ['scheduling-priority', '10000', 'Give a whole number from 0 to 9999.'],
    ['job-tags', 'aws:batch:x', 'Disdat sets this tag. Choose another key.'],
    ['depends-on', 'job-1', jobIdAdvice],
    ['attach-job-ids', '$(id)', jobIdAdvice],
    ['aws-session-token-duration', '60', 'Give a whole number from 900 to 43200.'],
    ['on-cancel', 'leave', 'Allowed: terminate, detach.'],
    ['wait', 'no', trueOrFalse],
    ['dry-run', 'yes', trueOrFalse],
    ['annotations', 'none', trueOrFalse],
    ['cleanup', 'closed', trueOrFalse],
    ['force', 'yes', trueOrFalse],
    ['force-all', '1', trueOrFalse],
    ['push-input', 'no', trueOrFalse],
    ['pull-output', 'none', 'Allowed: true, false, metadata.'],
    ['summary', 'on', trueOrFalse],
    ['remote', 'bucket/prefix', remoteAdvice],
    ['remote', 's3://Bucket', remoteAdvice],
    ['remote', 's3://bucket/../x', remoteAdvice],
    ['remote', 'https://bucket.s3.amazonaws.com/x', remoteAdvice],
    ['context', 'a/b/c', contextAdvice],
    ['context', '../prod', contextAdvice],
    ['base-context', 'prod/mine', baseContextAdvice],
    ['image', 'Disdat-Orders', imageAdvice],
    ['image', 'https://ghcr.io/x', imageAdvice],
    ['image', 'x:tag:tag', imageAdvice],
    ['image', 'x --privileged', imageAdvice],
    ['image', `x@sha256:${'A'.repeat(64)}`, imageAdvice],
    ['registry', 'https://ghcr.io', registryAdvice],
    ['registry', '*ecr*', registryAdvice],
    ['registry', '-x', registryAdvice],
    ['repository-prefix', '/team/', 'Give lower-case path parts such as `team/pipelines`.'],
    ['repository-prefix', 'Team', 'Give lower-case path parts such as `team/pipelines`.'],
    ['platform', 'linux', 'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.'],
    ['platform', 'linux/', 'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.'],
    ['network', 'container:x', 'Give the name of a Docker network, or `host`.'],
    ['network', '--net', 'Give the name of a Docker network, or `host`.'],
    ['input-param', 'a b', "Give the name of one of the pipe's parameters: letters, digits and `_`."],
    ['input-param', 'a-b', "Give the name of one of the pipe's parameters: letters, digits and `_`."],
    ['workers', '0', 'Give a whole number from 1 to 512.'],
    ['workers', '1.5', 'Give a whole number from 1 to 512.'],
    ['workers', '-1', 'Give a whole number from 1 to 512.'],
    ['workers', '1e2', 'Give a whole number from 1 to 512.'],
    ['workers', '0x10', 'Give a whole number from 1 to 512.'],
    ['workers', '513', 'Give a whole number from 1 to 512.'],
    ['vcpus', '0', 'Give a number from 0.01 to 1024.'],
    ['vcpus', '1,5', 'Give a number from 0.01 to 1024.'],
    ['vcpus', 'NaN', 'Give a number from 0.01 to 1024.'],
    ['vcpus', 'Infinity', 'Give a number from 0.01 to 1024.'],
    ['memory-mib', '5', 'Give a whole number from 6 to 16777216.'],
    ['memory-mib', '2g', 'Give a whole number from 6 to 16777216.'],
    ['shm-size-mib', '0', 'Give a whole number from 1 to 16777216.'],
    ['gpus', 'all', 'Give a whole number from 1 to 64.'],
    ['run-timeout-minutes', '0', 'Give a number from 0.01 to 7200.'],
    ['run-timeout-minutes', '7201', 'Give a number from 0.01 to 7200.'],
    ['comment', 'sometimes', 'Allowed: never, changes, failures, always.'],
    ['comment-mode', 'append', 'Allowed: update, recreate.'],
    ['log-tail-lines', '1001', 'Give a whole number from 0 to 1000.'],
    ['aws-region', 'US-EAST-1', 'Give an AWS region such as `us-east-1`.'],
    ['aws-region', 'us-east', 'Give an AWS region such as `us-east-1`.'],
    [
      'sse-kms-key-id',
      'my key',
      'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).',
    ],
    [
      'sse-kms-key-id',
      'alias/',
      'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).',
    ],
    [
      'sse-kms-key-id',
      'arn:aws:kms:us-east-1:123:key/1',
      'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).',
    ],
    [
      'sse-kms-key-id',
      '1234abcd-12ab-34cd-56ef',
      'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).',
    ],
    ['output-tags', 'committed:False', 'Disdat sets this tag. Choose another key.'],
    ['output-tags', 'root_task:True', 'Disdat sets this tag. Choose another key.'],
    ['output-tags', '__param.day:1', 'Disdat sets this tag. Choose another key.'],
    ['output-tags', 'novalue', 'Write one `key:value` a line. Neither side may be empty.'],
    ['input-tags', ':x', 'Write one `key:value` a line. Neither side may be empty.'],
  ])('%s: %j', (where, given, expected) => {
    expect(read({ [where]: given }).problems).toStrictEqual([{ where, given, expected }])
  })

  test.each([
    ['dialect', 'luiggi', 'Allowed: auto, classic, luigi.', 'luigi'],
    ['pull-policy', 'allways', 'Allowed: missing, always, never.', 'always'],
    ['backend', 'loca', 'Allowed: Local, AWSBatch.', 'Local'],
    ['force', 'ture', trueOrFalse, 'true'],
    ['push-input', 'tRUE', trueOrFalse, 'true'],
  ])('%s: %j with the nearest match', (where, given, expected, nearest) => {
    expect(read({ [where]: given }).problems).toStrictEqual([{ where, given, expected, nearest }])
  })

  test('an invalid input and uses its default, so that the other inputs are checked too', () => {
    const { inputs } = read({ force: 'yes', dialect: 'x', workers: '0', 'output-bundle': 'a/b', summary: 'on' })
    expect(inputs).toStrictEqual(defaults)
  })

  test('a missing pipe class', () => {
    const expected = `Name the pipe to run. ${pipeAdvice}`
    expect(read({ 'pipe-class': ' ' }).problems).toStrictEqual([{ where: 'pipe-class', expected }])
  })

  test('a YAML error in `params` with its line', () => {
    expect(read({ params: '\na: 1\nb: [1\nc: 2\n' }).problems).toStrictEqual([
      {
        where: 'params',
        given: 'c: 2',
        expected:
          'Not valid YAML at line 4, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
      },
    ])
  })

  test('no problem for `params` that are indented throughout', () => {
    const { inputs, problems } = read({ params: '  a: 1\n  b: 2\n' })
    expect(problems).toStrictEqual([])
    expect(inputs.params).toStrictEqual(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
  })
})

test('InvalidInputs lists all invalid inputs in one message', () => {
  const { problems } = read({
    'pipe-class': '',
    remote: 'bucket',
    force: 'ture',
    params: 'day:\nmy-name: 1',
    'output-tags': 'x',
    env: 'AWS_SECRET_ACCESS_KEY=hush',
    'run-timeout-minutes': 'soon',
  })
  expect(new InvalidInputs(problems).message.split('\n')).toStrictEqual([
    '8 input errors:',
    `- pipe-class: nothing given. Name the pipe to run. ${pipeAdvice}`,
    '- params: got "day". Parameter `day` has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with `--`).',
    '- params: got "my-name". The name of a parameter is a Python identifier: letters, digits and `_` (line 2).',
    '- output-tags: got "x". Write one `key:value` a line. Neither side may be empty.',
    '- force: got "ture". Allowed: true, false. Did you mean "true"?',
    `- remote: got "bucket". ${remoteAdvice}`,
    '- env: got "AWS_SECRET_ACCESS_KEY=…". Credentials are not passed as variables: the pipe gets them from a file. Remove the line.',
    '- run-timeout-minutes: got "soon". Give a number from 0.01 to 7200.',
  ])
})

test('readInputs accepts tags of Disdat in `input-tags`', () => {
  const { inputs, problems } = read({ 'input-tags': '__param.day:2026-01-05\nroot_task:True' })
  expect(problems).toStrictEqual([])
  expect([...inputs.inputTags.keys()]).toStrictEqual(['__param.day', 'root_task'])
})

describe('readInputs accepts the image reference', () => {
  test.each([
    'orders',
    'disdat-orders:latest',
    'team/disdat-orders',
    'ghcr.io/team/disdat_orders:v1.2-rc_1',
    'localhost:5000/a/b__c.d--e',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/disdat-orders:latest',
    `orders@sha256:${'0'.repeat(64)}`,
  ])('%s', (image) => {
    expect(read({ image }).inputs.image.reference).toBe(image)
  })

  test('and refuses a very long invalid one at once', () => {
    expect(read({ image: `${'a-'.repeat(60_000)}!` }).problems).toHaveLength(1)
  }, 2_000)
})

test.each([
  ['ghcr.io', true],
  ['localhost:5000', true],
  ['registry.example.com:443/mirror', true],
  ['*ECR*', true],
  ['', false],
  ['a b', false],
  ['ghcr.io:port', false],
])('parseRegistry accepts %j: %s', (text, is) => {
  expect(parseRegistry(text)).toBe(is ? text : undefined)
})

test.each([
  ['team', true],
  ['team/pipelines_v2', true],
  ['', false],
  ['team//x', false],
  ['..', false],
])('parseRepositoryPrefix accepts %j: %s', (text, is) => {
  expect(parseRepositoryPrefix(text)).toBe(is ? text : undefined)
})

test('readInputs requires no pipe class from a step that attaches to jobs', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  expect(read({ 'pipe-class': '', 'attach-job-ids': id })).toMatchObject({
    problems: [],
    inputs: { pipeClass: undefined },
  })
})

test('readInputs lists the inputs that are given', () => {
  const { given } = readInputs({ 'INPUT_PIPE-CLASS': 'a.B', INPUT_WAIT: 'true', INPUT_AUDIENCE: ' ' }, [])
  expect(given).toStrictEqual(new Set(['pipe-class', 'wait']))
})
