import { describe, expect, test } from 'vitest'
import { InvalidInputs } from '../../src/action/input-problems.ts'
import { readGiven } from './input-fixtures.ts'

const dialectNames =
  'Allowed: auto, classic, luigi, disdat-0.7.1, disdat-0.7.2, disdat-0.8.0, disdat-0.8.1, disdat-0.8.3, disdat-0.8.13, disdat-0.9.6.'

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
const sizeAdvice = (min: number) =>
  `Give a number with its unit, such as \`4GiB\` or \`512MiB\`, from ${min} MiB to 16 TiB.`

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
    ['job-tags', 'aws:batch:x', 'Disdat or this action sets this tag. Choose another key.'],
    ['depends-on', 'job-1', jobIdAdvice],
    ['attach-job-ids', '$(id)', jobIdAdvice],
    ['job-credentials-seconds', '60', 'Give a whole number from 900 to 43200.'],
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
    ['memory', '5MiB', sizeAdvice(6)],
    ['memory', '2g', sizeAdvice(6)],
    ['memory', '4096', sizeAdvice(6)],
    ['memory', '17TiB', sizeAdvice(6)],
    ['shm-size', '0', sizeAdvice(1)],
    ['memory-mib', '2g', 'Give a whole number, or `memory`, which replaces this input.'],
    ['shm-size-mib', '-1', 'Give a whole number, or `shm-size`, which replaces this input.'],
    ['job-timeout-minutes', '0', 'Give a number from 1 to 7200.'],
    ['role-external-id', 'a', 'Give 2 to 1224 letters, digits and characters of `_+=,.@:/-`.'],
    ['mask-aws-account-id', 'yes', trueOrFalse],
    ['on-detach', 'leave', 'Allowed: succeed, fail.'],
    ['gpus', 'all', 'Give a whole number from 1 to 64.'],
    ['run-timeout-minutes', '0', 'Give a number from 0.01 to 7200.'],
    ['run-timeout-minutes', '7201', 'Give a number from 0.01 to 7200.'],
    ['comment', 'sometimes', 'Allowed: never, changes, failures, always.'],
    ['comment-mode', 'append', 'Allowed: update, recreate.'],
    ['log-tail-lines', '1001', 'Give a whole number from 0 to 1000.'],
    [
      'aws-region',
      'US-EAST-1',
      'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.',
    ],
    [
      'aws-region',
      'us-east',
      'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.',
    ],
    ['sse', 'aws:kms:dsse', 'Allowed: AES256, aws:kms, none.'],
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
    ['output-tags', 'committed:False', 'Disdat or this action sets this tag. Choose another key.'],
    ['output-tags', 'root_task:True', 'Disdat or this action sets this tag. Choose another key.'],
    ['output-tags', 'promoted_from:pr-1', 'Disdat or this action sets this tag. Choose another key.'],
    ['output-tags', '__param.day:1', 'Disdat or this action sets this tag. Choose another key.'],
    ['output-tags', 'novalue', 'Write one `key:value` a line. Neither side may be empty.'],
    ['input-tags', ':x', 'Write one `key:value` a line. Neither side may be empty.'],
  ])('%s: %j', (where, given, expected) => {
    expect(readGiven({ [where]: given }).problems).toStrictEqual([{ where, given, expected }])
  })

  test.each([
    ['dialect', 'luiggi', dialectNames, 'luigi'],
    ['dialect', 'disdat-0.72', dialectNames, 'disdat-0.7.2'],
    ['pull-policy', 'allways', 'Allowed: missing, always, never.', 'always'],
    ['backend', 'loca', 'Allowed: Local, AWSBatch.', 'Local'],
    ['force', 'ture', trueOrFalse, 'true'],
    ['push-input', 'tRUE', trueOrFalse, 'true'],
  ])('%s: %j with the nearest match', (where, given, expected, nearest) => {
    expect(readGiven({ [where]: given }).problems).toStrictEqual([{ where, given, expected, nearest }])
  })

  test('a missing pipe class', () => {
    const expected = `Name the pipe to run. ${pipeAdvice}`
    expect(readGiven({ 'pipe-class': ' ' }).problems).toStrictEqual([{ where: 'pipe-class', expected }])
  })

  test('a YAML error in `params` with its line', () => {
    expect(readGiven({ params: '\na: 1\nb: [1\nc: 2\n' }).problems).toStrictEqual([
      {
        where: 'params',
        given: 'c: 2',
        expected:
          'Not valid YAML at line 4, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
      },
    ])
  })

  test('no problem for `params` that are indented throughout', () => {
    const { inputs, problems } = readGiven({ params: '  a: 1\n  b: 2\n' })
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
  const { problems } = readGiven({
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

test('readInputs requires no pipe class from a step that attaches to jobs', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  expect(readGiven({ 'pipe-class': '', 'attach-job-ids': id })).toMatchObject({
    problems: [],
    inputs: { pipeClass: undefined },
  })
})
