import { expect, test } from 'vitest'
import type { ColumnChange, ColumnFacts, FileChange } from '../../../src/compare/comparison.ts'
import { createSchemaSection } from '../../../src/report/sections/schema.ts'
import { states } from '../fixtures/states.ts'

const createFacts = (type: ColumnFacts['type'], ...shape: readonly number[]): ColumnFacts => ({
  ...{ type, shape, rows: shape[0] ?? 1, bytes: 8 },
  values: undefined,
})

const createColumnChange = (name: string, changes: Partial<ColumnChange>): ColumnChange => ({
  ...{ name, status: 'changed', base: undefined, now: undefined, differs: [], histogram: undefined },
  ...changes,
})

const createFileChange = (base: readonly string[] | undefined, now: readonly string[] | undefined): FileChange => {
  const table = (columns: readonly string[] | undefined) =>
    columns && {
      bytes: 1,
      table: { format: 'csv' as const, rows: 1, columns: columns.map((name) => ({ name, type: 'text' })) },
    }
  return { path: 'x', status: 'changed', base: table(base), now: table(now) }
}

/** Renders the rows of the table for a comparison with these columns and files. */
function renderRows(columns: readonly ColumnChange[], files: readonly FileChange[] = []): readonly string[] {
  const [report] = states['data-changed'] ?? []
  if (report?.comparison === undefined) return []
  const changes = { ...report.comparison.changes, columns, files }
  const text = createSchemaSection({ ...report, comparison: { ...report.comparison, changes } }).variants[0]?.() ?? ''
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
}

test('createSchemaSection lists removed columns, changed types, added and moved columns in this order', () => {
  const rows = renderRows([
    createColumnChange('moved', { base: createFacts('INT8', 1), now: createFacts('INT8', 1), differs: ['place'] }),
    createColumnChange('new', { status: 'added', now: createFacts('BOOL', 1) }),
    createColumnChange('typed', {
      base: createFacts('INT8', 1),
      now: createFacts('INT16', 1),
      differs: ['type', 'place'],
    }),
    createColumnChange('gone', { status: 'removed', base: createFacts('STRING', 1) }),
  ])
  expect(rows).toStrictEqual([
    '| `gone` | ❌ removed | STRING | – |',
    '| `typed` | ⚠️ type changed, moved | INT8 | INT16 |',
    '| `new` | ➕ added | – | BOOL |',
    '| `moved` | ↕️ moved | INT8 | INT8 |',
  ])
})

test('createSchemaSection reports another dimension, but not another number of rows', () => {
  const reshaped = (base: ColumnFacts, now: ColumnFacts) =>
    renderRows([createColumnChange('x', { base, now, differs: ['shape'] })])
  expect(reshaped(createFacts('INT8', 1), createFacts('INT8', 5))).toStrictEqual([])
  expect(reshaped(createFacts('INT8', 1, 2, 3), createFacts('INT8', 1, 2, 4))).toStrictEqual([
    '| `x` | ⚠️ shape changed | INT8 \\[2×3\\] | INT8 \\[2×4\\] |',
  ])
})

test('createSchemaSection shows how the values of a retyped column changed', () => {
  const values = { nulls: 0, distinct: undefined, min: 1, max: 2, mean: 1.5, sample: undefined }
  const retyped = (now: typeof values) => {
    const [base, after] = [
      { ...createFacts('INT8', 2), values },
      { ...createFacts('INT16', 2), values: now },
    ]
    return renderRows([createColumnChange('x', { base, now: after, differs: ['type'] })])
  }
  expect(retyped({ ...values, nulls: 3, mean: 1.25 })[0]).toContain('type changed; nulls 0 → 3, mean 1.5 → 1.25 |')
  expect(retyped(values)[0]).toContain('type changed; nulls, min, max and mean unchanged |')
})

test('createSchemaSection compares the columns of all files together', () => {
  expect(
    renderRows([], [createFileChange(['a', 'b'], undefined), createFileChange(undefined, ['a', 'c'])]),
  ).toStrictEqual(['| `b` in files | ❌ removed | `text` | – |', '| `c` in files | ➕ added | – | `text` |'])
  expect(renderRows([], [createFileChange(['a', 'b'], ['b', 'a'])])).toStrictEqual([])
})

test('createSchemaSection does not decide on a column that an unreadable file may have', () => {
  const unread: FileChange = {
    ...createFileChange(undefined, ['a']),
    path: 'more.parquet',
    now: { bytes: 9, table: undefined },
  }
  expect(renderRows([], [createFileChange(['a', 'b'], ['a']), unread])).toStrictEqual([
    '| `b` in files | ❓ a file could not be read | `text` | unknown |',
  ])
  const before: FileChange = { ...unread, base: unread.now, now: undefined }
  expect(renderRows([], [createFileChange(['a'], ['a', 'c']), before])).toStrictEqual([
    '| `c` in files | ❓ a file could not be read | unknown | `text` |',
  ])
})
