import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxDistinct } from '../../src/compare/distinct.ts'
import { type FrameSummary, summariseFrame } from '../../src/compare/frame-summary.ts'
import { wholeTextBytes } from '../../src/compare/text-tally.ts'
import type { FrameContent, FrameValues } from '../../src/disdat/format/frame.ts'
import { makeFrame } from '../disdat/format/fixtures/write-frame.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { anyFrame } from '../disdat/format/arbitraries.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'

function summary(content: FrameContent, more: Partial<FrameValues> = {}): Promise<FrameSummary> {
  return summariseFrame([makeFrame({ name: 'x', uuid, content, ...more })])
}

function texts(...values: readonly string[]): Promise<FrameSummary> {
  return summary({ kind: 'strings', values })
}

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  // One buffer is used again and again, as a stream may do.
  const buffer = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size)
    buffer.fill(0xee)
    buffer.set(chunk)
    yield buffer.subarray(0, chunk.length)
  }
}

describe('the summary of numbers', () => {
  const random = (values: Float64Array) => {
    const known = [...values].filter((value) => !Number.isNaN(value))
    return {
      values: values.length,
      nulls: values.length - known.length,
      distinct: { count: new Set(known).size, isExact: true },
      detail: {
        kind: 'numbers',
        min: known.length === 0 ? undefined : Math.min(...known) + 0,
        max: known.length === 0 ? undefined : Math.max(...known) + 0,
      },
    }
  }

  test('of floats leaves NaN out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.float64Array({ maxLength: 50 }), async (values) => {
        const found = await summary({ kind: 'floats', values })
        expect(noNegativeZero(found)).toMatchObject(random(values))
      }),
    )
  })

  test('of integers has their exact mean', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt64Array({ minLength: 1, maxLength: 50 }), async (values) => {
        const found = await summary({ kind: 'bigints', values })
        const total = [...values].reduce((sum, value) => sum + value, 0n)
        expect(found.detail).toMatchObject({ kind: 'numbers', mean: Number(total) / values.length })
      }),
    )
    const values = Uint32Array.from({ length: 100_001 }, (_, index) => 4_294_967_295 - (index % 7))
    expect(await summary({ kind: 'integers', values })).toMatchObject({
      distinct: { count: 7, isExact: true },
      detail: {
        min: 4_294_967_289,
        max: 4_294_967_295,
        mean: Number(values.reduce((sum, v) => sum + BigInt(v), 0n)) / 100_001,
      },
    })
  })

  test('of integers has their least and greatest from all over', async () => {
    const small = new Int32Array(40_000)
    small.set([-7], 5)
    small.set([8], 39_990)
    const large = BigInt64Array.from(small, BigInt)
    for (const values of [small, small.toReversed()]) {
      expect((await summary({ kind: 'integers', values })).detail).toMatchObject({ min: -7, max: 8 })
    }
    for (const values of [large, large.toReversed()]) {
      expect((await summary({ kind: 'bigints', values })).detail).toMatchObject({ min: -7n, max: 8n })
    }
  })

  test('of floats does not lose the small ones beside the large', async () => {
    const values = Float64Array.of(1e16, ...Array(1000).fill(1), -1e16)
    expect((await summary({ kind: 'floats', values })).detail).toMatchObject({ mean: 1000 / 1002 })
  })

  test.each([
    [[1, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
    [[Number.NEGATIVE_INFINITY, 1], Number.NEGATIVE_INFINITY],
    [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], Number.NaN],
    [[Number.NaN, 3], 3],
    [[Number.NaN], undefined],
    [[], undefined],
  ])('the mean of %j is %j', async (values, mean) => {
    const { detail } = await summary({ kind: 'floats', values: Float32Array.from(values) })
    expect(detail).toMatchObject({ kind: 'numbers', mean })
  })

  test('of the other byte order is the same', async () => {
    const values = Float64Array.of(1, 2, 4.5)
    const big = await summary({ kind: 'floats', values }, { byteOrder: 'big' })
    expect({ ...big, hashMatches: true }).toStrictEqual(await summary({ kind: 'floats', values }))
  })

  test('counts different values up to a bound, and says where it stopped', async () => {
    const upTo = async (length: number) =>
      summary({ kind: 'integers', values: Int32Array.from({ length }, (_, i) => i) })
    expect(await upTo(maxDistinct)).toMatchObject({ distinct: { count: maxDistinct, isExact: true } })
    expect(await upTo(maxDistinct + 1)).toMatchObject({ distinct: { count: maxDistinct, isExact: false } })
  })

  test('of truth values counts the true', async () => {
    const some = await summary({ kind: 'booleans', values: Uint8Array.of(1, 0, 1) })
    expect(some).toMatchObject({ nulls: 0, distinct: { count: 2 }, detail: { kind: 'booleans', trues: 2 } })
    const all = await summary({ kind: 'booleans', values: Uint8Array.of(1, 1) })
    expect(all).toMatchObject({ distinct: { count: 1 }, detail: { trues: 2 } })
  })

  test('has rows and values of its shape', async () => {
    const values = new Int8Array(24)
    expect(await summary({ kind: 'integers', values }, { shape: [2, 3, 4] })).toMatchObject({ rows: 2, values: 24 })
    expect(await summary({ kind: 'integers', values: Int8Array.of(1) }, { shape: [] })).toMatchObject({
      rows: 1,
      values: 1,
    })
  })
})

describe('the summary of texts', () => {
  test('has lengths in characters, not in bytes or halves of them', async () => {
    expect(await texts('', 'größe', '🙂🙂')).toMatchObject({ detail: { isJson: false, minLength: 0, maxLength: 5 } })
    expect(await texts('🙂🙂')).toMatchObject({ detail: { minLength: 2, maxLength: 2 } })
    expect(await texts()).toMatchObject({ values: 0, detail: { minLength: undefined, maxLength: undefined } })
  })

  test.each([
    [
      'a column that had None in it',
      ['"ann"', 'null', '"b\\u00fcb"', 'NaN', '"ann"'],
      { nulls: 2, count: 2, min: 3, max: 3 },
    ],
    [
      'mixed numbers',
      ['1', '-2.5e+30', 'null', 'true', 'Infinity', '-Infinity'],
      { nulls: 1, count: 5, min: 1, max: 9 },
    ],
    ['objects and lists', ['{"a": NaN}', '[]', '"x"'], { nulls: 0, count: 3, min: 1, max: 10 }],
    ['nothing but None', ['null', 'null'], { nulls: 2, count: 0, min: undefined, max: undefined }],
  ])('of %s is of the JSON that they are', async (_, values, { nulls, count, min, max }) => {
    expect(await texts(...values)).toMatchObject({
      nulls,
      distinct: { count, isExact: true },
      detail: { isJson: true, minLength: min, maxLength: max },
    })
  })

  test.each([
    ['a text among numbers', ['1', 'null', 'ann']],
    ['quotes alone, which would have been stored without', ['"a"', '"b"']],
    ['what only begins as a JSON string', ['null', '"a" and "b"']],
    ['a string that is none', ['null', '"a']],
    ['numbers that JSON would not write', ['null', '007']],
    ['a bracket without its other', ['null', '{a']],
  ])('takes %s for texts', async (_, values) => {
    expect(await texts(...values)).toMatchObject({
      nulls: 0,
      distinct: { count: values.length },
      detail: { isJson: false, maxLength: Math.max(...values.map(({ length }) => length)) },
    })
  })

  test('tells long texts apart that begin alike, cut or not', async () => {
    const long = 'ü'.repeat(wholeTextBytes)
    const bytes = makeFrame({
      name: 'x',
      uuid,
      content: { kind: 'strings', values: [long, `${long}a`, long, 'a'.repeat(65), `${'a'.repeat(65)}b`] },
    })
    for (const size of [bytes.length, 1000, 65_537]) {
      expect(await summariseFrame(cut(bytes, size))).toMatchObject({
        values: 5,
        distinct: { count: 4 },
        detail: { minLength: 65, maxLength: wholeTextBytes + 1 },
        hashMatches: true,
      })
    }
  })

  test.each([
    ['a string', `"${'a'.repeat(wholeTextBytes)}"`, { isJson: true, minLength: wholeTextBytes }],
    ['a string of escapes', `"${'\\n'.repeat(wholeTextBytes)}"`, { isJson: true, maxLength: 2 * wholeTextBytes }],
    ['a list', `[${'1,'.repeat(wholeTextBytes)}1]`, { isJson: true, minLength: 2 * wholeTextBytes + 3 }],
    ['no JSON', 'a'.repeat(wholeTextBytes + 1), { isJson: false, minLength: 4 }],
  ])('sees of a long text that it is %s, cut or not', async (_, text, detail) => {
    const bytes = makeFrame({ name: 'x', uuid, content: { kind: 'strings', values: ['null', text] } })
    for (const size of [bytes.length, 30_000]) expect(await summariseFrame(cut(bytes, size))).toMatchObject({ detail })
  })

  test('is refused where a long text is not UTF-8, at its end too', async () => {
    for (const tail of [0xff, 0xc3]) {
      const bytes = makeFrame({
        name: 'x',
        uuid,
        content: { kind: 'strings', values: ['a'.repeat(2 * wholeTextBytes)] },
      })
      bytes[bytes.lastIndexOf(0x61, bytes.length - 35)] = tail
      await expect(summariseFrame(cut(bytes, 10_000))).rejects.toThrow(BundleFormatError)
    }
  })
})

describe('the summary of any frame', () => {
  test('is refused where an object is not UTF-8, at its end too', async () => {
    for (const tail of [0xff, 0xc3]) {
      const bytes = makeFrame({ name: 'x', uuid, content: { kind: 'object', text: '"ab"' } })
      bytes[bytes.lastIndexOf(0x22)] = tail
      await expect(summariseFrame([bytes])).rejects.toThrow(BundleFormatError)
    }
  })

  test('is the same however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, fc.integer({ min: 1, max: 40 }), async (frame, size) => {
        const bytes = makeFrame(frame)
        const whole = await summariseFrame([bytes])
        expect(await summariseFrame(cut(bytes, size))).toStrictEqual(whole)
        expect(whole).toMatchObject({ name: frame.name, uuid: frame.uuid, shape: frame.shape, hashMatches: true })
      }),
    )
  })

  test('takes constant memory, whatever the length', { timeout: 120_000 }, async () => {
    const bytes = 256 * 1024 * 1024
    const rows = bytes / 8
    const values = Float64Array.from({ length: 32_768 }, (_, index) => index)
    const chunk = new Uint8Array(values.buffer)
    // 3: FLOAT64, 4: [rows], 5: LITTLE, 9: so many bytes, 10: h
    function* frame(): Generator<Uint8Array> {
      const head = [0x18, 4, 0x22, varint(rows).length, ...varint(rows), 0x28, 1, 0x4a, ...varint(bytes)]
      yield Uint8Array.from(head)
      for (let at = 0; at < bytes; at += chunk.length) yield chunk
      yield Buffer.from('520168', 'hex')
    }
    const before = process.resourceUsage().maxRSS
    const found = await summariseFrame(frame())
    const grown = (process.resourceUsage().maxRSS - before) / 1024
    expect(found).toMatchObject({ rows, distinct: { isExact: false }, detail: { min: 0, max: 32_767, mean: 16_383.5 } })
    expect(grown, 'MiB').toBeLessThan(128)
  })

  test('ends where the chunks fail', async () => {
    const failing = async function* () {
      yield Buffer.from('1809', 'hex')
      throw new Error('the connection broke')
    }
    await expect(summariseFrame(failing())).rejects.toThrow('the connection broke')
  })
})

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))]
}

/** Which of the zeros is the smaller nobody asks. */
function noNegativeZero(found: FrameSummary): FrameSummary {
  if (found.detail.kind !== 'numbers' || typeof found.detail.min !== 'number' || typeof found.detail.max !== 'number')
    return found
  return { ...found, detail: { ...found.detail, min: found.detail.min + 0, max: found.detail.max + 0 } }
}
