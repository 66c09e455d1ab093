import { describe, expect, test } from 'vitest'
import { type ContainerEnd, type Diagnosis, diagnose } from '../../src/disdat/diagnosis.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { logs } from './recorded-logs.ts'

function diagnoseLog(log: string, end: Partial<ContainerEnd>): Diagnosis {
  const analyzer = new LogAnalyzer('pipelines.mine.Pipe')
  for (const line of log.split('\n')) analyzer.readLine(line)
  return diagnose(analyzer, { exitCode: 74, outOfMemory: false, memoryMib: undefined, ...end })
}

const fixPipe = 'Fix the pipe. Bundles from tasks that finished are on the remote and can be reused.'
const checkRole = 'Check that the step’s role may list, get and put objects below the remote context.'
const checkRemote =
  'The runner can use this remote, but the container cannot. Check `network`, the proxy variables and the bucket’s name.'
const checkNetwork =
  'The container cannot reach S3. Check `network`, the proxy variables and AWS_ENDPOINT_URL from inside a container.'
const correctName = 'Correct the name in `params`, or add the parameter to the pipe.'
const checkClass = 'Check that the image has the class that `pipe-class` names, and that the image is up to date.'
const readLog = 'Read the last lines of the log.'
const checkImage =
  'Check that `image` names a Disdat pipeline image. Set `dialect` to the version of Disdat in the image, or build the image again (docs/dialects.md).'
const moreMemory = 'Raise `memory`, use a larger runner, or let the pipe work on less data at a time.'
const checkLastTask =
  'Check in the log whether the last task finished. Bundles with the tag `__transient` are never pushed.'

describe('diagnose', () => {
  test.each<[keyof typeof logs, number, Diagnosis]>([
    [
      'raises',
      74,
      {
        verdict: 'pipe-error',
        evidence: "Task Raises() failed with KeyError: 'pear' (exit code 74).",
        advice: fixPipe,
        where: { file: 'pipelines/faults.py', line: 21 },
      },
    ],
    [
      'requires',
      74,
      {
        verdict: 'pipe-error',
        evidence: "The pipe failed with KeyError: 'requires' (exit code 74).",
        advice: fixPipe,
        where: { file: 'pipelines/mine.py', line: 57 },
      },
    ],
    [
      'importsNothing',
      1,
      {
        verdict: 'pipe-error',
        evidence: "The pipe failed with ModuleNotFoundError: No module named 'nothing_such' (exit code 1).",
        advice: fixPipe,
        where: { file: 'pipelines/imports_nothing.py', line: 1 },
      },
    ],
    [
      'badValue',
      1,
      {
        verdict: 'pipe-error',
        evidence: "The pipe failed with ValueError: could not convert string to float: 'abc' (exit code 1).",
        advice: fixPipe,
      },
    ],
    [
      'killed',
      137,
      {
        verdict: 'pipe-error',
        evidence: 'The pipe ended with exit code 137 (SIGKILL) and printed no traceback.',
        advice: readLog,
      },
    ],
    [
      'killed',
      139,
      {
        verdict: 'pipe-error',
        evidence: 'The pipe ended with exit code 139 (SIGSEGV) and printed no traceback.',
        advice: readLog,
      },
    ],
    [
      'childKilled',
      74,
      {
        verdict: 'pipe-error',
        evidence: 'The pipe ended with exit code 74 and printed no traceback.',
        advice: readLog,
      },
    ],
  ])('explains an error in the pipe: %s, exit code %i', (name, exitCode, diagnosis) => {
    expect(diagnoseLog(logs[name], { exitCode })).toStrictEqual(diagnosis)
  })

  test.each<[keyof typeof logs, number, Diagnosis]>([
    [
      'unknownParameter',
      1,
      {
        verdict: 'unknown-parameter',
        evidence: 'The pipe ended with exit code 1: ValueError: Parameter fruit is not defined in class Raises.',
        advice: correctName,
      },
    ],
    [
      'missingParameter',
      1,
      {
        verdict: 'missing-parameter',
        evidence:
          "The pipe ended with exit code 1: luigi.parameter.MissingParameterException: Sleeps[args=(), kwargs={'is_root_task': True}]: requires the 'seconds' parameter to be set.",
        advice: 'Set the parameter in `params`. If it receives the input bundle’s uuid, set its name in `input-param`.',
      },
    ],
    [
      'noClass',
      1,
      {
        verdict: 'pipe-not-found',
        evidence:
          "The pipe ended with exit code 1: AttributeError: module 'pipelines.faults' has no attribute 'Nothing'.",
        advice: checkClass,
      },
    ],
    [
      'noModule',
      1,
      {
        verdict: 'pipe-not-found',
        evidence: "The pipe ended with exit code 1: ModuleNotFoundError: No module named 'pipelines.nothing'.",
        advice: checkClass,
      },
    ],
    [
      'notAPipelineImage',
      127,
      {
        verdict: 'image-incompatible',
        evidence: 'The container could not start its command: exec dsdt_docker failed: No such file or directory.',
        advice: checkImage,
      },
    ],
  ])('explains an error before the first task: %s', (name, exitCode, diagnosis) => {
    expect(diagnoseLog(logs[name], { exitCode })).toStrictEqual(diagnosis)
  })

  test.each<[keyof typeof logs, number, Diagnosis]>([
    [
      'noEndpoint',
      1,
      {
        verdict: 'remote-unreachable',
        evidence:
          'The pipe ended with exit code 1: botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "http://127.0.0.1:1/".',
        advice: checkNetwork,
      },
    ],
    [
      'noBucket',
      74,
      {
        verdict: 'remote-unreachable',
        evidence:
          'Disdat in the container reported: Unable to bind context prod because bucket missing does not exist.',
        advice: checkRemote,
      },
    ],
    [
      'noCredentials',
      1,
      {
        verdict: 'access-denied',
        evidence:
          'The pipe ended with exit code 1: botocore.exceptions.NoCredentialsError: Unable to locate credentials.',
        advice: checkRole,
      },
    ],
    [
      'unknownKey',
      1,
      {
        verdict: 'access-denied',
        evidence:
          'The pipe ended with exit code 1: botocore.exceptions.ClientError: An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.',
        advice: checkRole,
      },
    ],
    [
      'mayNotList',
      74,
      {
        verdict: 'access-denied',
        evidence:
          'Disdat in the container reported: aws_s3: bucket bkt raised a 403 (access forbidden), do you have ListBucket permission?',
        advice: checkRole,
      },
    ],
    [
      'mayNotGet',
      74,
      {
        verdict: 'access-denied',
        evidence:
          'Disdat in the container reported: aws_s3.get_s3_key Fail on downloading file after 3 retries with exception An error occurred (403) when calling the HeadObject operation: Forbidden',
        advice: checkRole,
      },
    ],
    [
      'mayNotPut',
      0,
      {
        verdict: 'access-denied',
        evidence:
          'Disdat in the container reported: Push unable to copy bundle to branch: Failed to upload /root/.disdat/context/prod/objects/791a646b/791a646b_hframe.pb to bkt/x/context/prod/objects/791a646b/791a646b_hframe.pb: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
        advice: checkRole,
      },
    ],
  ])('explains an error at the remote: %s', (name, exitCode, diagnosis) => {
    expect(diagnoseLog(logs[name], { exitCode })).toStrictEqual(diagnosis)
  })

  test.each<[string, Diagnosis['verdict']]>([
    [
      'botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: x',
      'access-denied',
    ],
    [
      'botocore.exceptions.ClientError: An error occurred (403) when calling the HeadObject operation: x',
      'access-denied',
    ],
    [
      'botocore.errorfactory.ExpiredTokenException: An error occurred (ExpiredTokenException) when calling x',
      'access-denied',
    ],
    [
      'boto3.exceptions.S3UploadFailedError: Failed to upload /a to b: An error occurred (AccessDenied) when x',
      'access-denied',
    ],
    [
      'botocore.exceptions.ClientError: An error occurred (500) when calling the GetObject operation (reached max retries: 4): x',
      'remote-unreachable',
    ],
    ['botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL: "https://b"', 'remote-unreachable'],
    ['botocore.exceptions.ClientError: An error occurred (404) when calling the HeadObject operation: x', 'pipe-error'],
    ["urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='api.example.com'): Read timed out.", 'pipe-error'],
    ['mypipe.ClientError: the customer says (AccessDenied)', 'pipe-error'],
    ['ModuleNotFoundError: No module named x', 'pipe-error'],
    ['ValueError: Parameter x is not defined in class Y.', 'pipe-error'],
  ])('maps %s in a task to %s, at the line of the user’s code', (exception, verdict) => {
    const log = logs.raises.replace("KeyError: 'pear'", exception)
    expect(diagnoseLog(log, {})).toMatchObject({ verdict, where: { file: 'pipelines/faults.py', line: 21 } })
  })

  test('does not apply rules for the start to an exception in a task’s library', () => {
    const log = logs.raises
      .replaceAll('pipelines/faults.py', 'pandas/io.py')
      .replace("KeyError: 'pear'", 'ModuleNotFoundError: x')
    expect(diagnoseLog(log, {})).toStrictEqual({
      verdict: 'pipe-error',
      evidence: 'Task Raises() failed with ModuleNotFoundError: x (exit code 74).',
      advice: fixPipe,
    })
  })

  test('prefers the exception of a task to an earlier error about the remote', () => {
    expect(diagnoseLog(`${logs.mayNotPut}${logs.raises}`, {})).toMatchObject({ verdict: 'pipe-error' })
  })
})

describe('diagnose of a container out of memory', () => {
  test.each<[string, Partial<ContainerEnd>, string]>([
    [
      'reported by the engine',
      { exitCode: 137, outOfMemory: true, memoryMib: 512 },
      'The container was killed because it ran out of memory (the limit is 512 MiB; exit code 137).',
    ],
    [
      'without a memory limit',
      { exitCode: 137, outOfMemory: true },
      'The container was killed because it ran out of memory (the engine has no memory left; exit code 137).',
    ],
    [
      'in a worker process only',
      { exitCode: 74, outOfMemory: true, memoryMib: 512 },
      'A process in the container was killed because it ran out of memory (the limit is 512 MiB; exit code 74).',
    ],
    [
      'inferred from SIGKILL and a memory limit',
      { exitCode: 137, memoryMib: 512 },
      'The container was killed, probably because it ran out of memory (the limit is 512 MiB; exit code 137).',
    ],
  ])('gives out-of-memory: %s', (_, end, evidence) => {
    expect(diagnoseLog(logs.killed, end)).toStrictEqual({ verdict: 'out-of-memory', evidence, advice: moreMemory })
  })
})

describe('diagnose of a container that exited with 0 without a bundle', () => {
  test.each<[keyof typeof logs, string]>([
    ['leavesEarly', 'The pipe ended with exit code 0, but its output bundle is not on the remote.'],
    [
      'transient',
      'The pipe ended with exit code 0, but its output bundle is not on the remote. Luigi reports its tasks: 1 ran, 0 already complete, 0 failed.',
    ],
  ])('gives no-output: %s', (name, evidence) => {
    expect(diagnoseLog(logs[name], { exitCode: 0 })).toStrictEqual({
      verdict: 'no-output',
      evidence,
      advice: checkLastTask,
    })
  })
})

test('diagnose says that Disdat found an output that no bundle on the remote shows', () => {
  expect(diagnoseLog(logs.reused, { exitCode: 0 })).toStrictEqual({
    verdict: 'no-output',
    evidence:
      'The pipe made nothing, because Disdat found its output up to date. No committed bundle on the remote can be this output.',
    advice: 'Set `force` to make the output again. Bundles with the tag `__transient` are never pushed.',
  })
})

test.each([
  ['exec /opt/bin/entrypoint.py: exec format error', 255],
  ['exec /usr/local/bin/dsdt_docker: exec format error', 1],
  ['[FATAL tini (7)] exec dsdt_docker failed: Exec format error', 126],
  ['/bin/sh: 1: /opt/tool: Exec format error', 126],
])('diagnose gives image-architecture for the log line %s', (line, exitCode) => {
  expect(diagnoseLog(line, { exitCode })).toMatchObject({
    verdict: 'image-architecture',
    evidence: expect.stringContaining(`format error (exit code ${exitCode})`),
    advice: 'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.',
  })
})

test('diagnose gives image-architecture for a program in an emulated image that cannot be executed', () => {
  const qemu = "qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory"
  expect(diagnoseLog(qemu, { exitCode: 255 })).toMatchObject({ verdict: 'image-architecture' })
  const log = logs.raises.replaceAll("KeyError: 'pear'", "OSError: [Errno 8] Exec format error: '/opt/tool'")
  expect(diagnoseLog(log, {})).toMatchObject({
    verdict: 'image-architecture',
    where: { file: 'pipelines/faults.py' },
  })
})

test('diagnose gives disk-full for an exception of any task', () => {
  const log = logs.raises.replaceAll("KeyError: 'pear'", "OSError: [Errno 28] No space left on device: '/tmp/x'")
  expect(diagnoseLog(log, {})).toMatchObject({
    verdict: 'disk-full',
    evidence: expect.stringContaining('No space left on device'),
    where: { file: 'pipelines/faults.py' },
  })
})

test('diagnose does not take exit code 74 with a memory limit for a lack of memory', () => {
  expect(diagnoseLog(logs.raises, { memoryMib: 512 })).toMatchObject({ verdict: 'pipe-error' })
})

test('diagnose reports a failed task also where the container exits with 0, as images of Disdat 0.7 do', () => {
  expect(diagnoseLog(logs.raises, { exitCode: 0 })).toMatchObject({
    verdict: 'pipe-error',
    evidence: "Task Raises() failed with KeyError: 'pear' (exit code 0).",
  })
})

describe('diagnose of a container that did not start its command', () => {
  const notFound = '[FATAL tini (6)] exec qemu-tool failed: No such file or directory'

  test.each([126, 127])('gives image-incompatible for exit code %i', (exitCode) => {
    expect(diagnoseLog(notFound, { exitCode })).toStrictEqual({
      verdict: 'image-incompatible',
      evidence: 'The container could not start its command: exec qemu-tool failed: No such file or directory.',
      advice: checkImage,
    })
  })

  test('gives pipe-error for another exit code, and where the log does not say why', () => {
    expect(diagnoseLog(notFound, { exitCode: 1 })).toMatchObject({ verdict: 'pipe-error' })
    expect(diagnoseLog('', { exitCode: 126 })).toMatchObject({ verdict: 'pipe-error' })
  })
})

describe('diagnose of a command line that the image refused', () => {
  test.each<[string, Diagnosis['verdict'], string]>([
    ["argument pipe_cls: invalid load_class value: 'pipelines.Nope'", 'pipe-not-found', checkClass],
    ['unrecognized arguments: --fruit pear', 'unknown-parameter', correctName],
    ['unrecognized arguments: --force-load 1', 'unknown-parameter', correctName],
    ['ambiguous option: --n could match --name, --no-pull', 'unknown-parameter', correctName],
    ...[
      'unrecognized arguments: --force',
      'unrecognized arguments: --force-all',
      'unrecognized arguments: --input-tag a:b',
      'unrecognized arguments: --input-tags {}',
      'unrecognized arguments: --output-tag=a:b',
      'unrecognized arguments: --output-tags {}',
      'unrecognized arguments: --output-bundle-uuid x',
      'argument --pipeline is required',
      'argument input_bundle: argument pipe_cls: x',
      'argument input_bundle: unrecognized arguments: x',
    ].map((message): [string, Diagnosis['verdict'], string] => [
      message,
      'image-incompatible',
      checkImage.replace('Check that `image` names a Disdat pipeline image. ', ''),
    ]),
  ])('explains "%s" by %s', (message, verdict, advice) => {
    expect(diagnoseLog(`usage: dsdt_docker [-h]\ndsdt_docker: error: ${message}`, { exitCode: 2 })).toStrictEqual({
      verdict,
      evidence: `The image refused its command line: ${message}.`,
      advice,
    })
  })

  test('is ignored with another exit code', () => {
    expect(diagnoseLog('tool: error: unrecognized arguments: --fruit', { exitCode: 1 })).toMatchObject({
      verdict: 'pipe-error',
    })
    expect(diagnoseLog('', { exitCode: 2 })).toMatchObject({ verdict: 'pipe-error' })
  })
})

describe('diagnose of an error that Disdat reports about the remote', () => {
  const renameFiles =
    'Rename the output files of the pipe: Disdat reads a path as a URL, and cannot read a name with `[`, `]` or full-width forms of `/`, `?`, `#`, `@` and `:`.'
  const checkPrefixKey =
    'Check the bucket’s name and `network`. Images of Disdat to 0.9.13 also need an object whose key is the prefix of `remote` with a slash at its end (docs/dialects.md).'
  const push = 'Push unable to copy bundle to branch: '

  test.each<[string, Diagnosis['verdict'], string]>([
    [`${push}Invalid IPv6 URL`, 'unreadable-file-name', renameFiles],
    [`${push}'a' does not appear to be an IPv4 or IPv6 address`, 'unreadable-file-name', renameFiles],
    [`${push}IPvFuture address is invalid`, 'unreadable-file-name', renameFiles],
    [`${push}netloc 'a／b' contains invalid characters under NFKC normalization`, 'unreadable-file-name', renameFiles],
    ['Unable to bind context a because URL s3://b/c/ does not exist.', 'remote-unreachable', checkPrefixKey],
    ['Unable to bind context a because bucket b does not exist.', 'remote-unreachable', checkRemote],
  ])('explains "%s" by %s', (line, verdict, advice) => {
    const evidence = `Disdat in the container reported: ${line}`
    expect(diagnoseLog(line, {})).toStrictEqual({ verdict, evidence, advice })
  })
})

describe('diagnose of an output that Disdat found up to date', () => {
  const status = (word: string) => `INFO: Informed scheduler that task   Prints_3   has status   ${word}\n`
  const summary = (...lines: readonly string[]) =>
    ['===== Luigi Execution Summary =====', ...lines, '===== Luigi Execution Summary =====', ''].join('\n')
  const complete = '* 1 complete ones were encountered:'

  test.each([
    ['no status', summary(complete)],
    ['another status', status('PENDING') + summary(complete)],
    ['no summary', status('DONE')],
    ['a task that ran', status('DONE') + summary(complete, '* 1 ran successfully:')],
    ['a task that failed', status('DONE') + summary(complete, '* 1 failed:')],
    ['tasks that ran and failed', status('DONE') + summary('* 1 ran successfully:', '* 1 failed:')],
  ])('needs more than a log with %s', (_, log) => {
    expect(diagnoseLog(log, { exitCode: 0 })).toMatchObject({ verdict: 'no-output', advice: checkLastTask })
  })
})

test('diagnose quotes the last error message where a log has no traceback', () => {
  expect(diagnoseLog('ERROR: Failed to run pipeline', {})).toStrictEqual({
    verdict: 'pipe-error',
    evidence:
      'The pipe ended with exit code 74 and printed no traceback. Its last error message is: Failed to run pipeline',
    advice: readLog,
  })
})

test.each([
  [134, 'SIGABRT'],
  [143, 'SIGTERM'],
])('diagnose names the signal of exit code %i, %s', (exitCode, signal) => {
  expect(diagnoseLog('', { exitCode }).evidence).toContain(`exit code ${exitCode} (${signal}) `)
})
