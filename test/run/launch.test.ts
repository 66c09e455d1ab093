import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { UnknownJobError } from '../../src/backends/unknown-job.ts'
import { launch, recordJob, releaseJob, stop } from '../../src/run/launch.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { doubleCapabilities } from '../testbed/double-backend.ts'
import { createContext, createTaskFor, useCommandFiles } from './fixtures.ts'

const task = createTaskFor('4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f')
const other = createTaskFor('00000000-0000-4000-8000-000000000001').receipt
const outlives = { can: { ...doubleCapabilities, outlivesStep: true } }
const job = { id: 'job-1', name: 'orders', url: 'https://aws/job-1' }

const starting = 'Starting the job of pkg.mod.Pipe.'

describe('launch', () => {
  test('saves what post needs before the job exists', async () => {
    const files = await useCommandFiles()
    const orphansAtLaunch: unknown[] = []
    const { context, lines } = createContext({
      backend: {
        async createOrphanFields(_, job) {
          return { name: 'orders', ...(job && { id: job.id }) }
        },
        async launch() {
          for (const { orphans } of await files.readStates()) orphansAtLaunch.push(...orphans)
          return job
        },
      },
    })
    expect(await launch(context, task)).toBe(job)
    const orphan = {
      backend: 'Double',
      runId: 'run-1',
      outputUuid: task.receipt.outputUuid,
      fields: { name: 'orders' },
    }
    expect(orphansAtLaunch).toStrictEqual([orphan])
    expect(lines).toStrictEqual([
      starting,
      'Started job orders: "dsdt_docker" "--workers" "1" "pkg.mod.Pipe" "--say" "$(id) \\"two words\\""',
    ])
  })

  test('saves what the backend knows after it has failed', async () => {
    const files = await useCommandFiles()
    let hasFailed = false
    const { context } = createContext({
      backend: {
        createOrphanFields: async () => (hasFailed ? {} : { created: 'unknown' }),
        async launch() {
          hasFailed = true
          throw new Error('refused')
        },
      },
    })
    await expect(launch(context, task)).rejects.toThrow('refused')
    const states = (await files.readStates()).map(({ orphans }) => orphans.map(({ fields }) => fields))
    expect(states.slice(-2)).toStrictEqual([[{ created: 'unknown' }], [{}]])
  })

  test('throws what the backend throws, and keeps the orphan for post', async () => {
    const files = await useCommandFiles()
    const error = new Error('refused')
    const { context, lines } = createContext({ backend: { launch: () => Promise.reject(error) } })
    await expect(launch(context, task)).rejects.toBe(error)
    expect((await files.readStates()).at(-1)?.orphans).toHaveLength(1)
    expect(lines).toStrictEqual([starting])
  })
})

describe('launch of a job that outlives the step, when it fails', () => {
  const unknown = new UnknownJobError('remote-unreachable', 'No response.', 'Look for it.')
  const aborted = AbortSignal.abort(new Error('SIGINT'))

  test.each([
    ['forgets the orphan, because there is no job', new Error('refused'), aborted, false, 0],
    ['keeps the orphan of a job that may exist', unknown, neverAborted, true, 1],
    ['keeps it after a cancellation too', unknown, aborted, false, 1],
    ['forgets it after a cancellation with `on-cancel: detach`', unknown, aborted, true, 0],
  ])('%s', async (_, error, cancelled, detachesOnCancel, orphans) => {
    const files = await useCommandFiles()
    const { context, lines } = createContext({
      run: { backend: { ...planRun(runEnv).backend, detachesOnCancel } },
      dependencies: { cancelled },
      backend: { ...outlives, launch: () => Promise.reject(error) },
    })
    await expect(launch(context, task)).rejects.toBe(error)
    expect((await files.readStates()).at(-1)?.orphans).toHaveLength(orphans)
    const isLeft = error === unknown && orphans === 0
    expect(lines).toStrictEqual([
      starting,
      ...(isLeft ? [expect.stringContaining('`on-cancel: detach` leaves it running')] : []),
    ])
  })
})

describe('stop and releaseJob of a backend that never answers', () => {
  test.each([
    ['stopped', stop],
    ['removed', async (context: Parameters<typeof stop>[0]) => await releaseJob(context)],
  ])('end in the time that a cancellation leaves, with a warning: %s', async (result, end) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const silent = () => new Promise<never>(() => undefined)
    const { context, lines } = createContext({
      dependencies: { cancelled: AbortSignal.abort(new Error('SIGINT')) },
      backend: { stop: silent, release: silent },
    })
    const ending = end(context, job)
    await vi.advanceTimersByTimeAsync(6_000)
    await ending
    expect(lines).toStrictEqual([`warning: The job could not be ${result} yet: there was no response within 6 s`])
  })
})

describe('recordJob', () => {
  test('replaces the orphan with the id of a job that outlives the step', async () => {
    const files = await useCommandFiles()
    const { context, lines } = createContext({ backend: outlives })
    await launch(context, task)
    expect(await recordJob(context, task, job)).toBe(task.receipt)
    const orphan = { backend: 'Double', runId: 'run-1', outputUuid: task.receipt.outputUuid, fields: { id: 'job-1' } }
    expect((await files.readStates()).at(-1)?.orphans).toStrictEqual([orphan])
    expect(lines.at(-1)).toBe('Job id: job-1, page: https://aws/job-1')
  })

  test('saves what post needs now of a container, which ends with the step', async () => {
    const files = await useCommandFiles()
    const { context, lines } = createContext()
    expect(await recordJob(context, task, job)).toBe(task.receipt)
    expect((await files.readStates()).at(-1)?.orphans).toMatchObject([{ fields: { id: 'job-1' } }])
    expect(lines).toStrictEqual([])
  })

  test('warns about an adopted job that makes the output in another way', async () => {
    await useCommandFiles()
    const { context, lines } = createContext({ backend: outlives })
    await launch(context, task)
    await recordJob(context, task, { ...job, adopted: task.receipt, otherInputs: ['env', 'job-queue'] })
    expect(lines.at(-1)).toMatch(/^warning: The job .* differs from what this attempt asks for: `env`, `job-queue`\./)
  })

  test('returns the receipt of an adopted job, and replaces the orphan with its output', async () => {
    const files = await useCommandFiles()
    const { context, lines } = createContext({ backend: outlives })
    await launch(context, task)
    const adopted = { ...other, workflowAttempt: 2 }
    expect(await recordJob(context, task, { ...job, adopted })).toBe(adopted)
    const uuids = (await files.readStates()).at(-1)?.orphans.map(({ outputUuid }) => outputUuid)
    expect(uuids).toStrictEqual([other.outputUuid])
    expect(lines.at(-1)).toMatch(/^Attempt 2 of this workflow run submitted this job, and it is still active\./)
  })
})

describe('stop and releaseJob', () => {
  test('act on the run', async () => {
    const { context, calls, lines } = createContext()
    await stop(context, job)
    await releaseJob(context)
    expect(calls).toMatchObject({ stopped: ['run-1 job-1'], released: ['run-1'] })
    expect(lines).toStrictEqual([])
  })

  test('warn about a failure and throw nothing', async () => {
    const fail = () => Promise.reject(new Error('no engine'))
    const { context, lines } = createContext({ backend: { stop: fail, release: fail } })
    await stop(context, job)
    await releaseJob(context)
    expect(lines).toStrictEqual([
      'warning: The job could not be stopped yet: no engine',
      'warning: The job could not be removed yet: no engine',
    ])
  })
})
