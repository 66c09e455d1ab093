/**
 * Pushes and pulls many small bundles with dsdt, `aws s3 cp --recursive`, s5cmd and this action. The server is the
 * sink, with a latency of 0, 30 and 100 ms, and then two independent S3 servers: versitygw, and MinIO over TLS.
 *
 *     npm run bench:push-pull -- [--bundles 2000] [--slow-bundles 100] [--latencies 0,30,100] [--runs 1] [--minutes 5]
 *
 * script/bootstrap installs dsdt, bench/install-peers the other programs. Each run is a separate process. dsdt and the
 * action are timed from their first request, the others from start to end. dsdt and aws, which take minutes, get fewer
 * bundles.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BareObject, getBare, putBare } from './bare.ts'
import { generateBundles, type SampleBundle, writeBundles } from './bundles.ts'
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
import { bucket, independentServers, type Server, startSink } from './servers.ts'
import { root } from './step.ts'

const { values } = parseArgs({
  options: {
    bundles: { type: 'string', default: '2000' },
    'slow-bundles': { type: 'string', default: '100' },
    latencies: { type: 'string', default: '0,30,100' },
    runs: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '5' },
  },
})
setBudget(Number(values.minutes))
const remote = `s3://${bucket}/dsdt`
const rss = 'peak RSS MiB'
const documented = 'S3, a prefix, as documented'
const bare = 'this server and node, unsigned requests'
const alone = 'our client alone, objects of 2 KiB'
const work = await mkdtemp(join(tmpdir(), 'bench-push-pull-'))
const lines = new Lines()
let folders = 0

interface Load {
  readonly bundles: readonly SampleBundle[]
  readonly objects: number
  /** A home whose local context has the bundles. */
  readonly home: string
}

/** A program that can push and pull; `context` names the remote context. */
interface Mover {
  readonly role: 'peer' | 'us'
  readonly what: string
  readonly program: string
  readonly load: Load
  push(context: string, env: Server['env']): Promise<Measured>
  pull(context: string, home: string, env: Server['env']): Promise<Measured>
  /** Selects the measured seconds of a run. */
  seconds(run: Measured): number
}

try {
  const movers = createMovers(
    await createLoad(Number(values.bundles)),
    await createLoad(Number(values['slow-bundles'])),
  )
  for (const what of [documented, bare]) lines.add('limit', what)
  const columns: string[] = []
  const conditions = values.latencies.split(',').map(Number)
  await using sink = await startSink()
  for (const latency of conditions) {
    const [push, pull] = [`push/s, ${latency} ms`, `pull/s, ${latency} ms`] as const
    columns.push(push, pull)
    lines.put('limit', documented, push, 3500)
    lines.put('limit', documented, pull, 5500)
    await sink.setLatency(latency)
    for (let run = 0; run < Number(values.runs); run++) {
      if (!isOver())
        await measureBare(sink.port, movers.at(-1)?.load.bundles ?? [], `bare-${latency}-${run}`, { push, pull })
      for (const mover of movers) await moveBothWays(mover, sink, `${latency}-${run}`, { push, pull })
      await measureClient(sink, movers.at(-1)?.load.objects ?? 0, `alone-${latency}-${run}`, { push, pull })
    }
  }
  for (const { name, start } of independentServers) {
    const [push, pull] = [`push/s, ${name}`, `pull/s, ${name}`] as const
    columns.push(push, pull)
    await using server = explainAbsence(push, await start(work))
    for (const mover of movers) {
      if (server !== undefined) await moveBothWays(mover, server, 'once', { push, pull })
    }
  }
  printGrid({
    title: formatTitle(movers),
    columns: [...columns, rss],
    lines: lines.all,
    notes: listNotes(movers),
  })
} finally {
  await rm(work, { recursive: true, force: true })
}

async function createLoad(count: number): Promise<Load> {
  const bundles = [...generateBundles(count)]
  const home = await createHome()
  await writeBundles(bundles, join(home, '.disdat', 'context', 'local', 'objects'))
  return { bundles, home, objects: bundles.reduce((sum, { objects }) => sum + objects.length, 0) }
}

async function createHome(): Promise<string> {
  const home = join(work, String(folders++))
  await mkdir(home)
  return home
}

function createMovers(whole: Load, few: Load): readonly Mover[] {
  const below = (context: string) => `${remote}/context/${context}/objects/`
  const getObjectsFolder = (home: string) => `${join(home, '.disdat', 'context', 'local', 'objects')}/`
  const wholeProcess = (run: Measured) => run.seconds
  const inside = (run: Measured) => readNumber(run, 'seconds')
  const dsdt = (what: string, context: string, home: string, env: Server['env']) =>
    measure(programs.python, [`${root}/bench/dsdt_timed.py`, what, context, remote], { env, home })
  const runWork = (what: string, context: string, home: string, env: Server['env']) =>
    measure(
      process.execPath,
      ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/ours.ts`, what, remote, context, home],
      { env },
    )
  const aws = (from: string, to: string, env: Server['env']) =>
    measure(programs.aws, ['s3', 'cp', '--recursive', '--only-show-errors', from, to], { env })
  const s5cmd = (from: string, to: string, env: Server['env']) =>
    measure(programs.s5cmd, ['--log', 'error', 'cp', from, to], { env })
  return [
    {
      ...{ role: 'peer', what: 'dsdt push, dsdt pull', program: programs.python, load: few, seconds: inside },
      push: (context, env) => dsdt('push', context, few.home, env),
      pull: (context, home, env) => dsdt('pull', context, home, env),
    },
    {
      ...{ role: 'peer', what: 'aws s3 cp --recursive', program: programs.aws, load: few, seconds: wholeProcess },
      push: (context, env) => aws(getObjectsFolder(few.home), below(context), env),
      pull: (context, home, env) => aws(below(context), getObjectsFolder(home), env),
    },
    {
      ...{ role: 'peer', what: 's5cmd cp', program: programs.s5cmd, load: whole, seconds: wholeProcess },
      push: (context, env) => s5cmd(getObjectsFolder(whole.home), below(context), env),
      pull: (context, home, env) => s5cmd(`${below(context)}*`, getObjectsFolder(home), env),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action', program: process.execPath, load: whole, seconds: inside },
      push: async (context, env) => {
        // Each run binds the context of this home again.
        await rm(join(whole.home, '.disdat', 'context', 'local', 'ctxt.json'), { force: true })
        return await runWork('push', context, whole.home, env)
      },
      pull: (context, home, env) => runWork('pull', context, home, env),
    },
  ]
}

type Columns = { readonly push: string; readonly pull: string }

async function moveBothWays(mover: Mover, server: Server, run: string, { push, pull }: Columns): Promise<void> {
  const { role, what, load } = mover
  const why = await explainMissing(mover.program)
  if (why !== undefined) {
    for (const column of [push, pull]) lines.put(role, what, column, why)
    return
  }
  const context = `${what.split(/\W/)[0]}-${run}`
  const home = await createHome()
  let column = push
  try {
    const pushed = await mover.push(context, server.env)
    lines.put(role, what, push, load.objects / mover.seconds(pushed))
    column = pull
    const pulled = await mover.pull(context, home, server.env)
    lines.put(role, what, pull, load.objects / mover.seconds(pulled))
    for (const { peakMib } of [pushed, pulled]) lines.put(role, what, rss, peakMib)
  } catch (error) {
    lines.put(role, what, column, describeFailure(error))
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** Measures the client alone, without files and bundles. */
async function measureClient({ env }: Server, count: number, context: string, { push, pull }: Columns): Promise<void> {
  for (const [what, column] of [
    ['put', push],
    ['get', pull],
  ] as const) {
    const program = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/ours.ts`]
    const args = [...program, what, remote, context, String(count)]
    const run = await measure(process.execPath, args, { env }).catch(describeFailure)
    lines.put('us', alone, column, typeof run === 'string' ? run : count / readNumber(run, 'seconds'))
    if (typeof run !== 'string') lines.put('us', alone, rss, run.peakMib)
  }
}

async function measureBare(port: number, bundles: readonly SampleBundle[], context: string, { push, pull }: Columns) {
  const all: readonly BareObject[] = bundles.flatMap(({ uuid, objects }) =>
    objects.map(({ path, bytes }) => ({ path: `${bucket}/${context}/${uuid}/${path}`, bytes })),
  )
  const measureRate = async (column: string, move: () => Promise<void>) => {
    const startedAt = performance.now()
    await move()
    lines.put('limit', bare, column, all.length / ((performance.now() - startedAt) / 1000))
  }
  await measureRate(push, () => putBare(port, all))
  await measureRate(pull, () =>
    getBare(
      port,
      all.map(({ path }) => path),
    ),
  )
}

function explainAbsence(column: string, server: Server | string): Server | undefined {
  if (typeof server !== 'string') return server
  lines.put('limit', documented, column, server)
  return undefined
}

function formatTitle(movers: readonly Mover[]): string {
  return `Small bundles pushed and pulled: ${movers.at(-1)?.load.bundles.length.toLocaleString('en')} of them, objects a second`
}

function listNotes(movers: readonly Mover[]): readonly string[] {
  const [few, whole] = [movers.at(0)?.load, movers.at(-1)?.load]
  return [
    `Runs: ${values.runs}, on versitygw and MinIO 1. The sink adds the latency to every response; the others add none.`,
    `${whole?.objects} objects of about 0.3 and 2.2 KiB; dsdt and aws moved only ${few?.objects} of them. dsdt and the action are timed without the start of Python and node.`,
    'The action proves each bundle before the pull and lists its folder before the push, so it sends more requests than there are objects.',
    'The action’s client alone stores and fetches as many objects from and to memory: this rate is limited by S3 for each prefix. The peak of the resident size is that of all runs.',
  ]
}
