import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Bundle, type BundleQuery, hyperFrameName } from '../../src/disdat/bundle.ts'
import { findBundle, findBundles } from '../../src/remote/find.ts'
import { formatIndexLine } from '../../src/remote/index/line.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { collect, neverAborted, observeStore, openTestRemote, openTestStore, removeBundle } from './helpers.ts'

// Every dsdt takes a second, and several on a busy machine.
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

/** Another runner that looks at the same context, and keeps an index of it. */
async function runner() {
  const calls: string[] = []
  const said: string[] = []
  const store = observeStore(await openTestStore('bucket', moto.env), (method) => calls.push(method))
  const useIndex = { signal: neverAborted, debug: (text: string) => void said.push(text) }
  const own = createRemote(store, { url: 's3://bucket/p', context, useIndex })
  return { remote: own, calls, said, gets: () => calls.filter((method) => method === 'get').length }
}

async function uuidsOf(where: Remote, wanted: BundleQuery, most = 1000): Promise<readonly string[]> {
  const uuids: string[] = []
  for await (const { uuid } of findBundles(where, wanted, options)) {
    uuids.push(uuid)
    if (uuids.length === most) break
  }
  return uuids
}

const at = (seconds: number) => new Date(seconds * 1000)

test('bundles are found by everything that can be asked for, newest first, with an index and without', async () => {
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
    [{ name: 'a', params: new Map([['day', '1']]) }, [old]],
    [{ processingName: 'Task_1_' }, [young]],
    [{ processingName: 'Task_1' }, []],
    [{ taskId: 'Task_1' }, [young, middle]],
    [{ codeMethod: 'p.m.C' }, [middle]],
    [{ after: at(200) }, [other, young, middle]],
    [{ before: at(200) }, [old]],
    [{ name: 'a', after: at(100.5), before: at(300) }, [middle, old]],
  ]
  const first = await runner()
  for (const [wanted, uuids] of cases) {
    expect(await uuidsOf(remote, wanted), JSON.stringify(wanted)).toStrictEqual(uuids)
    expect(await uuidsOf(first.remote, wanted), JSON.stringify(wanted)).toStrictEqual(uuids)
  }
  await first.remote.index.waitForSave()
  const second = await runner()
  for (const [wanted, uuids] of cases) {
    expect(await uuidsOf(second.remote, wanted), JSON.stringify(wanted)).toStrictEqual(uuids)
  }
  expect(second.said).toStrictEqual([])
})

test('who takes one bundle of many reads the HyperFrame of that one', async () => {
  const uuids: string[] = []
  for (let n = 0; n < 40; n++) uuids.unshift(await putBundle(remote, { name: 'many', created: n }))
  const cold = await runner()
  expect((await findBundle(cold.remote, { kind: 'newest', name: 'many' }, options))?.uuid).toBe(uuids[0])
  expect(cold.gets()).toBe(40)
  await cold.remote.index.waitForSave()
  expect(cold.said).toStrictEqual(['Bundles added to the index: 40.'])

  const warm = await runner()
  expect((await findBundle(warm.remote, { kind: 'newest', name: 'many' }, options))?.uuid).toBe(uuids[0])
  expect(warm.gets()).toBe(1)
  expect(await uuidsOf(warm.remote, { name: 'many' })).toStrictEqual(uuids)
  const one = await putBundle(remote, { name: 'many', created: 100 })
  const next = await runner()
  expect((await findBundle(next.remote, { kind: 'newest', name: 'many' }, options))?.uuid).toBe(one)
  // The new one, and the one that was likely before the listing told of it.
  expect(next.gets()).toBe(2)
})

test('without an index nothing is written', async () => {
  await putBundle(remote, { name: 'a' })
  await findBundle(remote, { kind: 'newest', name: 'a' }, options)
  await remote.index.waitForSave()
  const keys = await collect(remote.store.list(`p/context/${context}/`, { ...options, delimiter: '/' }))
  expect(keys).toStrictEqual([{ kind: 'folder', prefix: remote.objects }])
})

test('a bundle that was deleted is not found, whatever the index says', async () => {
  const old = await putBundle(remote, { name: 'a', created: 1 })
  const gone = await putBundle(remote, { name: 'a', created: 2 })
  const first = await runner()
  expect(await uuidsOf(first.remote, { name: 'a' })).toStrictEqual([gone, old])
  await first.remote.index.waitForSave()
  await removeBundle(moto, remote, gone)
  const second = await runner()
  expect(await uuidsOf(second.remote, { name: 'a' })).toStrictEqual([old])
  expect(await uuidsOf(first.remote, { name: 'a' })).toStrictEqual([old])
})

test('a bundle whose HyperFrame was deleted is not found, though its folder is listed', async () => {
  const old = await putBundle(remote, { name: 'a', created: 1 })
  const gone = await putBundle(remote, { name: 'a', created: 2 })
  const first = await runner()
  await uuidsOf(first.remote, { name: 'a' })
  await first.remote.index.waitForSave()
  await removeBundle(moto, remote, gone, hyperFrameName(gone))
  expect(await uuidsOf((await runner()).remote, { name: 'a' })).toStrictEqual([old])
})

test('an index that is wrong about a bundle is put right by its HyperFrame', async () => {
  const a = await putBundle(remote, { name: 'a', created: 3 })
  const b = await putBundle(remote, { name: 'a', created: 2 })
  const c = await putBundle(remote, { name: 'other', created: 1 })
  const liar = await runner()
  const truth = new Map<string, Bundle>()
  for await (const bundle of findBundles(remote, {}, options)) truth.set(bundle.uuid, bundle)
  const lies = [
    [a, { createdSeconds: 1 }],
    [b, {}],
    [c, { name: 'a', createdSeconds: 9 }],
  ] as const
  await liar.remote.index.load(options)
  const lines = lies.map(([uuid, lie]) => {
    const bundle = truth.get(uuid)
    if (bundle === undefined) throw new Error('no bundle')
    return [uuid, formatIndexLine({ ...bundle, ...lie }) ?? ''] as const
  })
  liar.remote.index.add(new Map(lines))
  await liar.remote.index.waitForSave()

  const victim = await runner()
  // b comes before what the index says of a, which then takes its place.
  expect((await uuidsOf(victim.remote, { name: 'a' })).toSorted()).toStrictEqual([a, b].toSorted())
  await victim.remote.index.waitForSave()
  const next = await runner()
  expect(await uuidsOf(next.remote, { name: 'a' })).toStrictEqual([a, b])
})

test('a bundle that says too much of itself for an index is found all the same', async () => {
  const large = await putBundle(remote, { name: 'large', tags: { text: 'x'.repeat(20_000) } })
  const first = await runner()
  expect(await uuidsOf(first.remote, { name: 'large' })).toStrictEqual([large])
  await first.remote.index.waitForSave()
  expect(await uuidsOf((await runner()).remote, { tags: new Map([['text', 'x'.repeat(20_000)]]) })).toStrictEqual([
    large,
  ])
})

test('dsdt does not see the index', async () => {
  await using home = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: context })
  const made = { name: 'real', data: { kind: 'value', value: 1 }, push: true } as const
  const uuids = [await home.makeBundle(made), await home.makeBundle(made)].toReversed()
  const first = await runner()
  expect(await uuidsOf(first.remote, { name: 'real' })).toStrictEqual(uuids)
  await first.remote.index.waitForSave()
  expect(await uuidsOf((await runner()).remote, { name: 'real' })).toStrictEqual(uuids)

  await using reader = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: context })
  const pulled = await reader.runDsdt('pull')
  expect(pulled.code, pulled.stderr).toBe(0)
  const ls = await reader.runDsdt('ls', '-v')
  expect(ls.stdout.split('\n').filter((line) => line.includes('real'))).toHaveLength(2)
})
