import { describe, expect } from 'vitest'
import { countBundle, createCountBudget, getCounts } from '../../../src/compare/history/bundle-counts.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { catchFailure, neverAborted } from '../../remote/helpers.ts'
import { test } from '../../run/fixtures.ts'

const options = () => ({ signal: neverAborted, maxBytes: 1024, budget: createCountBudget() })
const csv = { links: ['bundle://a.csv'], files: { 'a.csv': 'a,b\n1,2\n3,4\n' } }

describe('countBundle', () => {
  test('counts the rows, the bytes and the nulls of a bundle', async ({ remote }) => {
    const uuid = await putBundle(remote, { data: new Uint8Array(7) })
    const sizes = await remote.listSizes(uuid, { signal: neverAborted })
    expect(await countBundle(remote, uuid, options())).toStrictEqual({
      rows: 7,
      bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
      nulls: new Map([['unnamed:0', 0]]),
    })
  })

  test('counts the rows of files', async ({ remote }) => {
    expect(await countBundle(remote, await putBundle(remote, csv), options())).toMatchObject({ rows: 2 })
  })

  test('reads no values beyond the budget of bytes', async ({ remote }) => {
    const uuid = await putBundle(remote, { data: new Uint8Array(7) })
    const little = { ...options(), budget: { ...createCountBudget(), bytes: 10 } }
    expect(await countBundle(remote, uuid, little)).toMatchObject({ rows: 7, nulls: new Map() })
  })

  test.for(['bundles', 'frames'] as const)('counts nothing beyond the budget of %s', async (kind, { remote }) => {
    const uuid = await putBundle(remote, { data: new Uint8Array(7) })
    const budget = { ...createCountBudget(), [kind]: 1 }
    expect(await countBundle(remote, uuid, { ...options(), budget })).toMatchObject({ rows: 7 })
    expect(await countBundle(remote, uuid, { ...options(), budget })).toBeUndefined()
  })

  test('counts no bundle that does not exist', async ({ remote }) => {
    expect(await countBundle(remote, crypto.randomUUID(), options())).toBeUndefined()
  })

  test('throws for a bundle that is not complete', async ({ remote }) => {
    const uuid = await putBundle(remote, { ...csv, without: () => ['a.csv'] })
    expect(await catchFailure(countBundle(remote, uuid, options()))).toMatchObject({ verdict: 'bundle-corrupt' })
  })
})

describe('getCounts', () => {
  test('leaves out columns whose nulls are unknown', () => {
    const facts = { type: 'STRING', shape: [2], rows: 2, bytes: 9, values: undefined } as const
    const value = { distinct: undefined, min: undefined, max: undefined, mean: undefined, sample: undefined }
    const column = { status: 'added', base: undefined, differs: [], histogram: undefined } as const
    const nothing = { base: undefined, now: undefined }
    const counts = getCounts({
      ...{ isSame: undefined, presentation: nothing, files: [], nested: [], tags: [], durationMs: nothing, notes: [] },
      ...{ rows: { base: 1, now: 2 }, bytes: { base: 3, now: undefined } },
      columns: [
        { ...column, name: 'unread', now: facts },
        { ...column, name: 'mixed', now: { ...facts, values: { ...value, nulls: undefined } } },
        { ...column, name: 'read', now: { ...facts, values: { ...value, nulls: 1 } } },
      ],
    })
    expect(counts).toStrictEqual({ rows: 2, bytes: undefined, nulls: new Map([['read', 1]]) })
  })
})
