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

// Each dsdt takes a second, and several on a busy machine.
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

async function readWithCatalog(
  at: Remote,
  uuid: string,
): Promise<{ lineage: Lineage | undefined; catalog: BundleCatalog }> {
  const cache = new HyperFrameCache(at, {})
  const catalog = await readCatalog(at, cache, options)
  return { catalog, lineage: await readLineage(catalog, cache, uuid, options) }
}

async function listAncestors(uuid: string): Promise<readonly string[] | undefined> {
  const { lineage } = await readWithCatalog(remote, uuid)
  return lineage && [...lineage.ancestors.keys()]
}

/** The outdated ancestors of a bundle: name, and the creation times of the used and the newest bundle. */
async function describeOutdated(uuid: string): Promise<readonly string[]> {
  const { lineage, catalog } = await readWithCatalog(remote, uuid)
  if (lineage === undefined) throw new Error('The bundle does not exist.')
  return findOutdated(lineage, catalog).map(
    ({ used, newest }) => `${used.name} ${used.createdSeconds} < ${newest.createdSeconds}`,
  )
}

const put = (fixture: BundleFixture) => putBundle(remote, fixture)

describe('readLineage', () => {
  test('returns each ancestor once, the nearest first', async () => {
    const raw = await put({ name: 'raw' })
    const [left, right] = [await put({ dependsOn: [raw] }), await put({ dependsOn: [raw, raw] })]
    const top = await put({ dependsOn: [left, right] })
    await put({ dependsOn: [top] })
    expect(await listAncestors(top)).toStrictEqual([left, right, raw])
    expect(await listAncestors(raw)).toStrictEqual([])
    const { lineage } = await readWithCatalog(remote, top)
    expect(lineage?.bundle.uuid).toBe(top)
    expect(lineage?.ancestors.get(right)?.dependsOn[0]).toStrictEqual({ uuid: raw, processingName: 'p', argument: 'a' })
    expect(lineage).toMatchObject({ missing: new Set(), isCut: false })
  })

  test('ends in a cycle', async () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
    await put({ uuid: one, dependsOn: [two, one] })
    await put({ uuid: two, dependsOn: [one] })
    expect(await listAncestors(one)).toStrictEqual([two, one])
    expect((await readWithCatalog(remote, one)).lineage?.isCut).toBe(false)
  })

  test('lists ancestors that do not exist or cannot be read', async () => {
    const unreadable = await put({ corrupt: () => Buffer.from('garbage') })
    const gone = crypto.randomUUID()
    const top = await put({ dependsOn: [gone, unreadable, '../../other/objects/x'] })
    const { lineage } = await readWithCatalog(remote, top)
    expect(lineage?.ancestors).toStrictEqual(new Map())
    expect(lineage?.missing).toStrictEqual(new Set([gone, unreadable, '../../other/objects/x']))
  })

  test('returns undefined when the bundle does not exist', async () => {
    expect(await listAncestors(crypto.randomUUID())).toBeUndefined()
    expect(await listAncestors('../x')).toBeUndefined()
  })

  test('reads no HyperFrame that the index describes, and each ancestor of a catalog that read none', async () => {
    const raw = await put({ name: 'raw' })
    const top = await put({ dependsOn: [raw] })
    const gets: string[] = []
    const store = observeStore(remote.store, (method, key) => void (method === 'get' && gets.push(key)))
    const openIndexed = () => createRemote(store, { ...remote, useIndex: { signal: neverAborted, debug: () => {} } })
    const first = openIndexed()
    await readWithCatalog(first, top)
    await first.index.waitForSave()
    expect(gets).toHaveLength(2)
    expect([...((await readWithCatalog(openIndexed(), top)).lineage?.ancestors.keys() ?? [])]).toStrictEqual([raw])
    expect(gets).toHaveLength(2)

    const bare = createRemote(store, { url: remote.url, context: remote.context })
    const cache = new HyperFrameCache(bare, {})
    const catalog = await readCatalog(bare, cache, { ...options, maxUnread: 1 })
    expect(catalog.unread).toBe(2)
    const lineage = await readLineage(catalog, cache, top, options)
    expect([...(lineage?.ancestors.keys() ?? [])]).toStrictEqual([raw])
  })

  test('cuts an createEndlessCatalog lineage', async () => {
    const createUuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
    const createEndlessCatalog = (upstream: (n: number) => readonly number[]): BundleCatalog => ({
      has: () => true,
      get: (uuid) => {
        const n = Number.parseInt(uuid.slice(-12), 16)
        const dependsOn = upstream(n).map((each) => ({ uuid: createUuid(each), processingName: '', argument: '' }))
        const code = { method: '', repo: '', hash: '', branch: '' }
        const description = {
          uuid,
          name: '',
          owner: '',
          processingName: '',
          createdSeconds: n,
          tags: new Map(),
          presentation: '',
        }
        return createDescription({ ...description, code, dependsOn })
      },
      findMatches: () => [],
      unread: 0,
    })
    const cache = new HyperFrameCache(remote, {})
    const deep = await readLineage(
      createEndlessCatalog((n) => [n + 1]),
      cache,
      createUuid(0),
      options,
    )
    expect(deep).toMatchObject({ isCut: true })
    expect(deep?.ancestors.size).toBe(256)
    const wide = await readLineage(
      createEndlessCatalog((n) => [2 * n + 1, 2 * n + 2]),
      cache,
      createUuid(0),
      options,
    )
    expect(wide).toMatchObject({ isCut: true })
    expect(wide?.ancestors.size).toBe(10_000)
  })

  test('reads what dsdt writes', async () => {
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
    const { lineage, catalog } = await readWithCatalog(there, clean)
    if (lineage === undefined) throw new Error('The bundle does not exist.')
    expect([...lineage.ancestors.keys()]).toStrictEqual([raw])
    expect(lineage.bundle.dependsOn[0]?.argument).toBe('orders')
    const [newer] = findOutdated(lineage, catalog)
    expect([newer?.used.uuid, newer?.newest.uuid]).toStrictEqual([raw, again])
  })
})

describe('findOutdated', () => {
  test('returns ancestors with a later committed bundle of the same name', async () => {
    const raw = await put({ name: 'raw', created: 10 })
    const clean = await put({ name: 'clean', created: 20, dependsOn: [raw] })
    const top = await put({ name: 'top', created: 30, dependsOn: [clean] })
    expect(await describeOutdated(top)).toStrictEqual([])
    await put({ name: 'raw', created: 5 })
    await put({ name: 'raw', created: 50, tags: { committed: 'False' } })
    await put({ name: 'raw2', created: 50 })
    const loose = await put({ name: 'loose', created: 10, tags: { committed: 'False' } })
    await put({ name: 'loose', created: 5 })
    expect(await describeOutdated(await put({ dependsOn: [loose] }))).toStrictEqual([])
    await put({ name: 'top', created: 60 })
    expect(await describeOutdated(top)).toStrictEqual([])
    await put({ name: 'raw', created: 11 })
    await put({ name: 'raw', created: 12 })
    await put({ name: 'clean', created: 40 })
    expect(await describeOutdated(top)).toStrictEqual(['clean 20 < 40', 'raw 10 < 12'])
  })

  test('ignores a newer bundle that was deleted but is in the index', async () => {
    const raw = await put({ name: 'raw', created: 10 })
    const top = await put({ name: 'top', created: 20, dependsOn: [raw] })
    const young = await put({ name: 'raw', created: 30 })
    const openIndexed = () =>
      createRemote(remote.store, { ...remote, useIndex: { signal: neverAborted, debug: () => {} } })
    const newer = async (at: Remote) => {
      const { lineage, catalog } = await readWithCatalog(at, top)
      return lineage && findOutdated(lineage, catalog).map(({ newest }) => newest.uuid)
    }
    const first = openIndexed()
    expect(await newer(first)).toStrictEqual([young])
    await first.index.waitForSave()
    await removeBundle(moto, remote, young)
    expect(await newer(openIndexed())).toStrictEqual([])
    await removeBundle(moto, remote, raw)
    expect((await readWithCatalog(openIndexed(), top)).lineage).toMatchObject({
      ancestors: new Map(),
      missing: new Set([raw]),
    })
  })

  test('requires the same parameters unless the bundle was added by hand', async () => {
    const day = (value: string) => ({ '__param.day': value })
    const task = await put({ name: 'Task', created: 10, tags: day('1') })
    const added = await put({ name: 'file', created: 10, tags: { '__param.path': '/a' }, codeMethod: 'add' })
    const nameless = await put({ name: '', created: 10 })
    const top = await put({ dependsOn: [task, added, nameless] })
    await put({ name: 'Task', created: 30, tags: day('2') })
    await put({ name: 'Task', created: 31 })
    await put({ name: 'Task', created: 32, tags: { ...day('1'), '__param.more': '1' } })
    await put({ name: 'file', created: 20, tags: { '__param.path': '/b' }, codeMethod: 'add' })
    await put({ name: '', created: 20 })
    expect(await describeOutdated(top)).toStrictEqual(['file 10 < 20'])
    await put({ name: 'Task', created: 20, tags: day('1') })
    expect(await describeOutdated(top)).toStrictEqual(['Task 10 < 20', 'file 10 < 20'])
  })
})

test('readCatalog describes a bundle as its HyperFrame does', async () => {
  const uuid = await put({
    name: 'a',
    dependsOn: [crypto.randomUUID()],
    tags: { x: 'ü' },
    codeMethod: 'm',
    processingName: 'p',
  })
  const bundle = await new HyperFrameCache(remote, {}).read(uuid, options)
  const { catalog } = await readWithCatalog(remote, uuid)
  const description = catalog.get(uuid)
  expect(bundle && formatIndexLine(bundle)).toBe(description && formatIndexLine(description))
  expect({ ...description, frames: bundle?.frames, tookMs: bundle?.tookMs }).toStrictEqual(bundle)
})
