import { describe, expect, test } from 'vitest'
import { createCorruptBundleFailure, readHyperFrameObject } from '../../src/bundles/bundle-place.ts'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { maxHyperFrameBytes } from '../../src/disdat/format/hyperframe.ts'
import { neverAborted } from '../remote/helpers.ts'
import { MemoryPlace } from './memory-place.ts'

const options = { signal: neverAborted }

describe('readHyperFrameObject', () => {
  test('returns the bundle and the bytes of its HyperFrame', async () => {
    const place = new MemoryPlace()
    const uuid = place.add({ name: 'clean' })
    const read = await readHyperFrameObject(place, uuid, options)
    expect(read?.bundle).toMatchObject({ uuid, name: 'clean' })
    expect(read?.bytes.length).toBe((await place.listSizes(uuid)).get(formatHyperFrameName(uuid)))
    expect(place.reads).toStrictEqual([formatHyperFrameName(uuid)])
  })

  test('returns undefined without a HyperFrame', async () => {
    expect(await readHyperFrameObject(new MemoryPlace(), crypto.randomUUID(), options)).toBeUndefined()
  })

  test('reads nothing for a text that is not a uuid', async () => {
    const place = new MemoryPlace()
    expect(await readHyperFrameObject(place, '../other', options)).toBeUndefined()
    expect(place.reads).toStrictEqual([])
  })

  test.each([
    ['is not a HyperFrame', Buffer.from('garbage')],
    ['is too large', new Uint8Array(maxHyperFrameBytes + 1)],
  ])('throws BundleFormatError for an object that %s', async (_, bytes) => {
    const place = new MemoryPlace()
    const uuid = place.add({ corrupt: () => bytes })
    await expect(readHyperFrameObject(place, uuid, options)).rejects.toThrow(BundleFormatError)
  })
})

describe('createCorruptBundleFailure', () => {
  test('names the bundle and the reason', () => {
    const cause = new Error('cause')
    expect(createCorruptBundleFailure(new MemoryPlace(), 'u', 'it is too large', cause)).toMatchObject({
      verdict: 'bundle-corrupt',
      message: 'The bundle memory/u cannot be used: it is too large.',
      advice: 'Create it again, or use an older version.',
      cause,
    })
  })
})
