import { describe, expect, test } from 'vitest'
import { receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { type EarlierJobs, submitJob } from '../../../src/backends/batch/submit.ts'
import { createSubmitRequest } from '../../../src/backends/batch/submit-request.ts'
import { UnknownJobError } from '../../../src/backends/unknown-job.ts'
import { Failure } from '../../../src/errors.ts'
import { Memo } from '../../../src/lib/memo.ts'
import {
  type Answer,
  type Call,
  createFastClock,
  Fault,
  healthyQueue,
  matchesFilter,
  Page,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { origin, receipt, settings, task } from './fixtures.ts'

const resources = { vcpus: 2, memoryMib: 4096, gpus: undefined }
const request = createSubmitRequest(task, settings, origin, { definition: 'orders:7', resources, isFixed: false })
const never = new AbortController().signal

/** A wire whose clients retry as in a step, on a clock that does not wait. */
async function openWire(script?: Parameters<typeof startBatchWire>[0]) {
  const clock = createFastClock()
  const waits: string[] = []
  const onWait = (text: string) => void waits.push(text)
  const wire = await startBatchWire(script, { limits: {}, clock, onWait })
  return { ...wire, clock, waits, [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose]() }
}

type Wire = Awaited<ReturnType<typeof openWire>>

const send = (wire: Wire, signal = never, own = receipt) =>
  submitJob(wire.clients, { request, receipt: own }, { clock: wire.clock, signal, earlierJobs: new Memo() })

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
    await using wire = await openWire()
    expect(await send(wire)).toStrictEqual({ id: 'job-1', name: request.jobName, definition: 'orders:7' })
    expect(wire.named('submitjob').map(({ body }) => body)).toStrictEqual([JSON.parse(JSON.stringify(request))])
  })

  test.each([
    [1, []],
    [2, ['listjobs', 'describejobqueues']],
  ])('attempt %i of a workflow run looks for jobs of earlier attempts with %j', async (workflowAttempt, lookups) => {
    await using wire = await openWire(answerJobs([createJob('job-0', { status: 'SUCCEEDED' })]))
    await send(wire, never, { ...receipt, workflowAttempt })
    expect(wire.calls.map(({ name }) => name)).toStrictEqual([...lookups, 'submitjob'])
  })

  test('adopts an earlier job although the first response of ListJobs has no list', async () => {
    const answerAll = answerJobs([createJob('job-0')])
    let lookups = 0
    await using wire = await openWire((call) => {
      if (call.name === 'listjobs' && ++lookups === 1) return {}
      return answerAll(call, lookups)
    })
    expect(await send(wire, never, { ...receipt, workflowAttempt: receipt.workflowAttempt + 1 })).toMatchObject({
      id: 'job-0',
    })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('survives three minutes of throttling, and says so once', async () => {
    const start = createFastClock().now()
    await using wire = await openWire(({ name }) =>
      name === 'submitjob' && wire.clock.now() - start < 180_000 ? throttled : undefined,
    )
    expect(await send(wire)).toMatchObject({ id: 'job-1' })
    expect(wire.waits).toStrictEqual([
      'AWS is throttling requests. The step retries for up to 5 minutes: Too many requests',
    ])
  })

  test('gives up after five minutes of throttling', async () => {
    await using wire = await openWire(({ name }) => (name === 'submitjob' ? throttled : undefined))
    const startMs = wire.clock.now()
    expect(await catchFailure(send(wire))).toMatchObject({ verdict: 'throttled' })
    expect(wire.clock.now() - startMs).toBeGreaterThan(4 * 60_000)
    expect(wire.clock.now() - startMs).toBeLessThan(5 * 60_000)
  })

  test('looks up the job by its name and output after a lost response', async () => {
    const other = createJob('other-job', {}, { ...receipt, outputUuid: crypto.randomUUID() })
    await using wire = await openWire((call, calls) =>
      call.name === 'submitjob' ? 'cut' : answerJobs([other, createJob('job-9')], (lists) => lists > 2)(call, calls),
    )
    expect(await send(wire)).toStrictEqual({ id: 'job-9', name: request.jobName, definition: 'orders:7' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('finds a job that has ended by then after a lost response', async () => {
    await using wire = await openWire((call, calls) =>
      call.name === 'submitjob'
        ? 'cut'
        : answerJobs([createJob('job-9', { status: 'SUCCEEDED' })], (lists) => lists > 1)(call, calls),
    )
    expect(await send(wire)).toMatchObject({ id: 'job-9' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test.each([
    ['that is lost', 'cut', 8_000],
    ['that is lost while ListJobs lags', 'cut', 80_000],
    ['that cannot be read', new Page(), 8_000],
    ['with status 500', new Fault('ServerException', 'Internal', 500), 8_000],
  ] as const)('never sends a request again with a response %s', async (_, answer, lagMs) => {
    await using wire = await openWire((call, calls) => {
      if (call.name === 'submitjob') return answer
      const hasJobs = wire.clock.now() - createFastClock().now() >= lagMs
      return answerJobs([createJob('job-9')], () => hasJobs)(call, calls)
    })
    expect(await send(wire)).toMatchObject({ id: 'job-9' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('fails when a request has no response and no job appears, and does not say that there is none', async () => {
    await using wire = await openWire(({ name }) => (name === 'submitjob' ? 'cut' : undefined))
    const { verdict, message, advice } = await catchFailure(send(wire))
    expect(verdict).toBe('remote-unreachable')
    expect(message).toContain(
      `it is unknown whether the job ${request.jobName} is in the queue nightly: it was not found`,
    )
    expect(advice).toContain('Check the queue')
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('fails when the job cannot be looked up either', async () => {
    await using wire = await openWire(({ name }) => {
      if (name === 'submitjob') return 'cut'
      return name === 'listjobs' ? refused : undefined
    })
    expect(await catchFailure(send(wire))).toMatchObject({ message: expect.stringContaining('could not be looked up') })
  })

  test('keeps one of several jobs of a request that arrived twice, and ends the others', async () => {
    const jobs = [
      createJob('failed', { status: 'FAILED', createdAt: 1 }),
      createJob('older', { createdAt: 2 }),
      createJob('newer', { createdAt: 3 }),
    ]
    await using wire = await openWire((call, calls) =>
      call.name === 'submitjob' ? 'cut' : answerJobs(jobs, (lists) => lists > 1)(call, calls),
    )
    expect(await send(wire)).toMatchObject({ id: 'older' })
    expect(wire.named('terminatejob').map(({ body }) => body)).toStrictEqual([
      { jobId: 'newer', reason: expect.stringContaining('arrived twice') },
    ])
  })

  test.each([
    ['a refusal', refused, 'access-denied'],
    ['an invalid request', new Fault('ClientException', 'Job queue is disabled', 400), 'invalid-input'],
  ])('does not retry %s', async (_, answer, verdict) => {
    await using wire = await openWire(({ name }) => (name === 'submitjob' ? answer : undefined))
    expect(await catchFailure(send(wire))).toMatchObject({ verdict, message: expect.stringContaining(answer.message) })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('adopts the unfinished job of an earlier attempt, with its receipt', async () => {
    const second = { ...receipt, workflowAttempt: 2, outputUuid: crypto.randomUUID() }
    await using wire = await openWire(answerJobs([createJob('job-7', { status: 'RUNNABLE' })]))
    expect(await send(wire, never, second)).toStrictEqual({
      id: 'job-7',
      name: request.jobName,
      definition: 'orders:7',
      adopted: receipt,
    })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('adopts an earlier job although the tag of its image has moved, and says which image it has', async () => {
    const second = { ...receipt, workflowAttempt: 2, outputUuid: crypto.randomUUID(), image: 'orders@sha256:2' }
    const moved = { ...task, image: { ...task.image, pinned: second.image, id: second.image }, receipt: second }
    const again = createSubmitRequest(moved, settings, origin, { definition: 'orders:8', resources, isFixed: false })
    await using wire = await openWire(answerJobs([createJob('job-7')]))
    const options = { clock: wire.clock, signal: never, earlierJobs: new Memo<undefined>() }
    const job = await submitJob(wire.clients, { request: again, receipt: second }, options)
    expect(job).toMatchObject({ id: 'job-7', definition: 'orders:7', adopted: { image: receipt.image } })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('adopts an earlier job that makes the same output in another way, and names the inputs that differ', async () => {
    const settings = { image: '1', env: '2', vcpus: '3' }
    await using wire = await openWire(answerJobs([createJob('job-7', {}, { ...receipt, settings })]))
    const second = { ...receipt, workflowAttempt: 2, settings: { image: '1', env: '4', memory: '5' } }
    expect(await send(wire, never, second)).toMatchObject({ id: 'job-7', otherInputs: ['env', 'vcpus', 'memory'] })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('adopts an earlier job that is in another queue', async () => {
    const queues = ['nightly', 'spot', 'large'].map((jobQueueName) => ({ ...healthyQueue, jobQueueName }))
    const jobQueue = 'arn:aws:batch:us-east-1:123456789012:job-queue/large'
    const answer = answerJobs([createJob('job-7', { jobQueue })])
    await using wire = await openWire((call, calls) => {
      if (call.name === 'describejobqueues') return { jobQueues: queues }
      return call.name === 'listjobs' && call.body['jobQueue'] !== 'large'
        ? { jobSummaryList: [] }
        : answer(call, calls)
    })
    const second = { ...receipt, workflowAttempt: 2, outputUuid: crypto.randomUUID() }
    expect(await send(wire, never, second)).toStrictEqual({
      ...{ id: 'job-7', name: request.jobName, queue: jobQueue, definition: 'orders:7' },
      ...{ adopted: receipt, otherInputs: ['job-queue'] },
    })
    expect(wire.named('listjobs').map(({ body }) => body['jobQueue'])).toStrictEqual(['nightly', 'spot', 'large'])
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test('looks for the earlier jobs of a step together, each by its name', async () => {
    const requests = ['1', '2', '3'].map((day) =>
      createSubmitRequest({ ...task, request: day }, settings, origin, {
        ...{ definition: 'orders:7', resources, isFixed: false },
      }),
    )
    const jobs = requests.slice(0, 2).map(({ jobName }, index) => createJob(`job-${index + 7}`, { jobName }))
    await using wire = await openWire(answerJobs(jobs))
    const earlierJobs: EarlierJobs = new Memo()
    const second = { ...receipt, workflowAttempt: 2 }
    const submit = async (each: (typeof requests)[number]) =>
      await submitJob(
        wire.clients,
        { request: each, receipt: { ...second, outputUuid: crypto.randomUUID() } },
        { clock: wire.clock, signal: never, earlierJobs },
      )
    const submitted = await Promise.all(requests.map(submit))
    expect(submitted.map(({ id }) => id)).toStrictEqual(['job-7', 'job-8', 'job-1'])
    expect(wire.calls.map(({ name }) => name)).toStrictEqual([
      ...['listjobs', 'describejobs', 'describejobqueues', 'submitjob'],
    ])
  })

  test('looks for an earlier job by its whole name where the jobs of the step are too many to list', async () => {
    await using wire = await openWire(({ name, body }) => {
      const own = createJob('job-7')
      if (name === 'describejobs') return { jobs: [own] }
      if (name !== 'listjobs') return undefined
      return matchesFilter(body, `${own.jobName}2`)
        ? { jobSummaryList: [], nextToken: 'more' }
        : { jobSummaryList: [own] }
    })
    const second = { ...receipt, workflowAttempt: 2, outputUuid: crypto.randomUUID() }
    expect(await send(wire, never, second)).toMatchObject({ id: 'job-7', adopted: receipt })
  })

  test.each([
    ['that has ended', createJob('job-7', { status: 'FAILED' }), 2],
    ['of the same attempt', createJob('job-7', {}, { ...receipt, workflowAttempt: 2 }), 2],
    ['without a receipt', createJob('job-7', { container: {} }), 2],
    ['whose name differs in case', createJob('job-7', { jobName: request.jobName?.toUpperCase() }), 2],
  ])('does not adopt a job %s', async (_, existing, workflowAttempt) => {
    await using wire = await openWire(answerJobs([existing]))
    const own = { ...receipt, workflowAttempt, outputUuid: crypto.randomUUID() }
    expect(await send(wire, never, own)).toMatchObject({ id: 'job-1' })
  })

  test('sends nothing after the signal aborts during a pause', async () => {
    const cancel = new AbortController()
    await using wire = await openWire(({ name }) => {
      if (name !== 'submitjob') return undefined
      cancel.abort(new Error('SIGINT'))
      return throttled
    })
    await expect(send(wire, cancel.signal)).rejects.toThrow('SIGINT')
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('returns the job when its response arrives after the signal aborts', async () => {
    const cancel = new AbortController()
    await using wire = await openWire(({ name }) => {
      if (name === 'submitjob') cancel.abort(new Error('SIGINT'))
      return undefined
    })
    expect(await send(wire, cancel.signal)).toMatchObject({ id: 'job-1' })
  })

  test('looks for the job when the signal aborts and no response arrives', async () => {
    const cancel = new AbortController()
    await using wire = await openWire((call, calls) => {
      if (call.name !== 'submitjob') return answerJobs([createJob('job-9')], (lists) => lists > 1)(call, calls)
      cancel.abort(new Error('SIGINT'))
      return 'silence'
    })
    expect(await send(wire, cancel.signal)).toMatchObject({ id: 'job-9' })
  })

  test('throws UnknownJobError when the signal aborts and the job does not appear', async () => {
    const cancel = new AbortController()
    await using wire = await openWire(({ name }) => {
      if (name !== 'submitjob') return undefined
      cancel.abort(new Error('SIGINT'))
      return 'cut'
    })
    await expect(send(wire, cancel.signal)).rejects.toBeInstanceOf(UnknownJobError)
  })
})
