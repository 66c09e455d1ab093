import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ColumnFacts, ValueFacts } from '../../../src/compare/comparison.ts'
import { inspectFrame } from '../../../src/compare/inspect-frame.ts'
import { readBundle } from '../../../src/disdat/bundle.ts'
import { summarizeFrame } from '../../../src/disdat/format/frame-summary.ts'
import { readHyperFrame, writeFrame, writeHyperFrame } from '../../../src/disdat/format/hyperframe.ts'
import { createProcessingName, writeLinkBundle } from '../../../src/disdat/format/link-bundle.ts'
import { type Home, makeHome } from '../../testbed/dsdt.ts'
import { anyFrame } from './arbitraries.ts'
import {
  createKinds,
  type DescribedBundle,
  type DescribedFrame,
  type DescribedSummary,
  describeBundles,
  describeFrame,
  formatFloat,
  placeFiles,
  readBundleFiles,
} from './conformance/corpus.ts'
import { type FrameContent, type FrameValues, getFrameType } from './fixtures/frame-content.ts'
import { decodeFrame, readFrameValues } from './fixtures/read-frame-values.ts'
import { type BundleDraft, type PresentedFrames, writeBundle } from './fixtures/write-bundle.ts'
import { encodeFrame, type FrameDraft } from './fixtures/write-frame.ts'

// Each start of Python takes a second, or several on a busy machine.
vi.setConfig({ hookTimeout: 180_000, testTimeout: 120_000 })

type Kind = {
  readonly kind: string
  readonly described: DescribedBundle
  readonly files: ReadonlyMap<string, Uint8Array>
}

let home: Home
let other: Home
let kinds: readonly Kind[]

/** The bundles that we wrote, as disdat reads them. */
let readBack: readonly DescribedBundle[]

const anyFrames = fc.sample(anyFrame, { numRuns: 400, seed: 20260105 })
const inner = createDraft('inner', present('SCALAR', { kind: 'integers', values: Int8Array.of(1) }))
const fileDraft = createDraft('file', present('SCALAR', { kind: 'links', values: ['bundle://sub/größe 1.txt'] }))

/** Bundles that we write, and how disdat must present them. */
const presentations: readonly (readonly [string, PresentedFrames, unknown])[] = [
  [
    'a table',
    {
      presentation: 'DF',
      columns: [
        createColumn('größe', { kind: 'floats', values: Float64Array.of(0.5, Number.NaN) }),
        createColumn('名前', { kind: 'strings', values: ['ä', ''] }),
        createColumn('b', { kind: 'booleans', values: Uint8Array.of(1, 0) }),
        { ...createColumn('i', { kind: 'bigints', values: BigInt64Array.of(-(2n ** 63n), 1n) }), byteOrder: 'big' },
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
    { presentation: 'DF', columns: [createColumn('a', { kind: 'floats', values: new Float64Array() })] },
    { columns: { a: { shape: [0], values: [] } }, rows: 0 },
  ],
  ['a number', present('SCALAR', { kind: 'integers', values: Uint8Array.of(7) }), { value: '7' }],
  ['a text', present('SCALAR', { kind: 'strings', values: ['ü'] }), { value: 'ü' }],
  [
    'an array',
    {
      presentation: 'TENSOR',
      frame: { ...createColumn('', { kind: 'integers', values: Int16Array.of(1, -2, 3, 4) }), shape: [2, 2] },
    },
    { shape: [2, 2], values: ['1', '-2', '3', '4'] },
  ],
  [
    'an array without values',
    {
      presentation: 'TENSOR',
      frame: { ...createColumn('', { kind: 'integers', values: new Int16Array() }), shape: [0, 3] },
    },
    { shape: [0, 3], values: [] },
  ],
  ['a tuple', present('ROW', { kind: 'integers', values: Int32Array.of(1, 2) }), [{ value: '1' }, { value: '2' }]],
  [
    'a row',
    {
      presentation: 'ROW',
      fields: [
        createColumn('a', { kind: 'integers', values: Int32Array.of(1, 2) }),
        createColumn('b', { kind: 'strings', values: ['x'] }),
      ],
    },
    { fields: { a: { shape: [2], values: ['1', '2'] }, b: [{ value: 'x' }] } },
  ],
  ['None', present('JSON', { kind: 'strings', values: ['null'] }), { value: null }],
  ['JSON', present('JSON', { kind: 'strings', values: ['[1, "ü"]'] }), [{ value: '1' }, { value: 'ü' }]],
]

beforeAll(async () => {
  home = await makeHome({ env: {} })
  other = await makeHome({ env: {} })
  const described = await createKinds(home)
  kinds = await Promise.all(
    [...described].map(async ([kind, bundle]) => ({
      kind,
      described: bundle,
      files: await readBundleFiles(home, bundle.uuid),
    })),
  )
  const nested = present('HF', { kind: 'bundles', values: [writeBundle(inner).hyperFrame.bytes] })
  const drafts = [
    ...anyFrames.map((frame, index) => createDraft(`any ${index}`, { presentation: 'DEFAULT', frames: [frame] })),
    ...presentations.map(([name, content]) => createDraft(name, content)),
    fileDraft,
    createDraft('outer', nested),
  ]
  await placeFiles(other, fileDraft.uuid, [{ name: 'sub/größe 1.txt', bytes: Buffer.from('1') }])
  for (const draft of drafts) {
    const { hyperFrame, frames } = writeBundle(draft)
    await placeFiles(other, draft.uuid, [...frames, hyperFrame])
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

describe('bundles that disdat writes', () => {
  test('have every type, byte order and presentation', () => {
    const frames = kinds.flatMap(({ described }) => described.frames)
    const numbers = ['FLOAT16', 'FLOAT32', 'FLOAT64', 'INT16', 'INT32', 'INT64', 'UINT16', 'UINT32', 'UINT64']
    const ordered = numbers.flatMap((type) => [`${type} BIG`, `${type} LITTLE`])
    const others = ['BOOL', 'INT8', 'UINT8', 'STRING', 'INT32'].map((type) => `${type} NA`)
    const unset = ['LINK', 'HFRAME'].map((type) => `${type} BIG`)
    const all = [...ordered, ...others, ...unset, 'STRING LITTLE']
    expect(new Set(frames.map(({ type, byteorder }) => `${type} ${byteorder}`))).toStrictEqual(new Set(all))
    expect(new Set(kinds.map(({ described }) => described.presentation))).toStrictEqual(
      new Set(['HF', 'DF', 'SCALAR', 'TENSOR', 'ROW', 'JSON', 'DEFAULT']),
    )
  })

  test('have the values that disdat reads', () => {
    for (const { kind, described, files } of kinds) {
      const bundle = readBundle(findHyperFrame({ described, files }), described.uuid)
      const read = bundle.frames.map(({ uuid }) => readFrameValues(findBytes(files, `${uuid}_frame.pb`)))
      expect(read.map(describeFrame), kind).toStrictEqual(described.frames.map(withoutSummary))
    }
  })

  test('are written again byte for byte, from messages and from values', () => {
    for (const { kind, described, files } of kinds) {
      for (const [name, bytes] of files) {
        if (!name.endsWith('_frame.pb')) continue
        expect(Buffer.compare(writeFrame(decodeFrame(bytes)), bytes), `${kind} ${name}`).toBe(0)
        expect(Buffer.compare(encodeFrame(readFrameValues(bytes)), bytes), `${kind} ${name}`).toBe(0)
      }
      const hyperFrame = findHyperFrame({ described, files })
      expect(Buffer.compare(writeHyperFrame(readHyperFrame(hyperFrame)), hyperFrame), kind).toBe(0)
    }
  })

  test('equal byte for byte the bundles that we write of the same values and uuids', () => {
    for (const { kind, described, files } of kinds) {
      const { hyperFrame, frames } = writeBundle(rewriteAsDraft({ described, files }))
      for (const { name, bytes } of [hyperFrame, ...frames]) {
        expect(Buffer.compare(bytes, findBytes(files, name)), `${kind} ${name}`).toBe(0)
      }
      expect([hyperFrame, ...frames]).toHaveLength([...files.keys()].filter((name) => name.endsWith('.pb')).length)
    }
  })

  test('have the statistics that NumPy and Python compute', () => {
    for (const { kind, described, files } of kinds) {
      for (const frame of described.frames) {
        const facts = inspect(files, frame)
        const { type, shape } = frame
        expect({ kind, ...facts }).toMatchObject({ kind, type, shape, rows: shape[0] ?? frame.values.length })
        if (frame.summary !== null) expectEqualStatistics(kind, facts, frame.summary)
      }
    }
  })

  test.each<[string, Partial<ColumnFacts>, Partial<ValueFacts>]>([
    // A list with None: 1, "a", null, 2.5, true, {"k": [null, "ü"]}, NaN, 2 ** 70
    ['mixed', {}, { nulls: 2, distinct: { count: 6, isExact: true }, min: undefined }],
    // A column 'a', None, 'q"ü', NaN
    ['missing texts', {}, { nulls: 2, distinct: { count: 2, isExact: true } }],
    // Disdat stores None as the text `null`, which is also how it stores the text.
    ['none', { rows: 1 }, { nulls: undefined, distinct: undefined }],
    ['texts', { rows: 12 }, { nulls: 0, distinct: { count: 12, isExact: true } }],
    // One of three numbers is missing, so pandas stores floats.
    ['nullable integers', { type: 'FLOAT64' }, { nulls: 1, min: 1, max: 3, mean: 2 }],
    ['files', { rows: 3 }, { nulls: 0, distinct: { count: 3, isExact: true } }],
    ['several bundles', { rows: 2 }, { nulls: 0, distinct: undefined }],
  ])('have their nulls counted where the frame shows them: %s', (name, facts, values) => {
    const kind = kinds.find((each) => each.kind === name)
    const [frame] = kind?.described.frames ?? []
    if (kind === undefined || frame === undefined) throw new Error(`no ${name}`)
    expect(inspect(kind.files, frame)).toMatchObject({ ...facts, values })
  })

  test('equal byte for byte the bundles of files that writeLinkBundle writes', () => {
    for (const name of ['file', 'files']) {
      const kind = kinds.find((each) => each.kind === name)
      const [frame] = kind?.described.frames ?? []
      if (kind === undefined || frame === undefined) throw new Error(`no ${name}`)
      const { uuid, owner, processingName, tags, createdSeconds, code } = readBundle(findHyperFrame(kind))
      const { links } = summarizeFrame(findBytes(kind.files, `${frame.uuid}_frame.pb`))
      const shared = { uuid, owner, processingName, tags, createdSeconds, code, name, links }
      const written = writeLinkBundle({ ...shared, frameUuid: frame.uuid })
      for (const { name: file, bytes } of Object.values(written)) {
        expect(Buffer.compare(bytes, findBytes(kind.files, file)), `${name} ${file}`).toBe(0)
      }
    }
  })
})

describe('bundles that we write', () => {
  test('have the values that disdat reads', () => {
    expect(new Set(anyFrames.map(({ content }) => getFrameType(content))).size).toBe(14)
    for (const [index, frame] of anyFrames.entries()) {
      const read = readBack.find(({ name }) => name === `any ${index}`)
      expect(read?.frames.map(withoutSummary), `any ${index}`).toStrictEqual([describeFrame(frame)])
    }
  })

  test.each(presentations)('are presented by disdat: %s', (name, { presentation }, presented) => {
    const read = readBack.find((bundle) => bundle.name === name)
    const tags = { committed: 'True', prüf: 'a:b' }
    expect(read).toMatchObject({ name, presentation, presented, tags })
  })

  test('are presented by disdat with nested bundles and files', () => {
    const presented = (name: string) => readBack.find((bundle) => bundle.name === name)?.presented
    const file = fileDraft.uuid
    expect(presented('file')).toStrictEqual({ value: `~/.disdat/context/local/objects/${file}/sub/größe 1.txt` })
    expect(presented('outer')).toStrictEqual([{ bundle: inner.uuid, name: 'inner' }])
  })

  test('have the processing name that disdat gives them', () => {
    const made = kinds
      .map((kind) => readBundle(findHyperFrame(kind)))
      .filter(({ code }) => code.method === 'pkg.mod.Made')
    expect(made.some(({ params, dependsOn }) => params.size > 1 || dependsOn.length > 1)).toBe(true)
    for (const { code, params, dependsOn, processingName } of made) {
      const upstream = new Map(dependsOn.map((dependency) => [dependency.argument, dependency.processingName]))
      expect(createProcessingName(code.method, params, upstream)).toBe(processingName)
    }
  })
})

function createDraft(name: string, content: PresentedFrames): BundleDraft {
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

function createColumn(name: string, content: FrameContent): FrameDraft {
  return { name, uuid: randomUUID(), content }
}

function present(presentation: 'HF' | 'SCALAR' | 'TENSOR' | 'ROW' | 'JSON', content: FrameContent): PresentedFrames {
  return { presentation, frame: { uuid: randomUUID(), content } }
}

function withoutSummary({ summary, ...frame }: DescribedFrame): Omit<DescribedFrame, 'summary'> {
  return frame
}

function inspect(files: ReadonlyMap<string, Uint8Array>, { uuid }: DescribedFrame): ColumnFacts {
  const frame = inspectFrame(findBytes(files, `${uuid}_frame.pb`), false)
  if (frame.kind !== 'read') throw new Error(`the frame ${uuid} is ${frame.kind}`)
  return frame.facts
}

function parseDouble(hex: string | null | undefined): number | undefined {
  if (hex === null || hex === undefined) return undefined
  return hex === 'nan' ? Number.NaN : Buffer.from(hex, 'hex').readDoubleBE()
}

/** Compares with the statistics of NumPy: exactly, except for the mean of floats, whose sum is rounded. */
function expectEqualStatistics(kind: string, { type, values }: ColumnFacts, expected: DescribedSummary): void {
  if (values === undefined) throw new Error(`${kind} has no statistics`)
  const { nulls, min, max, mean } = values
  const distinct = values.distinct?.count
  if (type === 'STRING') {
    // Python does not know which texts are nulls of a JSON column.
    if (nulls === 0) expect({ kind, distinct }).toStrictEqual({ kind, distinct: expected.distinct })
    return
  }
  if (type === 'BOOL') {
    expect({ kind, distinct, nulls, min }).toStrictEqual({
      kind,
      distinct: expected.distinct,
      nulls: 0,
      min: undefined,
    })
    return
  }
  const format = (value: number | bigint | undefined) => {
    if (value === undefined) return null
    return type.startsWith('FLOAT') ? formatFloat(Number(value) + 0) : String(value)
  }
  const { mean: _, ...exact } = expected
  expect({ kind, min: format(min), max: format(max), nulls, distinct }).toStrictEqual({ kind, ...exact })
  const expectedMean = parseDouble(expected.mean)
  if (mean === undefined || expectedMean === undefined || !Number.isFinite(expectedMean)) {
    expect(mean, kind).toBe(expectedMean)
  } else {
    expect(Math.abs(mean - expectedMean), kind).toBeLessThanOrEqual(Math.abs(expectedMean) * 1e-15)
  }
}

/** The bytes of a HyperFrame. */
function findHyperFrame({ described, files }: Pick<Kind, 'described' | 'files'>): Uint8Array {
  return findBytes(files, `${described.uuid}_hframe.pb`)
}

function findBytes(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name)
  if (bytes === undefined) throw new Error(`no ${name}`)
  return bytes
}

/** The draft of a bundle that disdat wrote. */
function rewriteAsDraft({ described, files }: Pick<Kind, 'described' | 'files'>): BundleDraft {
  const bundle = readBundle(findHyperFrame({ described, files }))
  const { lineage } = readHyperFrame(findHyperFrame({ described, files }))
  const frames = bundle.frames.map(({ uuid }) => readFrameValues(findBytes(files, `${uuid}_frame.pb`)))
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
    content: presentFrames(bundle.presentation, frames),
  }
}

function presentFrames(presentation: string, frames: readonly FrameValues[]): PresentedFrames {
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
      throw new Error(`a bundle with the presentation ${presentation}`)
  }
}
