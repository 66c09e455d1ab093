import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { parse } from 'yaml'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { callService, createAppSecret, createJobEvent, invokeFunction, startGitHubApp } from '../testbed/dispatch.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { root } from '../testbed/process.ts'
import { deployStack } from '../testbed/stacks.ts'

const queue = 'arn:aws:batch:us-east-1:123456789012:job-queue/disdat-spot'

// biome-ignore lint/correctness/noEmptyPattern: Vitest wants the pattern.
const test = base.extend('world', { scope: 'file' }, async ({}, { onCleanup }) => {
  const moto = await startMoto()
  onCleanup(() => moto[Symbol.asyncDispose]())
  return { moto, secretArn: await createAppSecret(moto) }
})

/** What the event says about a job of the action that has ended. */
const createJob = (environment: readonly object[], more: object = {}) => ({
  jobName: 'disdat-pipelines-orders-OrdersReport-0123456789abcdef',
  jobId: '4b1f2c3d',
  status: 'SUCCEEDED',
  container: { image: 'pipelines', command: ['dsdt_docker'], environment },
  ...more,
})
const wish = { name: 'DISPATCH_WHEN_ENDED', value: 'octo-org/pipelines' }

describe('the function of batch-dispatch', () => {
  test('sends the job to its repository, with a token for this repository only', async ({ world }) => {
    await using github = await startGitHubApp()
    const job = createJob([{ name: 'TZ', value: 'UTC' }, wish], { status: 'FAILED' })
    const result = await invokeFunction(createJobEvent(job), { ...world, apiUrl: github.apiUrl })
    expect(result).toBe('dispatched')
    expect(github.dispatches).toEqual([
      {
        repository: 'octo-org/pipelines',
        type: 'disdat-job-ended',
        clientPayload: {
          'job-id': '4b1f2c3d',
          'job-name': 'disdat-pipelines-orders-OrdersReport-0123456789abcdef',
          'job-queue': queue,
          region: 'us-east-1',
          status: 'FAILED',
        },
      },
    ])
    expect(github.requested).toEqual([{ repositories: ['pipelines'], permissions: { contents: 'write' } }])
  })

  test.for([
    ['a job without the variable', createJob([{ name: 'TZ', value: 'UTC' }])],
    ['a repository that the stack does not name', createJob([{ ...wish, value: 'octo-org/other' }])],
    ['a job without a container', createJob([], { container: undefined })],
  ] as const)('sends nothing for %s', async ([, job], { world }) => {
    await using github = await startGitHubApp()
    const result = await invokeFunction(createJobEvent(job), { ...world, apiUrl: github.apiUrl })
    expect(result).toBe('not dispatched')
    expect(github.requested).toEqual([])
  })

  test('fails when GitHub refuses, so that Lambda invokes it again, and names the request without its token', async ({
    world,
  }) => {
    await using github = await startGitHubApp()
    const event = createJobEvent(createJob([{ ...wish, value: 'octo-org/warehouse' }]))
    const failed = await invokeFunction(event, { ...world, apiUrl: github.apiUrl }).catch(String)
    expect(failed).toContain('GitHub answered GET /repos/octo-org/warehouse/installation with 404')
    expect(failed).not.toMatch(/Bearer|PRIVATE KEY/)
  })

  test('fails when the response is lost, and a second invocation sends the event again', async ({ world }) => {
    await using github = await startGitHubApp()
    const invoke = () => invokeFunction(createJobEvent(createJob([wish])), { ...world, apiUrl: github.apiUrl })
    github.loseNextResponse()
    await expect(invoke()).rejects.toThrow('fetch failed')
    expect(await invoke()).toBe('dispatched')
    expect(github.dispatches).toHaveLength(2)
  })
})

const callEvents = (moto: Moto, operation: string, body: object) =>
  callService(moto, 'events', `AWSEvents.${operation}`, body)

test('the stack deploys, and its rule delivers the events of ended jobs of the action in its queues only', async ({
  world: { moto, secretArn },
}) => {
  const other = 'arn:aws:batch:us-east-1:123456789012:job-queue/disdat-fargate'
  const outputs = await deployStack(moto.endpoint, 'batch-dispatch', {
    GitHubRepositories: 'octo-org/pipelines,octo-org/warehouse',
    GitHubAppSecretArn: secretArn,
    JobQueueArns: `${queue},${other}`,
  })
  expect(outputs).toEqual({ FailedEventsUrl: expect.stringContaining('batch-dispatch-failed') })
  const rule: unknown = await callEvents(moto, 'DescribeRule', { Name: 'batch-dispatch' })
  expect(JSON.parse(getString(rule, 'EventPattern') ?? '')).toEqual({
    source: ['aws.batch'],
    'detail-type': ['Batch Job State Change'],
    detail: { status: ['SUCCEEDED', 'FAILED'], jobName: [{ prefix: 'disdat-' }], jobQueue: [queue, other] },
  })

  // moto delivers events to queues, and not to functions: one takes the place of the function.
  const created = await callService(moto, 'sqs', 'AmazonSQS.CreateQueue', { QueueName: 'ended-jobs' })
  const received = { Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:123456789012:ended-jobs' }
  await callEvents(moto, 'RemoveTargets', { Rule: 'batch-dispatch', Ids: ['batch-dispatch'] })
  await callEvents(moto, 'PutTargets', { Rule: 'batch-dispatch', Targets: [received] })
  const ended = createJob([wish])
  const events = [
    createJobEvent({}),
    createJobEvent({ ...ended, status: 'RUNNING' }),
    createJobEvent({ ...ended, jobName: 'nightly-report' }),
    createJobEvent({ ...ended, jobQueue: 'arn:aws:batch:us-east-1:123456789012:job-queue/other' }),
    { ...createJobEvent(ended), 'detail-type': 'Batch Job Queue Blocked' },
    createJobEvent(ended),
    createJobEvent({ ...ended, jobId: 'failed', status: 'FAILED', jobQueue: other }),
  ]
  const entries = events.map((event) => ({
    ...{ Source: event.source, DetailType: event['detail-type'], Detail: JSON.stringify(event.detail) },
    Resources: event.resources,
  }))
  expect(await callEvents(moto, 'PutEvents', { Entries: entries })).toMatchObject({ FailedEntryCount: 0 })
  const messages = getList(
    await callService(moto, 'sqs', 'AmazonSQS.ReceiveMessage', {
      ...{ QueueUrl: getString(created, 'QueueUrl'), MaxNumberOfMessages: 10 },
    }),
    'Messages',
  )
  const delivered = messages.map((message): object => JSON.parse(getString(message, 'Body') ?? ''))
  expect(delivered.map((event) => getField(event, 'detail', 'jobId'))).toEqual(['4b1f2c3d', 'failed'])
  // The function understands the events as EventBridge has delivered them.
  await using github = await startGitHubApp()
  for (const event of delivered)
    expect(await invokeFunction(event, { moto, secretArn, apiUrl: github.apiUrl })).toBe('dispatched')
  expect(github.dispatches.map(({ clientPayload }) => getField(clientPayload, 'status'))).toEqual([
    ...['SUCCEEDED', 'FAILED'],
  ])
})

test('both templates have the same function', async () => {
  const read = (path: string) => readFile(join(root, 'examples/aws', path), 'utf8')
  const template: unknown = parse(await read('cloudformation/batch-dispatch.yml'), { logLevel: 'error' })
  const code = getField(template, 'Resources', 'Function', 'Properties', 'Code', 'ZipFile')
  expect(code).toBe(await read('terraform/batch-dispatch/index.js'))
})
