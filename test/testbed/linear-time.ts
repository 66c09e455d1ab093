import { performance } from 'node:perf_hooks'
import { expect } from 'vitest'

/** Twice the input takes twice the time; noise allows more. Quadratic time is four times as long, at every length. */
const factor = 3
/** Times below this are mostly noise. */
const minMs = 20
const maxLength = 8_000_000
/** Lengths, each twice the one before, at which the time may be out of proportion because the machine is busy. */
const maxOutliers = 2

/**
 * Expects that `run` takes about twice the time for twice the length, from the first length on that takes long enough.
 * Compares times of this process only, never with a fixed time.
 */
export function expectLinearTime(run: (length: number) => unknown, { from = 1_000 } = {}): void {
  const outliers: string[] = []
  for (let length = from; length <= maxLength && outliers.length <= maxOutliers; length *= 2) {
    const single = measure(run, length)
    if (single < minMs) continue
    const double = measure(run, length * 2)
    if (double < single * factor) return
    outliers.push(`${length}: ${single.toFixed(0)} ms, twice the length: ${double.toFixed(0)} ms`)
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
