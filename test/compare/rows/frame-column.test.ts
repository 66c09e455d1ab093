import { describe, expect, test } from 'vitest'
import { getFrameKind, readFrameColumn } from '../../../src/compare/rows/frame-column.ts'
import { JsonTexts } from '../../../src/compare/rows/json-texts.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import type { FrameContent } from '../../disdat/format/fixtures/frame-content.ts'
import { encodeFrame } from '../../disdat/format/fixtures/write-frame.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource } from './fixtures.ts'

const texts = ['a', '', 'x'.repeat(200), 'null', 'größe', ...Array.from({ length: 40 }, (_, index) => `t${index}`)]

async function read(bytes: Uint8Array, isJson = false) {
  const sink = new TextSink(new Set(new Array(100).keys()))
  const jsonTexts = new JsonTexts()
  const column = { source: createMemorySource(bytes), windowBytes: 50, isJson, jsonTexts }
  const parts: number[] = []
  for await (const part of readFrameColumn(column, sink, { signal: neverAborted })) parts.push(part)
  return { values: [...sink.texts.values()], parts, json: jsonTexts.result }
}

const encode = (content: FrameContent, byteOrder?: 'big') =>
  encodeFrame({ name: 'x', uuid: crypto.randomUUID(), content, ...(byteOrder && { byteOrder }) })

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

  test.each([
    ['a number that is cut off', encode({ kind: 'floats', values: Float64Array.of(1, 2) }).subarray(0, -37)],
    ['no head', new Uint8Array()],
    ['a text with a length beyond 32 bits', Buffer.from([0x18, 0x0d, 0x42, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])],
  ])('refuses a frame with %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(BundleFormatError)
  })
})

test('getFrameKind returns which frames can be compared', () => {
  const kinds = (['FLOAT16', 'UINT64', 'BOOL', 'STRING', 'LINK', 'HFRAME'] as const).map(getFrameKind)
  expect(kinds).toStrictEqual(['number', 'number', 'boolean', 'text', 'other', 'other'])
})
