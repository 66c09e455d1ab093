import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
import { CellSink, readNumberCell } from '../../../src/compare/rows/cell-sink.ts'
import { getFrameKind, readFrameColumn } from '../../../src/compare/rows/frame-column.ts'
import { JsonTexts } from '../../../src/compare/rows/json-texts.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import type { FrameContent } from '../../disdat/format/fixtures/frame-content.ts'
import { encodeFrame } from '../../disdat/format/fixtures/write-frame.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource } from './fixtures.ts'

const texts = ['a', '', 'x'.repeat(200), 'null', 'größe', ...Array.from({ length: 40 }, (_, index) => `t${index}`)]

async function read(bytes: Uint8Array, isJson = false, windowBytes = 50) {
  const sink = new TextSink(new Set(new Array(2000).keys()))
  const jsonTexts = new JsonTexts()
  const column = { source: createMemorySource(bytes), windowBytes, isJson, jsonTexts }
  const parts: number[] = []
  for await (const part of readFrameColumn(column, sink, { signal: neverAborted })) parts.push(part)
  return { values: [...sink.texts.values()], parts, json: jsonTexts.result }
}

const encode = (content: FrameContent, byteOrder?: 'big') =>
  encodeFrame({ name: 'x', uuid: crypto.randomUUID(), content, ...(byteOrder && { byteOrder }) })

const maxTextBytes = 16 * 1024 * 1024
/** The field of a frame's type: STRING. */
const typeOfTexts = [0x18, 0x0d]
const encodeVarint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) | 128, ...encodeVarint(Math.floor(value / 128))]
/** A text that ends behind the bytes of a frame that are read first. */
const behindHead = [...typeOfTexts, 0x42, ...encodeVarint(5000), ...new Array(5000).fill(97)]

describe('readFrameColumn', () => {
  test.each<[FrameContent, readonly string[]]>([
    [{ kind: 'floats', values: Float64Array.of(1.5, Number.NaN, -0, 1e300) }, ['1.5', '∅', '0', '1e+300']],
    [{ kind: 'floats', values: Float16Array.of(1.5) }, ['1.5']],
    [{ kind: 'integers', values: Uint16Array.of(1, 65_535) }, ['1', '65535']],
    [{ kind: 'bigints', values: BigInt64Array.of(-1n, 2n ** 60n) }, ['-1', '1152921504606846976']],
    [{ kind: 'bigints', values: BigUint64Array.of(2n ** 64n - 1n) }, ['18446744073709551615']],
    [{ kind: 'booleans', values: Uint8Array.of(1, 0) }, ['true', 'false']],
    [{ kind: 'strings', values: ['a', ''] }, ['a', '']],
    [{ kind: 'strings', values: [] }, []],
    [{ kind: 'floats', values: new Float64Array(0) }, []],
  ])('passes the values of %o', async (content, expected) => {
    expect((await read(encode(content))).values).toStrictEqual(expected)
    if (content.kind !== 'strings') expect((await read(encode(content, 'big'))).values).toStrictEqual(expected)
  })

  test('reads window after window, and longer texts at once', async () => {
    const { values, parts, json } = await read(encode({ kind: 'strings', values: texts }))
    expect(values).toStrictEqual(texts)
    expect(parts.length).toBeGreaterThan(3)
    expect(json).toBeUndefined()
  })

  test('reads texts as JSON on request, and reports whether all were', async () => {
    const bytes = encode({ kind: 'strings', values: ['"a"', 'null', '2'] })
    expect(await read(bytes, true)).toMatchObject({ values: ['a', '∅', '2'], json: { hasQuoted: true } })
    expect((await read(bytes)).values).toStrictEqual(['"a"', 'null', '2'])
  })

  test('reads texts that begin and end anywhere in a window', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 })
    const property = fc.asyncProperty(lengths, fc.integer({ min: 1, max: 60 }), async (sizes, windowBytes) => {
      const values = sizes.map((size) => 'x'.repeat(size))
      const { values: found, parts } = await read(encode({ kind: 'strings', values }), false, windowBytes)
      expect(found).toStrictEqual(values)
      expect(parts).not.toContain(0)
    })
    await fc.assert(property)
  })

  test('reads texts that end with each window', async () => {
    const values = Array.from({ length: 20 }, (_, index) => `text ${100 + index}`)
    const { parts, ...found } = await read(encode({ kind: 'strings', values }))
    expect(found.values).toStrictEqual(values)
    expect(parts).toStrictEqual([5, 5, 5, 5])
  })

  test('reads texts to the end of the frame', async () => {
    expect((await read(Uint8Array.from([...typeOfTexts, 0x42, 1, 97]))).values).toStrictEqual(['a'])
  })

  test('reads a text whose length takes three bytes, and one whose length takes six', async () => {
    const [first, second] = ['x'.repeat(20_000), 'y'.repeat(5000)]
    const { values } = await read(encode({ kind: 'strings', values: [first, second, 'z'] }))
    expect(values.map((text) => text.slice(0, 1))).toStrictEqual(['x', 'y', 'z'])
    const six = [0x42, 0x81, 0x80, 0x80, 0x80, 0x80, 0, 97]
    expect((await read(Uint8Array.from([...behindHead, ...six]))).values.at(-1)).toBe('a')
  })

  test('reads the longest text', async () => {
    const prefix = Buffer.from([...typeOfTexts, 0x42, ...encodeVarint(maxTextBytes - 5)])
    const { values } = await read(Buffer.concat([prefix, Buffer.alloc(maxTextBytes - 5, 'x')]), false, 2 ** 20)
    expect(values).toStrictEqual([`${'x'.repeat(200)}…`])
  })

  test('reads no more than its head at first, and numbers behind it', async () => {
    const values = Float64Array.from({ length: 1000 }, (_, index) => index / 2)
    const bytes = encode({ kind: 'floats', values })
    const lengths: number[] = []
    const source: ByteSource = {
      size: bytes.length,
      read: async (offset, length) => {
        lengths.push(length)
        return bytes.slice(offset, offset + length)
      },
    }
    const sink = new CellSink(2)
    const column = { source, windowBytes: 1000, isJson: false, jsonTexts: new JsonTexts() }
    for await (const _ of readFrameColumn(column, sink, { signal: neverAborted }));
    expect(lengths[0]).toBe(4096)
    const cells = sink.view(1000)
    expect(Array.from(values, (_, row) => readNumberCell(cells[row * 2] ?? 0, cells[row * 2 + 1] ?? 0))).toStrictEqual([
      ...values,
    ])
  })

  test('passes integers of two bytes as numbers', async () => {
    const sink = new CellSink(2)
    const source = createMemorySource(encode({ kind: 'integers', values: Uint16Array.of(1, 65_535) }))
    const column = { source, windowBytes: 1000, isJson: false, jsonTexts: new JsonTexts() }
    for await (const _ of readFrameColumn(column, sink, { signal: neverAborted }));
    const [a = 0, b = 0, c = 0, d = 0] = sink.view(2)
    expect([readNumberCell(a, b), readNumberCell(c, d)]).toStrictEqual([1, 65_535])
  })

  test('passes the texts null and NaN as such, and others as bytes', async () => {
    const passed: string[] = []
    const sink = Object.assign(new TextSink(new Set()), {
      jsonNull: (text: string) => passed.push(text),
      bytes: (text: Uint8Array) => passed.push(`${text.length} bytes`),
    })
    const source = createMemorySource(encode({ kind: 'strings', values: ['null', 'NaN', 'nul', 'nan', 'nulls'] }))
    const column = { source, windowBytes: 1000, isJson: false, jsonTexts: new JsonTexts() }
    for await (const _ of readFrameColumn(column, sink, { signal: neverAborted }));
    expect(passed).toStrictEqual(['null', 'NaN', '3 bytes', '3 bytes', '5 bytes'])
  })

  test.each([
    [
      'a number that is cut off',
      encode({ kind: 'floats', values: Float64Array.of(1, 2) }).subarray(0, -37),
      'a frame whose last number is cut off',
    ],
    ['no bytes', new Uint8Array(), 'a frame whose values begin after its first bytes'],
    [
      'a long name',
      encodeFrame({
        name: 'x'.repeat(5000),
        uuid: crypto.randomUUID(),
        content: { kind: 'floats', values: Float64Array.of(1) },
      }),
      'a frame whose values begin after its first bytes',
    ],
    [
      'a text with a length of seven bytes',
      Buffer.from([...behindHead, 0x42, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 97]),
      'a text whose length has more than 32 bits',
    ],
    [
      'a text that is longer than texts are compared',
      Buffer.from([...typeOfTexts, 0x42, ...encodeVarint(maxTextBytes - 4), 97]),
      'a text of more than 16777216 bytes',
    ],
    ['a text that is cut off', Buffer.from([...typeOfTexts, 0x42, 1, 98, 0x42, 5, 97]), 'a text that is cut off'],
    ['a length that is cut off', Buffer.from([...behindHead, 0x42, 0x85]), 'a text that is cut off'],
    ['a text that is not UTF-8', Buffer.from([...typeOfTexts, 0x42, 1, 0xff]), 'text that is not UTF-8'],
  ])('refuses a frame with %s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(new BundleFormatError(message))
  })
})

test('getFrameKind returns which frames can be compared', () => {
  const kinds = (['FLOAT16', 'UINT64', 'BOOL', 'STRING', 'LINK', 'HFRAME'] as const).map(getFrameKind)
  expect(kinds).toStrictEqual(['number', 'number', 'boolean', 'text', 'other', 'other'])
})
