import type { Histogram } from '../../compare/comparison.ts'
import type { HistoryMeasure } from '../../compare/history/measure-history.ts'
import { isUuid } from '../../disdat/bundle.ts'
import { formatNumber } from '../../lib/units.ts'
import type { LineageNode, LineageReport } from '../report.ts'
import { getCommitUrl } from '../sections/commit.ts'
import { stateWords } from '../sections/graph.ts'
import { computeShares } from '../sections/histogram.ts'
import { type Html, html, renderAnchor } from './html.ts'

const chart = { width: 160, height: 36 } as const
/** The size of a node, and the space between nodes. */
const box = { width: 236, height: 44, gapX: 60, gapY: 14, margin: 8 } as const
/** The most nodes of a drawing: those that are nearest to the output. */
const maxNodes = 400
/** The limit of a name in a box, in characters. */
const nameLength = 28

/**
 * Draws the histograms of the base, as a line, and of this run, as bars, on one scale of shares of their rows. Empty
 * without counts.
 */
export function drawHistogramImage(histogram: Histogram | undefined): Html {
  const [base, now] = [computeShares(histogram?.base) ?? [], computeShares(histogram?.now) ?? []]
  const top = Math.max(...base, ...now)
  if (histogram === undefined || !(top > 0)) return html``
  const { width, height } = chart
  const step = width / Math.max(base.length, now.length)
  const getY = (share: number) => round(height - (share / top) * height)
  const bars = now.map(
    (share, bin) =>
      html`<rect x="${round(bin * step)}" y="${getY(share)}" width="${round(Math.max(step - 1, 0.5))}" height="${round(height - getY(share))}"/>`,
  )
  const points = base.map((share, bin) => `${round((bin + 0.5) * step)},${getY(share)}`).join(' ')
  const range = `${formatNumber(histogram.from)} to ${formatNumber(histogram.to)}`
  return html`<svg class="histogram" role="img" aria-label="Distribution from ${range}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${bars}${points === '' ? undefined : html`<polyline points="${points}"/>`}</svg>`
}

/**
 * Draws the last values of a quantity as a line, this run as a point, and the band behind them. Empty where no earlier
 * value is known.
 */
export function drawHistory({ points, now, band }: HistoryMeasure, { label, isOutlier }: HistoryLabel): Html {
  const amounts = points.map(({ amount }) => amount)
  const known = [...amounts, now, band?.low, band?.high].filter((amount) => amount !== undefined)
  if (known.length === 0 || points.length === 0) return html``
  const { width, height } = chart
  const [least, greatest] = [Math.min(...known), Math.max(...known)]
  const getY = (amount: number) =>
    round(height - 4 - (greatest > least ? (amount - least) / (greatest - least) : 0.5) * (height - 8))
  const getX = (index: number) => round(4 + (index / points.length) * (width - 8))
  const line = amounts.flatMap((amount, index) => (amount === undefined ? [] : [`${getX(index)},${getY(amount)}`]))
  const rectangle =
    band &&
    html`<rect x="0" y="${getY(band.high)}" width="${width}" height="${round(Math.max(getY(band.low) - getY(band.high), 1))}"/>`
  const point = now === undefined ? undefined : html`<circle cx="${getX(points.length)}" cy="${getY(now)}" r="3"/>`
  return html`<svg class="history${isOutlier ? ' outlier' : ''}" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${rectangle}<polyline points="${line.join(' ')}"/>${point}</svg>`
}

type HistoryLabel = { readonly label: string; readonly isOutlier: boolean }

/** Draws the lineage from left to right, the output last. A box links to its commit where that has a page. */
export function drawLineage(lineage: LineageReport): Html {
  const nodes = lineage.nodes.slice(0, maxNodes)
  if (nodes.length < 2) return html``
  const places = placeNodes({ ...lineage, nodes })
  const [columns, rows] = [...places.values()].reduce(
    ([x, y], place) => [Math.max(x, place.column + 1), Math.max(y, place.row + 1)],
    [1, 1],
  )
  const getX = (column: number) => box.margin + (columns - 1 - column) * (box.width + box.gapX)
  const getY = (row: number) => box.margin + row * (box.height + box.gapY)
  const lines = lineage.edges.flatMap(({ from, to }) => {
    const [a, b] = [places.get(from), places.get(to)]
    if (a === undefined || b === undefined) return []
    const [x1, y1] = [getX(a.column) + box.width, getY(a.row) + box.height / 2]
    const [x2, y2] = [getX(b.column), getY(b.row) + box.height / 2]
    const bend = Math.max(30, Math.abs(x2 - x1) / 2)
    return [html`<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`]
  })
  const boxes = nodes.map((node) => {
    const { column = 0, row = 0 } = places.get(node.id) ?? {}
    return drawNode(node, getX(column), getY(row))
  })
  const width = 2 * box.margin + columns * box.width + (columns - 1) * box.gapX
  const height = 2 * box.margin + rows * box.height + (rows - 1) * box.gapY
  return html`<div class="scroll" role="group" tabindex="0" aria-label="Lineage">
<svg class="lineage" role="group" aria-label="Lineage of the output" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
${lines}${boxes}</svg>
</div>`
}

function drawNode(node: LineageNode, x: number, y: number): Html {
  const { id, name, state } = node
  const details = `${isUuid(id) ? `${id.slice(0, 8)} · ` : ''}${stateWords[state]}`
  const short = [...name].length > nameLength ? `${[...name].slice(0, nameLength - 1).join('')}…` : name || '–'
  const drawing = html`<g class="${state}"><title>${name} ${id}</title><rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6"/><text x="${x + 10}" y="${y + 18}">${short}</text><text class="details" x="${x + 10}" y="${y + 35}">${details}</text></g>`
  return renderAnchor(drawing, getCommitUrl(node))
}

interface Place {
  /** The distance from the output. */
  readonly column: number
  readonly row: number
}

/** The column of a node is its longest path to the output. Invalid bundles can have cycles, which end the search. */
function placeNodes({ nodes, edges }: LineageReport): ReadonlyMap<string, Place> {
  const upstream = Map.groupBy(edges, ({ to }) => to)
  const columns = new Map<string, number>(nodes.map(({ id }) => [id, 0]))
  for (let pass = 0, hasMoved = true; hasMoved && pass < nodes.length; pass++) {
    hasMoved = false
    for (const { id } of nodes) {
      for (const { from } of upstream.get(id) ?? []) {
        const next = (columns.get(id) ?? 0) + 1
        const known = columns.get(from)
        if (known === undefined || known >= next || next >= nodes.length) continue
        columns.set(from, next)
        hasMoved = true
      }
    }
  }
  const filled = new Map<number, number>()
  return new Map(
    [...columns].map(([id, column]) => {
      const row = filled.get(column) ?? 0
      filled.set(column, row + 1)
      return [id, { column, row }]
    }),
  )
}

const round = (value: number) => Math.round(value * 100) / 100
