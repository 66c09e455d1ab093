import { expect } from 'vitest'
import { listJobs, readList } from '../testbed/batch.ts'
import { test } from '../testbed/batch-world.ts'
import { createAdministrator } from '../testbed/moto.ts'

test('a dry run on Batch prints the requests and the permissions they need, and changes nothing', async ({
  world,
  batch,
}) => {
  const { endpoint } = world.account
  const jobDefinitionName = 'disdat-pipelines-dry-job-definition'
  const listDefinitions = async () =>
    readList(
      await createAdministrator(endpoint).call('batch', '/v1/describejobdefinitions', { jobDefinitionName }),
      'jobDefinitions',
    ).length
  const before = [await world.listKeys(), await listDefinitions()]
  const inputs = {
    'pipe-class': 'pipelines.dry.Prints',
    params: 'lines: 3',
    vcpus: '2',
    'job-tags': 'team:data',
    'dry-run': 'true',
  }
  const { log, outputs } = await world.runAction({ ...batch.inputs, ...inputs }, { env: batch.env })
  expect(outputs['status']).toBe('skipped')
  expect([await world.listKeys(), await listDefinitions(), await listJobs(endpoint, batch.queue)]).toStrictEqual([
    ...before,
    [],
  ])

  expect(log).toMatch(/RegisterJobDefinition\n\{[\s\S]*"jobDefinitionName": "disdat-pipelines-dry-job-definition"/)
  expect(log).toMatch(/SubmitJob\n\{[\s\S]*"jobName": "disdat-pipelines-dry-Prints-[0-9a-f]{8}-[0-9a-f]{16}"/)
  expect(log).toMatch(/"command": \[\n\s+"sh",[\s\S]*"dsdt_docker"/)
  expect(log).toMatch(/"team": "data"/)
  const place = world.remote.replace('s3://', '')
  for (const needed of [
    `"arn:aws:batch:us-east-1:123456789012:job-queue/${batch.queue}"`,
    `"${batch.jobRole}"`,
    `"arn:aws:s3:::${place}/context/shop/objects/*"`,
    `"arn:aws:s3:::${place}/context/shop/run-action/*"`,
  ])
    expect(log).toContain(needed)
})
