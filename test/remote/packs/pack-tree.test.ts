import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PackMembers } from '../../../src/remote/packs/pack.ts'
import {
  addToPacks,
  listChildren,
  type PackLocation,
  packCapacities,
  readPack,
} from '../../../src/remote/packs/pack-tree.ts'
import { neverAborted } from '../helpers.ts'
import { instantClock, MemoryStore } from '../index/fixtures.ts'
import { createTestBundles, createTestHyperFrame, createTestObject, toMembers } from './fixtures.ts'

const options = { signal: neverAborted, clock: instantClock }
const isCurrent = () => true

const locate = (store: PackLocation['store'], debug = (_: string) => {}): PackLocation => ({
  ...{ store, debug },
  key: 'run-action/pack',
  context: 'shop',
})

async function readAll(store: PackLocation['store'], prefix = ''): Promise<PackMembers> {
  const own = (await readPack(locate(store), prefix, options)).members
  if (prefix.length === 2) return own
  const below = await Promise.all(listChildren(prefix).map((child) => readAll(store, child)))
  return new Map([...below.flatMap((members) => [...members]), ...own])
}

describe('addToPacks', () => {
  test('fills the root, and moves its members into 16 packs when it is full', async () => {
    const store = new MemoryStore()
    const first = createTestBundles(0, 1000, { size: 900 })
    const more = createTestBundles(1000, 200, { size: 900 })
    await addToPacks(locate(store), { members: toMembers(first), isCurrent }, options)
    expect([...store.objects.keys()]).toStrictEqual(['run-action/pack.gz'])
    await addToPacks(locate(store), { members: toMembers(more), isCurrent }, options)
    expect([...store.objects.keys()].sort()).toStrictEqual([
      ...[...'0123456789abcdef'].map((digit) => `run-action/pack-${digit}.gz`),
      'run-action/pack.gz',
    ])
    expect((await readPack(locate(store), '', options)).members.size).toBe(0)
    expect(new Set((await readAll(store)).keys())).toStrictEqual(new Set(toMembers([...first, ...more]).keys()))
  })

  test('writes nothing that the packs have', async () => {
    const store = new MemoryStore()
    const members = toMembers(createTestBundles(0, 3))
    await addToPacks(locate(store), { members, isCurrent }, options)
    const before = store.objects.get('run-action/pack.gz')
    await addToPacks(locate(store), { members, isCurrent }, options)
    expect(store.objects.get('run-action/pack.gz')).toBe(before)
  })

  test('replaces a member that is wrong, and a pack that is not one', async () => {
    const store = new MemoryStore()
    const { object } = createTestHyperFrame()
    const right = createTestObject(object.path, Buffer.from('right'))
    await addToPacks(locate(store), { members: new Map([[object.path, Buffer.from('wrong')]]), isCurrent }, options)
    await addToPacks(locate(store), { members: toMembers([right]), isCurrent }, options)
    expect(await readAll(store)).toStrictEqual(toMembers([right]))
    store.objects.set('run-action/pack.gz', { etag: 'other', bytes: Buffer.from('garbage') })
    const reports: string[] = []
    await addToPacks(locate(store, reports.push.bind(reports)), { members: toMembers([right]), isCurrent }, options)
    expect(await readAll(store)).toStrictEqual(toMembers([right]))
    expect(reports).toStrictEqual([
      'run-action/pack.gz is ignored and will be replaced: a pack that cannot be unpacked.',
    ])
  })

  test('drops the oldest members of a full pack of the last level, and then those that are gone', async () => {
    const store = new MemoryStore()
    const size = 16 * 1024
    const createRange = (digits: string, count: number, from = 0) =>
      Array.from({ length: count }, (_, n) => {
        const uuid = `${digits}000000-0000-4000-8000-${(from + n).toString(16).padStart(12, '0')}`
        return createTestObject(`objects/${uuid}/${uuid}_hframe.pb`, Buffer.alloc(size, uuid))
      })
    const readPaths = async () => [...(await readPack(locate(store), '00', options)).members.keys()]
    const first = createRange('00', 600)
    await addToPacks(locate(store), { members: toMembers(first), isCurrent }, options)
    const paths = first.map(({ object }) => object.path)
    const fitting = Math.floor(packCapacities[2] / (size + (paths[0]?.length ?? 0)))
    expect(await readPaths()).toStrictEqual(paths.slice(-fitting))
    const more = [...createRange('0f', 600), ...createRange('00', 1, 600)]
    const isLate = (path: string) => path > (paths[500] ?? '')
    await addToPacks(locate(store), { members: toMembers(more), isCurrent: isLate }, options)
    expect(await readPaths()).toStrictEqual([...paths.slice(501), more.at(-1)?.object.path])
  })

  test('loses no member when several writers interleave', async () => {
    const writer = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(writer, { minLength: 2, maxLength: 4 }), async (scheduler, writers) => {
        const memory = new MemoryStore()
        const store = {
          getVersion: scheduler.scheduleFunction((name: string) => memory.getVersion(name)),
          putVersion: scheduler.scheduleFunction((name: string, bytes: Uint8Array, tag: string | undefined) =>
            memory.putVersion(name, bytes, tag),
          ),
        }
        const added = writers.map((starts) =>
          toMembers(starts.flatMap((start) => createTestBundles(start * 20, 20, { size: 16_000 }))),
        )
        const work = added.map((members) => addToPacks(locate(store), { members, isCurrent }, options))
        await scheduler.waitFor(Promise.all(work))
        const expected = new Set(added.flatMap((members) => [...members.keys()]))
        expect(new Set((await readAll(memory)).keys())).toStrictEqual(expected)
      }),
      { numRuns: 8 },
    )
  })

  test('gives up after eight conflicts', async () => {
    let gets = 0
    const losing = { getVersion: async () => void gets++, putVersion: async () => 'changed' as const }
    const members = toMembers(createTestBundles(0, 1))
    await expect(addToPacks(locate(losing), { members, isCurrent }, options)).rejects.toThrow('by another writer')
    expect(gets).toBe(8)
  })
})
