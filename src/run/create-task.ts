import { createHash } from 'node:crypto'
import { findArgumentProblem } from '../action/input-parsers.ts'
import type { Receipt, Task } from '../backends/backend.ts'
import type { ContextSeed } from '../backends/context-seed.ts'
import type { Image } from '../backends/image.ts'
import { createCommandLine } from '../disdat/command-line.ts'
import { getGeneration } from '../disdat/generations.ts'
import { deriveImageName } from '../disdat/names.ts'
import type { ReusePrediction } from '../disdat/reuse.ts'
import { Failure } from '../errors.ts'
import { getInputTags, getRequestKey } from '../plan/input-request.ts'
import type { Run } from '../plan/plan.ts'
import type { PreparedSeed } from './context-seed.ts'
import type { PhaseContext } from './dependencies.ts'
import type { InputBundle } from './shared-parts.ts'

/** The results of earlier phases. */
export interface TaskParts {
  readonly image: Image
  readonly inputBundle: InputBundle | undefined
  readonly reuse: ReusePrediction
  readonly outputUuid: string
  readonly seed?: PreparedSeed | undefined
  /** The remote context has no bundles, so that a job has nothing to put into its local context. */
  readonly isContextEmpty?: boolean
}

const nameAdvice = 'Give another bundle, or push this one again under another name.'

/**
 * Creates the task of a run, without credentials, which `injectCredentials` adds. Throws Failure `bundle-corrupt` for
 * an input bundle whose name cannot be an argument.
 */
export function createTask(context: PhaseContext, parts: TaskParts): Task {
  const { run, runId } = context
  const { image, seed } = parts
  const problem = findNameProblem(parts)
  if (problem !== undefined)
    throw new Failure(
      'bundle-corrupt',
      `The name of the input bundle ${parts.inputBundle?.uuid} ${problem}.`,
      nameAdvice,
    )
  return {
    runId,
    name: `${deriveImageName(run.pipeClass)}-${runId}`,
    image,
    argv: createArgv(context, parts, false),
    env: createEnv(context, parts),
    files: [],
    ...createJobSeed(context, parts),
    ...(seed && { seed: createContextSeed(context, parts, seed) }),
    network: run.network,
    platform: run.platform,
    vcpus: run.vcpus,
    memoryMib: run.memoryMib,
    shmSizeMib: run.shmSizeMib,
    gpus: run.gpus,
    timeoutMs: run.timeoutMs,
    ...(run.dependsOn && { dependsOn: run.dependsOn }),
    request: createRequestText(run),
    receipt: createReceipt(context, parts),
  }
}

function createContextSeed(context: PhaseContext, parts: TaskParts, seed: PreparedSeed): ContextSeed {
  const { localContext, count, files } = seed
  const collect = async () => {
    const collected = await seed.collect()
    if (collected === undefined) return undefined
    const { isComplete } = collected.report
    return { argv: createArgv(context, parts, isComplete), dropped: collected.dropped }
  }
  return { localContext, count, files, collect }
}

/** A job fills its local context itself, where its backend cannot. */
function createJobSeed({ run }: PhaseContext, { image, isContextEmpty }: TaskParts): Pick<Task, 'jobSeed'> {
  const { mode, maxBytes, isRequested } = run.seed
  if (mode === 'none' || isContextEmpty || !getGeneration(image.dialect).pullsContext) return {}
  const { remote: remoteContext, local: localContext } = run.context
  return { jobSeed: { mode, remote: run.remote.url, remoteContext, localContext, maxBytes, isRequested } }
}

function createArgv(context: PhaseContext, parts: TaskParts, noPull: boolean): readonly string[] {
  const { run } = context
  const { image, inputBundle, outputUuid } = parts
  return createCommandLine(image.dialect, {
    pipeClass: run.pipeClass.name,
    inputName: inputBundle?.name ?? '-',
    inputTags: getInputTags(run.input),
    outputName: run.outputName,
    outputTags: run.outputTags,
    outputUuid,
    params: createParams(context, parts),
    remote: run.remote.url,
    context: run.context,
    force: run.force,
    forceAll: run.forceAll,
    workers: run.workers,
    noPull,
  })
}

/** Only the inputs were checked: a HyperFrame may have any name. The name `-` would select no input at all. */
function findNameProblem({ image, inputBundle }: TaskParts): string | undefined {
  if (inputBundle === undefined || !getGeneration(image.dialect).takesInput) return undefined
  if (inputBundle.name === '-') return 'is `-`, which Disdat reads as no input'
  return findArgumentProblem(inputBundle.name)
}

/** A pipe receives the uuid of its input as a parameter, unless its image takes the input by name. */
function createParams({ run }: PhaseContext, { image, inputBundle }: TaskParts): ReadonlyMap<string, string> {
  const { takesInput } = getGeneration(image.dialect)
  if (run.inputParam === undefined || inputBundle === undefined || takesInput) return run.params
  return new Map([...run.params, [run.inputParam, inputBundle.uuid]])
}

/**
 * Disdat's threads for S3; nothing else reads the variable. With 30 ms of latency, containers start sooner with 16
 * threads than with 8, and no sooner with 32: bench/README.md.
 */
const s3Threads = 16

function createEnv({ run, backend, dependencies }: PhaseContext, { reuse }: TaskParts): Task['env'] {
  const threads = Math.max(s3Threads, Math.ceil(run.vcpus ?? 0))
  const networkEnv = backend.can.usesRunnerNetwork ? dependencies.networkEnv : []
  return new Map([
    ['PYTHONUNBUFFERED', '1'],
    ['DISDAT_CPU_COUNT', String(threads)],
    ...networkEnv,
    ...reuse.env,
    ...run.env,
  ])
}

/** Variables whose values are other ones in each attempt of a workflow. */
const credentialVariables: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
])

/**
 * Which output a run makes, without what an attempt of the workflow finds or decides: the bundle of a name or of
 * another run, and how the output is made. Two runs of a step may make the same: their labels distinguish them.
 */
function createRequestText({ label, pipeClass, remote, context, input, inputSource, ...run }: Run): string {
  const { inputParam, outputName, params } = run
  return JSON.stringify([
    ...[label, pipeClass.name, remote.url, context.remote, context.local, outputName, [...params]],
    ...[inputSource ?? getRequestKey(input?.kind === 'files' ? { ...input, workspace: '' } : input), inputParam],
  ])
}

/** Hexadecimal digits of the hash of a setting. */
const settingHashLength = 8

/** Hashes of the inputs that say how the output of a run is made, without those that are not given. */
function hashSettings(run: Run): Readonly<Record<string, string>> {
  const { image, platform, dialect, workers, env, outputTags, vcpus, memoryMib, gpus, shmSizeMib } = run
  const variables = [...env].filter(([name]) => !credentialVariables.has(name))
  const settings: Readonly<Record<string, unknown>> = {
    ...{ image, platform, dialect, workers, vcpus, memory: memoryMib, gpus, 'shm-size': shmSizeMib },
    env: variables.length > 0 ? variables : undefined,
    'output-tags': outputTags.size > 0 ? [...outputTags] : undefined,
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, hash(JSON.stringify(value))]))
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, settingHashLength)

function createReceipt({ run, dependencies }: PhaseContext, { image, inputBundle, outputUuid }: TaskParts): Receipt {
  return {
    pipeClass: run.pipeClass.name,
    remote: run.remote.url,
    context: `${run.context.remote}/${run.context.local}`,
    dialect: image.dialect,
    outputName: run.outputName,
    outputUuid,
    inputUuid: inputBundle?.uuid,
    inputParam: run.inputParam,
    params: Object.fromEntries(run.params),
    image: image.pinned,
    ...(image.fingerprint !== undefined && { imageFingerprint: image.fingerprint }),
    settings: hashSettings(run),
    launchedAt: new Date().toISOString(),
    workflowAttempt: dependencies.workflowAttempt,
  }
}
