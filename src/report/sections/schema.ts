import { inlineMarkdown } from '../../action/untrusted.ts'
import {
  type ColumnChange,
  type ColumnFacts,
  type Comparison,
  type FileChange,
  isReshaped,
} from '../../compare/comparison.ts'
import { collectTables, hasUnreadTable } from '../../compare/file-tables.ts'
import { count, quantities, quantity } from '../../lib/units.ts'
import { createShorteningSection, type Section } from '../fit-sections.ts'
import { andMore, code, details, table } from '../markdown.ts'
import type { Report } from '../report.ts'
import { unknown } from './overview.ts'

const rowLimit = 100

/** One line of the schema's table: what kind of difference it is, the gravest first, and its cells. */
interface Row {
  readonly gravity: number
  readonly cells: readonly string[]
}

/** The columns that are not there any more, are new, have another type or shape, or stand elsewhere; those of tables in files too. */
export function schemaOf({ comparison }: Report): Section {
  const { base, changes } = comparison ?? {}
  const rows = changes === undefined || base === undefined ? [] : [...columnRows(changes), ...fileRows(changes.files)]
  const sorted = rows.toSorted((a, b) => a.gravity - b.gravity).map(({ cells }) => cells)
  const title = `Schema: ${count(rows.length, 'difference')}`
  const forms = createShorteningSection(sorted, rowLimit, (shown, more) =>
    details(title, table(['column', 'base', 'now', ''], shown) + andMore(more, 'difference'), true),
  )
  return { dropPriority: 'schema', variants: rows.length === 0 ? [] : [...forms, () => `**${title}**`] }
}

function columnRows({ columns }: Comparison): readonly Row[] {
  return columns.flatMap((column): readonly Row[] => {
    const { name, status, base, now, differs } = column
    if (status === 'removed') return [{ gravity: 0, cells: [code(name), typeOf(base), '–', '❌ removed'] }]
    if (status === 'added') return [{ gravity: 2, cells: [code(name), '–', typeOf(now), `➕ added${factsOf(now)}`] }]
    const words = [
      ...(differs.includes('type') ? ['other type'] : []),
      ...(isReshaped(column) ? ['other shape'] : []),
      ...(differs.includes('place') ? ['moved'] : []),
    ]
    if (words.length === 0) return []
    const isMoved = words[0] === 'moved'
    const note = isMoved ? '↕️ moved' : `⚠️ ${words.join(', ')}${shiftsOf(column)}`
    return [{ gravity: isMoved ? 3 : 1, cells: [code(name), typeOf(base), typeOf(now), note] }]
  })
}

/** A column's type, and the shape of each of its values where they are more than one. */
export function typeOf(facts: ColumnFacts | undefined): string {
  if (facts === undefined) return unknown
  const inner = facts.shape.slice(1)
  return inlineMarkdown(inner.length === 0 ? facts.type : `${facts.type} [${inner.join('×')}]`)
}

function factsOf(now: ColumnFacts | undefined): string {
  const values = now?.values
  if (values === undefined) return ''
  const range =
    values.min !== undefined && values.max !== undefined ? `, ${quantity(values.min)} to ${quantity(values.max)}` : ''
  return `, ${count(values.nulls, 'null')}${range}`
}

/** What a column with another type or shape has of its values beside it. */
function shiftsOf({ base, now }: ColumnChange): string {
  if (base?.values === undefined || now?.values === undefined) return ''
  const [before, after] = [base.values, now.values]
  const shifts = (['nulls', 'min', 'max', 'mean'] as const).flatMap((name) => {
    const [a, b] = [before[name], after[name]]
    if (a === undefined || b === undefined || a === b) return []
    return [`${name} ${quantities(a, b).join(' → ')}`]
  })
  if (shifts.length > 0) return `; ${shifts.join(', ')}`
  return after.mean === undefined ? '' : '; nulls, min, max and mean as before'
}

/** Columns of tables in files. What a file that could not be read would have to tell is not known. */
function fileRows(files: readonly FileChange[]): readonly Row[] {
  const { base: before, now: after } = collectTables(files)
  if (before.size === 0 || after.size === 0) return []
  const lack = (side: 'base' | 'now') => (hasUnreadTable(files, side) ? unknown : '–')
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): readonly Row[] => {
    const [base, now] = [before.get(name), after.get(name)]
    if (base === now) return []
    const cells = [`${code(name)} in files`, code(base ?? '') || lack('base'), code(now ?? '') || lack('now')]
    if (cells.includes(unknown)) return [{ gravity: 1, cells: [...cells, '❓ one of the files could not be read'] }]
    const note = now === undefined ? '❌ removed' : base === undefined ? '➕ added' : '⚠️ other type'
    return [{ gravity: now === undefined ? 0 : base === undefined ? 2 : 1, cells: [...cells, note] }]
  })
}
