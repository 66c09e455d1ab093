/**
 * Steps that finish at the same time in one remote context, each of which adds a bundle to the index and its objects to
 * the packs: first in a simulated time, in which each step has a machine of its own, and then with the sink, a server
 * with conditional writes and latency that shares this machine with all steps.
 *
 *     npm run bench:index-writers -- [--writers 1000] [--seconds 0,60,600] [--latency 30] [--simulated-only]
 *
 * `--seconds` is the time over which the steps are spread evenly. For each, the bench prints how many writers stored
 * their bundle, the requests of each, and what one later step has to read that lists the context. It fails when a
 * bundle is lost: when that step does not leave a complete index.
 */
import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createAmbientIdentity } from '../src/aws/ambient-identity.ts'
import { readBundle } from '../src/disdat/bundle.ts'
import type { Clock } from '../src/lib/clock.ts'
import { HyperFrameCache, readCatalog } from '../src/remote/catalog.ts'
import { addToIndex, readLevels } from '../src/remote/index/levels.ts'
import { formatIndexLine } from '../src/remote/index/line.ts'
import { addToPacks, type PackLocation } from '../src/remote/packs/pack-tree.ts'
import { openRemote, type Remote } from '../src/remote/remote.ts'
import { putBare } from './bare.ts'
import { generateBundles, type SampleBundle } from './bundles.ts'
import { describeMachine } from './report.ts'
import { bucket, type Sink, startSink } from './servers.ts'
import { VirtualStore } from './virtual-store.ts'

const { values } = parseArgs({
  options: {
    writers: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '0,60,600' },
    latency: { type: 'string', default: '30' },
    'simulated-only': { type: 'boolean', default: false },
  },
})
const url = `s3://${bucket}/dsdt`
const { signal } = new AbortController()

console.log(`${describeMachine()}, ${values.writers} writers, latency ${values.latency} ms`)
const spreads = values.seconds.split(',').map(Number)
for (const seconds of spreads) await simulateIndex(seconds)
for (const seconds of spreads) await simulatePacks(seconds)
if (!values['simulated-only']) {
  await using sink = await startSink()
  for (const seconds of spreads) await runWriters(sink, seconds)
}

type Add = (store: PackLocation['store'], clock: Clock, bundle: SampleBundle) => Promise<boolean>

async function simulateIndex(seconds: number): Promise<void> {
  const location = { key: 'index', debug: () => {} }
  const add: Add = async (store, clock, { uuid, objects }) => {
    const bytes = objects.find(({ path }) => path.endsWith('_hframe.pb'))?.bytes ?? new Uint8Array()
    const lines = new Map([[uuid, formatIndexLine(readBundle(bytes, uuid)) ?? '']])
    return await addToIndex({ ...location, store }, { lines, gone: new Set() }, { signal, clock })
  }
  const store = await simulate('index', seconds, add)
  const levels = await readLevels({ ...location, store: createView(store) }, { signal })
  console.log(`  lines in the index: ${levels.reduce((sum, { shard }) => sum + shard.uuids.size, 0)}`)
}

async function simulatePacks(seconds: number): Promise<void> {
  const location = { key: 'pack', context: 'shop', debug: () => {} }
  const add: Add = async (store, clock, { uuid, objects }) => {
    const members = new Map(objects.map(({ path, bytes }) => [`objects/${uuid}/${path}`, bytes]))
    const change = { members, isCurrent: () => true }
    return await addToPacks({ ...location, store }, change, { signal, clock }).then(
      () => true,
      () => false,
    )
  }
  await simulate('packs', seconds, add)
}

function createView({ objects }: VirtualStore): PackLocation['store'] {
  return { getVersion: async (key) => objects.get(key), putVersion: async () => 'changed' }
}

async function simulate(what: string, seconds: number, add: Add): Promise<VirtualStore> {
  const bundles = [...generateBundles(Number(values.writers))]
  const store = new VirtualStore(Number(values.latency))
  let stored = 0
  await store.run(
    bundles.map((bundle, at) => async (view, clock) => {
      await clock.sleep((at / bundles.length) * seconds * 1000)
      if (await add(view, clock, bundle)) stored += 1
    }),
  )
  const each = (store.requests / bundles.length).toFixed(1)
  const end = (store.now / 1000).toFixed(0)
  console.log(
    `simulated, ${what}, over ${seconds} s: ${stored} stored, ${each} requests a writer, the last after ${end} s`,
  )
  return store
}

async function openContext(server: Sink, context: string, debug: (text: string) => void): Promise<Remote> {
  return await openRemote({
    url,
    context,
    env: server.env,
    identity: await createAmbientIdentity({ env: server.env }),
    useIndex: { signal, debug },
  })
}

async function runWriters(server: Sink, seconds: number): Promise<void> {
  const context = `over-${seconds}-s`
  const bundles = [...generateBundles(Number(values.writers))]
  await server.setLatency(0)
  await putBare(server.port, listObjects(bundles, context))
  await server.setLatency(Number(values.latency))
  await server.takeCounts()
  const startedAt = performance.now()
  const stored = { index: 0, packs: 0 }
  const write = async (bundle: SampleBundle, at: number) => {
    await delay((at / bundles.length) * seconds * 1000)
    const remote = await openContext(server, context, (text) => {
      if (text.startsWith('Bundles added')) stored.index += 1
      if (text.startsWith('Objects added')) stored.packs += 1
    })
    await addBundle(remote, bundle)
    remote.store.close()
  }
  await Promise.all(bundles.map(write))
  const took = (performance.now() - startedAt) / 1000
  const { GET = 0, PUT = 0 } = await server.takeCounts()
  console.log(
    `over ${seconds} s: ${stored.index} stored their line, ${stored.packs} their objects; ` +
      `${((GET + PUT) / bundles.length).toFixed(1)} requests a writer; the last ended after ${took.toFixed(0)} s`,
  )
  await readLater(server, context, bundles)
}

/** What a step does at its end with the bundle that it has made. */
async function addBundle(remote: Remote, { uuid, objects }: SampleBundle): Promise<void> {
  await remote.index.load({ signal })
  for (const { path, bytes } of objects) {
    const etag = createHash('md5').update(bytes).digest('hex')
    remote.packs.add({ path: `objects/${uuid}/${path}`, bytes: bytes.length, etag }, bytes)
    const line = path.endsWith('_hframe.pb') ? formatIndexLine(readBundle(bytes, uuid)) : undefined
    if (line !== undefined) remote.index.add(new Map([[uuid, line]]))
  }
  remote.packs.save()
  await Promise.all([remote.index.waitForSave(), remote.packs.waitForSave()])
}

async function readLater(server: Sink, context: string, bundles: readonly SampleBundle[]): Promise<void> {
  const later = await openContext(server, context, () => {})
  await readCatalog(later, new HyperFrameCache(later, {}), { signal })
  await later.index.waitForSave()
  const { GET = 0 } = await server.takeCounts()
  later.store.close()
  const check = await openContext(server, context, () => {})
  await check.index.load({ signal })
  const missing = bundles.filter(({ uuid }) => !check.index.has(uuid)).length
  check.store.close()
  console.log(`  a later step: ${GET} GETs, then ${missing} bundles missing in the index`)
  if (missing > 0) process.exitCode = 1
}

function* listObjects(bundles: readonly SampleBundle[], context: string) {
  for (const { uuid, objects } of bundles)
    for (const { path, bytes } of objects)
      yield { path: `${bucket}/dsdt/context/${context}/objects/${uuid}/${path}`, bytes }
}
