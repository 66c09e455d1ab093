import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Remote } from '../../src/remote/remote.ts'
import type { SeedSource } from '../../src/seed/read-seed.ts'
import { type Seed, SeedBuilder, type SeedRequest } from '../../src/seed/seed-builder.ts'
import { createRemoteSource } from '../../src/seed/seed-sources.ts'
import { SeedSpool } from '../../src/seed/seed-spool.ts'
import { createCorpus } from '../disdat/format/corpus.ts'
import { type BundleFixture, createBundleObjects, putBundle } from '../remote/fixtures.ts'
import { neverAborted, openTestRemote, removeBundle } from '../remote/helpers.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'

// Each dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const options = { signal: neverAborted }
let moto: Moto

beforeAll(async () => {
  moto = await startMoto()
})
afterAll(() => moto[Symbol.asyncDispose]())

async function openContext(): Promise<{ readonly remote: Remote; readonly url: string }> {
  const bucket = `bucket-${crypto.randomUUID()}`
  await moto.createBucket(bucket)
  const url = `s3://${bucket}/dsdt`
  const remote = await openTestRemote(url, moto.env)
  onTestFinished(() => remote.store.close())
  return { remote, url }
}

async function createBuilder(remote: Remote, changes: Partial<SeedRequest> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'seed-builder-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const spool = await SeedSpool.create(folder)
  onTestFinished(() => spool[Symbol.asyncDispose]())
  const debugged: string[] = []
  const selected: number[] = []
  const builder = await SeedBuilder.create(
    remote,
    {
      ...{ mode: 'all', maxBytes: 2 ** 30, pinned: new Set(), sources: [createRemoteSource(remote)] },
      debug: (text) => debugged.push(text),
      onSelected: (objects) => selected.push(objects),
      ...changes,
    },
    spool,
  )
  return { builder, spool, debugged, selected }
}

type CollectedSeed = Seed & { readonly spool: SeedSpool }

async function collectSeed(remote: Remote, changes: Partial<SeedRequest> = {}): Promise<CollectedSeed> {
  const { builder, spool } = await createBuilder(remote, changes)
  await builder.update(options)
  return { ...builder.finish(), spool }
}

async function readObjects({ spool, dropped }: CollectedSeed): Promise<ReadonlyMap<string, string>> {
  const objects = new Map<string, string>()
  await spool.complete()
  for await (const object of spool.follow()) {
    if (dropped.includes(object.path)) continue
    const bytes = 'content' in object ? object.content : await readFile(object.file)
    objects.set(object.path, Buffer.from(bytes).toString('base64'))
  }
  return objects
}

/** The uuids of the bundles that the container finds in its index. */
const listRows = (file: string) => {
  using database = new DatabaseSync(file, { readOnly: true })
  const read = (sql: string) => database.prepare(sql).all()
  return {
    hframes: read('SELECT * FROM hframes ORDER BY uuid').map((row) => ({ ...row })),
    tags: read('SELECT * FROM hframes_tags ORDER BY uuid, key').map((row) => ({ ...row })),
    tables: read('SELECT name FROM sqlite_master ORDER BY name').map(({ name }) => name),
  }
}
const listUuids = (seed: Seed) => new Set(listRows(seed.indexFile).hframes.map(({ uuid }) => uuid))

/** The objects that Disdat's own pull puts into a context. */
async function readFolder(objects: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(objects, { recursive: true, withFileTypes: true })
  const read = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => {
      const file = join(parentPath, name)
      return [`objects${file.slice(objects.length)}`, (await readFile(file)).toString('base64')] as const
    })
  return new Map(await Promise.all(read))
}

describe('a seed of everything', () => {
  test('is what dsdt itself has after its pull: the same objects, and the same index, row for row', async () => {
    const { remote, url } = await openContext()
    await using maker = await makeHome(moto, { remote: url })
    await createCorpus(maker)
    expect((await maker.runDsdt('push')).code).toBe(0)
    // A bundle that is being pushed has a HyperFrame, and not yet its frame.
    await putBundle(remote, { without: (_, frameUuid) => [`${frameUuid}_frame.pb`] })
    await using colleague = await makeHome(moto, { remote: url })
    const pulled = await colleague.runDsdt('pull')
    expect(pulled.code).toBe(0)
    const context = join(colleague.path, '.disdat/context/local')

    const seed = await collectSeed(remote)
    expect(seed.isComplete).toBe(true)
    const objects = await readObjects(seed)
    expect(objects).toStrictEqual(await readFolder(join(context, 'objects')))
    const rows = listRows(seed.indexFile)
    expect(rows).toStrictEqual(listRows(join(context, 'ctxt.db')))
    expect(rows.hframes.length).toBeGreaterThan(10)
    expect(seed.bundles).toBe(rows.hframes.length)
  })

  test('is not complete beyond its budget, and has the newest bundles', async () => {
    const { remote } = await openContext()
    const data = Buffer.alloc(1000)
    const [old, , newest] = await Promise.all(
      [1, 2, 3].map((created) => putBundle(remote, { created: 1_700_000_000 + created, data })),
    )
    const seed = await collectSeed(remote, { maxBytes: 3000 })
    expect(seed.isComplete).toBe(false)
    const uuids = listUuids(seed)
    expect(uuids.has(newest ?? '')).toBe(true)
    expect(uuids.has(old ?? '')).toBe(false)
    expect(seed.bytes).toBeLessThanOrEqual(3000)
  })

  test('leaves out a HyperFrame that is garbage, and is then not complete', async () => {
    const { remote } = await openContext()
    const good = await putBundle(remote, {})
    const bad = await putBundle(remote, { corrupt: () => Buffer.from('garbage') })
    const seed = await collectSeed(remote)
    expect(seed.isComplete).toBe(false)
    expect(listUuids(seed)).toStrictEqual(new Set([good]))
    expect([...(await readObjects(seed)).keys()]).not.toContain(`objects/${bad}/${bad}_hframe.pb`)
  })

  test('has a bundle whose frame is in the folder of another one, where Disdat finds it', async () => {
    const { remote } = await openContext()
    const { uuid, objects } = createBundleObjects({})
    const other = await putBundle(remote, {})
    for (const [name, bytes] of objects)
      await remote.store.putIfAbsent(remote.getKey(name.endsWith('_hframe.pb') ? uuid : other, name), bytes, options)
    const seed = await collectSeed(remote)
    expect(seed.bundles).toBe(2)
    expect(listUuids(seed)).toStrictEqual(new Set([uuid, other]))
  })

  test('leaves out a HyperFrame of another bundle or with another name, and is then not complete', async () => {
    const { remote } = await openContext()
    const good = await putBundle(remote, {})
    const [other] = [...createBundleObjects({}).objects.values()].slice(-1)
    const stray = crypto.randomUUID()
    await remote.store.putIfAbsent(remote.getKey(stray, `${stray}_hframe.pb`), other ?? new Uint8Array(), options)
    await remote.store.putIfAbsent(remote.getKey(good, 'more_hframe.pb'), other ?? new Uint8Array(), options)
    const seed = await collectSeed(remote)
    expect(seed.isComplete).toBe(false)
    expect(listUuids(seed)).toStrictEqual(new Set([good]))
  })

  test('is not complete when frames vanish between the listing and the read', async () => {
    const { remote } = await openContext()
    const [good, gone] = [await putBundle(remote, {}), await putBundle(remote, {})]
    const plain = createRemoteSource(remote)
    const source: SeedSource = {
      ...plain,
      async *read(objects, readOptions) {
        const { objects: frames } = { objects: objects.filter(({ path }) => path.includes(gone)) }
        for (const { path } of frames.filter(({ path: each }) => !each.endsWith('_hframe.pb')))
          await removeBundle(moto, remote, gone, path.slice(`objects/${gone}/`.length))
        yield* plain.read(objects, readOptions)
      },
    }
    const seed = await collectSeed(remote, { sources: [source] })
    expect(seed.isComplete).toBe(false)
    expect(listUuids(seed)).toStrictEqual(new Set([good]))
  })

  test('has no bytes of a source that differ from the remote', async () => {
    const { remote } = await openContext()
    const uuid = await putBundle(remote, { data: Buffer.from('true') })
    const liar: SeedSource = {
      ...{ name: 'a liar', isRemote: false },
      async *read(objects) {
        for (const object of objects) yield { object, bytes: Buffer.alloc(object.bytes) }
      },
    }
    const honest = await readObjects(await collectSeed(remote))
    const seed = await collectSeed(remote, { sources: [liar, createRemoteSource(remote)] })
    expect(await readObjects(seed)).toStrictEqual(honest)
    expect(listUuids(seed)).toStrictEqual(new Set([uuid]))
  })

  test('has large frames too', async () => {
    const { remote } = await openContext()
    const uuid = await putBundle(remote, { data: Buffer.alloc(600_000, 7) })
    const seed = await collectSeed(remote)
    expect(seed.isComplete).toBe(true)
    expect(listUuids(seed)).toStrictEqual(new Set([uuid]))
    const sizes = [...(await readObjects(seed)).values()].map((text) => Buffer.from(text, 'base64').length)
    expect(Math.max(...sizes)).toBeGreaterThan(600_000)
  })

  test('has what was pushed before its last update, and not what was pushed later', async () => {
    const { remote } = await openContext()
    const first = await putBundle(remote, {})
    const { builder } = await createBuilder(remote)
    await builder.update(options)
    const second = await putBundle(remote, {})
    await builder.update(options)
    await putBundle(remote, {})
    const seed = builder.finish()
    expect(listUuids(seed)).toStrictEqual(new Set([first, second]))
    expect(seed.isComplete).toBe(true)
    expect(seed.dropped).toStrictEqual([])
  })

  test('drops what was removed before its last update, and says before each read how many objects it has', async () => {
    const { remote } = await openContext()
    const gone = await putBundle(remote, {})
    await putBundle(remote, {})
    const { builder, selected } = await createBuilder(remote)
    await builder.update(options)
    await removeBundle(moto, remote, gone)
    await builder.update(options)
    const { dropped } = builder.finish()
    expect(dropped.map((path) => path.split('/')[1])).toStrictEqual([gone, gone])
    expect(selected).toStrictEqual([4, 2])
  })
})

describe('a seed of the newest', () => {
  const put = (remote: Remote, fixture: BundleFixture) => putBundle(remote, { processingName: 'clean_1', ...fixture })

  test('has the newest of each name, what they contain, and what is pinned', async () => {
    const { remote } = await openContext()
    const [inner, innermost] = [crypto.randomUUID(), crypto.randomUUID()]
    await put(remote, { uuid: innermost, name: 'inner', created: 1_600_000_000 })
    await put(remote, { uuid: inner, name: 'inner', created: 1_600_000_001, nested: [innermost] })
    await put(remote, { name: 'orders', created: 1_700_000_001 })
    const pinned = await put(remote, { name: 'orders', created: 1_700_000_002 })
    const newest = await put(remote, { name: 'orders', created: 1_700_000_003, nested: [inner] })
    const latestInner = await put(remote, { name: 'inner', created: 1_600_000_002 })
    const seed = await collectSeed(remote, { mode: 'newest', pinned: new Set([pinned, crypto.randomUUID()]) })
    expect(seed.isComplete).toBe(true)
    expect(listUuids(seed)).toStrictEqual(new Set([inner, innermost, pinned, newest, latestInner]))
  })

  test('is not complete when a bundle contains a bundle that does not exist', async () => {
    const { remote } = await openContext()
    await put(remote, { nested: [crypto.randomUUID()] })
    expect((await collectSeed(remote, { mode: 'newest' })).isComplete).toBe(false)
  })

  test('has large frames of values', async () => {
    const { remote } = await openContext()
    const uuid = await put(remote, { data: Buffer.alloc(600_000, 7) })
    const seed = await collectSeed(remote, { mode: 'newest' })
    expect([seed.isComplete, listUuids(seed)]).toStrictEqual([true, new Set([uuid])])
  })
})
