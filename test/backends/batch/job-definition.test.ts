import { describe, expect, test } from 'vitest'
import {
  createDefinitionRequest,
  ensureDefinition,
  readFixedDefinition,
  definitionTags,
} from '../../../src/backends/batch/job-definition.ts'
import { Failure } from '../../../src/errors.ts'
import { type Call, Fault, refused, startBatchWire } from '../../testbed/batch-wire.ts'
import { settings, task } from './fixtures.ts'

const never = new AbortController().signal
const resources = { vcpus: 2, memoryMib: 4096, gpus: undefined }
const ec2 = { kind: 'EC2' as const, resources }
const wanted = createDefinitionRequest(task, settings, ec2)

/** A registered revision of ours with this content. */
const revision = (number: number, tags: Record<string, string> = wanted.tags ?? {}, more: object = {}) => ({
  jobDefinitionName: wanted.jobDefinitionName,
  jobDefinitionArn: `arn:aws:batch:us-east-1:123456789012:job-definition/${wanted.jobDefinitionName}:${number}`,
  revision: number,
  status: 'ACTIVE',
  type: 'container',
  tags,
  ...more,
})
const older = { ...wanted.tags, [definitionTags.content]: 'another' }

/** Pages of two. */
const paged =
  (revisions: readonly object[]) =>
  ({ name, body }: Call) => {
    if (name !== 'describejobdefinitions') return undefined
    const from = Number(body['nextToken'] ?? 0)
    const more = from + 2 < revisions.length
    return { jobDefinitions: revisions.slice(from, from + 2), ...(more && { nextToken: String(from + 2) }) }
  }

describe('the definition of a task', () => {
  test('on EC2', () => {
    expect(wanted).toStrictEqual({
      jobDefinitionName: 'disdat-pipelines-orders-job-definition',
      type: 'container',
      platformCapabilities: ['EC2'],
      propagateTags: true,
      retryStrategy: { attempts: 1, evaluateOnExit: [{ onReason: '*', action: 'EXIT' }] },
      timeout: { attemptDurationSeconds: 3600 },
      containerProperties: {
        image: task.image.id,
        resourceRequirements: [
          { type: 'VCPU', value: '2' },
          { type: 'MEMORY', value: '4096' },
        ],
        jobRoleArn: settings.jobRoleArn,
        logConfiguration: { logDriver: 'awslogs' },
      },
      tags: { [definitionTags.madeBy]: 'disdat/run-action', [definitionTags.content]: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  test('on Fargate, for arm64', () => {
    const arm = { ...task, image: { ...task.image, architecture: 'arm64' } }
    const executionRoleArn = 'arn:aws:iam::123456789012:role/exec'
    const made = createDefinitionRequest(arm, { ...settings, executionRoleArn }, { kind: 'FARGATE', resources })
    expect(made).toMatchObject({
      platformCapabilities: ['FARGATE'],
      containerProperties: {
        executionRoleArn,
        networkConfiguration: { assignPublicIp: 'ENABLED' },
        runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      },
    })
  })

  test('with GPUs and shared memory', () => {
    const made = createDefinitionRequest({ ...task, shmSizeMib: 64 }, settings, {
      kind: 'EC2',
      resources: { ...resources, gpus: 1 },
    })
    expect(made.containerProperties).toMatchObject({ linuxParameters: { sharedMemorySize: 64 } })
    expect(made.containerProperties?.resourceRequirements).toContainEqual({ type: 'GPU', value: '1' })
  })

  test('tries again what a lost host ended, in both of AWS’s forms, and nothing else', () => {
    expect(createDefinitionRequest(task, { ...settings, attempts: 3 }, ec2).retryStrategy).toStrictEqual({
      attempts: 3,
      evaluateOnExit: [
        { onStatusReason: 'Host EC2*', action: 'RETRY' },
        { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
        { onReason: '*', action: 'EXIT' },
      ],
    })
  })

  test('has a minute at least', () => {
    expect(createDefinitionRequest({ ...task, timeoutMs: 1000 }, settings, ec2).timeout).toStrictEqual({
      attemptDurationSeconds: 60,
    })
  })
})

describe('a definition is', () => {
  test('reused, when an active revision says the same, on whatever page it is', async () => {
    await using wire = await startBatchWire(paged([revision(3, older), revision(2, older), revision(1)]))
    expect(await ensureDefinition(wire.clients, wanted, never)).toStrictEqual({
      arn: 'arn:aws:batch:us-east-1:123456789012:job-definition/disdat-pipelines-orders-job-definition:1',
      name: 'disdat-pipelines-orders-job-definition:1',
    })
    expect(wire.named('registerjobdefinition')).toStrictEqual([])
  })

  test('registered, when none does', async () => {
    await using wire = await startBatchWire(paged([revision(1, older)]))
    expect(await ensureDefinition(wire.clients, wanted, never)).toMatchObject({
      name: 'disdat-pipelines-orders-job-definition:7',
    })
    expect(wire.named('registerjobdefinition').map(({ body }) => body)).toStrictEqual([
      JSON.parse(JSON.stringify(wanted)),
    ])
    expect(wire.named('deregisterjobdefinition')).toStrictEqual([])
  })

  test('not one that is not ours, or not active', async () => {
    const { [definitionTags.madeBy]: _, ...notOurs } = wanted.tags ?? {}
    await using wire = await startBatchWire(
      paged([revision(2, notOurs), revision(1, wanted.tags, { status: 'INACTIVE' })]),
    )
    await ensureDefinition(wire.clients, wanted, never)
    expect(wire.named('registerjobdefinition')).toHaveLength(1)
  })

  test('deregistered, when it is ours and older than the last few; nobody else’s ever is', async () => {
    const many = [9, 8, 6, 5, 4, 3].map((number) => revision(number, older))
    await using wire = await startBatchWire(paged([...many, revision(2, { team: 'data' }), revision(1)].slice(0, 7)))
    await ensureDefinition(wire.clients, wanted, never)
    expect(
      wire.named('deregisterjobdefinition').map(({ body }) => String(body['jobDefinition']).split(':').at(-1)),
    ).toStrictEqual(['4', '3'])
  })

  test('not registered with a role that we may not pass, and the permission is named', async () => {
    const words =
      'User is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/disdat-job'
    await using wire = await startBatchWire(({ name }) =>
      name === 'registerjobdefinition' ? new Fault('AccessDeniedException', words, 403) : undefined,
    )
    const error = await ensureDefinition(wire.clients, wanted, never).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      verdict: 'access-denied',
      message: expect.stringContaining(words),
      advice: expect.stringContaining('iam:PassRole'),
    })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('usable, even if an old one cannot be deregistered', async () => {
    const many = [9, 8, 6, 5, 4, 3].map((number) => revision(number, older))
    await using wire = await startBatchWire((call) =>
      call.name === 'deregisterjobdefinition' ? refused : paged(many)(call),
    )
    expect(await ensureDefinition(wire.clients, wanted, never)).toMatchObject({ name: expect.stringMatching(/:7$/) })
  })
})

describe('a definition of the user’s own', () => {
  const own = revision(4, {}, { containerProperties: { image: 'ghcr.io/acme/orders:1', jobRoleArn: 'arn:x' } })
  const found = (definitions: readonly object[]) =>
    startBatchWire(({ name }) => (name === 'describejobdefinitions' ? { jobDefinitions: definitions } : undefined))

  test('is used as it is', async () => {
    await using wire = await found([revision(3), own])
    expect(await readFixedDefinition(wire.clients, 'disdat-pipelines-orders-job-definition', never)).toMatchObject({
      name: 'disdat-pipelines-orders-job-definition:4',
      image: 'ghcr.io/acme/orders:1',
      hasJobRole: true,
    })
    expect(wire.calls[0]?.body).toMatchObject({ status: 'ACTIVE' })
  })

  test('by revision or ARN is looked up as just that', async () => {
    await using wire = await found([own])
    const arn = 'arn:aws:batch:us-east-1:123456789012:job-definition/orders'
    for (const which of ['orders:4', `${arn}:4`, arn]) await readFixedDefinition(wire.clients, which, never)
    expect(wire.calls.map(({ body }) => body)).toStrictEqual([
      { jobDefinitions: ['orders:4'] },
      { jobDefinitions: [`${arn}:4`] },
      { jobDefinitionName: 'orders', status: 'ACTIVE' },
    ])
  })

  test('says what it asks for, and where its log goes', async () => {
    const resourceRequirements = [
      { type: 'VCPU', value: '8' },
      { type: 'MEMORY', value: '16384' },
    ]
    const logConfiguration = { logDriver: 'awslogs', options: { 'awslogs-group': '/acme' } }
    const containerProperties = { image: 'x', resourceRequirements, logConfiguration }
    await using wire = await found([
      { ...own, platformCapabilities: ['FARGATE'], containerProperties, tags: { team: 'data' } },
    ])
    expect(await readFixedDefinition(wire.clients, 'orders', never)).toMatchObject({
      asks: { vcpus: 8, memoryMib: 16_384, gpus: undefined },
      platforms: ['FARGATE'],
      tagCount: 1,
      logGroup: '/acme',
      hasJobRole: false,
    })
  })

  test('may say what it asks for as definitions did before', async () => {
    await using wire = await found([{ ...own, containerProperties: { image: 'x', vcpus: 2, memory: 512 } }])
    expect(await readFixedDefinition(wire.clients, 'orders', never)).toMatchObject({
      asks: { vcpus: 2, memoryMib: 512 },
    })
  })

  test('of another region is said to be there', async () => {
    await using wire = await found([])
    const arn = 'arn:aws:batch:eu-west-1:123456789012:job-definition/orders:1'
    const error = await readFixedDefinition(wire.clients, arn, never).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ advice: 'It is in eu-west-1: set `aws-region: eu-west-1`.' })
  })

  test.each([
    ['is not there', [], 'there is no active orders in us-east-1'],
    ['is inactive', [{ ...own, status: 'INACTIVE' }], 'is INACTIVE'],
    ['is for several nodes', [{ ...own, type: 'multinode', containerProperties: undefined }], 'is of type multinode'],
    ['is for EKS', [{ ...own, containerProperties: undefined, eksProperties: {} }], 'for EKS'],
  ])('that %s is refused', async (_, definitions, words) => {
    await using wire = await found(definitions)
    const error = await readFixedDefinition(wire.clients, 'orders', never).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining(words) })
  })
})
