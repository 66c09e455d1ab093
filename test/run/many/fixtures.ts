import type { Backend, Task } from '../../../src/backends/backend.ts'
import { parsePipeClass } from '../../../src/disdat/names.ts'
import { formatRunLabel } from '../../../src/lib/run-label.ts'
import type { ManyRuns, PlannedRun, Run } from '../../../src/plan/plan.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import type { Dependencies } from '../../../src/run/dependencies.ts'
import { runMany } from '../../../src/run/many/run-many.ts'
import { planRun, runEnv } from '../../plan/fixtures.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { createDoubleBackend } from '../../testbed/double-backend.ts'
import { createFolder, createLog, createTestDependencies, planRunOn, useCommandFiles } from '../fixtures.ts'

const least = planRun(runEnv)

/** A planned run of this name, and optionally of a day. */
export function createPlanned(
  name: string,
  {
    day,
    run,
    ...changes
  }: Partial<Omit<PlannedRun, 'run'>> & { readonly day?: string; readonly run?: Partial<Run> } = {},
): PlannedRun {
  const values = new Map(day === undefined ? [] : [['day', day]])
  return {
    label: { name, values },
    run: { ...least, outputName: name, params: values, ...run },
    needs: [],
    inputFrom: undefined,
    when: 'succeeded',
    template: { outputName: name, params: new Map() },
    definition: {
      ...{ name, line: 1, inputs: new Map(), each: new Map(), needs: [], when: 'succeeded', runsOn: undefined },
    },
    ...changes,
  }
}

/** These runs, without a limit, all of them made. */
export const createMany = (runs: readonly PlannedRun[], changes: Partial<ManyRuns> = {}): ManyRuns => ({
  runs,
  rerun: 'all',
  maxParallel: undefined,
  failFast: false,
  ...changes,
})

/** How the jobs of a step end: `fails` names the days or runs whose jobs fail; `follow` replaces how they end. */
interface JobEnds {
  readonly fails?: readonly string[]
  readonly follow?: (task: Task, signal: AbortSignal) => Promise<void>
  readonly backend?: Partial<Backend>
  readonly dependencies?: Partial<Dependencies>
}

/** Carries out runs on a double, whose jobs put their outputs on the remote as Disdat does. */
export async function carryOutMany(remote: Remote, many: ManyRuns, ends: JobEnds = {}) {
  const { readStates } = await useCommandFiles()
  const { fails = [], backend, dependencies } = ends
  const log = createLog()
  const running = { now: 0, most: 0 }
  const double = createDoubleBackend({
    async follow({ id }, _, signal) {
      const task = double.calls.tasks[Number(id.split('-').at(-1)) - 1]
      if (task === undefined) throw new Error(`There is no job ${id}.`)
      running.now += 1
      running.most = Math.max(running.most, running.now)
      try {
        await ends.follow?.(task, signal)
        await new Promise((resolve) => setImmediate(resolve))
      } finally {
        running.now -= 1
      }
      const hasFailed = fails.includes(task.receipt.outputName) || fails.includes(task.receipt.params['day'] ?? '-')
      if (!hasFailed) await putOutput(remote, task)
      return { exitCode: hasFailed ? 1 : 0, outOfMemory: false }
    },
    ...backend,
  })
  const reports = await runMany(
    many,
    createTestDependencies({
      ...{ log, home: await createFolder(), openBackend: () => double, openRemote: async () => remote },
      ...dependencies,
    }),
  )
  const ended = reports.map(({ label, status }) => `${label && formatRunLabel(label)} ${status}`)
  const started = double.calls.tasks.map(({ receipt }) => [receipt.outputName, receipt.params['day']].join(' ').trim())
  const { calls } = double
  return { reports, ended, started, readStates, lines: log.lines, calls, mostAtOnce: running.most }
}

async function putOutput(remote: Remote, { receipt }: Task): Promise<void> {
  const { inputParam, inputUuid } = receipt
  const params = { ...receipt.params, ...(inputParam !== undefined && inputUuid && { [inputParam]: inputUuid }) }
  await putBundle(remote, {
    uuid: receipt.outputUuid,
    name: receipt.outputName,
    codeMethod: receipt.pipeClass,
    tags: Object.fromEntries(Object.entries(params).map(([name, value]) => [`__param.${name}`, value])),
  })
}

/** Two chained pipes for each of these days, and a report about all of them. */
export function createChain(
  remote: Remote,
  days: readonly string[],
  changes: Partial<Run> = {},
): readonly PlannedRun[] {
  const base = { ...planRunOn(remote), pullOutput: 'false' as const, ...changes }
  const pipe = (name: string) => parsePipeClass(`pipes.orders.${name}`) ?? base.pipeClass
  const cleans = days.map((day) => createPlanned('clean', { day, run: { ...base, ...named('clean', day) } }))
  const dailies = cleans.map((clean, index) =>
    createPlanned('daily', {
      day: days[index] ?? '',
      needs: [clean],
      inputFrom: clean,
      run: { ...base, ...named('daily', days[index] ?? ''), pipeClass: pipe('Totals'), inputParam: 'orders' },
    }),
  )
  const report = createPlanned('report', {
    needs: dailies,
    run: { ...base, outputName: 'report', pipeClass: pipe('Report') },
  })
  return [...cleans, ...dailies, report]
}

const named = (outputName: string, day: string) => ({ outputName, params: new Map([['day', day]]) })
