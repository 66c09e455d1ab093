import { describe, expect, test } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'

describe('systemClock', () => {
  test('gives the time of the machine', () => {
    const before = Date.now()
    const now = systemClock.now()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })

  test('rejects with the reason of a signal that aborts during a sleep', async () => {
    const cancel = new AbortController()
    const sleeping = systemClock.sleep(60_000, cancel.signal)
    cancel.abort(new Error('cancelled'))
    await expect(sleeping).rejects.toThrow('cancelled')
  })

  test('rejects at once when the signal has aborted already', async () => {
    await expect(systemClock.sleep(60_000, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled')
  })
})
