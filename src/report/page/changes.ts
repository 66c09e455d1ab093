import type { ChangeStatus, ColumnChange, FileChange, FileFacts } from '../../compare/comparison.ts'
import { formatBytes, formatDifference, formatDuration } from '../../lib/units.ts'
import type { ComparisonReport, Report } from '../report.ts'
import { formatDistinctCount, formatNumberPair } from '../sections/columns.ts'
import { formatTableColumns } from '../sections/contents.ts'
import { describeColumnType } from '../sections/schema.ts'
import { drawHistogramImage } from './drawings.ts'
import { type Html, type HtmlValue, html, renderSentence } from './html.ts'
import { type Cell, renderPageTable, type Table } from './table.ts'

/** The order of statuses in a table that is sorted by them. */
const severity: readonly ChangeStatus[] = ['removed', 'added', 'changed', 'unknown', 'same']

/** Renders the comparison of the output with its base: measures, columns, files, nested bundles and tags. */
export function renderChanges({ comparison, notCompared }: Report, maxRows: number): Html {
  if (comparison === undefined) return html`${notCompared === undefined ? undefined : html`<p>${notCompared}</p>`}`
  const { base, changes } = comparison
  return html`${base === undefined ? html`<p>There is no earlier bundle to compare with.</p>` : renderBase(base)}
${changes.notes.length === 0 ? undefined : html`<h3>Not checked</h3><ul>${changes.notes.map((note) => html`<li>${renderSentence(note)}</li>`)}</ul>`}
${createTables(comparison).map((table) => (table.rows.length === 0 ? undefined : html`<h3>${table.title}</h3>${renderPageTable(table, maxRows)}`))}`
}

/** Creates the tables of a comparison; a table without rows is not shown. */
function createTables(comparison: ComparisonReport): readonly Table[] {
  const { changes } = comparison
  return [
    createMeasures(comparison),
    {
      title: 'Columns',
      head: [
        'column',
        'status',
        'differs',
        'type',
        'rows',
        'nulls',
        'distinct',
        'min',
        'max',
        'mean',
        'distribution',
        'value',
      ],
      align: 'llllrrrrrrll',
      rows: changes.columns.map(createColumnRow),
    },
    {
      title: 'Files',
      head: ['file', 'status', 'base', 'now', 'Δ', 'rows', 'columns'],
      align: 'llrrrrl',
      rows: changes.files.map(createFileRow),
    },
    {
      title: 'Columns of files',
      head: ['file', 'column', 'base', 'now'],
      rows: changes.files.flatMap(createTableRows),
    },
    {
      title: 'Nested bundles',
      head: ['bundle', 'frame', 'status', 'base', 'now'],
      rows: changes.nested.map(({ name, frame, status, uuids }) => [
        name,
        frame,
        createStatus(status),
        uuids.base,
        uuids.now,
      ]),
    },
    {
      title: 'Tags',
      head: ['tag', 'status', 'base', 'now'],
      rows: changes.tags.map(({ key, status, values }) => [key, createStatus(status), values.base, values.now]),
    },
  ]
}

function renderBase({ name, uuid, context, commit, note }: NonNullable<ComparisonReport['base']>): Html {
  const at = commit === undefined ? undefined : html` at <code>${commit.slice(0, 12)}</code>`
  const more = note === undefined ? undefined : html` ${renderSentence(note)}`
  return html`<p>Base: <code>${name}</code> <code>${uuid}</code> in <code>${context}</code>${at}.${more}</p>`
}

function createMeasures({ base, changes }: ComparisonReport): Table {
  const measures = [
    { name: 'rows', values: changes.rows, format: (n: number) => n.toLocaleString('en') },
    { name: 'size', values: changes.bytes, format: formatBytes },
    { name: 'task time', values: changes.durationMs, format: formatDuration },
  ]
  const rows = measures.flatMap(({ name, values: { base: before, now }, format }) => {
    if (before === undefined && now === undefined) return []
    const show = (value: number | undefined) => (value === undefined ? 'unknown' : format(value))
    const delta = before === undefined || now === undefined ? '' : formatDifference(before, now)
    return [[name, base === undefined ? '' : show(before), show(now), base === undefined ? '' : delta]]
  })
  return { title: 'Measures', head: ['measure', 'base', 'now', 'Δ'], rows, align: 'lrrr' }
}

const createStatus = (status: ChangeStatus): Cell => ({ contents: status, sortBy: severity.indexOf(status) })

function createColumnRow({ name, status, differs, base, now, histogram }: ColumnChange): readonly Cell[] {
  const [a, b] = [base?.values, now?.values]
  const number = (key: 'nulls' | 'min' | 'max' | 'mean') => createNumberCell(a?.[key], b?.[key])
  return [
    name,
    createStatus(status),
    differs.join(', '),
    renderArrow(base && describeColumnType(base), now && describeColumnType(now)),
    createNumberCell(base?.rows, now?.rows),
    number('nulls'),
    { contents: renderArrow(formatDistinctCount(a), formatDistinctCount(b)), sortBy: (b ?? a)?.distinct?.count ?? '' },
    ...(['min', 'max', 'mean'] as const).map(number),
    drawHistogramImage(histogram),
    renderArrow(a?.sample, b?.sample),
  ]
}

function createNumberCell(base: number | bigint | undefined, now: number | bigint | undefined): Cell {
  if (base === undefined && now === undefined) return ''
  return { contents: renderArrow(...formatNumberPair(base, now)), sortBy: String(now ?? base) }
}

/** The value of the base and of this run; once when they are equal or one is absent. */
export function renderArrow(base: string | undefined, now: string | undefined): HtmlValue {
  if (base === undefined || now === undefined || base === now) return now ?? base
  return html`${base} → ${now}`
}

function createFileRow({ path, status, base, now }: FileChange): readonly Cell[] {
  const size = (facts: FileFacts | undefined): Cell =>
    facts === undefined ? '' : { contents: formatBytes(facts.bytes), sortBy: facts.bytes }
  return [
    path,
    createStatus(status),
    size(base),
    size(now),
    base && now ? { contents: formatDifference(base.bytes, now.bytes), sortBy: now.bytes - base.bytes } : '',
    createNumberCell(base?.table?.rows, now?.table?.rows),
    formatTableColumns(now ?? base),
  ]
}

/** The columns of a table in a file that changed; of a new or unchanged file, those of either side. */
function createTableRows({ path, base, now }: FileChange): readonly (readonly Cell[])[] {
  const [before, after] = [base, now].map(
    (facts) => new Map(facts?.table?.columns.map(({ name, type }) => [name, type])),
  )
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
  return names.map((name) => [path, name, before?.get(name), after?.get(name)])
}
