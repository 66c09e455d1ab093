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

interface DescribedTask {
  readonly dependsOn: readonly (string | undefined)[]
  readonly input: readonly string[]
  readonly isForced: boolean
}

/** Describes each submitted job: the jobs that it waits for, whose output it reads, and whether it is forced. */
function describeTasks(tasks: readonly Task[]) {
  const names = new Map(tasks.map((task, index) => [`double-${index + 1}`, nameTask(task)]))
  const described = tasks.map((task): readonly [string, DescribedTask] => [
    nameTask(task),
    {
      dependsOn: (task.dependsOn ?? []).map((id) => names.get(id)).toSorted(),
      input: tasks.filter(({ receipt }) => receipt.outputUuid === task.receipt.inputUuid).map(nameTask),
      isForced: task.argv.includes('--force'),
    },
  ])
  return Object.fromEntries(described)
}

/** The most of these jobs that their queue can run at the same time: none of them waits for another one. */
function countMostAtOnce(tasks: readonly Task[]): number {
  const ancestors = new Map<string, ReadonlySet<string>>()
  for (const [index, { dependsOn = [] }] of tasks.entries())
    ancestors.set(`double-${index + 1}`, new Set(dependsOn.flatMap((id) => [id, ...(ancestors.get(id) ?? [])])))
  const ids = [...ancestors.keys()]
  const count = (running: readonly string[], from: number): number =>
    Math.max(
      running.length,
      ...ids.slice(from).flatMap((id, index) => {
        const waits = running.some((other) => ancestors.get(id)?.has(other))
        return waits ? [] : [count([...running, id], from + index + 1)]
      }),
    )
  return count([], 0)
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

  test.for([
    [1, 1],
    [2, 1],
    // Three lanes have a day each, and a job waits only for jobs that it needs.
    [3, 0],
  ] as const)(
    'run at most %i at the same time with that `max-parallel`',
    async ([maxParallel, notices], { remote }) => {
      const runs = createQueueableChain(remote, { wait: false })
      const { calls, ended, lines } = await carryOutMany(remote, createMany(runs, { maxParallel }), {
        backend: { can },
      })
      expect(new Set(ended.map((each) => each.split(' ').at(-1)))).toEqual(new Set(['submitted']))
      expect(countMostAtOnce(calls.tasks)).toBe(maxParallel)
      // Each waits for at most one job besides those that it needs.
      const tasks = describeTasks(calls.tasks)
      for (const day of [1, 2, 3]) {
        expect(tasks[`clean ${day}`]?.dependsOn.length).toBeLessThanOrEqual(1)
        expect(tasks[`daily ${day}`]?.dependsOn).toContain(`clean ${day}`)
        expect(tasks[`daily ${day}`]?.dependsOn.length).toBeLessThanOrEqual(2)
      }
      expect(tasks['report']?.dependsOn).toEqual(expect.arrayContaining(dailies))
      expect(lines.filter((line) => line.includes(`than \`max-parallel\` says (${maxParallel})`))).toHaveLength(notices)
    },
  )

  test('wait only for runs that they need without `max-parallel`, or where it allows all of them at once', async ({
    remote,
  }) => {
    for (const maxParallel of [undefined, 7]) {
      const many = createMany(createQueueableChain(remote, { wait: false }), { maxParallel })
      const { calls, lines } = await carryOutMany(remote, many, { backend: { can } })
      const tasks = describeTasks(calls.tasks)
      expect(tasks['daily 2']?.dependsOn).toEqual(['clean 2'])
      expect(lines.join('\n')).not.toContain('jobs run at the same time than')
    }
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

  test.for([
    [3, 3],
    // What needs them cannot run beside them.
    [6, 3],
  ])(
    'are submitted with `max-parallel: %i`, so that at most %i run at the same time',
    async ([maxParallel, most], { remote }) => {
      const { ended, calls } = await passDeadline(remote, createQueueableChain(remote, {}), { maxParallel })
      expect(ended.slice(3).map((each) => each.split(' ').at(-1))).toEqual(Array(4).fill('submitted'))
      expect(countMostAtOnce(calls.tasks)).toBe(most)
      // Each follows a job that it needs anyhow.
      expect(describeTasks(calls.tasks)).toMatchObject({
        'daily 1': { dependsOn: ['clean 1'] },
        'daily 3': { dependsOn: ['clean 3'] },
        report: { dependsOn: dailies },
      })
    },
  )

  test('are submitted after running jobs that they do not need, with `max-parallel`', async ({ remote }) => {
    const { backend } = planRunOn(remote)
    const runs = createChain(remote, [...days, '2026-07-04'], { backend: { ...backend, can } })
    const { ended, calls } = await passDeadline(remote, runs.slice(0, 5), { maxParallel: 3 })
    expect(ended.slice(3)).toEqual(['clean [day=2026-07-04] submitted', 'daily [day=2026-07-01] submitted'])
    expect(describeTasks(calls.tasks)['clean 4']?.dependsOn).toEqual([expect.stringMatching(/^clean [123]$/)])
    expect(countMostAtOnce(calls.tasks)).toBe(3)
  })

  test('are submitted although Disdat could reuse an earlier bundle as their input: what makes it has `force`', async ({
    remote,
  }) => {
    const [first] = days
    const tags = { '__param.day': first ?? '' }
    await putBundle(remote, { name: 'clean', codeMethod: 'pipes.orders.Daily', tags })
    const { ended, calls } = await passDeadline(remote, createQueueableChain(remote, {}))
    expect(ended.slice(3).map((each) => each.split(' ').at(-1))).toEqual(Array(4).fill('submitted'))
    expect(describeTasks(calls.tasks)).toMatchObject({
      'clean 1': { isForced: true },
      'clean 2': { isForced: false },
      'daily 1': { dependsOn: ['clean 1'], input: ['clean 1'] },
    })
  })

  test.for([
    ['the step fails when it leaves', { failsOnDetach: true }, can],
    ['its backend has no queue', {}, doubleCapabilities],
  ] as const)('have no source with `force` where %s', async ([, changes, capabilities], { remote }) => {
    await putBundle(remote, { name: 'clean', codeMethod: 'pipes.orders.Daily', tags: {} })
    const backend = { ...planRunOn(remote).backend, can: capabilities, ...changes }
    const runs = createChain(remote, days, { backend })
    const { calls } = await carryOutMany(remote, createMany(runs), { backend: { can: capabilities } })
    expect(calls.tasks.filter(({ argv }) => argv.includes('--force'))).toEqual([])
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

  test('are not submitted when `on-detach: fail` is set', async ({ remote }) => {
    const { ended, calls } = await passDeadline(remote, createQueueableChain(remote, { failsOnDetach: true }))
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
