import { describe, expect } from 'vitest'
import type { BundleDescription } from '../../../src/disdat/bundle.ts'
import { Failure } from '../../../src/errors.ts'
import { HyperFrameCache, readCatalog } from '../../../src/remote/catalog.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { findNewestWhole } from '../../../src/run/freshness/find-newest-whole.ts'
import { neverAborted, replaceMethods } from '../../remote/helpers.ts'
import { test } from '../fixtures.ts'
import { broken, putDay } from './fixtures.ts'

const now = new Date('2026-07-11T12:00:00Z')
const day = '2026-07-10'

async function list(remote: Remote): Promise<readonly BundleDescription[]> {
  const catalog = await readCatalog(remote, new HyperFrameCache(remote, {}), { signal: neverAborted })
  return catalog.findMatches({}).toSorted((a, b) => b.createdSeconds - a.createdSeconds)
}

const find = (remote: Remote, bundles: readonly BundleDescription[], isMatch = (_: BundleDescription) => true) =>
  findNewestWhole(bundles, isMatch, { remote, now, signal: neverAborted })

describe('findNewestWhole', () => {
  test('finds nothing among no bundles, and among bundles that no longer exist', async ({ remote }) => {
    expect(await find(remote, [])).toBeUndefined()
    const uuid = await putDay(remote, day)
    const [bundle] = await list(remote)
    if (bundle === undefined) throw new Error('no bundle')
    expect(await find(remote, [{ ...bundle, uuid: crypto.randomUUID() }])).toBeUndefined()
    expect(await find(remote, [{ ...bundle, uuid: crypto.randomUUID() }, bundle])).toMatchObject({
      proof: { bundle: { uuid } },
    })
  })

  test('finds the newest, and says which objects of a broken one are missing', async ({ remote }) => {
    await putDay(remote, day)
    const newest = await putDay(remote, day, { ...broken, madeAt: '2026-07-11T09:00:00Z' })
    expect(await find(remote, await list(remote))).toEqual({
      kind: 'broken',
      why: expect.stringMatching(new RegExp(`${newest} cannot be used: it refers to objects that do not exist: `)),
    })
  })

  test('leaves out a bundle that the index described otherwise than its HyperFrame', async ({ remote }) => {
    const other = await putDay(remote, day, { name: 'customers', madeAt: '2026-07-11T09:00:00Z' })
    const uuid = await putDay(remote, day)
    const described = (await list(remote)).map((bundle) => ({ ...bundle, name: 'orders' }))
    expect(described[0]?.uuid).toBe(other)
    expect(await find(remote, described, ({ name }) => name === 'orders')).toMatchObject({
      proof: { bundle: { uuid } },
    })
  })

  test('throws when the remote cannot be read', async ({ remote }) => {
    await putDay(remote, day)
    const bundles = await list(remote)
    const refused = new Failure('access-denied', 'S3 refuses it.', 'Allow it.')
    const store = replaceMethods(remote, { get: () => Promise.reject(refused) })
    const denied = { ...remote, store, read: () => Promise.reject(refused) }
    await expect(find(denied, bundles)).rejects.toBe(refused)
  })
})
