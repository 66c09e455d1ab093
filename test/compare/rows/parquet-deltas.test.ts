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

  test.each([
    ['no block', [0, 1, 1, 0]],
    ['blocks of too many integers', [128, 128, 128, 64, 1, 1, 0]],
    ['miniblocks of another size', [12, 1, 1, 0]],
    ['a number without an end', new Array(20).fill(255)],
    ['integers of more than 64 bits', [8, 1, 9, 0, 0, 65, ...new Array(65).fill(0)]],
    ['nothing', []],
  ])('refuses %s', (_, bytes) => {
    expect(() => {
      const decoder = new DeltaDecoder(Uint8Array.from(bytes), 0, 64)
      decoder.next()
      decoder.next()
    }).toThrow(BundleFormatError)
  })
})
