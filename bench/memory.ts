/**
 * The peak resident size and the time of the built action under large loads, with the number of requests to S3. S3 is
 * the sink, Batch an HTTP double; both are processes of their own.
 *
 *     npm run bench:memory -- [--loads files,columns,columns-pulled,newest,finished,cancelled,objects,links]
 *         [--scale 1] [--runs 1] [--latency 0] [--minutes 30]
 *
 * `--scale 0.1` takes a tenth of the files, columns, bundles and jobs. The build must be current: npm run build. With
 * TMPDIR=/dev/shm, pulls do not wait for a disk. The action gets BENCH_NODE_OPTIONS as its NODE_OPTIONS.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startBatchWire } from '../test/testbed/batch-wire.ts'
import { readPairs } from '../test/testbed/runner/file-commands.ts'
import { putBare } from './bare.ts'
import { callerIdentity } from './caller-identity.ts'
import { Lines, printGrid } from './grid.ts'
import { context, loads, type MemoryLoad } from './memory-loads.ts'
import { describeFailure, measure, setBudget } from './peers.ts'
import { bucket, startSink } from './servers.ts'
import { createEnvironment, createStep, root } from './step.ts'

const { values } = parseArgs({
  options: {
    loads: { type: 'string', default: Object.keys(loads).join(',') },
    scale: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    latency: { type: 'string', default: '0' },
    minutes: { type: 'string', default: '30' },
  },
})

setBudget(Number(values.minutes))
const work = await mkdtemp(join(tmpdir(), 'bench-memory-'))
const lines = new Lines()
try {
  for (const name of values.loads.split(',')) {
    for (let run = 0; run < Number(values.runs); run++) await runLoad(name, join(work, `${name}-${run}`))
  }
  const title = 'The built action under large loads'
  const notes = [`Runs: ${values.runs}. The server adds ${values.latency} ms to every response.`]
  printGrid({ title, columns: ['seconds', 'CPU s', 'peak RSS MiB', 'S3 requests'], lines: lines.all, notes })
} finally {
  await rm(work, { recursive: true, force: true })
}

async function runLoad(name: string, home: string): Promise<void> {
  const factory = loads[name]
  if (factory === undefined) throw new Error(`unknown load ${name}`)
  const load = factory.create(Math.round(factory.count * Number(values.scale)))
  await using sink = await startSink()
  await putBare(sink.port, listObjects(load))
  await sink.setLatency(Number(values.latency))
  await sink.takeCounts()
  await using batch = await startBatch(load)
  const step = await createStep(root, { inputs: load.inputs })
  const { BENCH_NODE_OPTIONS = '' } = process.env
  const endpoints = { AWS_ENDPOINT_URL: batch.endpoint, AWS_ENDPOINT_URL_S3: sink.env['AWS_ENDPOINT_URL'] ?? '' }
  const env = await createEnvironment(step, home, { ...sink.env, ...endpoints, NODE_OPTIONS: BENCH_NODE_OPTIONS })
  const interruptOn = load.isCancelled ? batch.followed : undefined
  try {
    const { seconds, cpuSeconds, peakMib } = await measure(process.execPath, [step.main], { env, home, interruptOn })
    await assertOutputs(env['GITHUB_OUTPUT'] ?? '', load)
    const counts = await sink.takeCounts()
    const { bytes: _, ...requestCounts } = counts
    const requests = Object.values(requestCounts).reduce((sum, count) => sum + count, 0)
    const cells = { seconds, 'CPU s': cpuSeconds, 'peak RSS MiB': peakMib, 'S3 requests': requests }
    for (const [column, value] of Object.entries(cells)) lines.put('us', load.what, column, value)
  } catch (error) {
    lines.put('us', load.what, 'seconds', describeFailure(error))
  }
}

function* listObjects({ bundles, files }: MemoryLoad) {
  const getPath = (uuid: string, path: string) => `${bucket}/dsdt/context/${context}/objects/${uuid}/${path}`
  for (const { uuid, objects } of bundles) {
    for (const { path, bytes } of objects) yield { path: getPath(uuid, path), bytes }
  }
  for (const { uuid, path, bytes } of files) yield { path: getPath(uuid, path), bytes }
}

/** Starts Batch with the jobs of a load. `followed` resolves when each job was described twice: the step follows it. */
async function startBatch({ jobs, isCancelled }: MemoryLoad) {
  const byId = new Map(jobs.map((job) => [job.jobId, job]))
  const terminated = new Set<string>()
  const { promise: followed, resolve } = Promise.withResolvers<void>()
  let described = 0
  const wire = await startBatchWire(
    ({ name, body }) => {
      if (name === '') return callerIdentity
      if (name === 'terminatejob') terminated.add(String(body['jobId']))
      if (name === 'terminatejobs') for (const id of Object.values(Object(body['jobs']))) terminated.add(String(id))
      if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
      described += body['jobs'].length
      if (isCancelled && described >= 2 * jobs.length) resolve()
      return { jobs: body['jobs'].flatMap((id) => byId.get(String(id)) ?? []) }
    },
    { remembers: false },
  )
  return {
    endpoint: wire.endpoint,
    followed,
    async [Symbol.asyncDispose]() {
      await wire[Symbol.asyncDispose]()
      if (isCancelled && terminated.size !== jobs.length) throw new Error(`${terminated.size} jobs were terminated`)
    },
  }
}

async function assertOutputs(file: string, { expected }: MemoryLoad): Promise<void> {
  const outputs = Object.fromEntries(readPairs(await readFile(file, 'utf8')))
  for (const [name, value] of Object.entries(expected)) {
    if (outputs[name] !== value) throw new Error(`the output ${name} is ${outputs[name]}, not ${value}`)
  }
}
