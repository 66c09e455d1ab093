import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'

describe('systemClock', () => {
  test('gives the time of day of the machine', () => {
    const before = Date.now()
    const time = systemClock.date().getTime()
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(Date.now())
  })

  test('measures durations by a clock that does not follow the time of day', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const before = systemClock.now()
    vi.setSystemTime(Date.now() - 3_600_000)
    const passedMs = systemClock.now() - before
    expect(passedMs).toBeGreaterThanOrEqual(0)
    expect(passedMs).toBeLessThan(60_000)
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
