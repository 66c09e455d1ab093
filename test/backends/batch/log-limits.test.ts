import { expect, test } from 'vitest'
import { createLogLimiter, readWaits } from '../../../src/backends/batch/log-limits.ts'
import { createFastClock } from '../../testbed/batch-wire.ts'

test('createLogLimiter lets 1,000 jobs that end at the same time read once each within the longest first wait', async () => {
  const never = new AbortController().signal
  const limiter = createLogLimiter({ ...createFastClock(), sleep: async () => undefined })
  const reads = Array.from({ length: 1_000 }, () => limiter.acquire(never, readWaits.firstMs))
  expect(await Promise.all(reads)).not.toContain(false)
})
