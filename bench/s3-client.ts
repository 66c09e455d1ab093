/**
 * The client of src/s3 beside the AWS SDK, bare node and s5cmd: small PUTs and GETs, and one large object in ranges,
 * over plain HTTP and over TLS, on the sink with its latency at 0 and 30 ms, then on MinIO.
 *
 *     npm run bench:s3-client -- [--objects 4000] [--mib 1024] [--latencies 0,30] [--runs 3] [--minutes 30]
 *         [--servers sink,minio] [--protocols http,tls] [--clients bare,sdk,s5cmd,ours-plain,ours]
 *
 * bench/install-peers brings s5cmd and MinIO, and openssl makes the certificate. A run is a process of its own, and the
 * clients take turns, in reverse order every other time. `ours-plain` is our client without the raw-socket ranges. The
 * small objects have 2 KiB, 128 requests in flight. node's clients are timed from their first request on, s5cmd from
 * start to end. The ratios compare two runs of the same round, so that other load on the machine matters little. With
 * TMPDIR=/dev/shm no client waits for a disk.
 */
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { Lines, printGrid } from './grid.ts'
import {
  describeFailure,
  explainMissing,
  isOver,
  type Measured,
  measure,
  programs,
  readNumber,
  setBudget,
} from './peers.ts'
import { maxSmallRequests } from './s3-client-contenders.ts'
import {
  bucket,
  type Certificate,
  createBenchClient,
  createCertificate,
  type Server,
  startMinio,
  startSink,
} from './servers.ts'
import { blockBytes, createSinkBlock } from './sink-block.ts'
import { root } from './step.ts'

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '4000' },
    mib: { type: 'string', default: '1024' },
    latencies: { type: 'string', default: '0,30' },
    runs: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '30' },
    servers: { type: 'string', default: 'sink,minio' },
    protocols: { type: 'string', default: 'http,tls' },
    clients: { type: 'string', default: 'bare,sdk,s5cmd,ours-plain,ours' },
  },
})
setBudget(Number(values.minutes))
const [objects, mib, runs] = [Number(values.objects), Number(values.mib), Number(values.runs)]
const clients = values.clients.split(',')
const folder = await mkdtemp(join(tmpdir(), 'bench-s3-client-'))
const largeFile = join(folder, 'large')
const largeBytes = mib * blockBytes
const largeKey = 'large'
const columns: string[] = []

/** The three kinds of work, and what of each is counted. */
const works = ['put', 'get', 'download'] as const
type Work = (typeof works)[number]
const units: Readonly<Record<Work, { readonly what: string; readonly amount: number; readonly cpu: string }>> = {
  put: { what: 'PUT of 2 KiB, objects a second', amount: objects, cpu: 'CPU ms an object' },
  get: { what: 'GET of 2 KiB, objects a second', amount: objects, cpu: 'CPU ms an object' },
  download: { what: `GET of ${mib} MiB in ranges, MiB a second`, amount: mib, cpu: 'CPU ms a MiB' },
}
const tables = new Map(
  works.map((work) => [work, { rate: new Lines(), ratio: new Lines(), cpu: new Lines(), rss: new Lines() }]),
)

/** One server as its clients reach it. */
interface Condition {
  readonly column: string
  readonly env: Server['env']
  readonly prepare: () => Promise<void>
}

try {
  const tls = await createCertificate(folder)
  await writeLargeFile()
  if (values.servers.includes('sink')) await measureSink(tls)
  if (values.servers.includes('minio')) {
    if (hasProtocol('http')) await measureMinio('MinIO, HTTP', undefined)
    if (hasProtocol('tls')) await measureMinio('MinIO, TLS', tls)
  }
  for (const [work, { rate, ratio, cpu, rss }] of tables) {
    const { what, cpu: cpuUnit } = units[work]
    printGrid({ title: what, columns, lines: rate.all, notes: [] })
    printGrid({ title: `${what}: ratios`, columns, lines: ratio.all, notes: [] })
    printGrid({ title: `${what}: ${cpuUnit}`, columns, lines: cpu.all, notes: [] })
    printGrid({ title: `${what}: peak RSS, MiB`, columns, lines: rss.all, notes: [] })
  }
  console.log(`\nMedians of ${runs} runs, with their ranges.`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

function hasProtocol(name: string): boolean {
  return values.protocols.split(',').includes(name)
}

async function writeLargeFile(): Promise<void> {
  await using handle = await open(largeFile, 'w')
  for (let written = 0; written < mib; written++) await handle.write(createSinkBlock())
}

async function measureSink(tls: Certificate): Promise<void> {
  await using sink = await startSink(tls)
  await storeLargeFile(sink.port, undefined)
  const conditions = values.latencies.split(',').flatMap((latency) => {
    const prepare = () => sink.setLatency(Number(latency))
    const plain = { column: `sink, HTTP, ${latency} ms`, env: sink.env, prepare }
    const secure = { column: `sink, TLS, ${latency} ms`, env: sink.secureEnv ?? sink.env, prepare }
    return [...(hasProtocol('http') ? [plain] : []), ...(hasProtocol('tls') ? [secure] : [])]
  })
  await measureAll(conditions)
}

async function measureMinio(column: string, tls: Certificate | undefined): Promise<void> {
  const server = await startMinio(tls)
  if (typeof server === 'string') return console.log(`${column}: ${server}`)
  await using minio = server
  await storeLargeFile(minio.port, tls)
  await measureAll([{ column, env: minio.env, prepare: async () => {} }])
}

async function storeLargeFile(port: number, tls: Certificate | undefined): Promise<void> {
  const client = await createBenchClient(port, tls)
  const body = { Body: createReadStream(largeFile), ContentLength: largeBytes }
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: largeKey, ...body }))
  client.destroy()
}

async function measureAll(conditions: readonly Condition[]): Promise<void> {
  columns.push(...conditions.map(({ column }) => column))
  for (let run = 0; run < runs; run++) {
    const order = run % 2 === 0 ? clients : clients.toReversed()
    for (const condition of conditions) {
      await condition.prepare()
      for (const work of works) {
        const rates = new Map<string, number>()
        for (const client of order) {
          const rate = isOver() ? undefined : await measureOne(client, work, condition, run)
          if (rate !== undefined) rates.set(client, rate)
        }
        for (const other of ['sdk', 'ours-plain']) addRatio(work, condition.column, rates, other)
      }
    }
  }
}

function addRatio(work: Work, column: string, rates: ReadonlyMap<string, number>, other: string): void {
  const [ours, theirs] = [rates.get('ours'), rates.get(other)]
  if (ours === undefined || theirs === undefined) return
  tables.get(work)?.ratio.put('us', `ours / ${other}`, column, ours / theirs)
}

/** Runs one client once. Resolves with its rate; undefined when it fails. */
async function measureOne(
  client: string,
  work: Work,
  { column, env }: Condition,
  run: number,
): Promise<number | undefined> {
  const { amount } = units[work]
  const table = tables.get(work)
  const role = client === 'bare' ? 'limit' : client.startsWith('ours') ? 'us' : 'peer'
  const prefix = `${client}-${column.replaceAll(/\W+/g, '-')}-${run}/`
  const scratch = join(folder, 'scratch')
  await mkdir(scratch)
  try {
    const isNode = client !== 's5cmd'
    const measured = await (isNode ? runNode : runS5cmd)({ client, work, env, prefix, scratch })
    const seconds = isNode ? readNumber(measured, 'seconds') : measured.seconds
    const cpuSeconds = isNode ? readNumber(measured, 'cpuSeconds') : measured.cpuSeconds
    table?.rate.put(role, client, column, amount / seconds)
    table?.cpu.put(role, client, column, (cpuSeconds * 1000) / amount)
    table?.rss.put(role, client, column, measured.peakMib)
    return amount / seconds
  } catch (error) {
    table?.rate.put(role, client, column, describeFailure(error))
    return undefined
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

interface Run {
  readonly client: string
  readonly work: Work
  readonly env: Server['env']
  readonly prefix: string
  /** An empty folder. */
  readonly scratch: string
}

async function runNode({ client, work, env, prefix, scratch }: Run): Promise<Measured> {
  const target = join(scratch, 'large')
  const args = work === 'download' ? [largeKey, String(largeBytes), target] : [prefix, String(objects)]
  const program = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/s3-client-run.ts`, client, work]
  const measured = await measure(process.execPath, [...program, ...args], { env: { ...env, BENCH_BUCKET: bucket } })
  if (work === 'download') await assertSize(target)
  return measured
}

async function runS5cmd({ work, env, prefix, scratch }: Run): Promise<Measured> {
  const why = await explainMissing(programs.s5cmd)
  if (why !== undefined) throw new Error(why)
  const options = ['--log', 'error', '--numworkers', String(maxSmallRequests), 'cp']
  const target = join(scratch, 'large')
  const paths = {
    put: ['--sse', 'AES256', `${scratch}/`, `s3://${bucket}/${prefix}`],
    get: [`s3://${bucket}/${prefix}*`, `${scratch}/`],
    download: ['--concurrency', '8', '--part-size', '8', `s3://${bucket}/${largeKey}`, target],
  }
  if (work === 'put') {
    const small = Buffer.alloc(2048, 'data')
    for (let nth = 0; nth < objects; nth++) await writeFile(join(scratch, String(nth)), small)
  }
  const measured = await measure(programs.s5cmd, [...options, ...paths[work]], { env })
  if (work === 'download') await assertSize(target)
  return measured
}

async function assertSize(file: string): Promise<void> {
  const { size } = await stat(file)
  if (size !== largeBytes) throw new Error(`${file} has ${size} bytes, not ${largeBytes}`)
}
