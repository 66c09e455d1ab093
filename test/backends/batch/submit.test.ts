import { describe, expect, test } from 'vitest'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { submitJob } from '../../../src/backends/batch/submit.ts'
import { createSubmitRequest } from '../../../src/backends/batch/submit-request.ts'
import { Failure } from '../../../src/errors.ts'
import {
  type Answer,
  type BatchWire,
  type Call,
  createFastClock,
  Fault,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { origin, receipt, settings, task } from './fixtures.ts'

const resources = { vcpus: 2, memoryMib: 4096, gpus: undefined }
const request = createSubmitRequest(task, settings, origin, { definition: 'orders:7', resources, isFixed: false })
const never = new AbortController().signal

const send = (wire: BatchWire, signal = never, own = receipt) =>
  submitJob(
    wire.clients,
    { request, receipt: own },
    { clock: createFastClock(), signal, cancelReason: 'cancelled by the test' },
  )

/** A job as ListJobs and DescribeJobs return it. */
const createJob = (id: string, more: object = {}, own: object = receipt) => ({
  jobId: id,
  jobName: request.jobName,
  status: 'RUNNING',
  createdAt: 1,
  jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/orders:7',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify(own) }] },
  ...more,
})

/** Answers as an account that has these jobs as soon as `hasJobs` is true of the number of calls. */
const answerJobs =
  (list: readonly ReturnType<typeof createJob>[], hasJobs: (calls: number) => boolean = () => true) =>
  ({ name, body }: Call, calls: number): Answer | undefined => {
    if (name === 'listjobs') return { jobSummaryList: hasJobs(calls) ? list : [] }
    if (name === 'describejobs')
      return { jobs: list.filter(({ jobId }) => JSON.stringify(body['jobs']).includes(jobId)) }
    return undefined
  }

const catchFailure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw new Error(`no Failure: ${error}`)
  return error
}

describe('submitJob', () => {
  test('sends the request once', async () => {
    await using wire = await startBatchWire()
    expect(await send(wire)).toStrictEqual({ id: 'job-1', name: request.jobName, definition: 'orders:7' })
    expect(wire.named('submitjob').map(({ body }) => body)).toStrictEqual([JSON.parse(JSON.stringify(request))])
  })

  test('retries after throttling, and gives up after eight attempts', async () => {
    await using wire = await startBatchWire(({ name }, calls) =>
      name === 'submitjob' && calls < 4 ? throttled : undefined,
    )
    expect(await send(wire)).toMatchObject({ id: 'job-1' })
    expect(wire.named('submitjob')).toHaveLength(4)
    await using stuck = await startBatchWire(({ name }) => (name === 'submitjob' ? throttled : undefined))
    expect(await catchFailure(send(stuck))).toMatchObject({ verdict: 'throttled' })
    expect(stuck.named('submitjob')).toHaveLength(8)
  })

  test('looks up the job by its name and output after a lost response', async () => {
    const other = createJob('other-job', {}, { ...receipt, outputUuid: crypto.randomUUID() })
    await using wire = await startBatchWire((call, calls) =>
      call.name === 'submitjob' ? 'cut' : answerJobs([other, createJob('job-9')], (lists) => lists > 2)(call, calls),
    )
    expect(await send(wire)).toStrictEqual({ id: 'job-9', name: request.jobName, definition: 'orders:7' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('finds a job that has ended by then after a lost response', async () => {
    await using wire = await startBatchWire((call, calls) =>
      call.name === 'submitjob'
        ? 'cut'
        : answerJobs([createJob('job-9', { status: 'SUCCEEDED' })], (lists) => lists > 1)(call, calls),
    )
    expect(await send(wire)).toMatchObject({ id: 'job-9' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('prevents retries by the SDK, which would not look up the job', async () => {
    const script = (call: Call, calls: number) =>
      call.name === 'submitjob' ? 'cut' : answerJobs([createJob('job-9')], (lists) => lists > 1)(call, calls)
    await using wire = await startBatchWire(script, { maxAttempts: 3 })
    expect(await send(wire)).toMatchObject({ id: 'job-9' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('sends a request again that did not arrive', async () => {
    await using wire = await startBatchWire(({ name }, calls) =>
      name === 'submitjob' && calls === 1 ? 'cut' : undefined,
    )
    expect(await send(wire)).toMatchObject({ id: 'job-1' })
    expect(wire.named('submitjob')).toHaveLength(2)
    // Once before the request, and three times before the job counts as missing.
    expect(wire.named('listjobs')).toHaveLength(4)
  })

  test.each([
    ['a refusal', refused, 'access-denied'],
    ['an invalid request', new Fault('ClientException', 'Job queue is disabled', 400), 'invalid-input'],
  ])('does not retry %s', async (_, answer, verdict) => {
    await using wire = await startBatchWire(({ name }) => (name === 'submitjob' ? answer : undefined))
    expect(await catchFailure(send(wire))).toMatchObject({ verdict, message: expect.stringContaining(answer.message) })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('adopts the unfinished job of an earlier attempt, with its receipt', async () => {
    const second = { ...receipt, workflowAttempt: 2, outputUuid: crypto.randomUUID() }
    await using wire = await startBatchWire(answerJobs([createJob('job-7', { status: 'RUNNABLE' })]))
    expect(await send(wire, never, second)).toStrictEqual({
      id: 'job-7',
      name: request.jobName,
      definition: 'orders:7',
      adopted: receipt,
    })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test.each([
    ['that has ended', createJob('job-7', { status: 'FAILED' }), 2],
    ['of the same attempt', createJob('job-7'), 1],
    ['without a receipt', createJob('job-7', { container: {} }), 2],
    ['whose name differs in case', createJob('job-7', { jobName: request.jobName?.toUpperCase() }), 2],
  ])('does not adopt a job %s', async (_, existing, workflowAttempt) => {
    await using wire = await startBatchWire(answerJobs([existing]))
    const own = { ...receipt, workflowAttempt, outputUuid: crypto.randomUUID() }
    expect(await send(wire, never, own)).toMatchObject({ id: 'job-1' })
  })

  test('ends the job when the signal aborts during a pause', async () => {
    const cancel = new AbortController()
    const clock = {
      ...createFastClock(),
      sleep: async (_: number, signal?: AbortSignal) => {
        cancel.abort(new Error('SIGINT'))
        signal?.throwIfAborted()
      },
    }
    await using wire = await startBatchWire((call, calls) =>
      call.name === 'submitjob' ? throttled : answerJobs([createJob('job-9')], (lists) => lists > 1)(call, calls),
    )
    const options = { clock, signal: cancel.signal, cancelReason: 'cancelled by the test' }
    await expect(submitJob(wire.clients, { request, receipt }, options)).rejects.toThrow('SIGINT')
    expect(wire.named('terminatejob')).toHaveLength(1)
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('ends the job when the signal aborts before the response', async () => {
    const cancel = new AbortController()
    await using wire = await startBatchWire(async (call, calls) => {
      if (call.name !== 'submitjob') return answerJobs([createJob('job-9')], (lists) => lists > 1)(call, calls)
      cancel.abort(new Error('SIGINT'))
      return await new Promise<Answer>(() => undefined)
    })
    await expect(send(wire, cancel.signal)).rejects.toThrow('SIGINT')
    expect(wire.named('terminatejob').map(({ body }) => body)).toStrictEqual([
      { jobId: 'job-9', reason: 'cancelled by the test' },
    ])
  })
})
