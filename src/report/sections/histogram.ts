import { formatCode } from '../../action/untrusted.ts'
import type { Histogram } from '../../compare/comparison.ts'

/** Bars of text, the lowest first. */
export const textBars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
/** The limit of bars: bins of finer histograms are added up. */
const widthLimit = 16

/**
 * Draws the histograms of the base and of this run as bars of text; undefined for a missing one. Both show shares of
 * their own rows on one scale, so that shapes compare even when the number of rows differs. Only an empty bin has the
 * lowest bar.
 */
export function drawHistogram(histogram: Histogram | undefined): readonly [string | undefined, string | undefined] {
  const base = computeShares(addUpBins(histogram?.base))
  const now = computeShares(addUpBins(histogram?.now))
  const top = Math.max(...(base ?? []), ...(now ?? []))
  return [drawBars(base, top), drawBars(now, top)]
}

function drawBars(shares: readonly number[] | undefined, top: number): string | undefined {
  if (shares === undefined || !(top > 0)) return undefined
  const heights = shares.map((share) => Math.ceil((share / top) * (textBars.length - 1)))
  return formatCode(heights.map((height) => textBars[height] ?? '').join(''))
}

function addUpBins(counts: readonly number[] = []): readonly number[] {
  const binsPerBar = Math.ceil(counts.length / widthLimit)
  return Array.from({ length: Math.ceil(counts.length / Math.max(binsPerBar, 1)) }, (_, index) =>
    counts.slice(index * binsPerBar, (index + 1) * binsPerBar).reduce((sum, n) => sum + n, 0),
  )
}

/** The share of each bin in all rows; undefined without rows. */
export function computeShares(counts: readonly number[] | undefined): readonly number[] | undefined {
  const total = (counts ?? []).reduce((sum, count) => sum + count, 0)
  return total > 0 ? counts?.map((count) => count / total) : undefined
}
