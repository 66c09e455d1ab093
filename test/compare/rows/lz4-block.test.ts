import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unpackHadoopLz4, unpackLz4Block } from '../../../src/compare/rows/lz4-block.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

/** Literals, and then a repetition of so many bytes from a distance. */
type Sequence = { readonly literals: Uint8Array; readonly distance: number; readonly length: number }

const encodeLength = (length: number) =>
  length < 15 ? [] : [...new Array<number>(Math.floor((length - 15) / 255)).fill(255), (length - 15) % 255]

/** Writes a block as the format describes it, and what it unpacks to. The last sequence has literals only. */
function writeBlock(sequences: readonly Sequence[], last: Uint8Array) {
  const block: number[] = []
  const content: number[] = []
  for (const { literals, distance, length } of sequences) {
    const token = (Math.min(literals.length, 15) << 4) | Math.min(length - 4, 15)
    content.push(...literals)
    const back = Math.min(distance, content.length)
    block.push(token, ...encodeLength(literals.length), ...literals, back & 255, back >> 8, ...encodeLength(length - 4))
    for (let index = 0; index < length; index++) content.push(content[content.length - back] ?? 0)
  }
  block.push(Math.min(last.length, 15) << 4, ...encodeLength(last.length), ...last)
  content.push(...last)
  return { block: Uint8Array.from(block), content: Uint8Array.from(content) }
}

const literals = fc.uint8Array({ minLength: 1, maxLength: 600 })
const sequence = fc.record({
  literals,
  distance: fc.integer({ min: 1, max: 1000 }),
  length: fc.oneof(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 260, max: 800 })),
})
const blocks = fc
  .tuple(fc.array(sequence, { maxLength: 6 }), fc.uint8Array({ maxLength: 600 }))
  .map(([sequences, last]) => writeBlock(sequences, last))

function unpack(block: Uint8Array, size: number, unpackInto = unpackLz4Block): Uint8Array {
  const out = new Uint8Array(size)
  unpackInto(block, out)
  return out
}

/** The sizes of Hadoop before a block. */
function frame({ block, content }: ReturnType<typeof writeBlock>): Uint8Array {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length, 0)
  head.writeUInt32BE(block.length, 4)
  return Buffer.concat([head, block])
}

describe('unpackLz4Block', () => {
  test('unpacks literals and repetitions of all lengths', () => {
    fc.assert(
      fc.property(blocks, ({ block, content }) => {
        expect(unpack(block, content.length)).toStrictEqual(content)
      }),
    )
  })

  test.each([
    ['more bytes than there is room for', [0x30, 1, 2, 3], 2],
    ['fewer bytes than were stated', [0x30, 1, 2, 3], 4],
    ['literals that are cut off', [0x50, 1, 2, 3], 5],
    ['a repetition of bytes before the first', [0x10, 7, 2, 0, 0], 5],
    ['a repetition at no distance', [0x10, 7, 0, 0, 0], 5],
    ['a repetition beyond its end', [0x1f, 7, 1, 0, 255, 255, 255, 0, 0], 20],
    ['a length that is cut off', [0xf0, 255, 255], 800],
    ['more bytes than there is room left for', [0x10, 7, 1, 0, 0x30, 1, 2, 3], 6],
    ['no bytes', [], 3],
  ])('refuses %s', (_, block, size) => {
    const error = new BundleFormatError('a page whose LZ4 block is damaged')
    expect(() => unpack(Uint8Array.from(block), size)).toThrow(error)
  })

  test('unpacks no bytes to none', () => {
    expect(unpack(Uint8Array.of(), 0)).toStrictEqual(Uint8Array.of())
  })

  test('throws nothing else for damaged blocks, and writes no more than its room', () => {
    fc.assert(
      fc.property(blocks, fc.nat(), fc.nat(255), ({ block, content }, place, byte) => {
        block[place % block.length] = byte
        try {
          unpack(block, content.length)
        } catch (error) {
          expect(error).toBeInstanceOf(BundleFormatError)
        }
      }),
    )
  })
})

describe('unpackHadoopLz4', () => {
  test('unpacks one or more blocks with their sizes', () => {
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 4 }), (list) => {
        const content = Buffer.concat(list.map((one) => one.content))
        const page = Buffer.concat(list.map(frame))
        expect(Buffer.from(unpack(page, content.length, unpackHadoopLz4))).toStrictEqual(content)
      }),
    )
  })

  test('unpacks a block without sizes', () => {
    fc.assert(
      fc.property(blocks, ({ block, content }) => {
        expect(unpack(block, content.length, unpackHadoopLz4)).toStrictEqual(content)
      }),
    )
  })

  test('unpacks a block of no bytes, which has sizes only', () => {
    const content = Uint8Array.of(1, 2, 3)
    const page = Buffer.concat([frame(writeBlock([], content)), new Uint8Array(8)])
    expect(unpack(page, 3, unpackHadoopLz4)).toStrictEqual(content)
  })

  const threeBytes = writeBlock([], Uint8Array.of(1, 2, 3))

  test.each([
    ['a block that is shorter than its size', frame({ ...threeBytes, content: new Uint8Array(4) }), 4],
    ['a block of more bytes than there are', frame(threeBytes).fill(5, 7, 8), 3],
    ['blocks of fewer bytes than the page', frame(threeBytes), 4],
    ['blocks of more bytes than the page', frame(threeBytes), 2],
  ])('refuses %s', (_, page, size) => {
    expect(() => unpack(page, size, unpackHadoopLz4)).toThrow(BundleFormatError)
  })
})
