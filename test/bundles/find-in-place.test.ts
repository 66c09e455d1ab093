import { describe, expect, test } from 'vitest'
import { findNewestBundle, readBundleAt } from '../../src/bundles/find-in-place.ts'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { MemoryPlace } from './memory-place.ts'

const options = { signal: neverAborted }

describe('readBundleAt', () => {
  test('returns the bundle, or undefined when it does not exist', async () => {
    const place = new MemoryPlace()
    const uuid = place.add({ name: 'clean' })
    expect(await readBundleAt(place, uuid, options)).toMatchObject({ uuid, name: 'clean' })
    expect(await readBundleAt(place, crypto.randomUUID(), options)).toBeUndefined()
  })

  test('throws bundle-corrupt when the HyperFrame cannot be read', async () => {
    const place = new MemoryPlace()
    const uuid = place.add({ corrupt: () => Buffer.from('garbage') })
    expect((await catchFailure(readBundleAt(place, uuid, options))).verdict).toBe('bundle-corrupt')
  })
})

describe('findNewestBundle', () => {
  test('returns the newest match, and skips and reports unreadable bundles', async () => {
    const place = new MemoryPlace()
    const uuids = [
      place.add({ name: 'a', created: 1 }),
      place.add({ name: 'a', created: 3 }),
      place.add({ name: 'a', created: 2 }),
      place.add({ name: 'b', created: 4 }),
      place.add({ name: 'a', created: 5, corrupt: () => Buffer.from('garbage') }),
      place.add({ name: 'a', created: 6, without: (uuid) => [formatHyperFrameName(uuid)] }),
    ]
    const unreadable: string[] = []
    const onUnreadable = (uuid: string) => void unreadable.push(uuid)
    const find = (name: string) =>
      findNewestBundle(place, uuids, { ...options, onUnreadable }, (bundle) => bundle.name === name)
    expect((await find('a'))?.uuid).toBe(uuids[1])
    expect(unreadable).toStrictEqual([uuids[4]])
    expect(await find('c')).toBeUndefined()
  })
})
