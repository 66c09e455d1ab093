import { describe, expect, test } from 'vitest'
import type { BatchClients } from '../../../src/backends/batch/clients.ts'
import { readComputeEnvironments, readQueue } from '../../../src/backends/batch/queue.ts'
import { parseQueues } from '../../../src/backends/batch/responses.ts'
import {
  type Answer,
  createFastClock,
  healthyEnvironment,
  healthyQueue,
  Page,
  startBatchWire,
} from '../../testbed/batch-wire.ts'
import { task } from './fixtures.ts'
import { checkCase, createEnvironment, type PreflightCase } from './preflight-helpers.ts'

const never = new AbortController().signal

describe('a problem of the queue', () => {
  const cases: readonly (readonly [string, PreflightCase, string])[] = [
    ['a queue that does not exist', { queue: undefined }, 'job-queue: there is no queue nightly in us-east-1'],
    [
      'a queue in another region',
      { queue: undefined, settings: { queue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/q' } },
      'is in eu-west-1, and the step works in us-east-1',
    ],
    ['a disabled queue', { queue: { state: 'DISABLED' } }, 'job-queue: nightly is DISABLED'],
    [
      'an invalid queue',
      { queue: { status: 'INVALID', statusReason: 'no hosts' } },
      'job-queue: nightly is INVALID (no hosts)',
    ],
    [
      'a disabled environment',
      { environments: [{ ...healthyEnvironment, state: 'DISABLED' }] },
      'compute environment hosts is DISABLED',
    ],
    [
      'an invalid environment',
      { environments: [{ ...healthyEnvironment, status: 'INVALID' }] },
      'compute environment hosts is INVALID',
    ],
    ['an environment on EKS', { environments: [{ ...healthyEnvironment, eksConfiguration: {} }] }, 'is on EKS'],
    [
      'an image for amd64 on arm64 hosts',
      { environments: [createEnvironment('m7g.large', 'c7gn', 'a1')] },
      'image: it is for amd64, and the queue’s instances (m7g.large',
    ],
    [
      'an image for arm64 on other hosts',
      {
        environments: [createEnvironment('optimal', 'g5.xlarge')],
        task: { image: { ...task.image, architecture: 'arm64' } },
      },
      'image: it is for arm64',
    ],
    [
      'too many vCPUs',
      { task: { vcpus: 65 } },
      'vcpus: got 65. No compute environment of the queue has as many. The largest allows 64.',
    ],
    [
      'a share identifier for a queue without a scheduling policy',
      { settings: { shareIdentifier: 'team' } },
      'share-identifier: got "team". nightly has no scheduling policy',
    ],
    [
      'no share identifier for a queue with a scheduling policy',
      { queue: { schedulingPolicyArn: 'arn:x' } },
      'share-identifier: nothing given. nightly has a scheduling policy',
    ],
  ]

  test.each(cases)('is %s', async (_, preflightCase, words) => {
    const { problems } = await checkCase(preflightCase)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(words)
  })
})

describe('an unreadable response says nothing about', () => {
  const queues = parseQueues({ jobQueues: [healthyQueue] })
  const reads = [
    [
      'a queue',
      async (clients) => (await readQueue(clients, 'nightly', never))?.jobQueueName,
      'nightly',
      [{ jobQueues: null }, { jobQueues: [null] }],
    ],
    [
      'compute environments',
      async (clients) =>
        await Promise.all(queues.map(async (queue) => await readComputeEnvironments(clients, queue, never))),
      [{ environments: [expect.objectContaining({ computeEnvironmentName: 'hosts' })] }],
      [{ computeEnvironments: 'x' }, { computeEnvironments: [null] }],
    ],
  ] as const satisfies readonly (readonly [
    string,
    (clients: BatchClients) => Promise<unknown>,
    unknown,
    readonly Answer[],
  ])[]

  test.each(reads)('%s, so that the call is repeated', async (_, read, result, unreadable) => {
    const answers = [{}, new Page(), ...unreadable]
    const options = { limits: { maxAttempts: 5 }, clock: createFastClock() }
    await using wire = await startBatchWire((_call, times) => answers[times - 1], options)
    expect(await read(wire.clients)).toEqual(result)
    expect(wire.calls).toHaveLength(5)
  })

  test.each(reads)('%s, and the step does not go on without one', async (_, read) => {
    const options = { limits: { maxAttempts: 3 }, clock: createFastClock() }
    await using wire = await startBatchWire(() => ({}), options)
    await expect(read(wire.clients)).rejects.toMatchObject({
      verdict: 'remote-unreachable',
      message: expect.stringContaining('the response has no list'),
    })
  })
})
