import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDescription } from '../../src/disdat/bundle.ts'
import { type BundleCatalog, HyperFrameCache, readCatalog } from '../../src/remote/catalog.ts'
import { formatIndexLine } from '../../src/remote/index/line.ts'
import { findOutdated, type Lineage, readLineage } from '../../src/remote/lineage.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { type BundleFixture, putBundle } from './fixtures.ts'
import { neverAborted, observeStore, openTestRemote, removeBundle } from './helpers.ts'

// Every dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const options = { signal: neverAborted }
let moto: Moto
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  remote = await openTestRemote('s3://bucket', moto.env, `c${crypto.randomUUID()}`)
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

async function look(at: Remote, uuid: string): Promise<{ lineage: Lineage | undefined; catalogue: BundleCatalog }> {
  const heads = new HyperFrameCache(at, {})
  const catalogue = await readCatalog(at, heads, options)
  return { catalogue, lineage: await readLineage(catalogue, heads, uuid, options) }
}

async function ancestorsOf(uuid: string): Promise<readonly string[] | undefined> {
  const { lineage } = await look(remote, uuid)
  return lineage && [...lineage.ancestors.keys()]
}

/** The names of what is outdated upstream of a bundle, and of what there is instead, by the time of creation. */
async function newerThan(uuid: string): Promise<readonly string[]> {
  const { lineage, catalogue } = await look(remote, uuid)
  if (lineage === undefined) throw new Error('no bundle')
  return findOutdated(lineage, catalogue).map(
    ({ used, newest }) => `${used.name} ${used.createdSeconds} < ${newest.createdSeconds}`,
  )
}

const make = (wish: BundleFixture) => putBundle(remote, wish)

describe('the lineage of a bundle', () => {
  test('is everything that it was made of, each once, the nearest first', async () => {
    const raw = await make({ name: 'raw' })
    const [left, right] = [await make({ dependsOn: [raw] }), await make({ dependsOn: [raw, raw] })]
    const top = await make({ dependsOn: [left, right] })
    await make({ dependsOn: [top] })
    expect(await ancestorsOf(top)).toStrictEqual([left, right, raw])
    expect(await ancestorsOf(raw)).toStrictEqual([])
    const { lineage } = await look(remote, top)
    expect(lineage?.bundle.uuid).toBe(top)
    expect(lineage?.ancestors.get(right)?.dependsOn[0]).toStrictEqual({ uuid: raw, processingName: 'p', argument: 'a' })
    expect(lineage).toMatchObject({ missing: new Set(), isCut: false })
  })

  test('ends where it bites its tail', async () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
    await make({ uuid: one, dependsOn: [two, one] })
    await make({ uuid: two, dependsOn: [one] })
    expect(await ancestorsOf(one)).toStrictEqual([two, one])
    expect((await look(remote, one)).lineage?.isCut).toBe(false)
  })

  test('says what is not there, or cannot be read', async () => {
    const spoilt = await make({ corrupt: () => Buffer.from('spoilt') })
    const gone = crypto.randomUUID()
    const top = await make({ dependsOn: [gone, spoilt, '../../other/objects/x'] })
    const { lineage } = await look(remote, top)
    expect(lineage?.ancestors).toStrictEqual(new Map())
    expect(lineage?.missing).toStrictEqual(new Set([gone, spoilt, '../../other/objects/x']))
  })

  test('is none where the bundle is not there', async () => {
    expect(await ancestorsOf(crypto.randomUUID())).toBeUndefined()
    expect(await ancestorsOf('../x')).toBeUndefined()
  })

  test('is read from the index where there is one, and without it where there is more than may be read', async () => {
    const raw = await make({ name: 'raw' })
    const top = await make({ dependsOn: [raw] })
    const gets: string[] = []
    const store = observeStore(remote.store, (method, key) => void (method === 'get' && gets.push(key)))
    const keeping = () => createRemote(store, { ...remote, useIndex: { signal: neverAborted, debug: () => {} } })
    const first = keeping()
    await look(first, top)
    await first.index.waitForSave()
    expect(gets).toHaveLength(2)
    expect([...((await look(keeping(), top)).lineage?.ancestors.keys() ?? [])]).toStrictEqual([raw])
    expect(gets).toHaveLength(2)

    const bare = createRemote(store, { url: remote.url, context: remote.context })
    const heads = new HyperFrameCache(bare, {})
    const catalogue = await readCatalog(bare, heads, { ...options, maxUnread: 1 })
    expect(catalogue.unread).toBe(2)
    const lineage = await readLineage(catalogue, heads, top, options)
    expect([...(lineage?.ancestors.keys() ?? [])]).toStrictEqual([raw])
  })

  test('is cut where it has no end', async () => {
    const uuidOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
    const endless = (upstream: (n: number) => readonly number[]): BundleCatalog => ({
      has: () => true,
      get: (uuid) => {
        const n = Number.parseInt(uuid.slice(-12), 16)
        const dependsOn = upstream(n).map((each) => ({ uuid: uuidOf(each), processingName: '', argument: '' }))
        const code = { method: '', repo: '', hash: '', branch: '' }
        const said = {
          uuid,
          name: '',
          owner: '',
          processingName: '',
          createdSeconds: n,
          tags: new Map(),
          presentation: '',
        }
        return createDescription({ ...said, code, dependsOn })
      },
      matching: () => [],
      unread: 0,
    })
    const heads = new HyperFrameCache(remote, {})
    const deep = await readLineage(
      endless((n) => [n + 1]),
      heads,
      uuidOf(0),
      options,
    )
    expect(deep).toMatchObject({ isCut: true })
    expect(deep?.ancestors.size).toBe(256)
    const wide = await readLineage(
      endless((n) => [2 * n + 1, 2 * n + 2]),
      heads,
      uuidOf(0),
      options,
    )
    expect(wide).toMatchObject({ isCut: true })
    expect(wide?.ancestors.size).toBe(10_000)
  })

  test('as dsdt writes it', async () => {
    await using home = await makeHome(moto, { remote: 's3://bucket/real' })
    const script = [
      'import disdat.api as api',
      "raw = api.Bundle('local', name='raw', data=[1]).commit().push()",
      "with api.Bundle('local', name='clean') as clean:",
      "  clean.add_data([2]).add_dependencies(raw, 'orders')",
      'clean.commit().push()',
      "again = api.Bundle('local', name='raw', data=[3]).commit().push()",
      "print('uuids', raw.uuid, clean.uuid, again.uuid)",
    ]
    const ran = await home.runPython(script.join('\n'))
    const [, raw = '', clean = '', again = ''] = /^uuids (\S+) (\S+) (\S+)$/m.exec(ran.stdout) ?? []
    expect(ran.code, ran.stderr).toBe(0)
    const there = await openTestRemote('s3://bucket/real', moto.env)
    const { lineage, catalogue } = await look(there, clean)
    if (lineage === undefined) throw new Error('no bundle')
    expect([...lineage.ancestors.keys()]).toStrictEqual([raw])
    expect(lineage.bundle.dependsOn[0]?.argument).toBe('orders')
    const [newer] = findOutdated(lineage, catalogue)
    expect([newer?.used.uuid, newer?.newest.uuid]).toStrictEqual([raw, again])
  })
})

describe('upstream is newer', () => {
  test('where a later bundle of the name was committed', async () => {
    const raw = await make({ name: 'raw', created: 10 })
    const clean = await make({ name: 'clean', created: 20, dependsOn: [raw] })
    const top = await make({ name: 'top', created: 30, dependsOn: [clean] })
    expect(await newerThan(top)).toStrictEqual([])
    await make({ name: 'raw', created: 5 })
    await make({ name: 'raw', created: 50, tags: { committed: 'False' } })
    await make({ name: 'raw2', created: 50 })
    const loose = await make({ name: 'loose', created: 10, tags: { committed: 'False' } })
    await make({ name: 'loose', created: 5 })
    expect(await newerThan(await make({ dependsOn: [loose] }))).toStrictEqual([])
    await make({ name: 'top', created: 60 })
    expect(await newerThan(top)).toStrictEqual([])
    await make({ name: 'raw', created: 11 })
    await make({ name: 'raw', created: 12 })
    await make({ name: 'clean', created: 40 })
    expect(await newerThan(top)).toStrictEqual(['clean 20 < 40', 'raw 10 < 12'])
  })

  test('only while the newer one is there, whatever the index says', async () => {
    const raw = await make({ name: 'raw', created: 10 })
    const top = await make({ name: 'top', created: 20, dependsOn: [raw] })
    const young = await make({ name: 'raw', created: 30 })
    const keeping = () => createRemote(remote.store, { ...remote, useIndex: { signal: neverAborted, debug: () => {} } })
    const newer = async (at: Remote) => {
      const { lineage, catalogue } = await look(at, top)
      return lineage && findOutdated(lineage, catalogue).map(({ newest }) => newest.uuid)
    }
    const first = keeping()
    expect(await newer(first)).toStrictEqual([young])
    await first.index.waitForSave()
    await removeBundle(moto, remote, young)
    expect(await newer(keeping())).toStrictEqual([])
    await removeBundle(moto, remote, raw)
    expect((await look(keeping(), top)).lineage).toMatchObject({ ancestors: new Map(), missing: new Set([raw]) })
  })

  test('only where it was made with the same parameters, unless it was added by hand', async () => {
    const day = (value: string) => ({ '__param.day': value })
    const task = await make({ name: 'Task', created: 10, tags: day('1') })
    const added = await make({ name: 'file', created: 10, tags: { '__param.path': '/a' }, codeMethod: 'add' })
    const nameless = await make({ name: '', created: 10 })
    const top = await make({ dependsOn: [task, added, nameless] })
    await make({ name: 'Task', created: 30, tags: day('2') })
    await make({ name: 'Task', created: 31 })
    await make({ name: 'Task', created: 32, tags: { ...day('1'), '__param.more': '1' } })
    await make({ name: 'file', created: 20, tags: { '__param.path': '/b' }, codeMethod: 'add' })
    await make({ name: '', created: 20 })
    expect(await newerThan(top)).toStrictEqual(['file 10 < 20'])
    await make({ name: 'Task', created: 20, tags: day('1') })
    expect(await newerThan(top)).toStrictEqual(['Task 10 < 20', 'file 10 < 20'])
  })
})

test('a line of an index never says more of a bundle than its HyperFrame', async () => {
  const uuid = await make({
    name: 'a',
    dependsOn: [crypto.randomUUID()],
    tags: { x: 'ü' },
    codeMethod: 'm',
    processingName: 'p',
  })
  const bundle = await new HyperFrameCache(remote, {}).read(uuid, options)
  const { catalogue } = await look(remote, uuid)
  const said = catalogue.get(uuid)
  expect(bundle && formatIndexLine(bundle)).toBe(said && formatIndexLine(said))
  expect({ ...said, frames: bundle?.frames, tookMs: bundle?.tookMs }).toStrictEqual(bundle)
})
