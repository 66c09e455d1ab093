import type { Clock } from '../../src/lib/clock.ts'

/** A clock that stands still until a test advances it. */
export interface SteppedClock extends Clock {
  /** Ends the sleeps of the next `ms` milliseconds in their order, each with all that follows from it without I/O. */
  advance(ms: number): Promise<void>
}

/** Turns of the event loop after which work without I/O has come to its next sleep. */
const turns = 10

/** Creates a clock for code that waits for nothing but this clock. */
export function createSteppedClock(): SteppedClock {
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  let now = 0
  const settle = async () => {
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    now: () => now,
    date: () => new Date(now),
    random: () => 0.5,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const sleeper = { at: now + ms, wake: resolve }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      await promise.finally(() => sleepers.delete(sleeper))
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [next] = [...sleepers].filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)
        if (next === undefined) break
        now = next.at
        next.wake()
        await settle()
      }
      now = end
    },
  }
}
