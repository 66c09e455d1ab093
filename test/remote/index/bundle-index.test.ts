import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { findBundle } from '../../../src/remote/find.ts'
import { BundleIndex } from '../../../src/remote/index/bundle-index.ts'
import { addToIndex, readLevels } from '../../../src/remote/index/levels.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { putBundle } from '../fixtures.ts'
import { collect, neverAborted, observeStore, openTestRemote, openTestStore } from '../helpers.ts'
import { createBundleRange, createNumberedBundle, formatLines, MemoryStore } from './fixtures.ts'

const options = { signal: neverAborted }
const key = 'run-action/index'
let moto: Moto
let store: ObjectStore

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  store = await openTestStore('bucket', moto.env)
})
afterAll(async () => {
  store.close()
  await moto[Symbol.asyncDispose]()
})

const locate = (store: Pick<ObjectStore, 'getVersion' | 'putVersion'>) => ({ store, key, debug: () => {} })

async function countLines(store: Pick<ObjectStore, 'getVersion' | 'putVersion'>): Promise<readonly number[]> {
  return (await readLevels(locate(store), options)).map((level) => level.shard.uuids.size)
}

describe('BundleIndex', () => {
  test('returns the newest description of a bundle', async () => {
    const memory = new MemoryStore()
    const [one, two] = [createNumberedBundle(1, 'old'), createNumberedBundle(2, 'old')]
    await addToIndex(
      locate(memory),
      { lines: formatLines(one, two, ...createBundleRange(3, 600)), gone: new Set() },
      options,
    )
    await addToIndex(locate(memory), { lines: formatLines(createNumberedBundle(1, 'new')), gone: new Set() }, options)
    expect(await countLines(memory)).toStrictEqual([1, 602, 0])
    const index = new BundleIndex({ ...locate(memory), signal: neverAborted })
    await index.load(options)
    expect(index.findMatches({ name: 'old' }).map(({ uuid }) => uuid)).toStrictEqual([two.uuid])
    expect(index.get(one.uuid)?.name).toBe('new')
    index.add(formatLines(createNumberedBundle(2, 'newer')))
    expect(index.findMatches({ name: 'old' })).toStrictEqual([])
    expect(index.findMatches({ name: 'newer' })).toStrictEqual([createNumberedBundle(2, 'newer')])
    expect(index.findMatches({})).toHaveLength(602)
    await index.waitForSave()
    expect(await countLines(memory)).toStrictEqual([2, 602, 0])
  })

  /** A context with two bundles named `a`, and the uuid of the newer one. */
  async function createContext() {
    const name = `c${crypto.randomUUID()}`
    const remote = await openTestRemote('s3://bucket', moto.env, name)
    await putBundle(remote, { name: 'a', created: 1 })
    return { name, newest: await putBundle(remote, { name: 'a', created: 2 }), key: `context/${name}/${key}` }
  }

  function openIndexed(at: ObjectStore, name: string) {
    const reports: string[] = []
    const useIndex = { signal: neverAborted, debug: (text: string) => void reports.push(text) }
    const remote = createRemote(at, { url: 's3://bucket', context: name, useIndex })
    const find = async () => (await findBundle(remote, { kind: 'newest', name: 'a' }, options))?.uuid
    return { reports, find, waitForSave: () => remote.index.waitForSave() }
  }

  test.each([
    ['garbage', Buffer.from('garbage')],
    ['of another version', gzipSync('disdat-run-action index 2\n')],
  ])('ignores and replaces an index that is %s', async (_, bytes) => {
    const { name, newest, key: where } = await createContext()
    await store.putVersion(`${where}-0.gz`, bytes, undefined, options)
    const { reports, find, waitForSave } = openIndexed(store, name)
    expect(await find()).toBe(newest)
    await waitForSave()
    expect(reports).toStrictEqual([
      expect.stringContaining(`${where}-0.gz is ignored and will be replaced: an index`),
      'Bundles added to the index: 2.',
    ])
    const again = openIndexed(store, name)
    expect(await again.find()).toBe(newest)
    expect(again.reports).toStrictEqual([])
  })

  test('ignores and replaces an invalid line', async () => {
    const { name, newest, key: where } = await createContext()
    await (async () => {
      const first = openIndexed(store, name)
      await first.find()
      await first.waitForSave()
    })()
    const now = await store.getVersion(`${where}-0.gz`, { ...options, maxBytes: 10_000 })
    const text = gunzipSync(now?.bytes ?? '').toString()
    const broken = text.replace(new RegExp(`^${newest}.*$`, 'm'), `${newest}{"a"`)
    expect(broken).not.toBe(text)
    await store.putVersion(`${where}-0.gz`, gzipSync(broken), now?.etag, options)
    const { reports, find, waitForSave } = openIndexed(store, name)
    expect(await find()).toBe(newest)
    await waitForSave()
    expect(reports).toStrictEqual([
      'A line of the index is ignored: an index line that is not JSON.',
      'Bundles added to the index: 1.',
    ])
    const again = openIndexed(store, name)
    expect(await again.find()).toBe(newest)
    expect(again.reports).toStrictEqual([])
  })

  test('neither reads nor writes an index again that S3 refuses to read', async () => {
    const { name, newest } = await createContext()
    const calls: string[] = []
    const forbidden = observeStore(store, (method) => {
      calls.push(method)
      if (method === 'getVersion') throw new Failure('access-denied', 'S3 refused it.', 'Ask.')
    })
    const { reports, find, waitForSave } = openIndexed(forbidden, name)
    expect(await find()).toBe(newest)
    expect(await find()).toBe(newest)
    await waitForSave()
    expect(reports).toStrictEqual(['The index is not used: S3 refused it.'])
    expect(calls.filter((method) => method.endsWith('Version'))).toStrictEqual(Array(3).fill('getVersion'))
  })

  test('reads an index that S3 refuses to write', async () => {
    await using strict = await startMoto()
    await strict.createBucket('bucket')
    const owner = await openTestRemote('s3://bucket', strict.env, 'shop')
    const old = await putBundle(owner, { name: 'a', created: 1 })
    const first = openIndexed(owner.store, 'shop')
    expect(await first.find()).toBe(old)
    await first.waitForSave()
    const newest = await putBundle(owner, { name: 'a', created: 2 })
    const user = await strict.createUser('reader', ['s3:ListBucket', 's3:GetObject'])
    await strict.enforceIam()
    const env = { ...strict.env, AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey }
    const gets: string[] = []
    const reader = observeStore(
      await openTestStore('bucket', env),
      (method, about) => method === 'get' && gets.push(about),
    )
    const { reports, find, waitForSave } = openIndexed(reader, 'shop')
    expect(await find()).toBe(newest)
    await waitForSave()
    expect(reports).toStrictEqual([expect.stringMatching(/^The index was not updated: S3 refused .*index-0.gz: 403/)])
    expect(new Set(gets).size).toBe(2)
  })

  test('does not write after the end of the run', async () => {
    const { name, newest, key: where } = await createContext()
    const ended = new AbortController()
    const reports: string[] = []
    const useIndex = { signal: ended.signal, debug: (text: string) => void reports.push(text) }
    const remote = createRemote(store, { url: 's3://bucket', context: name, useIndex })
    expect((await findBundle(remote, { kind: 'newest', name: 'a' }, options))?.uuid).toBe(newest)
    ended.abort()
    await remote.index.waitForSave()
    expect(reports).toStrictEqual([])
    expect(await collect(store.list(where, options))).toStrictEqual([])
  })

  test('throws the reason of a cancelled load, and loads at the next call', async () => {
    const memory = new MemoryStore()
    await addToIndex(locate(memory), { lines: formatLines(createNumberedBundle(1)), gone: new Set() }, options)
    const cancel = new AbortController()
    const slow = {
      getVersion: (name: string, { signal }: { readonly signal: AbortSignal }) =>
        cancel.signal.aborted
          ? memory.getVersion(name)
          : new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      putVersion: memory.putVersion.bind(memory),
    }
    const index = new BundleIndex({ ...locate(slow), signal: neverAborted })
    const loading = index.load({ signal: cancel.signal })
    onTestFinished(() => cancel.abort())
    cancel.abort(new Error('cancelled'))
    await expect(loading).rejects.toThrow('cancelled')
    await index.load(options)
    expect(index.get(createNumberedBundle(1).uuid)).toStrictEqual(createNumberedBundle(1))
  })
})
