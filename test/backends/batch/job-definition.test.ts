import { describe, expect, test } from 'vitest'
import {
  createDefinitionRequest,
  definitionTags,
  ensureDefinition,
  isInactiveDefinition,
} from '../../../src/backends/batch/job-definition.ts'
import { type Call, createFastClock, Fault, refused, startBatchWire } from '../../testbed/batch-wire.ts'
import { settings, task } from './fixtures.ts'

const never = new AbortController().signal
const resources = { vcpus: 2, memoryMib: 4096, gpus: undefined }
const ec2 = { kind: 'EC2' as const, resources }
const request = createDefinitionRequest(task, settings, ec2)

/** A registered revision of this action. */
const createRevision = (number: number, tags: Record<string, string> = request.tags ?? {}, more: object = {}) => ({
  jobDefinitionName: request.jobDefinitionName,
  jobDefinitionArn: `arn:aws:batch:us-east-1:123456789012:job-definition/${request.jobDefinitionName}:${number}`,
  revision: number,
  status: 'ACTIVE',
  type: 'container',
  tags,
  ...more,
})
const otherTags = { ...request.tags, [definitionTags.content]: 'another' }

/** Answers with pages of two. */
const answerPages =
  (revisions: readonly object[]) =>
  ({ name, body }: Call) => {
    if (name !== 'describejobdefinitions') return undefined
    const from = Number(body['nextToken'] ?? 0)
    const hasMore = from + 2 < revisions.length
    return { jobDefinitions: revisions.slice(from, from + 2), ...(hasMore && { nextToken: String(from + 2) }) }
  }

describe('createDefinitionRequest', () => {
  test('for EC2', () => {
    expect(request).toStrictEqual({
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
      tags: {
        [definitionTags.madeBy]: 'disdat/run-action',
        [definitionTags.content]: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    })
  })

  test('for Fargate on arm64', () => {
    const arm = { ...task, image: { ...task.image, architecture: 'arm64' } }
    const executionRoleArn = 'arn:aws:iam::123456789012:role/exec'
    const definition = createDefinitionRequest(arm, { ...settings, executionRoleArn }, { kind: 'FARGATE', resources })
    expect(definition).toMatchObject({
      platformCapabilities: ['FARGATE'],
      containerProperties: {
        executionRoleArn,
        networkConfiguration: { assignPublicIp: 'ENABLED' },
        runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      },
    })
  })

  test('with GPUs and shared memory', () => {
    const definition = createDefinitionRequest({ ...task, shmSizeMib: 64 }, settings, {
      kind: 'EC2',
      resources: { ...resources, gpus: 1 },
    })
    expect(definition.containerProperties).toMatchObject({ linuxParameters: { sharedMemorySize: 64 } })
    expect(definition.containerProperties?.resourceRequirements).toContainEqual({ type: 'GPU', value: '1' })
  })

  test('has the attempts of the settings', () => {
    expect(createDefinitionRequest(task, { ...settings, attempts: 3 }, ec2).retryStrategy?.attempts).toBe(3)
  })

  test('has a timeout of at least a minute', () => {
    expect(createDefinitionRequest({ ...task, timeoutMs: 1000 }, settings, ec2).timeout).toStrictEqual({
      attemptDurationSeconds: 60,
    })
  })
})

describe('ensureDefinition', () => {
  test('reuses an active revision with the same content, on any page', async () => {
    await using wire = await startBatchWire(
      answerPages([createRevision(3, otherTags), createRevision(2, otherTags), createRevision(1)]),
    )
    expect(await ensureDefinition(wire.clients, request, never)).toStrictEqual({
      arn: 'arn:aws:batch:us-east-1:123456789012:job-definition/disdat-pipelines-orders-job-definition:1',
      name: 'disdat-pipelines-orders-job-definition:1',
    })
    expect(wire.named('registerjobdefinition')).toStrictEqual([])
  })

  test('registers a definition when no revision has this content', async () => {
    await using wire = await startBatchWire(answerPages([createRevision(1, otherTags)]))
    expect(await ensureDefinition(wire.clients, request, never)).toMatchObject({
      name: 'disdat-pipelines-orders-job-definition:7',
    })
    expect(wire.named('registerjobdefinition').map(({ body }) => body)).toStrictEqual([
      JSON.parse(JSON.stringify(request)),
    ])
    expect(wire.named('deregisterjobdefinition')).toStrictEqual([])
  })

  test('does not reuse a revision that is inactive or not ours', async () => {
    const { [definitionTags.madeBy]: _, ...notOurs } = request.tags ?? {}
    await using wire = await startBatchWire(
      answerPages([createRevision(2, notOurs), createRevision(1, request.tags, { status: 'INACTIVE' })]),
    )
    await ensureDefinition(wire.clients, request, never)
    expect(wire.named('registerjobdefinition')).toHaveLength(1)
  })

  test('deregisters all but the newest revisions of ours, and none of others', async () => {
    const many = [9, 8, 6, 5, 4, 3].map((number) => createRevision(number, otherTags))
    await using wire = await startBatchWire(
      answerPages([...many, createRevision(2, { team: 'data' }), createRevision(1)].slice(0, 7)),
    )
    await ensureDefinition(wire.clients, request, never)
    expect(
      wire.named('deregisterjobdefinition').map(({ body }) => String(body['jobDefinition']).split(':').at(-1)),
    ).toStrictEqual(['4', '3'])
  })

  test('names the permission when it may not pass a role', async () => {
    const message =
      'User is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/disdat-job'
    await using wire = await startBatchWire(({ name }) =>
      name === 'registerjobdefinition' ? new Fault('AccessDeniedException', message, 403) : undefined,
    )
    const error = await ensureDefinition(wire.clients, request, never).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      verdict: 'access-denied',
      message: expect.stringContaining(message),
      advice: expect.stringContaining('iam:PassRole'),
    })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('ignores a revision that cannot be deregistered', async () => {
    const many = [9, 8, 6, 5, 4, 3].map((number) => createRevision(number, otherTags))
    await using wire = await startBatchWire((call) =>
      call.name === 'deregisterjobdefinition' ? refused : answerPages(many)(call),
    )
    expect(await ensureDefinition(wire.clients, request, never)).toMatchObject({ name: expect.stringMatching(/:7$/) })
  })
})

test.each([
  [new Fault('ClientException', 'Job Definition arn:x:7 is not ACTIVE'), false],
  [Object.assign(new Error('Job Definition arn:x:7 is not ACTIVE'), { name: 'ClientException' }), true],
  [Object.assign(new Error('JobDefinition orders:7 does not exist'), { name: 'ClientException' }), true],
  [Object.assign(new Error('Job queue nightly is not ACTIVE'), { name: 'ClientException' }), false],
  [Object.assign(new Error('Job Definition is not ACTIVE'), { name: 'ServerException' }), false],
])('isInactiveDefinition: %s', (error, isInactive) => {
  expect(isInactiveDefinition(error)).toBe(isInactive)
})

test('a response without a list of definitions does not mean that there is none: the call is repeated', async () => {
  const options = { limits: { maxAttempts: 3 }, clock: createFastClock() }
  await using wire = await startBatchWire(({ name }, times) => {
    if (name !== 'describejobdefinitions') return undefined
    return [{}, { jobDefinitions: [null] }, { jobDefinitions: [createRevision(3)] }][times - 1]
  }, options)
  expect(await ensureDefinition(wire.clients, request, never)).toMatchObject({ name: `${request.jobDefinitionName}:3` })
  expect(wire.named('registerjobdefinition')).toStrictEqual([])
})
