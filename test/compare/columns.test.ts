import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnChange, countRows, isColumn } from '../../src/compare/columns.ts'
import type { ColumnFacts } from '../../src/compare/comparison.ts'
import { type InspectedFrame, inspectFrame, inspectFrameHead } from '../../src/compare/inspect-frame.ts'
import type { FrameContent, FrameValues } from '../../src/disdat/format/frame.ts'
import { makeFrame } from '../disdat/format/fixtures/write-frame.ts'
import { anyFrame } from '../disdat/format/arbitraries.ts'

const pair = { name: 'x', base: 0, now: 0, isMoved: false }
const doubles: FrameContent = { kind: 'floats', values: Float64Array.of(0.5, Number.NaN, 2) }
const unreadable: InspectedFrame = { kind: 'unreadable', why: 'it is gone' }

function bytesOf(content: FrameContent, more: Partial<FrameValues> = {}): Uint8Array {
  return makeFrame({ name: 'x', uuid: crypto.randomUUID(), content, ...more })
}

function seen(content: FrameContent, more: Partial<FrameValues> = {}, samples = false): Promise<InspectedFrame> {
  return inspectFrame(bytesOf(content, more), samples)
}

function head(content: FrameContent, more: Partial<FrameValues> = {}): Promise<InspectedFrame> {
  const bytes = bytesOf(content, more)
  return inspectFrameHead(bytes.subarray(0, 64), bytes.length)
}

describe('a column', () => {
  test('is the same whatever its frame’s uuid and byte order are', async () => {
    const { status, differs } = columnChange(pair, await seen(doubles), await seen(doubles, { byteOrder: 'big' }))
    expect([status, differs]).toStrictEqual(['same', []])
  })

  test('has its facts from its values', async () => {
    const change = columnChange(pair, undefined, await seen(doubles))
    expect(change.now?.values).toStrictEqual({
      nulls: 1,
      distinct: { count: 2, isExact: true },
      min: 0.5,
      max: 2,
      mean: 1.25,
      sample: undefined,
    })
    expect(change.now).toMatchObject({ type: 'FLOAT64', shape: [3], rows: 3 })
  })

  test.each([
    ['of another type', { kind: 'floats', values: Float32Array.of(0.5, Number.NaN, 2) }, {}, ['type']],
    ['of other values', { kind: 'floats', values: Float64Array.of(0.5, 0, 2) }, {}, ['values']],
    ['of fewer rows', { kind: 'floats', values: Float64Array.of(0.5, 2) }, {}, ['shape', 'values']],
    ['of another shape', doubles, { shape: [1, 3] }, ['shape']],
    ['of texts', { kind: 'strings', values: ['a', 'b', 'c'] }, {}, ['type']],
  ] as const)('%s is changed', async (_, content, more, differs) => {
    const change = columnChange(pair, await seen(doubles), await seen(content, more))
    expect([change.status, change.differs]).toStrictEqual(['changed', differs])
  })

  test('of the same texts cut elsewhere is changed', async () => {
    const [base, now] = [
      ['ab', 'c'],
      ['a', 'bc'],
    ].map((values): FrameContent => ({ kind: 'strings', values }))
    expect(base && now && columnChange(pair, await seen(base), await seen(now)).differs).toStrictEqual(['values'])
  })

  test('that stands elsewhere is changed in that, and one that only one has is added or removed', async () => {
    const frame = await seen(doubles)
    expect(columnChange({ ...pair, isMoved: true }, frame, frame)).toMatchObject({
      status: 'changed',
      differs: ['place'],
    })
    expect(columnChange({ ...pair, base: undefined }, undefined, frame)).toMatchObject({
      status: 'added',
      base: undefined,
      histogram: { base: undefined },
    })
    expect(columnChange({ ...pair, now: undefined }, frame, undefined)).toMatchObject({
      status: 'removed',
      now: undefined,
      histogram: { now: undefined },
    })
  })

  test.each([
    ['same text lengths', ['ab', 'c'], ['xy', 'z'], 'unknown', []],
    ['other text lengths', ['ab', 'c'], ['ab', ''], 'changed', ['values']],
    ['other rows', ['ab'], ['ab', 'c'], 'changed', ['shape', 'values']],
  ])('that is too large is compared by what its head and size tell: %s', async (_, base, now, status, differs) => {
    const heads = [await head({ kind: 'strings', values: base }), await head({ kind: 'strings', values: now })] as const
    const change = columnChange(pair, ...heads)
    expect([change.status, change.differs, change.now?.values]).toStrictEqual([status, differs, undefined])
  })

  test('that is too large, in another byte order or beside one that was read, is unknown', async () => {
    const big = await head(doubles, { byteOrder: 'big' })
    for (const [base, now] of [
      [await head(doubles), big],
      [await seen(doubles), await head(doubles)],
    ])
      expect(columnChange(pair, base, now)).toMatchObject({ status: 'unknown', differs: [] })
  })

  test('that cannot be read is unknown, whatever the other is', async () => {
    const frame = await seen(doubles)
    for (const [base, now] of [
      [frame, unreadable],
      [unreadable, frame],
      [unreadable, unreadable],
    ])
      expect(columnChange(pair, base, now)).toMatchObject({ status: 'unknown', differs: [] })
    expect(columnChange(pair, unreadable, frame)).toMatchObject({ base: undefined, now: { type: 'FLOAT64' } })
  })

  test('of any frame is the same as itself, read whole or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, fc.uuid(), async (frame, uuid) => {
        const once = await inspectFrame(makeFrame(frame), false)
        const again = await inspectFrame(makeFrame({ ...frame, uuid }), true)
        expect(columnChange(pair, once, again)).toMatchObject({ status: 'same', differs: [] })
        if (once.kind !== 'read') throw new Error('not read')
        const bytes = makeFrame(frame)
        const begin = await inspectFrameHead(bytes, bytes.length)
        if (begin.kind === 'head') expect(begin.facts).toStrictEqual({ ...once.facts, values: undefined })
      }),
    )
  })
})

describe('what is seen', () => {
  test.each([
    [{ kind: 'integers', values: Int8Array.of(-7) }, '-7'],
    [{ kind: 'bigints', values: BigInt64Array.of(2n ** 62n) }, '4611686018427387904'],
    [{ kind: 'floats', values: Float64Array.of(Number.NaN) }, 'NaN'],
    [{ kind: 'booleans', values: Uint8Array.of(1) }, 'true'],
    [{ kind: 'complex', values: Float64Array.of(1, -2) }, '1 + -2i'],
    [{ kind: 'strings', values: ['ü'] }, 'ü'],
    [{ kind: 'object', text: '{"a":1}' }, '{"a":1}'],
    [{ kind: 'strings', values: [`${'x'.repeat(199)}😀`] }, `${'x'.repeat(199)}…`],
    [{ kind: 'integers', values: Int8Array.of(1, 2) }, undefined],
    [{ kind: 'none' }, undefined],
    [{ kind: 'links', values: ['bundle://a'] }, undefined],
  ] satisfies [FrameContent, string | undefined][])(
    'of a single value is the value, where that is asked for: %o',
    async (content, sample) => {
      for (const isAskedFor of [true, false]) {
        const frame = await seen(content, {}, isAskedFor)
        expect(frame.kind === 'read' && frame.facts.values?.sample).toBe(isAskedFor ? sample : undefined)
      }
    },
  )

  test('of a broken frame is why, never an error', async () => {
    const bytes = bytesOf(doubles)
    for (const broken of [bytes.subarray(0, 30), Buffer.from('garbage'), new Uint8Array()]) {
      expect(await inspectFrame(broken, true)).toMatchObject({ kind: 'unreadable' })
      expect(await inspectFrameHead(broken, 1000)).toMatchObject({ kind: 'unreadable' })
    }
  })

  test('of links and bundles is no column, unless it has a name that a user gave it', async () => {
    const links = await seen({ kind: 'links', values: ['bundle://a'] })
    const unread = bytesOf({ kind: 'bundles', values: [] })
    const bundles = await inspectFrame(unread, false)
    expect([links, bundles, unreadable, undefined].map((frame) => isColumn(frame, 'unnamed:0'))).toStrictEqual([
      false,
      false,
      true,
      false,
    ])
    expect([links, bundles].map((frame) => isColumn(frame, 'file'))).toStrictEqual([true, true])
    expect(isColumn(await seen(doubles), 'unnamed:0')).toBe(true)
    expect(isColumn(await inspectFrameHead(unread, unread.length), 'unnamed:0')).toBe(true)
  })

  test('of links tells whether one leads out', async () => {
    expect(await seen({ kind: 'links', values: ['bundle://a', 's3://b/c'] })).toMatchObject({ leadsOut: true })
    expect(await seen({ kind: 'links', values: ['bundle://a'] })).toMatchObject({ leadsOut: false })
  })
})

describe('rows', () => {
  const facts = (...shape: readonly number[]): ColumnFacts => ({
    type: 'INT8',
    shape,
    rows: shape[0] ?? 1,
    bytes: 1,
    values: undefined,
  })

  test.each([
    ['of a table', 'DF', [facts(3), facts(3)], [], 3],
    ['of a table without columns', 'DF', [], [], 0],
    ['of a table without rows', 'DF', [facts(0)], [], 0],
    ['of a table, one column of which cannot be read', 'DF', [undefined, facts(3)], [], 3],
    ['of a table that cannot be read', 'DF', [undefined], [], undefined],
    ['of a table whose columns differ', 'DF', [facts(3), facts(4)], [], undefined],
    ['of a table of arrays', 'DF', [facts(3, 2)], [], undefined],
    ['of a table with files', 'DF', [facts(3)], [9], 3],
    ['of files', 'TENSOR', [], [1, 0, 9], 10],
    ['of files one of which tells nothing', 'TENSOR', [], [1, undefined], undefined],
    ['of an array', 'TENSOR', [facts(3, 2)], [], 3],
    ['of a number', 'SCALAR', [facts(1)], [], undefined],
    ['of a row', 'ROW', [facts(3), facts(3)], [], undefined],
  ] as const)('%s', (_, presentation, columns, files, rows) => {
    expect(countRows(presentation, columns, files)).toBe(rows)
  })
})
