/**
 * Runs workflows with act (https://github.com/nektos/act), which shares no code with our harness or with GitHub's
 * runner. Steps run on this machine (`-self-hosted`), with the runner's Node.js. README.md beside this file lists how
 * act differs from GitHub.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ActStep, collectSteps, type LogEntry, parseEntry } from './act/log.ts'
import { inheritEnv, root, runCommand } from './process.ts'
import { type Event, eventPayload } from './runner/context.ts'
import { validateWorkflow } from './runner/github-parser.ts'

/** A workflow, and the settings of its run. */
export interface ActOptions {
  /** The text of the workflow. */
  readonly workflow: string
  readonly event?: Event
  /** The environment of the machine, and `GITHUB_…` variables that replace the defaults of act. */
  readonly env: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  /** The inputs of a workflow_dispatch event. */
  readonly inputs?: Readonly<Record<string, string>>
  /** The repository for actions/checkout; by default a repository with this action, for `uses: ./`. */
  readonly repository?: string
  /** Folders that replace actions of GitHub, by `owner/name@ref`. */
  readonly actions?: Readonly<Record<string, string>>
  /** Sends act one SIGINT at the first entry for which this is true: the job is cancelled. */
  readonly cancelWhen?: (entry: LogEntry) => boolean
}

/** The result of a workflow. */
export interface ActRun {
  readonly exitCode: number | null
  /** The results of each job, in the order of the ends of the jobs; one for each matrix leg. */
  readonly jobs: Readonly<Record<string, readonly string[]>>
  /** The stages of all steps, in the order of their starts. */
  readonly steps: readonly ActStep[]
  /** The lines of the log without their metadata, for messages and searches. */
  readonly log: string
}

const timeoutMs = 110_000
const commit = [
  '-c',
  'user.name=octocat',
  '-c',
  'user.email=octocat@example.org',
  'commit',
  '--quiet',
  '--message',
  'x',
]

/** Copies the action. `RUN_ACTION_DIST` and `RUN_ACTION_MANIFESTS` name folders with other files, to see tests fail. */
export async function stageAction(folder: string): Promise<void> {
  const { RUN_ACTION_DIST: dist = join(root, 'dist'), RUN_ACTION_MANIFESTS: manifests = root } = process.env
  const subActions = ['report', 'plan', 'freshness']
  for (const name of subActions) await mkdir(join(folder, name), { recursive: true })
  await Promise.all([
    cp(dist, join(folder, 'dist'), { recursive: true }),
    cp(join(manifests, 'action.yml'), join(folder, 'action.yml')),
    ...subActions.map((name) => cp(join(manifests, name, 'action.yml'), join(folder, name, 'action.yml'))),
  ])
}

/** Runs a workflow to its end. Rejects when GitHub's parser reports an error, and when act exceeds two minutes. */
export async function runAct(options: ActOptions): Promise<ActRun> {
  const errors = await validateWorkflow({ name: 'workflow.yml', content: options.workflow })
  if (errors.length > 0) throw new Error(`GitHub would not load the workflow: ${errors.join(' ')}`)
  const own = await mkdtemp(join(tmpdir(), 'act-'))
  try {
    const repository = options.repository ?? (await makeRepository(join(own, 'repository')))
    const event = options.event ?? { name: 'push' }
    await writeFile(join(own, 'workflow.yml'), options.workflow)
    await writeFile(join(own, 'event.json'), JSON.stringify(eventPayload(event)))
    return await followAct(own, [event.name, '-C', repository, ...buildArguments(own, options)], options)
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function makeRepository(folder: string): Promise<string> {
  await stageAction(folder)
  for (const args of [['init', '--quiet', '--initial-branch', 'main'], ['add', '--all'], commit]) {
    const ran = await runCommand('git', ['-C', folder, ...args], { env: { ...inheritEnv('PATH'), HOME: folder } })
    if (ran.code !== 0) throw new Error(`git ${args.join(' ')} failed: ${ran.stderr}`)
  }
  return folder
}

function buildArguments(own: string, options: ActOptions): readonly string[] {
  const pairs = (flag: string, values: Readonly<Record<string, string>> = {}) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])
  return [
    ...['--json', '--no-cache-server', '--platform', 'ubuntu-latest=-self-hosted'],
    ...['--workflows', join(own, 'workflow.yml'), '--eventpath', join(own, 'event.json')],
    ...['--action-cache-path', join(own, 'cache')],
    // By default, act reads these files of the repository.
    ...['--env-file', '', '--secret-file', '', '--var-file', '', '--input-file', ''],
    ...pairs('--env', { GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_RUN_ID: '17023456789', ...options.env }),
    ...pairs('--var', options.vars),
    ...pairs('--secret', options.secrets),
    ...pairs('--input', options.inputs),
    ...pairs('--local-repository', options.actions),
  ]
}

async function followAct(own: string, args: readonly string[], options: ActOptions): Promise<ActRun> {
  const act = spawn(join(root, '.testbed/act/act'), args, {
    // act passes its whole environment to every step.
    env: {
      ...inheritEnv('DOCKER_HOST'),
      PATH: `${join(root, 'node_modules/node/bin')}:/usr/local/bin:/usr/bin:/bin`,
      HOME: own,
      XDG_CACHE_HOME: join(own, 'cache'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(timeoutMs),
    killSignal: 'SIGKILL',
  })
  const entries: LogEntry[] = []
  let isCancelled = false
  const read = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      const entry = parseEntry(line)
      entries.push(entry)
      if (isCancelled || !options.cancelWhen?.(entry)) continue
      isCancelled = true
      act.kill('SIGINT')
    }
  }
  const [[exitCode]] = await Promise.all([once(act, 'close'), read(act.stdout), read(act.stderr)]).catch((cause) => {
    const tail = entries.slice(-30).map(({ message }) => message)
    throw new Error(`act did not run to its end. Has script/bootstrap been run? Its last lines:\n${tail.join('\n')}`, {
      cause,
    })
  })
  return { exitCode, ...collectSteps(entries) }
}

/** Finds a stage of the step with this id, in the job or the matrix leg `leg`. */
export function findStep({ steps, log }: ActRun, id: string, stage: 'Main' | 'Post' = 'Main', leg?: string): ActStep {
  const step = steps.find((one) => one.id === id && one.stage === stage && (leg === undefined || one.leg === leg))
  if (step === undefined) throw new Error(`no step ${id} in:\n${log}`)
  return step
}

/** Reads the text of an example. */
export const readExample = (name: string): Promise<string> => readFile(join(root, 'examples/workflows', name), 'utf8')
