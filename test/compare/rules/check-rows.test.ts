import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../../src/compare/comparison.ts'
import type { RowChanges } from '../../../src/compare/rows/row-changes.ts'
import { checkRowChanges } from '../../../src/compare/rules/check-rows.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'

const exact = (count: number) => ({ count, from: count, to: count })
const numbers = { base: 'number', now: 'number' } as const

const rowChanges: RowChanges = {
  key: ['id', 'day'],
  isKeyFound: false,
  rows: { base: 200, now: 199 },
  added: exact(3),
  removed: exact(4),
  shared: exact(100),
  changed: exact(6),
  duplicates: { base: exact(0), now: exact(0), keys: exact(0) },
  sampledOneIn: 1,
  columns: [{ name: 'amount', kinds: numbers, differing: exact(5), difference: undefined }],
  removedColumns: [],
  addedColumns: [],
  uncomparedColumns: [],
  samples: undefined,
}

const comparison: Comparison = {
  isSame: false,
  presentation: { base: 'DF', now: 'DF' },
  rows: { base: 200, now: 199 },
  bytes: { base: 1, now: 1 },
  columns: [],
  files: [],
  nested: [],
  tags: [],
  durationMs: { base: undefined, now: undefined },
  notes: [],
}

function check(text: string, more: Partial<Comparison>) {
  const [rule] = parseRules(text).value
  if (rule?.kind !== 'row-limit') throw new Error(`${text} is not a limit of rows`)
  return checkRowChanges(rule, { ...comparison, ...more })
}

describe('checkRowChanges', () => {
  test.each([
    ['rows-removed>0', '4 rows removed.'],
    ['rows-removed>1.9%', '4 rows removed, 2 %.'],
    ['rows-added>2', '3 rows added.'],
    ['rows-added>1.4%', '3 rows added, 1.5 %.'],
    ['rows-changed>5%', '6 rows changed, 6 %.'],
    ['changed(amount)>4%', 'amount differs in 5 rows, 5 %.'],
    ['changed(id)<1', 'id differs in 0 rows.'],
    ['changed(day)<1', 'day differs in 0 rows.'],
  ])('breaks %s', (rule, evidence) => {
    expect(check(rule, { rowChanges })).toMatchObject({ kind: 'broken', evidence })
  })

  test('measures an estimate at the end of its interval that is further from the limit', () => {
    const sampled = { ...rowChanges, changed: { count: 8, from: 6, to: 11 }, sampledOneIn: 8 }
    const measure = (rule: string) => Object(check(rule, { rowChanges: sampled })).finding
    expect(measure('rows-changed>5')).toEqual({ subjects: [], amount: { value: 11, worse: 'higher' } })
    expect(measure('rows-changed>=5')).toEqual({ subjects: [], amount: { value: 11, worse: 'higher' } })
    expect(measure('rows-changed<12')).toEqual({ subjects: [], amount: { value: 6, worse: 'lower' } })
    expect(measure('rows-changed<=12')).toEqual({ subjects: [], amount: { value: 6, worse: 'lower' } })
    expect(measure('rows-changed>5%')).toEqual({ subjects: [], amount: { value: 11, worse: 'higher' } })
  })

  test.each([
    'rows-removed>4',
    'rows-removed>2%',
    'rows-added>=4',
    'rows-changed>6%',
    'changed(amount)>5%',
    'changed(id)>0',
  ])('keeps %s', (rule) => {
    expect(check(rule, { rowChanges })).toStrictEqual({ kind: 'kept' })
  })

  test.each([
    ['rows-changed>5%', { kind: 'broken', evidence: 'about 8 (6 to 11) rows changed, 8 %.' }],
    [
      'rows-changed>8%',
      { kind: 'undecided', why: 'The sample does not decide it: about 8 (6 to 11) rows changed, 8 %.' },
    ],
    ['rows-changed>12%', { kind: 'kept' }],
  ])('judges a sample by its whole interval: %s', (rule, expected) => {
    const sampled = { ...rowChanges, changed: { count: 8, from: 6, to: 11 }, sampledOneIn: 8 }
    expect(check(rule, { rowChanges: sampled })).toMatchObject(expected)
  })

  test('counts a single row', () => {
    expect(check('rows-added>0', { rowChanges: { ...rowChanges, added: exact(1) } })).toMatchObject({
      evidence: '1 row added.',
    })
  })

  test('finds no different rows where all data is equal', () => {
    expect(check('rows-removed>0', { isSame: true })).toStrictEqual({ kind: 'kept' })
    expect(check('rows-changed<1', { isSame: true })).toMatchObject({ kind: 'broken', evidence: 'No row differs.' })
  })

  test.each<[string, Partial<Comparison>, string]>([
    ['rows-removed>0', {}, 'Rows are compared only with `diff-key`.'],
    ['rows-removed>0', { rowsNotCompared: 'No key.' }, 'No key.'],
    ['rows-removed>0', { isSame: undefined, rowsNotCompared: 'No key.' }, 'No key.'],
    ['changed(x)>0', { rowChanges }, 'The column "x" is not among those compared by row.'],
  ])('leaves %s undecided where its rows were not compared', (rule, more, why) => {
    expect(check(rule, more)).toStrictEqual({ kind: 'undecided', why })
  })
})
