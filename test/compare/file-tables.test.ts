import { describe, expect, test } from 'vitest'
import type { FileChange, FileFacts, TableColumnFacts } from '../../src/compare/comparison.ts'
import {
  collectTables,
  formatTypes,
  hasUnreadTable,
  haveSameTypes,
  type TableColumn,
} from '../../src/compare/file-tables.ts'

function createFacts(columns?: Readonly<Record<string, string>>): FileFacts {
  if (columns === undefined) return { bytes: 1, table: undefined }
  const list = Object.entries(columns).map(([name, type]) => ({ name, type }))
  return { bytes: 1, table: { format: 'parquet', rows: 1, columns: list } }
}

function createChange(path: string, base: FileFacts | undefined, now: FileFacts | undefined): FileChange {
  return { path, status: 'changed', base, now }
}

function formatColumns(columns: ReadonlyMap<string, TableColumn>): readonly string[] {
  return [...columns.values()].map((column) => `${column.name}: ${formatTypes(column)}`)
}

describe('collectTables', () => {
  test('merges the columns of all files, with all their types', () => {
    const { base, now } = collectTables([
      createChange('a.parquet', createFacts({ id: 'INT64', x: 'FLOAT' }), undefined),
      createChange('b.parquet', createFacts({ id: 'INT32' }), createFacts({ id: 'INT32' })),
      createChange('c.txt', createFacts(), createFacts()),
    ])
    expect(formatColumns(base)).toStrictEqual(['id: INT32 or INT64', 'x: FLOAT'])
    expect(formatColumns(now)).toStrictEqual(['id: INT32'])
    expect([...now.keys()]).toStrictEqual([...base.keys()].slice(0, 1))
  })

  test('counts further columns of one name in a table, and names a column without a name', () => {
    const columns = ['a', '', 'a', ''].map((name) => ({ name, type: 'TEXT' }))
    const facts: FileFacts = { bytes: 1, table: { format: 'csv', rows: 1, columns } }
    const { now } = collectTables([createChange('a.csv', undefined, facts), createChange('b.csv', undefined, facts)])
    expect(formatColumns(now)).toStrictEqual(['a: TEXT', '"": TEXT', 'a (2): TEXT', '"" (2): TEXT'])
  })

  test('distinguishes a column with a dot from a field of a column, in any order', () => {
    const column = { name: 'a.b', type: 'INT64' }
    const field = { name: 'a.b', type: 'STRING', isNested: true }
    const createTable = (...columns: readonly TableColumnFacts[]): FileFacts => ({
      bytes: 1,
      table: { format: 'parquet', rows: 1, columns },
    })
    const { base, now } = collectTables([
      createChange('a.parquet', createTable(column, field), createTable(field, column)),
    ])
    expect(formatColumns(base)).toStrictEqual(['a.b: INT64', 'a.b: STRING'])
    expect([...now.keys()]).toStrictEqual([...base.keys()].toReversed())
  })
})

describe('haveSameTypes', () => {
  test.each([
    [['INT32'], ['INT32'], true],
    [['INT32'], ['INT32', 'INT64'], false],
    [['TIMESTAMP', 'INT32'], ['INT32', 'TIMESTAMP(MICROS)'], true],
    [[], [], true],
    [[], ['INT32'], false],
  ])('compares %j and %j: %s', (a, b, expected) => {
    const createColumn = (types: readonly string[]) => ({ name: 'a', types: new Set(types) })
    expect(haveSameTypes(createColumn(a), createColumn(b))).toBe(expected)
    expect(haveSameTypes(createColumn(b), createColumn(a))).toBe(expected)
  })
})

describe('hasUnreadTable', () => {
  test.each([
    ['a.parquet', createFacts(), true],
    ['a.csv', createFacts(), true],
    ['a.parquet', createFacts({}), false],
    ['a.txt', createFacts(), false],
    ['a.parquet', undefined, false],
  ])('looks at the name and the table of %s: %j', (path, facts, expected) => {
    expect(hasUnreadTable([createChange(path, undefined, facts)], 'now')).toBe(expected)
    expect(hasUnreadTable([createChange(path, facts, undefined)], 'base')).toBe(expected)
    expect(hasUnreadTable([createChange(path, facts, undefined)], 'now')).toBe(false)
  })

  test('finds one among others', () => {
    const [read, unread] = [
      createChange('a.csv', undefined, createFacts({})),
      createChange('b.csv', undefined, createFacts()),
    ]
    expect(hasUnreadTable([read, unread], 'now')).toBe(true)
    expect(hasUnreadTable([], 'now')).toBe(false)
  })
})
