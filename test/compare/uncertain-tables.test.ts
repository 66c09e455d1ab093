import { expect, test } from 'vitest'
import type { UncertainTable } from '../../src/compare/compare-read.ts'
import type { FileChange } from '../../src/compare/comparison.ts'
import { ComparisonNotes } from '../../src/compare/comparison-notes.ts'
import type { FileTable } from '../../src/compare/table-file.ts'
import { settleUncertainTables } from '../../src/compare/uncertain-tables.ts'

const createTable = (...names: readonly string[]): FileTable => ({
  format: 'csv',
  rows: 0,
  columns: names.map((name) => ({ name, type: 'TEXT' })),
})
const createFacts = (table?: FileTable) => ({ bytes: 1, table })

test('settleUncertainTables adds the tables whose columns are the header of another file', () => {
  const header = createTable('id', 'name')
  const parquet = { ...createTable('day'), format: 'parquet' } as const
  const changes: readonly FileChange[] = [
    { path: 'a.csv', status: 'changed', base: createFacts(header), now: createFacts() },
    { path: 'b.csv', status: 'same', base: createFacts(), now: createFacts() },
    { path: 'c.csv', status: 'changed', base: createFacts(), now: createFacts() },
    { path: 'd.csv', status: 'added', base: undefined, now: createFacts() },
    { path: 'e.csv', status: 'removed', base: createFacts(), now: undefined },
    { path: 'f.parquet', status: 'changed', base: createFacts(), now: createFacts(parquet) },
  ]
  const notes = new ComparisonNotes()
  const uncertainTables: UncertainTable[] = [
    { path: 'a.csv', side: 'now', table: header },
    { path: 'b.csv', side: 'now', table: header },
    { path: 'c.csv', side: 'base', table: createTable('name', 'id') },
    { path: 'c.csv', side: 'now', table: header },
    { path: 'd.csv', side: 'now', table: createTable('day') },
    { path: 'e.csv', side: 'base', table: header },
  ]
  expect(settleUncertainTables(changes, { uncertainTables, notes })).toStrictEqual([
    { path: 'a.csv', status: 'changed', base: createFacts(header), now: createFacts(header) },
    { path: 'b.csv', status: 'same', base: createFacts(header), now: createFacts(header) },
    { path: 'c.csv', status: 'changed', base: createFacts(), now: createFacts(header) },
    { path: 'd.csv', status: 'added', base: undefined, now: createFacts() },
    { path: 'e.csv', status: 'removed', base: createFacts(header), now: undefined },
    { path: 'f.parquet', status: 'changed', base: createFacts(), now: createFacts(parquet) },
  ])
  expect(notes.toSentences()).toStrictEqual([
    '`c.csv` of the base and `d.csv` are not read as a table (its first line can be a header or data).',
  ])
})
