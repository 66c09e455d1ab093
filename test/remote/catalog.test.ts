import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HyperFrameCache, readCatalog } from '../../src/remote/catalog.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { sendError, startWireServer } from '../s3/wire-server.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { neverAborted, observeStore, openTestRemote } from './helpers.ts'

const options = { signal: neverAborted }
let moto: Moto
let remote: Remote
let reads: string[]

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  reads = []
  const plain = await openTestRemote('s3://bucket', moto.env, `c${crypto.randomUUID()}`)
  const store = observeStore(plain.store, (method, key) => {
    if (method === 'get') reads.push(key.split('/').at(-2) ?? '')
  })
  remote = createRemote(store, { url: plain.url, context: plain.context })
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

describe('readCatalog', () => {
  test('describes every bundle, and matches committed ones only', async () => {
    const committed = await putBundle(remote, { name: 'a' })
    const draft = await putBundle(remote, { name: 'a', tags: { committed: 'False' } })
    const catalog = await readCatalog(remote, new HyperFrameCache(remote, {}), options)
    expect(catalog.unread).toBe(0)
    expect(catalog.get(draft)).toMatchObject({ uuid: draft, committed: false })
    expect(catalog.findMatches({ name: 'a' }).map(({ uuid }) => uuid)).toStrictEqual([committed])
    expect(catalog.has(committed)).toBe(true)
    expect(catalog.has(crypto.randomUUID())).toBe(false)
    expect(catalog.get(crypto.randomUUID())).toBeUndefined()
  })

  test('reads no bundle when more than `maxUnread` are unknown', async () => {
    const uuids = [await putBundle(remote, {}), await putBundle(remote, {})]
    const cache = new HyperFrameCache(remote, {})
    const catalog = await readCatalog(remote, cache, { ...options, maxUnread: 1 })
    expect(catalog.unread).toBe(2)
    expect(reads).toStrictEqual([])
    expect(catalog.has(uuids[0] ?? '')).toBe(true)
    expect(catalog.get(uuids[0] ?? '')).toBeUndefined()
  })

  test('keeps the description of a bundle that is too large for the index', async () => {
    const uuid = await putBundle(remote, { name: 'large', tags: { text: 'x'.repeat(20_000) } })
    const catalog = await readCatalog(remote, new HyperFrameCache(remote, {}), options)
    expect(catalog.get(uuid)?.tags.get('text')).toHaveLength(20_000)
    expect(catalog.findMatches({ name: 'large' }).map((bundle) => bundle.uuid)).toStrictEqual([uuid])
    expect(remote.index.has(uuid)).toBe(false)
  })

  test('keeps only the matches of `likelyQuery` in the cache', async () => {
    const likely = await putBundle(remote, { name: 'a' })
    const other = await putBundle(remote, { name: 'b' })
    const cache = new HyperFrameCache(remote, {})
    await readCatalog(remote, cache, { ...options, likelyQuery: { name: 'a' } })
    expect(reads.toSorted()).toStrictEqual([likely, other].toSorted())
    await cache.read(likely, options)
    expect(reads).toHaveLength(2)
    await cache.read(other, options)
    expect(reads).toHaveLength(3)
  })
})

describe('HyperFrameCache', () => {
  test('reads a HyperFrame once, until it is forgotten', async () => {
    const uuid = await putBundle(remote, { name: 'a' })
    const cache = new HyperFrameCache(remote, {})
    const both = await Promise.all([cache.read(uuid, options), cache.read(uuid, options)])
    expect(both.map((bundle) => bundle?.name)).toStrictEqual(['a', 'a'])
    expect(reads).toStrictEqual([uuid])
    cache.forget(uuid)
    await cache.read(uuid, options)
    expect(reads).toStrictEqual([uuid, uuid])
  })

  test('reports an unreadable HyperFrame once, and returns undefined', async () => {
    const uuid = await putBundle(remote, { corrupt: () => Buffer.from('garbage') })
    const reports: string[] = []
    const cache = new HyperFrameCache(remote, { onUnreadable: (id, reason) => void reports.push(`${id}: ${reason}`) })
    expect(await cache.read(uuid, options)).toBeUndefined()
    expect(await cache.read(uuid, options)).toBeUndefined()
    expect(reports).toStrictEqual([expect.stringContaining(`${uuid}: `)])
    expect(await cache.read(crypto.randomUUID(), options)).toBeUndefined()
  })

  test('reports an archived HyperFrame as unreadable, and throws other refusals', async () => {
    const uuid = await putBundle(remote, { name: 'a' })
    const archived = await readRefused(uuid, 'InvalidObjectState')
    expect(archived.bundle).toBeUndefined()
    expect(archived.reports).toStrictEqual([expect.stringMatching(/_hframe\.pb is archived/)])
    await expect(readRefused(uuid, 'AccessDenied')).rejects.toMatchObject({ verdict: 'access-denied' })
  })
})

/** Reads a bundle whose HyperFrame S3 refuses with this code. */
async function readRefused(uuid: string, code: string) {
  await using server = await startWireServer((_, response) => sendError(response, 403, code))
  const refused = await openTestRemote('s3://bucket', { ...moto.env, AWS_ENDPOINT_URL: server.endpoint })
  const reports: string[] = []
  const cache = new HyperFrameCache(refused, { onUnreadable: (_, reason) => void reports.push(reason) })
  return { bundle: await cache.read(uuid, options), reports }
}
