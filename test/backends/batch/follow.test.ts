import { describe, expect, test } from 'vitest'
import { isIdentityLost } from '../../../src/aws/role-credentials.ts'
import { Fault, refused, throttled } from '../../testbed/batch-wire.ts'
import { createEndedJob, createEvent, createJob, follow, logStreamName, runningJob } from './follow-helpers.ts'

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
      expect.stringMatching(/^The job is SUCCEEDED \(RUNNING for 2 min \d+ s\)\.$/),
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

  test('fails for a job that Batch does not know', async () => {
    const { result } = await follow({ polls: ['unknown'] })
    expect(result).toMatchObject({ verdict: 'invalid-input', message: 'Batch does not know job job-1.' })
  })

  test('names the permission when it may not describe the job', async () => {
    expect((await follow({ polls: [refused] })).result).toMatchObject({
      verdict: 'access-denied',
      advice: expect.stringContaining('batch:DescribeJobs'),
    })
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
