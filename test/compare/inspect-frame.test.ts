import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnFacts } from '../../src/compare/comparison.ts'
import { type InspectedFrame, inspectFrame, inspectFrameHead } from '../../src/compare/inspect-frame.ts'
import { writeLinkBundle } from '../../src/disdat/format/link-bundle.ts'
import { anyFrame } from '../disdat/format/arbitraries.ts'
import { encodeFields, encodeVarint } from '../disdat/format/fixtures/encode-fields.ts'
import type { FrameContent, FrameValues } from '../disdat/format/fixtures/frame-content.ts'
import { encodeFrame } from '../disdat/format/fixtures/write-frame.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const doubles: FrameContent = { kind: 'floats', values: Float64Array.of(0.5, Number.NaN, 2) }

const nested = writeLinkBundle({
  uuid,
  frameUuid: crypto.randomUUID(),
  name: 'inner',
  owner: 'ann',
  processingName: 'add',
  tags: new Map(),
  createdSeconds: 0,
  code: { method: 'add', repo: '', hash: '', branch: '' },
  links: [],
})

function encode(content: FrameContent, more: Partial<FrameValues> = {}): Uint8Array {
  return encodeFrame({ name: 'x', uuid, content, ...more })
}

function inspect(content: FrameContent, more: Partial<FrameValues> = {}): InspectedFrame {
  return inspectFrame(encode(content, more), false)
}

function readFacts(content: FrameContent, more: Partial<FrameValues> = {}): ColumnFacts {
  const frame = inspect(content, more)
  if (frame.kind !== 'read') throw new Error(`the frame is ${frame.kind}`)
  return frame.facts
}

describe('inspectFrame', () => {
  test('reports type, shape, rows, size and statistics of numbers', () => {
    const statistics = { nulls: 1, distinct: { count: 2, isExact: true }, min: 0.5, max: 2, mean: 1.25 }
    const values = { ...statistics, sample: undefined }
    const bytes = encode(doubles).length
    expect(readFacts(doubles)).toStrictEqual({ type: 'FLOAT64', shape: [3], rows: 3, bytes, values })
  })

  test('reports the first dimension as rows, and one row without a dimension', () => {
    const values = new Int8Array(24)
    expect(readFacts({ kind: 'integers', values }, { shape: [2, 3, 4] })).toMatchObject({ rows: 2, shape: [2, 3, 4] })
    expect(readFacts({ kind: 'integers', values: Int8Array.of(1) }, { shape: [] })).toMatchObject({
      rows: 1,
      shape: [],
    })
  })

  test.each<[string, FrameContent, number, number | undefined]>([
    ['texts', { kind: 'strings', values: ['a', 'b', 'a', 'null'] }, 0, 3],
    ['JSON texts', { kind: 'strings', values: ['"a"', 'null', '"a"'] }, 1, 1],
    ['links', { kind: 'links', values: ['bundle://a', 'bundle://b', 'bundle://a'] }, 0, 2],
    ['bundles', { kind: 'bundles', values: [] }, 0, undefined],
  ])('counts nulls and different values of %s', (_, content, nulls, distinct) => {
    const statistics = { min: undefined, max: undefined, mean: undefined, sample: undefined }
    expect(readFacts(content).values).toStrictEqual({
      ...statistics,
      nulls,
      distinct: distinct === undefined ? undefined : { count: distinct, isExact: true },
    })
  })

  test('returns the same digest in any byte order, and for any name, uuid and shape', () => {
    const more = { name: 'y', uuid: crypto.randomUUID(), byteOrder: 'big', shape: [3, 1] } as const
    const [once, again] = [inspect(doubles), inspect(doubles, more)]
    expect(once.kind === 'read' && again.kind === 'read' && once.digest === again.digest).toBe(true)
  })

  test('returns different digests for different values and types', () => {
    const contents: readonly FrameContent[] = [
      doubles,
      { kind: 'floats', values: Float64Array.of(0.5, Number.NaN, 2.5) },
      { kind: 'floats', values: Float64Array.of(0, 1) },
      { kind: 'floats', values: Float64Array.of(-0, 1) },
      { kind: 'integers', values: Int8Array.of(1) },
      { kind: 'integers', values: Uint8Array.of(1) },
      { kind: 'booleans', values: Uint8Array.of(1) },
      { kind: 'strings', values: ['ab', 'c'] },
      { kind: 'strings', values: ['a', 'bc'] },
      { kind: 'links', values: ['ab', 'c'] },
      { kind: 'bundles', values: [nested.hyperFrame.bytes] },
      { kind: 'bundles', values: [nested.hyperFrame.bytes, nested.hyperFrame.bytes] },
    ]
    const digests = contents.map((content) => {
      const frame = inspect(content)
      return frame.kind === 'read' ? frame.digest : frame.kind
    })
    expect(new Set(digests).size).toBe(contents.length)
  })

  test('returns the numbers that have an order, for the histogram', () => {
    expect(inspect(doubles, { byteOrder: 'big' })).toMatchObject({ numbers: doubles.values })
    for (const content of [
      { kind: 'booleans', values: Uint8Array.of(1) },
      { kind: 'strings', values: ['1'] },
    ] satisfies FrameContent[])
      expect(inspect(content)).toMatchObject({ kind: 'read', numbers: undefined })
  })

  test.each([
    [{ kind: 'integers', values: Int8Array.of(-7) }, '-7'],
    [{ kind: 'bigints', values: BigInt64Array.of(2n ** 62n) }, '4611686018427387904'],
    [{ kind: 'floats', values: Float64Array.of(Number.NaN) }, 'NaN'],
    [{ kind: 'floats', values: Float16Array.of(0.5) }, '0.5'],
    [{ kind: 'booleans', values: Uint8Array.of(1) }, 'true'],
    [{ kind: 'booleans', values: Uint8Array.of(0) }, 'false'],
    [{ kind: 'strings', values: ['ü'] }, 'ü'],
    [{ kind: 'strings', values: [''] }, ''],
    [{ kind: 'strings', values: ['x'.repeat(200)] }, 'x'.repeat(200)],
    [{ kind: 'strings', values: [`${'x'.repeat(199)}😀`] }, `${'x'.repeat(199)}…`],
    [{ kind: 'strings', values: [`😀${'x'.repeat(199)}`] }, `😀${'x'.repeat(198)}…`],
    [{ kind: 'integers', values: Int8Array.of(1, 2) }, undefined],
    [{ kind: 'strings', values: ['a', 'b'] }, undefined],
    [{ kind: 'links', values: ['bundle://a'] }, undefined],
    [{ kind: 'bundles', values: [nested.hyperFrame.bytes] }, undefined],
  ] satisfies [FrameContent, string | undefined][])(
    'reports a single value only with samples: %o',
    (content, sample) => {
      for (const samples of [true, false]) {
        const frame = inspectFrame(encode(content), samples)
        expect(frame.kind === 'read' && frame.facts.values?.sample).toBe(samples ? sample : undefined)
      }
    },
  )

  test('reports the reason for an invalid frame instead of an error', () => {
    const bytes = encode(doubles)
    for (const invalid of [bytes.subarray(0, 30), Buffer.from('garbage'), new Uint8Array()]) {
      expect(inspectFrame(invalid, true)).toMatchObject({ kind: 'unreadable' })
    }
    expect(inspectFrame(new Uint8Array(), true)).toStrictEqual({
      kind: 'unreadable',
      reason: 'a frame without its hash: it is empty or truncated',
    })
  })

  test('reports whether a link points outside the bundle', () => {
    expect(inspect({ kind: 'links', values: ['bundle://a', 's3://b/c'] })).toMatchObject({ hasExternalLinks: true })
    expect(inspect({ kind: 'links', values: ['bundle://a'] })).toMatchObject({ hasExternalLinks: false })
  })

  test('returns uuid and name of nested bundles', () => {
    const frame = inspect({ kind: 'bundles', values: [nested.hyperFrame.bytes] })
    expect(frame).toMatchObject({ nested: [{ uuid, name: 'inner' }], facts: { type: 'HFRAME', rows: 1 } })
  })

  test('finds a long text unreadable that is not UTF-8, also at its end', () => {
    for (const tail of [0xff, 0xc3]) {
      const bytes = encode({ kind: 'strings', values: ['a'.repeat(128 * 1024)] })
      bytes[bytes.lastIndexOf(0x61, bytes.length - 35)] = tail
      expect(inspectFrame(bytes, false)).toMatchObject({ kind: 'unreadable', reason: 'text that is not UTF-8' })
    }
  })

  test('reads any frame', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        expect(inspectFrame(encodeFrame(frame), true)).toMatchObject({ kind: 'read', facts: { shape: frame.shape } })
      }),
    )
  })

  test('reads 128 MiB of numbers with memory for one copy of them', { timeout: 120_000 }, () => {
    const size = 128 * 1024 * 1024
    const rows = size / 8
    const head = encodeFields([3, 4], [4, Uint8Array.from(encodeVarint(rows))], [5, 1])
    const data = Buffer.of(0x4a, ...encodeVarint(size))
    const bytes = Buffer.alloc(head.length + data.length + size + 3)
    bytes.set(head)
    bytes.set(data, head.length)
    const pattern = Float64Array.from({ length: 32_768 }, (_, index) => index)
    for (let at = 0; at < size; at += pattern.byteLength) {
      bytes.set(new Uint8Array(pattern.buffer), head.length + data.length + at)
    }
    bytes.set(encodeFields([10, 'h']), bytes.length - 3)
    const before = process.resourceUsage().maxRSS
    const frame = inspectFrame(bytes, false)
    const grownMib = (process.resourceUsage().maxRSS - before) / 1024
    const values = { distinct: { isExact: false }, min: 0, max: 32_767, mean: 16_383.5 }
    expect(frame).toMatchObject({ kind: 'read', facts: { rows, values } })
    expect(grownMib, 'MiB').toBeLessThan(128 + 64)
  })

  test('reads millions of texts without memory for each', { timeout: 120_000 }, async () => {
    const texts = 4_000_000
    const inspector = new URL('../../src/compare/inspect-frame.ts', import.meta.url).href
    const [head, text, hash] = [encodeFields([3, 13]), encodeFields([8, 'null']), encodeFields([10, 'h'])]
    // A worker has a heap of its own, whose limit is less than 4,000,000 strings need.
    const worker = new Worker(
      `const { parentPort, workerData: { inspector, texts, head, text, hash } } = require('node:worker_threads')
       import(inspector).then(({ inspectFrame }) => {
         const bytes = Buffer.concat([head, Buffer.alloc(texts * text.length, text), hash])
         parentPort.postMessage(inspectFrame(bytes, true))
       })`,
      {
        eval: true,
        workerData: { inspector, texts, head, text, hash },
        resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 16 },
      },
    )
    const [frame]: unknown[] = await once(worker, 'message')
    expect(frame).toMatchObject({ kind: 'read', facts: { rows: texts, values: { nulls: undefined } } })
  })
})

describe('inspectFrameHead', () => {
  test('reports the facts of the head, without statistics', () => {
    const bytes = encode(doubles)
    expect(inspectFrameHead(bytes.subarray(0, 64), 1_000_000)).toStrictEqual({
      kind: 'head',
      facts: { type: 'FLOAT64', shape: [3], rows: 3, bytes: 1_000_000, values: undefined },
      byteOrder: 'little',
    })
  })

  test.each([
    [[2, 3], 2],
    [[], 1],
  ])('reports the rows of the shape %j: %d', (shape, rows) => {
    const values = new Int8Array(shape.reduce((size, length) => size * length, 1))
    const bytes = encode({ kind: 'integers', values }, { shape })
    expect(inspectFrameHead(bytes, 1000)).toMatchObject({ facts: { shape, rows } })
  })

  test('reports the reason for bytes that do not show the shape', () => {
    const bytes = encode(doubles)
    const reason = 'its first bytes do not show its shape'
    expect(inspectFrameHead(bytes.subarray(0, 30), 1000)).toStrictEqual({ kind: 'unreadable', reason })
    expect(inspectFrameHead(encodeFields([3, 13], [8, 'a']), 1000)).toStrictEqual({ kind: 'unreadable', reason })
    for (const invalid of [Buffer.from('garbage'), new Uint8Array()]) {
      expect(inspectFrameHead(invalid, 1000)).toMatchObject({ kind: 'unreadable' })
    }
  })
})
