import { describe, expect, test } from 'vitest'
import { Semaphore } from '../../src/lib/semaphore.ts'
import { PartBuffers } from '../../src/s3/part-buffers.ts'
import { options } from './helpers.ts'

const { signal } = options

describe('PartBuffers', () => {
  test('has no more buffers at a time than the memory has room for, and uses them again', async () => {
    const parts = new PartBuffers(10, new Semaphore(25))
    const seen: Buffer[] = []
    let [inUse, most] = [0, 0]
    const usePart = async (buffer: Buffer) => {
      seen.push(buffer)
      most = Math.max(most, ++inUse)
      await Promise.resolve()
      inUse -= 1
    }
    await parts.keepDuring(() => Promise.all(Array.from({ length: 9 }, () => parts.use(signal, usePart))))
    expect(most).toBe(2)
    expect(seen).toHaveLength(9)
    expect(new Set(seen).size).toBe(2)
  })

  test('frees its buffers after the last transfer', async () => {
    const parts = new PartBuffers(10, new Semaphore(20))
    const take = () => parts.use(signal, async (buffer) => buffer)
    const buffer = await parts.keepDuring(async () => {
      const first = await parts.keepDuring(take)
      expect(await take()).toBe(first)
      return first
    })
    expect(buffer).toHaveLength(0)
    expect(await parts.keepDuring(async () => (await take()).length)).toBe(10)
  })

  test('does not use or free the buffer of a part that failed, which a connection may still have', async () => {
    const parts = new PartBuffers(10, new Semaphore(10))
    const seen: Buffer[] = []
    const fail = async (buffer: Buffer) => {
      seen.push(buffer)
      throw new Error('broken')
    }
    await parts.keepDuring(async () => {
      await expect(parts.use(signal, fail)).rejects.toThrow('broken')
      await parts.use(signal, async (buffer) => void seen.push(buffer))
    })
    expect(seen.map((buffer) => buffer.length)).toStrictEqual([10, 0])
  })

  test('frees its buffers after a transfer that failed', async () => {
    const parts = new PartBuffers(10, new Semaphore(10))
    let used: Buffer | undefined
    const transfer = async () => {
      used = await parts.use(signal, async (buffer) => buffer)
      throw new Error('broken')
    }
    await expect(parts.keepDuring(transfer)).rejects.toThrow('broken')
    expect(used).toHaveLength(0)
  })

  test('throws the reason of the signal while it waits', async () => {
    const parts = new PartBuffers(10, new Semaphore(10))
    const aborting = new AbortController()
    const blocked = Promise.withResolvers<void>()
    const first = parts.use(signal, () => blocked.promise)
    const second = parts.use(aborting.signal, async () => undefined)
    aborting.abort(new Error('stop'))
    await expect(second).rejects.toThrow('stop')
    blocked.resolve()
    await first
  })
})
