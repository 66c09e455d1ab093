import { describe, expect, test } from 'vitest'
import { forEachBounded } from '../../src/lib/for-each-bounded.ts'

const { signal: neverAborted } = new AbortController()

/** Work that ends when its signal aborts, or when the test calls the function in `ends`. */
function createWork() {
  const ends = new Map<number, () => void>()
  const aborted: number[] = []
  return {
    ends,
    aborted,
    work: (item: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        ends.set(item, resolve)
        signal.addEventListener('abort', () => {
          aborted.push(item)
          reject(signal.reason)
        })
      }),
  }
}

describe('forEachBounded', () => {
  test('calls work for all items, at most `limit` at a time', async () => {
    let running = 0
    let maxRunning = 0
    const done: number[] = []
    const work = async (item: number) => {
      maxRunning = Math.max(maxRunning, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      done.push(item)
    }
    const items = Array.from({ length: 20 }, (_, index) => index)
    await forEachBounded(items, work, { limit: 3, signal: neverAborted })
    expect(maxRunning).toBe(3)
    expect(done.toSorted((a, b) => a - b)).toStrictEqual(items)
  })

  test('resolves without items', async () => {
    const work = () => Promise.reject(new Error('no'))
    expect(await forEachBounded([], work, { signal: neverAborted })).toBeUndefined()
  })

  test('throws the first error after the other calls have ended', async () => {
    const { aborted, work } = createWork()
    const failing = (item: number, signal: AbortSignal) =>
      item === 2 ? Promise.reject(new Error('two')) : work(item, signal)
    await expect(forEachBounded([1, 2, 3], failing, { limit: 2, signal: neverAborted })).rejects.toThrow('two')
    expect(aborted).toStrictEqual([1])
  })

  test('aborts all calls with its own signal, and throws the reason', async () => {
    const { ends, aborted, work } = createWork()
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const running = forEachBounded([1, 2, 3], work, { limit: 2, signal: controller.signal })
    await expect.poll(() => ends.size).toBe(2)
    controller.abort(reason)
    await expect(running).rejects.toBe(reason)
    expect(aborted).toStrictEqual([1, 2])
  })

  test('calls nothing when the signal has aborted before', async () => {
    let calls = 0
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(forEachBounded([1], async () => void calls++, { signal })).rejects.toThrow('cancelled')
    expect(calls).toBe(0)
  })

  test('throws the error of the items, and closes their iterator after any error', async () => {
    let isClosed = false
    async function* generateItems() {
      try {
        yield 1
        yield 2
        throw new Error('no more')
      } finally {
        isClosed = true
      }
    }
    const options = { limit: 1, signal: neverAborted }
    await expect(forEachBounded(generateItems(), async () => {}, options)).rejects.toThrow('no more')
    expect(isClosed).toBe(true)
    isClosed = false
    const failing = () => Promise.reject(new Error('at once'))
    await expect(forEachBounded(generateItems(), failing, options)).rejects.toThrow('at once')
    expect(isClosed).toBe(true)
  })
})
