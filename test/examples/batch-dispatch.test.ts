import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { parse } from 'yaml'
import { getField, getString } from '../../src/lib/json.ts'
import { createAppSecret, createEndedEvent, invokeFunction, startGitHubApp } from '../testbed/dispatch.ts'
import { startMoto } from '../testbed/moto.ts'
import { root } from '../testbed/process.ts'
import { deployStack } from '../testbed/stacks.ts'

const queue = 'arn:aws:batch:us-east-1:123456789012:job-queue/disdat-spot'

// biome-ignore lint/correctness/noEmptyPattern: Vitest wants the pattern.
const test = base.extend('world', { scope: 'file' }, async ({}, { onCleanup }) => {
  const moto = await startMoto()
  onCleanup(() => moto[Symbol.asyncDispose]())
  return { moto, secretArn: await createAppSecret(moto) }
})

/** A job as the event describes it. */
const createJob = (environment: readonly object[], more: object = {}) => ({
  jobArn: 'arn:aws:batch:us-east-1:123456789012:job/4b1f2c3d',
  jobName: 'disdat-pipelines-orders-OrdersReport-0123456789abcdef',
  jobId: '4b1f2c3d',
  jobQueue: queue,
  status: 'SUCCEEDED',
  attempts: [],
  createdAt: 1_767_665_820_000,
  jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/disdat-pipelines-orders-job-definition:3',
  container: { image: 'pipelines', command: ['dsdt_docker'], environment },
  tags: {},
  ...more,
})
const wish = { name: 'DISPATCH_WHEN_ENDED', value: 'octo-org/pipelines' }

describe('the function of disdat-dispatch', () => {
  test('sends the job to its repository, with a token for this repository only', async ({ world }) => {
    await using github = await startGitHubApp()
    const job = createJob([{ name: 'TZ', value: 'UTC' }, wish], { status: 'FAILED' })
    const result = await invokeFunction(createEndedEvent(job), { ...world, apiUrl: github.apiUrl })
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
    const result = await invokeFunction(createEndedEvent(job), { ...world, apiUrl: github.apiUrl })
    expect(result).toBe('not dispatched')
    expect(github.requested).toEqual([])
  })

  test('fails when GitHub refuses, so that Lambda invokes it again, and names the request without its token', async ({
    world,
  }) => {
    await using github = await startGitHubApp()
    const event = createEndedEvent(createJob([{ ...wish, value: 'octo-org/warehouse' }]))
    const failed = await invokeFunction(event, { ...world, apiUrl: github.apiUrl }).catch(String)
    expect(failed).toContain('GitHub answered GET /repos/octo-org/warehouse/installation with 404')
    expect(failed).not.toMatch(/Bearer|PRIVATE KEY/)
  })

  test('fails when the response is lost, and a second invocation sends the event again', async ({ world }) => {
    await using github = await startGitHubApp()
    const invoke = () => invokeFunction(createEndedEvent(createJob([wish])), { ...world, apiUrl: github.apiUrl })
    github.loseNextResponse()
    await expect(invoke()).rejects.toThrow('fetch failed')
    expect(await invoke()).toBe('dispatched')
    expect(github.dispatches).toHaveLength(2)
  })
})

test('the stack deploys, and its rule matches ended jobs of its queues only', async ({
  world: { moto, secretArn },
}) => {
  const other = 'arn:aws:batch:us-east-1:123456789012:job-queue/disdat-fargate'
  const outputs = await deployStack(moto.endpoint, 'disdat-dispatch', {
    GitHubRepositories: 'octo-org/pipelines,octo-org/warehouse',
    GitHubAppSecretArn: secretArn,
    JobQueueArns: `${queue},${other}`,
  })
  expect(outputs).toEqual({ FailedEventsUrl: expect.stringContaining('disdat-dispatch-failed') })
  const response = await fetch(moto.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSEvents.DescribeRule',
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/events/aws4_request',
    },
    body: JSON.stringify({ Name: 'disdat-dispatch' }),
  })
  expect(JSON.parse(getString(await response.json(), 'EventPattern') ?? '')).toEqual({
    source: ['aws.batch'],
    'detail-type': ['Batch Job State Change'],
    detail: { status: ['SUCCEEDED', 'FAILED'], jobQueue: [queue, other] },
  })
})

test('both templates have the same function', async () => {
  const read = (path: string) => readFile(join(root, 'examples/aws', path), 'utf8')
  const template: unknown = parse(await read('cloudformation/disdat-dispatch.yml'), { logLevel: 'error' })
  const code = getField(template, 'Resources', 'Function', 'Properties', 'Code', 'ZipFile')
  expect(code).toBe(await read('terraform/disdat-dispatch/index.js'))
})
