import { describe, expect, test } from 'vitest'
import { type ColumnChange, type Comparison, classifyChange, type FileChange } from '../../src/compare/comparison.ts'
import { ComparisonNotes } from '../../src/compare/comparison-notes.ts'
import { compareTags } from '../../src/compare/tag-changes.ts'

const same: Comparison = {
  isSame: true,
  presentation: { base: 'DF', now: 'DF' },
  rows: { base: 1, now: 1 },
  bytes: { base: 1, now: 1 },
  columns: [],
  files: [],
  nested: [],
  tags: [],
  durationMs: { base: undefined, now: undefined },
  notes: [],
}

function column(more: Partial<ColumnChange>, base: readonly number[] = [3], now: readonly number[] = [3]): Comparison {
  const facts = { type: 'INT8', rows: 1, bytes: 1, values: undefined } as const
  const change = { name: 'a', status: 'changed', differs: [], histogram: undefined } as const
  return {
    ...same,
    isSame: false,
    columns: [{ ...change, base: { ...facts, shape: base }, now: { ...facts, shape: now }, ...more }],
  }
}

function file(base: string | undefined, now: string | undefined): Comparison {
  const facts = (type: string | undefined): FileChange['now'] =>
    type === undefined
      ? { bytes: 1, table: undefined }
      : { bytes: 1, table: { format: 'parquet', rows: 1, columns: [{ name: 'a', type }] } }
  return { ...same, isSame: false, files: [{ path: 'a', status: 'changed', base: facts(base), now: facts(now) }] }
}

const nested = { frame: 'a', name: 'n', uuids: { base: 'u', now: 'v' } } as const

describe('the kind of a change', () => {
  test.each([
    ['none', same],
    ['unknown', { ...same, isSame: undefined }],
    ['data', { ...same, isSame: false }],
    ['schema', { ...same, isSame: false, presentation: { base: 'DF', now: 'ROW' } }],
    ['schema', column({ status: 'added' })],
    ['schema', column({ status: 'removed' })],
    ['schema', column({ differs: ['type'] })],
    ['schema', column({ differs: ['place'] })],
    ['data', column({ differs: ['values'] })],
    ['data', column({ differs: ['shape', 'values'] }, [3], [0])],
    ['data', column({ differs: ['shape'] }, [3, 2], [4, 2])],
    ['schema', column({ differs: ['shape'] }, [3, 2], [3, 3])],
    ['schema', column({ differs: ['shape'] }, [], [1])],
    ['data', file('INT32', 'INT32')],
    ['data', file(undefined, 'INT32')],
    ['schema', file('INT32', 'INT64')],
    ['data', { ...same, isSame: false, nested: [{ ...nested, status: 'changed' }] }],
    ['schema', { ...same, isSame: false, nested: [{ ...nested, status: 'added' }] }],
  ] as const)('is %s', (kind, comparison: Comparison) => {
    expect(classifyChange(comparison, true)).toBe(kind)
    expect(classifyChange(comparison, false)).toBe('first-version')
  })
})

test('tags are those that users gave', () => {
  const tags = (object: Readonly<Record<string, string>>) =>
    new Map(Object.entries({ committed: 'True', root_task: 'True', '__param.day': object['tier'] ?? '', ...object }))
  expect(compareTags(tags({ tier: 'gold', a: '1', old: 'x' }), tags({ tier: 'tin', a: '1', new: '' }))).toStrictEqual([
    { key: 'a', status: 'same', values: { base: '1', now: '1' } },
    { key: 'new', status: 'added', values: { base: undefined, now: '' } },
    { key: 'old', status: 'removed', values: { base: 'x', now: undefined } },
    { key: 'tier', status: 'changed', values: { base: 'gold', now: 'tin' } },
  ])
  expect(compareTags(undefined, tags({ a: '1' }))).toMatchObject([{ key: 'a', status: 'added' }])
})

test('notes are a sentence a reason, and few', () => {
  const notes = new ComparisonNotes()
  for (const name of ['a', 'b', 'c', 'd', 'e']) notes.add('Not read', name)
  expect(notes.sentences()).toStrictEqual(['Not read: a, b, c, d, e.'])
  notes.add('Not read', 'f')
  notes.add('Gone', 'g')
  expect(notes.sentences()).toStrictEqual(['Gone: g.', 'Not read: a, b, c, d, e, … (6 in all).'])
  for (let reason = 0; reason < 30; reason++) notes.add(`${reason}`, 'x')
  expect(notes.sentences()).toHaveLength(21)
  expect(notes.sentences().at(-1)).toBe('There are 12 more such notes.')
})
