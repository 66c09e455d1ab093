import { formatCount } from '../../lib/units.ts'
import { Html, type HtmlValue, html } from './html.ts'

/** A cell: its contents, and what its column is sorted by, which is the text of the contents by default. */
export type Cell = HtmlValue | { readonly contents: HtmlValue; readonly sortBy: string | number }

export interface Table {
  /** What the rows are, in the plural. */
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** Has a letter for each column: `l` or `r`. */
  readonly align?: string
}

/** Shorter tables have no search. */
const searchedRows = 10

/**
 * Renders a table that can be sorted by each column and searched, without its empty columns. At most `maxRows` rows are
 * shown, and the number of the others.
 */
export function renderPageTable({ title, head, rows, align = '' }: Table, maxRows: number): Html {
  if (rows.length === 0) return html``
  const kept = [...head.keys()].filter((column) => rows.some((row) => !isEmpty(row[column])))
  const getClass = (column: number) => (align[column] === 'r' ? html` class="number"` : html``)
  const shown = rows.slice(0, maxRows)
  const omitted = rows.length - shown.length
  const renderRow = (row: readonly Cell[]) =>
    html`<tr>${kept.map((column) => html`<td${getClass(column)}${renderSortKey(row[column])}>${getContents(row[column])}</td>`)}</tr>
`
  return html`${shown.length > searchedRows ? renderSearch(title) : undefined}
<div class="scroll" role="group" tabindex="0" aria-label="${title}">
<table>
<thead><tr>${kept.map((column) => html`<th scope="col"${getClass(column)}>${head[column]}</th>`)}</tr></thead>
<tbody>
${shown.map(renderRow)}</tbody>
</table>
</div>
${omitted > 0 ? html`<p>${formatCount(omitted, 'row')} not shown.</p>` : undefined}`
}

/** Renders the field that searches what follows. The script of the page shows it. */
export function renderSearch(title: string): Html {
  return html`<p class="search" hidden><label>Search in ${title.toLowerCase()}: <input type="search"></label> <output></output></p>`
}

const isRich = (cell: Cell): cell is Extract<Cell, { readonly sortBy: unknown }> =>
  typeof cell === 'object' && 'sortBy' in cell

const getContents = (cell: Cell): HtmlValue => (isRich(cell) ? cell.contents : cell)

const isEmpty = (cell: Cell) => {
  const contents = getContents(cell)
  return contents === undefined || contents === '' || (contents instanceof Html && contents.text === '')
}

const renderSortKey = (cell: Cell): Html => (isRich(cell) ? html` data-sort="${cell.sortBy}"` : html``)
