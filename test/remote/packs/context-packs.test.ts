import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import type { ListedObject } from '../../../src/remote/listed-object.ts'
import { ContextPacks } from '../../../src/remote/packs/context-packs.ts'
import { neverAborted } from '../helpers.ts'
import { MemoryStore } from '../index/fixtures.ts'
import {
  createTestBundles,
  createTestHyperFrame,
  createTestObject,
  formatTestUuid,
  type TestObject,
  toListed,
} from './fixtures.ts'

const options = { signal: neverAborted }
const debugLines: string[] = []
const debug = (text: string) => void debugLines.push(text)

/** Counts the requests of a store. */
function countRequests(memory: MemoryStore) {
  const calls: string[] = []
  const store = {
    getVersion: (key: string) => {
      calls.push(`GET ${key}`)
      return memory.getVersion(key)
    },
    putVersion: (key: string, bytes: Uint8Array, etag: string | undefined) => {
      calls.push(`PUT ${key}`)
      return memory.putVersion(key, bytes, etag)
    },
  }
  return { calls, store }
}

const openPacks = (store: Pick<MemoryStore, 'getVersion' | 'putVersion'>, isReadOnly = false) =>
  new ContextPacks({ store, debug, isReadOnly, signal: neverAborted, key: 'run-action/pack', context: 'shop' })

async function addAll(packs: ContextPacks, objects: readonly TestObject[]): Promise<void> {
  for (const { object, content } of objects) packs.add(object, content)
  packs.save(toListed(objects))
  await packs.waitForSave()
}

async function readAll(packs: ContextPacks, objects: readonly TestObject[]) {
  const read = await Array.fromAsync(
    packs.read(
      objects.map(({ object }) => object),
      options,
    ),
  )
  return new Map(read.map(({ object, bytes }) => [object.path, Buffer.from(bytes).toString()]))
}

const toTexts = (objects: readonly TestObject[]) =>
  new Map(objects.map(({ object, content }) => [object.path, content.toString()]))

describe('ContextPacks', () => {
  test('reads the 30,000 objects of 10,000 bundles with 17 requests', async () => {
    const memory = new MemoryStore()
    const bundles = createTestBundles(0, 10_000, { frames: 2 })
    await addAll(openPacks(memory), bundles.slice(0, 20_000))
    await addAll(openPacks(memory), bundles)
    const { calls, store } = countRequests(memory)
    const read = await readAll(openPacks(store), bundles)
    expect(read.size).toBe(bundles.length)
    expect(calls.length).toBe(17)
  })

  test('reads only the root for few missing objects', async () => {
    const { calls, store } = countRequests(new MemoryStore())
    expect(await readAll(openPacks(store), createTestBundles(0, 1, { frames: 2 }))).toStrictEqual(new Map())
    expect(calls).toStrictEqual(['GET run-action/pack.gz'])
  })

  test('asks for the packs below another one only if that one exists', async () => {
    const memory = new MemoryStore()
    const bundles = createTestBundles(0, 1000, { frames: 2 })
    const { calls, store } = countRequests(memory)
    expect((await readAll(openPacks(store), bundles)).size).toBe(0)
    expect(calls).toStrictEqual(['GET run-action/pack.gz'])
    await addAll(openPacks(memory), bundles.slice(0, 30))
    calls.length = 0
    expect(await readAll(openPacks(store), bundles)).toStrictEqual(toTexts(bundles.slice(0, 30)))
    expect(calls.length).toBe(17)
  })

  test('returns only members whose size and MD5 are those of the listing', async () => {
    const memory = new MemoryStore()
    const objects = createTestBundles(0, 2)
    await addAll(openPacks(memory), objects)
    const [first, second, ...others] = objects
    if (first === undefined || second === undefined) throw new Error('There are four objects.')
    const changed = [
      createTestObject(first.object.path, Buffer.alloc(300, 'other')),
      createTestObject(second.object.path, Buffer.from('short')),
    ]
    expect(await readAll(openPacks(memory), [...changed, ...others])).toStrictEqual(toTexts(others))
    expect(await readAll(openPacks(memory), objects)).toStrictEqual(toTexts(objects))
  })

  test('never returns a path that the listing does not have', async () => {
    const memory = new MemoryStore()
    const { object, content } = createTestHyperFrame()
    const evil = ['../../etc/passwd', '/etc/passwd', `objects/${formatTestUuid(0)}/../x_frame.pb`, object.path]
    const members = evil.map((path) => [path, content.length])
    const head = JSON.stringify({ pack: 'disdat-run-action', version: 1, context: 'shop', members })
    const bytes = gzipSync(Buffer.concat([Buffer.from(`${head}\n`), ...evil.map(() => content)]))
    memory.objects.set('run-action/pack.gz', { etag: '1', bytes })
    const listed = evil.map((path): ListedObject => ({ ...object, path }))
    const read = await Array.fromAsync(openPacks(memory).read(listed, options))
    expect(read.map((each) => each.object.path)).toStrictEqual([object.path])
  })

  test('reads nothing from a store that refuses, and says why', async () => {
    const refuse = async () => {
      throw new Failure('access-denied', 'S3 refuses to read run-action/pack.gz.', 'Allow it.')
    }
    debugLines.length = 0
    const packs = openPacks({ getVersion: refuse, putVersion: refuse })
    const objects = createTestBundles(0, 1)
    expect(await readAll(packs, objects)).toStrictEqual(new Map())
    await addAll(packs, objects)
    expect(debugLines).toStrictEqual([
      'A pack is not used: S3 refuses to read run-action/pack.gz.',
      'The packs were not updated: S3 refuses to read run-action/pack.gz.',
    ])
  })

  test('adds nothing that differs from its listing, and nothing in a context that is only read', async () => {
    const memory = new MemoryStore()
    const { object, content } = createTestHyperFrame()
    const packs = openPacks(memory)
    packs.add(object, Buffer.from('other'))
    packs.add({ ...object, etag: '' }, content)
    packs.save()
    const readOnly = openPacks(memory, true)
    readOnly.add(object, content)
    readOnly.save()
    const without = new ContextPacks(undefined)
    without.add(object, content)
    without.save()
    await Promise.all([packs.waitForSave(), readOnly.waitForSave(), without.waitForSave()])
    expect(memory.objects.size).toBe(0)
  })

  test('stores a large collection while it goes on, with at most 32 MiB that are not stored yet', async () => {
    const memory = new MemoryStore()
    const stored = Promise.withResolvers<void>()
    const slow = {
      getVersion: async (key: string) => {
        await stored.promise
        return await memory.getVersion(key)
      },
      putVersion: memory.putVersion.bind(memory),
    }
    const packs = openPacks(slow)
    const objects = createTestBundles(0, 2200, { frames: 0, size: 16 * 1024 })
    for (const { object, content } of objects) packs.add(object, content)
    packs.save()
    stored.resolve()
    await packs.waitForSave()
    const kept = (await readAll(openPacks(memory), objects)).size
    expect(kept).toBeGreaterThan(2000)
    expect(kept).toBeLessThan(2048)
  })

  test('stops with the signal of its reader', async () => {
    const read = openPacks(new MemoryStore()).read(
      createTestBundles(0, 1).map(({ object }) => object),
      { signal: AbortSignal.abort(new Error('cancelled')) },
    )
    await expect(read.next()).rejects.toThrow('cancelled')
  })
})
