import { describe, expect } from 'vitest'
import { listJobs, readText, setUpBatch, waitForJobEnd } from '../testbed/batch.ts'
import { test as base, prints } from '../testbed/batch-world.ts'
import { runFailingAction } from '../testbed/failing.ts'
import { createAdministrator } from '../testbed/moto.ts'

/** Runs a step that must fail before it registers a definition or submits a job to the queue of these tests. */
const test = base.extend('runRefused', async ({ world, batch }) => {
  const { endpoint } = world.account
  return async (more: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) => {
    const { error, result } = await runFailingAction(
      world,
      { ...batch.inputs, ...prints, 'pull-output': '', ...more },
      { env: { ...batch.env, ...env } },
    )
    expect(await listJobs(endpoint, batch.queue)).toStrictEqual([])
    expect(result.outputs['job-id']).toBeUndefined()
    return error
  }
})

describe('a step on Batch fails before it submits a job', () => {
  test('with all errors of queue, role, environment and input together', async ({ runRefused }) => {
    const error = await runRefused({
      'job-queue': 'nowhere',
      'job-role-arn': '',
      env: 'AWS_BATCH_X=1',
      'input-bundle': 'no-such-bundle',
      'input-param': 'orders',
    })
    for (const words of [
      'job-queue: there is no queue nowhere',
      'job-role-arn: ',
      'env: got AWS_BATCH_X',
      'no-such-bundle',
    ])
      expect(error).toContain(words)
  })

  test.for([
    [
      { 'job-queue': 'arn:aws:batch:eu-west-1:123456789012:job-queue/nightly' },
      'is in eu-west-1, and the step works in us-east-1: set `aws-region: eu-west-1`',
    ],
    [{ 'attach-job-ids': '00000000-0000-4000-8000-000000000001' }, 'is not known in us-east-1'],
    [{ 'job-role-arn': 'disdat-job' }, 'job-role-arn: got "disdat-job"'],
    [{ attempts: '11' }, 'attempts: got "11"'],
    [{ remote: 's3://no-such-bucket-anywhere' }, 'no-such-bucket-anywhere'],
    [
      { 'job-definition': 'nowhere', image: '', 'job-role-arn': '' },
      'job-definition: there is no active nowhere in us-east-1',
    ],
    [{ 'job-definition': 'x' }, 'image'],
    [{ 'job-queue': '' }, 'job-queue: nothing given'],
    [{ wait: 'false', 'pull-output': 'true' }, 'pull-output'],
    [{ 'role-to-assume': 'arn:aws:iam::123456789012:role/nobody' }, 'cannot be assumed'],
    [{ 'role-duration-seconds': '7200' }, 'role-duration-seconds: '],
    [{ 'allowed-account-ids': '210987654321' }, 'allowed-account-ids: the step runs in account 123456789012'],
    [{ 'role-to-assume': 'a-name' }, 'role-to-assume: "a-name" is a name'],
    [{ image: 'ghcr.io/acme/unknown:1' }, 'dialect: the image ghcr.io/acme/unknown:1'],
  ] as const)('for %j', async ([more, words], { runRefused }) => {
    expect(await runRefused(more)).toContain(words)
  })

  test('for a queue that is disabled', async ({ world, batch, runRefused }) => {
    const queue = `off-${batch.queue}`
    await setUpBatch(createAdministrator(world.account.endpoint), queue, 'DISABLED')
    expect(await runRefused({ 'job-queue': queue })).toContain(`job-queue: ${queue} is DISABLED and accepts no jobs`)
    expect(await listJobs(world.account.endpoint, queue)).toStrictEqual([])
  })

  test('for a job definition that was deregistered, with one line', async ({ world, batch, runRefused }) => {
    const { call } = createAdministrator(world.account.endpoint)
    const made = await call('batch', '/v1/registerjobdefinition', {
      jobDefinitionName: `old-${batch.queue}`,
      type: 'container',
      containerProperties: { image: batch.inputs.image, memory: 64, vcpus: 1 },
    })
    await call('batch', '/v1/deregisterjobdefinition', { jobDefinition: readText(made, 'jobDefinitionArn') })
    const own = { image: '', 'job-role-arn': '', 'job-definition': `old-${batch.queue}:1` }
    expect((await runRefused(own)).split(`job-definition: there is no active old-${batch.queue}:1`)).toHaveLength(2)
  })

  test('without `id-token: write`, and names this permission', async ({ runRefused }) => {
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: '',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: '',
      AWS_EC2_METADATA_DISABLED: 'true',
    }
    expect(await runRefused({}, env)).toMatch(/^access-denied: .*`permissions: id-token: write`/)
  })
})

describe('a step on Batch', () => {
  test('fails when it cannot limit the requested credentials', async ({ world, batch }) => {
    const inputs = {
      ...batch.inputs,
      ...prints,
      'role-to-assume': '',
      'job-role-arn': '',
      'job-credentials-seconds': '900',
    }
    const { error } = await runFailingAction(world, inputs)
    expect(error).toMatch(/^invalid-input: job-credentials-seconds: .* cannot be narrowed/)
  })
})

describe('an attaching step', () => {
  test('lets no step attach to a job that the action did not submit', async ({ world, batch }) => {
    const administrator = createAdministrator(world.account.endpoint)
    const name = `stranger-${batch.queue}`
    const resourceRequirements = [
      { type: 'VCPU', value: '1' },
      { type: 'MEMORY', value: '64' },
    ]
    const containerProperties = { image: batch.inputs.image, command: ['true'], resourceRequirements }
    await administrator.call('batch', '/v1/registerjobdefinition', {
      jobDefinitionName: name,
      type: 'container',
      containerProperties,
    })
    const id = readText(
      await administrator.call('batch', '/v1/submitjob', { jobName: name, jobQueue: batch.queue, jobDefinition: name }),
      'jobId',
    )
    const inputs = { backend: 'AWSBatch', network: '', 'attach-job-ids': id, 'role-to-assume': batch.role }
    const { error } = await runFailingAction(world, inputs, { env: batch.env })
    expect(error).toContain(`attach-job-ids: ${id} (${name}) was not submitted by this action`)
    await waitForJobEnd(world.account.endpoint, id)
  })

  test('lets no step attach to unknown jobs, and the error lists each', async ({ world, batch }) => {
    const unknown = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
    const inputs = {
      backend: 'AWSBatch',
      network: '',
      'attach-job-ids': unknown.join('\n'),
      'role-to-assume': batch.role,
    }
    const { error } = await runFailingAction(world, inputs, { env: batch.env })
    for (const id of unknown) expect(error).toContain(`attach-job-ids: ${id} is not known in us-east-1`)
  })
})
