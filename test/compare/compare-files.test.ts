import { describe, expect, test, vi } from 'vitest'
import { compareFiles } from '../../src/compare/compare-files.ts'
import { RefusedObjectError } from '../../src/compare/compare-read.ts'
import { createCompareContext, createMemoryBundle, type MemoryBundle, md5 } from './memory-bundle.ts'

type Files = Readonly<Record<string, string>>

const createBundle = (files: Files) =>
  createMemoryBundle({ presentation: 'TENSOR', frame: { uuid: crypto.randomUUID(), content: links } }, files)
const links = { kind: 'links', values: ['bundle://a.txt'] } as const

/** The bundle with other ETags: of the HyperFrame, and of the files by path. */
function changeEtags(bundle: MemoryBundle, change: (etag: string, path: string) => string): MemoryBundle {
  for (const [path, etag] of bundle.etags) bundle.etags.set(path, change(etag, path))
  return bundle
}
const isHyperFrame = (path: string) => path.endsWith('_hframe.pb')

/** ETags of uploads in parts, which do not show the content. */
const withoutMd5s = (bundle: MemoryBundle) =>
  changeEtags(bundle, (etag, path) => (isHyperFrame(path) ? etag : `${bundle.proof.bundle.uuid}-2`))

async function compare(now: MemoryBundle, base: MemoryBundle | undefined, maxBytes?: number) {
  const context = createCompareContext(maxBytes)
  const hold = vi.spyOn(context.reads.memory, 'hold')
  const files = await compareFiles(now, base, context)
  return {
    statuses: files.map(({ path, status }) => `${path} ${status}`),
    files,
    notes: context.notes.toSentences(),
    held: hold.mock.calls.map(([bytes]) => bytes),
  }
}

const requestsOf = (...bundles: readonly MemoryBundle[]) => bundles.map(({ requests }) => requests)

describe('compareFiles', () => {
  test('lists the files of both bundles by path, without frames', async () => {
    const base = createBundle({ 'c.txt': 'c', 'a.txt': 'aa', 'b/d.txt': 'd' })
    const now = createBundle({ 'b/d.txt': 'dd', 'a.txt': 'aa', 'b/c.txt': '' })
    const { files, notes } = await compare(now, base)
    expect(files).toStrictEqual([
      { path: 'a.txt', status: 'same', ...createFacts(2, 2) },
      { path: 'b/c.txt', status: 'added', ...createFacts(undefined, 0) },
      { path: 'b/d.txt', status: 'changed', ...createFacts(1, 2) },
      { path: 'c.txt', status: 'removed', ...createFacts(1, undefined) },
    ])
    expect(notes).toStrictEqual([])
  })

  test('finds all files of a first version added, without a request', async () => {
    const bundle = createBundle({ 'a.txt': 'a' })
    expect(await compare(bundle, undefined)).toMatchObject({ statuses: ['a.txt added'], held: [] })
    expect(bundle.requests).toStrictEqual([])
  })

  test('finds the same bundle the same, without a request', async () => {
    const bundle = createBundle({ 'a.txt': 'a' })
    expect(await compare(bundle, bundle)).toMatchObject({ statuses: ['a.txt same'], held: [] })
    expect(bundle.requests).toStrictEqual([])
  })

  test('asks for no ETags where all sizes differ', async () => {
    const [base, now] = [createBundle({ 'a.txt': 'a', 'b.txt': 'b' }), createBundle({ 'a.txt': 'aa' })]
    expect((await compare(now, base)).statuses).toStrictEqual(['a.txt changed', 'b.txt removed'])
    expect(requestsOf(base, now)).toStrictEqual([[], []])
  })

  test('asks for ETags where some sizes are equal', async () => {
    const [base, now] = [createBundle({ 'a.txt': 'a', 'b.txt': 'b' }), createBundle({ 'a.txt': 'aa', 'b.txt': 'B' })]
    expect((await compare(now, base)).statuses).toStrictEqual(['a.txt changed', 'b.txt changed'])
    expect(requestsOf(base, now)).toStrictEqual([['list'], ['list']])
  })

  test('finds no files in a bundle whose proof has no parts', async () => {
    const bundle = createBundle({ 'a.txt': 'a' })
    expect((await compare({ ...bundle, proof: { ...bundle.proof, parts: [] } }, undefined)).files).toStrictEqual([])
  })
})

describe('compareFiles, for files of the same size', () => {
  const create = () =>
    [createBundle({ 'a.txt': 'aa', 'b.txt': 'bb' }), createBundle({ 'a.txt': 'aa', 'b.txt': 'BB' })] as const

  test('compares ETags that are MD5s, with one listing a bundle', async () => {
    const [base, now] = create()
    expect(await compare(now, base)).toMatchObject({ statuses: ['a.txt same', 'b.txt changed'], held: [] })
    expect(requestsOf(base, now)).toStrictEqual([['list'], ['list']])
  })

  test.each<[string, (base: MemoryBundle, now: MemoryBundle) => unknown]>([
    ['of uploads in parts', (base, now) => [withoutMd5s(base), withoutMd5s(now)]],
    ['of an upload in parts in the base', (base) => withoutMd5s(base)],
    ['of an upload in parts in the output', (_, now) => withoutMd5s(now)],
    ['that only look like MD5s in the base', (base) => changeEtags(base, (etag) => md5(Buffer.from(etag)))],
    ['that only look like MD5s in the output', (_, now) => changeEtags(now, (etag) => md5(Buffer.from(etag)))],
    [
      'behind an MD5',
      (base) => changeEtags(base, (etag, path) => (isHyperFrame(path) ? etag : `${md5(Buffer.from(path))}-2`)),
    ],
    [
      'with an MD5 at their end',
      (_, now) => changeEtags(now, (etag, path) => (isHyperFrame(path) ? etag : `2-${md5(Buffer.from(path))}`)),
    ],
    ['that are missing', (base, now) => [changeEtags(base, () => ''), changeEtags(now, () => '')]],
    ['that are not listed', (base, now) => [base.etags.clear(), now.etags.clear()]],
  ])('reads the files where ETags show nothing: ETags %s', async (_, change) => {
    const [base, now] = create()
    change(base, now)
    expect(await compare(now, base)).toMatchObject({
      ...{ statuses: ['a.txt same', 'b.txt changed'], notes: [], held: [4, 4] },
    })
    const read = ['list', 'get a.txt first 2', 'get b.txt first 2']
    expect(requestsOf(base, now)).toStrictEqual([read, read])
  })

  test('finds files with equal ETags of any kind the same', async () => {
    const [base, now] = create()
    for (const bundle of [base, now]) changeEtags(bundle, () => 'same-2')
    expect((await compare(now, base)).statuses).toStrictEqual(['a.txt same', 'b.txt same'])
  })

  test('reads no files above the limit', async () => {
    const [base, now] = create()
    expect(await compare(withoutMd5s(now), withoutMd5s(base), 1)).toMatchObject({
      statuses: ['a.txt unknown', 'b.txt unknown'],
      notes: ['`a.txt` and `b.txt` are of equal size, with ETags that do not show whether the contents are the same.'],
      held: [],
    })
  })

  test('reads both files or neither at the limit of all of them together', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `${index}.txt`)
    const create = () => withoutMd5s(createBundle(Object.fromEntries(names.map((name) => [name, 'x']))))
    const [base, now] = [create(), create()]
    // Fifteen of sixteen bytes are used up.
    const context = createCompareContext(1)
    for (let count = 0; count < 15; count++) context.reads.take(1)
    const files = await compareFiles(now, base, context)
    expect(new Set(files.map(({ status }) => status))).toStrictEqual(new Set(['unknown']))
    expect(requestsOf(base, now)).toStrictEqual([['list'], ['list']])
  })

  test('adds a note for a file that cannot be read', async () => {
    const [base, now] = create()
    const get = () => Promise.reject(new RefusedObjectError('S3 refuses it'))
    const refused = { ...base, remote: { ...base.remote, store: { ...base.remote.store, get } } }
    expect(await compare(withoutMd5s(now), withoutMd5s(refused))).toMatchObject({
      statuses: ['a.txt unknown', 'b.txt unknown'],
      notes: ['`a.txt` of the base and `b.txt` of the base are not read (S3 refuses it).'],
    })
    expect(await compare(withoutMd5s(refused), withoutMd5s(now))).toMatchObject({
      notes: ['`a.txt` and `b.txt` are not read (S3 refuses it).'],
    })
  })

  test('finds a file unknown that no longer exists', async () => {
    const [base, now] = create()
    now.objects.clear()
    expect((await compare(withoutMd5s(now), base)).statuses).toStrictEqual(['a.txt unknown', 'b.txt unknown'])
    expect((await compare(base, withoutMd5s(now))).statuses).toStrictEqual(['a.txt unknown', 'b.txt unknown'])
  })
})

describe('compareFiles, for tables', () => {
  const create = (rows: string) => createBundle({ 'a.csv': `id,name\n${rows}`, 'b.txt': 'id\n1\n' })

  test('reads those of both bundles, and equal ones once', async () => {
    const [base, now] = [create('1,x\n'), create('1,x\n2,y\n')]
    const table = (rows: number) => ({
      format: 'csv',
      rows,
      columns: [
        { name: 'id', type: 'TEXT' },
        { name: 'name', type: 'TEXT' },
      ],
    })
    expect((await compare(now, base)).files).toStrictEqual([
      { path: 'a.csv', status: 'changed', base: { bytes: 12, table: table(1) }, now: { bytes: 16, table: table(2) } },
      { path: 'b.txt', status: 'same', ...createFacts(5, 5) },
    ])
    const again = create('1,x\n')
    base.requests.splice(0)
    const { files } = await compare(again, base)
    expect(files[0]).toStrictEqual({
      ...{ path: 'a.csv', status: 'same', base: { bytes: 12, table: table(1) }, now: { bytes: 12, table: table(1) } },
    })
    expect(requestsOf(base, again)).toStrictEqual([['list'], ['list', 'get a.csv first 12']])
  })

  test('adds the table of a file whose header is that of another one', async () => {
    const bundle = createBundle({ 'a.csv': 'id,name\n1,x\n', 'b.csv': 'id,name\n', 'c.csv': 'x,y\n' })
    const { files, notes } = await compare(bundle, undefined)
    expect(files.map(({ now }) => now?.table?.rows)).toStrictEqual([1, 0, undefined])
    expect(notes).toStrictEqual(['`c.csv` is not read as a table (its first line can be a header or data).'])
  })

  test('reads the first thousand files as tables, and adds a note for the others', async () => {
    const names = Array.from({ length: 1002 }, (_, index) => `${1000 + index}.csv`)
    const bundle = createBundle(Object.fromEntries(names.map((name) => [name, 'id\n1\n'])))
    const { files, notes } = await compare(bundle, undefined)
    expect(files.map(({ now }) => now?.table?.rows)).toStrictEqual([...Array(1000).fill(1), undefined, undefined])
    expect(files[1001]).toMatchObject({ path: '2001.csv', status: 'added', now: { bytes: 5 } })
    expect(notes).toStrictEqual(['`2000.csv` and `2001.csv` are beyond the 1000 files that are read as tables.'])
  })
})

/** The facts of a file that is not a table, by its sizes. */
function createFacts(base: number | undefined, now: number | undefined) {
  const facts = (size: number | undefined) => (size === undefined ? undefined : { bytes: size, table: undefined })
  return { base: facts(base), now: facts(now) }
}
