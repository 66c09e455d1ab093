/**
 * Runs a workflow file like GitHub, as far as the examples need it: jobs in the order of their `needs`, expressions
 * with GitHub's evaluator, `run` steps in bash, the actions of this repository like the runner, and doubles for other
 * actions.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { root } from './process.ts'
import { contextVariables, eventPayload } from './runner/context.ts'
import { validateWorkflow } from './runner/github-parser.ts'
import { type ActionResult, type Event, type RunOptions, runAction } from './runner.ts'
import { bash } from './workflow/bash.ts'
import { type Contexts, filled, holds, resolveValue, type Standing } from './workflow/expressions.ts'
import { listLegs } from './workflow/matrix.ts'

/** A double of an action of another repository: its inputs, and the outputs that it sets. */
export type Double = (step: {
  readonly with: Readonly<Record<string, string>>
  readonly workspace: string
}) => Promise<Readonly<Record<string, string>>>

/** What a double throws when its step fails. Any other error is one of the test. */
export class FailedStep extends Error {
  override readonly name = 'FailedStep'
}

/** A running substitute of a service container, and the variables that replace those of the job. */
export interface Service extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>
}

export interface WorkflowOptions {
  /** The file, relative to this repository or absolute. */
  readonly file: string
  readonly event: Event
  readonly vars?: Readonly<Record<string, string>>
  /** The inputs of a workflow_dispatch event. */
  readonly inputs?: Readonly<Record<string, string | boolean>>
  /** The variables of every step. */
  readonly env: Readonly<Record<string, string>>
  /** Given only to jobs with `permissions: id-token: write`. */
  readonly tokenEnv?: Readonly<Record<string, string>>
  /** GITHUB_TOKEN: the value of `github.token`. */
  readonly token?: string
  /** By `owner/name`, and reusable workflows by their path. A job whose workflow has no double succeeds. */
  readonly doubles?: Readonly<Record<string, Double>>
  /** The substitutes of service containers, by the name of the image without its tag. */
  readonly services?: Readonly<Record<string, () => Promise<Service>>>
  /** Inputs that this machine needs in addition to the `with:` of each action step. */
  readonly inputsHere?: Readonly<Record<string, string>>
  readonly context?: RunOptions['context']
  /** Whether the reviewers of an environment approve the job. */
  readonly approve?: (environment: string) => boolean
  /** The results of an earlier attempt: "Re-run failed jobs" keeps the jobs that succeeded, with all that they need. */
  readonly previous?: Readonly<Record<string, JobResult>>
  /** The only jobs to run; all by default. */
  readonly only?: readonly string[]
  /** A step with `timeout-minutes` reaches its limit at the first line for which this is true; never by default. */
  readonly isTimeUp?: RunOptions['signalWhen'] | undefined
  readonly dist?: string | undefined
  /** Receives each line of the action steps. */
  readonly onLine?: RunOptions['onLine'] | undefined
}

export interface JobResult {
  readonly result: Standing | 'skipped'
  /** The value of `runs-on` of each job of the strategy. */
  readonly runsOn: readonly unknown[]
  readonly outputs: Readonly<Record<string, string>>
  /** The results of the action steps, in order. */
  readonly ours: readonly ActionResult[]
  /** The output of the `run` steps. */
  readonly printed: string
}

type Fields = Readonly<Record<string, unknown>>

/** Runs every job whose `needs` and `if` permit it, and returns the result of each job by its id. */
export async function runWorkflow(options: WorkflowOptions): Promise<Readonly<Record<string, JobResult>>> {
  const content = await readFile(resolve(root, options.file), 'utf8')
  const errors = await validateWorkflow({ name: options.file, content })
  if (errors.length > 0) throw new Error(`GitHub would not load the workflow: ${errors.join(' ')}`)
  const workflow = fields(parse(content))
  const jobs = Object.entries(fields(workflow['jobs']))
  const results: Record<string, JobResult> = {}
  while (Object.keys(results).length < jobs.length) {
    const next = jobs.find(([id, job]) => !(id in results) && needsOf(fields(job)).every((need) => need in results))
    if (next === undefined) throw new Error(`the jobs of ${options.file} wait for each other`)
    const [id, job] = next
    const before = options.previous?.[id]
    const isKept = needsOf(fields(job)).every((need) => results[need] === options.previous?.[need])
    if (options.only?.includes(id) === false) results[id] = skipped
    else if (before?.result === 'success' && isKept) results[id] = before
    else results[id] = await runJob(id, fields(job), results, options)
  }
  return results
}

const skipped: JobResult = { result: 'skipped', runsOn: [], outputs: {}, ours: [], printed: '' }

const ourActions = new Set(['', '/report', '/plan', '/freshness'].map((folder) => `disdat/run-action${folder}`))

async function runJob(
  id: string,
  job: Fields,
  done: Readonly<Record<string, JobResult>>,
  options: WorkflowOptions,
): Promise<JobResult> {
  const needs = Object.fromEntries(needsOf(job).map((name) => [name, done[name] ?? skipped]))
  const all = Object.values(needs).every(({ result }) => result === 'success')
  const contexts = { ...baseContexts(id, options), needs }
  if (!holds(job['if'], contexts, all ? 'success' : 'failure')) return skipped
  if (job['environment'] !== undefined && options.approve?.(String(job['environment'])) === false)
    return { ...skipped, result: 'failure' }
  const strategy = fields(job['strategy'])
  const called = job['uses'] === undefined ? undefined : String(job['uses'])
  const run = async (matrix: Fields) => {
    const leg = { ...contexts, matrix }
    return await (called ? callWorkflow(called, texts(job['with'], leg), options) : runLeg(id, job, leg, options))
  }
  const matrices = listLegs(strategy, contexts)
  if (strategy['fail-fast'] === false && strategy['max-parallel'] === undefined)
    return mergeLegs(await Promise.all(matrices.map(run)))
  const legs: JobResult[] = []
  for (const matrix of matrices) {
    legs.push(await run(matrix))
    if (legs.at(-1)?.result === 'failure' && strategy['fail-fast'] !== false) break
  }
  return mergeLegs(legs)
}

async function callWorkflow(
  uses: string,
  given: Readonly<Record<string, string>>,
  { doubles }: WorkflowOptions,
): Promise<JobResult> {
  const { outputs, problem } = await runDouble(
    async () => (await doubles?.[uses]?.({ with: given, workspace: '' })) ?? {},
  )
  return { ...skipped, result: problem === undefined ? 'success' : 'failure', outputs, printed: problem ?? '' }
}

async function runDouble(run: () => ReturnType<Double>): Promise<{
  readonly outputs: Readonly<Record<string, string>>
  readonly problem?: string
}> {
  try {
    return { outputs: await run() }
  } catch (error) {
    if (error instanceof FailedStep) return { outputs: {}, problem: `${error.message}\n` }
    throw error
  }
}

/** GitHub keeps the outputs of the leg that ends last, and of an earlier one where that leg sets none. */
const mergeLegs = (legs: readonly JobResult[]): JobResult => ({
  result: legs.some(({ result }) => result === 'failure') ? 'failure' : 'success',
  runsOn: legs.flatMap(({ runsOn }) => runsOn),
  outputs: Object.assign({}, ...legs.map(({ outputs }) => outputs)),
  ours: legs.flatMap(({ ours }) => ours),
  printed: legs.map(({ printed }) => printed).join(''),
})

async function runLeg(id: string, job: Fields, contexts: Contexts, options: WorkflowOptions): Promise<JobResult> {
  const folder = await mkdtemp(join(tmpdir(), 'job-'))
  const [workspace, temp] = [join(folder, 'workspace'), join(folder, 'temp')]
  try {
    for (const each of [workspace, temp]) await mkdir(each)
    await using services = new AsyncDisposableStack()
    const env = { ...options.env }
    for (const service of await startServices(job, options)) Object.assign(env, services.use(service).env)
    return await runSteps(id, job, { contexts, workspace, temp, options: { ...options, env } })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function startServices(job: Fields, { file, services = {} }: WorkflowOptions): Promise<readonly Service[]> {
  const started: Service[] = []
  for (const service of Object.values(fields(job['services']))) {
    const image = String(fields(service)['image']).replace(/:[^/]*$/, '')
    const start = services[image]
    if (start === undefined) throw new Error(`${file} starts ${image}, which has no substitute`)
    started.push(await start())
  }
  return started
}

interface Job {
  readonly contexts: Contexts
  readonly workspace: string
  /** RUNNER_TEMP, shared by the steps of a job. */
  readonly temp: string
  readonly options: WorkflowOptions
}

async function runSteps(id: string, job: Fields, { contexts, workspace, temp, options }: Job): Promise<JobResult> {
  const steps: Record<string, { outputs: Readonly<Record<string, string>>; outcome: string; conclusion: string }> = {}
  const ours: ActionResult[] = []
  let printed = ''
  let standing: Standing = 'success'
  const env = {
    ...texts(job['env'], contexts),
    ...options.env,
    ...(fields(job['permissions'])['id-token'] === 'write' ? options.tokenEnv : {}),
  }
  for (const step of list(job['steps']).map(fields)) {
    const known = { ...contexts, steps, job: { status: standing } }
    if (!holds(step['if'], known, standing)) continue
    const given = texts(step['with'], known)
    const name = /^([^@]+)@/.exec(String(step['uses'] ?? '').replace(/^\.\/$/, 'disdat/run-action@.'))?.[1]
    let outputs: Readonly<Record<string, string>> = {}
    let worked = true
    if (name === undefined) {
      const variables = { ...contextVariables(options.event, { workspace, temp, eventPath: '' }), ...options.context }
      const stepEnv = { ...variables, ...env, ...texts(step['env'], known) }
      const ran = await bash(filled(String(step['run']), known), stepEnv, workspace)
      ;({ outputs, worked } = ran)
      printed += ran.printed
    } else if (ourActions.has(name)) {
      const isTimeUp = step['timeout-minutes'] === undefined ? undefined : options.isTimeUp
      const result = await ourStep(id, name, given, { env, workspace, temp, options: { ...options, isTimeUp } })
      ours.push(result)
      outputs = result.outputs
      worked = result.exitCode === 0 && result.post?.conclusion !== 'failure'
    } else {
      const double = options.doubles?.[name]
      if (double === undefined) throw new Error(`${options.file} uses ${name}, which has no double`)
      const ran = await runDouble(() => double({ with: given, workspace }))
      outputs = ran.outputs
      worked = ran.problem === undefined
      printed += ran.problem ?? ''
    }
    const outcome = worked ? 'success' : 'failure'
    if (!worked && step['continue-on-error'] !== true) standing = 'failure'
    if (step['id'] !== undefined) steps[String(step['id'])] = { outputs, outcome, conclusion: outcome }
  }
  const runsOn = [resolveValue(job['runs-on'], contexts)]
  return { result: standing, runsOn, outputs: texts(job['outputs'], { ...contexts, steps }), ours, printed }
}

async function ourStep(
  id: string,
  name: string,
  given: Readonly<Record<string, string>>,
  { env, workspace, temp, options }: Omit<Job, 'contexts'> & { readonly env: Readonly<Record<string, string>> },
): Promise<ActionResult> {
  const folder = name.split('/').slice(2).join('/')
  return await runAction({
    action: join(root, folder),
    ...(options.dist && { dist: options.dist }),
    ...(options.onLine && { onLine: options.onLine }),
    ...(options.isTimeUp && { signalWhen: options.isTimeUp }),
    event: options.event,
    env,
    context: { GITHUB_JOB: id, ...options.context },
    cwd: workspace,
    temp,
    inputs: {
      ...(folder === 'report' || folder === 'freshness' ? {} : options.inputsHere),
      ...given,
      ...(options.token && { 'github-token': options.token }),
    },
  })
}

function baseContexts(
  job: string,
  { event, vars = {}, inputs = {}, context = {}, token = '' }: WorkflowOptions,
): Contexts {
  const nowhere = { workspace: '', temp: '', eventPath: '' }
  const variables: Record<string, string> = { ...contextVariables(event, nowhere), ...context }
  const github = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      name.startsWith('GITHUB_') ? [[name.slice('GITHUB_'.length).toLowerCase(), value]] : [],
    ),
  )
  return {
    github: { ...github, job, token, event: eventPayload(event) },
    runner: { os: 'Linux', temp: tmpdir() },
    vars,
    inputs,
    secrets: {},
    matrix: {},
    env: {},
    steps: {},
    needs: {},
  }
}

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const needsOf = (job: Fields): readonly string[] =>
  typeof job['needs'] === 'string' ? [job['needs']] : list(job['needs']).map(String)

function texts(value: unknown, contexts: Contexts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields(value)).map(([name, text]) => [name, filled(String(text), contexts)]))
}
