import { describe, expect, test } from 'vitest'
import { isTransientFailure, JobPoller } from '../../../src/backends/batch/job-poller.ts'
import { Failure } from '../../../src/errors.ts'
import { createFastClock, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
import { createEndedJob, follow, never, runningJob } from './follow-helpers.ts'

test('JobPoller polls jobs that change all the time no more often than a call per second', async () => {
  const ids = Array.from({ length: 1000 }, (_, number) => `job-${number}`)
  const clock = createFastClock()
  await using wire = await startBatchWire(({ name, body }, calls) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    return { jobs: body['jobs'].map((jobId) => ({ jobId, status: calls % 20 < 10 ? 'RUNNABLE' : 'RUNNING' })) }
  })
  const poller = new JobPoller(wire.clients, clock)
  for (let poll = 0; poll < 3; poll += 1) await Promise.all(ids.map((id) => poller.next(id, never)))
  expect(clock.slept).toStrictEqual([1_000, 10_000, 10_000])
})

test('JobPoller polls a thousand jobs with ten calls', async () => {
  const ids = Array.from({ length: 1000 }, (_, number) => `job-${number}`)
  await using wire = await startBatchWire(({ name, body }) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    return { jobs: body['jobs'].map((jobId) => ({ jobId, jobName: 'orders', jobQueue: 'q', status: 'RUNNING' })) }
  })
  const poller = new JobPoller(wire.clients, createFastClock())
  const details = await Promise.all(ids.map((id) => poller.next(id, never)))
  expect(details.map((job) => job?.jobId)).toStrictEqual(ids)
  expect(wire.named('describejobs')).toHaveLength(10)
})

test('JobPoller rejects with the signal’s reason, and polls on for the others', async () => {
  const cancel = new AbortController()
  await using wire = await startBatchWire(({ name, body }) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    cancel.abort(new Error('SIGINT'))
    return { jobs: body['jobs'].map((jobId) => ({ jobId, jobName: 'orders', jobQueue: 'q', status: 'RUNNING' })) }
  })
  const poller = new JobPoller(wire.clients, createFastClock())
  const [first, second] = await Promise.allSettled([poller.next('a', cancel.signal), poller.next('b', never)])
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'SIGINT' } })
  expect(second).toMatchObject({ status: 'fulfilled', value: { jobId: 'b' } })
})

test.each([
  [new Failure('throttled', 'a', 'b'), true],
  [new Failure('remote-unreachable', 'a', 'b'), true],
  [new Failure('access-denied', 'a', 'b'), false],
  [new Error('socket hang up'), false],
])('isTransientFailure: %s', (error, isTransient) => {
  expect(isTransientFailure(error)).toBe(isTransient)
})

describe('JobPoller of a followed job', () => {
  test('polls less often the longer nothing changes', async () => {
    const polls = [...Array.from({ length: 40 }, () => runningJob), createEndedJob('SUCCEEDED')]
    const { named, minutes } = await follow({ polls })
    expect(named('describejobs')).toHaveLength(41)
    // 30 s apart by the end: 41 looks at a second's distance would be over at once.
    expect(minutes).toBeGreaterThan(10)
    expect(minutes).toBeLessThan(25)
  })

  test('fails when AWS throttles for more than ten minutes', async () => {
    const { result, named, clock, minutes } = await follow({ polls: [throttled] })
    expect(result).toBeInstanceOf(Failure)
    expect(result).toMatchObject({ verdict: 'throttled' })
    expect(named('describejobs')).toHaveLength(10)
    expect(Math.max(...clock.slept)).toBe(300_000)
    expect(minutes).toBeGreaterThan(10)
  })

  test('survives some minutes without a network', async () => {
    const { result, named } = await follow({
      polls: [runningJob, ...Array.from({ length: 8 }, () => 'cut' as const), runningJob, createEndedJob('SUCCEEDED')],
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })
})
