import { describe, expect, test } from 'vitest'
import { isTransientFailure, JobPoller } from '../../../src/backends/batch/job-poller.ts'
import { Failure } from '../../../src/errors.ts'
import { createFastClock, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
import { createEndedJob, createEvent, follow, never, runningJob } from './follow-helpers.ts'

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

test('JobPoller returns jobs without their variables, which followers would hold', async () => {
  const container = { exitCode: 0, environment: [{ name: 'DAY', value: '2026-01-05' }] }
  await using wire = await startBatchWire(({ name, body }) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    return { jobs: body['jobs'].map((jobId) => ({ jobId, status: 'SUCCEEDED', container })) }
  })
  const job = await new JobPoller(wire.clients, createFastClock()).next('a', never)
  expect(job?.container).toMatchObject({ exitCode: 0, environment: [] })
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

describe('JobPoller of a job whose log announces its end', () => {
  const quietPolls = 25
  const edge = '===== Luigi Execution Summary ====='
  const closing = { events: [createEvent(`${edge}\n* 1 ran successfully:\n${edge}\n`)], nextForwardToken: 'f/closing' }

  test('polls at once and a few times more, and reads no more of the log than its end', async () => {
    const latePolls = 5
    const { result, order, lines, clock } = await follow({
      // Batch learns of the end of a container some seconds late.
      polls: [...Array.from({ length: quietPolls + latePolls }, () => runningJob), createEndedJob('SUCCEEDED')],
      log({ body: { nextToken = 'f/0' } }, _, polls) {
        const isNew = polls >= quietPolls && nextToken !== 'f/closing'
        return isNew ? closing : { events: [], nextForwardToken: nextToken }
      },
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(lines).toHaveLength(3)
    // The long pauses before the summary, and at most two that had begun when it was read.
    const longPauses = clock.slept.filter((ms) => ms === 36_000).length
    expect(longPauses).toBeGreaterThan(5)
    expect(longPauses).toBeLessThan(quietPolls - 17 + latePolls - 2)
    const reads = order.slice(order.lastIndexOf('describejobs') + 1)
    expect(reads.length).toBeLessThan(5)
  })

  test('is not hurried by a log that announces the end all the time', async () => {
    const polls = [...Array.from({ length: 100 }, () => runningJob), createEndedJob('SUCCEEDED')]
    const log = (call: number) => ({ ...closing, nextForwardToken: `f/${Math.floor(call / 2)}` })
    const { minutes, named } = await follow({ polls, log: (_, calls) => log(calls) })
    expect(named('describejobs')).toHaveLength(101)
    expect(minutes).toBeGreaterThan(30)
  })
})

describe('JobPoller of many jobs', () => {
  const ids = Array.from({ length: 250 }, (_, number) => `job-${number}`)

  test('asks only for the jobs whose end was announced, with one call', async () => {
    const asked: string[][] = []
    await using wire = await startBatchWire(({ name, body }) => {
      if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
      asked.push(body['jobs'].map(String))
      return { jobs: body['jobs'].map((jobId) => ({ jobId, status: asked.length > 3 ? 'SUCCEEDED' : 'RUNNING' })) }
    })
    const poller = new JobPoller(wire.clients, createFastClock())
    await Promise.all(ids.map((id) => poller.next(id, never)))
    expect(asked.map(({ length }) => length)).toStrictEqual([100, 100, 50])
    const leaving = new AbortController()
    const others = Promise.allSettled(ids.slice(30).map((id) => poller.next(id, leaving.signal)))
    const ended = ids.slice(0, 30).map((id) => {
      poller.announceEnd(id)
      return poller.next(id, never)
    })
    expect((await Promise.all(ended)).map((job) => job?.status)).toStrictEqual(ended.map(() => 'SUCCEEDED'))
    expect(asked[3]?.toSorted()).toStrictEqual(ids.slice(0, 30).toSorted())
    leaving.abort()
    await others
  })
})
