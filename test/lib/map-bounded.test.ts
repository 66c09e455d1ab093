import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { mapBounded } from '../../src/lib/map-bounded.ts'

const { signal } = new AbortController()

test('mapBounded yields results in the order of the items, and runs at most `limit` calls', async () => {
  let [running, most] = [0, 0]
  const work = async (item: number) => {
    running += 1
    most = Math.max(most, running)
    for (let turn = 0; turn < 5 - item; turn++) await setImmediate()
    running -= 1
    return item * 10
  }
  const results = await Array.fromAsync(mapBounded([1, 2, 3, 4, 5], work, { limit: 3, signal }))
  expect(results).toStrictEqual([10, 20, 30, 40, 50])
  expect(most).toBe(3)
})

test('mapBounded throws the error of a call, and aborts the others', async () => {
  const signals: AbortSignal[] = []
  const work = async (item: number, workSignal: AbortSignal) => {
    signals.push(workSignal)
    if (item === 1) throw new Error('no 1')
    return await new Promise<number>(() => {})
  }
  await expect(Array.fromAsync(mapBounded([1, 2, 3], work, { limit: 2, signal }))).rejects.toThrow('no 1')
  expect(signals.map(({ aborted }) => aborted)).toStrictEqual([true, true])
})

test('mapBounded ends with the reason of the signal, and when the caller stops', async () => {
  const reason = new Error('cancelled')
  const aborted = { limit: 1, signal: AbortSignal.abort(reason) }
  await expect(Array.fromAsync(mapBounded([1], async (item) => item, aborted))).rejects.toBe(reason)
  let calls = 0
  const count = async () => {
    calls += 1
  }
  for await (const _ of mapBounded([1, 2, 3, 4], count, { limit: 2, signal })) break
  expect(calls).toBe(2)
})
