import { expect, test } from 'vitest'
import { forEachBounded } from '../../src/lib/for-each-bounded.ts'
import { neverAborted } from '../remote/helpers.ts'

/** Work that ends when the test says so, or when it hears that it should. */
function gates() {
  const open = new Map<number, () => void>()
  const heard: number[] = []
  return {
    open,
    heard,
    work: (item: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        open.set(item, resolve)
        signal.addEventListener('abort', () => {
          heard.push(item)
          reject(signal.reason)
        })
      }),
  }
}

test('no more than the limit is at work, and all is done', async () => {
  let atWork = 0
  let most = 0
  const done: number[] = []
  const work = async (item: number) => {
    most = Math.max(most, ++atWork)
    await new Promise((resolve) => setImmediate(resolve))
    atWork--
    done.push(item)
  }
  await forEachBounded(
    Array.from({ length: 20 }, (_, index) => index),
    work,
    { limit: 3, signal: neverAborted },
  )
  expect(most).toBe(3)
  expect(done.toSorted((a, b) => a - b)).toStrictEqual(Array.from({ length: 20 }, (_, index) => index))
})

test('nothing to do is done at once', async () => {
  await forEachBounded([], () => Promise.reject(new Error('no')), { signal: neverAborted })
})

test('the first error stops the others and is thrown when they have stopped', async () => {
  const { heard, work } = gates()
  const failing = (item: number, signal: AbortSignal) =>
    item === 2 ? Promise.reject(new Error('two')) : work(item, signal)
  await expect(forEachBounded([1, 2, 3], failing, { limit: 2, signal: neverAborted })).rejects.toThrow('two')
  expect(heard).toStrictEqual([1])
})

test('a signal stops all, and its reason is thrown', async () => {
  const { open, heard, work } = gates()
  const controller = new AbortController()
  const reason = new Error('cancelled')
  const running = forEachBounded([1, 2, 3], work, { limit: 2, signal: controller.signal })
  await expect.poll(() => open.size).toBe(2)
  controller.abort(reason)
  await expect(running).rejects.toBe(reason)
  expect(heard).toStrictEqual([1, 2])
})

test('a signal that has aborted lets nothing begin', async () => {
  let begun = 0
  const signal = AbortSignal.abort(new Error('cancelled'))
  await expect(forEachBounded([1], async () => void begun++, { signal })).rejects.toThrow('cancelled')
  expect(begun).toBe(0)
})

test('items that fail to come end it, and an iterator that is left is closed', async () => {
  let closed = false
  async function* items() {
    try {
      yield 1
      yield 2
      throw new Error('no more')
    } finally {
      closed = true
    }
  }
  await expect(forEachBounded(items(), async () => {}, { limit: 1, signal: neverAborted })).rejects.toThrow('no more')
  expect(closed).toBe(true)
  closed = false
  const failing = () => Promise.reject(new Error('at once'))
  await expect(forEachBounded(items(), failing, { limit: 1, signal: neverAborted })).rejects.toThrow('at once')
  expect(closed).toBe(true)
})
