import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/lib/clock.ts'
import { jitteredPause, retry } from '../../src/lib/retry.ts'

/** A clock whose pauses take no time and are recorded. */
function createClock(): Clock & { readonly pauses: number[] } {
  const pauses: number[] = []
  return {
    pauses,
    now: () => 0,
    date: () => new Date(0),
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted()
      pauses.push(ms)
    },
  }
}

describe('retry', () => {
  test('resolves with the result of the first attempt that succeeds', async () => {
    const clock = createClock()
    const work = async (attempt: number) => {
      if (attempt < 3) throw new Error(`attempt ${attempt}`)
      return attempt
    }
    await expect(retry(work, { pauseMs: (_, attempt) => attempt * 10, clock })).resolves.toBe(3)
    expect(clock.pauses).toEqual([10, 20])
  })

  test('throws the last error when the policy gives up', async () => {
    const clock = createClock()
    const work = async (attempt: number) => {
      throw new Error(`attempt ${attempt}`)
    }
    const pauseMs = (_: unknown, attempt: number) => (attempt < 2 ? 1 : undefined)
    await expect(retry(work, { pauseMs, clock })).rejects.toThrow('attempt 2')
    expect(clock.pauses).toEqual([1])
  })

  test('throws a final error at once', async () => {
    const clock = createClock()
    const work = async () => {
      throw new TypeError('refused')
    }
    const pauseMs = (error: unknown) => (error instanceof TypeError ? undefined : 1)
    await expect(retry(work, { pauseMs, clock })).rejects.toThrow('refused')
    expect(clock.pauses).toEqual([])
  })

  test('rejects with the reason of a signal that aborts during the pause', async () => {
    const cancel = new AbortController()
    const work = async () => {
      cancel.abort(new Error('cancelled'))
      throw new Error('busy')
    }
    await expect(retry(work, { pauseMs: () => 60_000, signal: cancel.signal })).rejects.toThrow('cancelled')
  })
})

describe('jitteredPause', () => {
  test('doubles its limit with each attempt, up to the maximum', () => {
    const limits = [1, 2, 3, 4, 5].map((attempt) => jitteredPause(attempt, { firstMs: 100, maxMs: 500 }, () => 1))
    expect(limits).toEqual([100, 200, 400, 500, 500])
  })

  test('may be any part of its limit', () => {
    expect(jitteredPause(2, { firstMs: 100, maxMs: 500 }, () => 0.25)).toBe(50)
  })
})
