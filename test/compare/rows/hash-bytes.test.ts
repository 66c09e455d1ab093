import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashBlocks, hashBytes, hashWords } from '../../../src/compare/rows/hash-bytes.ts'

function hash(text: string): string {
  const out = new Uint32Array(6)
  const bytes = Buffer.from(`(${text})`)
  hashBytes(bytes, 1, bytes.length - 1, out, 1)
  expect([out[0], out[5]]).toStrictEqual([0, 0])
  return [...out.subarray(1, 5)].map((word) => word.toString(16).padStart(8, '0')).join('')
}

describe('hashBytes', () => {
  // The values of the reference implementation, MurmurHash3_x86_128 with seed 0.
  test.each([
    ['', '00000000000000000000000000000000'],

    ["I will not buy this tobacconist's, it is scratched.", '9b5b7ba2ef3f7866889adeaf00f3f98e'],
  ])('returns the hash of the reference implementation for %j', (text, expected) => {
    expect(hash(text)).toBe(expected)
  })

  test('distinguishes texts that differ in one byte, at every length', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.nat(), (text, place) => {
        const bytes = Buffer.from(text)
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ 1
        expect(hash(bytes.toString('latin1'))).not.toBe(hash(Buffer.from(text).toString('latin1')))
      }),
    )
  })
})

test('hashBlocks returns the hash of the bytes of its words', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 4, maxLength: 12 }), (values) => {
      const words = Uint32Array.from(values.slice(0, values.length - (values.length % 4)))
      const out = new Uint32Array(8)
      hashBlocks(words, out, 0)
      hashBytes(new Uint8Array(words.buffer), 0, words.byteLength, out, 4)
      expect(out.slice(0, 4)).toStrictEqual(out.slice(4))
    }),
  )
})

test('hashWords distinguishes the places of its words', () => {
  const hashes = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ].map(([a = 0, b = 0, c = 0, d = 0]) => {
    const out = new Uint32Array(4)
    hashWords(a, b, c, d, out, 0)
    return out.join()
  })
  expect(new Set(hashes).size).toBe(4)
})
