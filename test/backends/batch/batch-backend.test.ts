import { describe, expect, onTestFinished, test } from 'vitest'
import { createAmbientIdentity } from '../../../src/aws/ambient-identity.ts'
import type { StepIdentity } from '../../../src/aws/credentials.ts'
import { BatchBackend } from '../../../src/backends/batch/batch-backend.ts'
import { type BatchConnection, openConnection } from '../../../src/backends/batch/connection.ts'
import { JobPoller } from '../../../src/backends/batch/job-poller.ts'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { stepIdentity } from '../../run/fixtures.ts'
import {
  type Answer,
  type BatchWire,
  createFastClock,
  Fault,
  healthyEnvironment,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { origin, receipt, settings, task } from './fixtures.ts'

const never = new AbortController().signal

const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' }
const identity = () => createAmbientIdentity({ env: keys })

/** A connection to the wire, until the test ends. */
function openWire(wire: BatchWire): Promise<BatchConnection> {
  // The SDK reads the endpoint from the process's own environment.
  process.env['AWS_ENDPOINT_URL'] = wire.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  return openConnection({ identity, env: keys, onWait: () => undefined })
}

/** A backend in the account of the wire. */
function createBackend(
  wire: BatchWire,
  backendSettings = settings,
  connection = openWire(wire),
  caller: () => Promise<StepIdentity> = identity,
): BatchBackend {
  const findLocalImage = () => Promise.reject(new Error('no engine'))
  return new BatchBackend({
    identity: caller,
    env: keys,
    settings: backendSettings,
    origin,
    timeoutMs: 60_000,
    findLocalImage,
    connect: () => connection,
  })
}

/** The terminated jobs, each with its reason: those of TerminateJobs after those of TerminateJob. */
const listTerminated = (wire: BatchWire) => [
  ...wire.named('terminatejob').map(({ body }) => body),
  ...wire
    .named('terminatejobs')
    .flatMap(({ body: { jobs, reason: why } }) =>
      Object.values(Object(jobs)).map((jobId) => ({ jobId: String(jobId), reason: why })),
    ),
]
const reason = `disdat/run-action: the workflow run was cancelled: ${origin.url} (attempt 1)`

test('stop ends what was launched, with a reason that names the workflow run', async () => {
  await using wire = await startBatchWire()
  const backend = createBackend(wire)
  await backend.launch(task, never)
  expect(await backend.stop('run-1')).toBe(1)
  expect(listTerminated(wire)).toStrictEqual([{ jobId: 'job-1', reason }])
})

test('launch returns the job with its pages', async () => {
  await using wire = await startBatchWire()
  const console = 'https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1'
  const arn = 'arn:aws:batch:us-east-1:123456789012:job-definition/disdat-pipelines-orders-job-definition:7'
  expect(await createBackend(wire).launch(task, never)).toMatchObject({
    id: 'job-1',
    definition: 'disdat-pipelines-orders-job-definition:7',
    queue: 'nightly',
    url: `${console}#jobs/detail/job-1`,
    definitionUrl: `${console}#job-definition/detail/${arn}`,
    queueUrl: `${console}#queues/detail/arn:aws:batch:us-east-1:123456789012:job-queue/nightly`,
  })
})

test('backends of a step read the queue and register the definition once for all of their jobs', async () => {
  let submitted = 0
  await using wire = await startBatchWire(({ name, body }, times) => {
    // Of many requests at the same time, Batch refuses some.
    if (name === 'submitjob' && times % 7 === 0) return throttled
    if (name !== 'submitjob') return undefined
    submitted += 1
    return { jobName: body['jobName'], jobId: `job-${submitted}` }
  })
  const connection = openWire(wire)
  const backends = [createBackend(wire, settings, connection), createBackend(wire, settings, connection)]
  const tasks = Array.from({ length: 100 }, (_, day) => ({
    ...task,
    request: `orders of day ${day}`,
    receipt: { ...receipt, outputUuid: crypto.randomUUID(), params: { day: String(day) } },
  }))
  const jobs = await Promise.all(tasks.map((each, index) => backends[index % 2]?.launch(each, never)))
  expect(new Set(jobs.map((job) => job?.id)).size).toBe(100)
  expect(new Set(jobs.map((job) => job?.name)).size).toBe(100)
  const counts = ['describejobqueues', 'describecomputeenvironments', 'describejobdefinitions', 'registerjobdefinition']
  expect(counts.map((name) => wire.named(name).length)).toStrictEqual([1, 1, 1, 1])
  expect(submitted).toBe(100)
  await Promise.all(backends.map((backend) => backend.stop('run-1')))
  expect(new Set(listTerminated(wire).map(({ jobId }) => jobId)).size).toBe(100)
})

/** A job of this action as DescribeJobs returns it. */
const createJob = (jobId: string, more: object = {}) => ({
  jobId,
  jobName: 'orders',
  jobQueue: 'arn:aws:batch:us-east-1:123456789012:job-queue/nightly',
  jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/orders:7',
  status: 'RUNNING',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify(receipt) }] },
  ...more,
})

/** The task of a workflow run that was run again, which may have to adopt a job. */
const secondTask = { ...task, receipt: { ...receipt, workflowAttempt: 2 } }

test.each([
  'describejobqueues',
  'describecomputeenvironments',
  'describejobdefinitions',
  'registerjobdefinition',
  'listjobs',
  'submitjob',
  'terminatejob',
])('launch and stop retry %s after throttling, and do nothing twice', async (operation) => {
  await using wire = await startBatchWire(({ name }, times) =>
    name === operation && times === 1 ? throttled : undefined,
  )
  const backend = createBackend(wire)
  await backend.launch(secondTask, never)
  await backend.stop('run-1')
  const names = wire.calls.map(({ name }) => name)
  // The first attempt reads the queue of the job, and a later one lists the others.
  expect(names.filter((name) => name === operation)).toHaveLength(operation === 'describejobqueues' ? 3 : 2)
  for (const once of ['registerjobdefinition', 'submitjob', 'terminatejob'])
    expect(names.filter((name) => name === once)).toHaveLength(once === operation ? 2 : 1)
})

test.each(['describejobqueues', 'describejobdefinitions', 'registerjobdefinition', 'listjobs'])(
  'launch fails without a retry when AWS refuses %s, and submits nothing',
  async (operation) => {
    await using wire = await startBatchWire(({ name }) => (name === operation ? refused : undefined))
    await expect(createBackend(wire).launch(secondTask, never)).rejects.toMatchObject({
      verdict: 'access-denied',
      advice: expect.stringMatching(new RegExp(`batch:${operation}`, 'i')),
    })
    expect(wire.named(operation)).toHaveLength(1)
    expect(wire.named('submitjob')).toStrictEqual([])
  },
)

describe('attach', () => {
  const attach = async (jobs: readonly object[], others: (name: string) => Answer | undefined = () => undefined) => {
    await using wire = await startBatchWire(({ name }) => (name === 'describejobs' ? { jobs } : others(name)))
    const backend = createBackend(wire)
    const attached = await backend.attach(['job-1', 'job-2'], never)
    return { jobs: attached }
  }

  test('returns each job with its receipt and its pages', async () => {
    const { jobs } = await attach([createJob('job-2'), createJob('job-1')])
    expect(jobs.map(({ job }) => job.id)).toStrictEqual(['job-1', 'job-2'])
    expect(jobs[0]).toMatchObject({
      receipt,
      job: { name: 'orders', definition: 'orders:7', queue: 'nightly', queueUrl: expect.stringContaining('#queues/') },
    })
  })

  test('names every foreign job, and submits nothing', async () => {
    await using wire = await startBatchWire(({ name }) =>
      name === 'describejobs'
        ? { jobs: [createJob('job-1', { container: {} }), createJob('job-2', { container: {} })] }
        : undefined,
    )
    await expect(createBackend(wire).attach(['job-1', 'job-2'], never)).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringMatching(/job-1 \(orders\) was not submitted by this action.*\n.*job-2 \(orders\) was not/),
    })
    expect(wire.calls.map(({ name }) => name)).toStrictEqual(['describejobs'])
  })

  test.each([
    ['SPOT', 'spot-interrupted'],
    ['FARGATE_SPOT', 'spot-interrupted'],
    ['EC2', 'host-lost'],
  ])('makes a lost host of a queue on %s: %s', async (type, verdict) => {
    const lost = { status: 'FAILED', statusReason: 'Host EC2 (instance i-0abc) terminated.' }
    await using wire = await startBatchWire(({ name }) =>
      name === 'describejobs'
        ? { jobs: [createJob('job-1', lost)] }
        : name === 'describecomputeenvironments'
          ? { computeEnvironments: [{ ...healthyEnvironment, computeResources: { type } }] }
          : undefined,
    )
    const backend = createBackend(wire)
    const [first] = await backend.attach(['job-1'], never)
    const ignore = async () => undefined
    const listener = { lines: ignore, changed: ignore, attempt: ignore, known: ignore }
    const result = await backend.follow(first?.job ?? { id: '', name: '' }, listener, never)
    expect(result).toMatchObject({ failure: { verdict } })
  })

  test('continues when it may not describe the queue', async () => {
    const { jobs } = await attach([createJob('job-1'), createJob('job-2')], (name) =>
      name === 'describejobqueues' ? refused : undefined,
    )
    expect(jobs).toHaveLength(2)
  })
})

describe('launch with a definition of the user', () => {
  const launch = async (definition: object, requested: Partial<typeof task>) => {
    const own = {
      jobDefinitionName: 'own',
      jobDefinitionArn: 'arn:aws:batch:us-east-1:123456789012:job-definition/own:3',
      revision: 3,
      status: 'ACTIVE',
      type: 'container',
      containerProperties: {
        image: task.image.id,
        jobRoleArn: 'arn:x',
        resourceRequirements: [
          { type: 'VCPU', value: '8' },
          { type: 'MEMORY', value: '16384' },
        ],
      },
      ...definition,
    }
    await using wire = await startBatchWire(({ name }) =>
      name === 'describejobdefinitions' ? { jobDefinitions: [own] } : undefined,
    )
    const backend = createBackend(wire, { ...settings, jobRoleArn: undefined, fixedDefinition: 'own' })
    const unset = { vcpus: undefined, memoryMib: undefined }
    const outcome = await backend.launch({ ...task, ...unset, ...requested }, never).catch((error: unknown) => error)
    return {
      outcome,
      submitted: wire.named('submitjob').map(({ body }) => body),
      names: wire.calls.map(({ name }) => name),
    }
  }

  test('registers and deregisters nothing, and keeps the size', async () => {
    const { outcome, submitted, names } = await launch({}, {})
    expect(outcome).toMatchObject({ id: 'job-1', definition: 'own:3' })
    expect(submitted[0]?.['containerOverrides']).not.toHaveProperty('resourceRequirements')
    expect(names.filter((name) => name.includes('registerjobdefinition'))).toStrictEqual([])
  })

  test('keeps resources that are not requested', async () => {
    const { submitted } = await launch({}, { vcpus: 4 })
    expect(submitted[0]?.['containerOverrides']).toMatchObject({
      resourceRequirements: [
        { type: 'VCPU', value: '4' },
        { type: 'MEMORY', value: '16384' },
      ],
    })
  })

  test.each([
    ['is not active', { status: 'INACTIVE' }],
    ['is of another type', { type: 'multinode', containerProperties: undefined }],
    ['is for Fargate, and the queue is not', { platformCapabilities: ['FARGATE'] }],
  ])('submits nothing for a definition that %s', async (_, definition) => {
    const { outcome, submitted } = await launch(definition, {})
    expect(outcome).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining('job-definition: ') })
    expect(submitted).toStrictEqual([])
  })
})

test('stop ends only the given job of several', async () => {
  await using wire = await startBatchWire()
  const backend = createBackend(wire)
  await backend.launch(task, never)
  await backend.stop('run-2', { id: 'job-2', name: 'orders' })
  expect(listTerminated(wire)).toStrictEqual([{ jobId: 'job-2', reason }])
})

test('launch registers a definition again that was deregistered meanwhile', async () => {
  const deregistered = new Fault('ClientException', 'Job Definition arn:x:7 is not ACTIVE')
  await using wire = await startBatchWire(({ name }, times) =>
    name === 'submitjob' && times === 1 ? deregistered : undefined,
  )
  expect(await createBackend(wire).launch(task, never)).toMatchObject({ id: 'job-1' })
  expect([wire.named('registerjobdefinition').length, wire.named('submitjob').length]).toStrictEqual([2, 2])
})

test('preflight and launch fail for a faulty queue before they register or submit', async () => {
  await using wire = await startBatchWire(({ name }) => (name === 'describejobqueues' ? { jobQueues: [] } : undefined))
  await expect(createBackend(wire).preflight(task, never)).rejects.toMatchObject({ verdict: 'invalid-input' })
  await expect(createBackend(wire).launch(task, never)).rejects.toMatchObject({ verdict: 'invalid-input' })
  expect([...wire.named('registerjobdefinition'), ...wire.named('submitjob')]).toStrictEqual([])
})

describe('with a definition of the user, the image', () => {
  const own = {
    ...{ jobDefinitionName: 'own', jobDefinitionArn: 'arn:aws:batch:us-east-1:123456789012:job-definition/own:3' },
    ...{ revision: 3, status: 'ACTIVE', type: 'container' },
    containerProperties: { image: `ghcr.io/acme/own@sha256:${'1'.repeat(64)}`, jobRoleArn: 'arn:x' },
  }
  const request = { reference: 'ghcr.io/acme/other:1', pullPolicy: 'missing', platform: undefined } as const
  const startOwn = () =>
    startBatchWire(({ name }) => (name === 'describejobdefinitions' ? { jobDefinitions: [own] } : undefined))
  const fixed = { ...settings, fixedDefinition: 'own' }

  test('is that of the definition, which is read once', async () => {
    await using wire = await startOwn()
    const backend = createBackend(wire, fixed)
    const imageRequest = { ...request, dialect: 'luigi', needsVersion: false, runId: 'run-1' } as const
    const { image } = own.containerProperties
    expect(await backend.image(imageRequest, never)).toMatchObject({ reference: image, pinned: image })
    expect(await backend.identifyImage(imageRequest, never)).toMatchObject({ pinned: image })
    expect(wire.calls.map(({ name }) => name)).toStrictEqual(['describejobdefinitions'])
  })

  test('is the requested one without a definition, and Batch is not asked', async () => {
    await using wire = await startOwn()
    const imageRequest = { ...request, dialect: 'luigi', needsVersion: false, runId: 'run-1' } as const
    expect(await createBackend(wire).image(imageRequest, never)).toMatchObject({ reference: request.reference })
    expect(wire.calls).toStrictEqual([])
  })
})

test.each([
  ['the definition that it would register', settings, 'RegisterJobDefinition\n', ':(the new revision)"'],
  [
    'the existing definition of the user',
    { ...settings, fixedDefinition: 'own' },
    'Uses the job definition own:3.\n',
    '"jobDefinition": "own:3"',
  ],
])('dryRun shows %s and the job, and creates nothing', async (_, own, start, submitted) => {
  await using wire = await startBatchWire(({ name }) =>
    name === 'describejobdefinitions' && own.fixedDefinition !== undefined
      ? {
          jobDefinitions: [
            {
              ...{ jobDefinitionName: 'own', revision: 3, status: 'ACTIVE', type: 'container' },
              jobDefinitionArn: 'arn:aws:batch:us-east-1:123456789012:job-definition/own:3',
              containerProperties: { image: task.image.id, jobRoleArn: 'arn:x' },
            },
          ],
        }
      : undefined,
  )
  const text = await createBackend(wire, own, openWire(wire), async () => stepIdentity).dryRun(task, never)
  expect(text.startsWith(start)).toBe(true)
  expect(text).toContain(submitted)
  expect(text).toContain('"batch:SubmitJob"')
  expect(wire.calls.map(({ name }) => name).filter((name) => /^(register|submit)/.test(name))).toStrictEqual([])
})

test('createOrphanFields names the job by which post finds it, also before Batch has answered', async () => {
  await using wire = await startBatchWire()
  const backend = createBackend(wire)
  const fields = await backend.createOrphanFields(task)
  expect(fields).toStrictEqual({ region: 'us-east-1', queue: 'nightly', name: expect.any(String) })
  const job = await backend.launch(task, never)
  expect(wire.named('submitjob').map(({ body }) => body['jobName'])).toStrictEqual([fields['name']])
  expect(await backend.createOrphanFields(task, job)).toStrictEqual({ ...fields, id: 'job-1' })
})

test('announceEnd makes the step look at the job at once', async () => {
  await using wire = await startBatchWire()
  const clock = createFastClock()
  const connection = { ...(await openWire(wire)), poller: new JobPoller(wire.clients, clock) }
  const job = { id: 'job-1', name: 'orders' }
  await createBackend(wire, settings, Promise.resolve(connection)).announceEnd(job)
  await connection.poller.next(job.id, never)
  expect([clock.slept, wire.named('describejobs').length]).toStrictEqual([[], 1])
})
