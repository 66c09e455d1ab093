import { expect, test } from 'vitest'
import { RateLimiter } from '../../src/lib/rate-limiter.ts'
import { createFastClock } from '../testbed/batch-wire.ts'

const never = new AbortController().signal

test('RateLimiter allows four turns per second in all', async () => {
  const clock = createFastClock()
  const limiter = new RateLimiter(clock, { perSecond: 4 })
  expect([limiter.tryAcquire(), limiter.tryAcquire()]).toStrictEqual([true, false])
  for (let turn = 0; turn < 3; turn += 1) await limiter.acquire(never)
  expect(clock.slept).toStrictEqual([250, 250, 250])
  expect(limiter.tryAcquire()).toBe(false)
  await clock.sleep(250, never)
  expect(limiter.tryAcquire()).toBe(true)
})

test('RateLimiter lets no caller wait longer than it wants, and uses up no turn for it', async () => {
  const clock = createFastClock()
  const limiter = new RateLimiter(clock, { perSecond: 4 })
  limiter.tryAcquire()
  expect(await limiter.acquire(never, 249)).toBe(false)
  expect(await limiter.acquire(never, 250)).toBe(true)
  expect(clock.slept).toStrictEqual([250])
})

test('RateLimiter rejects with the signal’s reason', async () => {
  const limiter = new RateLimiter(createFastClock(), { perSecond: 4 })
  limiter.tryAcquire()
  await expect(limiter.acquire(AbortSignal.abort(new Error('SIGINT')), 1_000)).rejects.toThrow('SIGINT')
})
