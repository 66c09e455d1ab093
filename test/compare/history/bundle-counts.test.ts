import { describe, expect } from 'vitest'
import { countBundle, createCountBudget, getCounts } from '../../../src/compare/history/bundle-counts.ts'
import { Failure } from '../../../src/errors.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import { S3Error } from '../../../src/s3/errors.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { catchFailure, neverAborted, observeStore, replaceMethods } from '../../remote/helpers.ts'
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

  test('reads the values of a bundle that uses up the budget of bytes', async ({ remote }) => {
    const uuid = await putBundle(remote, { data: new Uint8Array(7) })
    const sizes = await remote.listSizes(uuid, { signal: neverAborted })
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    const exact = { ...options(), budget: { ...createCountBudget(), bytes } }
    expect(await countBundle(remote, uuid, exact)).toMatchObject({ nulls: new Map([['unnamed:0', 0]]) })
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

  test('counts no bundle that does not exist, after one request', async ({ remote }) => {
    const calls: string[] = []
    const observed = createRemote(
      observeStore(remote.store, (method) => calls.push(method)),
      remote,
    )
    expect(await countBundle(observed, crypto.randomUUID(), options())).toBeUndefined()
    expect(calls).toStrictEqual(['get'])
  })

  test('counts no bundle that is deleted meanwhile', async ({ remote }) => {
    const uuid = await putBundle(remote, { data: new Uint8Array(7) })
    let requests = 0
    const get: ObjectStore['get'] = async (...request) =>
      requests++ === 0 ? await remote.store.get(...request) : undefined
    expect(await countBundle(createRemote(replaceMethods(remote, { get }), remote), uuid, options())).toBeUndefined()
  })

  test('counts what it can of a bundle of which S3 refuses a frame', async ({ remote }) => {
    const uuid = await putBundle(remote, csv)
    /** Refuses the first request for a frame, or each of them. */
    const refuse = (code: string, isOnce = false) => {
      let refused = 0
      const get: ObjectStore['get'] = async (key, ...request) => {
        if (!key.endsWith('_frame.pb') || (isOnce && refused > 0)) return await remote.store.get(key, ...request)
        refused++
        throw new Failure('access-denied', 'refused', '', { cause: new S3Error(403, code, 'refused') })
      }
      return createRemote(replaceMethods(remote, { get }), remote)
    }
    expect(await countBundle(refuse('AccessDenied'), uuid, options())).toMatchObject({ rows: 2, bytes: undefined })
    expect(await catchFailure(countBundle(refuse('ExpiredToken', true), uuid, options()))).toMatchObject({
      verdict: 'access-denied',
    })
  })

  test('throws for a bundle that is not complete', async ({ remote }) => {
    const uuid = await putBundle(remote, { ...csv, without: () => ['a.csv'] })
    expect(await catchFailure(countBundle(remote, uuid, options()))).toMatchObject({ verdict: 'bundle-corrupt' })
  })
})

test('createCountBudget has the limits of one history', () => {
  expect(createCountBudget()).toStrictEqual({ bundles: 30, frames: 2000, bytes: 256 * 1024 * 1024 })
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
        { ...column, name: 'removed', now: undefined },
        { ...column, name: 'unread', now: facts },
        { ...column, name: 'mixed', now: { ...facts, values: { ...value, nulls: undefined } } },
        { ...column, name: 'read', now: { ...facts, values: { ...value, nulls: 1 } } },
      ],
    })
    expect(counts).toStrictEqual({ rows: 2, bytes: undefined, nulls: new Map([['read', 1]]) })
  })
})
