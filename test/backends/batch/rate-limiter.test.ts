import { expect, test } from 'vitest'
import { RateLimiter } from '../../../src/backends/batch/rate-limiter.ts'
import { createFastClock } from '../../testbed/batch-wire.ts'

const never = new AbortController().signal

test('RateLimiter allows four reads per second in all', async () => {
  const clock = createFastClock()
  const limiter = new RateLimiter(clock)
  expect([limiter.tryAcquire(), limiter.tryAcquire()]).toStrictEqual([true, false])
  for (let read = 0; read < 3; read += 1) await limiter.acquire(never)
  expect(clock.slept).toStrictEqual([250, 250, 250])
  expect(limiter.tryAcquire()).toBe(false)
  await clock.sleep(250, never)
  expect(limiter.tryAcquire()).toBe(true)
})

test('RateLimiter rejects with the signal’s reason', async () => {
  const limiter = new RateLimiter(createFastClock())
  limiter.tryAcquire()
  await expect(limiter.acquire(AbortSignal.abort(new Error('SIGINT')))).rejects.toThrow('SIGINT')
})
