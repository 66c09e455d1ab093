import type { JobDetail } from '@aws-sdk/client-batch'
import { describe, expect, test } from 'vitest'
import { explainStatusReason } from '../../../src/backends/batch/queue-wait.ts'
import { refused, throttled } from '../../testbed/batch-wire.ts'
import { createEndedJob, createJob, follow, jobId, runningJob } from './follow-helpers.ts'

describe('explainStatusReason', () => {
  test.each([
    [
      'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - x',
      'AWS has no free instances of the types that the queue uses (CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - x)',
    ],
    ['something new', 'something new'],
  ])('%s', (reason, explanation) => {
    expect(explainStatusReason(reason)).toBe(explanation)
  })
})

describe('QueueWait of a followed job', () => {
  const createWaitingJob = (reason: string) =>
    createJob('RUNNABLE', { statusReason: reason, jobArn: 'arn:aws:batch:us-east-1:1:job/job-1' })
  const waitThenSucceed = (job: JobDetail, polls: number) => [
    ...Array.from({ length: polls }, () => job),
    createEndedJob('SUCCEEDED'),
  ]

  test('reports the place and the reason when they change', async () => {
    const { reported, named } = await follow({
      polls: waitThenSucceed(createWaitingJob('CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - try later'), 12),
      others: ({ name }) =>
        name === 'getjobqueuesnapshot'
          ? { frontOfQueue: { jobs: [{ jobArn: 'other' }, { jobArn: 'arn:aws:batch:us-east-1:1:job/job-1' }] } }
          : undefined,
    })
    const waits = reported.filter((line) => line.startsWith('The job waits'))
    expect(waits[0]).toContain('it is number 2 in the queue; AWS has no free instances')
    expect(named('getjobqueuesnapshot').length).toBeLessThan(8)
  })

  test('asks for the place once when it may not', async () => {
    const { reported, named } = await follow({
      polls: waitThenSucceed(createJob('RUNNABLE'), 20),
      others: ({ name }) => (name === 'getjobqueuesnapshot' ? refused : undefined),
    })
    expect(reported.filter((line) => line.startsWith('The job waits'))).toStrictEqual([])
    expect(named('getjobqueuesnapshot')).toHaveLength(1)
  })

  test('ends a job that waits too long, and keeps the reason', async () => {
    const waits = createWaitingJob('UNDETERMINED')
    let isEnded = false
    const { result, named } = await follow({
      polls: [
        ...Array.from({ length: 60 }, () => waits),
        createEndedJob('FAILED', { exitCode: undefined }, 'disdat/run-action: …'),
      ],
      queueTimeoutMs: 600_000,
      others: ({ name }) => {
        isEnded ||= name === 'terminatejob'
        return undefined
      },
    })
    expect(isEnded).toBe(true)
    expect(result).toMatchObject({
      failure: {
        verdict: 'queue-timeout',
        evidence: expect.stringMatching(/waited 1\d min .*AWS cannot determine why \(UNDETERMINED\)/),
      },
    })
    expect(named('terminatejob')[0]?.body).toMatchObject({ jobId, reason: expect.stringContaining('UNDETERMINED') })
  })

  test.each([
    ['MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE', 'maximum vCPUs'],
    ['MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', 'requests more vCPUs'],
    ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'service role lacks permissions'],
  ])('ends a job as unschedulable after a grace period: %s', async (code, words) => {
    const { result, minutes } = await follow({
      polls: [
        ...Array.from({ length: 50 }, () => createWaitingJob(`${code} - …`)),
        createEndedJob('FAILED', { exitCode: undefined }),
      ],
    })
    expect(result).toMatchObject({ failure: { verdict: 'unschedulable', evidence: expect.stringContaining(words) } })
    expect(minutes).toBeGreaterThan(13)
  })

  test('does not end a job whose misconfiguration passes within the grace period', async () => {
    const { result, named } = await follow({
      polls: [
        ...Array.from({ length: 20 }, () => createWaitingJob('MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT')),
        runningJob,
        createEndedJob('SUCCEEDED'),
      ],
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('does not end a job for a reason that AWS has withdrawn', async () => {
    const reason = createWaitingJob('MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT')
    const { result, named, minutes } = await follow({
      polls: [
        ...Array.from({ length: 18 }, () => reason),
        ...Array.from({ length: 40 }, () => createJob('RUNNABLE')),
        runningJob,
        createEndedJob('SUCCEEDED'),
      ],
    })
    expect(minutes).toBeGreaterThan(20)
    expect(result).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('ends a job that waits too long, even if AWS throttles at first', async () => {
    const { result, named } = await follow({
      polls: [
        ...Array.from({ length: 30 }, () => createWaitingJob('UNDETERMINED')),
        createEndedJob('FAILED', { exitCode: undefined }, 'disdat/run-action: …'),
      ],
      queueTimeoutMs: 120_000,
      others: ({ name }, calls) => (name === 'terminatejob' && calls < 3 ? throttled : undefined),
    })
    expect(named('terminatejob').length).toBeGreaterThan(2)
    expect(result).toMatchObject({ failure: { verdict: 'queue-timeout' } })
  })

  test('names the permission when it may not end the job', async () => {
    const { result } = await follow({
      polls: [createWaitingJob('UNDETERMINED')],
      queueTimeoutMs: 1,
      others: ({ name }) => (name === 'terminatejob' ? refused : undefined),
    })
    expect(result).toMatchObject({ verdict: 'access-denied', advice: expect.stringContaining('batch:TerminateJob') })
  })

  test('counts the time before the job is in the queue', async () => {
    const { result } = await follow({
      polls: [
        ...Array.from({ length: 30 }, () => createJob('SUBMITTED')),
        createEndedJob('FAILED', { exitCode: undefined }),
      ],
      queueTimeoutMs: 60_000,
    })
    expect(result).toMatchObject({
      failure: { verdict: 'queue-timeout', evidence: expect.stringContaining('AWS gives no reason') },
    })
  })

  test('does not count the wait for other jobs', async () => {
    const { result, named } = await follow({
      polls: [...Array.from({ length: 60 }, () => createJob('PENDING')), runningJob, createEndedJob('SUCCEEDED')],
      queueTimeoutMs: 60_000,
    })
    expect(named('terminatejob')).toStrictEqual([])
    expect(result).toMatchObject({ exitCode: 0 })
    expect(result).not.toHaveProperty('failure')
  })
})
