import { describe, expect, test } from 'vitest'
import { readFixedDefinition } from '../../../src/backends/batch/fixed-definition.ts'
import { Failure } from '../../../src/errors.ts'
import { startBatchWire } from '../../testbed/batch-wire.ts'

const never = new AbortController().signal

describe('readFixedDefinition', () => {
  const createRevision = (revision: number, more: object = {}) => ({
    jobDefinitionName: 'orders',
    jobDefinitionArn: `arn:aws:batch:us-east-1:123456789012:job-definition/orders:${revision}`,
    revision,
    status: 'ACTIVE',
    type: 'container',
    tags: {},
    ...more,
  })
  const own = createRevision(4, { containerProperties: { image: 'ghcr.io/acme/orders:1', jobRoleArn: 'arn:x' } })
  const answer = (definitions: readonly object[]) =>
    startBatchWire(({ name }) => (name === 'describejobdefinitions' ? { jobDefinitions: definitions } : undefined))

  test('returns the newest active revision', async () => {
    await using wire = await answer([createRevision(3), own])
    expect(await readFixedDefinition(wire.clients, 'orders', never)).toMatchObject({
      name: 'orders:4',
      image: 'ghcr.io/acme/orders:1',
      hasJobRole: true,
    })
    expect(wire.calls[0]?.body).toMatchObject({ status: 'ACTIVE' })
  })

  test('looks up a revision or an ARN as it is', async () => {
    await using wire = await answer([own])
    const arn = 'arn:aws:batch:us-east-1:123456789012:job-definition/orders'
    for (const nameOrArn of ['orders:4', `${arn}:4`, arn]) await readFixedDefinition(wire.clients, nameOrArn, never)
    expect(wire.calls.map(({ body }) => body)).toStrictEqual([
      { jobDefinitions: ['orders:4'] },
      { jobDefinitions: [`${arn}:4`] },
      { jobDefinitionName: 'orders', status: 'ACTIVE' },
    ])
  })

  test('returns the resources, platforms, tags and log group', async () => {
    const resourceRequirements = [
      { type: 'VCPU', value: '8' },
      { type: 'MEMORY', value: '16384' },
    ]
    const logConfiguration = { logDriver: 'awslogs', options: { 'awslogs-group': '/acme' } }
    const containerProperties = { image: 'x', resourceRequirements, logConfiguration }
    await using wire = await answer([
      { ...own, platformCapabilities: ['FARGATE'], containerProperties, tags: { team: 'data' } },
    ])
    expect(await readFixedDefinition(wire.clients, 'orders', never)).toMatchObject({
      resources: { vcpus: 8, memoryMib: 16_384, gpus: undefined },
      platforms: ['FARGATE'],
      tagCount: 1,
      logGroup: '/acme',
      hasJobRole: false,
    })
  })

  test('reads the resources of old definitions', async () => {
    await using wire = await answer([{ ...own, containerProperties: { image: 'x', vcpus: 2, memory: 512 } }])
    expect(await readFixedDefinition(wire.clients, 'orders', never)).toMatchObject({
      resources: { vcpus: 2, memoryMib: 512 },
    })
  })

  test('names the region of an ARN in another region', async () => {
    await using wire = await answer([])
    const arn = 'arn:aws:batch:eu-west-1:123456789012:job-definition/orders:1'
    const error = await readFixedDefinition(wire.clients, arn, never).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ advice: 'It is in eu-west-1: set `aws-region: eu-west-1`.' })
  })

  test.each([
    ['does not exist', [], 'there is no active orders in us-east-1'],
    ['is inactive', [{ ...own, status: 'INACTIVE' }], 'is INACTIVE'],
    ['is for several nodes', [{ ...own, type: 'multinode', containerProperties: undefined }], 'is of type multinode'],
    ['is for EKS', [{ ...own, containerProperties: undefined, eksProperties: {} }], 'for EKS'],
  ])('throws for a definition that %s', async (_, definitions, words) => {
    await using wire = await answer(definitions)
    const error = await readFixedDefinition(wire.clients, 'orders', never).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining(words) })
  })
})
