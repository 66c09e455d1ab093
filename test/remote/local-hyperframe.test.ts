import { describe, expect, test } from 'vitest'
import { formatHyperFrameName, readBundle } from '../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { addPromotionTag } from '../../src/disdat/promotion-tag.ts'
import { preferLocalHyperFrame } from '../../src/remote/local-hyperframe.ts'
import { createBundleObjects } from './fixtures.ts'
import { neverAborted } from './helpers.ts'

// pull.test.ts pulls into the contexts of dsdt.

const options = { signal: neverAborted }
const { uuid, objects } = createBundleObjects({})
const original = objects.get(formatHyperFrameName(uuid)) ?? new Uint8Array()
const part = {
  ...{ bundle: readBundle(original), hyperFrame: addPromotionTag(original, 'pr-7') },
  ...{ objects: [], missing: [], skipped: [], hashChecks: new Map(), frameBytes: new Map() },
}
const other = createBundleObjects({ uuid, tags: { tier: 'gold' } }).objects.get(formatHyperFrameName(uuid))

describe('preferLocalHyperFrame', () => {
  test('takes the local HyperFrame that lacks the tag of a promotion', async () => {
    const read = async (id: string, name: string) => (name === formatHyperFrameName(id) ? original : undefined)
    expect((await preferLocalHyperFrame(part, { read }, options)).hyperFrame).toBe(original)
  })

  test.for<[string, Uint8Array | undefined]>([
    ['the local context has none', undefined],
    ['the local one has other tags', other],
  ])('leaves the part as it is where %s', async ([, local]) => {
    expect(await preferLocalHyperFrame(part, { read: async () => local }, options)).toBe(part)
  })

  test('leaves the part as it is where the local file cannot be read, and throws other errors', async () => {
    const fail = (error: Error) => ({ read: async () => await Promise.reject(error) })
    expect(await preferLocalHyperFrame(part, fail(new BundleFormatError('too large')), options)).toBe(part)
    await expect(preferLocalHyperFrame(part, fail(new Error('no disk')), options)).rejects.toThrow('no disk')
  })
})
