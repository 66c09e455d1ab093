import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type FrameSummary, summariseFrame } from '../../../src/compare/frame-summary.ts'
import { readBundle } from '../../../src/disdat/bundle.ts'
import {
  type BundleDraft,
  defaultProcessingName,
  type Presented,
  writeBundle,
} from '../../../src/disdat/format/bundle-write.ts'
import type { FrameContent } from '../../../src/disdat/format/frame.ts'
import { type ReadFrame, readFrameValues } from '../../../src/disdat/format/frame-read.ts'
import { type FrameDraft, frameTypeOf, makeFrame } from '../../../src/disdat/format/frame-write.ts'
import { readFrame, readHyperFrame, writeFrame, writeHyperFrame } from '../../../src/disdat/format/hyperframe.ts'
import { type Home, makeHome } from '../../testbed/dsdt.ts'
import { anyFrame } from './arbitraries.ts'
import {
  describeBundles,
  filesOf,
  makeKinds,
  place,
  type ToldBundle,
  type ToldFrame,
  type ToldSummary,
  tellFloat,
  tellFrame,
} from './conformance/corpus.ts'

// Every Python takes a second, and several on a busy machine.
vi.setConfig({ hookTimeout: 180_000, testTimeout: 120_000 })

type Kind = { readonly kind: string; readonly told: ToldBundle; readonly files: ReadonlyMap<string, Uint8Array> }

let home: Home
let other: Home
let kinds: readonly Kind[]

/** What disdat reads of the bundles that we make. */
let readBack: readonly ToldBundle[]

const anyFrames = fc.sample(anyFrame, { numRuns: 400, seed: 20260105 })
const inner = draft('inner', one('SCALAR', { kind: 'integers', values: Int8Array.of(1) }))
const fileDraft = draft('file', one('SCALAR', { kind: 'links', values: ['bundle://sub/größe 1.txt'] }))

/** What we make, and how it must look to those who read it. */
const presentations: readonly (readonly [string, Presented, unknown])[] = [
  [
    'a table',
    {
      presentation: 'DF',
      columns: [
        column('größe', { kind: 'floats', values: Float64Array.of(0.5, Number.NaN) }),
        column('名前', { kind: 'strings', values: ['ä', ''] }),
        column('b', { kind: 'booleans', values: Uint8Array.of(1, 0) }),
        { ...column('i', { kind: 'bigints', values: BigInt64Array.of(-(2n ** 63n), 1n) }), byteOrder: 'big' },
      ],
    },
    {
      columns: {
        größe: { shape: [2], values: ['3fe0000000000000', 'nan'] },
        名前: { shape: [2], values: ['ä', ''] },
        b: { shape: [2], values: [true, false] },
        i: { shape: [2], values: ['-9223372036854775808', '1'] },
      },
      rows: 2,
    },
  ],
  ['a table of nothing', { presentation: 'DF', columns: [] }, { columns: {}, rows: 0 }],
  [
    'a table without rows',
    { presentation: 'DF', columns: [column('a', { kind: 'floats', values: new Float64Array() })] },
    { columns: { a: { shape: [0], values: [] } }, rows: 0 },
  ],
  ['a number', one('SCALAR', { kind: 'integers', values: Uint8Array.of(7) }), { value: '7' }],
  ['a text', one('SCALAR', { kind: 'strings', values: ['ü'] }), { value: 'ü' }],
  [
    'an array',
    {
      presentation: 'TENSOR',
      frame: { ...column('', { kind: 'integers', values: Int16Array.of(1, -2, 3, 4) }), shape: [2, 2] },
    },
    { shape: [2, 2], values: ['1', '-2', '3', '4'] },
  ],
  [
    'an array without values',
    {
      presentation: 'TENSOR',
      frame: { ...column('', { kind: 'integers', values: new Int16Array() }), shape: [0, 3] },
    },
    { shape: [0, 3], values: [] },
  ],
  ['a tuple', one('ROW', { kind: 'integers', values: Int32Array.of(1, 2) }), [{ value: '1' }, { value: '2' }]],
  [
    'a row',
    {
      presentation: 'ROW',
      fields: [
        column('a', { kind: 'integers', values: Int32Array.of(1, 2) }),
        column('b', { kind: 'strings', values: ['x'] }),
      ],
    },
    { fields: { a: { shape: [2], values: ['1', '2'] }, b: [{ value: 'x' }] } },
  ],
  ['None', one('JSON', { kind: 'strings', values: ['null'] }), { value: null }],
  ['JSON', one('JSON', { kind: 'strings', values: ['[1, "ü"]'] }), [{ value: '1' }, { value: 'ü' }]],
]

beforeAll(async () => {
  home = await makeHome({ env: {} })
  other = await makeHome({ env: {} })
  const told = await makeKinds(home)
  kinds = await Promise.all(
    [...told].map(async ([kind, bundle]) => ({ kind, told: bundle, files: await filesOf(home, bundle.uuid) })),
  )
  const nested = one('HF', { kind: 'bundles', values: [writeBundle(inner).hyperFrame.bytes] })
  const drafts = [
    ...anyFrames.map((frame, index) => draft(`any ${index}`, { presentation: 'DEFAULT', frames: [frame] })),
    ...presentations.map(([name, content]) => draft(name, content)),
    fileDraft,
    draft('outer', nested),
  ]
  await place(other, fileDraft.uuid, [{ name: 'sub/größe 1.txt', bytes: Buffer.from('1') }])
  for (const wanted of drafts) {
    const { hyperFrame, frames } = writeBundle(wanted)
    await place(other, wanted.uuid, [...frames, hyperFrame])
  }
  readBack = await describeBundles(
    other,
    drafts.map(({ uuid }) => uuid),
  )
})

afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await other[Symbol.asyncDispose]()
})

describe('of every kind of bundle that disdat makes', () => {
  test('there is one with every type, in both byte orders, and of every presentation', () => {
    const frames = kinds.flatMap(({ told }) => told.frames)
    const numbers = ['FLOAT16', 'FLOAT32', 'FLOAT64', 'INT16', 'INT32', 'INT64', 'UINT16', 'UINT32', 'UINT64']
    const ordered = [...numbers, 'COMPLEX64', 'COMPLEX128'].flatMap((type) => [`${type} BIG`, `${type} LITTLE`])
    const others = ['BOOL', 'INT8', 'UINT8', 'OBJECT', 'STRING', 'INT32'].map((type) => `${type} NA`)
    const unset = ['NONE', 'LINK', 'HFRAME'].map((type) => `${type} BIG`)
    const all = [...ordered, ...others, ...unset, 'STRING LITTLE']
    expect(new Set(frames.map(({ type, byteorder }) => `${type} ${byteorder}`))).toStrictEqual(new Set(all))
    expect(new Set(kinds.map(({ told }) => told.presentation))).toStrictEqual(
      new Set(['HF', 'DF', 'SCALAR', 'TENSOR', 'ROW', 'JSON', 'DEFAULT']),
    )
  })

  test('the values that we read are those that disdat reads', () => {
    for (const { kind, told, files } of kinds) {
      const bundle = readBundle(hyperFrameOf({ told, files }), told.uuid)
      const read = bundle.frames.map(({ uuid }) => readFrameValues(bytesOf(files, `${uuid}_frame.pb`)))
      expect(read.map(tellFrame), kind).toStrictEqual(told.frames.map(withoutSummary))
      expect(read.every(({ hashMatches }) => hashMatches)).toBe(true)
    }
  })

  test('messages are written again byte for byte, through messages and through values', () => {
    for (const { kind, told, files } of kinds) {
      for (const [name, bytes] of files) {
        if (!name.endsWith('_frame.pb')) continue
        expect(Buffer.compare(writeFrame(readFrame(bytes)), bytes), `${kind} ${name}`).toBe(0)
        expect(Buffer.compare(makeFrame(readFrameValues(bytes)), bytes), `${kind} ${name}`).toBe(0)
      }
      const hyperFrame = hyperFrameOf({ told, files })
      expect(Buffer.compare(writeHyperFrame(readHyperFrame(hyperFrame)), hyperFrame), kind).toBe(0)
    }
  })

  test('bundles that we make of the same values under the same uuids are the same byte for byte', () => {
    for (const { kind, told, files } of kinds) {
      const { hyperFrame, frames } = writeBundle(draftOf({ told, files }))
      for (const { name, bytes } of [hyperFrame, ...frames]) {
        expect(Buffer.compare(bytes, bytesOf(files, name)), `${kind} ${name}`).toBe(0)
      }
      expect([hyperFrame, ...frames]).toHaveLength([...files.keys()].filter((name) => name.endsWith('.pb')).length)
    }
  })

  test('the summary is what NumPy and Python make of the values', async () => {
    for (const { kind, told, files } of kinds) {
      for (const frame of told.frames) {
        const summary = await summariseFrame([bytesOf(files, `${frame.uuid}_frame.pb`)])
        const { name, uuid, type, shape, values } = frame
        const expected = { kind, name, uuid, type, shape, values: values.length, hashMatches: true }
        expect({ kind, ...summary }).toMatchObject(expected)
        if (frame.summary !== null) expectSame({ kind, summary, told: frame.summary })
      }
    }
  })

  test.each([
    // A list with None in it: 1, "a", null, 2.5, true, {"k": [null, "ü"]}, NaN, 2 ** 70
    [
      'mixed',
      { nulls: 2, distinct: { count: 6, isExact: true }, detail: { isJson: true, minLength: 1, maxLength: 23 } },
    ],
    // A column 'a', None, 'q"ü', NaN
    [
      'missing texts',
      { nulls: 2, distinct: { count: 2, isExact: true }, detail: { isJson: true, minLength: 1, maxLength: 3 } },
    ],
    ['none', { values: 1, nulls: 1, distinct: { count: 0, isExact: true }, detail: { minLength: undefined } }],
    [
      'texts',
      { values: 12, nulls: 0, distinct: { count: 12, isExact: true }, detail: { isJson: false, maxLength: 70_000 } },
    ],
    // One of three numbers is missing, which makes floats of them.
    ['nullable integers', { type: 'FLOAT64', nulls: 1, detail: { kind: 'numbers', min: 1, max: 3, mean: 2 } }],
    ['files', { values: 3, nulls: 0, distinct: { count: 3, isExact: true }, detail: { kind: 'others' } }],
    ['several bundles', { values: 2, nulls: 0, distinct: undefined, detail: { kind: 'others' } }],
    ['object', { values: 1, nulls: 0, distinct: undefined, detail: { kind: 'others' } }],
    ['nothing', { values: 0, rows: 0, nulls: 0, distinct: undefined, detail: { kind: 'others' } }],
    // Each of 0, -0, inf, -inf, nan and 1/3 with each
    ['complex <c16', { values: 36, nulls: 11, distinct: { count: 16, isExact: true }, detail: { kind: 'complex' } }],
  ])('missing values are counted in %s', async (wanted, expected) => {
    const found = kinds.find(({ kind }) => kind === wanted)
    const [frame] = found?.told.frames ?? []
    if (found === undefined || frame === undefined) throw new Error(`no ${wanted}`)
    const summary = await summariseFrame([bytesOf(found.files, `${frame.uuid}_frame.pb`)])
    expect(summary).toMatchObject(expected)
  })
})

describe('of every kind of bundle that we make', () => {
  test('disdat reads the values that we wrote', () => {
    expect(new Set(anyFrames.map(({ content }) => frameTypeOf(content))).size).toBe(18)
    for (const [index, frame] of anyFrames.entries()) {
      const read = readBack.find(({ name }) => name === `any ${index}`)
      expect(read?.frames.map(withoutSummary), `any ${index}`).toStrictEqual([tellFrame(frame)])
    }
  })

  test.each(presentations)('disdat presents %s', (name, { presentation }, presented) => {
    const read = readBack.find((bundle) => bundle.name === name)
    const tags = { committed: 'True', prüf: 'a:b' }
    expect(read).toMatchObject({ name, presentation, presented, tags })
  })

  test('disdat presents nested bundles and files', () => {
    const presented = (name: string) => readBack.find((bundle) => bundle.name === name)?.presented
    const file = fileDraft.uuid
    expect(presented('file')).toStrictEqual({ value: `~/.disdat/context/local/objects/${file}/sub/größe 1.txt` })
    expect(presented('outer')).toStrictEqual([{ bundle: inner.uuid, name: 'inner' }])
  })

  test('it has the processing name that disdat gives it', () => {
    const made = kinds
      .map((kind) => readBundle(hyperFrameOf(kind)))
      .filter(({ code }) => code.method === 'pkg.mod.Made')
    expect(made.some(({ params, dependsOn }) => params.size > 1 || dependsOn.length > 1)).toBe(true)
    for (const { code, params, dependsOn, processingName } of made) {
      const upstream = new Map(dependsOn.map((dependency) => [dependency.argument, dependency.processingName]))
      expect(defaultProcessingName(code.method, params, upstream)).toBe(processingName)
    }
  })
})

function draft(name: string, content: Presented): BundleDraft {
  return {
    uuid: randomUUID(),
    name,
    owner: 'größe',
    processingName: 'made',
    tags: new Map([
      ['prüf', 'a:b'],
      ['committed', 'True'],
    ]),
    createdSeconds: 1_767_571_200.25,
    startSeconds: 0,
    stopSeconds: 1.5,
    code: { method: 'pkg.mod.Made', repo: 'https://example.com/r', hash: '1288', branch: 'main' },
    dependsOn: [{ uuid: randomUUID(), processingName: 'up', argument: 'a' }],
    content,
  }
}

function column(name: string, content: FrameContent): FrameDraft {
  return { name, uuid: randomUUID(), content }
}

function one(presentation: 'HF' | 'SCALAR' | 'TENSOR' | 'ROW' | 'JSON', content: FrameContent): Presented {
  return { presentation, frame: { uuid: randomUUID(), content } }
}

function withoutSummary({ summary, ...frame }: ToldFrame): Omit<ToldFrame, 'summary'> {
  return frame
}

function doubleOf(told: string | null | undefined): number | undefined {
  if (told === null || told === undefined) return undefined
  return told === 'nan' ? Number.NaN : Buffer.from(told, 'hex').readDoubleBE()
}

/** NumPy's summary is ours: to the last bit, but for means of floats, whose sum is rounded. */
function expectSame(both: { readonly kind: string; readonly summary: FrameSummary; readonly told: ToldSummary }): void {
  const { kind, summary, told } = both
  const { detail, distinct, nulls, type, values } = summary
  switch (detail.kind) {
    case 'texts':
      if (detail.isJson) return
      expect({ ...detail, distinct }).toMatchObject({
        kind: 'texts',
        minLength: told.min ?? undefined,
        maxLength: told.max ?? undefined,
        distinct: { count: told.distinct, isExact: true },
      })
      return
    case 'booleans': {
      const trues = Math.round(values * (doubleOf(told.mean) ?? 0))
      expect({ kind, trues: detail.trues, distinct: distinct?.count }).toStrictEqual({
        kind,
        trues,
        distinct: told.distinct,
      })
      return
    }
    case 'numbers': {
      const { min, max, mean } = detail
      const tell = (value: number | bigint | undefined) => {
        if (value === undefined) return null
        return type.startsWith('FLOAT') ? tellFloat(Number(value) + 0) : String(value)
      }
      expect({ kind, min: tell(min), max: tell(max), nulls, distinct: distinct?.count }).toStrictEqual({
        kind,
        min: told.min,
        max: told.max,
        nulls: told.nulls,
        distinct: told.distinct,
      })
      const wanted = doubleOf(told.mean)
      if (mean === undefined || wanted === undefined || !Number.isFinite(wanted)) expect(mean, kind).toBe(wanted)
      else expect(Math.abs(mean - wanted), kind).toBeLessThanOrEqual(Math.abs(wanted) * 1e-15)
      return
    }
    default:
      throw new Error(`${kind} has numbers or texts, and we saw ${detail.kind}`)
  }
}

/** The bytes of a HyperFrame. */
function hyperFrameOf({ told, files }: Pick<Kind, 'told' | 'files'>): Uint8Array {
  return bytesOf(files, `${told.uuid}_hframe.pb`)
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name)
  if (bytes === undefined) throw new Error(`no ${name}`)
  return bytes
}

/** What disdat wrote, as what would be given to us to write. */
function draftOf({ told, files }: Pick<Kind, 'told' | 'files'>): BundleDraft {
  const bundle = readBundle(hyperFrameOf({ told, files }))
  const { lineage } = readHyperFrame(hyperFrameOf({ told, files }))
  const frames = bundle.frames.map(({ uuid }) => readFrameValues(bytesOf(files, `${uuid}_frame.pb`)))
  return {
    uuid: bundle.uuid,
    name: bundle.name,
    owner: bundle.owner,
    processingName: bundle.processingName,
    tags: bundle.tags,
    createdSeconds: bundle.createdSeconds,
    startSeconds: lineage?.startTime ?? 0,
    stopSeconds: lineage?.stopTime ?? 0,
    code: bundle.code,
    dependsOn: bundle.dependsOn,
    content: contentOf(bundle.presentation, frames),
  }
}

function contentOf(presentation: string, frames: readonly ReadFrame[]): Presented {
  const [frame] = frames
  if (presentation === 'DF') return { presentation, columns: frames }
  if (presentation === 'DEFAULT') return { presentation, frames }
  if (presentation === 'ROW' && frame?.name !== 'unnamed:0') return { presentation, fields: frames }
  if (frame === undefined) throw new Error(`a ${presentation} of nothing`)
  switch (presentation) {
    case 'HF':
    case 'SCALAR':
    case 'TENSOR':
    case 'ROW':
    case 'JSON':
      return { presentation, frame }
    default:
      throw new Error(`a bundle that presents as ${presentation}`)
  }
}
