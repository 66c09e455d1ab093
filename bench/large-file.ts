/**
 * Pushes and pulls one large file with `aws s3 cp`, s5cmd and this action. The server is the sink, with a latency of 0,
 * 30 and 100 ms, and then two independent S3 servers: versitygw, and MinIO over TLS. The sink discards uploaded bytes
 * and generates downloaded bytes.
 *
 *     npm run bench:large-file -- [--mib 4096] [--slow-mib 1024] [--latencies 0,30,100] [--runs 1] [--minutes 10]
 *
 * bench/install-peers installs the other programs. Each run is a separate process. aws, and every program on an
 * independent server, which stores files on disk, gets a file of `--slow-mib` only. Needs space for three times the
 * file in the temporary folder; with TMPDIR=/dev/shm no client waits for a slower disk.
 */

import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { crc32 } from 'node:zlib'
import { createFileBundle, type SampleBundle, writeBundles } from './bundles.ts'
import { Lines, printGrid } from './grid.ts'
import { describeFailure, explainMissing, type Measured, measure, programs, readNumber, setBudget } from './peers.ts'
import { bucket, independentServers, type Server, startSink } from './servers.ts'
import { blockBytes, createSinkBlock } from './sink-block.ts'
import { root } from './step.ts'

const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '4096' },
    'slow-mib': { type: 'string', default: '1024' },
    latencies: { type: 'string', default: '0,30,100' },
    runs: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
  },
})
setBudget(Number(values.minutes))
const remote = `s3://${bucket}/dsdt`
const fileName = 'large.bin'
const rss = 'peak RSS MiB'
const disk = 'the disk: a copy, and its fsync'
const mib = 1024 ** 2
const runs = Number(values.runs)
const work = await mkdtemp(join(tmpdir(), 'bench-large-file-'))
const lines = new Lines()
let folders = 0

interface Load {
  readonly mib: number
  readonly bundle: SampleBundle
  readonly home: string
  /** The file in the local context of the home. */
  readonly file: string
  readonly sum: number
}

interface Mover {
  readonly role: 'peer' | 'us'
  readonly what: string
  readonly program: string
  readonly isSlow: boolean
  push(load: Load, context: string, env: Server['env']): Promise<Measured>
  /** Pulls into the local context of a home. */
  pull(load: Load, context: string, home: string, env: Server['env']): Promise<Measured>
  /** Selects the measured seconds of a run. */
  seconds(run: Measured): number
}

try {
  await assertRoom()
  const large = await createLoad(Number(values.mib))
  const small = await createLoad(Number(values['slow-mib']))
  const columns: string[] = []
  await copyOnDisk(large)
  await using sink = await startSink()
  for (const latency of values.latencies.split(',').map(Number)) {
    const [push, pull] = [`push, ${latency} ms`, `pull, ${latency} ms`] as const
    columns.push(push, pull)
    await sink.setLatency(latency)
    for (let run = 0; run < runs; run++) {
      for (const mover of createMovers()) {
        await moveBothWays(mover, sink, { push, pull, load: mover.isSlow ? small : large, run: `${latency}-${run}` })
      }
    }
  }
  for (const { name, start } of independentServers) {
    const [push, pull] = [`push, ${name}`, `pull, ${name}`] as const
    columns.push(push, pull)
    await crossCheck(small, { push, pull, start })
  }
  const title = `One file of ${values.mib} MiB pushed and pulled, MiB a second`
  printGrid({ title, columns: ['disk', ...columns, rss], lines: lines.all, notes: listNotes() })
} finally {
  await rm(work, { recursive: true, force: true })
}

async function assertRoom(): Promise<void> {
  const { bavail, bsize } = await statfs(work)
  const needed = (3 * Number(values.mib) + 2 * Number(values['slow-mib'])) * mib
  if (bavail * bsize < needed) {
    throw new Error(
      `${work} has ${Math.round((bavail * bsize) / mib)} MiB, and ${needed / mib} are needed: lower --mib`,
    )
  }
}

async function createLoad(size: number): Promise<Load> {
  const bundle = createFileBundle(fileName)
  const home = join(work, String(folders++))
  const objects = getObjectsFolder(home)
  await writeBundles([bundle], objects)
  const file = join(objects, bundle.uuid, fileName)
  const block = createSinkBlock()
  const handle = await open(file, 'w')
  let sum = 0
  for (let at = 0; at < size * mib; at += blockBytes) {
    await handle.write(block)
    sum = crc32(block, sum)
  }
  await handle.close()
  return { mib: size, bundle, home, file, sum }
}

function getObjectsFolder(home: string): string {
  return join(home, '.disdat', 'context', 'local', 'objects')
}

async function copyOnDisk({ file, mib: size }: Load): Promise<void> {
  const copy = join(work, 'copy')
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now()
    await pipeline(createReadStream(file, { highWaterMark: mib }), createWriteStream(copy))
    const handle = await open(copy)
    await handle.sync()
    await handle.close()
    lines.put('limit', disk, 'disk', size / ((performance.now() - startedAt) / 1000))
    await rm(copy)
  }
}

function createMovers(): readonly Mover[] {
  const inside = (run: Measured) => readNumber(run, 'seconds')
  const wholeProcess = (run: Measured) => run.seconds
  const runWork = (what: string, context: string, home: string, env: Server['env']) =>
    measure(
      process.execPath,
      ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/ours.ts`, what, remote, context, home],
      { env },
    )
  const key = ({ bundle }: Load, context: string) => `${remote}/context/${context}/objects/${bundle.uuid}/${fileName}`
  const target = async ({ bundle }: Load, home: string) => {
    const file = join(getObjectsFolder(home), bundle.uuid, fileName)
    await mkdir(dirname(file), { recursive: true })
    return file
  }
  const aws = (from: string, to: string, env: Server['env']) =>
    measure(programs.aws, ['s3', 'cp', '--only-show-errors', from, to], { env })
  const s5cmd = (from: string, to: string, env: Server['env']) =>
    measure(programs.s5cmd, ['--log', 'error', 'cp', from, to], { env })
  return [
    {
      ...{ role: 'peer', what: 'aws s3 cp', program: programs.aws, isSlow: true, seconds: wholeProcess },
      push: (load, context, env) => aws(load.file, key(load, context), env),
      pull: async (load, context, home, env) => aws(key(load, context), await target(load, home), env),
    },
    {
      ...{ role: 'peer', what: 's5cmd cp', program: programs.s5cmd, isSlow: false, seconds: wholeProcess },
      push: (load, context, env) => s5cmd(load.file, key(load, context), env),
      pull: async (load, context, home, env) => s5cmd(key(load, context), await target(load, home), env),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action', program: process.execPath, isSlow: false, seconds: inside },
      push: async (load, context, env) => {
        // Each run binds the context of this home again.
        await rm(join(dirname(getObjectsFolder(load.home)), 'ctxt.json'), { force: true })
        return await runWork('push', context, load.home, env)
      },
      pull: (_, context, home, env) => runWork('pull', context, home, env),
    },
  ]
}

interface Trip {
  readonly push: string
  readonly pull: string
  readonly load: Load
  readonly run: string
}

async function moveBothWays(mover: Mover, server: Server, { push, pull, load, run }: Trip): Promise<void> {
  const { role, what } = mover
  const why = await explainMissing(mover.program)
  if (why !== undefined) {
    for (const column of [push, pull]) lines.put(role, what, column, why)
    return
  }
  const context = `${what.split(/\W/)[0]}-${run}`
  const home = join(work, String(folders++))
  let column = push
  try {
    const pushed = await mover.push(load, context, server.env)
    lines.put(role, what, push, load.mib / mover.seconds(pushed))
    column = pull
    await mkdir(home)
    const pulled = await mover.pull(load, context, home, server.env)
    await assertSame(join(getObjectsFolder(home), load.bundle.uuid, fileName), load)
    lines.put(role, what, pull, load.mib / mover.seconds(pulled))
    for (const { peakMib } of [pushed, pulled]) lines.put(role, what, rss, peakMib)
  } catch (error) {
    lines.put(role, what, column, describeFailure(error))
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function assertSame(file: string, load: Load): Promise<void> {
  const { size } = await stat(file)
  let sum = 0
  for await (const chunk of createReadStream(file, { highWaterMark: mib })) sum = crc32(chunk, sum)
  if (size !== load.mib * mib || sum !== load.sum) throw new Error(`${file} differs from the pushed file`)
}

async function crossCheck(
  load: Load,
  { push, pull, start }: Pick<Trip, 'push' | 'pull'> & Pick<(typeof independentServers)[number], 'start'>,
) {
  const started = await start(work)
  if (typeof started === 'string') return lines.put('limit', disk, push, started)
  await using server = started
  for (const mover of createMovers()) await moveBothWays(mover, server, { push, pull, load, run: 'once' })
}

function listNotes(): readonly string[] {
  return [
    `Runs: ${runs}, on versitygw and MinIO 1. The sink adds the latency to every response; the others add none, and store files on the same disk.`,
    `aws, and every program on versitygw and MinIO, moved ${values['slow-mib']} MiB. The action is timed without the start of node; pulled files are compared by CRC32.`,
    'No client waits for the disk: its writes are in the page cache when it ends. The peak of the resident size is that of all runs.',
  ]
}
