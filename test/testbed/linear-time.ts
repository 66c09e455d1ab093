import { performance } from 'node:perf_hooks'
import { expect } from 'vitest'

/** An input of this many times the length takes so many times as long; in quadratic time, this number squared. */
const span = 8
/** How much longer a busy machine may take. Quadratic time exceeds it even where the first time was long. */
const factor = 3
/** Times below this are mostly noise. */
const minMs = 5
const maxLength = 2_000_000
/** Lengths, each twice the one before, at which the time may be out of proportion because the machine is busy. */
const maxOutliers = 2

/**
 * Expects that `run` takes time in proportion to the length, from the first length on that takes long enough. Compares
 * times of this process only, never with a fixed time.
 */
export function expectLinearTime(run: (length: number) => unknown, { from = 1_000 } = {}): void {
  const outliers: string[] = []
  for (let length = from; length <= maxLength && outliers.length <= maxOutliers; length *= 2) {
    const single = measure(run, length)
    if (single < minMs) continue
    const long = measure(run, length * span)
    if (long < single * span * factor) return
    outliers.push(`${length}: ${single.toFixed(0)} ms, ${span} times the length: ${long.toFixed(0)} ms`)
  }
  expect(outliers.length, outliers.join('; ')).toBeLessThanOrEqual(maxOutliers)
}

/** The shortest of three runs, in milliseconds. */
function measure(run: (length: number) => unknown, length: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let at = 0; at < 3; at++) {
    const start = performance.now()
    run(length)
    best = Math.min(best, performance.now() - start)
  }
  return best
}
