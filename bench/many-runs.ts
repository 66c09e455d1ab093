/**
 * Many runs of a short pipe on Local: one step with `each`, one step a run, and a loop of `docker run` with dsdt's own
 * entry point. The S3 server is the sink, with a latency.
 *
 *     npm run bench:many-runs -- [--runs 90] [--latency 30] [--dist folder]
 *
 * `script/bootstrap` must have run.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { putBare } from './bare.ts'
import { createFileBundle } from './bundles.ts'
import { describeMachine, formatNumber, formatTable } from './report.ts'
import { bucket, startSink } from './servers.ts'
import { createEnvironment, createStep, root } from './step.ts'

const run = promisify(execFile)
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '90' },
    latency: { type: 'string', default: '30' },
    dist: { type: 'string' },
  },
})
const count = Number(values.runs)
const image = 'disdat-pipelines-orders:latest'
const remote = `s3://${bucket}/dsdt`
/** The first of the days, each of which is a run. */
const firstDay = Date.UTC(2026, 0, 1)
const days = Array.from({ length: count }, (_, index) =>
  new Date(firstDay + index * 86_400_000).toISOString().slice(0, 10),
)
const rows = days.map((day, index) => `${index + 1},${day},ann,10.0,false`)
const csv = ['order_id,day,customer,amount,refunded', ...rows, ''].join('\n')

interface Measurement {
  readonly seconds: number
  readonly requests: number
  /** The peak of the action's process; undefined without one. */
  readonly mib: number | undefined
}

await using sink = await startSink()
const work = await mkdtemp(join(tmpdir(), 'bench-many-runs-'))

/** Puts the input bundle into a context of its own, and resolves with its uuid. */
async function fillContext(context: string): Promise<string> {
  await sink.setLatency(0)
  const { uuid, objects } = createFileBundle('orders.csv')
  const files = [{ path: 'orders.csv', bytes: Buffer.from(csv) }, ...objects]
  const prefix = `${bucket}/dsdt/context/${context}/objects/${uuid}`
  await putBare(
    sink.port,
    files.map(({ path, bytes }) => ({ path: `${prefix}/${path}`, bytes })),
  )
  await sink.setLatency(Number(values.latency))
  await sink.takeCounts()
  return uuid
}

/** Runs a step to its end, and resolves with the peak of its memory in MiB. */
async function runStep(context: string, inputs: Readonly<Record<string, string>>): Promise<number> {
  const home = await mkdtemp(join(work, 'home-'))
  const shared = { 'pipe-class': 'pipelines.orders.DailyOrders', image, remote, context, network: 'host' }
  const step = await createStep(root, { dist: values.dist, inputs: { ...shared, ...inputs } })
  const env = await createEnvironment(step, home, sink.env)
  const child = spawn(process.execPath, [step.main], { cwd: home, env, stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
  }, 100)
  await once(child, 'exit')
  clearInterval(timer)
  await rm(home, { recursive: true, force: true })
  if (child.exitCode !== 0) throw new Error(`a step of ${context} ended with ${child.exitCode}`)
  return peak
}

async function runContainer(context: string, orders: string, day: string): Promise<void> {
  const env = Object.entries({ ...sink.env, DISDAT_CPU_COUNT: '16' }).flatMap(([name, value]) => [
    '--env',
    `${name}=${value}`,
  ])
  const argv = ['dsdt_docker', '--output-bundle', 'daily', '--remote', remote, '--branch', `${context}/${context}`]
  const pipe = ['pipelines.orders.DailyOrders', '--orders', orders, '--day', day]
  await run('docker', ['run', '--rm', '--network', 'host', ...env, image, ...argv, ...pipe], { maxBuffer: 2 ** 26 })
}

const contenders: Readonly<Record<string, (context: string, orders: string) => Promise<number | undefined>>> = {
  'one step with `each`': async (context, orders) =>
    await runStep(context, {
      each: `day: ${days[0]}..${days.at(-1)}`,
      params: `orders: ${orders}`,
      'output-bundle': 'daily',
      'max-runs': String(count),
    }),
  'one step a run': async (context, orders) => {
    let peak = 0
    for (const day of days)
      peak = Math.max(
        peak,
        await runStep(context, { params: `orders: ${orders}\nday: ${day}`, 'output-bundle': 'daily' }),
      )
    return peak
  },
  'a loop of `docker run`': async (context, orders) => {
    for (const day of days) await runContainer(context, orders, day)
    return undefined
  },
}

async function measure(name: string, index: number): Promise<Measurement> {
  const context = `many-${index}`
  const orders = await fillContext(context)
  const start = performance.now()
  const mib = await contenders[name]?.(context, orders)
  const seconds = (performance.now() - start) / 1000
  const { bytes: _, ...requests } = await sink.takeCounts()
  return { seconds, mib, requests: Object.values(requests).reduce((sum, each) => sum + each, 0) }
}

try {
  const table: string[][] = []
  for (const [index, name] of Object.keys(contenders).entries()) {
    const { seconds, requests, mib } = await measure(name, index)
    table.push([
      name,
      ...[seconds, seconds / count, requests, mib].map((figure) => (figure === undefined ? '' : formatNumber(figure))),
    ])
    console.error(table.at(-1)?.join(' '))
  }
  console.log(`\n## Many runs\n\n${describeMachine()}, ${count} runs of one pipe, S3 with ${values.latency} ms\n`)
  console.log(formatTable([['', 'seconds', 'a run', 'requests', 'action MiB'], ...table]))
} finally {
  await rm(work, { recursive: true, force: true })
}
