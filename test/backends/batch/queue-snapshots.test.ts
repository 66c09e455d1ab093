import { expect, test } from 'vitest'
import { QueueSnapshots } from '../../../src/backends/batch/queue-snapshots.ts'
import { createFastClock, refused, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
import { createJob, parse } from './follow-helpers.ts'

const create = (jobId: string, jobQueue = 'nightly') =>
  parse(createJob('RUNNABLE', { jobId, jobQueue, jobArn: `arn:aws:batch:us-east-1:1:job/${jobId}` }))

test('QueueSnapshots looks at a queue once a minute for all of its jobs', async () => {
  const clock = createFastClock()
  await using wire = await startBatchWire(
    ({ name }) =>
      name === 'getjobqueuesnapshot'
        ? { frontOfQueue: { jobs: [{ jobArn: 'other' }, { jobArn: 'arn:aws:batch:us-east-1:1:job/job-1' }] } }
        : undefined,
    { clock },
  )
  const snapshots = new QueueSnapshots(wire.clients, clock)
  const places = await Promise.all(['job-1', 'job-2'].map((id) => snapshots.describePlace(create(id))))
  expect(places).toEqual(['it is number 2 in the queue', undefined])
  expect(wire.calls).toHaveLength(1)
  await snapshots.describePlace(create('job-1', 'weekly'))
  await clock.sleep(59_000)
  await snapshots.describePlace(create('job-1'))
  expect(wire.calls).toHaveLength(2)
  await clock.sleep(2_000)
  await snapshots.describePlace(create('job-1'))
  expect(wire.calls).toHaveLength(3)
})

test('QueueSnapshots knows that a job is behind a hundred others, and nothing without permission', async () => {
  const clock = createFastClock()
  const jobs = Array.from({ length: 100 }, (_, index) => ({ jobArn: `arn:other-${index}` }))
  await using wire = await startBatchWire(
    ({ body }) => (body['jobQueue'] === 'secret' ? refused : { frontOfQueue: { jobs } }),
    { clock },
  )
  const snapshots = new QueueSnapshots(wire.clients, clock)
  expect(await snapshots.describePlace(create('job-1'))).toBe('it is not among the first 100 in the queue')
  expect(await snapshots.describePlace(create('job-1', 'secret'))).toBeUndefined()
  await clock.sleep(120_000)
  expect(await snapshots.describePlace(create('job-1', 'secret'))).toBeUndefined()
  expect(wire.calls).toHaveLength(2)
})

test('QueueSnapshots looks again a minute after an error that passes', async () => {
  const clock = createFastClock()
  const jobs = [{ jobArn: 'arn:aws:batch:us-east-1:1:job/job-1' }]
  await using wire = await startBatchWire((_, times) => (times === 1 ? throttled : { frontOfQueue: { jobs } }), {
    clock,
  })
  const snapshots = new QueueSnapshots(wire.clients, clock)
  expect(await snapshots.describePlace(create('job-1'))).toBeUndefined()
  await clock.sleep(61_000)
  expect(await snapshots.describePlace(create('job-1'))).toBe('it is number 1 in the queue')
})
