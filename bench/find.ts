/**
 * The newest bundle of a name among 1,000, 10,000 and 100,000: dsdt, the listings of aws and s5cmd, and ours, on one server, with
 * its latency at 0, 30 and 100 ms; then on versitygw, an S3 server that is not ours.
 *
 *     npm run bench:find -- [--bundles 1000,10000,100000] [--slow-bundles 100] [--latencies 0,30,100] [--runs 3] [--minutes 20]
 *
 * script/bootstrap brings dsdt, bench/install-peers the others. All of it takes about ten minutes, of which 100,000 bundles are
 * most: they run once. dsdt is measured among `--slow-bundles` and its figure multiplied, for
 * its time grows with their number; `--full-dsdt` lets it have them all, which takes it half an hour among 10,000.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listBare, putBare } from './bare.ts'
import { type SampleBundle, generateBundles, wantedName, writeBundles } from './bundles.ts'
import { Lines, printGrid } from './grid.ts'
import { describeFailure, type Measured, measure, readNumber, programs, setBudget, explainMissing } from './peers.ts'
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
/** Among more than this everything runs once. */
const largeSize = 10_000
const slow = Number(values['slow-bundles'])
const work = await mkdtemp(join(tmpdir(), 'bench-find-'))
const lines = new Lines()

/** Somebody who answers, or lists. */
interface Finder {
  readonly role: 'peer' | 'us'
  readonly what: string
  readonly program: string
  /** Whether its time is that of few bundles, multiplied. */
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
    await putBare(sink.port, objectsOf(bundles, `n${size}`, newest))
    if (size !== slow) await makeIndex(`n${size}`, sink.env)
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
        for (const finder of finders()) {
          if (!finder.isSlow || run === 0) await find(finder, size, { column, env: sink.env, newest })
        }
      }
    }
  }
  columns.push(await crossCheck(), rss)
  printGrid({ title: `The newest of a name, seconds`, columns, lines: lines.all, notes: notes() })
} finally {
  await rm(work, { recursive: true, force: true })
}

function* objectsOf(bundles: Iterable<SampleBundle>, context: string, newest: Map<string, string>) {
  for (const { uuid, name, objects } of bundles) {
    if (name === wantedName) newest.set(context, uuid)
    for (const { path, bytes } of objects) {
      yield { path: `${bucket}/${prefix}/context/${context}/objects/${uuid}/${path}`, bytes }
    }
  }
}

/** What a first step leaves for those after it: only the warm one of ours looks at it. */
async function makeIndex(context: string, env: Server['env']): Promise<void> {
  await ours('find', context, env, wantedName, 'index').catch(describeFailure)
}

function ours(what: string, context: string, env: Server['env'], ...rest: readonly string[]): Promise<Measured> {
  const node = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/ours.ts`]
  return measure(process.execPath, [...node, what, remote, context, ...rest], { env })
}

function finders(): readonly Finder[] {
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
      ...{ role: 'us', what: 'LIST by our client', program: process.execPath, isSlow: false, seconds: inside },
      run: (context, env) => ours('list', context, env),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action, cold', program: process.execPath, isSlow: false, seconds: inside },
      run: (context, env) => ours('find', context, env, wantedName),
    },
    {
      ...{ role: 'us', what: 'disdat/run-action, warm', program: process.execPath, isSlow: false, seconds: inside },
      run: (context, env) => ours('find', context, env, wantedName, 'index'),
    },
  ]
}

interface Where {
  readonly column: string
  readonly env: Server['env']
  /** The right answer in each context. */
  readonly newest: ReadonlyMap<string, string>
}

async function find(finder: Finder, size: number, { column, env, newest }: Where): Promise<void> {
  const { role, what, isSlow } = finder
  const why = await explainMissing(finder.program)
  if (why !== undefined) return lines.put(role, what, column, why)
  const of = isSlow ? slow : size
  const context = `n${of}`
  const run = await finder.run(context, env).catch(describeFailure)
  if (typeof run === 'string') return lines.put(role, what, column, run)
  const { uuid } = run.said
  if (typeof uuid === 'string' && uuid !== newest.get(context)) throw new Error(`${what} found ${uuid} in ${context}`)
  lines.put(role, what, column, (finder.seconds(run) * size) / of)
  lines.put(role, what, rss, run.peakMib)
}

/** The same on versitygw, among fewer bundles, once; resolves with the column's name. */
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
  await makeIndex(`n${gatewayBundles}`, server.env)
  for (const finder of finders()) await find(finder, gatewayBundles, { column, env: server.env, newest })
  return column
}

function notes(): readonly string[] {
  const multiplied = values['full-dsdt'] ? '' : ` dsdt ran once among ${slow}, and its time is multiplied.`
  return [
    `Runs: ${values.runs}, among more than ${largeSize.toLocaleString('en')} and on versitygw 1.${multiplied} Latency is set in the server and added to every answer; versitygw has none.`,
    'One bundle in a hundred has the name. Ours and dsdt are timed without the start of node and Python, and their answer is checked; aws and s5cmd from start to end.',
    'LIST alone: unsigned requests from node with nothing else to do, 1,000 folders a page; several listings at once, by prefix, may be faster.',
  ]
}
