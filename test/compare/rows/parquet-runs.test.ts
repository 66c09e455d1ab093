import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RunDecoder } from '../../../src/compare/rows/parquet-runs.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

/** Groups of eight integers as packed bits, as the format describes them. */
function pack(values: readonly number[], width: number): readonly number[] {
  const bits = values.flatMap((value) => Array.from({ length: width }, (_, bit) => Math.floor(value / 2 ** bit) % 2))
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, place) => byte + bit * 2 ** place, 0),
  )
  return [((values.length / 8) << 1) | 1, ...bytes]
}

function decodeRuns<T extends Uint8Array | Int32Array>(bytes: Uint8Array, width: number, out: T): T {
  new RunDecoder(bytes, width).read(out, out.length)
  return out
}

describe('RunDecoder', () => {
  test.each([
    ['a run', [6, 5], 4, [5, 5, 5]],
    ['a run of two bytes', [4, 1, 2], 12, [513, 513]],
    ['packed bits of the specification', [3, 0x88, 0xc6, 0xfa], 3, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['packed bits, of which the last are not needed', [3, 0b01], 1, [1, 0, 0]],
    ['a run after another one', [4, 1, 6, 2], 4, [1, 1, 2, 2, 2]],
    ['no bits', [6], 0, [0, 0, 0]],
    ['packed integers of no bits', [3], 0, [0, 0, 0]],
    ['a run of 32 bits', [2, 1, 2, 3, 4], 32, [0x04030201]],
    ['a run of 64', [0x80, 1, 7], 4, new Array(64).fill(7)],
  ])('reads %s', (_, bytes, width, expected) => {
    expect([...decodeRuns(Uint8Array.from(bytes), width, new Int32Array(expected.length).fill(9))]).toStrictEqual(
      expected,
    )
  })

  test('reads the same in parts of any size', () => {
    const [runs, width] = [[...pack([...new Array(24).keys()], 5), 20, 7, ...pack([...new Array(8).keys()], 5)], 5]
    const whole = decodeRuns(Uint8Array.from(runs), width, new Int32Array(42))
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 42 }), { minLength: 42, maxLength: 42 }), (sizes) => {
        const decoder = new RunDecoder(Uint8Array.from(runs), width)
        const values: number[] = []
        const part = new Int32Array(42)
        for (const size of sizes) {
          const count = Math.min(size, 42 - values.length)
          decoder.read(part, count)
          values.push(...part.subarray(0, count))
        }
        expect(values).toStrictEqual([...whole])
      }),
    )
  })

  test('reads packed bits of any width', () => {
    const widths = fc.integer({ min: 1, max: 31 })
    const property = fc.property(
      widths.chain((width) =>
        fc.tuple(
          fc.constant(width),
          fc.array(fc.integer({ min: 0, max: 2 ** width - 1 }), { minLength: 16, maxLength: 16 }),
        ),
      ),
      ([width, values]) => {
        expect([...decodeRuns(Uint8Array.from(pack(values, width)), width, new Int32Array(16))]).toStrictEqual(values)
      },
    )
    fc.assert(property)
  })

  test.each([
    ['a run', [10, 5], 4, [5, 5, 9, 9]],
    ['packed bits', [3, 0x88, 0xc6, 0xfa], 3, [0, 1, 9, 9]],
  ])('writes no more integers of %s than are wanted', (_, bytes, width, expected) => {
    const out = new Int32Array(4).fill(9)
    new RunDecoder(Uint8Array.from(bytes), width).read(out, 2)
    expect([...out]).toStrictEqual(expected)
  })

  test.each([
    ['a run that is cut off', [6], 4, 'a run that is cut off'],
    ['packed bits that are cut off', [3, 1], 8, 'packed bits that are cut off'],
    ['an empty run', [0, 0], 1, 'an empty run'],
    ['more than 32 bits', [2, 1], 33, 'integers of 33 bits'],
    ['nothing', [], 1, 'a run that is cut off'],
    ['a length without an end', [255, 255, 255, 255, 255, 255], 1, 'a run of more than 32 bits'],
    ['a length of six bytes', [0x90, 0x80, 0x80, 0x80, 0x80, 0, 1], 1, 'a run of more than 32 bits'],
  ])('refuses %s', (_, bytes, width, message) => {
    expect(() => decodeRuns(Uint8Array.from(bytes), width, new Int32Array(8))).toThrow(new BundleFormatError(message))
  })

  test('ends a run of any length at the integers that are wanted', () => {
    const out = decodeRuns(Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x0f, 7), 3, new Uint8Array(4))
    expect([...out]).toStrictEqual([7, 7, 7, 7])
  })
})
