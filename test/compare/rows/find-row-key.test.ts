import { describe, expect, test } from 'vitest'
import { findRowKey } from '../../../src/compare/rows/find-row-key.ts'
import type { RowTable } from '../../../src/compare/rows/row-table.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { openTestTable, type TestColumn, type TestTable } from './fixtures.ts'

const table: TestTable = {
  amount: { kind: 'floats', values: [0.1, 0.2, 0.3, 0.4] },
  shop: { kind: 'integers', values: [1, 1, 2, 2] },
  day: { kind: 'texts', values: ['mo', 'tu', 'mo', 'tu'] },
  line: { kind: 'integers', values: [1, 2, 3, 4] },
  serial: { kind: 'integers', values: [5, 6, 7, 8] },
}

/** Each key of `withoutPartner` is unique, with so many rows that have no partner. */
async function findIn(
  tables: { readonly base: RowTable; readonly now: RowTable },
  names: readonly string[],
  withoutPartner: Readonly<Record<string, number>> = {},
) {
  const verified: string[] = []
  const verify = async (key: readonly string[]) => {
    verified.push(key.join('+'))
    const rows = withoutPartner[key.join('+')]
    return { isUnique: rows !== undefined, withoutPartner: rows ?? 0 }
  }
  return { key: await findRowKey(tables, names, verify, { signal: neverAborted }), verified }
}

async function find(names: readonly string[], withoutPartner: Readonly<Record<string, number>> = {}) {
  const tables = { base: await openTestTable(table, 'frames'), now: await openTestTable(table, 'csv') }
  return await findIn(tables, names, withoutPartner)
}

async function findInColumns(base: TestTable, now = base) {
  const tables = { base: await openTestTable(base, 'frames'), now: await openTestTable(now, 'frames') }
  return (await findIn(tables, Object.keys(base))).verified
}

const integers = (...values: readonly number[]): TestColumn => ({ kind: 'integers', values })
const floats = (...values: readonly (number | undefined)[]): TestColumn => ({ kind: 'floats', values })
const texts = (...values: readonly string[]): TestColumn => ({ kind: 'texts', values })

/** A table of one or two columns of bytes, whose last column is a slice behind the first one. */
function createSlicedTable(slices: readonly (readonly (number | Uint8Array)[])[]) {
  const state = { slices: 0 }
  const table: RowTable = {
    columns: [],
    jsonTexts: new Map(),
    read: async function* (columns) {
      for (const [index, slice] of slices.entries()) {
        state.slices++
        for (const [column, { sink }] of columns.entries()) {
          const values = column === 0 ? slice : index > 0 ? (slices[index - 1] ?? []) : []
          for (const value of values) {
            if (typeof value === 'number') sink.number(value)
            else sink.bytes(value)
          }
        }
        yield
      }
    },
  }
  return { table, state }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

describe('findRowKey', () => {
  test('returns the smallest set with the fewest rows without a partner', async () => {
    const found = await find(Object.keys(table), { line: 3, serial: 1 })
    expect(found).toStrictEqual({ key: ['serial'], verified: ['line', 'serial'] })
  })

  test('goes on to larger sets, without columns that have fractions', async () => {
    const found = await find(['amount', 'shop', 'day'], { 'shop+day': 0 })
    expect(found).toStrictEqual({ key: ['shop', 'day'], verified: ['shop+day'] })
  })

  test('returns undefined where all rows together show that no set is a key', async () => {
    const found = await find(['shop', 'day', 'line'])
    expect(found.key).toBeUndefined()
    expect(found.verified).toStrictEqual(['line', 'shop+day', 'shop+line', 'day+line', 'shop+day+line'])
  })

  test('returns the first of the keys with which as many rows have no partner', async () => {
    expect((await find(['line', 'serial'], { line: 2, serial: 2 })).key).toStrictEqual(['line'])
    expect((await find(['line', 'serial'], { line: 1, serial: 2 })).key).toStrictEqual(['line'])
  })

  test.each<[string, TestTable, TestTable | undefined, readonly string[]]>([
    ['fractions in the new table', { a: integers(1, 2) }, { a: floats(1, 2.5) }, []],
    ['a fraction in the first row', { a: floats(0.5, 2) }, undefined, []],
    ['a fraction in the last bit', { a: floats(1, 1 + 2 ** -52) }, undefined, []],
    ['missing values among integers', { a: floats(1, undefined, 3) }, undefined, ['a']],
    ['texts', { a: texts(...range(0, 40).map((index) => `text ${index}`)) }, undefined, ['a']],
    ['two equal values', { a: integers(1, 1, 2, 3) }, undefined, []],
    ['two equal values in the new table', { a: integers(1, 2) }, { a: integers(1, 1) }, []],
    [
      'sets of four columns',
      Object.fromEntries([1, 2, 4, 8].map((bit) => [`bit ${bit}`, integers(...range(0, 16).map((row) => row & bit))])),
      undefined,
      [],
    ],
    [
      'more than eight keys',
      Object.fromEntries(range(0, 9).map((index) => [`${index}`, integers(1, 2)])),
      undefined,
      range(0, 8).map(String),
    ],
    [
      'the 48th column',
      { ...Object.fromEntries(range(0, 47).map((index) => [`${index}`, integers(1, 1)])), id: integers(1, 2) },
      undefined,
      ['id'],
    ],
    [
      'the 49th column',
      { ...Object.fromEntries(range(0, 48).map((index) => [`${index}`, integers(1, 1)])), id: integers(1, 2) },
      undefined,
      [],
    ],
  ])('verifies of %s the sets that can be keys', async (_, base, now, expected) => {
    const verified = await findInColumns(base, now)
    expect(verified.filter((set) => !set.includes('+') || expected.length === 0)).toStrictEqual(expected)
  })

  // Texts of 16 bytes that were computed backwards from their hashes.
  test.each([
    ['look like fractions but for the third word', ['49b0d2c70b9d8b3870f06ba093b80460']],
    ['look like fractions but for the fourth word', ['49b0d2c70b9d8b3814e7a24462c2b673']],
    ['begin with the same word', ['9d1cde95089c05fe86cbcff2406af459', '9632b82af9d71291439bc06e1b963cdc']],
    [
      'differ in the first word',
      ['9d1cde95089c05fe86cbcff2406af459', 'c37a05a55be8b378957d7f370dd0a632', '4224fc019aedfddddaf7096c0aeb74b2'],
    ],
  ])('takes texts for a key whose hashes %s', async (_, values) => {
    const { table: one } = createSlicedTable([values.map((hex) => Buffer.from(hex, 'hex'))])
    expect((await findIn({ base: one, now: one }, ['a'])).verified).toStrictEqual(['a'])
  })

  describe('with the first 20,000 rows of a table', () => {
    const one = createSlicedTable([[1, 2, 3]]).table

    test.each<[string, readonly (readonly number[])[], readonly string[]]>([
      ['at the 20,000th row', [range(0, 12_000), [...range(12_000, 19_999), 5]], []],
      ['at the 20,001st row', [range(0, 12_000), [...range(12_000, 20_000), 5]], ['a']],
    ])('sees an equal value %s', async (_, slices, expected) => {
      const { table: base } = createSlicedTable(slices)
      expect((await findIn({ base, now: one }, ['a'])).verified).toStrictEqual(expected)
    })

    test('stops when all columns have them', async () => {
      const base = createSlicedTable(range(0, 8).map((slice) => range(slice * 5000, slice * 5000 + 5000)))
      expect((await findIn({ base: base.table, now: one }, ['a', 'b'])).verified).toStrictEqual(['a', 'b', 'a+b'])
      expect(base.state.slices).toBe(5)
    })
  })
})
