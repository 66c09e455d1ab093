import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, vi } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { openLog } from '../../src/action/log.ts'
import { OutputWriter } from '../../src/action/outputs.ts'
import { StateWriter } from '../../src/action/state.ts'
import type { Backend, JobResult } from '../../src/backends/backend.ts'
import type { BackendType } from '../../src/backends/backend-type.ts'
import { backendTypes } from '../../src/backends/registry.ts'
import { createPlan } from '../../src/plan/create-plan.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import type { Report } from '../../src/report/report.ts'
import { createDependencies, type StepContext } from '../../src/run/create-dependencies.ts'
import { RemoteUpdates } from '../../src/run/remote-updates.ts'
import { run } from '../../src/run/run.ts'
import { putBundle } from '../remote/fixtures.ts'
import { openTestRemote } from '../remote/helpers.ts'
import { createDoubleBackend, type DoubleCalls, doubleCapabilities } from '../testbed/double-backend.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'
import { test, type World } from '../testbed/world.ts'

/** A double whose jobs have this result, and put the output bundle on the remote if they succeed. */
function createProducingDouble(world: World, calls: DoubleCalls, result: JobResult): Backend {
  return createDoubleBackend(
    {
      async follow() {
        const [task] = calls.tasks
        if (task !== undefined && result.exitCode === 0) {
          const remote = await openTestRemote(world.remote, world.account.env)
          await putBundle(remote, { uuid: task.receipt.outputUuid, name: task.receipt.outputName })
        }
        return result
      },
    },
    calls,
  )
}

const createDoubleType = (world: World, calls: DoubleCalls, result: JobResult): BackendType => ({
  kind: 'Double',
  inputs: ['job-queue'],
  readInputs: () => ({
    plan: () => ({
      kind: 'Double',
      can: doubleCapabilities,
      credentials: { kind: 'files' },
      detachesOnCancel: false,
      failsOnDetach: false,
      open: () => createProducingDouble(world, calls, result),
    }),
    planAttach: () => undefined,
  }),
  maxParallelEnds: 1,
  endOrphan: async () => undefined,
})

const ignoreWarning = async () => undefined

/** Runs a plan in this process, with the double as a third entry of the registry. */
async function runOnDouble(world: World, inputs: Readonly<Record<string, string>>, result: JobResult) {
  const calls: DoubleCalls = { tasks: [], stopped: [], released: [] }
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
    updates: new RemoteUpdates(),
    env,
    log: openLog({ write: () => true, once: () => undefined }, false),
    outputs: new OutputWriter(ignoreWarning),
    state: new StateWriter(folder, ignoreWarning),
    inputs: read,
    cancelled: new AbortController().signal,
    ended: new AbortController().signal,
    redact: (text) => text,
    pageLogs: undefined,
  }
  const noDefaults = { configuration: {}, context: undefined, remote: undefined }
  const plan = createPlan(read, noDefaults, env, problems)
  const reports: readonly Report[] = await run(plan, await createDependencies(context, env.HOME))
  const [[, stateFile = ''] = []] = readPairs(await readFile(files.state, 'utf8'))
  return { report: reports[0], calls, plan, stateFile: await readFile(stateFile, 'utf8') }
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
