import { inlineCode } from '../../action/untrusted.ts'
import type { Histogram } from '../../compare/comparison.ts'

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
/** More stretches than this are drawn together. */
const widthLimit = 16

/**
 * Two histograms as pictures made of text, base and now; undefined where there is none. Each shows shares of its own column, on one scale for
 * both, so that their forms compare even where there are more rows. Nothing at all is the lowest bar; anything is higher.
 */
export function drawings(histogram: Histogram | undefined): readonly [string | undefined, string | undefined] {
  const base = sharesOf(histogram?.base)
  const now = sharesOf(histogram?.now)
  const top = Math.max(...(base ?? []), ...(now ?? []))
  return [draw(base, top), draw(now, top)]
}

function draw(shares: readonly number[] | undefined, top: number): string | undefined {
  if (shares === undefined || !(top > 0)) return undefined
  const heights = shares.map((share) => Math.ceil((share / top) * (bars.length - 1)))
  return inlineCode(heights.map((height) => bars[height] ?? '').join(''))
}

function sharesOf(counts: readonly number[] | undefined): readonly number[] | undefined {
  if (counts === undefined || counts.length === 0) return undefined
  const each = Math.ceil(counts.length / widthLimit)
  const folded = Array.from({ length: Math.ceil(counts.length / each) }, (_, at) =>
    counts.slice(at * each, (at + 1) * each).reduce((sum, n) => sum + n, 0),
  )
  const total = folded.reduce((sum, n) => sum + n, 0)
  return total === 0 ? undefined : folded.map((n) => n / total)
}
