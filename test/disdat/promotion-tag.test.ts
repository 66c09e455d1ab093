import { createHash } from 'node:crypto'
import { create, toBinary } from '@bufbuild/protobuf'
import { describe, expect, test } from 'vitest'
import { readBundle } from '../../src/disdat/bundle.ts'
import { hyperFrameHashMatches, maxHyperFrameBytes, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import { HyperFrameSchema, LineageSchema } from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { addPromotionTag, isEqualExceptPromotion, promotionTag } from '../../src/disdat/promotion-tag.ts'
import { encodeFields } from './format/fixtures/encode-fields.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'

/** An encoded HyperFrame with these tags, a creation date and an unknown field. */
function encode(tags: readonly (readonly [string, string])[], owner = 'ann'): Uint8Array {
  const lineage = create(LineageSchema, { creationDate: 1_700_000_000.25 })
  const message = create(HyperFrameSchema, { uuid, owner, lineage, tags: tags.map(([k, v]) => ({ k, v })) })
  message.$unknown = [{ no: 100, wireType: 2, data: Buffer.from([3, 110, 101, 119]) }]
  return writeHyperFrame(message)
}

const original = encode([
  ['committed', 'True'],
  ['tier', 'gold'],
])
const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('addPromotionTag', () => {
  test('adds the tag after the others, with a new hash and everything else as it was', () => {
    const tagged = addPromotionTag(original, 'pr-7')
    const expected = encode([
      ['committed', 'True'],
      ['tier', 'gold'],
      ['promoted_from', 'pr-7'],
    ])
    expect(asText(tagged)).toBe(asText(expected))
    expect(hyperFrameHashMatches(tagged)).toBe(true)
    expect(asText(tagged)).toContain(asText(Buffer.from('\u0003new')))
    expect(readBundle(tagged, uuid)).toMatchObject({ createdSeconds: 1_700_000_000.25, committed: true })
  })

  test('replaces the value of an earlier promotion, and every copy of the key', () => {
    const twice = encode([
      [promotionTag, 'pr-1'],
      ['committed', 'True'],
      [promotionTag, 'pr-2'],
    ])
    const expected = encode([
      ['committed', 'True'],
      [promotionTag, 'pr-12'],
    ])
    expect(asText(addPromotionTag(twice, 'pr-12'))).toBe(asText(expected))
  })

  test('leaves a HyperFrame that does not match its own hash as it is', () => {
    const damaged = Buffer.from(Buffer.from(original).toString('latin1').replace('gold', 'bold'), 'latin1')
    expect(addPromotionTag(damaged, 'pr-7')).toBe(damaged)
  })

  test('leaves a HyperFrame as it is that would be too large to be read with the tag', () => {
    const length = maxHyperFrameBytes - encode([], 'a'.repeat(200_000)).length + 200_000
    const largest = encode([], 'a'.repeat(length - 1))
    expect(largest.length).toBeGreaterThan(maxHyperFrameBytes - 10)
    expect(largest.length).toBeLessThanOrEqual(maxHyperFrameBytes)
    // The bytes are too many for the message of a failure.
    expect(addPromotionTag(largest, 'pr-7') === largest).toBe(true)
  })
})

describe('isEqualExceptPromotion', () => {
  const other = encode([
    ['committed', 'True'],
    ['tier', 'tin'],
  ])
  const damaged = Buffer.from(
    Buffer.from(original)
      .toString('latin1')
      .replace(/[0-9a-f]{32}/, '0'.repeat(32)),
    'latin1',
  )
  const invalid = toBinary(HyperFrameSchema, create(HyperFrameSchema, { uuid }))

  test.for<[string, Uint8Array, Uint8Array, boolean]>([
    ['equal bytes', original, Uint8Array.from(original), true],
    ['a copy with the tag', original, addPromotionTag(original, 'pr-7'), true],
    ['two promotions', addPromotionTag(original, 'pr-12'), addPromotionTag(original, 'pr-7'), true],
    ['another value of another tag', original, other, false],
    ['another bundle with the tag', original, addPromotionTag(other, 'pr-7'), false],
    ['a HyperFrame that does not match its hash', damaged, addPromotionTag(original, 'pr-7'), false],
    ['equal bytes that do not match their hash', damaged, Uint8Array.from(damaged), true],
    ['bytes that are not a HyperFrame', original, Buffer.from('no'), false],
    ['a HyperFrame without a hash', original, invalid, false],
  ])('decides about %s', ([, a, b, expected]) => {
    expect(isEqualExceptPromotion(a, b)).toBe(expected)
    expect(isEqualExceptPromotion(b, a)).toBe(expected)
  })

  test('is false for a HyperFrame of the right hash that cannot be read', () => {
    // A uuid of another wire type: the hash is that of the other fields.
    const unreadable = encodeWithHash(encodeFields([4, 7]))
    expect(hyperFrameHashMatches(unreadable)).toBe(true)
    expect(isEqualExceptPromotion(original, unreadable)).toBe(false)
  })
})

/** Appends the MD5 of the fields as their hash. */
function encodeWithHash(fields: Buffer): Buffer {
  return Buffer.concat([fields, encodeFields([9, createHash('md5').update(fields).digest('hex')])])
}
