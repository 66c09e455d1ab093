import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellSink } from '../../../src/compare/rows/cell-sink.ts'
import { joinRows, mergeJoined } from '../../../src/compare/rows/join-rows.ts'
import { RowRecords } from '../../../src/compare/rows/row-records.ts'
import { RowStore } from '../../../src/compare/rows/row-store.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

type Row = readonly [key: number, value: number | 'null' | 'NaN' | undefined]

type Join = {
  readonly json?: boolean
  readonly maxSamples?: number
  readonly maxBytes?: number
  readonly signal?: AbortSignal
  /** The partition of all keys; by default, each key has its own. */
  readonly partition?: number
}

async function join(base: readonly Row[], now: readonly Row[], more: Join = {}) {
  await using folder = await makeTemporaryFolder('rows-')
  const fill = (name: string, rows: readonly Row[]) => {
    const store = new RowStore(folder.path, name, { cells: 1, maxRows: 1_000_000 })
    for (const [key, value] of rows) {
      const sink = new CellSink(2)
      if (typeof value === 'string') sink.jsonNull(value)
      else if (value === undefined) sink.missing()
      else sink.number(value)
      store.add(Uint32Array.of((more.partition ?? key) << 24, key, key, key), [sink.view(1)], 1)
    }
    store.close()
    return new RowRecords(store.facts)
  }
  const tables = [fill('base', base), fill('now', now)] as const
  const options = { signal: neverAborted, maxSamples: 0, ...more, jsonColumns: new Set(more.json ? [0] : []) }
  try {
    const parts = [
      await joinRows(...tables, { ...options, part: 0 }),
      await joinRows(...tables, { ...options, part: 1 }),
    ]
    return mergeJoined(parts, options.maxSamples)
  } finally {
    for (const table of tables) table.close()
  }
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
