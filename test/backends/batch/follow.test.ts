import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isIdentityLost } from '../../../src/aws/role-credentials.ts'
import { Fault, Page, refused, throttled } from '../../testbed/batch-wire.ts'
import {
  createAttempt,
  createEndedJob,
  createEvent,
  createJob,
  follow,
  jobId,
  logStreamName,
  runningJob,
  startedAt,
} from './follow-helpers.ts'

describe('followJob', () => {
  test('reports the states and the log of a job that succeeds', async () => {
    const { result, reported, named } = await follow({
      polls: [
        createJob('SUBMITTED'),
        createJob('RUNNABLE'),
        createJob('STARTING'),
        runningJob,
        runningJob,
        createEndedJob('SUCCEEDED'),
      ],
      log: ({ body }) =>
        body['nextToken'] === undefined
          ? { events: [createEvent('one'), createEvent('  two\nthree\r\n')], nextForwardToken: 'f/1' }
          : { events: [], nextForwardToken: 'f/1' },
    })
    expect(result).toMatchObject({ exitCode: 0, outOfMemory: false, attempts: [{ exitCode: 0 }] })
    expect(result).not.toHaveProperty('failure')
    expect(reported.filter((line) => line.startsWith('|') || line.startsWith('#'))).toStrictEqual([
      '# 1',
      '| one',
      '|   two',
      '| three',
    ])
    expect(reported.filter((line) => line.startsWith('The job is'))).toStrictEqual([
      'The job is SUBMITTED.',
      expect.stringMatching(/^The job is RUNNABLE \(SUBMITTED for \d+ s\)\.$/),
      expect.stringMatching(/^The job is STARTING \(RUNNABLE for \d+ s\)\.$/),
      expect.stringMatching(/^The job is RUNNING \(STARTING for \d+ s\)\.$/),
      // Counted from the job's start, not from the poll that saw it.
      expect.stringMatching(/^The job is SUCCEEDED \(RUNNING for \d+ min \d+ s\)\.$/),
    ])
    expect(named('getlogevents')[0]?.body).toStrictEqual({
      logGroupName: '/aws/batch/job',
      logStreamName,
      startFromHead: true,
    })
  })

  test('continues while CloudWatch and Batch throttle', async () => {
    const { result, reported } = await follow({
      polls: [runningJob, ...Array.from({ length: 7 }, () => throttled), runningJob, createEndedJob('SUCCEEDED')],
      log: (_, calls) =>
        calls <= 12
          ? new Fault('ThrottlingException')
          : calls === 13
            ? { events: [createEvent('a')], nextForwardToken: 'f/1' }
            : { events: [], nextForwardToken: 'f/1' },
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(reported).toContain('| a')
  }, 30_000)

  test('is reported of now and then', async () => {
    const { reported } = await follow({
      polls: [...Array.from({ length: 30 }, () => runningJob), createEndedJob('SUCCEEDED')],
    })
    expect(
      reported.filter((line) => /^The job has been RUNNING for \d+ min \d+ s: https:\/\/console\/job-1$/.test(line))
        .length,
    ).toBeGreaterThan(0)
  })

  test('ends a job that runs longer than its timeout', async () => {
    const { result, named } = await follow({
      polls: [...Array.from({ length: 40 }, () => runningJob), createEndedJob('FAILED', { exitCode: 137 })],
      timeoutMs: 240_000,
    })
    expect(result).toMatchObject({ failure: { verdict: 'timeout' } })
    expect(named('terminatejob').length).toBeGreaterThan(0)
  })

  test('fails after five minutes of responses without the job, and does not end the job', async () => {
    const { result, minutes, named } = await follow({ polls: [runningJob, 'unknown'] })
    expect(result).toMatchObject({
      verdict: 'remote-unreachable',
      message: 'Batch has not described job job-1 for 5 minutes, so its state is unknown.',
    })
    expect(minutes).toBeGreaterThan(5)
    expect(minutes).toBeLessThan(7)
    expect(named('terminatejob')).toStrictEqual([])
  })

  test.each([
    ['a page of a proxy', new Page(), 8],
    ['a page of a proxy with status 403', new Page(403), 4],
    ['a refusal', refused, 4],
    ['a response without a list', new Page(200, '{}'), 8],
    ['a list of null', new Page(200, '{"jobs":[null]}'), 8],
    ['a job without an id or a state', new Page(200, '{"jobs":[{"startedAt":1e300}]}'), 8],
    ['no job', 'unknown', 12],
  ] as const)('looks again after %s, because that says nothing about the job', async (_, answer, times) => {
    const { result, named } = await follow({
      polls: [runningJob, ...Array.from({ length: times }, () => answer), runningJob, createEndedJob('SUCCEEDED')],
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('reads a job whose fields have other types as far as it can', async () => {
    const odd = {
      ...{ jobId: 'job-1', status: 'RUNNING', startedAt: 1e300, statusReason: 5, container: null },
      attempts: [null, 'x', { startedAt: -1, container: { exitCode: '0', logStreamName: {} } }],
    }
    const ended = { ...odd, status: 'FAILED', stoppedAt: Number.MAX_VALUE }
    const { result, named } = await follow({
      polls: [new Page(200, JSON.stringify({ jobs: [null, odd] })), new Page(200, JSON.stringify({ jobs: [ended] }))],
    })
    expect(result).toMatchObject({
      exitCode: undefined,
      attempts: [{ startedAt: undefined, stoppedAt: undefined }],
      failure: { verdict: 'agent-fault', evidence: 'The job failed, and AWS reports no reason.' },
    })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('never ends a job, nor throws an internal error, for any response of Batch', async () => {
    const job = fc.record(
      {
        jobId: fc.constantFrom(jobId, 'other'),
        status: fc.oneof(fc.constantFrom('RUNNING', 'SUBMITTED', 'FAILED', 'SUCCEEDED'), fc.jsonValue()),
        startedAt: fc.oneof(fc.double(), fc.jsonValue()),
        container: fc.oneof(
          fc.record({ environment: fc.jsonValue(), logConfiguration: fc.jsonValue() }),
          fc.jsonValue(),
        ),
        attempts: fc.jsonValue(),
        jobName: fc.jsonValue(),
      },
      { requiredKeys: ['jobId'] },
    )
    const response = fc.oneof(fc.record({ jobs: fc.array(fc.oneof(job, fc.jsonValue())) }), fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(fc.array(response, { maxLength: 4 }), fc.jsonValue(), async (responses, log) => {
        const { result, named } = await follow({
          polls: [...responses.map((each) => new Page(200, JSON.stringify(each))), createEndedJob('SUCCEEDED')],
          log: () => new Page(200, JSON.stringify({ events: log, nextForwardToken: 'f/1' })),
        })
        expect(result).not.toBeInstanceOf(Error)
        expect(named('terminatejob')).toStrictEqual([])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  test.each([
    ['three hours forward', 3 * 3_600_000],
    ['five minutes back', -5 * 60_000],
  ])('ignores a time of day that is set %s', async (_, ms) => {
    const polls = [...Array.from({ length: 12 }, () => runningJob), createEndedJob('SUCCEEDED')]
    const { result, named, minutes } = await follow({ polls, shiftDate: { atPoll: 3, ms }, timeoutMs: 3_600_000 })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
    expect(minutes).toBeLessThan(4)
  })

  test('names the permission when it may not describe the job for a minute, and does not end the job', async () => {
    const { result, named, minutes } = await follow({ polls: [refused] })
    expect(result).toMatchObject({
      verdict: 'access-denied',
      advice: expect.stringContaining('batch:DescribeJobs'),
    })
    expect(named('describejobs')).toHaveLength(6)
    expect(minutes).toBeGreaterThan(0.5)
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('fails when the credentials have expired', async () => {
    const { result } = await follow({
      polls: [runningJob, new Fault('ExpiredTokenException', 'The token is old', 403)],
    })
    expect(result).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('have expired') })
    expect(isIdentityLost(result)).toBe(true)
  })

  test('waits for a new job that Batch does not know yet', async () => {
    const unknown = Array.from({ length: 4 }, () => 'unknown' as const)
    expect(
      (await follow({ polls: [...unknown, createJob('SUBMITTED'), runningJob, createEndedJob('SUCCEEDED')] })).result,
    ).toMatchObject({
      exitCode: 0,
    })
  })

  test('rejects with the signal’s reason', async () => {
    const cancel = new AbortController()
    const { result } = await follow({
      polls: [runningJob],
      signal: cancel.signal,
      log: (_, calls) => {
        if (calls === 3) cancel.abort(new Error('SIGINT'))
        return undefined
      },
    })
    expect(result).toMatchObject({ message: 'SIGINT' })
  })
})

test('followJob of one of many jobs reads the rest of the log of a success only when it is needed', async () => {
  const reads: number[] = []
  const { result, lines } = await follow({
    polls: [createEndedJob('SUCCEEDED')],
    log: ({ body }) => ({
      events: body['nextToken'] === undefined ? [createEvent('last')] : [],
      nextForwardToken: 'f/1',
    }),
    defersLogs: true,
    use: async (early, wire) => {
      reads.push(wire.named('getlogevents').length)
      await early.readLog?.()
    },
  })
  expect(result).toMatchObject({ exitCode: 0 })
  // The two pages of the read that follows the poll: the log is not drained.
  expect(reads).toStrictEqual([2])
  expect(lines).toStrictEqual(['| last'])
})

describe('followJob of a job that ended long before', () => {
  const stoppedAt = startedAt - 3_600_000
  const end = (status: 'SUCCEEDED' | 'FAILED', exitCode: number) =>
    createEndedJob(status, { exitCode }, undefined, {
      attempts: [{ ...createAttempt({ exitCode }), startedAt: stoppedAt - 60_000, stoppedAt }],
    })
  const log = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) =>
    body['nextToken'] === undefined
      ? { events: [createEvent('one')], nextForwardToken: 'f/1' }
      : { events: [], nextForwardToken: 'f/1' }

  test.each([
    ['a failure', end('FAILED', 74), true],
    ['a success among few jobs', end('SUCCEEDED', 0), false],
  ])('reads the log once, without waiting for more lines, of %s', async (_, job, defersLogs) => {
    const { result, reported, named } = await follow({ polls: [job], log, defersLogs })
    expect(result).not.toHaveProperty('readLog')
    expect(reported).toContain('| one')
    expect(named('getlogevents')).toHaveLength(2)
  })

  test('leaves out the log of a success among many jobs, until it is needed', async () => {
    const reads: number[] = []
    const { result, reported, named } = await follow({
      polls: [end('SUCCEEDED', 0)],
      log,
      defersLogs: true,
      use: async (early, wire) => {
        reads.push(wire.named('getlogevents').length)
        await early.readLog?.()
      },
    })
    expect(reads).toStrictEqual([0])
    expect(result).toMatchObject({ exitCode: 0 })
    expect(reported).toContain('| one')
    expect(named('getlogevents')).toHaveLength(2)
  })
})
