import { describe, expect, test } from 'vitest'
import { terminateJob } from '../../../src/backends/batch/jobs.ts'
import { readReceipt, receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { createJobName, createSubmitRequest } from '../../../src/backends/batch/submit-request.ts'
import { submitJob } from '../../../src/backends/batch/submit.ts'
import { Failure } from '../../../src/errors.ts'
import {
  type Answer,
  type BatchWire,
  type Call,
  Fault,
  createFastClock,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'
import { origin, receipt, settings, task } from './fixtures.ts'

const resources = { vcpus: 2, memoryMib: 4096, gpus: undefined }
const request = createSubmitRequest(task, settings, origin, { definition: 'orders:7', resources, isFixed: false })
const never = new AbortController().signal

const send = (wire: BatchWire, signal = never, own = receipt) =>
  submitJob(wire.clients, { request, receipt: own }, { clock: createFastClock(), signal, cancelReason: 'cancelled by the test' })

/** A job as ListJobs and DescribeJobs tell of it. */
const job = (id: string, more: object = {}, own: object = receipt) => ({
  jobId: id,
  jobName: request.jobName,
  status: 'RUNNING',
  createdAt: 1,
  jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/orders:7',
  container: { environment: [{ name: receiptVariable, value: JSON.stringify(own) }] },
  ...more,
})

/** An account in which these jobs are from a moment on. */
const jobs =
  (list: readonly ReturnType<typeof job>[], when: (calls: number) => boolean = () => true) =>
  ({ name, body }: Call, times: number): Answer | undefined => {
    if (name === 'listjobs') return { jobSummaryList: when(times) ? list : [] }
    if (name === 'describejobs')
      return { jobs: list.filter(({ jobId }) => JSON.stringify(body['jobs']).includes(jobId)) }
    return undefined
  }

const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw new Error(`no Failure: ${error}`)
  return error
}

describe('a submission', () => {
  test('is sent once, with everything that was asked for', async () => {
    await using wire = await startBatchWire()
    expect(await send(wire)).toStrictEqual({ id: 'job-1', name: request.jobName, definition: 'orders:7' })
    expect(wire.named('submitjob').map(({ body }) => body)).toStrictEqual([JSON.parse(JSON.stringify(request))])
  })

  test('that is throttled is sent again, and fails when that does not end', async () => {
    await using wire = await startBatchWire(({ name }, times) =>
      name === 'submitjob' && times < 4 ? throttled : undefined,
    )
    expect(await send(wire)).toMatchObject({ id: 'job-1' })
    expect(wire.named('submitjob')).toHaveLength(4)
    await using stuck = await startBatchWire(({ name }) => (name === 'submitjob' ? throttled : undefined))
    expect(await failure(send(stuck))).toMatchObject({ verdict: 'throttled' })
    expect(stuck.named('submitjob')).toHaveLength(8)
  })

  test('whose answer is lost is looked up by its name and output, and not sent again', async () => {
    const other = job('another-leg', {}, { ...receipt, outputUuid: crypto.randomUUID() })
    await using wire = await startBatchWire((call, times) =>
      call.name === 'submitjob' ? 'cut' : jobs([other, job('job-9')], (lists) => lists > 2)(call, times),
    )
    expect(await send(wire)).toStrictEqual({ id: 'job-9', name: request.jobName, definition: 'orders:7' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('whose answer is lost and whose job is over by then is found all the same', async () => {
    await using wire = await startBatchWire((call, times) =>
      call.name === 'submitjob'
        ? 'cut'
        : jobs([job('job-9', { status: 'SUCCEEDED' })], (lists) => lists > 1)(call, times),
    )
    expect(await send(wire)).toMatchObject({ id: 'job-9' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('is never sent again by the SDK itself, which would not look first', async () => {
    const script = (call: Call, times: number) =>
      call.name === 'submitjob' ? 'cut' : jobs([job('job-9')], (lists) => lists > 1)(call, times)
    await using wire = await startBatchWire(script, { maxAttempts: 3 })
    expect(await send(wire)).toMatchObject({ id: 'job-9' })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('that never arrived is sent again', async () => {
    await using wire = await startBatchWire(({ name }, times) =>
      name === 'submitjob' && times === 1 ? 'cut' : undefined,
    )
    expect(await send(wire)).toMatchObject({ id: 'job-1' })
    expect(wire.named('submitjob')).toHaveLength(2)
    // Once before it was sent, and three times before it counted as not there.
    expect(wire.named('listjobs')).toHaveLength(4)
  })

  test.each([
    ['a refusal', refused, 'access-denied'],
    ['a request that AWS does not accept', new Fault('ClientException', 'Job queue is disabled', 400), 'invalid-input'],
  ])('that meets %s is not sent again', async (_, answer, verdict) => {
    await using wire = await startBatchWire(({ name }) => (name === 'submitjob' ? answer : undefined))
    expect(await failure(send(wire))).toMatchObject({ verdict, message: expect.stringContaining(answer.message) })
    expect(wire.named('submitjob')).toHaveLength(1)
  })

  test('adopts the live job of an earlier attempt, with its receipt', async () => {
    const second = { ...receipt, workflowAttempt: 2, outputUuid: crypto.randomUUID() }
    await using wire = await startBatchWire(jobs([job('job-7', { status: 'RUNNABLE' })]))
    expect(await send(wire, never, second)).toStrictEqual({
      id: 'job-7',
      name: request.jobName,
      definition: 'orders:7',
      adopted: receipt,
    })
    expect(wire.named('submitjob')).toStrictEqual([])
  })

  test.each([
    ['that is over', job('job-7', { status: 'FAILED' }), 2],
    ['of another leg of the same attempt', job('job-7'), 1],
    ['without a receipt', job('job-7', { container: {} }), 2],
    ['of another name, in other letters', job('job-7', { jobName: request.jobName?.toUpperCase() }), 2],
  ])('does not adopt a job %s', async (_, found, workflowAttempt) => {
    await using wire = await startBatchWire(jobs([found]))
    const own = { ...receipt, workflowAttempt, outputUuid: crypto.randomUUID() }
    expect(await send(wire, never, own)).toMatchObject({ id: 'job-1' })
  })

  test('that is cancelled while its answer is owed is found and ended', async () => {
    const cancel = new AbortController()
    await using wire = await startBatchWire(async (call, times) => {
      if (call.name !== 'submitjob') return jobs([job('job-9')], (lists) => lists > 1)(call, times)
      cancel.abort(new Error('SIGINT'))
      return await new Promise<Answer>(() => undefined)
    })
    await expect(send(wire, cancel.signal)).rejects.toThrow('SIGINT')
    expect(wire.named('terminatejob').map(({ body }) => body)).toStrictEqual([
      { jobId: 'job-9', reason: 'cancelled by the test' },
    ])
  })
})

test('a reason for ending a job is cut to what Batch takes', async () => {
  await using wire = await startBatchWire()
  await terminateJob(wire.clients, 'job-1', 'x'.repeat(2000))
  expect(wire.named('terminatejob').map(({ body }) => body)).toStrictEqual([
    { jobId: 'job-1', reason: 'x'.repeat(1024) },
  ])
})

describe('the name of a job', () => {
  test('is that of its pipe and request', () => {
    expect(createJobName(task, origin)).toMatch(/^disdat-pipelines-orders-DailyOrders-[0-9a-f]{16}$/)
  })

  test('is the same for another attempt, and another output', () => {
    const outputUuid = crypto.randomUUID()
    const argv = task.argv.map((part) => part.replace(receipt.outputUuid, outputUuid))
    const again = {
      ...task,
      argv,
      receipt: { ...receipt, outputUuid, launchedAt: '2027-01-01T00:00:00.000Z', workflowAttempt: 3 },
    }
    expect(createJobName(again, { ...origin, attempt: 3 })).toBe(createJobName(task, origin))
  })

  test.each([
    ['workflow run', task, { ...origin, runId: '18' }],
    ['repository', task, { ...origin, repository: 'octo-org/other' }],
    ['step', task, { ...origin, step: 'run_2' }],
    ['parameter', { ...task, receipt: { ...receipt, params: { day: '2026-01-06' } } }, origin],
    ['image', { ...task, receipt: { ...receipt, image: 'other' } }, origin],
    ['command', { ...task, argv: [...task.argv, '--force'] }, origin],
    ['size', { ...task, vcpus: 4 }, origin],
    ['environment, as the legs of a matrix may have it', { ...task, env: new Map([['REGION', 'eu']]) }, origin],
  ])('is another for another %s', (_, other, from) => {
    expect(createJobName(other, from)).not.toBe(createJobName(task, origin))
  })

  test('is the same for other credentials', () => {
    const handed = (key: string) => ({
      ...task,
      env: new Map([
        ['AWS_ACCESS_KEY_ID', key],
        ['AWS_SECRET_ACCESS_KEY', key],
        ['AWS_SESSION_TOKEN', key],
        ...task.env,
      ]),
    })
    expect(createJobName(handed('a'), origin)).toBe(createJobName(handed('b'), origin))
  })

  test('is at most 128 characters of those that Batch takes', () => {
    const pipeClass = `pipelines.${'ö'.repeat(90)}.${'P'.repeat(90)}`
    expect(createJobName({ ...task, receipt: { ...receipt, pipeClass } }, origin)).toMatch(/^[A-Za-z0-9_-]{100,128}$/)
  })
})

describe('a request', () => {
  test('says who asks, in tags that AWS takes', () => {
    const hostile = { ...origin, actor: 'dependabot[bot]', repository: 'a/b', pullRequest: undefined }
    const tags = new Map([['cost', 'x'.repeat(300)]])
    expect(
      createSubmitRequest(task, { ...settings, tags }, hostile, { definition: 'd', resources, isFixed: false }).tags,
    ).toStrictEqual({
      cost: 'x'.repeat(256),
      'disdat-run-action:repository': 'a/b',
      'disdat-run-action:run': '17',
      'disdat-run-action:commit': origin.commit,
      'disdat-run-action:actor': 'dependabot bot ',
      'disdat-run-action:pipe': 'pipelines.orders.DailyOrders',
    })
  })

  test('for a definition of the user’s own carries tries and time', () => {
    const fixed = createSubmitRequest(task, { ...settings, attempts: 2 }, origin, {
      definition: 'd',
      resources: undefined,
      isFixed: true,
    })
    expect(fixed).toMatchObject({ timeout: { attemptDurationSeconds: 3600 }, retryStrategy: { attempts: 2 } })
    expect(fixed.containerOverrides).not.toHaveProperty('resourceRequirements')
  })

  test('carries dependencies, share and priority', () => {
    const more = { ...settings, dependsOn: ['a', 'b'], shareIdentifier: 'team', schedulingPriority: 5 }
    expect(createSubmitRequest(task, more, origin, { definition: 'd', resources, isFixed: false })).toMatchObject({
      dependsOn: [{ jobId: 'a' }, { jobId: 'b' }],
      shareIdentifier: 'team',
      schedulingPriorityOverride: 5,
      propagateTags: true,
    })
  })
})

describe('a receipt', () => {
  const read = (value: unknown) =>
    readReceipt([
      { name: 'OTHER', value: 'x' },
      { name: receiptVariable, value: JSON.stringify(value) },
    ])

  test('comes back as it was given', () => {
    const whole = { ...receipt, inputUuid: 'u', inputParam: 'orders' }
    expect(read(whole)).toStrictEqual(whole)
    expect(read(receipt)).toStrictEqual(receipt)
  })

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['another dialect', { ...receipt, dialect: 'bash' }],
    ['no output', { ...receipt, outputUuid: '' }],
    ['a number for a name', { ...receipt, outputName: 7 }],
    ['parameters that are no texts', { ...receipt, params: { day: 1 } }],
    ['a time that is none', { ...receipt, launchedAt: 'soon' }],
    ['an attempt that is no number', { ...receipt, workflowAttempt: '1' }],
  ])('of %s is none', (_, value) => {
    expect(read(value)).toBeUndefined()
  })

  test('that is garbage, or not there, is none', () => {
    expect(readReceipt([{ name: receiptVariable, value: '{' }])).toBeUndefined()
    expect(readReceipt([])).toBeUndefined()
    expect(readReceipt(undefined)).toBeUndefined()
  })
})
