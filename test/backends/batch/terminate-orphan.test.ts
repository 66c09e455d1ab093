import { describe, expect, onTestFinished, test } from 'vitest'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { openOrphanConnection, terminateOrphan } from '../../../src/backends/batch/terminate-orphan.ts'
import { TimeLimitError } from '../../../src/lib/abort.ts'
import { createFastClock, Page, refused, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
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

type Script = NonNullable<Parameters<typeof startBatchWire>[0]>

/** Ends an orphan in an account with these jobs, which ListJobs shows `lagMs` late. `script` replaces responses. */
async function terminate(
  jobs: readonly object[],
  fields: Partial<typeof orphan & { readonly id: string }> = {},
  {
    lagMs = 0,
    script = () => undefined,
    limits,
  }: {
    readonly lagMs?: number
    readonly script?: Script
    readonly limits?: { readonly totalMs: number; readonly lookupMs: number }
  } = {},
) {
  const clock = createFastClock()
  const startMs = clock.now()
  await using wire = await startBatchWire((call, times) => {
    const answer = script(call, times)
    if (answer !== undefined) return answer
    if (call.name === 'listjobs') return { jobSummaryList: clock.now() - startMs >= lagMs ? jobs : [] }
    return call.name === 'describejobs' ? { jobs } : undefined
  })
  process.env['AWS_ENDPOINT_URL'] = wire.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  const work = terminateOrphan(
    { connect: () => openOrphanConnection(identity, {}, clock), origin },
    { ...orphan, ...fields },
    { clock, ...(limits && { limits }) },
  )
  const sentence = await work.catch((error: unknown) => error)
  const together = wire
    .named('terminatejobs')
    .flatMap(({ body: { jobs, reason } }) => Object.values(Object(jobs)).map((jobId) => ({ jobId, reason })))
  const terminated = [...wire.named('terminatejob').map(({ body }) => body), ...together]
  return { sentence, terminated, seconds: (clock.now() - startMs) / 1000 }
}

describe('terminateOrphan', () => {
  test('ends a job by its id', async () => {
    expect(await terminate([job], { id: 'job-1' })).toMatchObject({
      sentence: 'Batch job job-1 was RUNNING. It is being terminated.',
      terminated: [{ jobId: 'job-1', reason: expect.stringContaining(origin.url) }],
    })
  })

  test('finds a job without an id by its name and output', async () => {
    expect((await terminate([job])).terminated).toMatchObject([{ jobId: 'job-1' }])
  })

  test.each([2_000, 8_000, 45_000])('finds a job that ListJobs shows %i ms late', async (lagMs) => {
    const { sentence, terminated } = await terminate([job], {}, { lagMs })
    expect(sentence).toBe('Batch job job-1 was RUNNING. It is being terminated.')
    expect(terminated).toMatchObject([{ jobId: 'job-1' }])
  })

  test('says that it found no job, and not that there is none', async () => {
    const { sentence, terminated, seconds } = await terminate([job], { outputUuid: crypto.randomUUID() })
    expect(sentence).toBe(
      'No Batch job orders was found in the queue nightly within 60 s. If it appears later, terminate it.',
    )
    expect(terminated).toStrictEqual([])
    expect(seconds).toBeLessThanOrEqual(60)
  })

  test('ends and names every job of the submission', async () => {
    const { sentence, terminated } = await terminate([job, { ...job, jobId: 'job-2', status: 'RUNNABLE' }])
    expect(sentence).toBe(
      'Batch job job-1 was RUNNING. It is being terminated. Batch job job-2 was RUNNABLE. It is being terminated.',
    )
    expect(terminated).toHaveLength(2)
  })

  test('throws why the job could not be looked up', async () => {
    const script: Script = ({ name }) => (name === 'listjobs' ? refused : undefined)
    expect((await terminate([job], {}, { script })).sentence).toMatchObject({ verdict: 'access-denied' })
  })

  test.each(['listjobs', 'describejobs', 'terminatejob'])('ends in time when AWS never answers %s', async (silent) => {
    const script: Script = ({ name }) => (name === silent ? 'silence' : undefined)
    const limits = { totalMs: 300, lookupMs: 60_000 }
    const { sentence } = await terminate([job], {}, { script, limits })
    expect(sentence).toBeInstanceOf(TimeLimitError)
  })

  test('ends a job that cannot be described', async () => {
    const script: Script = ({ name }) => (name === 'describejobs' ? new Page() : undefined)
    expect(await terminate([job], { id: 'job-1' }, { script })).toMatchObject({
      sentence: 'Batch does not describe job job-1. Its termination was requested.',
      terminated: [{ jobId: 'job-1' }],
    })
  })

  test.each([
    [{ status: 'SUCCEEDED' }, 'Batch job job-1 has ended: SUCCEEDED.'],
    [{ status: 'FAILED', statusReason: 'Host EC2 lost' }, 'Batch job job-1 has ended: FAILED (Host EC2 lost).'],
  ])('leaves an ended job alone: %j', async (state, sentence) => {
    expect(await terminate([{ ...job, ...state }], { id: 'job-1' })).toMatchObject({ sentence, terminated: [] })
  })

  test('ends a thousand jobs with ten calls that describe and twenty that terminate, some of them repeated', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `job-${index + 1}`)
    await using wire = await startBatchWire(
      ({ name, body }, times) => {
        if (times === 5) return name === 'describejobs' ? 'cut' : throttled
        if (name !== 'describejobs') return undefined
        return { jobs: Object.values(Object(body['jobs'])).map((jobId) => ({ ...job, jobId })) }
      },
      { limits: {} },
    )
    process.env['AWS_ENDPOINT_URL'] = wire.endpoint
    onTestFinished(() => {
      delete process.env['AWS_ENDPOINT_URL']
    })
    const connection = openOrphanConnection(identity, {})
    const sentences = await Promise.all(
      ids.map((id) => terminateOrphan({ connect: () => connection, origin }, { ...orphan, id })),
    )
    expect(sentences).toEqual(ids.map((id) => `Batch job ${id} was RUNNING. It is being terminated.`))
    // One call of each was throttled or lost, and repeated.
    expect([wire.named('describejobs').length, wire.named('terminatejobs').length]).toEqual([11, 21])
    expect(wire.named('terminatejob')).toEqual([])
  })
})
