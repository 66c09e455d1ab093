import { describe, expect, test } from 'vitest'
import { checkTask } from '../../../src/backends/batch/preflight.ts'
import type { BatchSettings } from '../../../src/backends/batch/settings.ts'
import type { FixedSettings } from '../../../src/backends/batch/task-problems.ts'
import { Failure } from '../../../src/errors.ts'
import {
  type Answer,
  healthyEnvironment,
  healthyQueue,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { origin, settings, task } from './fixtures.ts'

const never = new AbortController().signal

interface Given {
  readonly queue?: object | undefined
  readonly environments?: readonly object[]
  readonly settings?: Partial<BatchSettings>
  readonly task?: Partial<typeof task>
  readonly fixed?: Partial<FixedSettings>
  readonly answers?: Readonly<Record<string, Answer>>
}

/** A definition of the user's own that asks for nothing special. */
const own: FixedSettings = {
  name: 'd:1',
  hasJobRole: true,
  platforms: ['EC2'],
  resources: { vcpus: 8, memoryMib: 16_384, gpus: undefined },
  tagCount: 0,
}

async function checked(given: Given) {
  const environments = given.environments ?? [healthyEnvironment]
  const answers: Record<string, Answer> = {
    describejobqueues: {
      jobQueues: 'queue' in given && given.queue === undefined ? [] : [{ ...healthyQueue, ...given.queue }],
    },
    describecomputeenvironments: { computeEnvironments: environments },
    ...given.answers,
  }
  await using wire = await startBatchWire(({ name }) => answers[name])
  const what = {
    task: { ...task, ...given.task },
    settings: { ...settings, ...given.settings },
    origin,
    fixed: given.fixed && { ...own, ...given.fixed },
  }
  const result = await checkTask(wire.clients, what, never)
  expect(wire.calls.map(({ name }) => name).filter((name) => !name.startsWith('describe'))).toStrictEqual([])
  return result
}

const withTypes = (...instanceTypes: readonly string[]) => ({
  ...healthyEnvironment,
  computeResources: { type: 'EC2', maxvCpus: 64, instanceTypes },
})
const fargate = { ...healthyEnvironment, computeResources: { type: 'FARGATE', maxvCpus: 64 } }
const executionRoleArn = 'arn:aws:iam::123456789012:role/exec'

describe('a queue and a task that fit', () => {
  test('have no faults', async () => {
    expect(await checked({})).toStrictEqual({
      queue: healthyQueue.jobQueueArn,
      platform: { kind: 'EC2', resources: { vcpus: 2, memoryMib: 4096, gpus: undefined } },
      isSpot: false,
      faults: [],
      notices: [],
    })
  })

  test('on Fargate get the nearest size, and are told', async () => {
    const result = await checked({
      environments: [fargate],
      settings: { executionRoleArn },
      task: { vcpus: 1.5, memoryMib: 3000 },
    })
    expect(result).toMatchObject({
      platform: { kind: 'FARGATE', resources: { vcpus: 2, memoryMib: 4096 } },
      faults: [],
    })
    expect(result.notices).toStrictEqual(['The job gets 2 vCPU and 4096 MiB, the nearest size that Fargate has.'])
  })

  test('that ask for nothing get what is usual, and are told', async () => {
    const nothing = { vcpus: undefined, memoryMib: undefined }
    expect((await checked({ task: nothing })).notices).toStrictEqual(['The job gets 1 vCPU and 2048 MiB.'])
    const there = await checked({ environments: [fargate], settings: { executionRoleArn }, task: nothing })
    expect(there.platform.resources).toMatchObject({ vcpus: 1, memoryMib: 2048 })
  })

  test('on spot capacity are told of attempts', async () => {
    const spot = { ...healthyEnvironment, computeResources: { type: 'SPOT', maxvCpus: 64 } }
    expect(await checked({ environments: [spot] })).toMatchObject({
      isSpot: true,
      notices: [expect.stringContaining('`attempts`')],
    })
    expect(await checked({ environments: [spot], settings: { attempts: 3 } })).toMatchObject({
      isSpot: true,
      notices: [],
    })
    expect(await checked({ environments: [spot, healthyEnvironment] })).toMatchObject({ isSpot: false })
  })

  test('on hosts of which some fit the image', async () => {
    expect(await checked({ environments: [withTypes('m7g.large', 'm7i.large')] })).toMatchObject({ faults: [] })
    const image = { ...task.image, architecture: undefined }
    expect(await checked({ environments: [withTypes('m7g.large')], task: { image } })).toMatchObject({ faults: [] })
  })

  test('may have environments that cannot be looked at', async () => {
    const result = await checked({ answers: { describecomputeenvironments: refused } })
    expect(result).toMatchObject({ faults: [], notices: [expect.stringContaining('could not be looked at')] })
  })

  test('on a definition of the user’s own get what it asks for, beside what the inputs do', async () => {
    const nothing = { vcpus: undefined, memoryMib: undefined }
    const result = await checked({ fixed: {}, task: { ...nothing, vcpus: 4 } })
    expect(result).toMatchObject({ platform: { resources: { vcpus: 4, memoryMib: 16_384 } }, notices: [] })
    expect((await checked({ fixed: {}, task: nothing })).notices).toStrictEqual([])
    const odd = { ...nothing, gpus: undefined }
    expect((await checked({ fixed: { resources: odd }, task: nothing })).notices).toStrictEqual([])
  })

  test('may have some environments that are ill, which are told', async () => {
    const off = { ...healthyEnvironment, computeEnvironmentName: 'old', state: 'DISABLED' }
    expect(await checked({ environments: [off, healthyEnvironment] })).toMatchObject({
      faults: [],
      notices: [expect.stringContaining('environment old is DISABLED')],
    })
  })

  test('may give variables without a value, which Batch may leave out', async () => {
    const env = new Map([
      ['EMPTY', ''],
      ['FULL', '1'],
    ])
    expect((await checked({ task: { env } })).notices).toStrictEqual([expect.stringMatching(/may not see EMPTY\.$/)])
  })

  test('may be of a definition whose queue cannot be looked into', async () => {
    const answers = { describecomputeenvironments: refused }
    expect(await checked({ answers, fixed: { platforms: ['FARGATE'] } })).toMatchObject({ faults: [] })
  })

  test.each([['m5.large'], ['m5'], ['optimal'], ['default_x86_64'], ['m2.4xlarge'], ['c5n.large'], ['x2idn.metal']])(
    'may have a host of type %s',
    async (type) => {
      const task = { vcpus: 2, memoryMib: type.startsWith('c') ? 5376 : 8192 }
      expect(await checked({ environments: [withTypes(type)], task })).toMatchObject({ faults: [] })
    },
  )

  test('are not judged by instances where one environment does not tell its own', async () => {
    const task = { vcpus: 8, gpus: 1 }
    expect(await checked({ environments: [withTypes('m5.large'), healthyEnvironment], task })).toMatchObject({
      faults: [],
    })
  })

  test('for arm64 have hosts that AWS chooses, and by the platform that is meant of several', async () => {
    const arm = { ...task.image, architecture: 'arm64' }
    const types = withTypes('default_arm64')
    expect(await checked({ environments: [types], task: { image: arm } })).toMatchObject({ faults: [] })
    const several = { image: { ...arm, architecture: undefined }, platform: 'linux/amd64' }
    expect((await checked({ environments: [types], task: several })).problems).toHaveLength(1)
  })

  test('need no job role where credentials are handed over, or the definition has one', async () => {
    expect(await checked({ settings: { jobRoleArn: undefined, passesCredentials: true } })).toMatchObject({
      faults: [],
    })
    expect(await checked({ settings: { jobRoleArn: undefined }, fixed: {} })).toMatchObject({ faults: [] })
  })
})

describe('a fault is named', () => {
  const cases: readonly (readonly [string, Given, string])[] = [
    ['a queue that is not there', { queue: undefined }, 'job-queue: there is no queue nightly in us-east-1'],
    [
      'a queue of another region',
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
      'an image for x86 where all hosts are arm64',
      { environments: [withTypes('m7g.large', 'c7gn', 'a1')] },
      'image: it is for amd64, and the queue’s instances (m7g.large',
    ],
    [
      'an image for arm64 where no host is',
      { environments: [withTypes('optimal', 'g5.xlarge')], task: { image: { ...task.image, architecture: 'arm64' } } },
      'image: it is for arm64',
    ],
    [
      'too many vCPUs',
      { task: { vcpus: 65 } },
      'vcpus: no compute environment of the queue has 65; the largest may have 64.',
    ],
    [
      'more vCPUs than an instance has',
      { environments: [withTypes('m5.large', 'c5.xlarge')], task: { vcpus: 8 } },
      'vcpus: none of the queue’s instances (m5.large, c5.xlarge) has 8.',
    ],
    [
      'more memory than an instance has',
      { environments: [withTypes('m5.large', 'c5.xlarge')], task: { memoryMib: 8193 } },
      'memory-mib: none of the queue’s instances (m5.large, c5.xlarge) has 8193 MiB.',
    ],
    [
      'GPUs where no instance has any',
      { environments: [withTypes('optimal', 'm5')], task: { gpus: 1 } },
      'gpus: none of the queue’s instances (optimal, m5) has GPUs.',
    ],
    [
      'a definition for Fargate and a queue on EC2',
      { fixed: { platforms: ['FARGATE'] } },
      'job-definition: d:1 is for FARGATE, and the queue nightly is on EC2.',
    ],
    [
      'a definition for EC2 and a queue on Fargate',
      { environments: [fargate], fixed: { platforms: [], resources: { vcpus: 1, memoryMib: 2048, gpus: undefined } } },
      'job-definition: d:1 is for EC2, and the queue nightly is on FARGATE.',
    ],
    [
      'a size that Fargate has not',
      { environments: [fargate], settings: { executionRoleArn }, task: { vcpus: 17 } },
      'no Fargate size has 17 vCPU',
    ],
    [
      'memory that Fargate has not',
      { environments: [fargate], settings: { executionRoleArn }, task: { memoryMib: 130_000 } },
      'and 130000 MiB',
    ],
    [
      'GPUs on Fargate',
      { environments: [fargate], settings: { executionRoleArn }, task: { gpus: 1 } },
      'gpus: Fargate has none',
    ],
    [
      'shared memory on Fargate',
      { environments: [fargate], settings: { executionRoleArn }, task: { shmSizeMib: 64 } },
      'shm-size-mib: Fargate',
    ],
    ['no execution role on Fargate', { environments: [fargate] }, 'execution-role-arn: Fargate needs one'],
    ['no job role', { settings: { jobRoleArn: undefined } }, 'job-role-arn: the pipe needs a role'],
    [
      'a job role of another account',
      { settings: { jobRoleArn: 'arn:aws:iam::210987654321:role/disdat-job' } },
      'job-role-arn: arn:aws:iam::210987654321:role/disdat-job is of another account than the queue (123456789012)',
    ],
    [
      'an execution role of another account',
      { settings: { executionRoleArn: 'arn:aws:iam::210987654321:role/exec' } },
      'execution-role-arn: arn:aws:iam::210987654321:role/exec is of another account',
    ],
    [
      'a definition without a job role',
      { settings: { jobRoleArn: undefined }, fixed: { hasJobRole: false } },
      'job-role-arn: the pipe needs',
    ],
    [
      'a share where the queue has none',
      { settings: { shareIdentifier: 'team' } },
      'share-identifier: nightly has no scheduling policy',
    ],
    [
      'no share where the queue has some',
      { queue: { schedulingPolicyArn: 'arn:x' } },
      'share-identifier: nightly has a scheduling policy',
    ],
    [
      'a reserved name',
      { task: { env: new Map([['AWS_BATCH_X', '1']]) } },
      "env: AWS_BATCH_X: names that begin with AWS_BATCH are Batch's own.",
    ],
    ['an empty argument', { task: { argv: ['dsdt_docker', ''] } }, 'params: an empty value'],
    [
      'too many dependencies',
      { settings: { dependsOn: Array.from({ length: 21 }, (_, at) => `job-${at}`) } },
      'depends-on: a job waits for 20 others at most.',
    ],
    [
      'too many tags',
      { settings: { tags: new Map(Array.from({ length: 43 }, (_, at) => [`t${at}`, 'x'])) } },
      'job-tags: 42 at most',
    ],
    [
      'too many tags beside those of the definition',
      {
        settings: { tags: new Map(Array.from({ length: 5 }, (_, at) => [`t${at}`, 'x'])) },
        fixed: { tagCount: 40 },
      },
      'job-tags: 4 at most',
    ],
    [
      'too large a request with the credentials that come to it',
      { settings: { passesCredentials: true }, task: { argv: ['dsdt_docker', 'x'.repeat(28_500)] } },
      'bytes, and Batch takes 30720',
    ],
    ['too large a request', { task: { argv: ['dsdt_docker', 'x'.repeat(31_000)] } }, 'bytes, and Batch takes 30720'],
  ]

  test.each(cases)('%s', async (_, given, words) => {
    const { problems: faults } = await checked(given)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(words)
  })

  test('with all the others, in one go', async () => {
    const { problems: faults } = await checked({
      queue: { state: 'DISABLED' },
      environments: [{ ...fargate, state: 'DISABLED' }],
      settings: { jobRoleArn: undefined },
      task: { gpus: 1, env: new Map([['AWS_BATCH_X', '1']]) },
    })
    expect(faults.map((fault) => fault.split(':')[0])).toStrictEqual([
      'job-queue',
      'job-queue',
      'gpus',
      'job-role-arn',
      'execution-role-arn',
      'env',
    ])
  })
})

test.each([
  ['refuses', refused, 'access-denied'],
  ['throttles', throttled, 'throttled'],
])(
  'a Batch that %s to show the queue is a failure of its own',
  async (_, answer, verdict) => {
    const error = await checked({ answers: { describejobqueues: answer } }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ verdict })
  },
  30_000,
)
