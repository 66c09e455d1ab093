import { describe, expect, test } from 'vitest'
import { type ContainerEnd, type Diagnosis, diagnose } from '../../src/disdat/diagnosis.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { logs } from './recorded-logs.ts'

function verdictOf(log: string, end: Partial<ContainerEnd>): Diagnosis {
  const transcript = new LogAnalyzer('pipelines.mine.Pipe')
  for (const line of log.split('\n')) transcript.read(line)
  return diagnose(transcript, { exitCode: 74, outOfMemory: false, memoryMib: undefined, ...end })
}

const mendPipe = 'Mend the pipe. What its earlier tasks made is on the remote, and the next run may reuse it.'
const checkRole = 'Check what the step’s role may do on this remote: list, get and put under its context.'
const checkRemote =
  'The container could not use the remote that this runner could: check `network` and proxies, and that the bucket is the one you mean.'
const checkNetwork =
  'The container did not reach S3: check `network`, proxies and AWS_ENDPOINT_URL as seen from inside a container.'
const correctName = 'Correct the name in `params`, or add the parameter to the pipe.'
const checkClass = 'Check `pipe-class` against the modules in the image, and that the image is not an old one.'
const readLog = 'Read the last lines of the log.'
const checkImage =
  'Is it a Disdat pipeline image of this dialect, for this platform? See `image`, `dialect` and `platform`.'
const moreMemory = 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.'
const seeLastTask =
  'See in the log whether the last task ran to its end. Transient bundles (tag `__transient`) are never pushed.'

describe('a pipe that failed', () => {
  test.each<[keyof typeof logs, number, Diagnosis]>([
    [
      'raises',
      74,
      {
        verdict: 'pipe-error',
        evidence: "Task Raises() failed with KeyError: 'pear' (exit code 74).",
        advice: mendPipe,
        where: { file: 'pipelines/faults.py', line: 21 },
      },
    ],
    [
      'requires',
      74,
      {
        verdict: 'pipe-error',
        evidence: "The pipe failed with KeyError: 'requires' (exit code 74).",
        advice: mendPipe,
        where: { file: 'pipelines/mine.py', line: 57 },
      },
    ],
    [
      'importsNothing',
      1,
      {
        verdict: 'pipe-error',
        evidence: "The pipe failed with ModuleNotFoundError: No module named 'nothing_such' (exit code 1).",
        advice: mendPipe,
        where: { file: 'pipelines/imports_nothing.py', line: 1 },
      },
    ],
    [
      'badValue',
      1,
      {
        verdict: 'pipe-error',
        evidence: "The pipe failed with ValueError: could not convert string to float: 'abc' (exit code 1).",
        advice: mendPipe,
      },
    ],
    [
      'killed',
      137,
      {
        verdict: 'pipe-error',
        evidence: 'The pipe ended with exit code 137 (SIGKILL) and left no traceback.',
        advice: readLog,
      },
    ],
    [
      'killed',
      139,
      {
        verdict: 'pipe-error',
        evidence: 'The pipe ended with exit code 139 (SIGSEGV) and left no traceback.',
        advice: readLog,
      },
    ],
    [
      'childKilled',
      74,
      { verdict: 'pipe-error', evidence: 'The pipe ended with exit code 74 and left no traceback.', advice: readLog },
    ],
  ])('in its own code: %s, exit code %i', (name, exitCode, diagnosis) => {
    expect(verdictOf(logs[name], { exitCode })).toStrictEqual(diagnosis)
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
        advice:
          'Give the parameter in `params`; for the one that takes the input bundle’s uuid, name it in `input-param`.',
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
        verdict: 'invalid-input',
        evidence: 'The container could not start its command: exec dsdt_docker failed: No such file or directory.',
        advice: checkImage,
      },
    ],
  ])('before it began: %s', (name, exitCode, diagnosis) => {
    expect(verdictOf(logs[name], { exitCode })).toStrictEqual(diagnosis)
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
        evidence: 'Disdat in the container says: Unable to bind context prod because bucket missing does not exist.',
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
          'Disdat in the container says: aws_s3: bucket bkt raised a 403 (access forbidden), do you have ListBucket permission?',
        advice: checkRole,
      },
    ],
    [
      'mayNotGet',
      74,
      {
        verdict: 'access-denied',
        evidence:
          'Disdat in the container says: aws_s3.get_s3_key Fail on downloading file after 3 retries with exception An error occurred (403) when calling the HeadObject operation: Forbidden',
        advice: checkRole,
      },
    ],
    [
      'mayNotPut',
      0,
      {
        verdict: 'access-denied',
        evidence:
          'Disdat in the container says: Push unable to copy bundle to branch: Failed to upload /root/.disdat/context/prod/objects/791a646b/791a646b_hframe.pb to bkt/x/context/prod/objects/791a646b/791a646b_hframe.pb: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
        advice: checkRole,
      },
    ],
  ])('at its remote: %s', (name, exitCode, diagnosis) => {
    expect(verdictOf(logs[name], { exitCode })).toStrictEqual(diagnosis)
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
    ['botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL: "https://b"', 'remote-unreachable'],
    ['botocore.exceptions.ClientError: An error occurred (404) when calling the HeadObject operation: x', 'pipe-error'],
    ["urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='api.example.com'): Read timed out.", 'pipe-error'],
    ['mypipe.ClientError: the customer says (AccessDenied)', 'pipe-error'],
    ['ModuleNotFoundError: No module named x', 'pipe-error'],
    ['ValueError: Parameter x is not defined in class Y.', 'pipe-error'],
  ])('in a task that ended with %s: %s, at the user’s own line', (exception, verdict) => {
    const log = logs.raises.replace("KeyError: 'pear'", exception)
    expect(verdictOf(log, {})).toMatchObject({ verdict, where: { file: 'pipelines/faults.py', line: 21 } })
  })

  test('in a task, deep in a library, is not about the start', () => {
    const log = logs.raises
      .replaceAll('pipelines/faults.py', 'pandas/io.py')
      .replace("KeyError: 'pear'", 'ModuleNotFoundError: x')
    expect(verdictOf(log, {})).toStrictEqual({
      verdict: 'pipe-error',
      evidence: 'Task Raises() failed with ModuleNotFoundError: x (exit code 74).',
      advice: mendPipe,
    })
  })

  test('in a task of its own, whatever Disdat said of the remote before', () => {
    expect(verdictOf(`${logs.mayNotPut}${logs.raises}`, {})).toMatchObject({ verdict: 'pipe-error' })
  })
})

describe('a container killed for its memory', () => {
  test.each<[string, Partial<ContainerEnd>, string]>([
    [
      'as the engine says',
      { exitCode: 137, outOfMemory: true, memoryMib: 512 },
      'The container was killed for its memory (the limit is 512 MiB; exit code 137).',
    ],
    [
      'without a limit of its own',
      { exitCode: 137, outOfMemory: true },
      'The container was killed for its memory (the engine’s memory was used up; exit code 137).',
    ],
    [
      'one of its workers only',
      { exitCode: 74, outOfMemory: true, memoryMib: 512 },
      'A process in the container was killed for its memory (the limit is 512 MiB; exit code 74).',
    ],
    [
      'as it seems',
      { exitCode: 137, memoryMib: 512 },
      'The container was killed, most likely for its memory (the limit is 512 MiB; exit code 137).',
    ],
  ])('%s', (_, end, evidence) => {
    expect(verdictOf(logs.killed, end)).toStrictEqual({ verdict: 'out-of-memory', evidence, advice: moreMemory })
  })
})

describe('a container that ended with 0 and left no bundle', () => {
  test.each<[keyof typeof logs, string]>([
    ['leavesEarly', 'The pipe ended with exit code 0, but its output bundle is not on the remote.'],
    [
      'transient',
      'The pipe ended with exit code 0, but its output bundle is not on the remote. Luigi counts its tasks: 1 ran, 0 complete before, 0 failed.',
    ],
    [
      'reused',
      'The pipe ended with exit code 0, but its output bundle is not on the remote. Luigi counts its tasks: 0 ran, 1 complete before, 0 failed.',
    ],
  ])('%s', (name, evidence) => {
    expect(verdictOf(logs[name], { exitCode: 0 })).toStrictEqual({
      verdict: 'no-output',
      evidence,
      advice: seeLastTask,
    })
  })
})

test.each([
  ['exec /opt/bin/entrypoint.py: exec format error', 255],
  ['exec /usr/local/bin/dsdt_docker: exec format error', 1],
  ['[FATAL tini (7)] exec dsdt_docker failed: Exec format error', 126],
])('an image for another processor, as its log has it: %s', (line, exitCode) => {
  expect(verdictOf(line, { exitCode })).toMatchObject({
    verdict: 'image-architecture',
    evidence: expect.stringContaining(`format error (exit code ${exitCode})`),
  })
})

test('a disk that is full, wherever the pipe writes', () => {
  const log = logs.raises.replaceAll("KeyError: 'pear'", "OSError: [Errno 28] No space left on device: '/tmp/x'")
  expect(verdictOf(log, {})).toMatchObject({
    verdict: 'disk-full',
    evidence: expect.stringContaining('No space left on device'),
    where: { file: 'pipelines/faults.py' },
  })
})
