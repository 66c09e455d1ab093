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
  // The values of the reference implementation, MurmurHash3_x86_128 with seed 0, from mmh3 5 of Python.
  test.each([
    ['', '00000000000000000000000000000000'],
    ['a', 'a794933c5556b01b5556b01b5556b01b'],
    ['ab', '158451df25be301025be301025be3010'],
    ['abc', '75cdc6d1a2b006a5a2b006a5a2b006a5'],
    ['abcd', '96b6ccaa45afc62e45afc62e45afc62e'],
    ['abcde', 'c5402efb5d24c5bc5a7201775a720177'],
    ['abcdef', 'e17cb90aa1af2721a9bedff9a9bedff9'],
    ['abcdefg', '90b541d909863ade4a7769284a776928'],
    ['abcdefgh', 'aef41136adb11487fa6c8092fa6c8092'],
    ['abcdefghi', 'ad058c1c2206596f14d27d10dd94417c'],
    ['abcdefghij', 'f5d92ea79a37900ec792aa2a692ff17f'],
    ['abcdefghijk', 'a0c8c9ddca1f111e82fef12dbd5e9757'],
    ['abcdefghijkl', '738503fef48224c027d4dfadd28ce553'],
    ['abcdefghijklm', 'c13aa215dbaea1ecf41c3566d92cde70'],
    ['abcdefghijklmn', '75ec118e605d1fd7946f45f4f1d4894d'],
    ['abcdefghijklmno', 'ee6d1d694a1ad5ae84ce1457ada761a8'],
    ['abcdefghijklmnop', '9fd2762790b91256e4ce8b21d193ba45'],
    ['abcdefghijklmnopq', '0445a4d364515c6fd96ddc2a1d11079d'],
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
