import { describe, expect, test } from 'vitest'
import { drawHistogramImage, drawHistory, drawLineage } from '../../../src/report/page/drawings.ts'
import { lineage } from '../fixtures/lineage.ts'

describe('drawHistogramImage', () => {
  test('is empty without counts', () => {
    expect(drawHistogramImage(undefined).text).toBe('')
    expect(drawHistogramImage({ from: 0, to: 1, base: [0, 0], now: undefined }).text).toBe('')
  })

  test('draws shares of the rows of each side on one scale', () => {
    const { text } = drawHistogramImage({ from: 0, to: 8, base: [10, 30], now: [1, 1] })
    expect(text).toContain('aria-label="Distribution from 0 to 8"')
    // Half of the rows is two thirds of the greatest share, 75 %.
    expect(text).toContain('<rect x="0" y="12" width="79" height="24"/><rect x="80" y="12" width="79" height="24"/>')
    expect(text).toContain('<polyline points="40,24 120,0"/>')
  })
})

describe('drawHistory', () => {
  const points = [0, undefined, 10].map((amount) => ({ value: 'x', uuid: 'x', amount }))
  const measure = { quantity: 'rows', runs: 3, now: 20, band: { low: 0, median: 5, high: 10 }, points } as const

  test('draws the known values as a line, this run as a point, and the band, on one scale', () => {
    const { text } = drawHistory(measure, { label: 'rows', isOutlier: true })
    expect(text).toContain('<svg class="history outlier" role="img" aria-label="rows"')
    expect(text).toContain('<rect x="0" y="18" width="160" height="14"/>')
    expect(text).toContain('<polyline points="4,32 105.33,18"/><circle cx="156" cy="4" r="3"/>')
  })

  test('draws equal values in the middle, and no point for an unknown run', () => {
    const equal = { ...measure, now: undefined, band: undefined, points: points.slice(0, 1) }
    expect(drawHistory(equal, { label: '', isOutlier: false }).text).toMatch(/><polyline points="4,18"\/><\/svg>$/)
    expect(drawHistory({ ...equal, points: [] }, { label: '', isOutlier: false }).text).toBe('')
  })
})

describe('drawLineage', () => {
  test('is empty without upstream', () => {
    expect(drawLineage({ nodes: lineage.nodes.slice(0, 1), edges: [], isCut: false }).text).toBe('')
  })

  test('draws each node once, upstream on the left, and each edge', () => {
    const { text } = drawLineage(lineage)
    expect(text.match(/<rect/g)).toHaveLength(lineage.nodes.length)
    expect(text.match(/<path/g)).toHaveLength(lineage.edges.length)
    const places = new Map(
      [...text.matchAll(/<title>[^<]* (\S+)<\/title><rect x="(\d+)"/g)].map(([, id = '', x]) => [id, Number(x)]),
    )
    for (const { from, to } of lineage.edges) expect(places.get(from)).toBeLessThan(places.get(to) ?? 0)
  })

  test('ends for nodes that are upstream of each other', () => {
    const nodes = ['a', 'b', 'c'].map((id) => ({ id, name: id, state: 'reused' }) as const)
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'c', to: 'c' },
    ]
    expect(drawLineage({ nodes, edges, isCut: false }).text.match(/<rect/g)).toHaveLength(3)
  })

  test('shortens long names, and has the whole name as a title', () => {
    const name = 'a_very_long_name_of_a_bundle_that_does_not_fit'
    const nodes = ['a', 'b'].map((id) => ({ id, name, state: 'external' }) as const)
    const { text } = drawLineage({ nodes, edges: [{ from: 'a', to: 'b' }], isCut: false })
    expect(text).toContain(`<title>${name} a</title>`)
    expect(text).toContain('>a_very_long_name_of_a_bundl…</text>')
  })
})
