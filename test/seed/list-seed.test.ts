import { expect } from 'vitest'
import { listSeed } from '../../src/seed/list-seed.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { test } from '../run/fixtures.ts'

const options = { signal: neverAborted }

test('listSeed lists HyperFrames and frames with size and ETag, and no linked files', async ({ remote }) => {
  const uuid = await putBundle(remote, { links: ['bundle://data.csv'], files: { 'data.csv': 'a,b' } })
  const other = await putBundle(remote, {})
  const { bundles, hasOthers } = await listSeed(remote, options)
  expect(hasOthers).toBe(false)
  expect(new Set(bundles.keys())).toStrictEqual(new Set([uuid, other]))
  const objects = bundles.get(uuid) ?? []
  expect(objects).toHaveLength(2)
  for (const { path, bytes, etag } of objects) {
    expect(path).toMatch(new RegExp(`^objects/${uuid}/[0-9a-f-]{36}_h?frame\\.pb$`))
    expect(bytes).toBeGreaterThan(0)
    expect(etag).toMatch(/^[0-9a-f]{32}$/)
  }
})

test('listSeed lists only the bundles that it is asked for', async ({ remote }) => {
  const uuid = await putBundle(remote, {})
  await putBundle(remote, {})
  const { bundles } = await listSeed(remote, { ...options, only: new Set([uuid]) })
  expect([...bundles.keys()]).toStrictEqual([uuid])
  const many = new Set([uuid, ...Array.from({ length: 300 }, () => crypto.randomUUID())])
  expect([...(await listSeed(remote, { ...options, only: many })).bundles.keys()]).toStrictEqual([uuid])
})

test('listSeed does not list objects that cannot be files of a bundle, and reports that there are some', async ({
  remote,
}) => {
  const uuid = await putBundle(remote, {})
  for (const path of ['x/../../a_frame.pb', 'sub/a_frame.pb', 'a\\_frame.pb'])
    await remote.store.putIfAbsent(remote.getKey(uuid, path), Buffer.from('x'), options)
  const { bundles, hasOthers } = await listSeed(remote, options)
  expect(bundles.get(uuid)).toHaveLength(2)
  expect(hasOthers).toBe(true)
})
