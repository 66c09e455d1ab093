/**
 * The start of a container among many bundles: the built action runs the example pipe in its luigi image on a context
 * of 0 to 10,000 other bundles, with `seed-context: none` (Disdat pulls the context), `all` without and with packs,
 * and `newest`. The S3 server is the sink, with a latency.
 *
 *     npm run bench:context-size -- [--bundles 0,1000,3000] [--latency 30] [--unseeded-up-to 3000] [--runs 1]
 *                                   [--cpu-counts 8,16,32] [--only newest] [--dist folder]
 *
 * `script/bootstrap` must have run. Disdat itself takes minutes for 3,000 bundles. With `--cpu-counts`, only runs
 * without a seed are measured, for each value of DISDAT_CPU_COUNT. With `--only`, only rows whose name contains the
 * text are: packs are then those of an earlier run of the same process.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { putBare } from './bare.ts'
import { createFileBundle, generateBundles, type SampleBundle } from './bundles.ts'
import { describeMachine, formatNumber, formatTable, median } from './report.ts'
import { bucket, type Sink, startSink } from './servers.ts'
import { createEnvironment, createStep, root } from './step.ts'

const { values } = parseArgs({
  options: {
    bundles: { type: 'string', default: '0,1000,3000' },
    latency: { type: 'string', default: '30' },
    'unseeded-up-to': { type: 'string', default: '3000' },
    runs: { type: 'string', default: '1' },
    'cpu-counts': { type: 'string' },
    only: { type: 'string', default: '' },
    dist: { type: 'string' },
  },
})
const image = 'disdat-pipelines-orders:latest'
const remote = `s3://${bucket}/dsdt`
const csv = 'order_id,day,customer,amount,refunded\n1,2026-01-05,ann,10.0,false\n2,2026-01-05,bob,20.0,false\n'
const firstTask = /\[pid +\d+\] Worker .* running/
const startedLine = /^Started container (\S+):/
/**
 * How long a run waits after the removal of the container before it. ext4 passes over the inodes that were deleted in
 * the last 60 s, or in the last 300 s while their table is not written, which takes up to 1 ms for each new file.
 */
const pauseMs = 65_000
/** How often the memory of action and container is read. */
const samplingMs = 100

interface Case {
  readonly what: string
  readonly inputs: Readonly<Record<string, string>>
  /** Whether an earlier run has left its packs and its index. */
  readonly isWarm: boolean
  readonly upTo?: number
}

interface Measurement {
  readonly firstTaskSeconds: number
  readonly endSeconds: number
  readonly requests: number
  readonly mib: number
  readonly actionMib: number
  readonly containerMib: number
}

const cases: readonly Case[] = [
  { what: '`none`', inputs: { 'seed-context': 'none' }, isWarm: false, upTo: Number(values['unseeded-up-to']) },
  { what: '`all`, cold', inputs: { 'seed-context': 'all' }, isWarm: false },
  { what: '`all`, with packs', inputs: { 'seed-context': 'all' }, isWarm: true },
  { what: '`newest`, with packs', inputs: { 'seed-context': 'newest' }, isWarm: true },
]

/** Where control groups of version 1 and 2 have the peak of a container. */
const listPeakFiles = (id: string): readonly string[] => [
  `/sys/fs/cgroup/memory/docker/${id}/memory.max_usage_in_bytes`,
  `/sys/fs/cgroup/docker/${id}/memory.peak`,
  `/sys/fs/cgroup/system.slice/docker-${id}.scope/memory.peak`,
]

/** Reads the peaks of memory: of the action's process, and of the container's control group, its files included. */
class MemoryWatch {
  container: string | undefined
  actionMib = 0
  containerMib = 0
  readonly #timer: NodeJS.Timeout
  readonly #pid: number

  constructor(pid: number) {
    this.#pid = pid
    this.#timer = setInterval(() => void this.#sample(), samplingMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #sample(): Promise<void> {
    const status = await readFile(`/proc/${this.#pid}/status`, 'utf8').catch(() => '')
    this.actionMib = Math.max(this.actionMib, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
    if (this.container === undefined) return
    for (const file of listPeakFiles(this.container)) {
      const peak = Number(await readFile(file, 'utf8').catch(() => '0'))
      this.containerMib = Math.max(this.containerMib, peak / 2 ** 20)
    }
  }
}

const sink = await startSink()
const work = await mkdtemp(join(tmpdir(), 'bench-context-size-'))

async function measureSize(count: number): Promise<string[][]> {
  const context = `bench-${count}`
  const input = createFileBundle('orders.csv')
  const raw = { ...input, objects: [{ path: 'orders.csv', bytes: Buffer.from(csv) }, ...input.objects] }
  await fill(sink, context, [raw, ...generateBundles(count, { isRepeated: true })])
  const rows: string[][] = []
  for (const each of listCases()) {
    if (count > (each.upTo ?? Number.POSITIVE_INFINITY)) continue
    const measured: Measurement[] = []
    for (let run = 0; run < Number(values.runs); run++) {
      if (!each.isWarm) await removeCaches(sink, context)
      if (count > 0) await forgetDeletedFiles()
      measured.push(await measureRun(context, raw.uuid, each))
      console.error(count, each.what, measured.at(-1))
    }
    const show = (pick: (measurement: Measurement) => number) => formatNumber(median(measured.map(pick)))
    rows.push([
      ...[count.toLocaleString('en'), each.what, show((one) => one.firstTaskSeconds), show((one) => one.endSeconds)],
      ...[show((one) => one.requests), show((one) => one.mib)],
      ...[show((one) => one.actionMib), show((one) => one.containerMib)],
    ])
  }
  return rows
}

function listCases(): readonly Case[] {
  if (values['cpu-counts'] === undefined) return cases.filter(({ what }) => what.includes(values.only))
  return values['cpu-counts'].split(',').map((cpus) => ({
    what: `\`none\`, ${cpus} threads`,
    inputs: { 'seed-context': 'none', env: `DISDAT_CPU_COUNT=${cpus}` },
    isWarm: false,
  }))
}

async function fill({ port }: Sink, context: string, bundles: Iterable<SampleBundle>): Promise<void> {
  await sink.setLatency(0)
  const objects = Iterator.from(bundles).flatMap(({ uuid, objects: files }) =>
    files.map(({ path, bytes }) => ({ path: `${bucket}/dsdt/context/${context}/objects/${uuid}/${path}`, bytes })),
  )
  await putBare(port, objects)
}

/** Deletes index and packs of a context. */
async function removeCaches({ port }: Sink, context: string): Promise<void> {
  await sink.setLatency(0)
  const base = `http://127.0.0.1:${port}/${bucket}`
  const prefix = `dsdt/context/${context}/run-action/`
  const listing = await (await fetch(`${base}?list-type=2&prefix=${encodeURIComponent(prefix)}`)).text()
  for (const [, key = ''] of listing.matchAll(/<Key>([^<]+)<\/Key>/g))
    await fetch(`${base}/${key}`, { method: 'DELETE' })
}

async function forgetDeletedFiles(): Promise<void> {
  await promisify(execFile)('sync')
  await setTimeout(pauseMs)
}

async function measureRun(context: string, orders: string, { inputs }: Case): Promise<Measurement> {
  const home = await mkdtemp(join(work, 'home-'))
  const step = await createStep(root, {
    dist: values.dist,
    inputs: {
      ...{ 'pipe-class': 'pipelines.orders.DailyOrders', image, remote, context, network: 'host' },
      ...{ params: `orders: ${orders}\nday: 2026-01-05`, 'output-bundle': 'daily', 'force-all': 'true' },
      ...inputs,
    },
  })
  const env = await createEnvironment(step, home, sink.env)
  await sink.setLatency(Number(values.latency))
  await sink.takeCounts()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [step.main], { cwd: home, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const seconds = () => (performance.now() - startedAt) / 1000
  const memory = new MemoryWatch(child.pid ?? 0)
  let firstTaskSeconds = Number.NaN
  const tail: string[] = []
  for await (const line of createInterface(child.stdout)) {
    tail.push(line)
    memory.container ??= startedLine.exec(line) === null ? undefined : await findContainerId(line)
    if (Number.isNaN(firstTaskSeconds) && firstTask.test(line)) firstTaskSeconds = seconds()
  }
  if (child.exitCode === null) await once(child, 'exit')
  const endSeconds = seconds()
  memory.stop()
  if (child.exitCode !== 0) throw new Error(`the step failed:\n${tail.slice(-30).join('\n')}`)
  const { bytes = 0, ...requests } = await sink.takeCounts()
  await rm(home, { recursive: true, force: true })
  return {
    ...{ firstTaskSeconds, endSeconds, mib: bytes / 2 ** 20 },
    requests: Object.values(requests).reduce((sum, each) => sum + each, 0),
    ...{ actionMib: memory.actionMib, containerMib: memory.containerMib },
  }
}

async function findContainerId(line: string): Promise<string | undefined> {
  const [, name = ''] = startedLine.exec(line) ?? []
  const inspect = spawn('docker', ['inspect', '--format', '{{.Id}}', name], { stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const id of createInterface(inspect.stdout)) return id
  return undefined
}

try {
  const rows: string[][] = []
  for (const count of values.bundles.split(',').map(Number)) rows.push(...(await measureSize(count)))
  console.log(`\n## Context size\n\n${describeMachine()}, S3 with ${values.latency} ms, ${values.runs} run(s) each\n`)
  const header = ['bundles', 'seed', 'first task s', 'step end s', 'requests', 'MiB', 'action MiB', 'container MiB']
  console.log(formatTable([header, ...rows]))
} finally {
  await sink[Symbol.asyncDispose]()
  await rm(work, { recursive: true, force: true })
}
