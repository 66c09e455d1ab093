import { mkdtempSync } from 'node:fs'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test as plain, vi } from 'vitest'
import type { Log } from '../../src/action/log.ts'
import { OutputWriter } from '../../src/action/outputs.ts'
import { readState, type State, StateWriter } from '../../src/action/state.ts'
import type { StepIdentity } from '../../src/aws/credentials.ts'
import type { Backend, Task } from '../../src/backends/backend.ts'
import type { Image } from '../../src/backends/image.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { Semaphore } from '../../src/lib/semaphore.ts'
import type { Run } from '../../src/plan/plan.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { ReportOutputs } from '../../src/report/report-outputs.ts'
import type { Dependencies, PhaseContext } from '../../src/run/dependencies.ts'
import { createLookLimiter } from '../../src/run/output-watch.ts'
import type { FinishedJob } from '../../src/run/prove.ts'
import { createSharedParts } from '../../src/run/shared-parts.ts'
import { minimalTask } from '../backends/docker/fixtures.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { neverAborted, openTestRemote } from '../remote/helpers.ts'
import { createDoubleBackend } from '../testbed/double-backend.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'

/** A log that keeps its lines: messages of a level begin with `<level>: `, and untrusted lines with `| `. */
export function createLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const record = (level: string) => async (text: string) => void lines.push(`${level}: ${text}`)
  return {
    lines,
    info: (text) => void lines.push(text),
    debug: record('debug'),
    notice: record('notice'),
    warning: record('warning'),
    annotate: async ({ level, file, line, title }) => void lines.push(`${level} at ${file}:${line}: ${title}`),
    mask: record('secret'),
    holdsMasked: () => false,
    redact: (text) => text,
    printUntrusted: async (texts) => void lines.push(...texts.map((text) => `| ${text}`)),
    startGroup: record('group'),
    endGroup: async () => undefined,
    endUntrusted: () => undefined,
  }
}

/** The identity of a step without a role: nothing can be narrowed. */
export const stepIdentity: StepIdentity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIASTEP', secretAccessKey: 'step-secret' }),
  getAccount: async () => ({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ci', partition: 'aws' }),
  createPipeIdentity: async () => undefined,
}

const failOnWarning = async (text: string) => await Promise.reject(new Error(text))

/** Dependencies that call nothing. A test replaces those that it needs. */
export function createTestDependencies(changes: Partial<Dependencies> = {}): Dependencies {
  return {
    openBackend: () => createDoubleBackend(),
    identity: async () => stepIdentity,
    createPipePolicy: ({ context }, region) => JSON.stringify({ pipe: context, region }),
    createPrefixKeyStatements: (_, region) => [{ prefixKey: true, region }],
    createIndexStatement: () => undefined,
    createBaseStatements: ({ context }, region) => [{ base: context, region }],
    createSandboxStatements: ({ context }, region) => [{ sandboxesOf: context, region }],
    openRemote: async () => await Promise.reject(new Error('The test has no remote.')),
    openBase: (remote, context) => createRemote(remote.store, { url: remote.url, context }),
    pullRequest: undefined,
    acceptance: undefined,
    mergeSource: undefined,
    log: createLog(),
    outputs: new ReportOutputs(new OutputWriter(failOnWarning)),
    state: new StateWriter(createFolderSync(), failOnWarning),
    home: '/nonexistent',
    temporaryFolder: '/nonexistent',
    owner: 'ann',
    readCheckout: async () => ({ repo: '', hash: '', branch: '' }),
    annotate: async () => [],
    networkEnv: new Map(),
    commits: [],
    baseCommit: undefined,
    isAncestorInCheckout: async () => undefined,
    isAncestor: async () => undefined,
    ...{ stepId: 'step', createRunId: () => `step-${crypto.randomUUID()}`, shared: createSharedParts() },
    finishedJobs: new Semaphore(2),
    comparisons: new Semaphore(1),
    outputLooks: createLookLimiter(systemClock),
    workflowAttempt: 1,
    workflowRun: { url: 'https://github.com/octo-org/pipelines/actions/runs/7', runNumber: 3, attempt: 1 },
    tailLines: 10,
    pageLogs: undefined,
    cancelled: neverAborted,
    jobDeadline: neverAborted,
    renderAttachSnippet: (jobIds) => `attach to ${jobIds.join(',')}`,
    ...changes,
  }
}

interface ContextChanges {
  readonly run?: Partial<Run>
  readonly dependencies?: Partial<Dependencies>
  readonly backend?: Partial<Backend>
}

/** The run of these inputs in a remote context. */
export const planRunOn = ({ url, context }: Remote, inputs: Readonly<Record<string, string>> = {}): Run =>
  planRun({ ...runEnv, INPUT_REMOTE: url, INPUT_CONTEXT: `${context}/local`, ...inputs })

/** A phase context of a run with the least inputs, the lines of its log, and the phases that were done. */
export function createContext({ run, dependencies, backend }: ContextChanges = {}) {
  const log = createLog()
  const phases: string[] = []
  const double = createDoubleBackend(backend)
  const context: PhaseContext = {
    run: { ...planRun(runEnv), ...run },
    dependencies: createTestDependencies({ log, ...dependencies }),
    backend: double,
    runId: 'run-1',
    async phase(name, work) {
      phases.push(name)
      return await work()
    },
  }
  return { context, lines: log.lines, phases, calls: double.calls }
}

export const image: Image = {
  reference: 'disdat-orders:latest',
  pinned: 'disdat-orders@sha256:1',
  id: 'sha256:0',
  dialect: 'luigi',
  env: new Map(),
  user: '',
  architecture: 'amd64',
}

/** A task with this output. */
export const createTaskFor = (outputUuid: string): Task => ({
  ...minimalTask,
  receipt: { ...minimalTask.receipt, outputUuid },
})

/** A job that ended with exit code 0. */
export function createFinishedJob(remote: Remote, changes: Partial<FinishedJob> = {}): FinishedJob {
  return {
    remote,
    analyzer: new LogAnalyzer('pipes.orders.Daily'),
    result: { exitCode: 0, outOfMemory: false },
    receipt: minimalTask.receipt,
    imageCommit: undefined,
    ...changes,
  }
}

/** The proof of a bundle that exists. */
export async function proveOrThrow(remote: Remote, uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, { signal: neverAborted })
  if (proof === undefined) throw new Error('The bundle does not exist.')
  return proof
}

function createFolderSync(): string {
  const folder = mkdtempSync(join(tmpdir(), 'run-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Creates an empty folder for the current test. */
export async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'run-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Creates the files of the runner's commands for the current test, and returns functions that read them. */
export async function useCommandFiles() {
  const files = await createCommandFiles(await createFolder(), 'main')
  vi.stubEnv('GITHUB_STATE', files.state)
  vi.stubEnv('GITHUB_OUTPUT', files.output)
  vi.stubEnv('GITHUB_STEP_SUMMARY', files.step_summary)
  onTestFinished(() => void vi.unstubAllEnvs())
  return {
    readOutputs: async () => new Map(readPairs(await readFile(files.output, 'utf8'))),
    readSummary: () => readFile(files.step_summary, 'utf8'),
    /** The state after every change, in order. */
    async readStates(): Promise<readonly State[]> {
      const [[, file] = []] = readPairs(await readFile(files.state, 'utf8'))
      const states: State[] = []
      const lines = file === undefined ? [] : (await readFile(file, 'utf8')).trimEnd().split('\n')
      const copy = join(await createFolder(), 'state.jsonl')
      for (const line of lines) {
        await appendFile(copy, `${line}\n`)
        const state = await readState({ STATE_file: copy })
        if (state !== undefined) states.push(state)
      }
      return states
    },
  }
}

/** Tests with an account at AWS, which the tests of a file share, and an empty remote context. */
export const test = plain
  .extend('bucket', { scope: 'file' }, () => 'bucket')
  .extend('moto', { scope: 'file' }, async ({ bucket }, { onCleanup }): Promise<Moto> => {
    const moto = await startMoto()
    onCleanup(() => moto[Symbol.asyncDispose]())
    await moto.createBucket(bucket)
    return moto
  })
  .extend('remote', async ({ bucket, moto }, { onCleanup }): Promise<Remote> => {
    const remote = await openTestRemote(`s3://${bucket}/p`, moto.env, `shop-${crypto.randomUUID()}`)
    onCleanup(() => remote.store.close())
    return remote
  })
