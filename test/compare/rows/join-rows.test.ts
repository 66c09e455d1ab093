import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellSink } from '../../../src/compare/rows/cell-sink.ts'
import { joinRows, mergeJoined } from '../../../src/compare/rows/join-rows.ts'
import { RowRecords } from '../../../src/compare/rows/row-records.ts'
import { RowStore } from '../../../src/compare/rows/row-store.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

type Value = number | 'null' | 'NaN' | undefined
type Row = readonly [key: number, ...values: readonly Value[]]

type Join = {
  readonly json?: boolean
  readonly maxSamples?: number
  readonly maxBytes?: number
  readonly signal?: AbortSignal
  /** The partition of all keys; by default, each key has its own. */
  readonly partition?: number
  /** The most rows of the base; more are sampled. */
  readonly baseRows?: number
}

const createCell = (value: Value) => {
  const sink = new CellSink(2)
  if (typeof value === 'string') sink.jsonNull(value)
  else if (value === undefined) sink.missing()
  else sink.number(value)
  return sink.view(1)
}

async function joinParts(base: readonly Row[], now: readonly Row[], more: Join = {}) {
  await using folder = await makeTemporaryFolder('rows-')
  const cells = (base[0] ?? now[0] ?? [0, 0]).length - 1
  const fill = (name: string, rows: readonly Row[], maxRows = 1_000_000) => {
    const store = new RowStore(folder.path, name, { cells, maxRows })
    for (const [key, ...values] of rows)
      store.add(Uint32Array.of((more.partition ?? key) << 24, key, key, key), values.map(createCell), 1)
    store.close()
    return new RowRecords(store.facts)
  }
  const tables = [fill('base', base, more.baseRows), fill('now', now)] as const
  const options = { signal: neverAborted, maxSamples: 0, ...more, jsonColumns: new Set(more.json ? [0] : []) }
  try {
    return [
      await joinRows(...tables, { ...options, part: 0 }),
      await joinRows(...tables, { ...options, part: 1 }),
    ] as const
  } finally {
    for (const table of tables) table.close()
  }
}

async function join(base: readonly Row[], now: readonly Row[], more: Join = {}) {
  return mergeJoined(await joinParts(base, now, more), more.maxSamples ?? 0)
}

test('joinRows counts added, removed and changed rows, and the differences of numbers', async () => {
  const joined = await join(
    [
      [1, 10],
      [2, 20],
      [3, 30],
      [4, undefined],
      [5, 1],
    ],
    [
      [2, 20],
      [3, 25],
      [4, 7],
      [5, 9],
      [6, 0],
      [7, 0],
    ],
    { maxSamples: 1 },
  )
  expect(joined).toMatchObject({ added: 2, removed: 1, shared: 4, changed: 3, ambiguous: { keys: 0 } })
  expect(joined.columns).toStrictEqual([{ differing: 3, numbers: 2, sum: 3, greatest: 8 }])
  expect(joined.samples).toStrictEqual({
    added: [{ base: undefined, now: 4 }],
    removed: [{ base: 0, now: undefined }],
    changed: [{ base: 2, now: 1 }],
  })
})

test('joinRows leaves out rows whose key is not unique in one of the tables', async () => {
  const joined = await join(
    [
      [1, 1],
      [1, 2],
      [2, 1],
    ],
    [
      [1, 1],
      [2, 5],
      [3, 0],
      [3, 0],
    ],
  )
  expect(joined).toMatchObject({ added: 0, removed: 0, shared: 1, changed: 1, ambiguous: { base: 2, now: 3, keys: 2 } })
})

test.each([
  [true, 0],
  [false, 1],
])('joinRows takes null and NaN for the same in columns of JSON: %s', async (json, changed) => {
  expect(await join([[1, 'null']], [[1, 'NaN']], { json })).toMatchObject({ changed })
})

function total(sum: number, greatest: number) {
  return { differing: 2, numbers: 2, sum, greatest }
}

const anyRows = fc.array(fc.tuple(fc.nat(30), fc.nat(2)), { maxLength: 60 })

test('joinRows finds the same with room for a few keys as with room for all', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, anyRows, fc.integer({ min: 1, max: 40 }), async (base, now, keys) => {
      const options = { partition: 7, maxSamples: 5 }
      const recordBytes = 7 * 4
      const few = await join(base, now, { ...options, maxBytes: keys * recordBytes * 2 })
      expect(few).toStrictEqual(await join(base, now, options))
    }),
  )
})

test('joinRows stops when it is cancelled', async () => {
  const signal = AbortSignal.abort(new Error('stop'))
  await expect(join([[1, 1]], [], { signal })).rejects.toThrow('stop')
})

test('joinRows joins the partitions with even numbers, or those with odd numbers', async () => {
  const rows: readonly Row[] = [
    [1, 0],
    [2, 0],
    [4, 0],
  ]
  expect((await joinParts(rows, rows)).map(({ shared }) => shared)).toStrictEqual([2, 1])
})

test('joinRows leaves out rows that the sample of the other table cannot have', async () => {
  // The second word of the hash of 16 begins with 27 zeros, that of 8 with 28.
  const rows: readonly Row[] = [
    [8, 0],
    [16, 0],
  ]
  expect(await join(rows, rows, { baseRows: 1 })).toMatchObject({ added: 0, removed: 0, shared: 1 })
})

test.each<[string, readonly Row[], readonly Row[], readonly object[]]>([
  [
    'columns, each from its own cells',
    [[2, 0.1, 0.1, 5]],
    [[2, 0.1, 0.1 + 2 ** -56, 7]],
    [
      { differing: 0, numbers: 0, sum: 0, greatest: 0 },
      { differing: 1, numbers: 1, sum: 2 ** -56, greatest: 2 ** -56 },
      { differing: 1, numbers: 1, sum: 2, greatest: 2 },
    ],
  ],
  ['numbers that are missing now', [[2, 1]], [[2, undefined]], [{ differing: 1, numbers: 0, sum: 0, greatest: 0 }]],
  ...(['one part', 'two parts'] as const).flatMap(
    (parts): readonly [string, readonly Row[], readonly Row[], readonly object[]][] => {
      const other = parts === 'one part' ? 4 : 3
      const create = (a: number, b: number): readonly Row[] => [
        [2, a],
        [other, b],
      ]
      return [
        [`a greater and a smaller difference in ${parts}`, create(0, 0), create(9, 1), [total(10, 9)]],
        [`a smaller and a greater difference in ${parts}`, create(0, 0), create(1, -9), [total(-8, -9)]],
        [`opposite differences in ${parts}`, create(0, 0), create(5, -5), [total(0, 5)]],
      ]
    },
  ),
])('joinRows counts %s', async (_, base, now, expected) => {
  expect((await join(base, now)).columns).toStrictEqual(expected)
})

test('joinRows remembers the first rows of the new table in any order of their keys', async () => {
  const create = (keys: readonly number[], value: number) => keys.map((key): Row => [key, value])
  // Joined by key: the rows 0, 1, 3 and 2 of the new table.
  const [part] = await joinParts(create([8, 6, 4, 2], 0), create([2, 4, 8, 6], 1), { maxSamples: 3 })
  expect(part.samples.changed.map(({ now }) => now)).toStrictEqual([0, 1, 2])
  const [fewer] = await joinParts(create([8, 6, 4, 2], 0), create([6, 8, 2, 4], 1), { maxSamples: 2 })
  expect(fewer.samples.changed.map(({ now }) => now)).toStrictEqual([0, 1])
})
