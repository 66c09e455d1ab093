import { type ColumnChange, isReshaped, type ValueFacts } from '../../compare/comparison.ts'
import { count, quantities, quantity } from '../../lib/units.ts'
import { createShorteningSection, createWholeSection, type Section } from '../fit-sections.ts'
import { andMore, code, details, filledTable } from '../markdown.ts'
import type { Report } from '../report.ts'
import { drawings } from './histogram.ts'
import { typeOf } from './schema.ts'

const rowLimit = 200
/** More columns than this are folded away; and so are fewer where the schema has more to say. */
const openLimit = 12
/** Of a value itself, which is shown only where samples were asked for, in UTF-16 units. */
const sampleLimit = 80

/** Values of columns that differ, before and now; of a first version, of all its columns. */
export function valuesOf({ comparison }: Report): Section {
  if (comparison === undefined) return createWholeSection('values', '')
  const { base, changes } = comparison
  const shown = base === undefined ? changes.columns : changes.columns.filter(hasOtherValues)
  const title =
    base === undefined
      ? `Columns: ${shown.length.toLocaleString('en')}`
      : `Values: ${count(shown.length, 'column')} changed`
  const isOpen = comparison.kind !== 'schema' && shown.length <= openLimit
  return { dropPriority: 'values', variants: forms(title, shown, isOpen) }
}

/** The columns whose values are the same, and those that nothing is known of. */
export function unchangedOf({ comparison }: Report): Section {
  if (comparison?.base === undefined) return createWholeSection('unchanged', '')
  const { columns } = comparison.changes
  const rest = columns
    .filter(({ status }) => status !== 'added' && status !== 'removed')
    .filter((column) => !hasOtherValues(column) && !hasOtherForm(column))
  const dark = rest.filter(({ status }) => status === 'unknown').length
  const title = `Values: ${count(rest.length - dark, 'column')} unchanged${dark > 0 ? `, ${dark.toLocaleString('en')} not known` : ''}`
  return { dropPriority: 'unchanged', variants: forms(title, rest, false) }
}

/** Of a column in another form, other values are worth a line only where they are known: the schema tells the rest. */
const hasOtherValues = (column: ColumnChange) =>
  column.status === 'changed' &&
  column.differs.includes('values') &&
  (column.now?.values !== undefined || !hasOtherForm(column))

const hasOtherForm = (column: ColumnChange) => column.differs.includes('type') || isReshaped(column)

const head = ['column', 'type', 'nulls', 'distinct', 'min', 'max', 'mean', 'distribution', 'value']

function forms(title: string, columns: readonly ColumnChange[], isOpen: boolean): Section['variants'] {
  return createShorteningSection(columns, rowLimit, (shown, more) =>
    details(title, filledTable(head, shown.map(cellsOf), 'llrrrrrll') + andMore(more, 'column'), isOpen),
  )
}

function cellsOf({ name, status, base, now, histogram }: ColumnChange): readonly string[] {
  const [a, b] = [base?.values, now?.values]
  if (a === undefined && b === undefined)
    return [code(name), typeOf(now ?? base), status === 'same' ? '' : 'not read', '', '', '', '', '', '']
  const number = (key: 'nulls' | 'min' | 'max' | 'mean') => beside(a?.[key], b?.[key])
  return [
    code(name),
    arrow(base && typeOf(base), now && typeOf(now)),
    number('nulls'),
    arrow(distinctOf(a), distinctOf(b)),
    ...[number('min'), number('max'), number('mean')],
    [...new Set(drawings(histogram))].filter((drawing) => drawing !== undefined).join('<br>'),
    arrow(sampleOf(a), sampleOf(b)),
  ]
}

const distinctOf = (values: ValueFacts | undefined) =>
  values?.distinct && `${values.distinct.isExact ? '' : 'over '}${values.distinct.count.toLocaleString('en')}`

const sampleOf = (values: ValueFacts | undefined) =>
  values?.sample === undefined ? undefined : code(values.sample, sampleLimit)

function beside(base: number | bigint | undefined, now: number | bigint | undefined): string {
  if (base === undefined || now === undefined) return arrow(base && quantity(base), now && quantity(now))
  return arrow(...quantities(base, now))
}

/** Before and, below it, now; once where they are the same. */
function arrow(base: string | 0 | 0n | undefined, now: string | 0 | 0n | undefined): string {
  if (base === undefined || now === undefined || base === now) return `${now ?? base ?? ''}`
  return `${base}<br>→\u00a0${now}`
}
