import { describe, expect, test } from 'vitest'
import { findOwnJobs } from '../../../src/backends/batch/own-jobs.ts'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { createFastClock, refused, startBatchWire } from '../../testbed/batch-wire.ts'
import { receipt } from './fixtures.ts'

const never = new AbortController().signal
const wanted = { queue: 'nightly', name: 'orders', outputUuid: receipt.outputUuid }
const createJob = (jobId: string, outputUuid = receipt.outputUuid) => ({
  jobId,
  jobName: 'orders',
  status: 'RUNNING',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify({ ...receipt, outputUuid }) }] },
})

/** Looks for the job in an account whose ListJobs shows these jobs at the given call. */
async function find(jobs: readonly object[], { atCall = 1, failedCalls = 0, signal = never } = {}) {
  const clock = createFastClock()
  await using wire = await startBatchWire(({ name }, calls) => {
    if (name === 'describejobs') return { jobs }
    if (name !== 'listjobs') return undefined
    if (calls <= failedCalls) return refused
    return { jobSummaryList: calls >= atCall ? jobs : [] }
  })
  const result = await findOwnJobs(wire.clients, wanted, { clock, limitMs: 30_000, signal })
  return { ids: result.jobs.map(({ id }) => id), error: result.error, slept: clock.slept }
}

describe('findOwnJobs', () => {
  test('returns all jobs with the output of the submission', async () => {
    const jobs = [createJob('a'), createJob('other', crypto.randomUUID()), createJob('b')]
    expect(await find(jobs)).toMatchObject({ ids: ['a', 'b'], slept: [] })
  })

  test('looks again, with pauses that grow, until ListJobs shows the job', async () => {
    expect(await find([createJob('a')], { atCall: 5 })).toMatchObject({ ids: ['a'], slept: [1000, 2000, 4000, 8000] })
  })

  test('finds nothing within its limit', async () => {
    const { ids, error, slept } = await find([], {})
    expect({ ids, error }).toStrictEqual({ ids: [], error: undefined })
    expect(slept).toStrictEqual([1000, 2000, 4000, 8000, 8000])
  })

  test('repeats a lookup that fails, and returns the error of the last one', async () => {
    expect(await find([createJob('a')], { failedCalls: 2 })).toMatchObject({ ids: ['a'], error: undefined })
    expect(await find([createJob('a')], { failedCalls: 9 })).toMatchObject({
      ids: [],
      error: { verdict: 'access-denied' },
    })
  })

  test('throws the reason of the signal', async () => {
    await expect(find([], { signal: AbortSignal.abort(new Error('SIGINT')) })).rejects.toThrow('SIGINT')
  })
})
