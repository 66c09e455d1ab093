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
  const { key, samples } = rowChanges
  const parts = [
    renderSamples('Changed rows', key, samples.changed),
    renderSamples('Added rows', key, samples.added),
    renderSamples('Removed rows', key, samples.removed),
  ]
  return createWholeSection('contents', parts.filter((part) => part !== '').join('\n\n'))
}

function renderHead({
  key,
  isKeyFound,
  rows,
  added,
  removed,
  changed,
  shared,
  duplicates,
  ...more
}: RowChanges): string {
  const names = key.map((name) => renderCode(name)).join(', ')
  const found = isKeyFound ? ', which was found: the values are unique in both' : ''
  const table = renderTable(
    ['rows', 'added', 'removed', 'changed', 'unchanged'],
    [
      [
        `${format(rows.base)} → ${format(rows.now)}`,
        ...[formatRows(added), formatRows(removed), formatRows(changed)],
        formatRows(subtract(shared, changed)),
      ],
    ],
    'rrrrr',
  )
  return [`**Rows** by ${names}${found}`, table, ...renderRemarks({ duplicates, ...more })].join('\n\n')
}

function renderRemarks(
  changes: Pick<RowChanges, 'duplicates' | 'sampledOneIn' | 'removedColumns' | 'addedColumns' | 'uncomparedColumns'>,
) {
  const { duplicates, sampledOneIn, removedColumns, addedColumns, uncomparedColumns } = changes
  const { keys, base, now } = duplicates
  return [
    ...(keys.count > 0
      ? [
          `Keys that are not unique: ${formatRows(keys)}. Their rows, ${formatRows(base)} of the base and ${formatRows(now)} of this run, are not compared.`,
        ]
      : []),
    ...(sampledOneIn > 1
      ? [`Estimated from one in ${format(sampledOneIn)} keys (\`diff-max-rows\`), with intervals of 95 %.`]
      : []),
    ...(removedColumns.length > 0 ? [`Columns that are gone: ${listNames(removedColumns)}.`] : []),
    ...(addedColumns.length > 0 ? [`New columns: ${listNames(addedColumns)}.`] : []),
    ...(uncomparedColumns.length > 0 ? [`Columns that are not compared by row: ${listNames(uncomparedColumns)}.`] : []),
  ]
}

function renderColumns({ shared }: RowChanges, columns: readonly ValueChange[], omitted: number): string {
  const head = ['column', 'rows that differ', '', 'mean Δ', 'greatest Δ']
  const rows = columns.map(({ name, kinds, differing, difference }) => [
    kinds.base === kinds.now ? renderCode(name) : `${renderCode(name)} (${kinds.base} → ${kinds.now})`,
    formatRows(differing),
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
  if (samples.length === 0) return ''
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
const formatRows = ({ count, from, to }: RowCount) =>
  from === to ? format(count) : `≈ ${format(count)} (${format(from)} to ${format(to)})`

function formatShare(part: number, whole: number): string {
  if (whole === 0) return ''
  const percent = (part * 100) / whole
  return percent > 0 && percent < 0.01 ? '< 0.01 %' : `${percent.toLocaleString('en', { maximumFractionDigits: 2 })} %`
}

const formatSigned = (value: number) => `${value > 0 ? '+' : ''}${formatNumber(value)}`.replace(/^-/, '−')
