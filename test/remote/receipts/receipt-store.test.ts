import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import {
  getReceiptKey,
  listReceipts,
  readReceipt,
  receiptLimits,
  writeReceipt,
} from '../../../src/remote/receipts/receipt-store.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { deleteContext, listContextObjects } from '../../../src/remote/remove.ts'
import type { ListEntry } from '../../../src/s3/store.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { collect, neverAborted, openTestRemote } from '../helpers.ts'
import { instantClock, MemoryStore } from '../index/fixtures.ts'
import { createTestReceipt } from './fixtures.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const options = { signal: neverAborted, clock: instantClock }
let moto: Moto
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  remote = await openTestRemote('s3://bucket/p', moto.env, `shop-${crypto.randomUUID()}`)
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

const createOwnReceipt = (changes: Partial<OutputReceipt> = {}) =>
  createTestReceipt({ remoteContext: remote.context, ...changes })

/** A receipt of another bundle, which is so many seconds newer. */
function createNewerReceipt(seconds: number, changes: Partial<OutputReceipt> = {}): OutputReceipt {
  const { bundle } = createTestReceipt()
  const createdSeconds = bundle.createdSeconds + seconds
  return createOwnReceipt({ bundle: { ...bundle, uuid: crypto.randomUUID(), createdSeconds }, ...changes })
}

async function put(key: string, text: string): Promise<void> {
  const version = await remote.store.getVersion(key, { ...options, maxBytes: 1 })
  await remote.store.putVersion(key, Buffer.from(text), version?.etag, options)
}

describe('readReceipt', () => {
  test('returns what was written for the same class, name and parameters in any order', async () => {
    const params = [
      ['a', '1'],
      ['b', '2'],
    ] as const
    const receipt = createOwnReceipt({ params: new Map(params) })
    expect(await readReceipt(remote, receipt, options)).toBeUndefined()
    expect(await writeReceipt(remote, receipt, options)).toBe('stored')
    expect(await readReceipt(remote, { ...receipt, params: new Map(params.toReversed()) }, options)).toEqual(receipt)
    for (const other of [
      { params: new Map([['a', '1']]) },
      { outputBundle: '-' },
      { pipeClass: 'pipes.orders.Other' },
    ]) {
      expect(await readReceipt(remote, { ...receipt, ...other }, options)).toBeUndefined()
    }
  })

  test.each([
    ['of another context', { remoteContext: 'other' }],
    ['of other parameters', { params: [['day', '2026-11-28']] }],
    ['of another class', { pipeClass: 'pipes.orders.Other' }],
    ['of another output', { outputBundle: 'weekly' }],
  ])('returns undefined for a receipt %s at the key', async (_, changes) => {
    const receipt = createOwnReceipt()
    const own = { version: 1, ...receipt, params: [...receipt.params], nulls: undefined }
    await put(getReceiptKey(remote, receipt), JSON.stringify(own))
    expect(await readReceipt(remote, receipt, options)).toMatchObject({ rows: 3 })
    await put(getReceiptKey(remote, receipt), JSON.stringify({ ...own, ...changes }))
    expect(await readReceipt(remote, receipt, options)).toBeUndefined()
  })
})

describe('writeReceipt', () => {
  test('writes below `run-action/`, and a cleanup deletes it', async () => {
    await writeReceipt(remote, createOwnReceipt(), options)
    const [object] = await collect(listContextObjects(remote, options))
    const folder = `p/context/${remote.context}/run-action/receipts`
    expect(object?.key).toMatch(new RegExp(`^${folder}/[0-9a-f]{32}/[0-9a-f]{64}\\.json$`))
    await deleteContext(remote, options)
    expect(await collect(listContextObjects(remote, options))).toStrictEqual([])
  })

  test('replaces the receipt of an older bundle, and keeps that of a newer one', async () => {
    const [older, newer] = [createOwnReceipt(), createNewerReceipt(1, { rows: 4 })]
    await writeReceipt(remote, older, options)
    expect(await writeReceipt(remote, newer, options)).toBe('stored')
    expect(await writeReceipt(remote, older, options)).toBe('newer')
    expect(await readReceipt(remote, older, options)).toEqual(newer)
  })

  test('keeps what making a bundle took when a later run finds it up to date', async () => {
    const [made, reused] = [createOwnReceipt(), createOwnReceipt({ finishedAt: new Date('2026-11-30T02:00:00Z') })]
    const image = { reference: 'orders@sha256:2', fingerprint: 'f2' }
    await writeReceipt(remote, made, options)
    const figures = { rows: undefined, nulls: undefined, tookMs: undefined, vcpuHours: undefined }
    await writeReceipt(remote, { ...reused, ...figures, image }, options)
    expect(await readReceipt(remote, made, options)).toEqual({ ...reused, image })
    expect(await writeReceipt(remote, made, options)).toBe('newer')
  })

  test('replaces an object that is not a receipt', async () => {
    const receipt = createOwnReceipt()
    for (const text of ['', '{', 'x'.repeat(70_000)]) {
      await put(getReceiptKey(remote, receipt), text)
      expect(await readReceipt(remote, receipt, options)).toBeUndefined()
      expect(await writeReceipt(remote, receipt, options)).toBe('stored')
      expect(await readReceipt(remote, receipt, options)).toEqual(receipt)
    }
  })

  test('keeps the receipt of the newest bundle when several writers interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 4 }),
        async (scheduler, ages) => {
          const memory = new MemoryStore()
          const store = {
            getVersion: scheduler.scheduleFunction((key: string) => memory.getVersion(key)),
            putVersion: scheduler.scheduleFunction((key: string, bytes: Uint8Array, etag: string | undefined) =>
              memory.putVersion(key, bytes, etag),
            ),
            list: remote.store.list,
          }
          const place = { ...remote, store }
          const receipts = ages.map((seconds) => createNewerReceipt(seconds))
          const work = receipts.map((receipt) => writeReceipt(place, receipt, options))
          expect(await scheduler.waitFor(Promise.all(work))).not.toContain('conflict')
          const newest = receipts[ages.indexOf(Math.max(...ages))] ?? createOwnReceipt()
          expect(await readReceipt({ ...place, store: { ...store, ...bind(memory) } }, newest, options)).toEqual(newest)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('returns `conflict` after 8 writers that were faster', async () => {
    let writes = 0
    const putVersion = async () => {
      writes += 1
      return 'changed' as const
    }
    const store = { ...bind(new MemoryStore()), putVersion }
    const place = { ...remote, store: { ...store, list: remote.store.list } }
    expect(await writeReceipt(place, createOwnReceipt(), options)).toBe('conflict')
    expect(writes).toBe(8)
  })

  test('returns `too-large`, and writes nothing, for a receipt that no reader would accept', async () => {
    const params = new Map([['text', 'x'.repeat(70_000)]])
    expect(await writeReceipt(remote, createOwnReceipt({ params }), options)).toBe('too-large')
    expect(await collect(listContextObjects(remote, options))).toStrictEqual([])
  })
})

const bind = (memory: MemoryStore) => ({
  getVersion: memory.getVersion.bind(memory),
  putVersion: memory.putVersion.bind(memory),
})

describe('listReceipts', () => {
  test('returns the receipts of a pipe, and of no other pipe', async () => {
    const days = ['2026-11-27', '2026-11-28', '2026-11-29']
    const receipts = days.map((day) => createOwnReceipt({ params: new Map([['day', day]]) }))
    for (const receipt of receipts) await writeReceipt(remote, receipt, options)
    const other = createOwnReceipt({ pipeClass: 'pipes.orders.Other' })
    await writeReceipt(remote, other, options)
    const { pipeClass } = createOwnReceipt()
    const { receipts: listed } = await listReceipts(remote, pipeClass, options)
    expect(listed.toSorted((a, b) => ((a.params.get('day') ?? '') < (b.params.get('day') ?? '') ? -1 : 1))).toEqual(
      receipts,
    )
    expect(await listReceipts(remote, other.pipeClass, options)).toEqual({ receipts: [other], isCut: false })
    expect(await listReceipts(remote, 'pipes.Absent', options)).toStrictEqual({ receipts: [], isCut: false })
  })

  test('leaves out what is not a receipt of the pipe', async () => {
    const receipt = createOwnReceipt()
    await writeReceipt(remote, receipt, options)
    const key = getReceiptKey(remote, receipt)
    await put(key.replace(/[^/]+$/, 'copy.json'), JSON.stringify(receipt))
    await put(key.replace(/[^/]+$/, 'notes.txt'), 'hello')
    await put(key.replace(/[^/]+$/, 'large.json'), 'x'.repeat(70_000))
    expect(await listReceipts(remote, receipt.pipeClass, options)).toEqual({ receipts: [receipt], isCut: false })
  })

  test.each([
    ['the most receipts', receiptLimits.count + 1, 100],
    ['the most bytes', 300, 64 * 1024],
  ])('is cut at %s', async (_, count, size) => {
    let reads = 0
    const list = async function* (): AsyncGenerator<ListEntry> {
      for (let n = 0; n < count; n++) yield { kind: 'object', key: `${n}.json`, size, etag: '' }
    }
    const getVersion = async () => void reads++
    const place = { ...remote, store: { ...bind(new MemoryStore()), list, getVersion } }
    expect(await listReceipts(place, 'pipes.orders.Daily', options)).toStrictEqual({ receipts: [], isCut: true })
    expect(reads).toBe(Math.min(receiptLimits.count, Math.floor(receiptLimits.bytes / size)))
  })
})
