import { expect, test } from 'vitest'
import type { ColumnChange, ColumnFacts, FileChange } from '../../../src/compare/comparison.ts'
import { createSchemaSection } from '../../../src/report/sections/schema.ts'
import { states } from '../fixtures/states.ts'

const facts = (type: ColumnFacts['type'], ...shape: readonly number[]): ColumnFacts => ({
  ...{ type, shape, rows: shape[0] ?? 1, bytes: 8 },
  values: undefined,
})

const column = (name: string, news: Partial<ColumnChange>): ColumnChange => ({
  ...{ name, status: 'changed', base: undefined, now: undefined, differs: [], histogram: undefined },
  ...news,
})

const file = (base: readonly string[] | undefined, now: readonly string[] | undefined): FileChange => {
  const table = (columns: readonly string[] | undefined) =>
    columns && {
      bytes: 1,
      table: { format: 'csv' as const, rows: 1, columns: columns.map((name) => ({ name, type: 'text' })) },
    }
  return { path: 'x', status: 'changed', base: table(base), now: table(now) }
}

/** The lines of the table, below its head, when a comparison has these columns and files. */
function rowsOf(columns: readonly ColumnChange[], files: readonly FileChange[] = []): readonly string[] {
  const [report] = states['data-changed'] ?? []
  if (report?.comparison === undefined) return []
  const changes = { ...report.comparison.changes, columns, files }
  const text = createSchemaSection({ ...report, comparison: { ...report.comparison, changes } }).variants[0]?.() ?? ''
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
}

test('the gravest stand first: gone, other types, new ones, moved ones', () => {
  const rows = rowsOf([
    column('moved', { base: facts('INT8', 1), now: facts('INT8', 1), differs: ['place'] }),
    column('new', { status: 'added', now: facts('BOOL', 1) }),
    column('typed', { base: facts('INT8', 1), now: facts('INT16', 1), differs: ['type', 'place'] }),
    column('gone', { status: 'removed', base: facts('STRING', 1) }),
  ])
  expect(rows).toStrictEqual([
    '| `gone` | STRING | – | ❌ removed |',
    '| `typed` | INT8 | INT16 | ⚠️ other type, moved |',
    '| `new` | – | BOOL | ➕ added |',
    '| `moved` | INT8 | INT8 | ↕️ moved |',
  ])
})

test('more rows are no other shape, another dimension is', () => {
  const reshaped = (base: ColumnFacts, now: ColumnFacts) => rowsOf([column('x', { base, now, differs: ['shape'] })])
  expect(reshaped(facts('INT8', 1), facts('INT8', 5))).toStrictEqual([])
  expect(reshaped(facts('INT8', 1, 2, 3), facts('INT8', 1, 2, 4))).toStrictEqual([
    '| `x` | INT8 \\[2×3\\] | INT8 \\[2×4\\] | ⚠️ other shape |',
  ])
})

test('of another type, what the values come to stands beside it', () => {
  const values = { nulls: 0, distinct: undefined, min: 1, max: 2, mean: 1.5, sample: undefined }
  const retyped = (now: typeof values) => {
    const [base, after] = [
      { ...facts('INT8', 2), values },
      { ...facts('INT16', 2), values: now },
    ]
    return rowsOf([column('x', { base, now: after, differs: ['type'] })])
  }
  expect(retyped({ ...values, nulls: 3, mean: 1.25 })[0]).toContain('other type; nulls 0 → 3, mean 1.5 → 1.25 |')
  expect(retyped(values)[0]).toContain('other type; nulls, min, max and mean as before |')
})

test('a table that is cut into other files has the columns of all of them', () => {
  expect(rowsOf([], [file(['a', 'b'], undefined), file(undefined, ['a', 'c'])])).toStrictEqual([
    '| `b` in files | `text` | – | ❌ removed |',
    '| `c` in files | – | `text` | ➕ added |',
  ])
  expect(rowsOf([], [file(['a', 'b'], ['b', 'a'])])).toStrictEqual([])
})

test('a column that a file which could not be read may have is neither removed nor added', () => {
  const unread: FileChange = { ...file(undefined, ['a']), path: 'more.parquet', now: { bytes: 9, table: undefined } }
  expect(rowsOf([], [file(['a', 'b'], ['a']), unread])).toStrictEqual([
    '| `b` in files | `text` | not known | ❓ one of the files could not be read |',
  ])
  const before: FileChange = { ...unread, base: unread.now, now: undefined }
  expect(rowsOf([], [file(['a'], ['a', 'c']), before])).toStrictEqual([
    '| `c` in files | not known | `text` | ❓ one of the files could not be read |',
  ])
})
