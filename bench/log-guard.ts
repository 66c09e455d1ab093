/**
 * A million log lines of a container: with the built action, which splits, cleans, guards and counts them, and with the docker
 * command, which passes bytes through.
 *
 *     node bench/log-guard.ts [--lines 1000000] [--runs 3] [--dist folder]      (script/bootstrap must have run)
 *
 * A line is counted when the process writes it to stdout. The time is from the first line to the last, without the start of
 * the process. Memory is the resident size of the process after a tenth of the lines, and its peak after nine tenths.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runDocker } from '../test/testbed/docker.ts'
import { startMoto } from '../test/testbed/moto.ts'
import { median, printComparison, type Row } from './report.ts'
import { createEnvironment, createStep, root } from './step.ts'

const image = 'disdat-run-action/bench:log-guard'
const storing = 'disdat-run-action-bench-log-guard'
const marker = 'INFO orders.DailyOrders'
const aim = 0.5

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    dist: { type: 'string' },
  },
})
const lines = Number(values.lines)
const work = await mkdtemp(join(tmpdir(), 'log-guard-'))

interface Way extends Row {
  readonly file: string
  readonly args: readonly string[]
  readonly env: () => Promise<Readonly<Record<string, string>>>
  readonly samples: number[]
  readonly memory: { early: number; peak: number }[]
}

await using moto = await startMoto()
try {
  await buildImage()
  await moto.createBucket('bench')
  await runOrThrow(runDocker(['run', '--detach', '--network', 'none', '--name', storing, image]))
  await runOrThrow(runDocker(['wait', storing]))
  const ways = await createWays()
  for (let round = 0; round < Number(values.runs); round++) {
    for (const way of ways) way.samples.push(await measureLinesPerSecond(way))
  }
  report(ways)
} finally {
  await runDocker(['rm', '--force', storing])
  await rm(work, { recursive: true, force: true })
}

async function buildImage(): Promise<void> {
  const folder = join(work, 'image')
  await mkdir(folder, { recursive: true })
  const line = `2026-11-22 20:11:03,042 ${marker} order %.0f of customer 4711: 3 items, 59.97 EUR, refunded 0.00`
  const dockerfile = `FROM disdat-run-action/python:3.11
ENTRYPOINT ["/bin/sh", "-c", "exec seq -f '${line}' 1 ${lines}"]
`
  await writeFile(join(folder, 'Dockerfile'), dockerfile)
  await runOrThrow(runDocker(['build', '--quiet', '--tag', image, folder]))
}

async function createWays(): Promise<readonly Way[]> {
  const inputs = {
    ...{ 'pipe-class': 'bench.pipes.Talkative', image, dialect: 'classic', network: 'host' },
    ...{ remote: 's3://bench/disdat', context: 'bench', 'pull-output': 'false' },
  }
  const step = await createStep(root, { dist: values.dist, inputs })
  const { PATH = '', HOME = '', DOCKER_HOST } = process.env
  const engine = DOCKER_HOST === undefined ? {} : { DOCKER_HOST }
  const plain = async () => ({ PATH, HOME, ...engine })
  const createResults = () => ({ samples: [], memory: [] })
  const attached = ['run', '--rm', '--network', 'none', '--log-driver', 'none', image]
  return [
    { role: 'limit', what: 'docker run, attached', file: 'docker', args: attached, env: plain, ...createResults() },
    { role: 'peer', what: 'docker logs', file: 'docker', args: ['logs', storing], env: plain, ...createResults() },
    {
      ...{ role: 'us', what: 'disdat/run-action', file: process.execPath, args: [step.main], ...createResults() },
      env: async () => ({ ...(await createEnvironment(step, work, moto.env)), ...engine }),
    },
  ]
}

/** Runs a program to its end and counts the printed lines. Ignores the exit code, because this pipe creates no bundle. */
async function measureLinesPerSecond(way: Way): Promise<number> {
  const child = spawn(way.file, way.args, { cwd: work, env: await way.env(), stdio: ['ignore', 'pipe', 'ignore'] })
  const readResidentKib = async (field: 'VmRSS' | 'VmHWM') => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN)
  }
  let [seen, firstAt, lastAt] = [0, 0, 0]
  let early: Promise<number> | undefined
  let peak: Promise<number> | undefined
  for await (const chunk of child.stdout) {
    const found = countNewlines(chunk)
    if (seen === 0 && !chunk.includes(marker)) continue
    if (seen === 0) firstAt = performance.now()
    seen += found
    if (seen >= lines * 0.1) early ??= readResidentKib('VmRSS')
    if (seen >= lines * 0.9) peak ??= readResidentKib('VmHWM')
    if (seen >= lines && lastAt === 0) lastAt = performance.now()
  }
  if (child.exitCode === null) await once(child, 'exit')
  if (seen < lines) throw new Error(`${way.what}: only ${seen} of ${lines} lines were printed`)
  way.memory.push({ early: (await early) ?? Number.NaN, peak: (await peak) ?? Number.NaN })
  return lines / ((lastAt - firstAt) / 1000)
}

function countNewlines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++
  return count
}

async function runOrThrow(running: ReturnType<typeof runDocker>): Promise<void> {
  const { code, stderr } = await running
  if (code !== 0) throw new Error(stderr)
}

function report(ways: readonly Way[]): void {
  const [, logs, ours] = ways
  const share = median(ours?.samples ?? []) / median(logs?.samples ?? [])
  const memory = ways.map(({ what, memory }) => {
    const [early, peak] = [median(memory.map((at) => at.early)) / 1024, median(memory.map((at) => at.peak)) / 1024]
    return `${what} ${early.toFixed(0)} and ${peak.toFixed(0)} MiB`
  })
  const notes = [
    `The action's rate is ${share.toFixed(2)} of docker logs; the aim is at least ${aim}.`,
    `Resident memory after a tenth of the lines, and its peak after nine tenths: ${memory.join('; ')}.`,
  ]
  printComparison({ title: `${lines.toLocaleString('en')} log lines`, unit: 'lines/s', rows: ways, notes })
}
