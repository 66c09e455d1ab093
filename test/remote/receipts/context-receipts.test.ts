import { describe, expect, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { ContextReceipts } from '../../../src/remote/receipts/context-receipts.ts'
import type { ListEntry } from '../../../src/s3/store.ts'
import { neverAborted } from '../helpers.ts'
import { MemoryStore } from '../index/fixtures.ts'
import { createTestReceipt } from './fixtures.ts'

const options = { signal: neverAborted }
const receipt = createTestReceipt()

interface Situation {
  readonly isReadOnly?: boolean
  readonly signal?: AbortSignal
  /** Every request fails with it. */
  readonly error?: Error
  readonly beforeFirstRead?: Promise<void>
}

function openReceipts({ isReadOnly = false, signal = neverAborted, error, beforeFirstRead }: Situation = {}) {
  let reads = 0
  const memory = new MemoryStore()
  const debugLines: string[] = []
  const list = async function* (): AsyncGenerator<ListEntry> {
    if (error) throw error
    for (const [key, { bytes }] of memory.objects) yield { kind: 'object', key, size: bytes.length, etag: '' }
  }
  const store = {
    list,
    getVersion: async (key: string) => {
      if (error) throw error
      if (reads++ === 0) await beforeFirstRead
      return await memory.getVersion(key)
    },
    putVersion: memory.putVersion.bind(memory),
  }
  const debug = (text: string) => void debugLines.push(text)
  const place = { store, context: 'shop', objects: 'p/context/shop/objects/', signal, isReadOnly, debug }
  return { receipts: new ContextReceipts(place), memory, debugLines }
}

describe('ContextReceipts', () => {
  test('stores a receipt in the background, and reads it', async () => {
    const { receipts, debugLines } = openReceipts()
    receipts.add(receipt)
    await receipts.waitForSave()
    expect(debugLines).toStrictEqual([`Receipt of bundle ${receipt.bundle.uuid}: stored.`])
    expect(await receipts.read(receipt, options)).toEqual(receipt)
    expect(await receipts.list(receipt.pipeClass, options)).toEqual({ receipts: [receipt], isCut: false })
  })

  test('waits for all receipts that were added', async () => {
    const first = Promise.withResolvers<void>()
    const { receipts, memory } = openReceipts({ beforeFirstRead: first.promise })
    for (const day of ['1', '2', '3']) receipts.add({ ...receipt, params: new Map([['day', day]]) })
    const waiting = receipts.waitForSave()
    setImmediate(first.resolve)
    await waiting
    expect(memory.objects.size).toBe(3)
  })

  test('writes nothing for a context that is only read', async () => {
    const { receipts, memory } = openReceipts({ isReadOnly: true })
    receipts.add(receipt)
    await receipts.waitForSave()
    expect(memory.objects.size).toBe(0)
  })

  test('has no receipts without a place', async () => {
    const receipts = new ContextReceipts(undefined)
    receipts.add(receipt)
    await receipts.waitForSave()
    expect(await receipts.read(receipt, options)).toBeUndefined()
    const unreadable = '`remote-index` is `false`'
    expect(await receipts.list(receipt.pipeClass, options)).toStrictEqual({ receipts: [], isCut: false, unreadable })
  })

  test('reports and ignores a store that refuses', async () => {
    const error = new Failure('access-denied', 'S3 refused.', 'Allow it.')
    const { receipts, memory, debugLines } = openReceipts({ error })
    expect(await receipts.read(receipt, options)).toBeUndefined()
    const unreadable = 'S3 refused.'
    expect(await receipts.list(receipt.pipeClass, options)).toStrictEqual({ receipts: [], isCut: false, unreadable })
    receipts.add(receipt)
    await receipts.waitForSave()
    expect(memory.objects.size).toBe(0)
    expect(debugLines).toStrictEqual([
      'Receipts are not used: S3 refused.',
      'Receipts are not used: S3 refused.',
      'A receipt was not written: S3 refused.',
    ])
  })

  test('throws the reason of the signal, and writes nothing after the step has ended', async () => {
    const ended = AbortSignal.abort(new Error('ended'))
    const { receipts, memory, debugLines } = openReceipts({ signal: ended, error: new Error('too late') })
    receipts.add(receipt)
    await receipts.waitForSave()
    expect([memory.objects.size, debugLines]).toStrictEqual([0, []])
    const cancelled = AbortSignal.abort(new Error('cancelled'))
    await expect(receipts.read(receipt, { signal: cancelled })).rejects.toThrow('cancelled')
  })
})
