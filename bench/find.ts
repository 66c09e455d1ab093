/**
 * Finds the newest bundle of a name among 1,000, 10,000 and 100,000 bundles, with dsdt, with the listings of aws and
 * s5cmd, and with this action. The server is the sink, with a latency of 0, 30 and 100 ms, and then versitygw, an
 * independent S3 server.
 *
 *     npm run bench:find -- [--bundles 1000,10000,100000] [--slow-bundles 100] [--latencies 0,30,100] [--runs 3]
 *                           [--minutes 20] [--full-dsdt]
 *
 * script/bootstrap installs dsdt, bench/install-peers the other programs. The bench takes about ten minutes, most of
 * them for 100,000 bundles, which run once. dsdt is measured with `--slow-bundles` bundles and its time is multiplied,
 * because it is proportional to their number; with `--full-dsdt` it gets all bundles, which takes half an hour for
 * 10,000.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listBare, putBare } from './bare.ts'
import { generateBundles, type SampleBundle, wantedName, writeBundles } from './bundles.ts'
import { Lines, printGrid } from './grid.ts'
import { describeFailure, explainMissing, type Measured, measure, programs, readNumber, setBudget } from './peers.ts'
import { bucket, type Server, startSink, startVersityGw } from './servers.ts'
import { root } from './step.ts'

const { values } = parseArgs({
  options: {
    bundles: { type: 'string', default: '1000,10000,100000' },
    'slow-bundles': { type: 'string', default: '100' },
    latencies: { type: 'string', default: '0,30,100' },
    runs: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '20' },
    'full-dsdt': { type: 'boolean', default: false },
  },
})
const prefix = 'dsdt'
setBudget(Number(values.minutes))
const remote = `s3://${bucket}/${prefix}`
const limit = 'LIST alone, page after page'
const rss = 'peak RSS MiB'
const whole = { dsdt: 'dsdt pull (all there is)', byName: 'dsdt pull --bundle' } as const
const gatewayBundles = 1000
/** With more bundles than this, each finder runs once. */
const largeSize = 10_000
const slow = Number(values['slow-bundles'])
const work = await mkdtemp(join(tmpdir(), 'bench-find-'))
const lines = new Lines()

/** A program that finds the bundle, or lists the bundles. */
interface Finder {
  readonly role: 'peer' | 'us'
  readonly what: string
  readonly program: string
  /** Whether its time is measured with few bundles and multiplied. */
  readonly isSlow: boolean
  run(context: string, env: Server['env']): Promise<Measured>
  seconds(run: Measured): number
}

try {
  const sizes = values.bundles.split(',').map(Number)
  const newest = new Map<string, string>()
  const columns: string[] = []
  await using sink = await startSink()
  lines.add('limit', limit)
  for (const size of new Set([slow, ...sizes])) {
    const bundles = generateBundles(size, { frames: 1 })
    await putBare(sink.port, listObjects(bundles, `n${size}`, newest))
    if (size !== slow) await createIndex(`n${size}`, sink.env)
  }
  for (const size of sizes) {
    for (const latency of values.latencies.split(',').map(Number)) {
      const column = `${size.toLocaleString('en')}, ${latency} ms`
      columns.push(column)
      await sink.setLatency(latency)
      for (let run = 0; run < (size > largeSize ? 1 : Number(values.runs)); run++) {
        const startedAt = performance.now()
        const listed = await listBare(sink.port, bucket, `${prefix}/context/n${size}/objects/`)
        if (listed !== size) throw new Error(`the server lists ${listed} of ${size} bundles`)
        lines.put('limit', limit, column, (performance.now() - startedAt) / 1000)
        for (const finder of createFinders()) {
          if (!finder.isSlow || run === 0) await runAll(finder, size, { column, env: sink.env, newest })
        }
      }
    }
  }
  columns.push(await crossCheck(), rss)
  printGrid({ title: `The newest of a name, seconds`, columns, lines: lines.all, notes: listNotes() })
} finally {
  await rm(work, { recursive: true, force: true })
}

function* listObjects(bundles: Iterable<SampleBundle>, context: string, newest: Map<string, string>) {
  for (const { uuid, name, objects } of bundles) {
    if (name === wantedName) newest.set(context, uuid)
    for (const { path, bytes } of objects) {
      yield { path: `${bucket}/${prefix}/context/${context}/objects/${uuid}/${path}`, bytes }
    }
  }
}

/** Creates the index that a first step saves. Only the warm run of the action reads it. */
async function createIndex(context: string, env: Server['env']): Promise<void> {
  await runFinder('find', context, env, wantedName, 'index').catch(describeFailure)
}

function runFinder(what: string, context: string, env: Server['env'], ...rest: readonly string[]): Promise<Measured> {
  const node = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/ours.ts`]
  return measure(process.execPath, [...node, what, remote, context, ...rest], { env })
}

function createFinders(): readonly Finder[] {
  const objects = (context: string) => `${remote}/context/${context}/objects/`
  const inside = (run: Measured) => readNumber(run, 'seconds')
  const wholeProcess = (run: Measured) => run.seconds
  const dsdt = async (what: string, context: string, env: Server['env'], ...rest: readonly string[]) => {
    const home = await mkdtemp(join(work, 'home-'))
    const args = [`${root}/bench/dsdt_timed.py`, what, context, remote, ...rest]
    return await measure(programs.python, args, { env, home })
  }
  const isSlow = !values['full-dsdt']
  return [
    {
      ...{ role: 'peer', what: whole.dsdt, program: programs.python, isSlow, seconds: inside },
      run: (context, env) => dsdt('pull', context, env),
    },
    {
      ...{ role: 'peer', what: whole.byName, program: programs.python, isSlow, seconds: inside },
      run: (context, env) => dsdt('find', context, env, wantedName),
    },
    {
      ...{ role: 'peer', what: 'aws s3 ls (lists only)', program: programs.aws, isSlow: false, seconds: wholeProcess },
      run: (context, env) => measure(programs.aws, ['s3', 'ls', objects(context)], { env }),
    },
    {
      ...{ role: 'peer', what: 's5cmd ls (lists only)', program: programs.s5cmd, isSlow: false, seconds: wholeProcess },
      run: (context, env) => measure(programs.s5cmd, ['ls', objects(context)], { env }),
    },
    {
      ...{ role: 'us', what: 'LIST by the action’s client', program: process.execPath, isSlow: false, seconds: inside },
      run: (context, env) => runFinder('list', context, env),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action, cold', program: process.execPath, isSlow: false, seconds: inside },
      run: (context, env) => runFinder('find', context, env, wantedName),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action, warm', program: process.execPath, isSlow: false, seconds: inside },
      run: (context, env) => runFinder('find', context, env, wantedName, 'index'),
    },
  ]
}

interface Where {
  readonly column: string
  readonly env: Server['env']
  /** The expected uuid in each context. */
  readonly newest: ReadonlyMap<string, string>
}

async function runAll(finder: Finder, size: number, { column, env, newest }: Where): Promise<void> {
  const { role, what, isSlow } = finder
  const why = await explainMissing(finder.program)
  if (why !== undefined) return lines.put(role, what, column, why)
  const of = isSlow ? slow : size
  const context = `n${of}`
  const run = await finder.run(context, env).catch(describeFailure)
  if (typeof run === 'string') return lines.put(role, what, column, run)
  const { uuid } = run.printed
  if (typeof uuid === 'string' && uuid !== newest.get(context)) throw new Error(`${what} found ${uuid} in ${context}`)
  lines.put(role, what, column, (finder.seconds(run) * size) / of)
  lines.put(role, what, rss, run.peakMib)
}

/** Runs the finders once on versitygw, with fewer bundles, and returns the name of the column. */
async function crossCheck(): Promise<string> {
  const column = `${gatewayBundles.toLocaleString('en')}, versitygw`
  const started = await startVersityGw()
  if (typeof started === 'string') {
    lines.put('limit', limit, column, started)
    return column
  }
  await using server = started
  const newest = new Map<string, string>()
  for (const size of new Set([slow, gatewayBundles])) {
    const bundles = [...generateBundles(size, { frames: 1 })]
    for (const { uuid, name } of bundles) if (name === wantedName) newest.set(`n${size}`, uuid)
    const home = await mkdtemp(join(work, 'home-'))
    await writeBundles(bundles, join(home, '.disdat', 'context', 'local', 'objects'))
    const args = [`${root}/bench/ours.ts`, 'push', remote, `n${size}`, home]
    await measure(process.execPath, args, { env: server.env }).catch(describeFailure)
  }
  await createIndex(`n${gatewayBundles}`, server.env)
  for (const finder of createFinders()) await runAll(finder, gatewayBundles, { column, env: server.env, newest })
  return column
}

function listNotes(): readonly string[] {
  const multiplied = values['full-dsdt'] ? '' : ` dsdt ran once with ${slow} bundles, and its time is multiplied.`
  return [
    `Runs: ${values.runs}; with more than ${largeSize.toLocaleString('en')} bundles and on versitygw: 1.${multiplied} The server adds the latency to every response; versitygw adds none.`,
    'One bundle in a hundred has the name. The action and dsdt are timed without the start of node and Python, and their result is checked; aws and s5cmd are timed from start to end.',
    'LIST alone: unsigned requests from node without other work, 1,000 folders a page; concurrent listings of several prefixes can be faster.',
  ]
}
