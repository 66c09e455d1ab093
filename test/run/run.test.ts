import { describe, expect } from 'vitest'
import type { Backend } from '../../src/backends/backend.ts'
import { Failure } from '../../src/errors.ts'
import { Semaphore } from '../../src/lib/semaphore.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { listContextObjects } from '../../src/remote/remove.ts'
import { markSandbox } from '../../src/remote/sandbox.ts'
import type { Dependencies } from '../../src/run/dependencies.ts'
import { run } from '../../src/run/run.ts'
import { planAttachment, planCleanup } from '../plan/fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { collect, neverAborted } from '../remote/helpers.ts'
import { createDoubleBackend, doubleCapabilities } from '../testbed/double-backend.ts'
import {
  createFolder,
  createLog,
  createTaskFor,
  createTestDependencies,
  planRunOn,
  test,
  useCommandFiles,
} from './fixtures.ts'
import { createChain, createMany } from './many/fixtures.ts'

const failure = new Failure('role-refused', 'The queue refused the job.', 'Fix it.')
const outlives = { ...doubleCapabilities, outlivesStep: true }

interface Situation {
  readonly inputs?: Readonly<Record<string, string>>
  readonly backend?: Partial<Backend>
  readonly dependencies?: Partial<Dependencies>
  readonly createPlan?: (remote: Remote) => Plan
}

/** Carries out a plan on a double, whose jobs put their output on the remote. */
async function carryOut(remote: Remote, situation: Situation) {
  const { inputs = {}, backend = {}, dependencies = {} } = situation
  const files = await useCommandFiles()
  const log = createLog()
  const double = createDoubleBackend({
    async follow() {
      const { outputUuid: uuid = '', outputName: name = '' } = double.calls.tasks.at(-1)?.receipt ?? {}
      await putBundle(remote, { uuid, name, codeMethod: 'pipes.orders.Daily' })
      return { exitCode: 0, outOfMemory: false }
    },
    ...backend,
  })
  const plan = situation.createPlan?.(remote) ?? {
    kind: 'run' as const,
    run: planRunOn(remote, { 'INPUT_OUTPUT-BUNDLE': 'daily', 'INPUT_PULL-OUTPUT': 'true', ...inputs }),
    warnings: [],
  }
  const reports = await run(
    plan,
    createTestDependencies({
      ...{ log, home: await createFolder(), openBackend: () => double, openRemote: async () => remote },
      ...dependencies,
    }),
  )
  const phases = reports.map((report) => report.phases.map(({ name }) => name))
  return { reports, report: reports[0], phases, lines: log.lines, calls: double.calls, files }
}

describe('run', () => {
  test('does the phases of a run in their order, and reports the result', async ({ remote }) => {
    const { report, phases, calls, files } = await carryOut(remote, {})
    const [names = []] = phases
    expect(names.slice(0, 2).toSorted()).toStrictEqual(['image', 'input'])
    expect(names.slice(2, 5)).toStrictEqual(['launch', 'run', 'prove'])
    expect(names.slice(5).toSorted()).toStrictEqual(['compare', 'pull'])
    const uuid = calls.tasks[0]?.receipt.outputUuid
    expect(report).toMatchObject({
      status: 'succeeded',
      exitCode: 0,
      job: { id: 'double-1' },
      output: { name: 'daily', uuid, bytes: expect.any(Number) },
      outputPath: expect.stringContaining(`/${uuid}`),
      comparison: { kind: 'first-version' },
      rules: { breaches: [] },
    })
    expect(calls.released).toStrictEqual([report?.runId])
    expect((await files.readOutputs()).get('output-bundle-uuid')).toBe(uuid)
    expect((await files.readStates())[0]).toMatchObject({ runId: 'step', unclean: true, orphans: [] })
  })

  test('does nothing after a launch that failed', async ({ remote }) => {
    const { report, phases } = await carryOut(remote, { backend: { launch: () => Promise.reject(failure) } })
    expect(report).toMatchObject({ status: 'failed', failure: { verdict: 'role-refused' } })
    expect(phases[0]?.at(-1)).toBe('launch')
  })

  test('prints the warnings of the plan first', async ({ remote }) => {
    const { lines } = await carryOut(remote, {
      createPlan: () => ({ kind: 'run', run: planRunOn(remote), warnings: ['`x` is ignored.'] }),
    })
    expect(lines[0]).toBe('warning: `x` is ignored.')
  })

  test('starts nothing in a dry run', async ({ remote }) => {
    const { report, calls, lines } = await carryOut(remote, { inputs: { 'INPUT_DRY-RUN': 'true' } })
    expect(report?.status).toBe('skipped')
    expect(calls.tasks).toStrictEqual([])
    expect(lines.join('\n')).toContain('dsdt_docker')
  })

  test('reports broken rules as a failure, with output and annotations', async ({ remote }) => {
    const annotation = { level: 'error', file: 'a.py', line: 1, title: 't', message: 'm' } as const
    const { report } = await carryOut(remote, {
      inputs: { 'INPUT_FAIL-ON': 'bytes>1' },
      dependencies: { annotate: async () => [annotation] },
    })
    expect(report).toMatchObject({
      status: 'failed',
      failure: { verdict: 'rule-broken' },
      rules: { breaches: [{ rule: 'bytes>1' }] },
      output: { name: 'daily' },
      outputPath: expect.any(String),
      annotations: [annotation],
    })
  })

  test('returns after the launch with `wait: false`', async ({ remote }) => {
    const run = { ...planRunOn(remote), wait: false }
    const { report, phases } = await carryOut(remote, {
      createPlan: () => ({ kind: 'run', run, warnings: [] }),
      backend: { can: outlives },
    })
    expect(report).toMatchObject({ status: 'submitted', left: { why: '`wait: false` is set.' } })
    expect(phases[0]?.at(-1)).toBe('launch')
  })

  test('reports a detached job', async ({ remote }) => {
    const jobDeadline = AbortSignal.abort(new Error('deadline'))
    const { report } = await carryOut(remote, {
      backend: { can: outlives, follow: () => Promise.reject(jobDeadline.reason) },
      dependencies: { jobDeadline },
    })
    expect(report).toMatchObject({ status: 'detached', left: { snippet: 'attach to double-1' } })
    expect(report).not.toHaveProperty('failure')
  })

  test('reports a cancellation that leaves the job running', async ({ remote }) => {
    const cancel = new AbortController()
    const planned = planRunOn(remote)
    const { report, calls } = await carryOut(remote, {
      createPlan: () => ({
        kind: 'run',
        run: { ...planned, backend: { ...planned.backend, detachesOnCancel: true } },
        warnings: [],
      }),
      backend: {
        can: outlives,
        async follow() {
          cancel.abort(new Error('SIGTERM'))
          throw cancel.signal.reason
        },
      },
      dependencies: { cancelled: cancel.signal },
    })
    expect(report).toMatchObject({ status: 'cancelled', failure: { verdict: 'cancelled' }, left: {} })
    expect(calls.stopped).toStrictEqual([])
  })
})

describe('run with jobs to attach to', () => {
  const { receipt } = createTaskFor('4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f')
  const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
  const attachment = planAttachment({ INPUT_BACKEND: 'AWSBatch', 'INPUT_ATTACH-JOB-IDS': ids.join(',') })
  const createPlan = (): Plan => ({ kind: 'attach', attachment, warnings: [] })

  test('proves the output of each job', async ({ remote }) => {
    const outputs = new Map(ids.map((id) => [id, crypto.randomUUID()]))
    const { reports } = await carryOut(remote, {
      createPlan,
      backend: {
        can: outlives,
        attach: async () =>
          [...outputs].map(([id, outputUuid]) => ({
            job: { id, name: 'orders' },
            receipt: { ...receipt, outputUuid, remote: remote.url, context: `${remote.context}/local` },
            orphanFields: { id },
          })),
        async follow({ id }) {
          await putBundle(remote, { uuid: outputs.get(id) ?? '' })
          return { exitCode: 0, outOfMemory: false }
        },
      },
    })
    expect(reports.map(({ status, job, output }) => [status, job?.id, output?.uuid])).toStrictEqual(
      [...outputs].map(([id, uuid]) => ['succeeded', id, uuid]),
    )
  })

  test('proves no output while those of other jobs hold the memory', async ({ remote }) => {
    const finishedJobs = new Semaphore(1)
    const { promise, resolve } = Promise.withResolvers<void>()
    const other = finishedJobs.hold(1, neverAborted, () => promise)
    const cancelled = new AbortController()
    const { reports } = await carryOut(remote, {
      createPlan,
      dependencies: { finishedJobs, cancelled: cancelled.signal },
      backend: {
        can: outlives,
        attach: async () => [
          {
            job: { id: 'one', name: 'orders' },
            receipt: { ...receipt, remote: remote.url, context: `${remote.context}/local` },
            orphanFields: { id: 'one' },
          },
        ],
        async follow() {
          setImmediate(() => cancelled.abort(new Error('SIGINT')))
          return { exitCode: 0, outOfMemory: false }
        },
      },
    })
    resolve()
    await other
    const phases = reports.map((report) => report.phases.map(({ name }) => name))
    expect([reports.map(({ status }) => status), phases]).toStrictEqual([['cancelled'], [['run']]])
  })

  test('follows no job when an id is refused', async ({ remote }) => {
    const { reports } = await carryOut(remote, { createPlan, backend: { attach: () => Promise.reject(failure) } })
    expect(reports).toMatchObject([{ backend: 'Double', status: 'failed', failure: { verdict: 'role-refused' } }])
  })
})

test('run reports a cancellation during the first look at the jobs to attach to as a cancellation', async ({
  remote,
}) => {
  const attachment = planAttachment({ INPUT_BACKEND: 'AWSBatch', 'INPUT_ATTACH-JOB-IDS': crypto.randomUUID() })
  const cancelled = AbortSignal.abort(new Error('SIGINT'))
  const { reports } = await carryOut(remote, {
    createPlan: () => ({ kind: 'attach', attachment, warnings: [] }),
    dependencies: { cancelled },
    backend: { can: outlives, attach: (_, signal) => Promise.reject(signal.reason) },
  })
  expect(reports).toMatchObject([
    {
      status: 'cancelled',
      failure: { verdict: 'cancelled', evidence: 'The workflow was cancelled during the phase "attach".' },
    },
  ])
})

describe('run with a cleanup', () => {
  const createPlan =
    (dryRun: string) =>
    ({ url, context }: Remote): Plan => ({
      kind: 'cleanup',
      cleanup: planCleanup({
        ...{ INPUT_CLEANUP: 'true', INPUT_REMOTE: url, INPUT_CONTEXT: context, 'INPUT_DRY-RUN': dryRun },
      }),
      warnings: [],
    })

  test('counts what a dry run would delete', async ({ remote }) => {
    await putBundle(remote, {})
    const { report } = await carryOut(remote, { createPlan: createPlan('true') })
    expect(report).toMatchObject({ status: 'skipped', cleanup: { bundles: 1, objects: 2 } })
  })

  test('reports a refusal', async ({ remote }) => {
    await putBundle(remote, {})
    const { report } = await carryOut(remote, { createPlan: createPlan('false') })
    expect(report).toMatchObject({ status: 'failed', failure: { verdict: 'invalid-input' }, cleanup: { bundles: 0 } })
  })

  test('deletes the sandbox of a closed pull request, and counts what it was', async ({ remote }) => {
    const sandbox = createRemote(remote.store, { url: remote.url, context: `${remote.context}-pr-7` })
    const owner = { repository: 'octo-org/pipelines', pullRequest: 7 }
    await markSandbox(sandbox, owner, { signal: neverAborted })
    await putBundle(sandbox, {})
    const pullRequest = { repository: owner.repository, number: 7, isClosed: true, isMerged: false }
    const carry = () =>
      carryOut(sandbox, {
        createPlan: () => createPlan('false')(sandbox),
        dependencies: { pullRequest, openRemote: async () => sandbox },
      })
    const { report } = await carry()
    expect(report).toMatchObject({ status: 'succeeded', cleanup: { bundles: 1, objects: 2, isVersioned: false } })
    expect(await collect(listContextObjects(sandbox, { signal: neverAborted }))).toStrictEqual([])
    // Nothing is left to delete.
    expect((await carry()).report).toMatchObject({ status: 'skipped', cleanup: { bundles: 0 } })
  })
})

test('run carries out several runs, and reports them in the order of the plan', async ({ remote }) => {
  const { reports, lines } = await carryOut(remote, {
    createPlan: () => ({
      kind: 'many',
      many: createMany(createChain(remote, ['2026-07-01'])),
      warnings: ['`network` is ignored.'],
    }),
  })
  expect(reports.map(({ label, status }) => [label?.name, status])).toStrictEqual([
    ['clean', 'succeeded'],
    ['daily', 'succeeded'],
    ['report', 'succeeded'],
  ])
  expect(lines[0]).toBe('warning: `network` is ignored.')
})

test('run refuses to attach to jobs of a backend whose jobs end with the step', async ({ remote }) => {
  const attachment = planAttachment({ INPUT_BACKEND: 'AWSBatch', 'INPUT_ATTACH-JOB-IDS': crypto.randomUUID() })
  const { reports } = await carryOut(remote, { createPlan: () => ({ kind: 'attach', attachment, warnings: [] }) })
  expect(reports).toMatchObject([
    { status: 'failed', failure: { evidence: expect.stringContaining('the backend Double cannot attach to jobs') } },
  ])
})
