import { describe, expect, onTestFinished, test } from 'vitest'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { terminateOrphan } from '../../../src/backends/batch/terminate-orphan.ts'
import { startBatchWire } from '../../testbed/batch-wire.ts'
import { origin, receipt } from './fixtures.ts'

const identity = async () => ({
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
})
const job = {
  jobId: 'job-1',
  jobName: 'orders',
  status: 'RUNNING',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify(receipt) }] },
}
const orphan = { queue: 'nightly', name: 'orders', outputUuid: receipt.outputUuid }

/** Ends an orphan in an account with these jobs. */
async function terminate(jobs: readonly object[], fields: Partial<typeof orphan & { readonly id: string }> = {}) {
  await using wire = await startBatchWire(({ name }) => {
    if (name === 'listjobs') return { jobSummaryList: jobs }
    return name === 'describejobs' ? { jobs } : undefined
  })
  process.env['AWS_ENDPOINT_URL'] = wire.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  const sentence = await terminateOrphan({ identity, env: {}, origin }, { ...orphan, ...fields })
  return { sentence, terminated: wire.named('terminatejob').map(({ body }) => body) }
}

describe('terminateOrphan', () => {
  test('ends a job by its id', async () => {
    expect(await terminate([job], { id: 'job-1' })).toStrictEqual({
      sentence: 'Batch job job-1 was RUNNING. It is being terminated.',
      terminated: [{ jobId: 'job-1', reason: expect.stringContaining(origin.url) }],
    })
  })

  test('finds a job without an id by its name and output', async () => {
    expect((await terminate([job])).terminated).toMatchObject([{ jobId: 'job-1' }])
    expect(await terminate([job], { outputUuid: crypto.randomUUID() })).toStrictEqual({
      sentence: 'No Batch job was left running.',
      terminated: [],
    })
  })

  test.each([
    [{ status: 'SUCCEEDED' }, 'Batch job job-1 has ended: SUCCEEDED.'],
    [{ status: 'FAILED', statusReason: 'Host EC2 lost' }, 'Batch job job-1 has ended: FAILED (Host EC2 lost).'],
  ])('leaves an ended job alone: %j', async (state, sentence) => {
    expect(await terminate([{ ...job, ...state }], { id: 'job-1' })).toStrictEqual({ sentence, terminated: [] })
  })

  test('reports a job that Batch has forgotten', async () => {
    expect(await terminate([], { id: 'job-1' })).toStrictEqual({
      sentence: 'Batch does not know job job-1 any more.',
      terminated: [],
    })
  })
})
