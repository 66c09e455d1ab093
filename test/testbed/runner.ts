/**
 * Runs a built JavaScript action as GitHub's runner does: `action.yml` says what, then main and post run as node
 * processes with the runner's variables, files, masks and cancel sequence. The runner's own source is the model
 * (https://github.com/actions/runner, version 2.336).
 */
import { rmSync } from 'node:fs'
import { access, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { contextVariables, type Event, eventPayload, inputVariables, type Places } from './runner/context.ts'
import { type CommandFiles, createCommandFiles, type FileCommands, readCommandFiles } from './runner/file-commands.ts'
import { type Manifest, readManifest } from './runner/manifest.ts'
import { Masker } from './runner/masker.ts'
import { type Ended, runnerGrace, StageProcess } from './runner/process.ts'
import { type Annotation, type Obeyed, StageLog, type Stream } from './runner/stage-log.ts'

export type { Event } from './runner/context.ts'
export type { Annotation, Obeyed } from './runner/stage-log.ts'

const repositoryRoot = dirname(dirname(import.meta.dirname))

export interface RunOptions {
  /** The step's `with:`. A missing input has its default of `action.yml`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The step's and the job's `env:`; it wins over PATH and HOME, not over what the runner sets itself. */
  readonly env?: Readonly<Record<string, string>>
  /** `GITHUB_…` and `RUNNER_…` variables instead of those that follow from `event`. */
  readonly context?: Readonly<Record<string, string>>
  readonly event?: Event
  /** The time since the start of the job, in seconds: the runner writes the event's payload then. 0 by default. */
  readonly jobAge?: number
  /** GITHUB_TOKEN, for inputs whose default is `${{ github.token }}`; empty otherwise. */
  readonly token?: string
  /** The matrix values of the job. */
  readonly matrix?: Readonly<Record<string, string | number | boolean>>
  /** Cancels the step so many milliseconds after main starts. */
  readonly signalAfter?: number
  /** Cancels the step at the first line of main (either stream, as printed) for which this is true. */
  readonly signalWhen?: (line: string) => boolean
  /** Cancels the step when this promise resolves. */
  readonly signalOn?: Promise<unknown>
  /** Kills main outright (SIGKILL) at the first such line; post still runs. */
  readonly killWhen?: (line: string) => boolean
  /** Kills main (SIGKILL) when this promise resolves. */
  readonly killOn?: Promise<unknown>
  /** Removes the files of outputs and state at the first such line of main. */
  readonly loseFilesWhen?: (line: string) => boolean
  /** The state before main runs. */
  readonly state?: Readonly<Record<string, string>>
  /** A folder with the built files, instead of the one beside `action.yml`. */
  readonly dist?: string
  /** The folder of `action.yml`: this repository, unless a test brings its own action. */
  readonly action?: string
  /** GITHUB_WORKSPACE and the current folder of both stages; a new, empty one otherwise, removed at the end. */
  readonly cwd?: string
  /** HOME; a new, empty folder otherwise, removed at the end. */
  readonly home?: string
  /** The folder of the files for outputs, state and summary, kept; one of the runner otherwise, removed at the end. */
  readonly commandFolder?: string
  /** RUNNER_TEMP, kept; a new, empty folder otherwise, removed at the end. */
  readonly temp?: string
  readonly runMain?: boolean
  readonly runPost?: boolean
  /** Receives each line as it arrives, before it is interpreted. */
  readonly onLine?: (line: string, stage: 'main' | 'post') => void
  /** The pauses between the signals, by default those of the runner: 7.5 s and 2.5 s. */
  readonly grace?: { readonly sigintMs: number; readonly sigtermMs: number }
  /** The time limit of each stage, by default 200 s. At the limit the process is killed and `runAction` rejects. */
  readonly timeoutMs?: number
  /** The job's `ACTIONS_STEP_DEBUG`: RUNNER_DEBUG is set and debug lines are shown. */
  readonly debug?: boolean
}

/** The result of one stage as the runner sees it. */
export interface StageResult {
  /** 128 + the number of the signal when a signal ended the process. */
  readonly exitCode: number
  readonly conclusion: 'success' | 'failure' | 'cancelled'
  readonly durationMs: number
  /** The most resident memory of the process, in MiB, from one look to the next; 0 without /proc. */
  readonly peakMib: number
  /** The sent signals, in order. */
  readonly signals: readonly NodeJS.Signals[]
  /** The time from the first signal to the end of the process. */
  readonly msAfterSignal: number | undefined
  readonly outputs: Readonly<Record<string, string>>
  /** Variables and paths for later steps. */
  readonly exportedEnv: Readonly<Record<string, string>>
  readonly addedPath: readonly string[]
  /** The uploaded summary: masked; empty without a summary and above 1,024 KiB. */
  readonly summary: string
  /** The log as its page shows it: masked, with commands rendered. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  /** The executed commands, in order. All other lines are in `text`. */
  readonly commands: readonly Obeyed[]
  /** The lines that are only text, unmasked. */
  readonly text: readonly { readonly stream: Stream; readonly line: string }[]
  /** The lines of `text` with `##[`, which the log page may interpret as its own markers. */
  readonly markers: readonly string[]
  /** Whether the stage ended with suspended commands. */
  readonly leftStopped: boolean
  /** The problems for which the runner fails the stage, regardless of the exit code. */
  readonly problems: readonly string[]
}

/** The result of main, with that of post. `state` and `masks` include both. */
export interface ActionResult extends StageResult {
  readonly state: Readonly<Record<string, string>>
  /** Every value of the state in order, also those that a later value replaced. */
  readonly savedState: readonly (readonly [string, string])[]
  /** The values of all `add-mask` commands. */
  readonly masks: readonly string[]
  readonly post: StageResult | undefined
  readonly postExitCode: number | undefined
  readonly postLog: string
}

/**
 * Runs main, then post (always, also after a failure or a cancellation), and returns what the runner sees. Rejects only
 * when the action cannot be started or a stage does not end within `timeoutMs`.
 */
export async function runAction(options: RunOptions = {}): Promise<ActionResult> {
  const own = await mkdtemp(join(tmpdir(), 'runner-'))
  try {
    const job = await prepare(options, own)
    const main = options.runMain === false ? nothing : await runStage(job, 'main', job.manifest.main)
    const { post: postScript } = job.manifest
    const post =
      options.runPost === false || postScript === undefined ? undefined : await runStage(job, 'post', postScript)
    return {
      ...main,
      state: Object.fromEntries(job.state),
      savedState: job.savedState,
      masks: job.masks,
      post,
      postExitCode: post?.exitCode,
      postLog: post?.log ?? '',
    }
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 3 })
  }
}

interface Job {
  readonly options: RunOptions
  readonly manifest: Manifest
  readonly node: string
  readonly folder: string
  readonly places: Places
  readonly variables: Readonly<Record<string, string>>
  readonly masker: Masker
  readonly masks: string[]
  readonly state: Map<string, string>
  readonly savedState: (readonly [string, string])[]
  readonly exportedEnv: Map<string, string>
  readonly addedPath: string[]
}

const nothing: StageResult = {
  exitCode: 0,
  conclusion: 'success',
  durationMs: 0,
  peakMib: 0,
  signals: [],
  msAfterSignal: undefined,
  outputs: {},
  exportedEnv: {},
  addedPath: [],
  summary: '',
  log: '',
  annotations: [],
  commands: [],
  text: [],
  markers: [],
  leftStopped: false,
  problems: [],
}

async function prepare(options: RunOptions, own: string): Promise<Job> {
  const folder = options.action ?? repositoryRoot
  // https://docs.github.com/en/actions/reference/workflows-and-actions/contexts: a job without a matrix has `null`.
  const contexts = { github: { token: options.token ?? '' }, matrix: options.matrix ?? null }
  const manifest = await readManifest(folder, contexts)
  const temp = options.temp ?? join(own, '_temp')
  const places = { workspace: options.cwd ?? join(own, 'work'), temp, eventPath: join(own, 'event.json') }
  const home = options.home ?? join(own, 'home')
  const { PATH = '' } = process.env
  for (const path of [places.workspace, home, temp]) await mkdir(path, { recursive: true })
  const event = options.event ?? { name: 'push' }
  await writeFile(places.eventPath, JSON.stringify(eventPayload(event)))
  const jobStart = Date.now() / 1000 - (options.jobAge ?? 0)
  await utimes(places.eventPath, jobStart, jobStart)
  const inputs = new Map([...manifest.defaults, ...Object.entries(options.inputs ?? {})])
  return {
    options,
    manifest,
    node: await findNode(manifest.using),
    folder: own,
    places,
    variables: {
      PATH,
      HOME: home,
      ...options.env,
      ...contextVariables(event, places),
      ...options.context,
      ...inputVariables(inputs),
      ...(options.debug ? { RUNNER_DEBUG: '1' } : {}),
    },
    masker: new Masker(),
    masks: [],
    state: new Map(Object.entries(options.state ?? {})),
    savedState: Object.entries(options.state ?? {}),
    exportedEnv: new Map(),
    addedPath: [],
  }
}

/** Finds the node installed with the tests, which replaces the node of the runner. */
async function findNode(using: string): Promise<string> {
  const wanted = using.replace('node', '')
  const installed = join(repositoryRoot, 'node_modules', 'node', 'bin', 'node')
  const found = await access(installed).then(
    () => installed,
    () => process.execPath,
  )
  if (found === process.execPath && process.versions.node.split('.')[0] !== wanted) {
    throw new Error(`action.yml says ${using}, this is node ${process.versions.node}: run "npm ci" first`)
  }
  return found
}

async function runStage(job: Job, stage: 'main' | 'post', script: string): Promise<StageResult> {
  const files = await createCommandFiles(job.options.commandFolder ?? job.folder, stage)
  const log = new StageLog(job.masker, job.options.debug ?? false)
  try {
    const { cancelled, ...ended } = await runProcess(job, { stage, script, files, log })
    const written = await readCommandFiles(files, job.masker, log)
    remember(job, log, written)
    const failed = ended.exitCode !== 0 || log.problems.length > 0
    return {
      ...ended,
      conclusion: cancelled ? 'cancelled' : failed ? 'failure' : 'success',
      outputs: Object.fromEntries([...log.outputs, ...written.outputs]),
      exportedEnv: Object.fromEntries(written.env),
      addedPath: written.path,
      summary: written.summary,
      log: log.shown.join('\n'),
      annotations: log.annotations,
      commands: log.commands,
      text: log.text,
      markers: log.text.map(({ line }) => line).filter((line) => line.includes('##[')),
      leftStopped: log.stopped,
      problems: log.problems,
    }
  } catch (error) {
    const tail = log.shown.slice(-20).join('\n')
    throw new Error(`${stage} of the action could not be run to its end. The last it said:\n${tail}`, { cause: error })
  }
}

interface Stage {
  readonly stage: 'main' | 'post'
  readonly script: string
  readonly files: CommandFiles
  readonly log: StageLog
}

/** Only main receives cancellations: a cancellation during post is not simulated. */
async function runProcess(job: Job, { stage, script, files, log }: Stage): Promise<Ended & { cancelled: boolean }> {
  const { onLine, signalAfter, signalWhen, signalOn, killWhen, killOn, loseFilesWhen, grace, timeoutMs } = job.options
  const cancelling: Promise<void>[] = []
  const cancel = () => {
    if (cancelling.length === 0) cancelling.push(started.cancel())
  }
  const started = new StageProcess({
    node: job.node,
    script: scriptPath(job, script),
    cwd: job.places.workspace,
    env: stageEnvironment(job, files, stage),
    onLine: (line, stream) => {
      onLine?.(line, stage)
      log.line(line, stream)
      if (stage === 'main' && killWhen?.(line)) started.kill()
      if (stage === 'main' && loseFilesWhen?.(line)) for (const path of [files.output, files.state]) rmSync(path)
      if (stage === 'main' && signalWhen?.(line)) cancel()
    },
    grace: grace ?? runnerGrace,
    timeoutMs: timeoutMs ?? 200_000,
  })
  if (stage === 'main') {
    signalOn?.then(cancel, () => undefined)
    killOn?.then(
      () => started.kill(),
      () => undefined,
    )
  }
  const timer = stage === 'main' && signalAfter !== undefined ? setTimeout(cancel, signalAfter) : undefined
  try {
    const ended = await started.ended
    await Promise.all(cancelling)
    return { ...ended, cancelled: cancelling.length > 0 }
  } finally {
    clearTimeout(timer)
  }
}

function scriptPath(job: Job, script: string): string {
  const { dist, action } = job.options
  return dist === undefined ? join(action ?? repositoryRoot, script) : join(dist, basename(script))
}

function stageEnvironment(job: Job, files: CommandFiles, stage: 'main' | 'post'): Record<string, string> {
  const { PATH = '', ...others } = { ...job.variables, ...Object.fromEntries(job.exportedEnv) }
  const environment: Record<string, string> = { ...others, PATH: [...job.addedPath.toReversed(), PATH].join(':') }
  for (const [kind, path] of Object.entries(files)) environment[`GITHUB_${kind.toUpperCase()}`] = path
  // Main gets the state too: that of a `pre` stage, or of an earlier step with the same name.
  if (stage === 'post' || job.options.state) {
    for (const [name, value] of job.state) environment[`STATE_${name}`] = value
  }
  return environment
}

function remember(job: Job, log: StageLog, written: FileCommands): void {
  for (const [name, value] of [...log.state, ...written.state]) job.state.set(name, value)
  job.savedState.push(...log.state, ...written.savedState)
  for (const [name, value] of written.env) job.exportedEnv.set(name, value)
  job.addedPath.push(...written.path)
  job.masks.push(...log.masks)
}
