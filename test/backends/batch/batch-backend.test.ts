import { describe, expect, onTestFinished, test } from 'vitest'
import { createAmbientIdentity } from '../../../src/aws/ambient-identity.ts'
import { BatchBackend } from '../../../src/backends/batch/batch-backend.ts'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import {
  type Answer,
  type BatchWire,
  Fault,
  healthyEnvironment,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { origin, receipt, settings, task } from './fixtures.ts'

const never = new AbortController().signal

/** A backend in the account of the double. */
function backendIn(wire: BatchWire, own = settings): BatchBackend {
  // The SDK reads the endpoint from the process's own environment.
  process.env['AWS_ENDPOINT_URL'] = wire.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' }
  const findLocalImage = () => Promise.reject(new Error('no engine'))
  return new BatchBackend({
    identity: () => createAmbientIdentity({ env }),
    env,
    settings: own,
    origin,
    timeoutMs: 60_000,
  })
}

const ended = (wire: BatchWire) => wire.named('terminatejob').map(({ body }) => body)
const reason = `disdat/run-action: the workflow run was cancelled: ${origin.url} (attempt 1)`

test('what was started is ended with the reason that names the run', async () => {
  await using wire = await startBatchWire()
  const backend = backendIn(wire)
  await backend.launch(task, never)
  expect(await backend.stop('run-1')).toBe(1)
  expect(ended(wire)).toStrictEqual([{ jobId: 'job-1', reason }])
})

test('a job comes with its pages', async () => {
  await using wire = await startBatchWire()
  const console = 'https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1'
  const arn = 'arn:aws:batch:us-east-1:123456789012:job-definition/disdat-pipelines-orders-job-definition:7'
  expect(await backendIn(wire).launch(task, never)).toMatchObject({
    id: 'job-1',
    definition: 'disdat-pipelines-orders-job-definition:7',
    queue: 'nightly',
    url: `${console}#jobs/detail/job-1`,
    definitionUrl: `${console}#job-definition/detail/${arn}`,
    queueUrl: `${console}#queues/detail/arn:aws:batch:us-east-1:123456789012:job-queue/nightly`,
  })
})

/** A job of ours as DescribeJobs has it. */
const ours = (jobId: string, more: object = {}) => ({
  jobId,
  jobName: 'orders',
  jobQueue: 'arn:aws:batch:us-east-1:123456789012:job-queue/nightly',
  jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/orders:7',
  status: 'RUNNING',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify(receipt) }] },
  ...more,
})

test.each([
  'describejobqueues',
  'describecomputeenvironments',
  'describejobdefinitions',
  'registerjobdefinition',
  'listjobs',
  'submitjob',
  'terminatejob',
])('throttling of %s is waited out, and nothing is done twice', async (operation) => {
  await using wire = await startBatchWire(({ name }, times) =>
    name === operation && times === 1 ? throttled : undefined,
  )
  const backend = backendIn(wire)
  await backend.launch(task, never)
  await backend.stop('run-1')
  const names = wire.calls.map(({ name }) => name)
  expect(names.filter((name) => name === operation)).toHaveLength(2)
  for (const once of ['registerjobdefinition', 'submitjob', 'terminatejob'])
    expect(names.filter((name) => name === once)).toHaveLength(once === operation ? 2 : 1)
})

test.each(['describejobqueues', 'describejobdefinitions', 'registerjobdefinition', 'listjobs'])(
  'a refusal of %s is told at once, and nothing is submitted',
  async (operation) => {
    await using wire = await startBatchWire(({ name }) => (name === operation ? refused : undefined))
    await expect(backendIn(wire).launch(task, never)).rejects.toMatchObject({
      verdict: 'access-denied',
      advice: expect.stringMatching(new RegExp(`batch:${operation}`, 'i')),
    })
    expect(wire.named(operation)).toHaveLength(1)
    expect(wire.named('submitjob')).toStrictEqual([])
  },
)

describe('attaching', () => {
  const attach = async (jobs: readonly object[], others: (name: string) => Answer | undefined = () => undefined) => {
    await using wire = await startBatchWire(({ name }) => (name === 'describejobs' ? { jobs } : others(name)))
    const backend = backendIn(wire)
    const found = await backend.attach(['job-1', 'job-2'], never)
    return { found, wire, backend }
  }

  test('finds each job, with its receipt and its pages', async () => {
    const { found } = await attach([ours('job-2'), ours('job-1')])
    expect(found.map(({ job }) => job.id)).toStrictEqual(['job-1', 'job-2'])
    expect(found[0]).toMatchObject({
      receipt,
      job: { name: 'orders', definition: 'orders:7', queue: 'nightly', queueUrl: expect.stringContaining('#queues/') },
    })
  })

  test('names every job that is unknown or not ours, and submits nothing', async () => {
    await using wire = await startBatchWire(({ name }) =>
      name === 'describejobs' ? { jobs: [ours('job-1', { container: {} })] } : undefined,
    )
    await expect(backendIn(wire).attach(['job-1', 'job-2'], never)).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringMatching(/job-1 \(orders\) was not submitted by this action.*\n.*job-2 is not known/),
    })
    expect(wire.calls.map(({ name }) => name)).toStrictEqual(['describejobs'])
  })

  test.each([
    ['SPOT', 'spot-interrupted'],
    ['FARGATE_SPOT', 'spot-interrupted'],
    ['EC2', 'host-lost'],
  ])('a host of a queue on %s that is taken away: %s', async (type, verdict) => {
    const lost = { status: 'FAILED', statusReason: 'Host EC2 (instance i-0abc) terminated.' }
    await using wire = await startBatchWire(({ name }) =>
      name === 'describejobs'
        ? { jobs: [ours('job-1', lost)] }
        : name === 'describecomputeenvironments'
          ? { computeEnvironments: [{ ...healthyEnvironment, computeResources: { type } }] }
          : undefined,
    )
    const backend = backendIn(wire)
    const [first] = await backend.attach(['job-1'], never)
    const nothing = async () => undefined
    const listener = { lines: nothing, changed: nothing, attempt: nothing, known: nothing }
    const ending = await backend.follow(first?.job ?? { id: '', name: '' }, listener, never)
    expect(ending).toMatchObject({ failure: { verdict } })
  })

  test('goes on where the queue may not be looked at', async () => {
    const { found } = await attach([ours('job-1'), ours('job-2')], (name) =>
      name === 'describejobqueues' ? refused : undefined,
    )
    expect(found).toHaveLength(2)
  })
})

describe('a definition of the user’s own', () => {
  const launch = async (definition: object, asked: Partial<typeof task>) => {
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
    const backend = backendIn(wire, { ...settings, jobRoleArn: undefined, fixedDefinition: 'own' })
    const nothing = { vcpus: undefined, memoryMib: undefined }
    const outcome = await backend.launch({ ...task, ...nothing, ...asked }, never).catch((error: unknown) => error)
    return {
      outcome,
      submitted: wire.named('submitjob').map(({ body }) => body),
      names: wire.calls.map(({ name }) => name),
    }
  }

  test('is registered, changed and deregistered by nobody, and keeps its size', async () => {
    const { outcome, submitted, names } = await launch({}, {})
    expect(outcome).toMatchObject({ id: 'job-1', definition: 'own:3' })
    expect(submitted[0]?.['containerOverrides']).not.toHaveProperty('resourceRequirements')
    expect(names.filter((name) => name.includes('registerjobdefinition'))).toStrictEqual([])
  })

  test('keeps what is not asked for', async () => {
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
  ])('that %s: nothing is submitted', async (_, definition) => {
    const { outcome, submitted } = await launch(definition, {})
    expect(outcome).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining('job-definition: ') })
    expect(submitted).toStrictEqual([])
  })
})

test('of several jobs only the one that is meant is ended', async () => {
  await using wire = await startBatchWire()
  const backend = backendIn(wire)
  await backend.launch(task, never)
  await backend.stop('run-2', { id: 'job-2', name: 'orders' })
  expect(ended(wire)).toStrictEqual([{ jobId: 'job-2', reason }])
})

test('a definition that is taken away before the job is submitted is made anew, once', async () => {
  const gone = new Fault('ClientException', 'Job Definition arn:x:7 is not ACTIVE')
  await using wire = await startBatchWire(({ name }, times) => (name === 'submitjob' && times === 1 ? gone : undefined))
  expect(await backendIn(wire).launch(task, never)).toMatchObject({ id: 'job-1' })
  expect([wire.named('registerjobdefinition').length, wire.named('submitjob').length]).toStrictEqual([2, 2])
})

test('a queue that is ill is told before anything is registered or submitted', async () => {
  await using wire = await startBatchWire(({ name }) => (name === 'describejobqueues' ? { jobQueues: [] } : undefined))
  await expect(backendIn(wire).preflight(task, never)).rejects.toMatchObject({ verdict: 'invalid-input' })
  await expect(backendIn(wire).launch(task, never)).rejects.toMatchObject({ verdict: 'invalid-input' })
  expect([...wire.named('registerjobdefinition'), ...wire.named('submitjob')]).toStrictEqual([])
})
