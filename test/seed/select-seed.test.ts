import { describe, expect, it } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import type { ListedObject } from '../../src/remote/listed-object.ts'
import {
  fitsWhole,
  pickNewestUuids,
  type SeedListing,
  selectSeed,
  splitIntoBatches,
} from '../../src/seed/select-seed.ts'

const createUuid = (digit: number) => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`

function describeBundle(digit: number, fields: Partial<BundleDescription> = {}): BundleDescription {
  return createDescription({
    uuid: createUuid(digit),
    name: `name-${digit}`,
    owner: 'ann',
    processingName: `process-${digit}`,
    createdSeconds: digit,
    tags: new Map([['committed', 'True']]),
    presentation: 'DF',
    code: { method: '', repo: '', hash: '', branch: '' },
    dependsOn: [],
    ...fields,
  })
}

const createObject = (digit: number, bytes: number): ListedObject => ({
  path: `objects/${createUuid(digit)}/a_frame.pb`,
  bytes,
  etag: '',
})

function createListing(sizes: Readonly<Record<number, number>>, hasOthers = false): SeedListing {
  const bundles = Object.entries(sizes).map(
    ([digit, bytes]) => [createUuid(Number(digit)), [createObject(Number(digit), bytes)]] as const,
  )
  return { bundles: new Map(bundles), hasOthers }
}

const described = (...digits: readonly number[]) => {
  const all = new Map(digits.map((digit) => [createUuid(digit), describeBundle(digit)]))
  return (uuid: string) => all.get(uuid)
}

describe('selectSeed', () => {
  it('selects everything that fits, the newest bundle first', () => {
    const selection = selectSeed(createListing({ 1: 10, 3: 30, 2: 20 }), described(1, 2, 3), { maxBytes: 60 })
    expect(selection).toEqual({
      objects: [createObject(3, 30), createObject(2, 20), createObject(1, 10)],
      ...{ bundles: 3, bytes: 60, isComplete: true },
    })
  })

  it('leaves out a bundle that does not fit, and takes an older bundle that fits', () => {
    const { objects, isComplete } = selectSeed(createListing({ 1: 10, 2: 60, 3: 30 }), described(1, 2, 3), {
      maxBytes: 50,
    })
    expect(objects).toEqual([createObject(3, 30), createObject(1, 10)])
    expect(isComplete).toBe(false)
  })

  it('takes bundles without a description last', () => {
    const { objects } = selectSeed(createListing({ 1: 10, 9: 10, 2: 10 }), described(1, 2), { maxBytes: 20 })
    expect(objects).toEqual([createObject(2, 10), createObject(1, 10)])
  })

  it('is not complete when the container pulls objects that a seed cannot contain', () => {
    expect(selectSeed(createListing({ 1: 1 }, true), described(1), { maxBytes: 9 }).isComplete).toBe(false)
  })

  it('selects only the bundles that it is asked for, and is complete with them', () => {
    const listing = createListing({ 1: 10, 2: 20, 3: 30 }, true)
    const only = new Set([createUuid(1), createUuid(3)])
    expect(selectSeed(listing, described(1, 2, 3), { maxBytes: 100, only })).toMatchObject({
      objects: [createObject(3, 30), createObject(1, 10)],
      isComplete: true,
    })
    const gone = new Set([...only, createUuid(7)])
    expect(selectSeed(listing, described(1, 2, 3), { maxBytes: 100, only: gone }).isComplete).toBe(false)
  })
})

describe('fitsWhole', () => {
  it('compares the size of all objects with the budget', () => {
    expect(fitsWhole(createListing({ 1: 10, 2: 20 }), 30)).toBe(true)
    expect(fitsWhole(createListing({ 1: 10, 2: 20 }), 29)).toBe(false)
  })
})

describe('pickNewestUuids', () => {
  it('picks the newest committed bundle of each processing name and of each human name', () => {
    const bundles = [
      describeBundle(1, { name: 'orders', processingName: 'a' }),
      describeBundle(2, { name: 'orders', processingName: 'b' }),
      describeBundle(3, { name: 'orders', processingName: 'a' }),
      describeBundle(4, { name: 'orders', processingName: 'a', tags: new Map() }),
      describeBundle(5, { name: 'raw', processingName: 'c' }),
    ]
    expect(pickNewestUuids(bundles, new Set())).toEqual(new Set([3, 2, 5].map(createUuid)))
  })

  it('picks pinned bundles too, if they exist', () => {
    const bundles = [1, 2].map((digit) => describeBundle(digit, { name: 'orders', processingName: 'a' }))
    expect(pickNewestUuids(bundles, new Set([1, 7].map(createUuid)))).toEqual(new Set([1, 2].map(createUuid)))
  })
})

describe('splitIntoBatches', () => {
  it('splits many objects by the first digit of their uuids, and few not at all', () => {
    const objects = [createObject(3, 1), createObject(1, 2), createObject(3, 3)]
    expect(splitIntoBatches(objects, 3)).toEqual([objects])
    expect(splitIntoBatches(objects, 2)).toEqual([[createObject(3, 1), createObject(3, 3)], [createObject(1, 2)]])
  })
})
