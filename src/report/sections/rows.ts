import type { RowChanges, RowCount, SampleRow, ValueChange } from '../../compare/rows/row-changes.ts'
import { formatNumber } from '../../lib/units.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderFilledTable, renderMore, renderProse, renderTable } from '../markdown.ts'
import type { Report } from '../report.ts'

const columnLimit = 100
/** Longer tables are folded. */
const openLimit = 12
/** The limits of a value and of a list of columns, in UTF-16 units and in names. */
const valueLimit = 60
const nameLimit = 20

/** The rows that were added, removed and changed, and in how many of the others each column differs. */
export function createRowsSection({ comparison }: Report): Section {
  if (comparison?.base === undefined) return createWholeSection('values', '')
  const { rowChanges, rowsNotCompared } = comparison.changes
  if (rowChanges === undefined) {
    const text = rowsNotCompared === undefined ? '' : `**Rows:** not compared. ${renderProse(rowsNotCompared)}`
    return createWholeSection('values', text)
  }
  const changed = rowChanges.columns.filter(({ differing }) => differing.count > 0)
  const head = renderHead(rowChanges)
  const variants = createShorteningVariants(changed, columnLimit, (shown, omitted) =>
    [head, renderColumns(rowChanges, shown, omitted)].join('\n\n'),
  )
  return { dropPriority: 'values', variants: [...variants, () => head] }
}

/**
 * Rows as examples, folded, in the summary and, where `diff-samples` asks for it, in the comment.
 *
 * @param isComment Whether the section is for a comment.
 */
export function createSampleRowsSection({ comparison }: Report, isComment: boolean): Section {
  const rowChanges = comparison?.changes.rowChanges
  const isHidden = isComment && comparison?.commentsSamples !== true
  if (rowChanges?.samples === undefined || isHidden) return createWholeSection('contents', '')
  const parts = listSamples(rowChanges).map(({ title, rows }) => renderSamples(title, rowChanges.key, rows))
  return createWholeSection('contents', parts.join('\n\n'))
}

/** The examples of each kind that has some. */
export function listSamples({ samples }: RowChanges) {
  const all = [
    { title: 'Changed rows', rows: samples?.changed ?? [] },
    { title: 'Added rows', rows: samples?.added ?? [] },
    { title: 'Removed rows', rows: samples?.removed ?? [] },
  ]
  return all.filter(({ rows }) => rows.length > 0)
}

/** The head and the one row of the table that counts rows. */
export function countRowChanges({ rows, added, removed, changed, shared }: RowChanges) {
  return {
    head: ['rows', 'added', 'removed', 'changed', 'unchanged'],
    cells: [
      `${format(rows.base)} → ${format(rows.now)}`,
      ...[added, removed, changed, subtract(shared, changed)].map(formatRowCount),
    ],
  } as const
}

/** How a key that `diff-key: auto` found is described; empty for another one. */
export const describeKey = ({ isKeyFound }: RowChanges) =>
  isKeyFound ? ', which was found: the values are unique in both' : ''

function renderHead(changes: RowChanges): string {
  const names = changes.key.map((name) => renderCode(name)).join(', ')
  const { head, cells } = countRowChanges(changes)
  const remarks = listRemarks(changes).map(({ text, names: columns }) =>
    columns === undefined ? text : `${text}: ${listNames(columns)}.`,
  )
  return [`**Rows** by ${names}${describeKey(changes)}`, renderTable(head, [cells], 'rrrrr'), ...remarks].join('\n\n')
}

/** What else is to say about a comparison by row: sentences, or words with the names of columns. */
export function listRemarks(
  changes: RowChanges,
): readonly { readonly text: string; readonly names?: readonly string[] }[] {
  const { duplicates, sampledOneIn, removedColumns, addedColumns, uncomparedColumns } = changes
  const [keys, base, now] = [duplicates.keys, duplicates.base, duplicates.now].map(formatRowCount)
  const lists = [
    { text: 'Columns that are gone', names: removedColumns },
    { text: 'New columns', names: addedColumns },
    { text: 'Columns that are not compared by row', names: uncomparedColumns },
  ]
  return [
    ...(duplicates.keys.count > 0
      ? [
          {
            text: `Keys that are not unique: ${keys}. Their rows, ${base} of the base and ${now} of this run, are not compared.`,
          },
        ]
      : []),
    ...(sampledOneIn > 1
      ? [{ text: `Estimated from one in ${format(sampledOneIn)} keys (\`diff-max-rows\`), with intervals of 95 %.` }]
      : []),
    ...lists.filter(({ names }) => names.length > 0),
  ]
}

function renderColumns({ shared }: RowChanges, columns: readonly ValueChange[], omitted: number): string {
  const head = ['column', 'rows that differ', '', 'mean Δ', 'greatest Δ']
  const rows = columns.map(({ name, kinds, differing, difference }) => [
    kinds.base === kinds.now ? renderCode(name) : `${renderCode(name)} (${kinds.base} → ${kinds.now})`,
    formatRowCount(differing),
    formatShare(differing.count, shared.count),
    difference ? formatSigned(difference.mean) : '',
    difference ? formatSigned(difference.greatest) : '',
  ])
  const table = renderFilledTable(head, rows, 'lrrrr') + renderMore(omitted, 'column')
  return renderDetails(
    `Columns that differ: ${format(columns.length + omitted)}`,
    table,
    columns.length + omitted <= openLimit,
  )
}

function renderSamples(title: string, key: readonly string[], samples: readonly SampleRow[]): string {
  const renderValue = (text: string | undefined) => (text === undefined ? '' : renderCode(text, valueLimit))
  const rows = samples.map((row) => [
    ...row.key.map((text) => renderValue(text)),
    row.values
      .map(({ column, base, now }) => {
        const both = base !== undefined && now !== undefined
        return `${renderCode(column, valueLimit)} ${both ? `${renderValue(base)} → ${renderValue(now)}` : renderValue(now ?? base)}`
      })
      .join('<br>'),
  ])
  const head = [...key.map((name) => renderCode(name, valueLimit)), 'values']
  return renderDetails(
    `${title}: ${samples.length}${samples.length === 1 ? ' example' : ' examples'}`,
    renderTable(head, rows),
  )
}

function listNames(names: readonly string[]): string {
  const shown = names
    .slice(0, nameLimit)
    .map((name) => renderCode(name))
    .join(', ')
  return names.length > nameLimit ? `${shown} and ${format(names.length - nameLimit)} more` : shown
}

/** The rows of both that are equal. The ends of both intervals are taken to fall together, which makes them wide. */
function subtract(all: RowCount, some: RowCount): RowCount {
  const limit = (count: number) => Math.max(0, count)
  return { count: limit(all.count - some.count), from: limit(all.from - some.to), to: limit(all.to - some.from) }
}

const format = (count: number) => count.toLocaleString('en')
/** A number of rows, with the interval of an estimate. */
export const formatRowCount = ({ count, from, to }: RowCount) =>
  from === to ? format(count) : `≈ ${format(count)} (${format(from)} to ${format(to)})`

/** A part of the rows in percent; empty without rows. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return ''
  const percent = (part * 100) / whole
  return percent > 0 && percent < 0.01 ? '< 0.01 %' : `${percent.toLocaleString('en', { maximumFractionDigits: 2 })} %`
}

/** A difference with its sign. */
export const formatSigned = (value: number) => `${value > 0 ? '+' : ''}${formatNumber(value)}`.replace(/^-/, '−')
