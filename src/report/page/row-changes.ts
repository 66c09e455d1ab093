import type { RowChanges, SampleRow, ValueChange } from '../../compare/rows/row-changes.ts'
import type { Report } from '../report.ts'
import {
  countRowChanges,
  describeKey,
  formatRowCount,
  formatShare,
  formatSigned,
  listRemarks,
  listSamples,
} from '../sections/rows.ts'
import { renderArrow } from './changes.ts'
import { type Html, html, renderSentence } from './html.ts'
import { type Cell, renderPageTable } from './table.ts'

/** Renders the comparison by row: counts, every compared column, and the rows that are examples. */
export function renderRowChanges({ comparison }: Report, maxRows: number): Html {
  const { rowChanges, rowsNotCompared } = comparison?.changes ?? {}
  if (rowChanges === undefined) {
    const reason = rowsNotCompared && html`<p>Rows are not compared. ${renderSentence(rowsNotCompared)}</p>`
    return html`${reason}`
  }
  const { head, cells } = countRowChanges(rowChanges)
  const remarks = listRemarks(rowChanges).map(({ text, names }) =>
    names === undefined ? html`<p>${renderSentence(text)}</p>` : html`<p>${text}: ${renderNames(names)}.</p>`,
  )
  const counts = { title: 'Rows', head, rows: [cells], align: 'rrrrr' }
  return html`<h3>Rows</h3><p>By ${renderNames(rowChanges.key)}${describeKey(rowChanges)}.</p>
${renderPageTable(counts, maxRows)}
${remarks}
${rowChanges.columns.length === 0 ? undefined : html`<h3>Rows by column</h3>${renderColumns(rowChanges, maxRows)}`}
${listSamples(rowChanges).map(({ title, rows }) => html`<h3>${title}</h3>${renderSamples(title, rowChanges.key, rows, maxRows)}`)}`
}

function renderColumns({ columns, shared }: RowChanges, maxRows: number): Html {
  const createRow = ({ name, kinds, differing, difference }: ValueChange): readonly Cell[] => [
    name,
    renderArrow(kinds.base, kinds.now),
    { contents: formatRowCount(differing), sortBy: differing.count },
    { contents: formatShare(differing.count, shared.count), sortBy: differing.count },
    difference === undefined ? '' : { contents: formatSigned(difference.mean), sortBy: difference.mean },
    difference === undefined ? '' : { contents: formatSigned(difference.greatest), sortBy: difference.greatest },
  ]
  const head = ['column', 'type', 'rows that differ', 'share', 'mean Δ', 'greatest Δ']
  return renderPageTable({ title: 'Rows by column', head, rows: columns.map(createRow), align: 'llrrrr' }, maxRows)
}

function renderSamples(title: string, key: readonly string[], rows: readonly SampleRow[], maxRows: number): Html {
  const createRow = (row: SampleRow): readonly Cell[] => [
    ...row.key,
    html`${row.values.map(({ column, base, now }) => html`<div><code>${column}</code> ${renderArrow(base, now)}</div>`)}`,
  ]
  return renderPageTable({ title, head: [...key, 'values'], rows: rows.map(createRow) }, maxRows)
}

const renderNames = (names: readonly string[]) =>
  names.map((name, index) => html`${index === 0 ? '' : ', '}<code>${name}</code>`)
