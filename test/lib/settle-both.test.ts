import { describe, expect, test } from 'vitest'
import { settleBoth } from '../../src/lib/settle-both.ts'

describe('settleBoth', () => {
  test('resolves with both values', async () => {
    expect(await settleBoth(Promise.resolve(1), Promise.resolve('two'))).toStrictEqual([1, 'two'])
  })

  test('throws the failure of either promise, and the first of two', async () => {
    const [first, second] = [new Error('first'), new Error('second')]
    await expect(settleBoth(Promise.reject(first), Promise.resolve())).rejects.toBe(first)
    await expect(settleBoth(Promise.resolve(), Promise.reject(second))).rejects.toBe(second)
    await expect(settleBoth(Promise.reject(first), Promise.reject(second))).rejects.toBe(first)
  })

  test('waits for the other promise before it throws', async () => {
    const events: string[] = []
    const { promise: other, resolve } = Promise.withResolvers<void>()
    const settled = settleBoth(Promise.reject(new Error('first')), other).catch(() => events.push('thrown'))
    await new Promise(setImmediate)
    events.push('other ended')
    resolve()
    await settled
    expect(events).toStrictEqual(['other ended', 'thrown'])
  })
})
