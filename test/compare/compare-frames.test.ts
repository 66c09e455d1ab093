import { describe, expect, test, vi } from 'vitest'
import { compareFrames } from '../../src/compare/compare-frames.ts'
import { formatFrameName } from '../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { writeLinkBundle } from '../../src/disdat/format/link-bundle.ts'
import type { FrameContent } from '../disdat/format/fixtures/frame-content.ts'
import type { FrameDraft } from '../disdat/format/fixtures/write-frame.ts'
import { createCompareContext, createMemoryBundle, type MemoryBundle } from './memory-bundle.ts'

/** A frame of numbers. */
const createNumbers = (name: string, ...values: readonly number[]): FrameDraft => ({
  ...{ name, uuid: crypto.randomUUID(), content: { kind: 'floats', values: Float64Array.from(values) } },
})

const createTable = (...columns: readonly FrameDraft[]) => createMemoryBundle({ presentation: 'DF', columns })

/** A bundle with one frame, which has no name. */
const createUnnamed = (content: FrameContent) =>
  createMemoryBundle({ presentation: 'TENSOR', frame: { uuid: crypto.randomUUID(), content } })

const createLinks = (...urls: readonly string[]) => createUnnamed({ kind: 'links', values: urls })

/** The HyperFrame of a bundle to be nested. */
const createInner = (name: string, uuid = crypto.randomUUID()) => ({
  uuid,
  bytes: writeLinkBundle({
    ...{ uuid, frameUuid: crypto.randomUUID(), name, owner: 'ann', processingName: 'add', tags: new Map() },
    ...{ createdSeconds: 0, code: { method: 'add', repo: '', hash: '', branch: '' }, links: [] },
  }).hyperFrame.bytes,
})

const createNested = (...inner: readonly { readonly bytes: Uint8Array }[]) =>
  createUnnamed({ kind: 'bundles', values: inner.map(({ bytes }) => bytes) })

/** The path of the frame at an index, which exists. */
const getPath = ({ proof }: MemoryBundle, index = 0) => formatFrameName(proof.bundle.frames[index]?.uuid ?? '')
const getSize = (bundle: MemoryBundle, index = 0) => bundle.objects.get(getPath(bundle, index))?.length ?? 0

async function compare(now: MemoryBundle, base: MemoryBundle | undefined, maxBytes?: number) {
  const context = createCompareContext(maxBytes)
  const hold = vi.spyOn(context.reads.memory, 'hold')
  const { columns, nested, statuses } = await compareFrames(now, base, context)
  return {
    columns: columns.map(({ name, status, differs }) => [name, status, ...differs].join(' ')),
    nested,
    statuses,
    changes: columns,
    notes: context.notes.toSentences(),
    held: hold.mock.calls.map(([bytes]) => bytes),
  }
}

describe('compareFrames', () => {
  test('compares the frames of equal names, and lists those of one bundle', async () => {
    const base = createTable(createNumbers('a', 1, 2), createNumbers('b', 1, 2), createNumbers('old', 1, 2))
    const now = createTable(createNumbers('new', 1, 2), createNumbers('a', 1, 2), createNumbers('b', 1, 3))
    expect(await compare(now, base)).toMatchObject({
      columns: ['new added', 'a same', 'b changed values', 'old removed'],
      nested: [],
      statuses: ['added', 'same', 'changed', 'removed'],
      notes: [],
    })
  })

  test('describes the frames of a bundle without a base', async () => {
    const { columns, statuses, changes } = await compare(createTable(createNumbers('a', 1, 2)), undefined)
    expect({ columns, statuses }).toStrictEqual({ columns: ['a added'], statuses: ['added'] })
    expect(changes).toMatchObject([{ base: undefined, now: { rows: 2, values: { min: 1, max: 2 } } }])
  })

  test('reads the same bundle once, and finds it the same also where it is not read', async () => {
    const bundle = createTable(createNumbers('a', 1, 2))
    for (const maxBytes of [undefined, 1])
      expect(await compare(bundle, bundle, maxBytes)).toMatchObject({ columns: ['a same'], statuses: ['same'] })
    bundle.objects.clear()
    expect(await compare(bundle, bundle)).toMatchObject({ columns: ['a same'], notes: [expect.any(String)] })
    expect(bundle.requests).toHaveLength(3)
  })

  test('describes both sides of the same bundle', async () => {
    const bundle = createTable(createNumbers('a', 1, 2))
    const { changes } = await compare(bundle, bundle)
    expect(changes).toMatchObject([{ base: { rows: 2 }, now: { rows: 2 } }])
  })

  test('compares tables without columns', async () => {
    expect(await compare(createTable(), createTable())).toMatchObject({ columns: [], nested: [], statuses: [] })
  })

  test('throws the error of a store', async () => {
    const bundle = createTable(createNumbers('a', 1, 2))
    const get = () => Promise.reject(new Error('no connection'))
    const broken = { ...bundle, remote: { ...bundle.remote, store: { ...bundle.remote.store, get } } }
    await expect(compare(broken, undefined)).rejects.toThrow('no connection')
  })
})

describe('compareFrames, for frames above the limit', () => {
  const long = Array.from({ length: 1000 }, (_, row) => row)

  test('reads their first 4 KiB, and holds twice the bytes that it reads', async () => {
    const base = createTable(createNumbers('a', ...long))
    const now = createTable(createNumbers('a', ...long.slice(1)))
    const { columns, notes, held, changes } = await compare(now, base, 8000)
    expect({ columns, notes, held }).toStrictEqual({
      columns: ['a changed shape values'],
      notes: ['`a` and `a` of the base are larger than `diff-max-bytes` (7.8 KiB).'],
      held: [2 * (4096 + 4096)],
    })
    expect(changes).toMatchObject([{ base: { rows: 1000, values: undefined }, now: { rows: 999, values: undefined } }])
    expect(now.requests).toStrictEqual([`get ${getPath(now)} first 4096`])
  })

  test('reads smaller ones whole', async () => {
    const base = createTable(createNumbers('a', 1, 2, 3))
    const now = createTable(createNumbers('a', 1, 2))
    expect((await compare(now, base)).held).toStrictEqual([2 * (getSize(now) + getSize(base))])
    expect(now.requests).toStrictEqual([`get ${getPath(now)} first ${getSize(now)}`])
    const larger = createTable(createNumbers('a', ...long))
    expect((await compare(larger, undefined)).changes).toMatchObject([{ now: { values: { max: 999 } } }])
    expect(larger.requests).toStrictEqual([`get ${getPath(larger)} first ${getSize(larger)}`])
    const added = createTable(createNumbers('a', 1, 2))
    expect((await compare(added, undefined, getSize(added) - 1)).held).toStrictEqual([2 * getSize(added)])
  })

  test('adds no note of the limit for a frame that is not readable', async () => {
    const bundle = createTable(createNumbers('a', ...long))
    bundle.objects.set(getPath(bundle), Buffer.from('garbage'))
    const { columns, notes } = await compare(bundle, undefined, 100)
    expect(columns).toStrictEqual(['a added'])
    expect(notes).toStrictEqual([expect.stringMatching(/^`a` is not read \(/)])
  })
})

describe('compareFrames, for frames that cannot be read', () => {
  test('adds a note for a frame that no longer exists, or that the proof does not list', async () => {
    const [base, now] = [createTable(createNumbers('a', 1)), createTable(createNumbers('a', 1))]
    now.objects.clear()
    expect(await compare(now, base)).toMatchObject({
      ...{ columns: ['a unknown'], statuses: ['unknown'], notes: ['`a` is not read (it no longer exists).'] },
    })
    const unlisted = { ...base, proof: { ...base.proof, parts: [] } }
    const { columns, notes } = await compare(unlisted, undefined)
    expect(columns).toStrictEqual(['a added'])
    expect(notes).toStrictEqual(['`a` is not read (a frame without its hash: it is empty or truncated).'])
  })

  test('adds a note for an object that is larger than listed', async () => {
    const bundle = createTable(createNumbers('a', 1))
    const get = () => Promise.reject(new BundleFormatError('it has more bytes'))
    const grown = { ...bundle, remote: { ...bundle.remote, store: { ...bundle.remote.store, get } } }
    expect((await compare(grown, undefined)).notes).toStrictEqual(['`a` is not read (it has more bytes).'])
  })
})

describe('compareFrames, for links', () => {
  test('leaves them to the comparison of files, unless one points outside the bundle', async () => {
    const base = createLinks('bundle://a', 'bundle://b')
    const same = await compare(createLinks('bundle://b', 'bundle://a'), base)
    expect(same).toMatchObject({ columns: [], statuses: [], notes: [] })
    const external = createLinks('bundle://a', 's3://elsewhere/b')
    const note = '`unnamed:0` is linked to places outside the bundle, which are not followed.'
    expect(await compare(external, base)).toMatchObject({ columns: [], statuses: ['changed'], notes: [note] })
    expect(await compare(base, external)).toMatchObject({
      ...{ columns: [], statuses: ['changed'], notes: [note.replace('0` is', '0` of the base is')] },
    })
  })

  test('shows a frame as a column where one of the bundles has values in it', async () => {
    const [links, values] = [createLinks('bundle://a'), createUnnamed({ kind: 'strings', values: ['a'] })]
    const expected = { columns: ['unnamed:0 changed type'], statuses: ['changed'] }
    expect(await compare(links, values)).toMatchObject(expected)
    expect(await compare(values, links)).toMatchObject(expected)
  })
})

describe('compareFrames, for nested bundles', () => {
  const [one, two, three] = [createInner('one'), createInner('two'), createInner('three')]
  const frame = 'unnamed:0'

  test('compares their uuids at each index, with the new name', async () => {
    const { columns, nested, statuses } = await compare(createNested(one, three, two), createNested(one, two))
    expect({ columns, nested, statuses }).toStrictEqual({
      columns: [],
      nested: [
        { frame, status: 'same', uuids: { base: one.uuid, now: one.uuid }, name: 'one' },
        { frame, status: 'changed', uuids: { base: two.uuid, now: three.uuid }, name: 'three' },
        { frame, status: 'added', uuids: { base: undefined, now: two.uuid }, name: 'two' },
      ],
      statuses: ['same', 'changed', 'added'],
    })
  })

  test('lists those that were removed, or that a first version has', async () => {
    expect((await compare(createNested(one), createNested(one, two))).nested).toMatchObject([
      { status: 'same' },
      { status: 'removed', uuids: { base: two.uuid, now: undefined }, name: 'two' },
    ])
    expect((await compare(createNested(one), undefined)).nested).toMatchObject([{ status: 'added', name: 'one' }])
  })

  test('lists none of a frame that was not read', async () => {
    const [base, now] = [createNested(one), createNested(two)]
    base.objects.clear()
    expect(await compare(now, base)).toMatchObject({ columns: ['unnamed:0 unknown'], nested: [] })
    expect(await compare(base, now)).toMatchObject({ columns: ['unnamed:0 unknown'], nested: [] })
  })
})
