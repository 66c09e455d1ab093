import { create } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { maxDimensions } from '../../../src/disdat/format/frame.ts'
import { readFrame, readFrameHead } from '../../../src/disdat/format/frame-reader.ts'
import { frameHashMatches, maxFrameBytes, writeHyperFrame } from '../../../src/disdat/format/hyperframe.ts'
import { HyperFrameSchema, Type } from '../../../src/disdat/format/proto/hyperframe_pb.ts'
import { anyFrame } from './arbitraries.ts'
import { attempt } from './fixtures/attempt.ts'
import { encodeFields } from './fixtures/encode-fields.ts'
import type { FrameContent, FrameValues } from './fixtures/frame-content.ts'
import { readFrameValues } from './fixtures/read-frame-values.ts'
import { encodeFrame } from './fixtures/write-frame.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'

const name = 1
const type = 3
const shape = 4
const byteorder = 5
const hframes = 6
const links = 7
const strings = 8
const data = 9
const hash = 10

function encode(content: FrameContent, more: Partial<FrameValues> = {}): Uint8Array {
  return encodeFrame({ name: 'x', uuid, content, ...more })
}

describe('readFrame', () => {
  test('reads any values as they were written', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const bytes = encodeFrame(frame)
        expect(frameHashMatches(bytes)).toBe(true)
        expect(readFrameValues(bytes)).toStrictEqual(frame)
      }),
    )
  })

  test('keeps NaN, infinities and both zeros', () => {
    const values = Float64Array.of(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324)
    for (const byteOrder of ['big', 'little'] as const) {
      expect(readFrameValues(encode({ kind: 'floats', values }, { byteOrder })).content).toStrictEqual({
        kind: 'floats',
        values,
      })
    }
  })

  test('reads NA as little-endian and an unset byte order as big-endian', () => {
    const bytes = Uint8Array.of(1, 2)
    const unset = encodeFields([type, Type.UINT16], [shape, '\u0001'], [data, bytes], [hash, 'h'])
    const none = encodeFields([type, Type.UINT16], [shape, '\u0001'], [byteorder, 2], [data, bytes], [hash, 'h'])
    expect(readFrameValues(unset).content).toStrictEqual({ kind: 'integers', values: Uint16Array.of(0x0102) })
    expect(readFrameValues(none).content).toStrictEqual({ kind: 'integers', values: Uint16Array.of(0x0201) })
  })

  test('reads any byte but 0 as true', () => {
    const bytes = encodeFields(
      [type, Type.BOOL],
      [shape, '\u0003'],
      [byteorder, 2],
      [data, Uint8Array.of(0, 1, 200)],
      [hash, 'h'],
    )
    const content = { kind: 'booleans', values: Uint8Array.of(0, 1, 1) } as const
    expect(readFrameValues(bytes).content).toStrictEqual(content)
  })

  test('reads a frame at any offset of a buffer, aligned or not', () => {
    const bytes = encode({ kind: 'floats', values: Float64Array.of(1, 2, 3) })
    for (let offset = 0; offset < 9; offset++) {
      const pool = Buffer.alloc(bytes.length + 20, 0xff)
      pool.set(bytes, offset)
      const read = readFrameValues(pool.subarray(offset, offset + bytes.length))
      expect(read.content).toStrictEqual({ kind: 'floats', values: Float64Array.of(1, 2, 3) })
    }
  })

  test('reads a frame with a wrong hash, which frameHashMatches reports', () => {
    const bytes = encode({ kind: 'strings', values: ['a'] })
    const last = bytes.length - 1
    bytes[last] = bytes[last] === 0x30 ? 0x31 : 0x30
    expect(readFrameValues(bytes)).toMatchObject({ content: { values: ['a'] } })
    expect(frameHashMatches(bytes)).toBe(false)
  })

  test('skips unknown fields, and reads a shape that is not packed', () => {
    const unknown = encodeFields([15, 'later'], [14, 7])
    const fixed = Buffer.from([(13 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8, (13 << 3) | 5, 1, 2, 3, 4])
    const known = [
      encodeFields([name, 'x'], [type, Type.INT8], [shape, 1], [shape, 2]),
      encodeFields([data, 'ab'], [hash, 'h']),
    ]
    const bytes = Buffer.concat([unknown, fixed, ...known, unknown])
    expect(readFrameValues(bytes)).toMatchObject({
      name: 'x',
      shape: [1, 2],
      content: { values: Int8Array.of(97, 98) },
    })
  })

  test('infers the shape of texts without one', () => {
    expect(
      readFrameValues(encodeFields([type, Type.STRING], [strings, 'a'], [strings, 'b'], [hash, 'h'])).shape,
    ).toStrictEqual([2])
    expect(readFrameValues(encodeFields([type, Type.STRING], [hash, 'h'])).shape).toStrictEqual([0])
    expect(readFrameValues(encodeFields([type, Type.STRING], [strings, 'a'], [hash, 'h'])).shape).toStrictEqual([])
  })

  test('reads no values where a dimension is 0', () => {
    const four = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)
    const dimensions = Buffer.concat([four, Buffer.of(0), four])
    const bytes = encodeFields([type, Type.INT8], [shape, dimensions], [hash, 'h'])
    expect(readFrameValues(bytes)).toMatchObject({
      shape: [4294967295, 0, 4294967295],
      content: { values: new Int8Array() },
    })
  })

  test('passes every value to the visitor in order, and counts them', () => {
    const calls: unknown[] = []
    const visitor = {
      data: (all: Uint8Array) => calls.push(['data', all.length]),
      text: (text: Uint8Array) => calls.push(['text', Buffer.from(text).toString()]),
      link: (url: string) => calls.push(['link', url]),
      bundle: (hyperFrame: { readonly uuid: string }) => calls.push(['bundle', hyperFrame.uuid]),
    }
    expect(readFrame(encode({ kind: 'strings', values: ['b', '', 'a'] }), visitor)).toStrictEqual({
      name: 'x',
      uuid,
      type: 'STRING',
      shape: [3],
      byteOrder: 'none',
      count: 3,
    })
    expect(readFrame(encode({ kind: 'links', values: ['s3://b/c', 'bundle://a'] }), visitor).count).toBe(2)
    expect(readFrame(encode({ kind: 'floats', values: Float32Array.of(1, 2) }), visitor).count).toBe(2)
    const nested = writeHyperFrame(create(HyperFrameSchema, { uuid }))
    expect(readFrame(encodeFields([type, Type.HFRAME], [hframes, nested], [hash, 'h']), visitor).count).toBe(1)
    const calledWith = ['text b', 'text ', 'text a', 'link s3://b/c', 'link bundle://a', 'data 8', `bundle ${uuid}`]
    expect(calls).toStrictEqual(
      calledWith.map((call) => {
        const [method, value = ''] = call.split(' ')
        return [method, method === 'data' ? Number(value) : value]
      }),
    )
  })

  test('passes views of the frame, so that texts take no memory', () => {
    const bytes = encode({ kind: 'strings', values: ['a', 'b'] })
    const buffers = new Set<ArrayBufferLike>()
    const ignore = () => undefined
    readFrame(bytes, { data: ignore, link: ignore, bundle: ignore, text: (text) => buffers.add(text.buffer) })
    expect([...buffers]).toStrictEqual([bytes.buffer])
  })
})

describe('readFrame refuses', () => {
  const int8 = [type, Type.INT8] as const
  const text = [type, Type.STRING] as const
  const end = [hash, 'h'] as const
  const four = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)
  const twoGiB = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x07)
  const many = (count: number) => new Uint8Array(count).fill(1)

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'without its hash'],
    ['no hash', encodeFields([name, 'x'], int8), 'without its hash'],
    ['an unknown type', encodeFields([type, 19], end), 'a frame of type 19'],
    ['an unknown byte order', encodeFields(int8, [byteorder, 3], end), 'a frame of byte order 3'],
    [
      'fewer values than its shape',
      encodeFields(int8, [shape, '\u0003'], [data, 'ab'], end),
      '2 values whose shape is [3]',
    ],
    [
      'more values than its shape',
      encodeFields(int8, [shape, '\u0001'], [data, 'ab'], end),
      '2 values or more whose shape is [1]',
    ],
    [
      'more values than a shape of two dimensions',
      encodeFields(int8, [shape, '\u0001\u0001'], [data, 'ab'], end),
      'a frame of 2 values or more whose shape is [1, 1]',
    ],
    [
      'fewer values than a shape of two dimensions',
      encodeFields(int8, [shape, '\u0001\u0003'], [data, 'ab'], end),
      'a frame of 2 values whose shape is [1, 3]',
    ],
    [
      'a fixed number for a shape',
      Buffer.concat([encodeFields(int8), Buffer.of((shape << 3) | 5, 1, 0, 0, 0), encodeFields([data, 'a'], end)]),
      'a field 4 of wire type 5',
    ],
    ['no data at all', encodeFields(int8, [shape, '\u0001'], end), '0 values whose shape is [1]'],
    ['no shape', encodeFields(int8, [data, 'ab'], end), '2 values or more whose shape is []'],
    [
      'half a value',
      encodeFields([type, Type.INT16], [shape, '\u0001'], [data, 'a'], end),
      '0.5 values whose shape is [1]',
    ],
    ['fewer texts', encodeFields(text, [shape, '\u0002'], [strings, 'a'], end), '1 values whose shape is [2]'],
    ['more texts', encodeFields(text, [shape, '\u0001'], [strings, 'a'], [strings, 'b'], end), '2 values or more'],
    ['a shape of 4 Gi values', encodeFields(int8, [shape, four], end), 'more values than a frame can hold'],
    [
      'a shape of 2^64 values',
      encodeFields(int8, [shape, Buffer.concat([four, four])], end),
      'more values than a frame can hold',
    ],
    [
      'a shape that overflows',
      encodeFields(text, [shape, Buffer.concat(Array(40).fill(four))], end),
      'more values than a frame',
    ],
    ['too many dimensions', encodeFields(int8, [shape, many(maxDimensions + 1)], end), 'more than 64 dimensions'],
    ['too many one by one', encodeFields(int8, ...Array(65).fill([shape, 1]), end), 'more than 64 dimensions'],
    ['half a dimension', encodeFields(int8, [shape, Uint8Array.of(0x80)], end), 'not a Frame: premature EOF'],
    [
      'data of 4 GiB',
      Buffer.concat([encodeFields(int8, [shape, '\u0001']), Buffer.of(0x4a), four]),
      'field 9 is cut off',
    ],
    [
      'data of 2 GiB',
      Buffer.concat([encodeFields(int8, [shape, '\u0001']), Buffer.of(0x4a), twoGiB]),
      'field 9 is cut off',
    ],
    [
      'data that is not there',
      Buffer.concat([encodeFields(int8, [shape, twoGiB]), Buffer.of(0x4a), twoGiB]),
      'cut off',
    ],
    ['a text that is not there', Buffer.concat([encodeFields(text), Buffer.of(0x42), twoGiB]), 'cut off'],
    ['a text of 4 GiB', Buffer.concat([encodeFields(text), Buffer.of(0x42), four]), 'field 8 is cut off'],
    [
      'a text of 64 bits',
      Buffer.concat([encodeFields(text), Buffer.of(0x42), Buffer.alloc(8, 0xff), Buffer.of(1)]),
      'a length of more than 32 bits',
    ],
    ['a name that is cut off', encodeFields([name, 'abc']).subarray(0, 3), 'cut off'],
    ['data that is cut off', encodeFields(int8, [shape, '\u0003'], [data, 'abc']).subarray(0, -1), 'cut off'],
    [
      'a type of twelve bytes',
      Buffer.concat([Buffer.of(type << 3), Buffer.alloc(11, 0x80), Buffer.of(1)]),
      'not a Frame: ',
    ],
    ['a varint without an end', Buffer.concat([encodeFields(int8), Buffer.alloc(11, 0xff)]), 'invalid varint'],
    ['a tag of 64 bits', Buffer.concat([Buffer.alloc(6, 0xff), Buffer.of(1)]), 'illegal tag'],
    ['field 0', Buffer.of(0, 0), 'illegal tag'],
    ['a group', Buffer.of((15 << 3) | 3, (15 << 3) | 4), 'field 15 is a group'],
    ['a name that is a number', encodeFields([name, 1], end), 'a field 1 of wire type 0'],
    ['a type that is text', encodeFields([type, 'x'], end), 'a field 3 of wire type 2'],
    ['a fixed name', Buffer.of((name << 3) | 5, 1, 2, 3, 4), 'a field 1 of wire type 5'],
    ['fields in another order', encodeFields([shape, '\u0001'], int8, [data, 'a'], end), 'field 3 after field 4'],
    ['data after the hash', encodeFields(int8, [shape, '\u0001'], end, [data, 'a']), 'field 9 after field 10'],
    ['a field twice', encodeFields(int8, int8, end), 'field 3 after field 3'],
    ['data twice', encodeFields(int8, [shape, '\u0001'], [data, 'a'], [data, 'a'], end), 'field 9 after field 9'],
    ['texts in numbers', encodeFields(int8, [shape, '\u0001'], [strings, 'a'], end), 'type INT8 that holds a field 8'],
    ['numbers in texts', encodeFields(text, [data, 'a'], end), 'type STRING that holds a field 9'],
    ['links in texts', encodeFields(text, [links, 'a'], end), 'type STRING that holds a field 7'],
    ['no type', encodeFields([data, 'a'], end), 'a frame of type NONE, which Disdat cannot load'],
    ['a name that is not UTF-8', encodeFields([name, Uint8Array.of(0xc3, 0x28)], end), 'text that is not UTF-8'],
    ['a text that is not UTF-8', encodeFields(text, [strings, Uint8Array.of(0xff)], end), 'text that is not UTF-8'],
    ['an object', encodeFields([type, Type.OBJECT], [data, '{}'], end), 'a frame of type OBJECT, which'],
    [
      'complex numbers',
      encodeFields([type, Type.COMPLEX64], [shape, '\u0000'], end),
      'a frame of type COMPLEX64, which',
    ],
    ['a link without a URL', encodeFields([type, Type.LINK], [links, ''], end), 'a link without a URL'],
    ['bytes that are not a link', encodeFields([type, Type.LINK], [links, Uint8Array.of(0xff)], end), 'not a Link'],
    [
      'bytes that are not a bundle',
      encodeFields([type, Type.HFRAME], [hframes, ''], end),
      'a HyperFrame without its hash',
    ],
    [
      'a bundle without uuid',
      encodeFields([type, Type.HFRAME], [hframes, encodeFields([9, 'h'])], end),
      'a nested bundle without a uuid',
    ],
    ['a name of 64 KiB and more', encodeFields([name, 'x'.repeat(65_537)], end), 'a field 1 of 65537 bytes'],
  ])('%s', (_, bytes, message) => {
    expect(() => readFrameValues(bytes)).toThrow(BundleFormatError)
    expect(() => readFrameValues(bytes)).toThrow(message)
  })

  test('a frame that is cut off anywhere', () => {
    const contents: readonly FrameContent[] = [
      { kind: 'floats', values: Float32Array.of(1, 2) },
      { kind: 'strings', values: ['ä', 'b'] },
      { kind: 'links', values: ['bundle://a'] },
    ]
    for (const whole of contents.map((content) => encode(content))) {
      for (let length = 0; length < whole.length; length++) {
        const read = attempt(() => readFrameValues(whole.subarray(0, length)))
        expect(read, `${length} bytes`).toBeUndefined()
      }
    }
  })

  describe('more bytes than the limit', () => {
    const ignored = { data: () => {}, text: () => {}, link: () => {}, bundle: () => {} }
    const padding = Buffer.alloc(maxFrameBytes - 100)
    /** A frame of this many bytes, most of them in an unknown field. */
    const createFrame = (kind: Type, length: number) => {
      const start = encodeFields([type, kind], ...(kind === Type.INT8 ? [[data, 'a'] as const] : []))
      const end = encodeFields([hash, 'h'])
      const other = start.length + encodeFields([15, padding]).length + end.length
      return Buffer.concat([start, encodeFields([15, padding], [14, 'x'.repeat(length - other - 2)]), end])
    }

    test.each(['LINK', 'HFRAME'] as const)('of a frame of %s', (kind) => {
      expect(readFrame(createFrame(Type[kind], maxFrameBytes), ignored).count).toBe(0)
      expect(() => readFrame(createFrame(Type[kind], maxFrameBytes + 1), ignored)).toThrow(
        new BundleFormatError(`a frame of ${kind} of 67108865 bytes; 67108864 is the limit`),
      )
    })

    test('not of a frame of numbers', () => {
      expect(readFrame(createFrame(Type.INT8, maxFrameBytes + 1), ignored).count).toBe(1)
    })
  })
})

describe('readFrameHead', () => {
  const head = { name: 'x', uuid, type: 'FLOAT32', shape: [2], byteOrder: 'little' }
  const bytes = encode({ kind: 'floats', values: Float32Array.of(1, 2) })

  test('reads the head from the first bytes of any length that reach the values', () => {
    const dataAt = bytes.length - 8 - 2 - 34
    for (let length = 0; length <= bytes.length; length++) {
      const read = attempt(() => readFrameHead(bytes.subarray(0, length)))
      expect(read, `${length} of ${bytes.length} bytes`).toStrictEqual(length < dataAt + 2 ? undefined : head)
    }
  })

  test('reads a head without a name and a uuid, and the longest name', () => {
    expect(readFrameHead(encodeFields([type, Type.STRING], [strings, 'a']))).toStrictEqual({
      name: '',
      uuid: '',
      type: 'STRING',
      shape: [],
      byteOrder: 'big',
    })
    const longest = 'x'.repeat(65_536)
    expect(readFrameHead(encodeFields([name, longest], [type, Type.STRING], [strings, 'a']))?.name).toBe(longest)
  })

  test('reads the head of a frame without values', () => {
    expect(readFrameHead(encode({ kind: 'strings', values: [] }))).toMatchObject({ type: 'STRING', shape: [0] })
  })

  test.each<[string, Uint8Array, string]>([
    [
      'more data than the shape states',
      encodeFields([type, Type.INT8], [shape, '\u0001'], [data, 'ab']),
      '2 values or more',
    ],
    ['values of another type', encodeFields([type, Type.INT8], [shape, '\u0001'], [strings, 'a']), 'holds a field 8'],
    ['fields in another order', encodeFields([shape, '\u0001'], [type, Type.INT8]), 'field 3 after field 4'],
    ['text', Buffer.from('<html>'), 'field 7 is a group'],
    ['a type that Disdat cannot load', encodeFields([type, Type.OBJECT], [data, '{']), 'a frame of type OBJECT, which'],
  ])('refuses %s', (_, start, message) => {
    expect(() => readFrameHead(start)).toThrow(BundleFormatError)
    expect(() => readFrameHead(start)).toThrow(message)
  })

  test('refuses data of 2 GiB for one value, although it is not there', () => {
    const twoGiB = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x07)
    const start = Buffer.concat([encodeFields([type, Type.INT8], [shape, '\u0001']), Buffer.of(0x4a), twoGiB])
    expect(() => readFrameHead(start)).toThrow('2147483647 values or more')
  })
})
