import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FrameContent, type FrameValues, maxDimensions } from '../../../src/disdat/format/frame.ts'
import { readFrameValues } from '../../../src/disdat/format/frame-read.ts'
import { makeFrame } from '../../../src/disdat/format/frame-write.ts'
import { BundleFormatError, frameHashMatches, maxFrameBytes, readFrame } from '../../../src/disdat/format/hyperframe.ts'
import { Type } from '../../../src/disdat/format/proto/hyperframe_pb.ts'
import { anyFrame } from './arbitraries.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'

/** Fields as protobuf writes them, from `[number, content]`: a number, or bytes or text with its length before it. */
function wire(...fields: readonly (readonly [number, number | string | Uint8Array])[]): Buffer {
  return Buffer.concat(
    fields.map(([number, content]) => {
      if (typeof content === 'number') return Buffer.from([number << 3, ...varint(content)])
      const bytes = Buffer.from(content)
      return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes])
    }),
  )
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))]
}

const name = 1
const type = 3
const shape = 4
const byteorder = 5
const hframes = 6
const links = 7
const strings = 8
const data = 9
const hash = 10

function made(content: FrameContent, more: Partial<FrameValues> = {}): Uint8Array {
  return makeFrame({ name: 'x', uuid, content, ...more })
}

describe('a frame', () => {
  test('of any values is read as it was written', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const bytes = makeFrame(frame)
        expect(frameHashMatches(bytes)).toBe(true)
        expect(readFrameValues(bytes)).toStrictEqual({ ...frame, hashMatches: true })
      }),
    )
  })

  test('keeps every NaN, infinity and zero apart', () => {
    const values = Float64Array.of(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324)
    for (const byteOrder of ['big', 'little'] as const) {
      expect(readFrameValues(made({ kind: 'floats', values }, { byteOrder })).content).toStrictEqual({
        kind: 'floats',
        values,
      })
    }
  })

  test('is little-endian where it does not say, and big-endian where it says nothing', () => {
    const bytes = Uint8Array.of(1, 2)
    const unset = wire([type, Type.UINT16], [shape, '\u0001'], [data, bytes], [hash, 'h'])
    const none = wire([type, Type.UINT16], [shape, '\u0001'], [byteorder, 2], [data, bytes], [hash, 'h'])
    expect(readFrameValues(unset).content).toStrictEqual({ kind: 'integers', values: Uint16Array.of(0x0102) })
    expect(readFrameValues(none).content).toStrictEqual({ kind: 'integers', values: Uint16Array.of(0x0201) })
  })

  test('is true for any byte that is not 0', () => {
    const bytes = wire(
      [type, Type.BOOL],
      [shape, '\u0003'],
      [byteorder, 2],
      [data, Uint8Array.of(0, 1, 200)],
      [hash, 'h'],
    )
    const content = { kind: 'booleans', values: Uint8Array.of(0, 1, 1) } as const
    expect(readFrameValues(bytes).content).toStrictEqual(content)
    const written = readFrame(made({ kind: 'booleans', values: Uint8Array.of(0, 1, 200) }))
    expect(Buffer.from(written.data).toString('hex')).toBe('000101')
  })

  test.each<[string, FrameContent]>([
    ['little', { kind: 'integers', values: Int16Array.of(1) }],
    ['little', { kind: 'complex', values: Float32Array.of(1, 2) }],
    ['none', { kind: 'integers', values: Int8Array.of(1) }],
    ['none', { kind: 'booleans', values: Uint8Array.of(1) }],
    ['none', { kind: 'strings', values: ['a'] }],
    ['none', { kind: 'object', text: '{}' }],
    ['big', { kind: 'links', values: ['bundle://a'] }],
    ['big', { kind: 'none' }],
  ])('says %s of its bytes where nobody wished another order: %j', (byteOrder, content) => {
    expect(readFrameValues(made(content)).byteOrder).toBe(byteOrder)
  })

  test('is a copy: what becomes of the bytes does not matter', () => {
    const bytes = made({ kind: 'integers', values: Uint8Array.of(1, 2, 3) })
    const { content } = readFrameValues(bytes)
    bytes.fill(0)
    expect(content).toStrictEqual({ kind: 'integers', values: Uint8Array.of(1, 2, 3) })
  })

  test('is read from where it lies in a buffer, aligned or not', () => {
    const bytes = made({ kind: 'floats', values: Float64Array.of(1, 2, 3) })
    for (let offset = 0; offset < 9; offset++) {
      const pool = Buffer.alloc(bytes.length + 20, 0xff)
      pool.set(bytes, offset)
      const read = readFrameValues(pool.subarray(offset, offset + bytes.length))
      expect(read.content).toStrictEqual({ kind: 'floats', values: Float64Array.of(1, 2, 3) })
    }
  })

  test('whose hash is of another frame says so', () => {
    const bytes = made({ kind: 'strings', values: ['a'] })
    const last = bytes.length - 1
    bytes[last] = bytes[last] === 0x30 ? 0x31 : 0x30
    expect(readFrameValues(bytes)).toMatchObject({ content: { values: ['a'] }, hashMatches: false })
  })

  test('may have fields that we do not know, and its numbers one by one', () => {
    const unknown = wire([15, 'later'], [14, 7])
    const fixed = Buffer.from([(13 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8, (13 << 3) | 5, 1, 2, 3, 4])
    const known = [wire([name, 'x'], [type, Type.INT8], [shape, 1], [shape, 2]), wire([data, 'ab'], [hash, 'h'])]
    const bytes = Buffer.concat([unknown, fixed, ...known, unknown])
    expect(readFrameValues(bytes)).toMatchObject({
      name: 'x',
      shape: [1, 2],
      content: { values: Int8Array.of(97, 98) },
    })
  })

  test('of texts without a shape has as many as there are', () => {
    expect(readFrameValues(wire([type, Type.STRING], [strings, 'a'], [strings, 'b'], [hash, 'h'])).shape).toStrictEqual(
      [2],
    )
    expect(readFrameValues(wire([type, Type.STRING], [hash, 'h'])).shape).toStrictEqual([0])
    expect(readFrameValues(wire([type, Type.STRING], [strings, 'a'], [hash, 'h'])).shape).toStrictEqual([])
  })
})

describe('what is no frame', () => {
  const int8 = [type, Type.INT8] as const
  const text = [type, Type.STRING] as const
  const end = [hash, 'h'] as const
  const four = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)
  const twoGiB = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x07)
  const many = (count: number) => new Uint8Array(count).fill(1)

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'without its hash'],
    ['no hash', wire([name, 'x'], int8), 'without its hash'],
    ['an unknown type', wire([type, 19], end), 'a frame of type 19'],
    ['an unknown byte order', wire(int8, [byteorder, 3], end), 'a frame of byte order 3'],
    ['fewer values than its shape', wire(int8, [shape, '\u0003'], [data, 'ab'], end), '2 values whose shape is [3]'],
    [
      'more values than its shape',
      wire(int8, [shape, '\u0001'], [data, 'ab'], end),
      '2 values or more whose shape is [1]',
    ],
    ['no data at all', wire(int8, [shape, '\u0001'], end), '0 values whose shape is [1]'],
    ['no shape', wire(int8, [data, 'ab'], end), '2 values or more whose shape is []'],
    ['half a value', wire([type, Type.INT16], [shape, '\u0001'], [data, 'a'], end), '0.5 values whose shape is [1]'],
    ['fewer texts', wire(text, [shape, '\u0002'], [strings, 'a'], end), '1 values whose shape is [2]'],
    ['more texts', wire(text, [shape, '\u0001'], [strings, 'a'], [strings, 'b'], end), '2 values or more'],
    ['a shape of 4 Gi values', wire(int8, [shape, four], end), 'more values than a frame can hold'],
    [
      'a shape of 2^64 values',
      wire(int8, [shape, Buffer.concat([four, four])], end),
      'more values than a frame can hold',
    ],
    [
      'a shape that overflows',
      wire(text, [shape, Buffer.concat(Array(40).fill(four))], end),
      'more values than a frame',
    ],
    ['too many dimensions', wire(int8, [shape, many(maxDimensions + 1)], end), 'more than 64 numbers'],
    ['too many one by one', wire(int8, ...Array(65).fill([shape, 1]), end), 'a shape of 65 dimensions'],
    ['half a dimension', wire(int8, [shape, Uint8Array.of(0x80)], end), 'a number that is cut off'],
    [
      'data of 4 GiB',
      Buffer.concat([wire(int8, [shape, '\u0001']), Buffer.of(0x4a), four]),
      'a field 9 of 4294967295 bytes',
    ],
    [
      'data of 2 GiB',
      Buffer.concat([wire(int8, [shape, '\u0001']), Buffer.of(0x4a), twoGiB]),
      '2147483647 values or more',
    ],
    ['data that is not there', Buffer.concat([wire(int8, [shape, twoGiB]), Buffer.of(0x4a), twoGiB]), 'cut off'],
    ['a text that is not there', Buffer.concat([wire(text), Buffer.of(0x42), twoGiB]), 'cut off'],
    ['a text of 4 GiB', Buffer.concat([wire(text), Buffer.of(0x42), four]), 'a field 8 of 4294967295 bytes'],
    [
      'a text of 64 bits',
      Buffer.concat([wire(text), Buffer.of(0x42), Buffer.alloc(8, 0xff), Buffer.of(1)]),
      'than 4 GiB',
    ],
    ['a name that is cut off', wire([name, 'abc']).subarray(0, 3), 'cut off'],
    ['data that is cut off', wire(int8, [shape, '\u0003'], [data, 'abc']).subarray(0, -1), 'cut off'],
    ['a varint without an end', Buffer.concat([wire(int8), Buffer.alloc(11, 0xff)]), 'a number without an end'],
    ['a tag of 64 bits', Buffer.concat([Buffer.alloc(6, 0xff), Buffer.of(1)]), 'a field without a number'],
    ['field 0', Buffer.of(0, 0), 'a field without a number'],
    ['a group', Buffer.of((15 << 3) | 3, (15 << 3) | 4), 'wire type 3'],
    ['a name that is a number', wire([name, 1], end), 'a field 1 that is a number'],
    ['a type that is text', wire([type, 'x'], end), 'a field 3 that is a delimited'],
    ['a fixed name', Buffer.of((name << 3) | 5, 1, 2, 3, 4), 'a field 1 that is a fixed'],
    ['fields in another order', wire([shape, '\u0001'], int8, [data, 'a'], end), 'field 3 after field 4'],
    ['data after the hash', wire(int8, [shape, '\u0001'], end, [data, 'a']), 'field 9 after field 10'],
    ['a field twice', wire(int8, int8, end), 'field 3 after field 3'],
    ['data twice', wire(int8, [shape, '\u0001'], [data, 'a'], [data, 'a'], end), 'field 9 after field 9'],
    ['texts in numbers', wire(int8, [shape, '\u0001'], [strings, 'a'], end), 'type INT8 that holds a field 8'],
    ['numbers in texts', wire(text, [data, 'a'], end), 'type STRING that holds a field 9'],
    ['links in texts', wire(text, [links, 'a'], end), 'type STRING that holds a field 7'],
    ['data in nothing', wire([data, 'a'], end), 'type NONE that holds a field 9'],
    ['a shape of nothing', wire([shape, '\u0002'], end), '0 values whose shape is [2]'],
    ['a name that is not UTF-8', wire([name, Uint8Array.of(0xc3, 0x28)], end), 'not a Frame'],
    ['a text that is not UTF-8', wire(text, [strings, Uint8Array.of(0xff)], end), 'not a text'],
    ['an object that is not UTF-8', wire([type, Type.OBJECT], [data, Uint8Array.of(0xff)], end), 'not a text'],
    ['an object without text', wire([type, Type.OBJECT], end), '0 values whose shape is []'],
    ['a link that leads nowhere', wire([type, Type.LINK], [links, ''], end), 'a link that leads nowhere'],
    ['a link that is none', wire([type, Type.LINK], [links, Uint8Array.of(0xff)], end), 'not a Link'],
    ['a bundle that is none', wire([type, Type.HFRAME], [hframes, ''], end), 'a HyperFrame without its hash'],
    ['a bundle without uuid', wire([type, Type.HFRAME], [hframes, wire([9, 'h'])], end), 'whose uuid is none'],
    ['a name of 64 KiB and more', wire([name, 'x'.repeat(65_537)], end), 'a field 1 of 65537 bytes'],
  ])('%s', (_, bytes, message) => {
    expect(() => readFrameValues(bytes)).toThrow(BundleFormatError)
    expect(() => readFrameValues(bytes)).toThrow(message)
  })

  test('a frame cut off anywhere', () => {
    const contents: readonly FrameContent[] = [
      { kind: 'floats', values: Float32Array.of(1, 2) },
      { kind: 'strings', values: ['ä', 'b'] },
      { kind: 'links', values: ['bundle://a'] },
    ]
    for (const whole of contents.map((content) => made(content))) {
      for (let length = 0; length < whole.length; length++) {
        const read = attempt(() => readFrameValues(whole.subarray(0, length)))
        expect(read, `${length} bytes`).toBeUndefined()
      }
    }
  })

  test('links of more bytes than a frame of links has', () => {
    const bytes = Buffer.concat([
      wire([type, Type.LINK]),
      wire([16 - 1, Buffer.alloc(maxFrameBytes)]),
      wire([hash, 'h']),
    ])
    expect(() => readFrameValues(bytes)).toThrow(/limit/)
  })

  test('zero stands for no values, whatever the other dimensions', () => {
    const bytes = wire(int8, [shape, Buffer.concat([four, Buffer.of(0), four])], end)
    expect(readFrameValues(bytes)).toMatchObject({
      shape: [4294967295, 0, 4294967295],
      content: { values: new Int8Array() },
    })
  })
})

describe('what cannot be written', () => {
  const floats = { kind: 'floats', values: Float64Array.of(1, 2) } as const

  test.each<[string, Partial<FrameValues>, string]>([
    ['a uuid that is none', { uuid: '../x' }, 'a frame whose uuid is "../x"'],
    ['a shape of other values', { shape: [3] }, '2 values for the shape [3]'],
    ['too many dimensions', { shape: Array(65).fill(1) }, 'a shape of 65 dimensions'],
    ['a name with half a character', { name: 'a\ud800' }, 'text that is not Unicode'],
    ['a text with half a character', { content: { kind: 'strings', values: ['\udc00'] } }, 'text that is not Unicode'],
    ['a link with half a character', { content: { kind: 'links', values: ['\udc00'] } }, 'text that is not Unicode'],
    ['an object with half a character', { content: { kind: 'object', text: '\udc00' } }, 'text that is not Unicode'],
    ['half a complex number', { content: { kind: 'complex', values: Float32Array.of(1) } }, 'no imaginary part'],
    ['a bundle that is none', { content: { kind: 'bundles', values: [Buffer.of(1)] } }, 'not a HyperFrame'],
  ])('%s', (_, more, message) => {
    const { content = floats, ...rest } = more
    expect(() => made(content, rest)).toThrow(BundleFormatError)
    expect(() => made(content, rest)).toThrow(message)
  })

  test('nothing of what was given is changed or kept', () => {
    const values = Uint16Array.of(0, 1, 2, 3).subarray(1, 3)
    const bytes = made({ kind: 'integers', values }, { byteOrder: 'big' })
    expect(values).toStrictEqual(Uint16Array.of(1, 2))
    expect(Buffer.from(readFrame(bytes).data).toString('hex')).toBe('00010002')
  })
})

/** What it returns, or undefined when it throws the one error that it may throw. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof BundleFormatError) return undefined
    throw error
  }
}
