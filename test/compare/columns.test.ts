import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareColumn, countRows, isColumn } from '../../src/compare/columns.ts'
import type { ColumnFacts } from '../../src/compare/comparison.ts'
import { type InspectedFrame, inspectFrame, inspectFrameHead } from '../../src/compare/inspect-frame.ts'
import { anyFrame } from '../disdat/format/arbitraries.ts'
import type { FrameContent, FrameValues } from '../disdat/format/fixtures/frame-content.ts'
import { encodeFrame } from '../disdat/format/fixtures/write-frame.ts'

const pair = { name: 'x', base: 0, now: 0, isMoved: false }
const doubles: FrameContent = { kind: 'floats', values: Float64Array.of(0.5, Number.NaN, 2) }
const unreadable: InspectedFrame = { kind: 'unreadable', reason: 'it no longer exists' }

function encode(content: FrameContent, more: Partial<FrameValues> = {}): Uint8Array {
  return encodeFrame({ name: 'x', uuid: crypto.randomUUID(), content, ...more })
}

function inspect(content: FrameContent, more: Partial<FrameValues> = {}): InspectedFrame {
  return inspectFrame(encode(content, more), false)
}

function inspectHead(content: FrameContent, more: Partial<FrameValues> = {}): InspectedFrame {
  const bytes = encode(content, more)
  return inspectFrameHead(bytes.subarray(0, 64), bytes.length)
}

describe('compareColumn', () => {
  test('finds equal values the same under another uuid and in another byte order', () => {
    const { status, differs } = compareColumn(pair, inspect(doubles), inspect(doubles, { byteOrder: 'big' }))
    expect([status, differs]).toStrictEqual(['same', []])
  })

  test('reports the statistics of the values', () => {
    const change = compareColumn(pair, undefined, inspect(doubles))
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
    ['of one more dimension', doubles, { shape: [3, 1] }, ['shape']],
    ['of texts', { kind: 'strings', values: ['a', 'b', 'c'] }, {}, ['type']],
  ] as const)('finds a column %s changed', (_, content, more, differs) => {
    const change = compareColumn(pair, inspect(doubles), inspect(content, more))
    expect([change.status, change.differs]).toStrictEqual(['changed', differs])
  })

  test('finds texts changed that are split at another place', () => {
    const [base, now] = [
      ['ab', 'c'],
      ['a', 'bc'],
    ].map((values): FrameContent => ({ kind: 'strings', values }))
    expect(base && now && compareColumn(pair, inspect(base), inspect(now)).differs).toStrictEqual(['values'])
  })

  test('reports moved, added and removed columns', () => {
    const frame = inspect(doubles)
    expect(compareColumn({ ...pair, isMoved: true }, frame, frame)).toMatchObject({
      status: 'changed',
      differs: ['place'],
    })
    expect(compareColumn({ ...pair, base: undefined }, undefined, frame)).toMatchObject({
      status: 'added',
      differs: [],
      base: undefined,
      histogram: { base: undefined },
    })
    expect(compareColumn({ ...pair, now: undefined }, frame, undefined)).toMatchObject({
      status: 'removed',
      differs: [],
      now: undefined,
      histogram: { now: undefined },
    })
  })

  test.each([
    ['same text lengths', ['ab', 'c'], ['xy', 'z'], 'unknown', []],
    ['other text lengths', ['ab', 'c'], ['ab', ''], 'changed', ['values']],
    ['other rows', ['ab'], ['ab', 'c'], 'changed', ['shape', 'values']],
  ])('compares heads and sizes of large columns: %s', (_, base, now, status, differs) => {
    const heads = [
      inspectHead({ kind: 'strings', values: base }),
      inspectHead({ kind: 'strings', values: now }),
    ] as const
    const change = compareColumn(pair, ...heads)
    expect([change.status, change.differs, change.now?.values]).toStrictEqual([status, differs, undefined])
  })

  test('reports `unknown` for a head with another byte order, or beside a frame that was read', () => {
    const big = inspectHead(doubles, { byteOrder: 'big' })
    for (const [base, now] of [
      [inspectHead(doubles), big],
      [inspect(doubles), inspectHead(doubles)],
    ])
      expect(compareColumn(pair, base, now)).toMatchObject({ status: 'unknown', differs: [] })
  })

  test('reports `unknown` where either frame cannot be read', () => {
    const frame = inspect(doubles)
    for (const [base, now] of [
      [frame, unreadable],
      [unreadable, frame],
      [unreadable, unreadable],
      [frame, undefined],
    ])
      expect(compareColumn(pair, base, now)).toMatchObject({ status: 'unknown', differs: [] })
    expect(compareColumn(pair, unreadable, frame)).toMatchObject({ base: undefined, now: { type: 'FLOAT64' } })
  })

  test('finds any frame the same as itself, read whole or not', () => {
    fc.assert(
      fc.property(anyFrame, fc.uuid(), (frame, uuid) => {
        const once = inspectFrame(encodeFrame(frame), false)
        const again = inspectFrame(encodeFrame({ ...frame, uuid }), true)
        expect(compareColumn(pair, once, again)).toMatchObject({ status: 'same', differs: [] })
        if (once.kind !== 'read') throw new Error('the frame was not read')
        const bytes = encodeFrame(frame)
        const begin = inspectFrameHead(bytes, bytes.length)
        if (begin.kind === 'head') expect(begin.facts).toStrictEqual({ ...once.facts, values: undefined })
      }),
    )
  })
})

describe('isColumn', () => {
  test('is false for links and bundles, unless a user named the frame', () => {
    const links = inspect({ kind: 'links', values: ['bundle://a'] })
    const unread = encode({ kind: 'bundles', values: [] })
    const bundles = inspectFrame(unread, false)
    expect([links, bundles, unreadable, undefined].map((frame) => isColumn(frame, 'unnamed:0'))).toStrictEqual([
      false,
      false,
      true,
      false,
    ])
    for (const name of ['file', 'an unnamed:0', 'unnamed:0 too'])
      expect([links, bundles].map((frame) => isColumn(frame, name))).toStrictEqual([true, true])
    expect(isColumn(links, 'unnamed:12')).toBe(false)
    expect(isColumn(inspect(doubles), 'unnamed:0')).toBe(true)
    expect(isColumn(inspectFrameHead(unread, unread.length), 'unnamed:0')).toBe(true)
  })
})

describe('countRows', () => {
  const facts = (...shape: readonly number[]): ColumnFacts => ({
    type: 'INT8',
    shape,
    rows: shape[0] ?? 1,
    bytes: 1,
    values: undefined,
  })

  test.each([
    ['the rows of a table', 'DF', [facts(3), facts(3)], [], 3],
    ['no rows for a table without columns', 'DF', [], [], 0],
    ['no rows for a table without rows', 'DF', [facts(0)], [], 0],
    ['the rows of a table with an unreadable column', 'DF', [undefined, facts(3)], [], 3],
    ['nothing for an unreadable table', 'DF', [undefined], [], undefined],
    ['nothing for a table whose columns differ', 'DF', [facts(3), facts(4)], [], undefined],
    ['nothing for a table of arrays', 'DF', [facts(3, 2)], [], undefined],
    ['the rows of a table with files', 'DF', [facts(3)], [9], 3],
    ['the sum over files', 'TENSOR', [], [1, 0, 9], 10],
    ['nothing for files with unknown rows', 'TENSOR', [], [1, undefined], undefined],
    ['nothing for files of which the first has unknown rows', 'TENSOR', [], [undefined, 1], undefined],
    ['nothing for two arrays', 'TENSOR', [facts(3), facts(3)], [], undefined],
    ['nothing for an unreadable array', 'TENSOR', [undefined], [], undefined],
    ['the first dimension of an array', 'TENSOR', [facts(3, 2)], [], 3],
    ['nothing for a number', 'SCALAR', [facts(1)], [], undefined],
    ['nothing for a row', 'ROW', [facts(3), facts(3)], [], undefined],
  ] as const)('returns %s', (_, presentation, columns, files, rows) => {
    expect(countRows(presentation, columns, files)).toBe(rows)
  })
})
