import { describe, expect } from 'vitest'
import type { Backend, Task } from '../../../src/backends/backend.ts'
import type { ManyRuns, PlannedRun } from '../../../src/plan/plan.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { doubleCapabilities } from '../../testbed/double-backend.ts'
import { planRunOn, test } from '../fixtures.ts'
import { carryOutMany, createChain, createMany, createPlanned } from './fixtures.ts'

const days = ['2026-07-01', '2026-07-02', '2026-07-03']
const can = { ...doubleCapabilities, outlivesStep: true, maxDependencies: 20 }

/** The chain of these days, whose jobs can wait for each other in their queue. */
function createQueueableChain(remote: Remote, changes: { readonly wait?: boolean; readonly failsOnDetach?: boolean }) {
  const { backend } = planRunOn(remote)
  const { wait = true, failsOnDetach = false } = changes
  return createChain(remote, days, { wait, backend: { ...backend, can, failsOnDetach } })
}

const nameTask = ({ receipt }: Task) => [receipt.outputName, receipt.params['day']?.at(-1)].join(' ').trim()

/** Describes each submitted job: the jobs that it waits for, whose output it reads, and whether it is forced. */
function describeTasks(tasks: readonly Task[]) {
  const names = new Map(tasks.map((task, index) => [`double-${index + 1}`, nameTask(task)]))
  const described = tasks.map((task): readonly [string, object] => [
    nameTask(task),
    {
      dependsOn: (task.dependsOn ?? []).map((id) => names.get(id)).toSorted(),
      input: tasks.filter(({ receipt }) => receipt.outputUuid === task.receipt.inputUuid).map(nameTask),
      isForced: task.argv.includes('--force'),
    },
  ])
  return Object.fromEntries(described)
}

const dailies = ['daily 1', 'daily 2', 'daily 3']

describe('runs with `wait: false`', () => {
  test('are all submitted, each with the jobs before it as dependencies and with the output that they will make', async ({
    remote,
  }) => {
    const { ended, calls, reports, lines, readStates } = await carryOutMany(
      remote,
      createMany(createQueueableChain(remote, { wait: false }), { rerun: 'missing' }),
      { backend: { can } },
    )
    expect(new Set(ended.map((each) => each.split(' ').at(-1)))).toEqual(new Set(['submitted']))
    expect(describeTasks(calls.tasks)).toEqual({
      ...Object.fromEntries(
        [1, 2, 3].flatMap((day) => [
          [`clean ${day}`, { dependsOn: [], input: [], isForced: true }],
          [`daily ${day}`, { dependsOn: [`clean ${day}`], input: [`clean ${day}`], isForced: false }],
        ]),
      ),
      report: { dependsOn: dailies, input: [], isForced: false },
    })
    const [first, ...others] = reports.map(({ left }) => left?.snippet)
    expect(first).toContain(reports.map(({ job }) => job?.id).join(','))
    expect(others.every((snippet) => snippet !== undefined && !snippet.includes(','))).toBe(true)
    expect(lines.filter((line) => line.startsWith('This step follows all 7 jobs'))).toHaveLength(1)
    expect((await readStates()).at(-1)?.orphans).toEqual([])
  })

  test('have jobs of their own where they ask for the same', async ({ remote }) => {
    const run = { ...planRunOn(remote), outputName: 'orders', wait: false }
    const runs = ['one', 'other'].map((name) => createPlanned(name, { run }))
    const { calls } = await carryOutMany(remote, createMany(runs), { backend: { can } })
    expect(new Set(calls.tasks.map(({ request }) => request)).size).toBe(2)
  })

  test('depend only on jobs: what is there already is an input as usual', async ({ remote }) => {
    const runs = createQueueableChain(remote, { wait: true })
    const [clean] = runs
    const made = await carryOutMany(remote, createMany(clean === undefined ? [] : [clean]), { backend: { can } })
    const again = createQueueableChain(remote, { wait: false })
    const { ended, calls } = await carryOutMany(remote, createMany(again, { rerun: 'missing' }), { backend: { can } })
    expect(ended[0]).toBe('clean [day=2026-07-01] skipped')
    expect(describeTasks(calls.tasks)).toMatchObject({
      'daily 1': { dependsOn: [] },
      'daily 2': { dependsOn: ['clean 2'] },
    })
    const daily = calls.tasks.find((task) => nameTask(task) === 'daily 1')
    expect(daily?.receipt.inputUuid).toBe(made.reports[0]?.output?.uuid)
  })

  test('are not submitted after a run that could not be', async ({ remote }) => {
    const { ended, calls } = await carryOutMany(remote, createMany(createQueueableChain(remote, { wait: false })), {
      backend: {
        can,
        async createOrphanFields({ receipt }) {
          if (receipt.params['day'] === days[1] && receipt.outputName === 'clean') throw new Error('refused')
          return {}
        },
      },
    })
    expect(ended).toEqual([
      ...['clean [day=2026-07-01] submitted', 'clean [day=2026-07-02] failed', 'clean [day=2026-07-03] submitted'],
      ...['daily [day=2026-07-01] submitted', 'daily [day=2026-07-02] not-run', 'daily [day=2026-07-03] submitted'],
      'report not-run',
    ])
    expect(calls.tasks).toHaveLength(4)
  })

  test('refuse an input that does not exist yet for an image that takes it by name', async ({ remote }) => {
    const image: Backend['image'] = async ({ reference }) => ({
      ...{ reference, pinned: reference, id: reference, dialect: 'classic' },
      ...{ env: new Map(), user: '', architecture: undefined },
    })
    const runs = createQueueableChain(remote, { wait: false }).slice(0, 4)
    const { reports, calls } = await carryOutMany(remote, createMany(runs), { backend: { can, image } })
    expect(reports.at(-1)?.failure).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringContaining('does not exist before another job has ended'),
    })
    expect(calls.tasks.map(({ receipt }) => receipt.outputName)).toEqual(['clean', 'clean', 'clean'])
  })
})

describe('runs that wait for others when GitHub is about to end the workflow job', () => {
  /** Lets the deadline pass when the three first jobs run. */
  async function passDeadline(remote: Remote, runs: readonly PlannedRun[], changes: Partial<ManyRuns> = {}) {
    const deadline = new AbortController()
    let running = 0
    return await carryOutMany(remote, createMany(runs, changes), {
      backend: { can },
      dependencies: { jobDeadline: deadline.signal },
      async follow(_, signal) {
        running += 1
        if (running === 3) setImmediate(() => deadline.abort(new Error('deadline')))
        await new Promise((_resolve, reject) => signal.addEventListener('abort', reject))
      },
    })
  }

  test('are submitted after the jobs that continue', async ({ remote }) => {
    const { ended, calls, reports } = await passDeadline(remote, createQueueableChain(remote, {}))
    expect(ended.map((each) => each.split(' ').at(-1))).toEqual([
      ...['detached', 'detached', 'detached'],
      ...['submitted', 'submitted', 'submitted', 'submitted'],
    ])
    expect(describeTasks(calls.tasks)).toMatchObject({
      'clean 1': { isForced: false },
      'daily 1': { dependsOn: ['clean 1'], input: ['clean 1'], isForced: false },
      report: { dependsOn: dailies },
    })
    expect(reports[6]?.left?.why).toBe('GitHub ends this workflow job soon.')
    expect(calls.stopped).toEqual([])
  })

  test('are not submitted when Disdat may reuse an earlier bundle of the run that makes their input', async ({
    remote,
  }) => {
    const [first] = days
    const tags = { '__param.day': first ?? '' }
    await putBundle(remote, { name: 'clean', codeMethod: 'pipes.orders.Daily', tags })
    const { ended, reports, calls } = await passDeadline(remote, createQueueableChain(remote, {}))
    expect(ended.slice(3)).toEqual([
      ...['daily [day=2026-07-01] not-run', 'daily [day=2026-07-02] submitted', 'daily [day=2026-07-03] submitted'],
      'report not-run',
    ])
    expect(reports[3]?.notRunReason).toMatch(/^It needs clean .* Disdat may reuse an earlier bundle for it/)
    expect(calls.tasks).toHaveLength(5)
  })

  test('are submitted when the run that makes their input has `force`, although there is an earlier bundle', async ({
    remote,
  }) => {
    await putBundle(remote, { name: 'clean', codeMethod: 'pipes.orders.Daily', tags: {} })
    const runs = createChain(remote, days, { force: true, backend: { ...planRunOn(remote).backend, can } })
    const { ended } = await passDeadline(remote, runs)
    expect(ended.at(-1)).toBe('report submitted')
  })

  test('are submitted with `force` when they make the input of another run', async ({ remote }) => {
    const { backend } = planRunOn(remote)
    const runs = createChain(remote, days, { backend: { ...backend, can } })
    const last = createPlanned('last', {
      needs: runs.slice(3, 4),
      ...(runs[3] && { inputFrom: runs[3] }),
      run: { ...planRunOn(remote), pullOutput: 'false', backend: { ...backend, can }, outputName: 'last' },
    })
    const { calls, ended } = await passDeadline(remote, [...runs.slice(0, 6), last])
    expect(ended.at(-1)).toBe('last submitted')
    expect(describeTasks(calls.tasks)).toMatchObject({
      'daily 1': { isForced: true },
      'daily 2': { isForced: false },
      last: { input: ['daily 1'], dependsOn: ['daily 1'] },
    })
  })

  test.for([
    ['`max-parallel` limits them', { maxParallel: 3 }, {}],
    ['`on-detach: fail` is set', {}, { failsOnDetach: true }],
  ] as const)('are not submitted when %s', async ([_, changes, inputs], { remote }) => {
    const { ended, calls } = await passDeadline(remote, createQueueableChain(remote, inputs), changes)
    expect(new Set(ended.slice(3).map((each) => each.split(' ').at(-1)))).toEqual(new Set(['not-run']))
    expect(calls.tasks).toHaveLength(3)
  })

  test('are not submitted with `when: always`, because the jobs before them have not ended', async ({ remote }) => {
    const runs = createQueueableChain(remote, {}).map((planned) =>
      planned.label.name === 'report' ? { ...planned, when: 'always' as const } : planned,
    )
    const { reports } = await passDeadline(remote, runs)
    expect(reports.at(-1)).toMatchObject({
      status: 'not-run',
      notRunReason: expect.stringMatching(/^It needs daily .* In a queue, a job waits only for the success of others/),
    })
  })
})
