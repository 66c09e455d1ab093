import { describe, expect, test } from 'vitest'
import type { JobSeed } from '../../../src/backends/backend.ts'
import { throwProblems } from '../../../src/backends/batch/preflight.ts'
import { Failure } from '../../../src/errors.ts'
import { healthyEnvironment, healthyQueue, refused, throttled } from '../../testbed/batch-wire.ts'
import { task } from './fixtures.ts'
import { checkCase, createEnvironment, executionRoleArn, fargateEnvironment } from './preflight-helpers.ts'

describe('checkTask of a task that fits the queue', () => {
  test('returns the queue and the platform, and no problems', async () => {
    expect(await checkCase({})).toStrictEqual({
      queue: healthyQueue.jobQueueArn,
      platform: { kind: 'EC2', resources: { vcpus: 2, memoryMib: 4096, gpus: undefined } },
      isSpot: false,
      problems: [],
      notices: [],
    })
  })

  test('returns the nearest size that Fargate has, with a notice', async () => {
    const result = await checkCase({
      environments: [fargateEnvironment],
      settings: { executionRoleArn },
      task: { vcpus: 1.5, memoryMib: 3000 },
    })
    expect(result).toMatchObject({
      platform: { kind: 'FARGATE', resources: { vcpus: 2, memoryMib: 4096 } },
      problems: [],
    })
    expect(result.notices).toStrictEqual(['The job gets 2 vCPU and 4096 MiB, the nearest size that Fargate has.'])
  })

  test('returns the default resources, with a notice', async () => {
    const unset = { vcpus: undefined, memoryMib: undefined }
    expect((await checkCase({ task: unset })).notices).toStrictEqual(['The job gets 1 vCPU and 2048 MiB.'])
    const onFargate = await checkCase({
      environments: [fargateEnvironment],
      settings: { executionRoleArn },
      task: unset,
    })
    expect(onFargate.platform.resources).toMatchObject({ vcpus: 1, memoryMib: 2048 })
  })

  test('advises attempts for spot capacity', async () => {
    const spot = { ...healthyEnvironment, computeResources: { type: 'SPOT', maxvCpus: 64 } }
    expect(await checkCase({ environments: [spot] })).toMatchObject({
      isSpot: true,
      notices: [expect.stringContaining('`attempts`')],
    })
    expect(await checkCase({ environments: [spot], settings: { attempts: 3 } })).toMatchObject({
      isSpot: true,
      notices: [],
    })
    expect(await checkCase({ environments: [spot, healthyEnvironment] })).toMatchObject({ isSpot: false })
  })

  test('accepts hosts of which some fit the image', async () => {
    expect(await checkCase({ environments: [createEnvironment('m7g.large', 'm7i.large')] })).toMatchObject({
      problems: [],
    })
    const image = { ...task.image, architecture: undefined }
    expect(await checkCase({ environments: [createEnvironment('m7g.large')], task: { image } })).toMatchObject({
      problems: [],
    })
  })

  test('returns a notice when it may not describe the environments', async () => {
    const result = await checkCase({ answers: { describecomputeenvironments: refused } })
    expect(result).toMatchObject({ problems: [], notices: [expect.stringContaining('could not be described')] })
  })

  test('takes resources that the inputs leave open from a user’s definition', async () => {
    const unset = { vcpus: undefined, memoryMib: undefined }
    const result = await checkCase({ fixed: {}, task: { ...unset, vcpus: 4 } })
    expect(result).toMatchObject({ platform: { resources: { vcpus: 4, memoryMib: 16_384 } }, notices: [] })
    expect((await checkCase({ fixed: {}, task: unset })).notices).toStrictEqual([])
    const withoutResources = { ...unset, gpus: undefined }
    expect((await checkCase({ fixed: { resources: withoutResources }, task: unset })).notices).toStrictEqual([])
  })

  test('returns a notice about one faulty environment of several', async () => {
    const off = { ...healthyEnvironment, computeEnvironmentName: 'old', state: 'DISABLED' }
    expect(await checkCase({ environments: [off, healthyEnvironment] })).toMatchObject({
      problems: [],
      notices: [expect.stringContaining('environment old is DISABLED')],
    })
  })

  test('returns a notice about empty variables', async () => {
    const env = new Map([
      ['EMPTY', ''],
      ['FULL', '1'],
    ])
    expect((await checkCase({ task: { env } })).notices).toStrictEqual([expect.stringMatching(/may not see EMPTY\.$/)])
  })

  test('accepts a user’s definition when it may not describe the environments', async () => {
    const answers = { describecomputeenvironments: refused }
    expect(await checkCase({ answers, fixed: { platforms: ['FARGATE'] } })).toMatchObject({ problems: [] })
  })

  test.each([['m5.large'], ['m5'], ['optimal'], ['default_x86_64'], ['m2.4xlarge'], ['c5n.large'], ['x2idn.metal']])(
    'accepts hosts of type %s',
    async (type) => {
      const task = { vcpus: 2, memoryMib: type.startsWith('c') ? 5376 : 8192 }
      expect(await checkCase({ environments: [createEnvironment(type)], task })).toMatchObject({ problems: [] })
    },
  )

  test('does not judge instance types when one environment does not name its own', async () => {
    const task = { vcpus: 8, gpus: 1 }
    expect(await checkCase({ environments: [createEnvironment('m5.large'), healthyEnvironment], task })).toMatchObject({
      problems: [],
    })
  })

  test('accepts default_arm64 for arm64, and not for a platform of amd64', async () => {
    const arm64 = { ...task.image, architecture: 'arm64' }
    const types = createEnvironment('default_arm64')
    expect(await checkCase({ environments: [types], task: { image: arm64 } })).toMatchObject({ problems: [] })
    const amd64 = { image: { ...arm64, architecture: undefined }, platform: 'linux/amd64' }
    expect((await checkCase({ environments: [types], task: amd64 })).problems).toHaveLength(1)
  })

  test('needs no job role with passed credentials or a definition that has one', async () => {
    expect(await checkCase({ settings: { jobRoleArn: undefined, passesCredentials: true } })).toMatchObject({
      problems: [],
    })
    expect(await checkCase({ settings: { jobRoleArn: undefined }, fixed: {} })).toMatchObject({ problems: [] })
  })
})

describe('checkTask of a task that does not fit the queue', () => {
  test('returns all problems together', async () => {
    const { problems } = await checkCase({
      queue: { state: 'DISABLED' },
      environments: [{ ...fargateEnvironment, state: 'DISABLED' }],
      settings: { jobRoleArn: undefined },
      task: { gpus: 1, env: new Map([['AWS_BATCH_X', '1']]) },
    })
    expect(problems.map((problem) => problem.split(':')[0])).toStrictEqual([
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
  'checkTask throws when Batch %s the description of the queue',
  async (_, answer, verdict) => {
    const error = await checkCase({ answers: { describejobqueues: answer } }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ verdict })
  },
  30_000,
)

describe('throwProblems', () => {
  test('throws one Failure with a line per problem', () => {
    expect(() => throwProblems(['a: x.', 'b: y.'])).toThrow('a: x.\nb: y.')
    expect(() => throwProblems(['a: x.'])).toThrow(Failure)
  })

  test('does nothing without problems', () => {
    expect(() => throwProblems([])).not.toThrow()
  })
})

describe('the notices of a job about its overrides', () => {
  const jobSeed: JobSeed = {
    ...{ mode: 'all', remote: 's3://acme/disdat', remoteContext: 'shop', localContext: 'local' },
    ...{ maxBytes: 1000, isRequested: false },
  }
  const image = { ...task.image, entrypoint: [] }
  const createLongTask = (length: number) => ({ image, jobSeed, argv: [...task.argv, '--text', 'x'.repeat(length)] })

  test('are none when they have room for what fills the local context', async () => {
    expect((await checkCase({ task: createLongTask(100) })).notices).toStrictEqual([])
  })

  test('name a job that does not fill its local context', async () => {
    const { problems, notices } = await checkCase({ task: createLongTask(3000) })
    expect(problems).toStrictEqual([])
    expect(notices).toStrictEqual([expect.stringMatching(/^The job pulls its context on its own: .*8192 characters/)])
    // Credentials are added later.
    const added = await checkCase({ settings: { passesCredentials: true }, task: createLongTask(500) })
    expect(added.notices).toStrictEqual(notices)
  })

  test('name overrides that are too long with what Batch may add', async () => {
    const { problems, notices } = await checkCase({ task: { ...createLongTask(6500), jobSeed: undefined } })
    expect(problems).toStrictEqual([])
    expect(notices).toStrictEqual([expect.stringMatching(/^params, env: .* have up to 8\d{3} characters, /)])
  })

  test('say that `newest` is `all`, unless there is no seed', async () => {
    const newest = { ...createLongTask(100), jobSeed: { ...jobSeed, mode: 'newest' } } as const
    expect((await checkCase({ task: newest })).notices).toStrictEqual([
      'seed-context: got newest, which is `all` for a job on Batch. The newest bundles are fetched first.',
    ])
    expect((await checkCase({ task: newest, fixed: {} })).notices).toStrictEqual([])
  })
})
