import { describe, expect, test } from 'vitest'
import { JobTerminator, terminationLimits } from '../../../src/backends/batch/job-terminator.ts'
import { type Answer, type Call, Fault, Page, refused, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
import { runnerGrace } from '../../testbed/runner/process.ts'

type Script = NonNullable<Parameters<typeof startBatchWire>[0]>

const createIds = (count: number) => Array.from({ length: count }, (_, index) => `job-${index + 1}`)

/** The ids in a request of TerminateJobs. */
const listIds = ({ body }: Call): readonly string[] => Object.values(Object(body['jobs'])).map(String)

/** AWS accepts all of these. */
const accept = (call: Call): Answer => ({ successful: listIds(call), errors: [] })

interface Settings {
  /** The jobs have them in turn. */
  readonly reasons?: readonly string[]
  /** Other limits of a cancellation than those of a step. */
  readonly limits?: Partial<(typeof terminationLimits)['cancellation']>
}

/** Terminates jobs at the same time on a wire, and resolves with the error of each that AWS did not accept. */
async function terminate(
  ids: readonly string[],
  script: Script,
  { reasons = ['cancelled'], limits = {} }: Settings = {},
) {
  await using wire = await startBatchWire(script, { limits: {} })
  const { cancellation } = terminationLimits
  const terminator = new JobTerminator(wire.clients, {
    ...terminationLimits,
    cancellation: { ...cancellation, ...limits },
  })
  const work = (id: string, index: number) =>
    terminator.terminate(id, reasons[index % reasons.length] ?? '', 'cancellation')
  const ends = await Promise.allSettled(ids.map(work))
  const errors = ends.flatMap((end, index) => (end.status === 'rejected' ? [[ids[index], end.reason]] : []))
  const single = wire.named('terminatejob').map(({ body }) => body['jobId'])
  return { errors, together: wire.named('terminatejobs'), single }
}

test('a cancellation has time for a second call for many jobs before the second signal of the runner', () => {
  const { totalMs, together } = terminationLimits.cancellation
  expect(totalMs).toBeLessThan(runnerGrace.sigintMs)
  expect(together?.attemptMs).toBeLessThan(totalMs / 2)
})

describe('JobTerminator', () => {
  test('terminates a thousand jobs with twenty calls, of which some are throttled or have no response', async () => {
    const terminated = new Set<string>()
    const faults = new Map<number, Answer>([
      [3, throttled],
      [8, 'cut'],
      [9, new Fault('ServerException', 'internal', 500)],
      [15, new Page()],
    ])
    const ids = createIds(1000)
    const { errors, together, single } = await terminate(ids, (call, times) => {
      const fault = faults.get(times)
      // A response that is lost, or that a proxy replaces, may be one to a call that AWS carried out.
      if (fault === undefined || fault === 'cut') for (const id of listIds(call)) terminated.add(id)
      return fault ?? accept(call)
    })
    expect(errors).toEqual([])
    expect([terminated.size, together.length, single]).toEqual([1000, 24, []])
    expect(new Set(together.map((call) => listIds(call).length))).toEqual(new Set([50]))
  })

  test('repeats the call for the jobs whose errors AWS asks to repeat, and for those that it does not name', async () => {
    const { errors, together } = await terminate(createIds(5), (call, times) =>
      times > 1
        ? accept(call)
        : {
            successful: ['job-1'],
            errors: [
              { job: 'job-2', code: 'ThrottlingException', message: 'Rate exceeded' },
              { job: 'job-3', code: 'ServerException', message: 'Failed to read job state.' },
              { job: 'job-4', code: 'AccessDenied', message: 'Not authorized.' },
              { code: 'ServerException' },
            ],
          },
    )
    expect(together.map(listIds)).toEqual([createIds(5), ['job-2', 'job-3', 'job-5']])
    expect(errors).toEqual([
      ['job-4', expect.objectContaining({ verdict: 'access-denied', advice: expect.stringContaining('TerminateJob') })],
    ])
  })

  test.each([
    ['does not know it', new Page(404, '<title>404 Not Found</title>')],
    ['does not know it', new Fault('UnknownOperationException', '', 404)],
    ['does not know it', new Fault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403)],
    ['refuses it', refused],
    ['answers something else', { message: 'ok' }],
  ])('terminates jobs one by one when the endpoint %s', async (_, answer) => {
    const ids = createIds(120)
    const { errors, together, single } = await terminate(ids, ({ name }, times) => {
      if (name === 'terminatejobs') return answer
      return times % 10 === 0 ? throttled : undefined
    })
    expect(errors).toEqual([])
    expect(together).toHaveLength(3)
    expect(new Set(single)).toEqual(new Set(ids))
  })

  test('does not call TerminateJobs again after a refusal', async () => {
    await using wire = await startBatchWire(({ name }) => (name === 'terminatejobs' ? refused : undefined))
    const terminator = new JobTerminator(wire.clients)
    for (const each of [1, 2])
      await Promise.all(createIds(2).map((id) => terminator.terminate(id, `reason ${each}`, 'orphan')))
    expect([wire.named('terminatejobs').length, wire.named('terminatejob').length]).toEqual([1, 4])
  })

  test('sends a single job with TerminateJob, and jobs with other reasons in other calls', async () => {
    const { together, single } = await terminate(createIds(5), accept, {
      reasons: ['late', 'late', 'cancelled'],
    })
    expect(together.map((call) => [call.body['reason'], listIds(call)])).toEqual([
      ['late', ['job-1', 'job-2', 'job-4', 'job-5']],
    ])
    expect(single).toEqual(['job-3'])
  })

  test('repeats a call without a response in time, and rejects only for the jobs that never get one', async () => {
    const { errors, together } = await terminate(
      createIds(60),
      (call, times) => (times === 1 || listIds(call).includes('job-60') ? 'silence' : accept(call)),
      { limits: { totalMs: 2_000, together: { attemptMs: 600 } } },
    )
    expect(errors.map(([id]) => id)).toEqual(createIds(60).slice(50))
    expect(errors[0]?.[1]).toMatchObject({ message: expect.stringMatching(/within \d s/) })
    expect(together.filter((call) => listIds(call).includes('job-1'))).toHaveLength(2)
  })

  test('rejects for a single job, and for one after a refusal, to which AWS never responds', async () => {
    const limits = { totalMs: 1_000 }
    const expected = { message: 'there was no response within 1 s' }
    const alone = await terminate(['job-1'], () => 'silence', { limits })
    expect(alone.errors).toEqual([['job-1', expect.objectContaining(expected)]])
    const refusing = await terminate(
      ['job-1', 'job-2'],
      ({ name, body }) => {
        if (name === 'terminatejobs') return refused
        return body['jobId'] === 'job-2' ? 'silence' : undefined
      },
      { limits },
    )
    expect(refusing.errors).toEqual([['job-2', expect.objectContaining(expected)]])
  })

  test('calls TerminateJobs again after an error that one job would have, too', async () => {
    const expired = new Fault('ExpiredTokenException', 'The security token included in the request is expired', 403)
    await using wire = await startBatchWire((call, times) => (times === 1 ? expired : accept(call)), { limits: {} })
    const terminator = new JobTerminator(wire.clients)
    const end = (ids: readonly string[]) => Promise.allSettled(ids.map((id) => terminator.terminate(id, 'r', 'limit')))
    expect((await end(['job-1', 'job-2'])).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await end(['job-3', 'job-4'])).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(wire.named('terminatejob')).toEqual([])
  })
})
