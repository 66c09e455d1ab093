import { describe, expect, test } from 'vitest'
import type { BundlePlace } from '../../src/bundles/bundle-place.ts'
import { readBundleParts } from '../../src/bundles/bundle-reader.ts'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { MemoryPlace } from './memory-place.ts'

const options = { signal: neverAborted }

describe('readBundleParts', () => {
  test('returns the objects of a bundle, files before frames, and keeps the bytes of small frames', async () => {
    const place = new MemoryPlace()
    const uuid = place.add({ links: ['bundle://a', 'bundle://sub/b'], files: { a: '1', 'sub/b': '22', stray: 'x' } })
    const [part, ...others] = (await readBundleParts(place, uuid, options)) ?? []
    const frame = formatFrameName(part?.bundle.frames[0]?.uuid ?? '')
    expect(others).toStrictEqual([])
    expect(part?.objects).toStrictEqual([
      { path: 'a', size: 1 },
      { path: 'sub/b', size: 2 },
      { path: frame, size: part?.frameBytes.get(frame)?.length },
    ])
    expect(part?.hashChecks).toStrictEqual(new Map([[frame, true]]))
    expect(part).toMatchObject({ missing: [] })
  })

  test('lists what does not exist in the part that refers to it', async () => {
    const place = new MemoryPlace()
    const inner = place.add({ links: ['bundle://gone'] })
    const outer = place.add({ nested: [inner] })
    const parts = await readBundleParts(place, outer, options)
    expect(parts?.map(({ bundle, missing }) => [bundle.uuid, missing])).toStrictEqual([
      [inner, ['gone']],
      [outer, []],
    ])
  })

  test('does not keep the bytes of frames beyond 8 MiB', async () => {
    const place = new MemoryPlace()
    const names = Array.from({ length: 7000 }, (_, n) => `bundle://${`${'x'.repeat(240)}/`.repeat(3)}${n}`)
    const inner = place.add({ links: names })
    const parts = await readBundleParts(place, place.add({ nested: [inner, place.add({ links: names })] }), options)
    expect(parts?.map(({ frameBytes }) => frameBytes.size)).toStrictEqual([1, 0, 1])
  })

  test('reads only the first bytes of a large frame of values', async () => {
    const place = new MemoryPlace()
    const uuid = place.add({ data: new Uint8Array(200_000) })
    const [part] = (await readBundleParts(place, uuid, options)) ?? []
    expect(part?.frameBytes).toStrictEqual(new Map())
    expect(part?.hashChecks).toStrictEqual(new Map())
    expect(place.reads).toHaveLength(2)
  })

  test('skips only frames and nested bundles whose errors `canSkip` accepts', async () => {
    const place = new MemoryPlace()
    const links = { links: ['bundle://a'], files: { a: '1', b: '22' } }
    const [archived, inner] = [place.add({}), place.add(links)]
    const outer = place.add({ nested: [archived, inner] })
    const refused = new Error('archived')
    const read: BundlePlace['read'] = async (uuid, path, limits) => {
      const isRefused = path === formatHyperFrameName(archived) || (uuid === inner && path.endsWith('_frame.pb'))
      return isRefused ? await Promise.reject(refused) : await place.read(uuid, path, limits)
    }
    const refusing: BundlePlace = { getUri: place.getUri, listSizes: (uuid) => place.listSizes(uuid), read }
    const parts = await readBundleParts(refusing, outer, { ...options, canSkip: (error) => error === refused })
    const frame = formatFrameName(parts?.[0]?.bundle.frames[0]?.uuid ?? '')
    expect(parts?.map(({ bundle, skipped }) => [bundle.uuid, skipped])).toStrictEqual([
      [inner, [frame]],
      [outer, [archived]],
    ])
    // The skipped frame may link to both files.
    expect(parts?.[0]?.objects.map(({ path }) => path)).toStrictEqual(['a', 'b', frame])
    await expect(readBundleParts(refusing, outer, options)).rejects.toBe(refused)
  })

  test('returns undefined without a HyperFrame', async () => {
    const place = new MemoryPlace()
    expect(await readBundleParts(place, crypto.randomUUID(), options)).toBeUndefined()
    const uuid = place.add({ without: (id) => [formatHyperFrameName(id)] })
    expect(await readBundleParts(place, uuid, options)).toBeUndefined()
  })

  test('throws bundle-corrupt for a nested bundle that does not exist', async () => {
    const place = new MemoryPlace()
    const absent = crypto.randomUUID()
    const uuid = place.add({ nested: [absent] })
    expect(await catchFailure(readBundleParts(place, uuid, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: `The bundle memory/${uuid} cannot be used: it contains the bundle ${absent}, which does not exist.`,
    })
  })
})
