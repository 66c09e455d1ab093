import type { JobDetail } from '@aws-sdk/client-batch'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { createJobResult } from '../../../src/backends/batch/job-result.ts'
import { renderComment } from '../../../src/report/comment.ts'
import { renderSummary } from '../../../src/report/summary.ts'
import { states } from '../../report/fixtures/states.ts'
import { createAttempt, createEndedJob, logStreamName, parse, startedAt } from './follow-helpers.ts'

type Container = NonNullable<JobDetail['container']>

const links = new ConsoleLinks('aws', 'us-east-1')
const context = { isSpot: false, terminatedFor: undefined, cancelReason: 'our reason', links, logProblem: undefined }

describe('createJobResult', () => {
  test('describes the attempts of a job that succeeded', () => {
    expect(createJobResult(parse(createEndedJob('SUCCEEDED')), context)).toStrictEqual({
      exitCode: 0,
      outOfMemory: false,
      attempts: [
        {
          startedAt: new Date(startedAt),
          stoppedAt: new Date(startedAt + 60_000),
          exitCode: 0,
          reason: 'Essential container in task exited',
          logUrl: links.getLogUrl('/aws/batch/job', logStreamName),
        },
      ],
      logUrl: links.getLogUrl('/aws/batch/job', logStreamName),
      resources: { vcpus: undefined, memoryMib: undefined },
    })
  })

  test('links the log in the job’s own group', () => {
    const container = { logConfiguration: { logDriver: 'awslogs' as const, options: { 'awslogs-group': '/acme' } } }
    const { logUrl } = createJobResult(parse(createEndedJob('SUCCEEDED', container)), context)
    expect(logUrl).toBe(links.getLogUrl('/acme', logStreamName))
  })

  test('keeps the reason for which this step terminated the job', () => {
    const terminatedFor = { verdict: 'queue-timeout', evidence: 'It waited.', advice: 'Wait longer.' } as const
    const job = parse(createEndedJob('FAILED', {}, 'disdat/run-action: It waited.', { isTerminated: true }))
    expect(createJobResult(job, { ...context, terminatedFor }).failure).toStrictEqual(terminatedFor)
  })

  test('counts an attempt without memory as out of memory', () => {
    const job = parse(createEndedJob('FAILED', { reason: 'OutOfMemoryError: Container killed due to memory usage' }))
    expect(createJobResult(job, context).outOfMemory).toBe(true)
  })
})

describe('createJobResult of a failed job', () => {
  const explain = (
    statusReason: string,
    container: Container,
    { job, isSpot = false }: { readonly job?: Partial<JobDetail>; readonly isSpot?: boolean } = {},
  ) => createJobResult(parse(createEndedJob('FAILED', container, statusReason, job)), { ...context, isSpot })

  test.each<readonly [string, string, Container, Parameters<typeof explain>[2]]>([
    ['spot-interrupted', 'Your Spot Task was interrupted.', {}, {}],
    ['spot-interrupted', 'Host EC2 (instance i-0abc) terminated.', {}, { isSpot: true }],
    ['host-lost', 'Host EC2 (instance i-0abc) terminated.', {}, {}],
    ['timeout', 'Job attempt duration exceeded timeout', { exitCode: 137 }, {}],
    ['dependency-failed', 'Dependent Job failed', {}, {}],
    [
      'out-of-memory',
      'Essential container in task exited',
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      {},
    ],
    [
      'out-of-memory',
      'Essential container in task exited',
      { exitCode: 137, reason: 'OutOfMemoryError' },
      { isSpot: true },
    ],
    [
      'image-architecture',
      'Essential container in task exited',
      { exitCode: 1, reason: 'exec /usr/bin/dsdt_docker: exec format error' },
      {},
    ],
    [
      'image-architecture',
      'Task failed to start',
      { reason: 'CannotPullContainerError: no matching manifest for linux/arm64/v8 in the manifest list entries' },
      {},
    ],
    [
      'image-architecture',
      'Task failed to start',
      {
        reason: "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
      },
      {},
    ],
    [
      'disk-full',
      'Task failed to start',
      { reason: 'CannotPullContainerError: failed to register layer: no space left on device' },
      {},
    ],
    [
      'image-not-found',
      'Task failed to start',
      { reason: 'CannotPullContainerError: Error response from daemon: manifest unknown' },
      {},
    ],
    [
      'image-pull-denied',
      'Task failed to start',
      { reason: 'CannotPullContainerError: pull access denied for orders' },
      {},
    ],
    ['remote-unreachable', 'Task failed to start', { reason: 'CannotPullContainerError: dial tcp: i/o timeout' }, {}],
    [
      'role-refused',
      'ECS was unable to assume the role arn:aws:iam::123456789012:role/x that was provided for this task.',
      {},
      {},
    ],
    [
      'role-refused',
      'Task failed to start',
      { reason: 'ResourceInitializationError: unable to pull secrets or registry auth' },
      {},
    ],
    [
      'agent-fault',
      'Task failed to start',
      { reason: 'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s' },
      {},
    ],
    [
      'agent-fault',
      'Essential container in task exited',
      { exitCode: 0, reason: 'CannotInspectContainerError: Could not transition to inspecting' },
      {},
    ],
    ['terminated', 'closed for the night', { exitCode: 137 }, { job: { isTerminated: true } }],
    ['agent-fault', '', {}, {}],
  ])('explains %s: %j', (verdict, statusReason, container, more) => {
    const result = explain(statusReason, container, more)
    expect(result).toMatchObject({
      failure: { verdict, evidence: expect.stringContaining(statusReason), advice: expect.stringMatching(/\.$/) },
    })
  })

  test('leaves a failure of the pipe to its log', () => {
    const result = explain('Essential container in task exited', { exitCode: 40 })
    expect(result).toMatchObject({ exitCode: 40 })
    expect(result).not.toHaveProperty('failure')
  })

  test('distinguishes a termination by this action from others', () => {
    expect(explain('our reason', { exitCode: 137 }, { job: { isTerminated: true } })).toMatchObject({
      failure: { evidence: expect.stringContaining('This action terminated the job') },
    })
    expect(explain('x', { exitCode: 137 }, { job: { isTerminated: true } })).toMatchObject({
      failure: { evidence: expect.stringContaining('The job was terminated, and not by this action: x') },
    })
  })

  test('lists several attempts', () => {
    const attempts = [
      createAttempt({}, 'Host EC2 (instance i-1) terminated.'),
      createAttempt({ exitCode: 1 }, 'Your Spot Task was interrupted.'),
    ]
    expect(explain('Your Spot Task was interrupted.', {}, { job: { attempts } })).toMatchObject({
      failure: {
        evidence: expect.stringMatching(
          /\nattempt 1: Host EC2 .*\nattempt 2: Your Spot Task was interrupted\. \(exit code 1\)$/,
        ),
      },
    })
  })
})

describe('a hostile reason of AWS in the report of a failed job', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true })
  const [failed] = states['pipe-error'] ?? []

  /** The summary and the comment of a job that failed for this reason. */
  function renderReason(reason: string): readonly string[] {
    const job = parse(createEndedJob('FAILED', { exitCode: undefined, reason }, reason, { attempts: [] }))
    const { failure } = createJobResult(job, context)
    if (failed === undefined || failure === undefined) throw new Error('no failure')
    const report = { ...failed, failure }
    return [renderSummary([report]), renderComment([report])]
  }
  const getStructure = (text: string) =>
    markdown
      .parse(text, {})
      .flatMap(({ type, tag, children }) => [`${type} ${tag}`, ...(children ?? []).map((child) => child.type)])
      .filter((type) => type !== 'text' && type !== 'text_special')

  test.each([
    '</details><img src=x onerror=alert(1)>',
    '[click](https://evil.example) https://evil.example',
    '@octo-org/admins fixes #12',
    '::error::x ::stop-commands::y ##[error]z',
    '`` ``` <!-- | \\ **b** $x$ :tada:',
    '\u001b[31mred \u202e\u0000',
  ])('%j stays text in the summary and the comment', (reason) => {
    const [plain, hostile] = [renderReason('plain'), renderReason(reason)]
    expect(hostile.map(getStructure)).toStrictEqual(plain.map(getStructure))
    for (const text of hostile) {
      for (const mark of ['\u001b', '\u202e', '\u0000']) expect(text).not.toContain(mark)
      expect(text).not.toMatch(/(?:^|[^\\\w])@octo/)
    }
  })

  test('of 100 KB is cut', () => {
    const [summary = '', comment = ''] = renderReason(`CannotStart ${'x|'.repeat(50_000)}`)
    expect(summary.length).toBeLessThan(30_000)
    expect(comment.length).toBeLessThan(30_000)
  })
})
