/**
 * Many small bundles to S3 and back: dsdt, `aws s3 cp --recursive`, s5cmd and ours, on one server, with its latency at
 * 0, 30 and 100 ms; then on versitygw, an S3 server that is not ours.
 *
 *     npm run bench:push-pull -- [--bundles 2000] [--slow-bundles 100] [--latencies 0,30,100] [--runs 1] [--minutes 5]
 *
 * script/bootstrap brings dsdt, bench/install-peers the others. A run is a process of its own. dsdt and ours are timed
 * from their first request on, the others from start to end. dsdt and aws, which take minutes, get fewer bundles.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BareObject, getBare, putBare } from './bare.ts'
import { type SampleBundle, generateBundles, writeBundles } from './bundles.ts'
import { Lines, printGrid } from './grid.ts'
import { describeFailure, isOver, type Measured, measure, readNumber, programs, setBudget, explainMissing } from './peers.ts'
import { bucket, type Server, startSink, startVersityGw } from './servers.ts'
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
const bare = 'this server and node, nothing signed'
const alone = 'our client alone, objects of 2 KiB'
const work = await mkdtemp(join(tmpdir(), 'bench-push-pull-'))
const lines = new Lines()
let folders = 0

interface Load {
  readonly bundles: readonly SampleBundle[]
  readonly objects: number
  /** A home whose local context holds them. */
  readonly home: string
}

/** Somebody who can do both ways; `context` names the remote context. */
interface Mover {
  readonly role: 'peer' | 'us'
  readonly what: string
  readonly program: string
  readonly load: Load
  push(context: string, env: Server['env']): Promise<Measured>
  pull(context: string, home: string, env: Server['env']): Promise<Measured>
  /** What of a run counts. */
  seconds(run: Measured): number
}

try {
  const movers = moversOf(await loadOf(Number(values.bundles)), await loadOf(Number(values['slow-bundles'])))
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
        await bareRun(sink.port, movers.at(-1)?.load.bundles ?? [], `bare-${latency}-${run}`, { push, pull })
      for (const mover of movers) await bothWays(mover, sink, `${latency}-${run}`, { push, pull })
      await clientRun(sink, movers.at(-1)?.load.objects ?? 0, `alone-${latency}-${run}`, { push, pull })
    }
  }
  await using gateway = await startGateway()
  const [push, pull] = ['push/s, versitygw', 'pull/s, versitygw'] as const
  for (const mover of movers) {
    if (gateway !== undefined) await bothWays(mover, gateway, 'once', { push, pull })
  }
  printGrid({ title: title(movers), columns: [...columns, push, pull, rss], lines: lines.all, notes: notesOf(movers) })
} finally {
  await rm(work, { recursive: true, force: true })
}

async function loadOf(count: number): Promise<Load> {
  const bundles = [...generateBundles(count)]
  const home = await freshHome()
  await writeBundles(bundles, join(home, '.disdat', 'context', 'local', 'objects'))
  return { bundles, home, objects: bundles.reduce((sum, { objects }) => sum + objects.length, 0) }
}

async function freshHome(): Promise<string> {
  const home = join(work, String(folders++))
  await mkdir(home)
  return home
}

function moversOf(whole: Load, few: Load): readonly Mover[] {
  const below = (context: string) => `${remote}/context/${context}/objects/`
  const objectsOf = (home: string) => `${join(home, '.disdat', 'context', 'local', 'objects')}/`
  const wholeProcess = (run: Measured) => run.seconds
  const inside = (run: Measured) => readNumber(run, 'seconds')
  const dsdt = (what: string, context: string, home: string, env: Server['env']) =>
    measure(programs.python, [`${root}/bench/dsdt_timed.py`, what, context, remote], { env, home })
  const ours = (what: string, context: string, home: string, env: Server['env']) =>
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
      push: (context, env) => aws(objectsOf(few.home), below(context), env),
      pull: (context, home, env) => aws(below(context), objectsOf(home), env),
    },
    {
      ...{ role: 'peer', what: 's5cmd cp', program: programs.s5cmd, load: whole, seconds: wholeProcess },
      push: (context, env) => s5cmd(objectsOf(whole.home), below(context), env),
      pull: (context, home, env) => s5cmd(`${below(context)}*`, objectsOf(home), env),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action', program: process.execPath, load: whole, seconds: inside },
      push: async (context, env) => {
        // A context is bound once, and this home is used again and again.
        await rm(join(whole.home, '.disdat', 'context', 'local', 'ctxt.json'), { force: true })
        return await ours('push', context, whole.home, env)
      },
      pull: (context, home, env) => ours('pull', context, home, env),
    },
  ]
}

type Columns = { readonly push: string; readonly pull: string }

async function bothWays(mover: Mover, server: Server, run: string, { push, pull }: Columns): Promise<void> {
  const { role, what, load } = mover
  const why = await explainMissing(mover.program)
  if (why !== undefined) {
    for (const column of [push, pull]) lines.put(role, what, column, why)
    return
  }
  const context = `${what.split(/\W/)[0]}-${run}`
  const home = await freshHome()
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

/** What the client reaches when it has nothing else to do: neither files, nor bundles. */
async function clientRun({ env }: Server, count: number, context: string, { push, pull }: Columns): Promise<void> {
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

async function bareRun(port: number, bundles: readonly SampleBundle[], context: string, { push, pull }: Columns) {
  const all: readonly BareObject[] = bundles.flatMap(({ uuid, objects }) =>
    objects.map(({ path, bytes }) => ({ path: `${bucket}/${context}/${uuid}/${path}`, bytes })),
  )
  const perSecond = async (column: string, move: () => Promise<void>) => {
    const startedAt = performance.now()
    await move()
    lines.put('limit', bare, column, all.length / ((performance.now() - startedAt) / 1000))
  }
  await perSecond(push, () => putBare(port, all))
  await perSecond(pull, () =>
    getBare(
      port,
      all.map(({ path }) => path),
    ),
  )
}

async function startGateway(): Promise<Server | undefined> {
  const server = await startVersityGw()
  if (typeof server !== 'string') return server
  lines.put('limit', documented, 'push/s, versitygw', server)
  return undefined
}

function title(movers: readonly Mover[]): string {
  return `Small bundles pushed and pulled: ${movers.at(-1)?.load.bundles.length.toLocaleString('en')} of them, objects a second`
}

function notesOf(movers: readonly Mover[]): readonly string[] {
  const [few, whole] = [movers.at(0)?.load, movers.at(-1)?.load]
  return [
    `Runs: ${values.runs}, on versitygw 1. Latency is set in the server and added to every answer; versitygw has none.`,
    `${whole?.objects} objects of about 0.3 and 2.2 KiB; dsdt and aws moved ${few?.objects} of them only. dsdt and ours are timed without the start of Python and node.`,
    'Ours proves a bundle before it pulls it and lists its folder before it pushes it, which the others do not: that is more requests than objects.',
    'Our client alone stores and fetches as many objects from and to memory: the rate that S3 limits for a prefix. The peak of the resident size is of all runs.',
  ]
}
