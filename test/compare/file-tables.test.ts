import { describe, expect, test } from 'vitest'
import type { FileChange, FileFacts } from '../../src/compare/comparison.ts'
import { collectTables, hasUnreadTable } from '../../src/compare/file-tables.ts'

function createFacts(columns?: Readonly<Record<string, string>>): FileFacts {
  if (columns === undefined) return { bytes: 1, table: undefined }
  const list = Object.entries(columns).map(([name, type]) => ({ name, type }))
  return { bytes: 1, table: { format: 'parquet', rows: 1, columns: list } }
}

function createChange(path: string, base: FileFacts | undefined, now: FileFacts | undefined): FileChange {
  return { path, status: 'changed', base, now }
}

describe('collectTables', () => {
  test('merges the columns of all files, with all their types', () => {
    const { base, now } = collectTables([
      createChange('a.parquet', createFacts({ id: 'INT64', x: 'FLOAT' }), undefined),
      createChange('b.parquet', createFacts({ id: 'INT32' }), createFacts({ id: 'INT32' })),
      createChange('c.txt', createFacts(), createFacts()),
    ])
    expect([...base]).toStrictEqual([
      ['id', 'INT32 or INT64'],
      ['x', 'FLOAT'],
    ])
    expect([...now]).toStrictEqual([['id', 'INT32']])
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
})
