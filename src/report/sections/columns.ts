import { type ColumnChange, isReshaped, type ValueFacts } from '../../compare/comparison.ts'
import { formatDistinctNumbers, formatNumber } from '../../lib/units.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderFilledTable, renderMore } from '../markdown.ts'
import type { Report } from '../report.ts'
import { drawHistogram } from './histogram.ts'
import { formatColumnType } from './schema.ts'

const rowLimit = 200
/** Longer tables are folded, and so are all tables when the schema changed. */
const openLimit = 12
/** The limit of a sample value, in UTF-16 units. */
const sampleLimit = 80

/** The columns whose values changed, with the values of the base and of this run; in a first version all columns. */
export function createValuesSection({ comparison }: Report): Section {
  if (comparison === undefined) return createWholeSection('values', '')
  const { base, changes } = comparison
  const shown = base === undefined ? changes.columns : changes.columns.filter(hasOtherValues)
  const title = base === undefined ? `Columns: ${shown.length.toLocaleString('en')}` : 'Changed values'
  const isOpen = comparison.kind !== 'schema' && shown.length <= openLimit
  return { dropPriority: 'values', variants: createVariants(title, shown, isOpen) }
}

/** The columns whose values are unchanged or unknown. */
export function createUnchangedSection({ comparison }: Report): Section {
  if (comparison?.base === undefined) return createWholeSection('unchanged', '')
  const { columns } = comparison.changes
  const others = columns
    .filter(({ status }) => status !== 'added' && status !== 'removed')
    .filter((column) => !hasOtherValues(column) && !hasOtherTypeOrShape(column))
  const hasUnknown = others.some(({ status }) => status === 'unknown')
  const title = hasUnknown ? 'Unchanged and unknown values' : 'Unchanged values'
  return { dropPriority: 'unchanged', variants: createVariants(title, others, false) }
}

/**
 * A column with another type or shape is listed only when its values are known: the schema section reports the rest.
 */
const hasOtherValues = (column: ColumnChange) =>
  column.status === 'changed' &&
  column.differs.includes('values') &&
  (column.now?.values !== undefined || !hasOtherTypeOrShape(column))

const hasOtherTypeOrShape = (column: ColumnChange) => column.differs.includes('type') || isReshaped(column)

const head = ['column', 'type', 'nulls', 'distinct', 'min', 'max', 'mean', 'distribution', 'value']

function createVariants(title: string, columns: readonly ColumnChange[], isOpen: boolean): Section['variants'] {
  return createShorteningVariants(columns, rowLimit, (shown, more) =>
    renderDetails(
      title,
      renderFilledTable(head, shown.map(createColumnCells), 'llrrrrrll') + renderMore(more, 'column'),
      isOpen,
    ),
  )
}

function createColumnCells({ name, status, base, now, histogram }: ColumnChange): readonly string[] {
  const [a, b] = [base?.values, now?.values]
  if (a === undefined && b === undefined)
    return [
      renderCode(name),
      formatColumnType(now ?? base),
      status === 'same' ? '' : 'not read',
      '',
      '',
      '',
      '',
      '',
      '',
    ]
  const number = (key: 'nulls' | 'min' | 'max' | 'mean') => formatNumberChange(a?.[key], b?.[key])
  return [
    renderCode(name),
    formatChange(base && formatColumnType(base), now && formatColumnType(now)),
    number('nulls'),
    formatChange(formatDistinctCount(a), formatDistinctCount(b)),
    ...[number('min'), number('max'), number('mean')],
    [...new Set(drawHistogram(histogram))].filter((drawing) => drawing !== undefined).join('<br>'),
    formatChange(formatSample(a), formatSample(b)),
  ]
}

/** How many values of a column are distinct. */
export const formatDistinctCount = (values: ValueFacts | undefined) =>
  values?.distinct && `${values.distinct.isExact ? '' : 'over '}${values.distinct.count.toLocaleString('en')}`

const formatSample = (values: ValueFacts | undefined) =>
  values?.sample === undefined ? undefined : renderCode(values.sample, sampleLimit)

function formatNumberChange(base: number | bigint | undefined, now: number | bigint | undefined): string {
  return formatChange(...formatNumberPair(base, now))
}

/** The numbers of both sides, with as many digits as are needed to see that they differ. */
export function formatNumberPair(
  base: number | bigint | undefined,
  now: number | bigint | undefined,
): readonly [string | undefined, string | undefined] {
  if (base !== undefined && now !== undefined) return formatDistinctNumbers(base, now)
  return [base === undefined ? undefined : formatNumber(base), now === undefined ? undefined : formatNumber(now)]
}

/** Formats the value of the base and, below it, of this run; once when both are the same. */
function formatChange(base: string | undefined, now: string | undefined): string {
  if (base === undefined || now === undefined || base === now) return `${now ?? base ?? ''}`
  return `${base}<br>→\u00a0${now}`
}
