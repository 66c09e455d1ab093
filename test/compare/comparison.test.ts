import { describe, expect, test } from 'vitest'
import { type ColumnChange, type Comparison, classifyChange, type FileChange } from '../../src/compare/comparison.ts'

const sameComparison: Comparison = {
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

function compareColumns(
  more: Partial<ColumnChange>,
  base: readonly number[] = [3],
  now: readonly number[] = [3],
): Comparison {
  const facts = { type: 'INT8', rows: 1, bytes: 1, values: undefined } as const
  const change = { name: 'a', status: 'changed', differs: [], histogram: undefined } as const
  return {
    ...sameComparison,
    isSame: false,
    columns: [{ ...change, base: { ...facts, shape: base }, now: { ...facts, shape: now }, ...more }],
  }
}

function compareFileTypes(base: string | undefined, now: string | undefined): Comparison {
  const facts = (type: string | undefined): FileChange['now'] =>
    type === undefined
      ? { bytes: 1, table: undefined }
      : { bytes: 1, table: { format: 'parquet', rows: 1, columns: [{ name: 'a', type }] } }
  return {
    ...sameComparison,
    isSame: false,
    files: [{ path: 'a', status: 'changed', base: facts(base), now: facts(now) }],
  }
}

const nested = { frame: 'a', name: 'n', uuids: { base: 'u', now: 'v' } } as const

describe('classifyChange', () => {
  test.each([
    ['none', sameComparison],
    ['unknown', { ...sameComparison, isSame: undefined }],
    ['data', { ...sameComparison, isSame: false }],
    ['schema', { ...sameComparison, isSame: false, presentation: { base: 'DF', now: 'ROW' } }],
    ['schema', compareColumns({ status: 'added' })],
    ['schema', compareColumns({ status: 'removed' })],
    ['schema', compareColumns({ differs: ['type'] })],
    ['schema', compareColumns({ differs: ['place'] })],
    ['data', compareColumns({ differs: ['values'] })],
    ['data', compareColumns({ differs: ['shape', 'values'] }, [3], [0])],
    ['data', compareColumns({ differs: ['shape'] }, [3, 2], [4, 2])],
    ['schema', compareColumns({ differs: ['shape'] }, [3, 2], [3, 3])],
    ['schema', compareColumns({ differs: ['shape'] }, [], [1])],
    ['data', compareFileTypes('INT32', 'INT32')],
    ['data', compareFileTypes(undefined, 'INT32')],
    ['schema', compareFileTypes('INT32', 'INT64')],
    ['data', { ...sameComparison, isSame: false, nested: [{ ...nested, status: 'changed' }] }],
    ['schema', { ...sameComparison, isSame: false, nested: [{ ...nested, status: 'added' }] }],
  ] as const)('returns %s, or `first-version` without a base', (kind, comparison: Comparison) => {
    expect(classifyChange(comparison, true)).toBe(kind)
    expect(classifyChange(comparison, false)).toBe('first-version')
  })
})
