import { escapeMarkdown } from '../../action/untrusted.ts'
import {
  type ColumnChange,
  type ColumnFacts,
  type Comparison,
  type FileChange,
  isReshaped,
} from '../../compare/comparison.ts'
import { collectTables, formatTypes, hasUnreadTable, haveSameTypes } from '../../compare/file-tables.ts'
import { formatCount, formatDistinctNumbers, formatNumber } from '../../lib/units.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderMore, renderTable } from '../markdown.ts'
import type { Report } from '../report.ts'
import { unknownValue } from './overview.ts'

const rowLimit = 100

/** A row of the schema's table. */
interface SchemaRow {
  /** The order of the rows: the most severe difference has the smallest number. */
  readonly severity: number
  readonly cells: readonly string[]
}

/** The columns that were removed or added, have another type or shape, or moved, also those of tables in files. */
export function createSchemaSection({ comparison }: Report): Section {
  const { base, changes } = comparison ?? {}
  const rows =
    changes === undefined || base === undefined ? [] : [...createColumnRows(changes), ...createFileRows(changes.files)]
  // The differences come first, because a phone shows the first columns only.
  const sorted = rows
    .toSorted((a, b) => a.severity - b.severity)
    .map(({ cells: [column = '', before = '', after = '', note = ''] }) => [column, note, before, after])
  const title = 'Schema'
  const variants = createShorteningVariants(sorted, rowLimit, (shown, more) =>
    renderDetails(title, renderTable(['column', 'Δ', 'base', 'now'], shown) + renderMore(more, 'difference'), true),
  )
  return { dropPriority: 'schema', variants: rows.length === 0 ? [] : [...variants, () => `**${title}**`] }
}

function createColumnRows({ columns }: Comparison): readonly SchemaRow[] {
  return columns.flatMap((column): readonly SchemaRow[] => {
    const { name, status, base, now, differs } = column
    if (status === 'removed')
      return [{ severity: 0, cells: [renderCode(name), formatColumnType(base), '–', '❌ removed'] }]
    if (status === 'added')
      return [
        { severity: 2, cells: [renderCode(name), '–', formatColumnType(now), `➕ added${formatAddedValues(now)}`] },
      ]
    const words = [
      ...(differs.includes('type') ? ['type changed'] : []),
      ...(isReshaped(column) ? ['shape changed'] : []),
      ...(differs.includes('place') ? ['moved'] : []),
    ]
    if (words.length === 0) return []
    const isMoved = words[0] === 'moved'
    const note = isMoved ? '↕️ moved' : `⚠️ ${words.join(', ')}${formatValueChanges(column)}`
    return [
      { severity: isMoved ? 3 : 1, cells: [renderCode(name), formatColumnType(base), formatColumnType(now), note] },
    ]
  })
}

/** Formats the type of a column, and the shape of its values if they are arrays. */
export function formatColumnType(facts: ColumnFacts | undefined): string {
  return facts === undefined ? unknownValue : escapeMarkdown(describeColumnType(facts))
}

/** The type of a column, and the shape of its values if they are arrays, as plain text. */
export function describeColumnType({ type, shape }: ColumnFacts): string {
  const inner = shape.slice(1)
  return inner.length === 0 ? type : `${type} [${inner.join('×')}]`
}

function formatAddedValues(now: ColumnFacts | undefined): string {
  const values = now?.values
  if (values === undefined) return ''
  const range =
    values.min !== undefined && values.max !== undefined
      ? `, ${formatNumber(values.min)} to ${formatNumber(values.max)}`
      : ''
  return `${values.nulls === undefined ? '' : `, ${formatCount(values.nulls, 'null')}`}${range}`
}

/** Formats how the values of a column with another type or shape changed. */
function formatValueChanges({ base, now }: ColumnChange): string {
  if (base?.values === undefined || now?.values === undefined) return ''
  const [before, after] = [base.values, now.values]
  const changes = (['nulls', 'min', 'max', 'mean'] as const).flatMap((name) => {
    const [a, b] = [before[name], after[name]]
    if (a === undefined || b === undefined || a === b) return []
    return [`${name} ${formatDistinctNumbers(a, b).join(' → ')}`]
  })
  if (changes.length > 0) return `; ${changes.join(', ')}`
  return after.mean === undefined ? '' : '; nulls, min, max and mean unchanged'
}

/** Creates rows for tables in files. The columns of a file that could not be read are unknown. */
function createFileRows(files: readonly FileChange[]): readonly SchemaRow[] {
  const { base: before, now: after } = collectTables(files)
  if (before.size === 0 || after.size === 0) return []
  const formatAbsent = (side: 'base' | 'now') => (hasUnreadTable(files, side) ? unknownValue : '–')
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): readonly SchemaRow[] => {
    const [base, now] = [before.get(key), after.get(key)]
    if (base && now && haveSameTypes(base, now)) return []
    const cells = [
      `${renderCode((base ?? now)?.name ?? '')} in files`,
      (base && renderCode(formatTypes(base))) ?? formatAbsent('base'),
      (now && renderCode(formatTypes(now))) ?? formatAbsent('now'),
    ]
    if (cells.includes(unknownValue)) return [{ severity: 1, cells: [...cells, '❓ a file could not be read'] }]
    const note = now === undefined ? '❌ removed' : base === undefined ? '➕ added' : '⚠️ type changed'
    return [{ severity: now === undefined ? 0 : base === undefined ? 2 : 1, cells: [...cells, note] }]
  })
}
