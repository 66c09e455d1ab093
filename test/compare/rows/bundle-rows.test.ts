import { describe, expect, test } from 'vitest'
import type { ColumnChange, FileChange, FileFacts, Side } from '../../../src/compare/comparison.ts'
import { findBundleTable, NoTableError } from '../../../src/compare/rows/bundle-rows.ts'
import { formatFrameName } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemoryBundle, type MemoryBundle } from '../memory-bundle.ts'

const kibibyte = 1024
const options = { signal: neverAborted }

type ColumnDraft = {
  readonly status?: ColumnChange['status']
  readonly shape?: readonly number[]
  readonly rows?: number
  /** The bundles that have it. */
  readonly sides?: readonly Side[]
}

function createColumn(name: string, draft: ColumnDraft = {}): ColumnChange {
  const { status = 'same', shape = [2], rows = 2, sides = ['base', 'now'] } = draft
  const createFacts = (side: Side) =>
    sides.includes(side) ? { type: 'FLOAT64' as const, shape, rows, bytes: 1, values: undefined } : undefined
  return { name, status, base: createFacts('base'), now: createFacts('now'), differs: [], histogram: undefined }
}

/** A table of frames with these columns. */
const createFrames = (names: readonly string[]) =>
  createMemoryBundle({
    presentation: 'DF',
    columns: names.map((name) => ({
      ...{ name, uuid: crypto.randomUUID(), content: { kind: 'floats', values: Float64Array.of(1, 2) } },
    })),
  })

const createFiles = (files: Readonly<Record<string, string>>) =>
  createMemoryBundle(
    { presentation: 'TENSOR', frame: { uuid: crypto.randomUUID(), content: { kind: 'links', values: [] } } },
    files,
  )

const createTable = (format: 'parquet' | 'csv', names: readonly string[]): FileFacts => {
  return { bytes: 9, table: { format, rows: 1, columns: names.map((name) => ({ name, type: 'text' })) } }
}

/** A file of the new bundle alone. */
const createFile = (path: string, now: FileFacts | undefined): FileChange => {
  return { path, status: 'added', base: undefined, now }
}

type Draft = {
  readonly side?: Side
  readonly key?: readonly string[]
  readonly columns?: readonly ColumnChange[]
  readonly files?: readonly FileChange[]
  readonly presentation?: string
}

/** Finds the table of one side, whose presentation is `DF` by default; that of the other is unknown. */
function find(bundle: MemoryBundle, { side = 'now', key, columns = [], files = [], presentation = 'DF' }: Draft) {
  const presentations = { base: undefined, now: undefined, [side]: presentation }
  return findBundleTable(bundle, { side, key, comparison: { columns, files, presentation: presentations } })
}

const getPath = ({ proof }: MemoryBundle, index: number) => formatFrameName(proof.bundle.frames[index]?.uuid ?? '')

describe('findBundleTable, for frames', () => {
  test.each(['DF', 'ROW'])('has a source for each column, in the order of the comparison: %s', async (presentation) => {
    const bundle = createFrames(['a', 'b', 'c'])
    const columns = [createColumn('c'), createColumn('a'), createColumn('b')]
    const { layout, sources } = find(bundle, { columns, presentation })
    expect(layout).toStrictEqual({
      windowBytes: 256 * kibibyte,
      frames: ['c', 'a', 'b'].map((name) => ({ name, type: 'FLOAT64' })),
    })
    expect(sources.map(({ size }) => size)).toStrictEqual(
      [2, 0, 1].map((index) => bundle.objects.get(getPath(bundle, index))?.length),
    )
    expect(await sources[0]?.read(3, 4, options)).toStrictEqual(bundle.objects.get(getPath(bundle, 2))?.slice(3, 7))
    expect(bundle.requests).toStrictEqual([`get ${getPath(bundle, 2)} 4 from 3`])
  })

  test('releases what it reads, but not the frames that the proof keeps', async () => {
    const bundle = createFrames(['a', 'b'])
    const kept = Uint8Array.from(bundle.objects.get(getPath(bundle, 0)) ?? [])
    const [part] = bundle.proof.parts
    const parts = part && [{ ...part, frameBytes: new Map([[getPath(bundle, 0), kept]]) }]
    const proof = { ...bundle.proof, parts: parts ?? [] }
    const { sources } = find({ ...bundle, proof }, { columns: [createColumn('a'), createColumn('b')] })
    const bytes = await Promise.all(sources.map((source) => source.read(0, 4, options)))
    sources.forEach(({ release }, index) => void release?.(bytes[index] ?? new Uint8Array()))
    expect(bytes).toStrictEqual([kept.subarray(0, 4), new Uint8Array()])
    expect(kept.length).toBeGreaterThan(4)
    expect(bundle.requests).toStrictEqual([`get ${getPath(bundle, 1)} 4 from 0`])
  })

  test('leaves out the columns of the other bundle alone', () => {
    const columns = [
      createColumn('a'),
      createColumn('b', { status: 'removed', sides: ['base'] }),
      createColumn('c', { status: 'added', sides: ['now'] }),
    ]
    const listFrames = (side: Side) => {
      const { layout } = find(createFrames(['a', 'b', 'c']), { side, columns })
      return 'frames' in layout ? layout.frames.map(({ name }) => name) : []
    }
    expect(listFrames('now')).toStrictEqual(['a', 'c'])
    expect(listFrames('base')).toStrictEqual(['a', 'b'])
  })

  test('leaves out columns that the bundle does not have', () => {
    const { layout, sources } = find(createFrames(['a']), { columns: [createColumn('a'), createColumn('b')] })
    expect(layout).toMatchObject({ frames: [{ name: 'a' }] })
    expect(sources).toHaveLength(1)
  })

  test.each<[Side, ColumnChange['status']]>([
    ['now', 'removed'],
    ['base', 'added'],
  ])('looks for files where the bundle %s has no frame: all are %s', (side, status) => {
    const bundle = createFiles({ 'a.csv': 'id\n1\n' })
    const facts = createTable('csv', ['id'])
    const files: readonly FileChange[] = [{ path: 'a.csv', status: 'same', base: facts, now: facts }]
    expect(find(bundle, { side, columns: [createColumn('a', { status })], files })).toMatchObject({
      layout: { files: ['csv'] },
      sources: [{ size: 5 }],
    })
  })

  test('looks for files where frames are no table', () => {
    const draft = { columns: [createColumn('a')], presentation: 'TENSOR' }
    const refuse = () => find(createFrames(['a']), draft)
    expect(refuse).toThrow(new NoTableError('There is no table in the output.'))
    expect(refuse).toThrow(expect.objectContaining({ name: 'NoTableError' }))
    const unknown = { base: undefined, now: undefined }
    const query = { side: 'now', key: undefined } as const
    expect(() =>
      findBundleTable(createFrames(['a']), { ...query, comparison: { ...draft, files: [], presentation: unknown } }),
    ).toThrow('There is no table in the output.')
  })

  test.each<[string, ColumnDraft]>([
    ['of another length', { shape: [3], rows: 3 }],
    ['of two dimensions', { shape: [2, 1] }],
    ['without a dimension', { shape: [] }],
  ])('refuses frames %s', (_, draft) => {
    const columns = [createColumn('a'), createColumn('b', draft)]
    expect(() => find(createFrames(['a', 'b']), { columns })).toThrow(
      new NoTableError('The frames of the output are not columns of one table.'),
    )
    expect(() => find(createFrames(['a', 'b']), { columns, side: 'base' })).toThrow(
      new NoTableError('The frames of the base are not columns of one table.'),
    )
  })

  test.each([
    [1, 256 * kibibyte],
    [16, 256 * kibibyte],
    [17, 246_723],
    [256, 16 * kibibyte],
    [257, 16 * kibibyte],
  ])('divides the memory for windows among the columns: %i', (count, windowBytes) => {
    const names = Array.from({ length: count }, (_, index) => `column ${index}`)
    const { layout } = find(createFrames(names), { columns: names.map((name) => createColumn(name)) })
    expect(layout.windowBytes).toBe(windowBytes)
  })
})

describe('findBundleTable, for files', () => {
  const contents = { 'a.csv': 'id,x\n1,2\n', 'b.txt': 'text', 'c.PARQUET': 'PAR1', 'd.csv': 'word\na\n' }
  const files = [
    createFile('a.csv', createTable('csv', ['id', 'x'])),
    createFile('b.txt', { bytes: 4, table: undefined }),
    createFile('c.PARQUET', createTable('parquet', ['x', 'id', ...new Array<string>(30).fill('y')])),
    createFile('d.csv', createTable('csv', ['word'])),
    { path: 'e.csv', status: 'removed', base: createTable('csv', ['id']), now: undefined },
  ] as const

  test('takes all tables as one where the key is unknown', async () => {
    const bundle = createFiles(contents)
    const { layout, sources } = find(bundle, { files })
    // The memory for windows suffices for the file with the most columns.
    expect(layout).toStrictEqual({ windowBytes: 131_072, files: ['csv', 'parquet', 'csv'] })
    expect(sources.map(({ size }) => size)).toStrictEqual([9, 4, 7])
    expect(await sources[2]?.read(0, 4, options)).toStrictEqual(Uint8Array.from(Buffer.from('word')))
    expect(bundle.requests).toStrictEqual(['get d.csv 4 from 0'])
  })

  test('takes the tables that have all columns of the key', () => {
    const partial = createFile('f.csv', createTable('csv', ['id', 'y']))
    const chosen = find(createFiles(contents), { files: [...files, partial], key: ['id', 'x'] })
    expect(chosen.layout).toMatchObject({ files: ['csv', 'parquet'] })
    expect(chosen.sources.map(({ size }) => size)).toStrictEqual([9, 4])
    expect(find(createFiles(contents), { files, key: ['word'] }).sources.map(({ size }) => size)).toStrictEqual([7])
  })

  test('takes all tables where none has all columns of the key', () => {
    expect(find(createFiles(contents), { files, key: ['id', 'word'] }).sources).toHaveLength(3)
  })

  test('takes the largest window for a table without columns', () => {
    const empty = find(createFiles({ 'x.csv': '' }), { files: [createFile('x.csv', createTable('csv', []))] })
    expect(empty).toMatchObject({ layout: { windowBytes: 256 * kibibyte }, sources: [{ size: 0 }] })
  })

  test('takes the files of the base for the base', () => {
    const { layout, sources } = find(createFiles({ 'e.csv': 'id\n1\n' }), { files, side: 'base' })
    expect(layout).toStrictEqual({ windowBytes: 256 * kibibyte, files: ['csv'] })
    expect(sources.map(({ size }) => size)).toStrictEqual([5])
  })

  test('refuses bundles without a table', () => {
    const query = { files: [createFile('b.txt', { bytes: 4, table: undefined })] }
    expect(() => find(createFiles(contents), query)).toThrow(new NoTableError('There is no table in the output.'))
    expect(() => find(createFiles(contents), { ...query, side: 'base' })).toThrow(
      new NoTableError('There is no table in the base.'),
    )
  })

  test('refuses a table that was not read', () => {
    const query = { files: [...files, createFile('q"x.csv', { bytes: 9, table: undefined })] }
    expect(() => find(createFiles(contents), query)).toThrow(
      new NoTableError('The table in "q\\"x.csv" of the output cannot be read.'),
    )
  })

  test('refuses to read an object that the bundle no longer has', async () => {
    const bundle = createFiles({ 'a.csv': 'id\n1\n' })
    const query = {
      files: [createFile('a.csv', createTable('csv', ['id'])), createFile('x.csv', createTable('csv', []))],
    }
    const [first, second] = find(bundle, query).sources
    bundle.objects.delete('a.csv')
    await expect(first?.read(0, 3, options)).rejects.toThrow(new BundleFormatError('an object that no longer exists'))
    expect(second?.size).toBe(0)
  })

  test('reads with the signal', async () => {
    const { sources } = find(createFiles({ 'a.csv': 'id\n1\n' }), {
      files: [createFile('a.csv', createTable('csv', ['id']))],
    })
    const reason = new Error('stop')
    await expect(sources[0]?.read(0, 3, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
