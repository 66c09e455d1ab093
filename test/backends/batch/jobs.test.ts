import { describe, expect, test } from 'vitest'
import {
  describeJobs,
  getDefinitionName,
  isFinishedStatus,
  listActiveJobs,
  listJobsByName,
  terminateJob,
} from '../../../src/backends/batch/jobs.ts'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { refused, startBatchWire } from '../../testbed/batch-wire.ts'
import { receipt } from './fixtures.ts'

const never = new AbortController().signal

test('terminateJob cuts the reason to 1,024 characters', async () => {
  await using wire = await startBatchWire()
  await terminateJob(wire.clients, { id: 'job-1', reason: 'x'.repeat(2000) }, never)
  expect(wire.named('terminatejob').map(({ body }) => body)).toStrictEqual([
    { jobId: 'job-1', reason: 'x'.repeat(1024) },
  ])
})

describe('describeJobs', () => {
  test('sends a hundred ids per call', async () => {
    await using wire = await startBatchWire(({ name, body }) =>
      name === 'describejobs' && Array.isArray(body['jobs'])
        ? { jobs: body['jobs'].map((jobId) => ({ jobId, status: 'RUNNING' })) }
        : undefined,
    )
    const ids = Array.from({ length: 201 }, (_, index) => `job-${index}`)
    expect((await describeJobs(wire.clients, ids, never)).map(({ jobId }) => jobId)).toStrictEqual(ids)
    expect(wire.named('describejobs')).toHaveLength(3)
  })

  test('names the permission after a refusal', async () => {
    await using wire = await startBatchWire(() => refused)
    await expect(describeJobs(wire.clients, ['job-1'], never)).rejects.toMatchObject({
      verdict: 'access-denied',
      advice: expect.stringContaining('batch:DescribeJobs'),
    })
  })
})

describe('listJobsByName', () => {
  test('returns the jobs of all pages with exactly this name, the newest first', async () => {
    const environment = [{ name: receiptVariable, value: JSON.stringify(receipt) }]
    const jobs = [
      { jobId: 'old', jobName: 'orders', status: 'FAILED', createdAt: 1, container: {} },
      { jobId: 'new', jobName: 'orders', status: 'RUNNING', createdAt: 2, container: { environment } },
    ]
    await using wire = await startBatchWire(({ name, body }) => {
      if (name === 'describejobs') return { jobs }
      if (name !== 'listjobs') return undefined
      return body['nextToken'] === undefined
        ? { jobSummaryList: [{ jobId: 'old', jobName: 'orders' }], nextToken: '2' }
        : {
            jobSummaryList: [
              { jobId: 'new', jobName: 'orders' },
              { jobId: 'other', jobName: 'ORDERS' },
            ],
          }
    })
    expect(await listJobsByName(wire.clients, 'nightly', 'orders', never)).toMatchObject([
      { id: 'new', isFinished: false, receipt },
      { id: 'old', isFinished: true, receipt: undefined },
    ])
    expect(wire.named('describejobs')[0]?.body).toStrictEqual({ jobs: ['old', 'new'] })
  })
})

describe('listActiveJobs', () => {
  test('describes the jobs of a prefix that have not ended', async () => {
    const list = [
      { jobId: '1', jobName: 'orders-1', status: 'RUNNING' },
      { jobId: '2', jobName: 'orders-2', status: 'FAILED' },
      { jobId: '3', jobName: 'ORDERS-3', status: 'RUNNING' },
    ]
    await using wire = await startBatchWire(({ name }) =>
      name === 'listjobs' ? { jobSummaryList: list } : name === 'describejobs' ? { jobs: list.slice(0, 1) } : undefined,
    )
    expect(await listActiveJobs(wire.clients, 'nightly', 'orders-', never)).toMatchObject([{ id: '1' }])
    expect(wire.named('listjobs').map(({ body }) => body['filters'])).toStrictEqual([
      [{ name: 'JOB_NAME', values: ['orders-*'] }],
    ])
    expect(wire.named('describejobs').map(({ body }) => body['jobs'])).toStrictEqual([['1']])
  })

  test('leaves out a job that ends between the two calls', async () => {
    const job = { jobId: '1', jobName: 'orders-1', status: 'RUNNING' }
    await using wire = await startBatchWire(({ name }) =>
      name === 'listjobs' ? { jobSummaryList: [job] } : { jobs: [{ ...job, status: 'SUCCEEDED' }] },
    )
    expect(await listActiveJobs(wire.clients, 'nightly', 'orders-', never)).toStrictEqual([])
  })

  test('is undefined when the list has no end', async () => {
    await using wire = await startBatchWire(() => ({ jobSummaryList: [], nextToken: 'more' }))
    expect(await listActiveJobs(wire.clients, 'nightly', 'orders-', never)).toBeUndefined()
    expect(wire.named('listjobs')).toHaveLength(50)
  })
})

test.each([
  ['arn:aws:batch:us-east-1:123456789012:job-definition/orders:7', 'orders:7'],
  ['orders:7', 'orders:7'],
  [undefined, undefined],
])('getDefinitionName of %s is %s', (arn, name) => {
  expect(getDefinitionName(arn)).toBe(name)
})

test('isFinishedStatus is true of SUCCEEDED and FAILED', () => {
  expect(['SUCCEEDED', 'FAILED', 'RUNNING', undefined].map(isFinishedStatus)).toStrictEqual([true, true, false, false])
})
