import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Bundle, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import type { BundleQuery } from '../../src/disdat/bundle-query.ts'
import { findBundle, findBundles } from '../../src/remote/find.ts'
import { formatIndexLine } from '../../src/remote/index/line.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { collect, neverAborted, observeStore, openTestRemote, openTestStore, removeBundle } from './helpers.ts'

// Each dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const options = { signal: neverAborted }
let moto: Moto
let contexts = 0
let context: string
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  context = `shop${++contexts}`
  remote = await openTestRemote('s3://bucket/p', moto.env, context)
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

/** Another runner that reads the same context with an index. */
async function createRunner() {
  const calls: string[] = []
  const reports: string[] = []
  const store = observeStore(await openTestStore('bucket', moto.env), (method) => calls.push(method))
  const useIndex = { signal: neverAborted, debug: (text: string) => void reports.push(text) }
  const own = createRemote(store, { url: 's3://bucket/p', context, useIndex })
  return { remote: own, calls, reports, gets: () => calls.filter((method) => method === 'get').length }
}

async function findUuids(remote: Remote, query: BundleQuery, limit = 1000): Promise<readonly string[]> {
  const uuids: string[] = []
  for await (const { uuid } of findBundles(remote, query, options)) {
    uuids.push(uuid)
    if (uuids.length === limit) break
  }
  return uuids
}

const at = (seconds: number) => new Date(seconds * 1000)

test('findBundles finds bundles by each part of a query, newest first, with and without an index', async () => {
  const old = await putBundle(remote, { name: 'a', created: 100.5, tags: { env: 'prod', '__param.day': '1' } })
  const middle = await putBundle(remote, {
    name: 'a',
    created: 200,
    processingName: 'Task_1__abc',
    codeMethod: 'p.m.C',
  })
  const young = await putBundle(remote, { name: 'a', created: 300, tags: { env: 'prod' }, processingName: 'Task_1_' })
  const other = await putBundle(remote, { name: 'b "a" \n', created: 400, tags: { env: 'a' } })
  await putBundle(remote, { name: 'a', created: 500, tags: { committed: 'False' } })
  const cases: readonly (readonly [BundleQuery, readonly string[]])[] = [
    [{}, [other, young, middle, old]],
    [{ name: 'a' }, [young, middle, old]],
    [{ name: 'b "a" \n' }, [other]],
    [{ name: 'A' }, []],
    [{ tags: new Map([['env', 'prod']]) }, [young, old]],
    [{ processingName: 'Task_1_' }, [young]],
    [{ processingName: 'Task_1' }, []],
    [{ taskId: 'Task_1' }, [young, middle]],
    [{ codeMethod: 'p.m.C' }, [middle]],
    [{ className: 'Task' }, [young, middle]],
    [{ className: 'ask' }, []],
    [{ after: at(200) }, [other, young, middle]],
    [{ before: at(200) }, [old]],
    [{ name: 'a', after: at(100.5), before: at(300) }, [middle, old]],
  ]
  const first = await createRunner()
  for (const [query, uuids] of cases) {
    expect(await findUuids(remote, query), JSON.stringify(query)).toStrictEqual(uuids)
    expect(await findUuids(first.remote, query), JSON.stringify(query)).toStrictEqual(uuids)
  }
  await first.remote.index.waitForSave()
  const second = await createRunner()
  for (const [query, uuids] of cases) {
    expect(await findUuids(second.remote, query), JSON.stringify(query)).toStrictEqual(uuids)
  }
  expect(second.reports).toStrictEqual([])
})

test('findBundles reads only the HyperFrame of the bundle that the caller takes', async () => {
  const uuids: string[] = []
  for (let n = 0; n < 40; n++) uuids.unshift(await putBundle(remote, { name: 'many', created: n }))
  const cold = await createRunner()
  expect((await findBundle(cold.remote, { kind: 'newest', name: 'many' }, options))?.uuid).toBe(uuids[0])
  expect(cold.gets()).toBe(40)
  await cold.remote.index.waitForSave()
  expect(cold.reports).toStrictEqual(['Bundles added to the index: 40.'])

  const warm = await createRunner()
  expect((await findBundle(warm.remote, { kind: 'newest', name: 'many' }, options))?.uuid).toBe(uuids[0])
  expect(warm.gets()).toBe(1)
  expect(await findUuids(warm.remote, { name: 'many' })).toStrictEqual(uuids)
  const one = await putBundle(remote, { name: 'many', created: 100 })
  const next = await createRunner()
  expect((await findBundle(next.remote, { kind: 'newest', name: 'many' }, options))?.uuid).toBe(one)
  // The new bundle, and the likely answer before the listing showed the new one.
  expect(next.gets()).toBe(2)
})

test('findBundle writes nothing without an index', async () => {
  await putBundle(remote, { name: 'a' })
  await findBundle(remote, { kind: 'newest', name: 'a' }, options)
  await remote.index.waitForSave()
  const keys = await collect(remote.store.list(`p/context/${context}/`, { ...options, delimiter: '/' }))
  expect(keys).toStrictEqual([{ kind: 'folder', prefix: remote.objects }])
})

test('findBundles does not return a deleted bundle that is still in the index', async () => {
  const old = await putBundle(remote, { name: 'a', created: 1 })
  const gone = await putBundle(remote, { name: 'a', created: 2 })
  const first = await createRunner()
  expect(await findUuids(first.remote, { name: 'a' })).toStrictEqual([gone, old])
  await first.remote.index.waitForSave()
  await removeBundle(moto, remote, gone)
  const second = await createRunner()
  expect(await findUuids(second.remote, { name: 'a' })).toStrictEqual([old])
  expect(await findUuids(first.remote, { name: 'a' })).toStrictEqual([old])
})

test('findBundles does not return a bundle whose HyperFrame was deleted', async () => {
  const old = await putBundle(remote, { name: 'a', created: 1 })
  const gone = await putBundle(remote, { name: 'a', created: 2 })
  const first = await createRunner()
  await findUuids(first.remote, { name: 'a' })
  await first.remote.index.waitForSave()
  await removeBundle(moto, remote, gone, formatHyperFrameName(gone))
  expect(await findUuids((await createRunner()).remote, { name: 'a' })).toStrictEqual([old])
})

test('findBundles corrects an index that differs from the HyperFrame', async () => {
  const a = await putBundle(remote, { name: 'a', created: 3 })
  const b = await putBundle(remote, { name: 'a', created: 2 })
  const c = await putBundle(remote, { name: 'other', created: 1 })
  const wrong = await createRunner()
  const truth = new Map<string, Bundle>()
  for await (const bundle of findBundles(remote, {}, options)) truth.set(bundle.uuid, bundle)
  const changes = [
    [a, { createdSeconds: 1 }],
    [b, {}],
    [c, { name: 'a', createdSeconds: 9 }],
  ] as const
  await wrong.remote.index.load(options)
  const lines = changes.map(([uuid, change]) => {
    const bundle = truth.get(uuid)
    if (bundle === undefined) throw new Error('The bundle does not exist.')
    return [uuid, formatIndexLine({ ...bundle, ...change }) ?? ''] as const
  })
  wrong.remote.index.add(new Map(lines))
  await wrong.remote.index.waitForSave()

  const second = await createRunner()
  // The index places a after b. Its HyperFrame corrects that.
  expect((await findUuids(second.remote, { name: 'a' })).toSorted()).toStrictEqual([a, b].toSorted())
  await second.remote.index.waitForSave()
  const next = await createRunner()
  expect(await findUuids(next.remote, { name: 'a' })).toStrictEqual([a, b])
})

test('findBundles returns a bundle that is too large for the index', async () => {
  const large = await putBundle(remote, { name: 'large', tags: { text: 'x'.repeat(20_000) } })
  const first = await createRunner()
  expect(await findUuids(first.remote, { name: 'large' })).toStrictEqual([large])
  await first.remote.index.waitForSave()
  expect(
    await findUuids((await createRunner()).remote, { tags: new Map([['text', 'x'.repeat(20_000)]]) }),
  ).toStrictEqual([large])
})

test('findBundles keeps an index that dsdt does not see', async () => {
  await using home = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: context })
  const made = { name: 'real', data: { kind: 'value', value: 1 }, push: true } as const
  const uuids = [await home.makeBundle(made), await home.makeBundle(made)].toReversed()
  const first = await createRunner()
  expect(await findUuids(first.remote, { name: 'real' })).toStrictEqual(uuids)
  await first.remote.index.waitForSave()
  expect(await findUuids((await createRunner()).remote, { name: 'real' })).toStrictEqual(uuids)

  await using reader = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: context })
  const pulled = await reader.runDsdt('pull')
  expect(pulled.code, pulled.stderr).toBe(0)
  const ls = await reader.runDsdt('ls', '-v')
  expect(ls.stdout.split('\n').filter((line) => line.includes('real'))).toHaveLength(2)
})
