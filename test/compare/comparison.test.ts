import { describe, expect, test } from 'vitest'
import {
  type ColumnChange,
  type Comparison,
  classifyChange,
  type FileChange,
  isReshaped,
  type TableColumnFacts,
} from '../../src/compare/comparison.ts'

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

/** The comparison of a file with these columns; without columns, it is not a table. */
function compareTables(
  base: readonly TableColumnFacts[] | undefined,
  now: readonly TableColumnFacts[] | undefined,
): Comparison {
  const facts = (columns: readonly TableColumnFacts[] | undefined): FileChange['now'] => ({
    bytes: 1,
    table: columns && { format: 'parquet', rows: 1, columns },
  })
  return {
    ...sameComparison,
    isSame: false,
    files: [{ path: 'a', status: 'changed', base: facts(base), now: facts(now) }],
  }
}

const compareFileTypes = (...types: readonly [string | undefined, string | undefined]) => {
  const [base, now] = types.map((type) => (type === undefined ? undefined : [{ name: 'a', type }]))
  return compareTables(base, now)
}

const nested = { frame: 'a', name: 'n', uuids: { base: 'u', now: 'v' } } as const

const [a, b] = [
  { name: 'a', type: 'INT32' },
  { name: 'b', type: 'INT32' },
]

const file = { path: 'a.txt', base: { bytes: 1, table: undefined }, now: undefined }

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
    ['data', compareFileTypes('INT32', undefined)],
    ['data', compareFileTypes('TIMESTAMP(MICROS, UTC?)', 'TIMESTAMP(MICROS)')],
    ['schema', compareTables([a], [a, b])],
    ['schema', compareTables([a, b], [a])],
    ['schema', compareTables([a, b], [b, a])],
    ['data', compareTables([a, b], [a, b])],
    ['schema', compareTables([a], [{ ...a, isNested: true }])],
    ['schema', compareFileTypes('INT32', 'INT64')],
    ['data', { ...sameComparison, isSame: false, nested: [{ ...nested, status: 'changed' }] }],
    ['schema', { ...sameComparison, isSame: false, nested: [{ ...nested, status: 'added' }] }],
    ['schema', { ...sameComparison, isSame: false, nested: [{ ...nested, status: 'removed' }] }],
    ['schema', { ...sameComparison, isSame: false, files: [{ ...file, status: 'added' }] }],
    ['data', { ...sameComparison, isSame: false, files: [{ ...file, status: 'changed' }] }],
  ] as const)('returns %s, or `first-version` without a base', (kind, comparison: Comparison) => {
    expect(classifyChange(comparison, true)).toBe(kind)
    expect(classifyChange(comparison, false)).toBe('first-version')
  })
})

test.each([
  [['shape'], [3, 2], [4, 2], false],
  [['shape'], [3, 2], [3, 3], true],
  [['shape'], [3], [3, 1], true],
  [['shape'], [], [1], true],
  [['values'], [3, 2], [3, 3], false],
] as const)('isReshaped where %j differs, from %j to %j: %j', (differs, base, now, expected) => {
  const [change] = compareColumns({ differs }, base, now).columns
  expect(change && isReshaped(change)).toBe(expected)
})
