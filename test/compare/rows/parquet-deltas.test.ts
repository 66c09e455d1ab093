import fc from 'fast-check'
import { ByteWriter } from 'hyparquet-writer'
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js'
import { describe, expect, test } from 'vitest'
import { DeltaDecoder } from '../../../src/compare/rows/parquet-deltas.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

describe('DeltaDecoder', () => {
  test.each([
    [32, { min: -(2n ** 31n), max: 2n ** 31n - 1n }],
    [64, { min: -(2n ** 63n), max: 2n ** 63n - 1n }],
  ] as const)('reads integers of %i bits, and finds their end', (bits, range) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.bigInt(range), fc.bigInt(0n, 9n)), { minLength: 1, maxLength: 300 }),
        (values) => {
          const writer = new ByteWriter()
          deltaBinaryPack(writer, bits === 32 ? values.map(Number) : values, bits === 32 ? 'INT32' : 'INT64')
          const bytes = Buffer.concat([writer.getBytes(), Buffer.from('rest')])
          const decoder = new DeltaDecoder(bytes, 0, bits)
          expect(values.map(() => decoder.next())).toStrictEqual(values)
          expect(() => decoder.next()).toThrow(BundleFormatError)
          expect(new DeltaDecoder(bytes, 0, bits).findEnd()).toBe(bytes.length - 4)
        },
      ),
    )
  })

  test('reads integers of several blocks of different widths, at the end of their bytes', () => {
    const values = Array.from({ length: 300 }, (_, index) => BigInt(index % 40 < 20 ? index : index ** 3))
    const writer = new ByteWriter()
    deltaBinaryPack(writer, values, 'INT64')
    const bytes = new Uint8Array(writer.getBytes())
    const decoder = new DeltaDecoder(bytes, 0, 64)
    expect(values.map(() => decoder.next())).toStrictEqual(values)
    expect(new DeltaDecoder(bytes, 0, 64).findEnd()).toBe(bytes.length)
  })

  test('reads a block of as many integers as are allowed', () => {
    const decoder = new DeltaDecoder(Uint8Array.of(128, 128, 64, 1, 1, 6), 0, 32)
    expect(decoder.next()).toBe(3n)
    expect(() => decoder.next()).toThrow(new BundleFormatError('fewer values than its page states'))
  })

  const otherSize = 'differences in blocks of another size'

  test.each([
    ['no block', [0, 1, 1, 0], otherSize],
    ['blocks of too many integers', [136, 128, 64, 1, 1, 0], otherSize],
    ['miniblocks of another size', [12, 1, 1, 0], otherSize],
    ['a number without an end', new Array(20).fill(255), 'a number of more than 64 bits'],
    ['a number of eleven bytes', [...new Array(10).fill(136), 0, 1, 2, 0], 'a number of more than 64 bits'],
    ['integers of more than 64 bits', [8, 1, 9, 0, 0, 65, ...new Array(65).fill(0)], 'differences that are cut off'],
    ['integers that are cut off', [8, 1, 9, 0, 0, 8, ...new Array(7).fill(0)], 'differences that are cut off'],
    ['nothing', [], 'a number that is cut off'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => {
      const decoder = new DeltaDecoder(Uint8Array.from(bytes), 0, 64)
      decoder.next()
      decoder.next()
    }).toThrow(new BundleFormatError(message))
  })
})
