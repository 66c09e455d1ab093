import { describe, expect, test } from 'vitest'
import { compareBundles } from '../../src/compare/compare-bundles.ts'
import type { FrameContent } from '../disdat/format/fixtures/frame-content.ts'
import type { PresentedFrames } from '../disdat/format/fixtures/write-bundle.ts'
import { createMemoryBundle, type MemoryBundle } from './memory-bundle.ts'

const options = { signal: new AbortController().signal, maxBytes: 1024 * 1024, samples: false }

const createFloats = (...values: readonly number[]): FrameContent => ({
  kind: 'floats',
  values: Float64Array.from(values),
})

/** The frames of a table, by the name of the column. */
const presentTable = (columns: Readonly<Record<string, FrameContent>>): PresentedFrames => ({
  presentation: 'DF',
  columns: Object.entries(columns).map(([name, content]) => ({ name, uuid: crypto.randomUUID(), content })),
})
const createTable = (columns: Readonly<Record<string, FrameContent>>) => createMemoryBundle(presentTable(columns))

const presentUnnamed = (presentation: 'TENSOR' | 'SCALAR', content: FrameContent): PresentedFrames => ({
  ...{ presentation, frame: { uuid: crypto.randomUUID(), content } },
})

const createFiles = (files: Readonly<Record<string, string>>) =>
  createMemoryBundle(presentUnnamed('TENSOR', { kind: 'links', values: ['bundle://a', 'bundle://b'] }), files)

/** The bundle with other sizes, or parts that were skipped. */
const changeProof = (bundle: MemoryBundle, bytes: number, ...skipped: readonly string[]): MemoryBundle => ({
  ...{ ...bundle, proof: { ...bundle.proof, bytes, parts: bundle.proof.parts.map((part) => ({ ...part, skipped })) } },
})

describe('compareBundles', () => {
  test('describes a bundle without a base', async () => {
    const bundle = createMemoryBundle(presentTable({ a: createFloats(1, 2) }), {}, { startSeconds: 1, stopSeconds: 3 })
    const comparison = await compareBundles(bundle, undefined, options)
    expect(comparison).toMatchObject({
      isSame: undefined,
      presentation: { base: undefined, now: 'DF' },
      rows: { base: undefined, now: 2 },
      bytes: { base: undefined, now: 1000 },
      columns: [{ name: 'a', status: 'added', now: { values: { sample: undefined } } }],
      ...{ files: [], nested: [], tags: [], notes: [] },
      durationMs: { base: undefined, now: 2000 },
    })
    expect(comparison).not.toHaveProperty('rowChanges')
  })

  test('reports sizes, durations and tags of both bundles', async () => {
    const content = presentTable({ a: createFloats(1) })
    const times = { startSeconds: 1, stopSeconds: 3 }
    const base = createMemoryBundle(content, {}, { ...times, tags: new Map([['tier', 'gold']]) })
    const now = createMemoryBundle(presentTable({ a: createFloats(1) }), {}, { tags: new Map([['tier', 'tin']]) })
    const comparison = await compareBundles(changeProof(now, 30), changeProof(base, 20), options)
    expect(comparison).toMatchObject({
      isSame: true,
      bytes: { base: 20, now: 30 },
      durationMs: { base: 2000, now: undefined },
      tags: [{ key: 'tier', status: 'changed', values: { base: 'gold', now: 'tin' } }],
    })
  })

  test('knows no size of a bundle whose proof skipped a part', async () => {
    const [base, now] = [createTable({ a: createFloats(1) }), createTable({ a: createFloats(1) })]
    const comparison = await compareBundles(changeProof(now, 30, 'frame'), changeProof(base, 20), options)
    expect(comparison.bytes).toStrictEqual({ base: 20, now: undefined })
    const partly = {
      ...now,
      proof: { ...now.proof, parts: [...changeProof(now, 0, 'frame').proof.parts, ...now.proof.parts] },
    }
    expect((await compareBundles(partly, undefined, options)).bytes.now).toBeUndefined()
  })

  test('reports single values only with samples', async () => {
    const bundle = createMemoryBundle(presentUnnamed('SCALAR', createFloats(7)))
    const { columns } = await compareBundles(bundle, undefined, { ...options, samples: true })
    expect(columns).toMatchObject([{ now: { values: { sample: '7' } } }])
  })

  test('reads no values above the limit, and says so', async () => {
    const comparison = await compareBundles(createTable({ a: createFloats(1) }), undefined, { ...options, maxBytes: 1 })
    expect(comparison.columns).toMatchObject([{ now: { rows: 1, values: undefined } }])
    expect(comparison.notes).toStrictEqual(['`a` is larger than `diff-max-bytes` (1 B).'])
  })
})

describe('compareBundles, whether the data is the same', () => {
  const same = { a: createFloats(1, 2), b: createFloats(3, 4) }

  test.each<[string, MemoryBundle, MemoryBundle, boolean | undefined]>([
    ['equal values', createTable(same), createTable(same), true],
    ['another value', createTable(same), createTable({ ...same, b: createFloats(3, 5) }), false],
    ['another column', createTable(same), createTable({ ...same, c: createFloats(3, 5) }), false],
    ['equal files', createFiles({ a: 'x', b: 'y' }), createFiles({ a: 'x', b: 'y' }), true],
    ['another file', createFiles({ a: 'x', b: 'y' }), createFiles({ a: 'x', b: 'z' }), false],
    [
      'equal values in another presentation',
      createMemoryBundle(presentUnnamed('SCALAR', createFloats(1))),
      createMemoryBundle(presentUnnamed('TENSOR', createFloats(1))),
      false,
    ],
  ])('compares %s', async (_, base, now, isSame) => {
    expect((await compareBundles(now, base, options)).isSame).toBe(isSame)
  })

  test('does not know it where a frame is not read, unless another one differs', async () => {
    const now = createTable(same)
    now.objects.delete([...now.objects.keys()][0] ?? '')
    expect((await compareBundles(now, createTable(same), options)).isSame).toBeUndefined()
    const other = createTable({ ...same, b: createFloats(0, 0) })
    expect((await compareBundles(now, other, options)).isSame).toBe(false)
  })
})

describe('compareBundles, for rows', () => {
  test('counts those of the columns of each side', async () => {
    const base = createTable({ a: createFloats(1, 2), old: createFloats(1, 2) })
    const now = createTable({ a: createFloats(1, 2, 3), new: createFloats(1, 2, 3) })
    expect((await compareBundles(now, base, options)).rows).toStrictEqual({ base: 2, now: 3 })
  })

  test('counts none of a table without columns', async () => {
    const [none, some] = [createTable({}), createTable({ a: createFloats(1) })]
    expect((await compareBundles(none, some, options)).rows).toStrictEqual({ base: 1, now: 0 })
    expect((await compareBundles(some, none, options)).rows).toStrictEqual({ base: 0, now: 1 })
  })

  test('counts those of tables in files, of each side', async () => {
    const base = createFiles({ 'a.csv': 'id\n1\n2\n', 'b.csv': 'id\n1\n' })
    const now = createFiles({ 'a.csv': 'id\n1\n', 'c.csv': 'id\n1\n2\n3\n4\n' })
    expect((await compareBundles(now, base, options)).rows).toStrictEqual({ base: 3, now: 5 })
    const other = createFiles({ 'a.csv': 'id\n1\n', 'b.txt': 'text' })
    expect((await compareBundles(now, other, options)).rows).toStrictEqual({ base: undefined, now: 5 })
  })
})
