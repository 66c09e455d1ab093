import type { HistoryMeasure } from '../../compare/history/measure-history.ts'
import type { Report } from '../report.ts'
import { describeMeasure, describeOrder } from '../sections/history.ts'
import { drawHistory } from './drawings.ts'
import { type Html, html } from './html.ts'
import { type Cell, renderPageTable } from './table.ts'

/** Renders the quantities of the rules `outside` beside the values before them. */
export function renderHistory({ history }: Report, maxRows: number): Html {
  if (history === undefined || history.measures.length === 0) return html``
  const head = ['quantity', 'this run', 'last values and this run', 'band', 'values']
  const rows = history.measures.map(createRow)
  return html`<p>Last values: ${describeOrder(history, (code) => html`<code>${code}</code>`)}</p>
${renderPageTable({ title: 'History', head, rows, align: 'lrllr' }, maxRows)}`
}

function createRow(measure: HistoryMeasure): readonly Cell[] {
  const { name, now, state, ends, format } = describeMeasure(measure)
  const values = measure.points.map(({ amount }) => format(amount)).join(', ')
  const band = ends && `${ends.low} to ${ends.high}`
  const label = `Last values: ${values}. This run: ${now}. Band: ${band ?? 'unknown'}`
  return [
    html`<code>${name}</code>`,
    { contents: now, sortBy: measure.now ?? '' },
    drawHistory(measure, { label, isOutlier: state === 'outlier' }),
    band,
    measure.points.length,
  ]
}
