import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { IdentityLostError } from '../../src/aws/role-credentials.ts'
import type { Backend, JobListener } from '../../src/backends/backend.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { follow } from '../../src/run/follow.ts'
import type { LaunchedJob } from '../../src/run/launch.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { doubleCapabilities } from '../testbed/double-backend.ts'
import { createContext, createTaskFor, useCommandFiles } from './fixtures.ts'

const { receipt } = createTaskFor('4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f')
const launched: LaunchedJob = { job: { id: '0123456789', name: 'orders' }, receipt }
const outlives = { ...doubleCapabilities, outlivesStep: true }
const aborted = AbortSignal.abort(new Error('SIGTERM'))

interface Situation {
  readonly backend?: Partial<Backend>
  readonly cancelled?: AbortSignal
  readonly jobDeadline?: AbortSignal
  readonly detachesOnCancel?: boolean
  readonly failsOnDetach?: boolean
  readonly isLimitedByJob?: boolean
  readonly timeoutMs?: number
  readonly isOneOfMany?: boolean
  /** Reads the output from the remote. */
  readonly read?: Remote['read']
}

/** A job that does not end. */
const followForever: Backend['follow'] = async (_job, _listener, signal) => {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

function pickFlags({ detachesOnCancel, failsOnDetach }: Situation) {
  return {
    ...(detachesOnCancel !== undefined && { detachesOnCancel }),
    ...(failsOnDetach !== undefined && { failsOnDetach }),
  }
}

function prepare(situation: Situation) {
  const { backend, cancelled = neverAborted, jobDeadline = neverAborted, timeoutMs = 60_000 } = situation
  const planned = { ...planRun(runEnv).backend, detachesOnCancel: false, failsOnDetach: false, ...pickFlags(situation) }
  const { context, lines, calls } = createContext({
    run: { timeoutMs, isLimitedByJob: situation.isLimitedByJob ?? false, backend: planned },
    dependencies: { cancelled, jobDeadline },
    backend: { follow: followForever, ...backend },
  })
  const analyzer = new LogAnalyzer('pipes.orders.Daily')
  const tail: string[] = []
  const updates: unknown[] = []
  const observer = {
    addLines: (added: readonly string[]) => void tail.push(...added),
    update: async (update: unknown) => void updates.push(update),
  }
  const remote = { read: situation.read ?? (async () => undefined) }
  const job = { ...launched, remote, isOneOfMany: situation.isOneOfMany ?? false }
  return { run: () => follow(context, job, analyzer, observer), lines, calls, analyzer, tail, updates }
}

async function playLog(listener: JobListener): Promise<void> {
  await listener.changed('The job is RUNNING.')
  await listener.attempt(2)
  await listener.lines('stderr', ['INFO: Informed scheduler that task   Daily_1   has status   DONE'])
  await listener.known({ logUrl: 'https://aws/log' })
}

describe('follow', () => {
  const playAndEnd: Backend['follow'] = async (_, listener) => {
    await playLog(listener)
    return { exitCode: 3, outOfMemory: false }
  }

  test('returns the result, and passes the log to analyzer, report and step', async () => {
    const { run, lines, analyzer, tail, updates } = prepare({ backend: { follow: playAndEnd } })
    expect(await run()).toStrictEqual({ kind: 'ended', result: { exitCode: 3, outOfMemory: false } })
    const line = 'INFO: Informed scheduler that task   Daily_1   has status   DONE'
    expect(lines).toStrictEqual([
      'group: Log of the pipe',
      'The job is RUNNING.',
      'group: Log of attempt 2',
      `| ${line}`,
    ])
    expect(tail).toStrictEqual([line])
    expect(analyzer.rootTask).toStrictEqual({ id: 'Daily_1', status: 'DONE' })
    expect(updates).toStrictEqual([{ logUrl: 'https://aws/log' }])
  })

  test('announces the end of a job whose output appears, to a backend that has to look for the end', async () => {
    const announced = Promise.withResolvers<string>()
    const looks: string[] = []
    const { run } = prepare({
      backend: {
        async follow(_, listener) {
          await listener.attempt(1)
          return { exitCode: (await announced.promise).length, outOfMemory: false }
        },
        announceEnd: async ({ id }) => announced.resolve(id),
      },
      async read(uuid, path) {
        looks.push(`${uuid}/${path}`)
        return new Uint8Array(1)
      },
    })
    expect(await run()).toMatchObject({ result: { exitCode: '0123456789'.length } })
    expect(looks).toStrictEqual([`${receipt.outputUuid}/${receipt.outputUuid}_hframe.pb`])
  })

  test('begins each line with the job when several jobs are followed', async () => {
    const { run, lines, tail } = prepare({ backend: { follow: playAndEnd }, isOneOfMany: true })
    await run()
    expect(lines.slice(0, 2)).toStrictEqual(['[orders 01234567] The job is RUNNING.', '[orders 01234567] Attempt 2'])
    expect(lines[2]).toMatch(/^\| \[orders 01234567\] INFO: /)
    expect(tail[0]).toMatch(/^INFO: /)
  })

  test('stops a container that does not end in time, and throws `timeout`', async () => {
    const { run, calls } = prepare({ timeoutMs: 30 })
    expect(await catchFailure(run())).toMatchObject({
      verdict: 'timeout',
      evidence: 'The pipe did not end within 0.0 s and was stopped.',
    })
    expect(calls.stopped).toStrictEqual(['run-1 0123456789'])
  })

  test('stops a container without a limit of its own before GitHub ends the job', async () => {
    const { run, calls } = prepare({ jobDeadline: aborted, isLimitedByJob: true })
    expect(await catchFailure(run())).toMatchObject({
      verdict: 'timeout',
      evidence: 'GitHub ends this workflow job soon, and the pipe had not ended. It was stopped.',
      advice: expect.stringContaining('`timeout-minutes`'),
    })
    expect(calls.stopped).toStrictEqual(['run-1 0123456789'])
  })

  test.each([
    ['container', doubleCapabilities],
    ['job', outlives],
  ])('stops a %s when the workflow is cancelled, and throws the cancellation', async (_, can) => {
    const { run, calls } = prepare({ cancelled: aborted, jobDeadline: aborted, backend: { can } })
    await expect(run()).rejects.toBe(aborted.reason)
    expect(calls.stopped).toHaveLength(1)
  })

  test('detaches a job that outlives the step shortly before GitHub ends the step', async () => {
    const files = await useCommandFiles()
    const { run, calls, lines } = prepare({ jobDeadline: aborted, backend: { can: outlives } })
    const why = 'GitHub ends this workflow job soon, and the pipe has not ended.'
    expect(await run()).toStrictEqual({ kind: 'detached', left: { why, snippet: 'attach to 0123456789' } })
    expect(calls.stopped).toStrictEqual([])
    expect(lines[0]).toMatch(
      /^notice: GitHub ends this workflow job soon, .* Job 0123456789 continues without this step/,
    )
    expect(lines[1]).toMatch(/\nattach to 0123456789$/)
    expect((await files.readStates()).at(-1)?.orphans).toStrictEqual([])
  })

  test('fails a step that detaches with `on-detach: fail`, and keeps the job', async () => {
    await useCommandFiles()
    const onTime = prepare({ jobDeadline: aborted, failsOnDetach: true, backend: { can: outlives } })
    expect(await onTime.run()).toMatchObject({
      kind: 'detached',
      error: { verdict: 'timeout', advice: expect.stringContaining('Attach') },
    })
    const lost = new IdentityLostError('access-denied', 'The session expired.', 'Attach in another job.')
    const follow = () => Promise.reject(lost)
    const onLoss = prepare({ failsOnDetach: true, backend: { follow, can: outlives } })
    expect(await onLoss.run()).toMatchObject({ kind: 'detached', error: lost })
    expect([...onTime.calls.stopped, ...onLoss.calls.stopped]).toStrictEqual([])
  })

  test('detaches with `on-cancel: detach`, and returns the cancellation that fails the step', async () => {
    await useCommandFiles()
    const { run, calls } = prepare({ cancelled: aborted, detachesOnCancel: true, backend: { can: outlives } })
    expect(await run()).toMatchObject({ kind: 'detached', error: aborted.reason })
    expect(calls.stopped).toStrictEqual([])
  })

  test('detaches a job when the identity of the step is lost, and stops a container', async () => {
    await useCommandFiles()
    const lost = new IdentityLostError('access-denied', 'The session expired.', 'Attach in another job.')
    const backend = { follow: () => Promise.reject(new Error('poll', { cause: lost })) }
    const job = prepare({ backend: { ...backend, can: outlives } })
    expect(await job.run()).toMatchObject({ kind: 'detached', left: { why: 'poll: The session expired.' } })
    expect(job.calls.stopped).toStrictEqual([])
    const container = prepare({ backend })
    await expect(container.run()).rejects.toThrow('poll')
    expect(container.calls.stopped).toHaveLength(1)
  })

  test('detaches a job that it can follow no longer, and returns the error that fails the step', async () => {
    await useCommandFiles()
    const error = new Error('lost')
    const { run, calls } = prepare({ backend: { follow: () => Promise.reject(error), can: outlives } })
    expect(await run()).toMatchObject({ kind: 'detached', left: { why: 'lost' }, error })
    expect(calls.stopped).toStrictEqual([])
  })
})
