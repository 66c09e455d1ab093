import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ByteSource, ByteStream } from '../../../src/compare/rows/byte-stream.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource } from './fixtures.ts'

const all = Uint8Array.from({ length: 200 }, (_, index) => index)

describe('ByteStream', () => {
  test('returns the bytes of its part in order, at least as many as asked for', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
      async (windowBytes, lengths) => {
        const stream = new ByteStream(createMemorySource(all), {
          start: 10,
          end: 190,
          windowBytes,
          signal: neverAborted,
        })
        const read: number[] = []
        for (let turn = 0; stream.left > 0; turn++) {
          const length = lengths[turn % lengths.length] ?? 1
          const bytes = await stream.peek(length)
          expect(bytes.length).toBeGreaterThanOrEqual(Math.min(length, stream.left))
          read.push(...bytes.subarray(0, length))
          stream.skip(Math.min(length, bytes.length))
        }
        expect(read).toStrictEqual([...all.subarray(10, 190)])
      },
    )
    await fc.assert(property)
  })

  test('copies each byte of a long part once, however many windows it has', async () => {
    const part = new Uint8Array(4 * 1024 * 1024).fill(7)
    const stream = new ByteStream(createMemorySource(part), {
      ...{ start: 0, end: part.length, windowBytes: 64, signal: neverAborted },
    })
    // The next window is on its way then, and the others follow one by one.
    await stream.peek(1)
    // A copy for each of the 65,536 windows would be of 128 GiB in all.
    expect((await stream.peek(part.length)).equals(part)).toBe(true)
  })

  test('throws the error of a window that was read ahead when it is needed', async () => {
    const source = {
      size: 20,
      read: async (offset: number, length: number) => {
        if (offset > 0) throw new Error('lost')
        return new Uint8Array(length)
      },
    }
    const stream = new ByteStream(source, { start: 0, end: 20, windowBytes: 10, signal: neverAborted })
    expect(await stream.peek(5)).toHaveLength(10)
    stream.skip(10)
    await expect(stream.peek(1)).rejects.toThrow('lost')
  })

  test('reads one window ahead, with the signal, and none behind the end', async () => {
    const reads: (readonly number[])[] = []
    const { signal } = new AbortController()
    const source: ByteSource = {
      size: 35,
      read: async (offset, length, options) => {
        expect(options.signal).toBe(signal)
        reads.push([offset, length])
        return all.subarray(offset, offset + length)
      },
    }
    const stream = new ByteStream(source, { start: 0, end: 100, windowBytes: 10, signal })
    await stream.peek(10)
    await stream.peek(10)
    expect(reads).toStrictEqual([
      [0, 10],
      [10, 10],
    ])
    await stream.peek(100)
    expect(reads.slice(2)).toStrictEqual([
      [20, 10],
      [30, 5],
    ])
  })
  test('frees its memory and the window that it reads ahead at its end', async () => {
    const released: number[] = []
    const source: ByteSource = {
      ...createMemorySource(all),
      release: (bytes) => void released.push(bytes[0] ?? -1),
    }
    let peeked: Buffer
    {
      using stream = new ByteStream(source, { start: 0, end: 100, windowBytes: 10, signal: neverAborted })
      peeked = await stream.peek(5)
      expect(peeked).toHaveLength(10)
    }
    expect(peeked).toHaveLength(0)
    await expect.poll(() => released).toStrictEqual([0, 10])
  })
})
