/**
 * Many runs of one step on AWS Batch: the calls of the built action, its memory, and how long it takes to end all jobs
 * when the step is cancelled, or killed and left to post. Batch is an HTTP double in this process, which refuses each
 * tenth request to submit or terminate jobs for its rate, and loses each 97th response to such a request.
 *
 *     npm run bench:many-jobs -- [--jobs 1000] [--follow 0] [--dist folder]
 *
 * With `--follow`, the step that is cancelled follows all jobs for so many seconds first, and its memory in the halves
 * of that time is printed.
 *
 * The build must be current: npm run build.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Answer, type Call, Fault, matchesFilter, startBatchWire, throttled } from '../test/testbed/batch-wire.ts'
import { readPairs } from '../test/testbed/runner/file-commands.ts'
import { callerIdentity } from './caller-identity.ts'
import { describeMachine, formatNumber, formatTable, median } from './report.ts'
import { startSink } from './servers.ts'
import { createEnvironment, createStep, root, type Step } from './step.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    follow: { type: 'string', default: '0' },
    dist: { type: 'string' },
  },
})
const count = Number(values.jobs)
const followMs = Number(values.follow) * 1000

/** An account whose jobs run until they are terminated. */
class Account {
  readonly jobs = new Map<string, object>()
  readonly terminated = new Set<string>()
  readonly described = new Map<string, number>()
  /** Resolves when each job was described twice: the step follows all of them. */
  readonly followed = Promise.withResolvers<void>()
  terminatedAt = 0
  readonly #knowsMany: boolean
  #changes = 0

  constructor(knowsMany: boolean) {
    this.#knowsMany = knowsMany
  }

  answer(call: Call): Answer | undefined {
    const { name } = call
    if (name === '') return callerIdentity
    if (name === 'terminatejobs' && !this.#knowsMany) return new Fault('UnknownOperationException', '', 404)
    if (name !== 'submitjob' && !name.startsWith('terminate')) return this.#read(call)
    this.#changes += 1
    if (this.#changes % 10 === 0) return throttled
    const answer = this.#change(call)
    return this.#changes % 97 === 0 ? 'cut' : answer
  }

  #change({ name, body }: Call): Answer {
    if (name === 'submitjob') {
      const [jobId, jobName] = [`job-${this.jobs.size + 1}`, body['jobName']]
      this.jobs.set(jobId, { jobId, jobName, status: 'RUNNING', container: body['containerOverrides'] })
      return { jobId, jobName }
    }
    this.terminatedAt = performance.now()
    const ids = name === 'terminatejob' ? [body['jobId']] : Object.values(Object(body['jobs']))
    for (const id of ids) this.terminated.add(String(id))
    return { successful: ids, errors: [] }
  }

  #read({ name, body }: Call): Answer | undefined {
    if (name === 'listjobs') {
      return { jobSummaryList: [...this.jobs.values()].filter((job) => matchesFilter(body, Object(job).jobName)) }
    }
    if (name !== 'describejobs') return undefined
    const ids = Object.values(Object(body['jobs'])).map(String)
    for (const id of ids) this.described.set(id, (this.described.get(id) ?? 0) + 1)
    if (this.described.size === count && Math.min(...this.described.values()) > 1) this.followed.resolve()
    return { jobs: ids.flatMap((id) => this.jobs.get(id) ?? []) }
  }
}

/** Runs a script of the step, and resolves when it has ended, with its memory in MiB: the peak, and at times in ms. */
async function runScript(script: string, env: Record<string, string>, end: Promise<NodeJS.Signals | undefined>) {
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  let endedFrom = performance.now()
  void end.then((signal) => {
    endedFrom = performance.now()
    if (signal !== undefined) child.kill(signal)
  })
  const exit = once(child, 'exit')
  let mib = 0
  const memory: { readonly ms: number; readonly mib: number }[] = []
  const readMib = (status: string, field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
  while (child.exitCode === null && child.signalCode === null) {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    mib = Math.max(mib, readMib(status, 'VmHWM'))
    memory.push({ ms: performance.now(), mib: readMib(status, 'VmRSS') })
    await Promise.race([exit, delay(50)])
  }
  return { mib, memory, endedFrom, endedAt: performance.now() }
}

interface Measured {
  readonly knowsMany: boolean
  readonly signal: NodeJS.Signals
  readonly isFollowed?: boolean
}

/** Prints the memory in both halves of the time in which all jobs were followed. */
function printMemory({ memory, endedFrom }: Awaited<ReturnType<typeof runScript>>): void {
  const select = (from: number, to: number) =>
    median(memory.filter(({ ms }) => ms >= endedFrom - from && ms < endedFrom - to).map(({ mib }) => mib))
  const halves = [select(followMs, followMs / 2), select(followMs / 2, 0)]
  console.log(
    `Memory while ${count} jobs were followed, first and second half: ${halves.map(formatNumber).join(', ')} MiB`,
  )
}

/** Starts a step with so many runs, and ends it when it follows all jobs. */
async function measure(what: string, { knowsMany, signal, isFollowed = false }: Measured) {
  const account = new Account(knowsMany)
  const home = await mkdtemp(join(tmpdir(), 'bench-many-jobs-'))
  await using sink = await startSink()
  await using wire = await startBatchWire((call) => account.answer(call), { remembers: false })
  try {
    const step = await createManyStep()
    const endpoints = { AWS_ENDPOINT_URL: wire.endpoint, AWS_ENDPOINT_URL_S3: sink.env['AWS_ENDPOINT_URL'] ?? '' }
    const env = await createEnvironment(step, home, { ...sink.env, ...endpoints })
    const startedAt = performance.now()
    const main = await runScript(
      step.main,
      env,
      account.followed.promise.then(() => delay(isFollowed ? followMs : 0)).then(() => signal),
    )
    if (isFollowed) printMemory(main)
    const { bytes: _, ...requests } = await sink.takeCounts()
    const beforePost = countCalls(wire.calls)
    const submitSeconds = (main.endedFrom - startedAt) / 1000
    const state = readPairs(await readFile(env['GITHUB_STATE'] ?? '', 'utf8')).map(([name, value]) => [
      `STATE_${name}`,
      value,
    ])
    const postEnv = { ...env, ...Object.fromEntries(state) }
    const never = new Promise<undefined>(() => undefined)
    const from = signal === 'SIGKILL' ? performance.now() : main.endedFrom
    const terminatedByMain = account.terminatedAt
    const post = await runScript(step.post ?? '', postEnv, never)
    if (account.terminated.size !== count || account.jobs.size !== count)
      throw new Error(`${account.jobs.size} jobs were submitted, and ${account.terminated.size} terminated`)
    const terminatedAt = signal === 'SIGKILL' ? account.terminatedAt : terminatedByMain
    const { submitjob = 0, describejobs = 0 } = beforePost
    const terminations = countCalls(wire.calls)
    const { terminatejobs = 0, terminatejob = 0 } = terminations
    return [
      ...[what, submitSeconds, (terminatedAt - from) / 1000, (main.endedAt - main.endedFrom) / 1000],
      ...[submitjob, describejobs, terminatejobs, terminatejob, main.mib, post.mib],
      Object.values(requests).reduce((sum, each) => sum + each, 0),
    ].map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell))
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function createManyStep(): Promise<Step> {
  const pipe = { 'pipe-class': 'bench.pipes.Nothing', image: 'bench:1', dialect: 'luigi', each: `n: 1..${count}` }
  const batch = { backend: 'AWSBatch', 'job-queue': 'nightly', 'job-role-arn': 'arn:aws:iam::123456789012:role/pipe' }
  const place = { remote: 's3://bench/dsdt', context: 'jobs', 'aws-region': 'us-east-1', network: '' }
  const many = { 'max-runs': String(count), 'pull-output': 'false' }
  return await createStep(root, { dist: values.dist, inputs: { ...pipe, ...batch, ...place, ...many } })
}

const countCalls = (calls: readonly Call[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(calls, ({ name }) => name)).map(([name, each]) => [name, each?.length ?? 0]),
  )

const columns = [
  ...['', 's until all are followed', 's to terminate all', 's until main ends'],
  ...['SubmitJob', 'DescribeJobs', 'TerminateJobs', 'TerminateJob', 'main MiB', 'post MiB', 'S3 requests'],
]
const table = [
  await measure('cancelled', { knowsMany: true, signal: 'SIGINT', isFollowed: followMs > 0 }),
  await measure('cancelled, without TerminateJobs', { knowsMany: false, signal: 'SIGINT' }),
  await measure('killed, and ended by post', { knowsMany: true, signal: 'SIGKILL' }),
]
console.log(`\n## Many jobs\n\n${describeMachine()}, ${count} runs of one step on a double of Batch\n`)
console.log(formatTable([columns, ...table]))
