import { describe, expect, onTestFinished, test } from 'vitest'
import { createInputReader } from '../../../src/action/input-reader.ts'
import type { BackendRequest } from '../../../src/backends/backend-type.ts'
import { readBatchInputs } from '../../../src/backends/batch/batch-inputs.ts'
import { createBatchSettings } from '../../../src/backends/batch/batch-type.ts'
import { backendTypes } from '../../../src/backends/registry.ts'
import { batchEnv, findInvalidInputs, findProblems, planRun } from '../../plan/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { stepIdentity } from '../../run/fixtures.ts'
import { startBatchWire } from '../../testbed/batch-wire.ts'
import { origin, task } from './fixtures.ts'

const request: BackendRequest = {
  pipeClass: { name: 'pipes.orders.Daily', module: ['pipes', 'orders'] },
  given: new Map(),
  configuration: {},
  addProblem: (where) => {
    throw new Error(where)
  },
}

const readSettings = (env: Readonly<Record<string, string>>, configuration: BackendRequest['configuration'] = {}) =>
  createBatchSettings(readBatchInputs(createInputReader(env, [])), { ...request, configuration })

describe('createBatchSettings', () => {
  test.each([
    ['größe', 'disdat-gr--e-job-definition'],
    ['a'.repeat(200), `disdat-${'a'.repeat(106)}-job-definition`],
  ])('names the job definition of the module %s as Batch accepts it', (module, definitionName) => {
    const inputs = readBatchInputs(createInputReader(batchEnv, []))
    const pipeClass = { name: `${module}.Daily`, module: [module] }
    expect(createBatchSettings(inputs, { ...request, pipeClass })).toMatchObject({ definitionName })
  })

  test('names the job definition after the pipe, and leaves the rest to Batch', () => {
    expect(readSettings(batchEnv)).toStrictEqual({
      queue: 'nightly',
      fixedDefinition: undefined,
      definitionName: 'disdat-pipes-orders-job-definition',
      jobRoleArn: 'arn:aws:iam::123456789012:role/job',
      executionRoleArn: undefined,
      attempts: undefined,
      queueTimeoutMs: 3_600_000,
      shareIdentifier: undefined,
      schedulingPriority: undefined,
      tags: new Map(),
      dependsOn: [],
      passesCredentials: false,
    })
  })

  test('takes queue and definition from disdat.cfg when the inputs have none', () => {
    const configuration = { jobQueue: 'weekly', jobDefinition: 'own:2' }
    expect(readSettings({}, configuration)).toMatchObject({ queue: 'weekly', fixedDefinition: 'own:2' })
    expect(readSettings(batchEnv, configuration)).toMatchObject({ queue: 'nightly' })
  })
})

const run = { ...origin, number: 3, workflowPath: '.github/workflows/nightly.yml', isFromOutside: false }
const batchType = backendTypes.find(({ kind }) => kind === 'AWSBatch')

describe('createBatchBackendType', () => {
  test('refuses a queue and a definition of disdat.cfg that no input may have, unless an input replaces them', () => {
    const defaults = { configuration: { jobQueue: 'night*', jobDefinition: 'own/../other' } }
    const { 'INPUT_JOB-QUEUE': _, 'INPUT_JOB-ROLE-ARN': _role, ...env } = batchEnv
    expect(findInvalidInputs(env, defaults)).toStrictEqual([
      'config-file, [run] aws_batch_queue',
      'config-file, [run] aws_batch_job_definition',
    ])
    const inputs = { 'INPUT_JOB-QUEUE': 'nightly', 'INPUT_JOB-DEFINITION': 'own:3' }
    expect(findInvalidInputs({ ...env, ...inputs }, defaults)).toStrictEqual([])
  })

  test('plans a job that outlives the step and gets its credentials from a role', () => {
    const { backend } = planRun(batchEnv)
    expect(backend).toMatchObject({
      kind: 'AWSBatch',
      can: { unit: 'job', outlivesStep: true },
      credentials: { kind: 'job-role' },
      detachesOnCancel: false,
    })
  })

  test('hands over credentials and detaches only on request', () => {
    const env = { ...batchEnv, 'INPUT_AWS-SESSION-TOKEN-DURATION': '900', 'INPUT_ON-CANCEL': 'detach' }
    expect(planRun(env).backend).toMatchObject({
      credentials: { kind: 'environment', durationSeconds: 900, queueTimeoutMs: 3_600_000 },
      detachesOnCancel: true,
    })
  })

  test.each([
    ['a missing queue', { 'INPUT_JOB-QUEUE': '' }, ['job-queue']],
    [
      'inputs that a job definition fixes',
      { 'INPUT_JOB-DEFINITION': 'd', INPUT_IMAGE: 'x', 'INPUT_SHM-SIZE-MIB': '64' },
      ['image', 'job-role-arn', 'shm-size'],
    ],
  ])('refuses %s', (_, env, invalid) => {
    expect(findInvalidInputs({ ...batchEnv, ...env })).toStrictEqual(invalid)
  })

  test('says where a queue can be named', () => {
    expect(findProblems({ ...batchEnv, 'INPUT_JOB-QUEUE': '' })).toStrictEqual([
      {
        where: 'job-queue',
        expected: 'Name the queue here, or as `aws_batch_queue` in the `[run]` section of `config-file`.',
      },
    ])
  })

  test('lists every input that only Batch reads', () => {
    const read: string[] = []
    const env = new Proxy<Record<string, string>>({}, { get: (_, name) => void read.push(String(name)) })
    readBatchInputs(createInputReader(env, []))
    const names = new Set(read.map((name) => name.replace(/^INPUT_/, '').toLowerCase()))
    expect(names).toStrictEqual(new Set(batchType?.inputs))
  })

  test('ends the orphans of one step and region with one connection', async () => {
    await using wire = await startBatchWire(({ name, body }) =>
      name === 'describejobs'
        ? {
            jobs: Object.values(Object(body['jobs'])).map((jobId) => ({ jobId, jobName: 'orders', status: 'RUNNING' })),
          }
        : undefined,
    )
    process.env['AWS_ENDPOINT_URL'] = wire.endpoint
    onTestFinished(() => {
      delete process.env['AWS_ENDPOINT_URL']
    })
    const regions: string[] = []
    const identity = async (region: string) => {
      regions.push(region)
      return { ...stepIdentity, region }
    }
    const services = { env: {}, identity, origin: async () => run }
    const end = (id: string, region = 'us-east-1') => {
      const fields = { region, queue: 'nightly', name: 'orders', id }
      return batchType?.endOrphan({ backend: 'AWSBatch', runId: 'run-1', outputUuid: 'u', fields }, services)
    }
    const sentences = await Promise.all([end('job-1'), end('job-2'), end('job-3', 'eu-west-1')])
    expect(sentences[1]).toBe('Batch job job-2 was RUNNING. It is being terminated.')
    expect(regions).toStrictEqual(['us-east-1', 'eu-west-1'])
    expect(wire.named('describejobs').map(({ body }) => body['jobs'])).toStrictEqual([['job-1', 'job-2'], ['job-3']])
  })

  test('opens the backends of one step with one connection, which reads a queue once', async () => {
    await using wire = await startBatchWire()
    process.env['AWS_ENDPOINT_URL'] = wire.endpoint
    onTestFinished(() => {
      delete process.env['AWS_ENDPOINT_URL']
    })
    const openStep = () => ({
      ...{ env: {}, home: '/', origin: run, timeoutMs: 60_000, onWait: () => undefined },
      identity: async () => stepIdentity,
      onSecret: async () => undefined,
    })
    const launch = async (services: ReturnType<typeof openStep>) =>
      await planRun(batchEnv).backend.open(services).launch(task, neverAborted)
    const step = openStep()
    await launch(step)
    await launch({ ...step, timeoutMs: 1_000 })
    expect(wire.named('submitjob')).toHaveLength(2)
    expect([wire.named('describejobqueues').length, wire.named('registerjobdefinition').length]).toStrictEqual([1, 1])
    await launch(openStep())
    expect(wire.named('describejobqueues')).toHaveLength(2)
  })
})
