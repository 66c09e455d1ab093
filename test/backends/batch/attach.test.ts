import { describe, expect, test } from 'vitest'
import { findAttachableJobs } from '../../../src/backends/batch/attach.ts'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import {
  type Answer,
  createFastClock,
  healthyEnvironment,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { receipt } from './fixtures.ts'

const never = new AbortController().signal
const queueArn = 'arn:aws:batch:us-east-1:123456789012:job-queue/nightly'
const createJob = (jobId: string, more: object = {}) => ({
  jobId,
  jobName: 'orders',
  jobQueue: queueArn,
  jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/orders:7',
  status: 'RUNNING',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify(receipt) }] },
  ...more,
})

async function find(jobs: readonly object[], ids: readonly string[], others: Readonly<Record<string, Answer>> = {}) {
  await using wire = await startBatchWire(({ name }) => (name === 'describejobs' ? { jobs } : others[name]))
  const found = findAttachableJobs(wire.clients, new ConsoleLinks('aws', 'us-east-1'), ids, {
    clock: createFastClock(),
    signal: never,
  })
  return await found.catch((error: unknown) => error)
}

const createEnvironments = (...types: readonly string[]) => ({
  describecomputeenvironments: {
    computeEnvironments: types.map((type) => ({ ...healthyEnvironment, computeResources: { type } })),
  },
})

describe('findAttachableJobs', () => {
  test('returns the jobs in the order of the ids', async () => {
    expect(await find([createJob('b'), createJob('a')], ['a', 'b'])).toMatchObject({
      jobs: [
        { job: { id: 'a', name: 'orders', definition: 'orders:7', queue: 'nightly' }, receipt },
        { job: { id: 'b' }, receipt },
      ],
    })
  })

  test('survives three minutes of throttling', async () => {
    const clock = createFastClock()
    const startMs = clock.now()
    await using wire = await startBatchWire(
      ({ name }) => {
        if (name !== 'describejobs') return undefined
        return clock.now() - startMs < 180_000 ? throttled : { jobs: [createJob('a')] }
      },
      { limits: {}, clock },
    )
    const links = new ConsoleLinks('aws', 'us-east-1')
    expect(await findAttachableJobs(wire.clients, links, ['a'], { clock, signal: never })).toMatchObject({
      jobs: [{ job: { id: 'a' } }],
    })
  })

  test('looks again for a job that DescribeJobs omits for a moment', async () => {
    const clock = createFastClock()
    await using wire = await startBatchWire(({ name }, calls) =>
      name === 'describejobs' ? { jobs: calls > 3 ? [createJob('a')] : [] } : undefined,
    )
    const links = new ConsoleLinks('aws', 'us-east-1')
    expect(await findAttachableJobs(wire.clients, links, ['a'], { clock, signal: never })).toMatchObject({
      jobs: [{ job: { id: 'a' } }],
    })
  })

  test('names all unknown and foreign jobs in one Failure', async () => {
    expect(await find([createJob('a', { container: {} })], ['a', 'b'])).toMatchObject({
      verdict: 'invalid-input',
      message:
        'attach-job-ids: a (orders) was not submitted by this action, so its output bundle is unknown.\nattach-job-ids: b is not known in us-east-1: it is in another region or account, or it ended days ago.',
    })
  })

  test.each([
    ['SPOT', ['SPOT'], true],
    ['Fargate spot', ['FARGATE_SPOT'], true],
    ['spot and on-demand', ['SPOT', 'EC2'], false],
    ['no', [], false],
  ])('recognizes a queue with %s environments', async (_, types, isSpot) => {
    expect(await find([createJob('a')], ['a'], createEnvironments(...types))).toMatchObject({ isSpot })
  })

  test('assumes on-demand capacity when it may not describe the queue', async () => {
    expect(await find([createJob('a')], ['a'], { describejobqueues: refused })).toMatchObject({ isSpot: false })
  })
})
