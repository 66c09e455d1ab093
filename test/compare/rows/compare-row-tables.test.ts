import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRowTables } from '../../../src/compare/rows/compare-row-tables.ts'
import type { RowChanges } from '../../../src/compare/rows/row-changes.ts'
import type { RowTable } from '../../../src/compare/rows/row-table.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { openTestTable, type TestColumn, type TestFormat, type TestTable, testFormats } from './fixtures.ts'
import { mergeWithPandas, summarizeRowChanges } from './pandas-merge.ts'

type Case = { readonly key: readonly string[]; readonly base: TestTable; readonly now: TestTable }

async function compare(
  { key, base, now }: Omit<Case, 'key'> & { readonly key: readonly string[] | 'auto' },
  formats: { readonly base: TestFormat; readonly now: TestFormat } = { base: 'frames', now: 'frames' },
  more: { readonly maxRows?: number; readonly maxSamples?: number } = {},
): Promise<RowChanges> {
  const tables = { base: await openTestTable(base, formats.base), now: await openTestTable(now, formats.now) }
  return await compareTables(tables, key, more)
}

async function compareTables(
  tables: { readonly base: RowTable; readonly now: RowTable },
  key: readonly string[] | 'auto',
  more: { readonly maxRows?: number; readonly maxSamples?: number } = {},
): Promise<RowChanges> {
  await using folder = await makeTemporaryFolder('rows-')
  const options = { signal: neverAborted, folder: folder.path, key, maxRows: 1000, maxSamples: 0, ...more }
  const changes = await compareRowTables(tables, options)
  if ('unknown' in changes) throw new Error(changes.unknown)
  return changes
}

/** Values of which many are equal, by chance or in spite of another type. */
const anyNumber = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constantFrom(0.25, 1.5, -0, 2 ** 20))
const columns = {
  integers: (rows: number) =>
    fc.array(fc.integer({ min: -3, max: 9 }), sizedTo(rows)).map((values) => ({ kind: 'integers', values }) as const),
  floats: (rows: number) =>
    fc
      .array(fc.option(anyNumber, { nil: undefined }), sizedTo(rows))
      .map((values) => ({ kind: 'floats', values }) as const),
  texts: (rows: number) =>
    fc
      .array(fc.option(fc.constantFrom('a', 'b', 'ä', 'q"', 'x'.repeat(99)), { nil: undefined }), sizedTo(rows))
      .map((values) => ({ kind: 'texts', values }) as const),
  booleans: (rows: number) =>
    fc.array(fc.boolean(), sizedTo(rows)).map((values) => ({ kind: 'booleans', values }) as const),
}
const sizedTo = (rows: number) => ({ minLength: rows, maxLength: rows })

const anyTable = (keyed: number): fc.Arbitrary<TestTable> =>
  fc.integer({ min: 0, max: 20 }).chain((rows) => {
    const range: TestColumn = { kind: 'integers', values: Array.from({ length: rows }, (_, row) => row) }
    return fc.record({
      id: fc.oneof(columns.integers(rows), fc.constant(range)),
      ...(keyed > 1 && { place: fc.oneof(columns.texts(rows), columns.floats(rows)) }),
      whole: columns.integers(rows),
      amount: columns.floats(rows),
      text: columns.texts(rows),
      flag: columns.booleans(rows),
    })
  })

const anyCase = fc
  .integer({ min: 1, max: 2 })
  .chain((keyed) =>
    fc.record({
      key: fc.constant(keyed === 1 ? ['id'] : ['id', 'place']),
      base: anyTable(keyed),
      now: anyTable(keyed),
    }),
  )
  .filter(({ base, now }) => base['place']?.kind === now['place']?.kind)

describe('compareRowTables', () => {
  test('counts what the outer merge of pandas counts, for a thousand random pairs of tables', {
    timeout: 300_000,
  }, async () => {
    const cases = fc.sample(anyCase, { numRuns: 1000, seed: 19 })
    const expected = await mergeWithPandas(cases)
    const found: unknown[] = []
    for (const [index, one] of cases.entries()) {
      const format = testFormats[index % (testFormats.length - 1)] ?? 'frames'
      found.push(summarizeRowChanges(await compare(one, { base: format, now: 'frames' })))
    }
    expect(found).toStrictEqual(expected)
  })

  const integers = (...values: number[]): TestColumn => ({ kind: 'integers', values })
  const floats = (...values: (number | undefined)[]): TestColumn => ({ kind: 'floats', values })
  const texts = (...values: (string | undefined)[]): TestColumn => ({ kind: 'texts', values })

  test('finds a key, and distinguishes columns that are gone or new from changed values', async () => {
    const base = { id: integers(1, 2, 3), old: texts('a', 'b', 'c'), amount: floats(1, 2, 3) }
    const now = { amount: floats(1, 2.5, 4), id: integers(1, 2, 4), fresh: texts('x', 'y', 'z') }
    const changes = await compare({ key: 'auto', base, now }, { base: 'csv', now: 'zstd' })
    expect(changes).toMatchObject({ key: ['id'], isKeyFound: true, removedColumns: ['old'], addedColumns: ['fresh'] })
    expect(summarizeRowChanges(changes)).toMatchObject({ added: 1, removed: 1, shared: 2, changed: 1 })
    expect(changes.columns.map(({ name }) => name)).toStrictEqual(['amount'])
  })

  test.each<[string, TestColumn, TestColumn, number]>([
    ['texts with and without missing ones', texts('a', 'b'), texts('a', undefined), 1],
    ['texts as JSON in both', texts('a', undefined), texts('b', undefined), 1],
    ['numbers in texts beside numbers', texts('1', undefined), floats(1, undefined), 1],
    ['integers and floats', integers(1, 2), floats(1, 2.5), 1],
  ])('compares the values of %s', async (_, before, after, changed) => {
    const id = integers(1, 2)
    const changes = await compare({ key: ['id'], base: { id, x: before }, now: { id, x: after } })
    expect(changes.changed.count).toBe(changed)
  })

  test('finds texts of a key that are JSON in one table alone', async () => {
    const changes = await compare({
      key: ['id'],
      base: { id: texts('a', 'b') },
      now: { id: texts('a', 'b', undefined) },
    })
    expect(summarizeRowChanges(changes)).toMatchObject({ shared: 2, added: 1, removed: 0 })
  })

  test('estimates from a sample beyond the limit of rows', async () => {
    const rows = 20_000
    const id = integers(...new Array(rows).keys())
    const base = { id, amount: floats(...new Array(rows).fill(1)) }
    const now = { id, amount: floats(...Array.from({ length: rows }, (_, row) => (row % 10 === 0 ? 2 : 1))) }
    const {
      rows: counted,
      sampledOneIn,
      changed,
      shared,
    } = await compare({ key: ['id'], base, now }, undefined, { maxRows: 4000 })
    expect(counted).toStrictEqual({ base: rows, now: rows })
    expect(sampledOneIn).toBe(8)
    for (const [{ from, to }, truth] of [
      [changed, 2000],
      [shared, rows],
    ] as const) {
      expect(from).toBeLessThanOrEqual(truth)
      expect(to).toBeGreaterThanOrEqual(truth)
      expect(to - from).toBeLessThan(truth)
    }
  })

  test('shows rows as examples, the first ones', async () => {
    const base = { id: integers(1, 2, 3, 4), text: texts('a', 'b', 'c', 'd') }
    const now = { id: integers(4, 3, 2, 9), text: texts('D', 'C', 'B', 'x') }
    const { samples } = await compare({ key: ['id'], base, now }, undefined, { maxSamples: 2 })
    expect(samples).toStrictEqual({
      added: [{ key: ['9'], values: [{ column: 'text', now: 'x' }] }],
      removed: [{ key: ['1'], values: [{ column: 'text', base: 'a' }] }],
      changed: [
        { key: ['4'], values: [{ column: 'text', base: 'd', now: 'D' }] },
        { key: ['3'], values: [{ column: 'text', base: 'c', now: 'C' }] },
      ],
    })
  })

  test.each([
    [['x'], '`diff-key` names the column "x", which the output and the base have not.'],
    [['old'], '`diff-key` names the column "old", which the output has not.'],
    [['id', 'fresh'], '`diff-key` names the column "fresh", which the base has not.'],
    [
      'auto',
      'No set of at most three columns identifies each row of both bundles. Set `diff-key` to the columns of a key.',
    ],
  ] as const)('says why rows cannot be compared by %j', async (key, reason) => {
    const id = integers(1, 1)
    const comparison = compare({ key, base: { id, old: id }, now: { id, fresh: id } })
    await expect(comparison).rejects.toThrow(new Error(reason))
  })

  test('has no examples unless they are wanted, and no key that was found if one was given', async () => {
    const table = { id: integers(1, 2) }
    const { samples, isKeyFound } = await compare({ key: ['id'], base: table, now: table })
    expect({ samples, isKeyFound }).toStrictEqual({ samples: undefined, isKeyFound: false })
  })

  test('leaves out columns that hold no single values in one of the tables', async () => {
    const columns = { id: integers(1, 2), a: integers(1, 2), b: integers(1, 2), c: integers(1, 2) }
    const open = async (others: readonly string[]): Promise<RowTable> => {
      const table = await openTestTable(columns, 'frames')
      const kinds = table.columns.map(({ name, kind }) => ({ name, kind: others.includes(name) ? 'other' : kind }))
      return { ...table, columns: kinds }
    }
    const tables = { base: await open(['a']), now: await open(['b']) }
    const changes = await compareTables(tables, ['id'])
    expect(changes.uncomparedColumns).toStrictEqual(['a', 'b'])
    expect(changes.columns.map(({ name }) => name)).toStrictEqual(['c'])
    await expect(compareTables(tables, ['b'])).rejects.toThrow(
      new Error('The column "b" of `diff-key` does not hold single values.'),
    )
  })

  test('compares at most 500 columns beside the key', async () => {
    const names = Array.from({ length: 502 }, (_, index) => `column ${index}`)
    const table = Object.fromEntries(['id', ...names].map((name) => [name, integers(1)]))
    const changes = await compare({ key: ['id'], base: table, now: table })
    expect(changes.columns.map(({ name }) => name)).toStrictEqual(names.slice(0, 500))
    expect(changes.uncomparedColumns).toStrictEqual(names.slice(500))
  })

  const booleans = (...values: boolean[]): TestColumn => ({ kind: 'booleans', values })

  test.each<[string, TestColumn, TestColumn, Partial<RowChanges['columns'][number]>]>([
    [
      'numbers',
      integers(1, 1, 1),
      floats(2, 1, 4),
      { kinds: { base: 'number', now: 'number' }, difference: { mean: 2, greatest: 3 } },
    ],
    [
      'booleans',
      booleans(true, true, false),
      booleans(true, false, true),
      { kinds: { base: 'boolean', now: 'boolean' }, difference: undefined },
    ],
    [
      'booleans that are numbers now',
      booleans(true, true, false),
      integers(1, 3, 4),
      { kinds: { base: 'boolean', now: 'number' }, difference: { mean: 3, greatest: 4 } },
    ],
    [
      'numbers that are booleans now',
      integers(1, 3, 4),
      booleans(true, true, false),
      { kinds: { base: 'number', now: 'boolean' }, difference: { mean: -3, greatest: -4 } },
    ],
    [
      'texts',
      texts('a', 'b', 'c'),
      texts('a', 'c', 'd'),
      { kinds: { base: 'text', now: 'text' }, difference: undefined },
    ],
  ])('describes the differences of %s', async (_, before, after, expected) => {
    const id = integers(1, 2, 3)
    const changes = await compare({ key: ['id'], base: { id, x: before }, now: { id, x: after } })
    const differing = { count: 2, from: 2, to: 2 }
    expect(changes.columns).toStrictEqual([{ name: 'x', differing, ...expected }])
  })

  test('finds the key with the fewest rows that only one of the tables has', async () => {
    const base = { a: integers(1, 2), b: integers(1, 2) }
    const now = { a: integers(1, 8, 9), b: integers(1, 2, 3) }
    expect((await compare({ key: 'auto', base, now })).key).toStrictEqual(['b'])
  })

  test('finds a key that is unique in all rows', async () => {
    const rows = [...new Array(20_002).keys()]
    const table = { a: integers(...rows.map((row) => (row === 20_001 ? 0 : row))), id: integers(...rows) }
    expect((await compare({ key: 'auto', base: table, now: table }, undefined, { maxRows: 1e6 })).key).toStrictEqual([
      'id',
    ])
  })
})
