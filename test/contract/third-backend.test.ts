import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, vi } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { openLog } from '../../src/action/log.ts'
import { OutputWriter } from '../../src/action/outputs.ts'
import { StateWriter } from '../../src/action/state.ts'
import type { Backend, BackendCapabilities, Job, JobResult, Task } from '../../src/backends/backend.ts'
import type { BackendType } from '../../src/backends/backend-type.ts'
import { backendTypes } from '../../src/backends/registry.ts'
import { createPlan } from '../../src/plan/create-plan.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import type { Report } from '../../src/report/report.ts'
import { createDependencies, type StepContext } from '../../src/run/create-dependencies.ts'
import { run } from '../../src/run/run.ts'
import { putBundle } from '../remote/fixtures.ts'
import { openTestRemote } from '../remote/helpers.ts'
import { createCommandFiles } from '../testbed/runner/file-commands.ts'
import { test, type World } from '../testbed/world.ts'

/** What the double was asked to do. */
interface Calls {
  readonly tasks: Task[]
  readonly stopped: string[]
}

const capabilities: BackendCapabilities = {
  unit: 'job',
  outlivesStep: false,
  usesRunnerNetwork: true,
  passesEmptyVariables: true,
  reportsUsage: false,
}

/** A double of a backend: it runs no container, and puts the output bundle on the remote when the job is followed. */
class DoubleBackend implements Backend {
  readonly kind = 'Double'
  readonly can = capabilities
  readonly #world: World
  readonly #calls: Calls
  readonly #result: JobResult

  constructor(world: World, calls: Calls, result: JobResult) {
    this.#world = world
    this.#calls = calls
    this.#result = result
  }

  async image({ reference }: { readonly reference: string }) {
    const unknown = { env: new Map(), user: '', architecture: undefined }
    return { reference, pinned: `${reference}@sha256:1`, id: reference, dialect: 'luigi' as const, ...unknown }
  }

  async dryRun({ argv }: Task) {
    return argv.join(' ')
  }

  async createOrphanFields(_task: Task, job?: Job): Promise<Readonly<Record<string, string>>> {
    return job === undefined ? {} : { id: job.id }
  }

  async launch(task: Task): Promise<Job> {
    this.#calls.tasks.push(task)
    return { id: 'double-1', name: task.name }
  }

  async follow(): Promise<JobResult> {
    const [task] = this.#calls.tasks
    if (task !== undefined && this.#result.exitCode === 0) {
      const remote = await openTestRemote(this.#world.remote, this.#world.account.env)
      await putBundle(remote, { uuid: task.receipt.outputUuid, name: task.receipt.outputName })
    }
    return this.#result
  }

  async stop(runId: string): Promise<number> {
    this.#calls.stopped.push(runId)
    return 1
  }
}

const createDoubleType = (world: World, calls: Calls, result: JobResult): BackendType => ({
  kind: 'Double',
  inputs: ['job-queue'],
  readInputs: () => ({
    plan: () => ({
      kind: 'Double',
      can: capabilities,
      credentials: { kind: 'files' },
      detachesOnCancel: false,
      open: () => new DoubleBackend(world, calls, result),
    }),
    planAttach: () => undefined,
  }),
  endOrphan: async () => undefined,
})

/** Runs a plan in this process, with the double as a third entry of the registry. */
async function runOnDouble(world: World, inputs: Readonly<Record<string, string>>, result: JobResult) {
  const calls: Calls = { tasks: [], stopped: [] }
  const folder = await world.createFolder()
  const files = await createCommandFiles(folder, 'main')
  vi.stubEnv('GITHUB_STATE', files.state)
  vi.stubEnv('GITHUB_OUTPUT', files.output)
  const env = {
    ...world.account.env,
    HOME: join(folder, 'home'),
    'INPUT_PIPE-CLASS': 'pipelines.orders.DailyOrders',
    INPUT_BACKEND: 'double',
    INPUT_REMOTE: world.remote,
    INPUT_CONTEXT: 'shop',
    'INPUT_OUTPUT-BUNDLE': 'daily_orders',
    'INPUT_GITHUB-TOKEN': 'ghs_the_token_of_the_step',
    'INPUT_PULL-OUTPUT': 'false',
    ...inputs,
  }
  const problems: InputProblem[] = []
  const read = readInputs(env, problems, [...backendTypes, createDoubleType(world, calls, result)])
  const context: StepContext = {
    env,
    log: openLog({ write: () => true, once: () => undefined }, false),
    outputs: new OutputWriter(),
    state: new StateWriter(),
    inputs: read,
    cancelled: new AbortController().signal,
    ended: new AbortController().signal,
  }
  const noDefaults = { configuration: {}, context: undefined, remote: undefined }
  const plan = createPlan(read, noDefaults, env, problems)
  const reports: readonly Report[] = await run(plan, await createDependencies(context, env.HOME))
  return { report: reports[0], calls, plan, stateFile: await readFile(files.state, 'utf8') }
}

/** Every text that can be reached from a value, keys of maps and objects included. */
function* reachTexts(value: unknown, seen = new Set<unknown>()): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  const inner = value instanceof Map ? [...value].flat() : Object.entries(value).flat()
  for (const each of inner) yield* reachTexts(each, seen)
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('a third backend needs only its type and its inputs:', () => {
  const succeeded: JobResult = { exitCode: 0, outOfMemory: false }

  test('its output is proved', async ({ world }) => {
    const { report, calls } = await runOnDouble(world, {}, succeeded)
    expect(report).toMatchObject({
      status: 'succeeded',
      backend: 'Double',
      job: { id: 'double-1' },
      exitCode: 0,
      output: { name: 'daily_orders', uuid: calls.tasks[0]?.receipt.outputUuid },
    })
  })

  test('its container gets credentials as files', async ({ world }) => {
    const { calls } = await runOnDouble(world, {}, succeeded)
    expect(calls.tasks[0]?.files.length).toBeGreaterThan(0)
  })

  test('its failure is reported', async ({ world }) => {
    const failure = { verdict: 'host-lost', evidence: 'The host is gone.', advice: 'Run it again.' } as const
    const { report } = await runOnDouble(world, {}, { exitCode: undefined, outOfMemory: false, failure })
    expect(report).toMatchObject({ status: 'failed', failure })
  })

  test('a dry run starts nothing', async ({ world }) => {
    const { report, calls } = await runOnDouble(world, { 'INPUT_DRY-RUN': 'true' }, succeeded)
    expect(report?.status).toBe('skipped')
    expect(calls.tasks).toStrictEqual([])
  })

  test('inputs of other backends are ignored, with a warning', async ({ world }) => {
    const { plan } = await runOnDouble(world, { INPUT_NETWORK: 'host', 'INPUT_JOB-QUEUE': 'q' }, succeeded)
    expect(plan.warnings).toStrictEqual(['`network` is ignored: the backend Double does not use it.'])
  })

  test('the token of the step reaches neither its task nor the state for post', async ({ world }) => {
    const { calls, stateFile } = await runOnDouble(world, {}, succeeded)
    const texts = [...reachTexts(calls.tasks)]
    expect(texts).toContain('dsdt_docker')
    expect(texts.filter((text) => text.includes('ghs_'))).toStrictEqual([])
    expect(stateFile).toContain('Double')
    expect(stateFile).not.toContain('ghs_')
  })
})
