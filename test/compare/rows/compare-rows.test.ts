import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compareBundles } from '../../../src/compare/compare-bundles.ts'
import { compareRows } from '../../../src/compare/rows/compare-rows.ts'
import type { RowOptions } from '../../../src/compare/rows/row-options.ts'
import { Failure } from '../../../src/errors.ts'
import { S3Error } from '../../../src/s3/errors.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { createMemoryBundle, type MemoryBundle } from '../memory-bundle.ts'

const createCsv = (text: string) =>
  createMemoryBundle(
    {
      presentation: 'SCALAR',
      frame: { uuid: crypto.randomUUID(), content: { kind: 'links', values: ['bundle://a'] } },
    },
    { 'a.csv': text },
  )

const createTable = (columns: Readonly<Record<string, readonly number[]>>) =>
  createMemoryBundle({
    presentation: 'DF',
    columns: Object.entries(columns).map(([name, values]) => ({
      ...{ name, uuid: crypto.randomUUID(), content: { kind: 'floats', values: Float64Array.from(values) } },
    })),
  })

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>
beforeEach(async () => {
  folder = await makeTemporaryFolder('rows-')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await folder[Symbol.asyncDispose]()
})

/** Compares the bundles, and their rows. `spoil` runs between. */
async function compare(
  bundles: { readonly base: MemoryBundle; readonly now: MemoryBundle },
  more: Partial<RowOptions> = {},
  spoil: () => void = () => undefined,
) {
  const limits = { signal: neverAborted, maxBytes: 1024 * 1024, samples: false }
  const comparison = await compareBundles(bundles.now, bundles.base, limits)
  spoil()
  const options = { key: ['id'], maxRows: 1000, maxSamples: 2, folder: folder.path, signal: neverAborted, ...more }
  return await compareRows(bundles, comparison, options)
}

const count = (rows: number) => ({ count: rows, from: rows, to: rows })
const createOrders = () => {
  return { base: createCsv('id,x\n1,1\n2,2\n3,3\n'), now: createCsv('id,x\n2,2\n3,4\n4,4\n5,5\n') }
}
const differences = {
  ...{ rows: { base: 3, now: 4 }, added: count(2), removed: count(1), shared: count(2), changed: count(1) },
}

/** A bundle whose store throws this error for each read. */
function refuse(bundle: MemoryBundle, error: Error) {
  vi.spyOn(bundle.remote.store, 'get').mockRejectedValue(error)
}

// The tests in test/compare/dsdt compare bundles that dsdt wrote.
describe('compareRows', () => {
  test('compares the files of both bundles by key, and leaves no files', async () => {
    const result = await compare(createOrders())
    expect(result).toMatchObject({ rowChanges: { key: ['id'], isKeyFound: false, ...differences } })
    expect(result).not.toHaveProperty('rowsNotCompared')
    expect(await readdir(folder.path)).toStrictEqual([])
  })

  test('compares frames, and finds the key', async () => {
    const bundles = {
      base: createTable({ id: [1, 2, 3], x: [1, 1, 1] }),
      now: createTable({ id: [1, 2, 3], x: [1, 2, 1] }),
    }
    const result = await compare(bundles, { key: 'auto' })
    expect(result).toMatchObject({ rowChanges: { key: ['id'], isKeyFound: true, shared: count(3), changed: count(1) } })
  })

  test('finds the key of files', async () => {
    expect(await compare(createOrders(), { key: 'auto' })).toMatchObject({ rowChanges: { key: ['id'] } })
  })

  test('chooses the files with the columns of the key', async () => {
    const create = (x: number) =>
      createMemoryBundle(
        { presentation: 'TENSOR', frame: { uuid: crypto.randomUUID(), content: { kind: 'links', values: [] } } },
        { 'a.csv': `id,x\n1,${x}\n`, 'b.csv': 'word,code\nx,1\ny,2\n' },
      )
    const result = await compare({ base: create(1), now: create(2) })
    expect(result).toMatchObject({ rowChanges: { rows: { base: 1, now: 1 }, changed: count(1) } })
  })

  test('keeps temporary files in a folder of its own', async () => {
    const bundles = createOrders()
    const folders: string[] = []
    const { get } = bundles.now.remote.store
    vi.spyOn(bundles.now.remote.store, 'get').mockImplementation(async (...request) => {
      folders.push(...(await readdir(folder.path)))
      return await get(...request)
    })
    await compare(bundles)
    expect(folders.at(-1)).toMatch(/^disdat-rows-\w{6}$/)
  })

  test('gives other threads the origins of the tables', async () => {
    const bundles = createOrders()
    const options = { minThreadBytes: 0, threadEntry: 'no-path.js' }
    expect(await compare(bundles, options)).toMatchObject({ rowChanges: differences })
  })

  describe('says why rows are not compared, and leaves no files:', () => {
    afterEach(async () => expect(await readdir(folder.path)).toStrictEqual([]))

    test.each(['base', 'now'] as const)('there is no table in the bundle %s', async (side) => {
      const content = { kind: 'floats', values: Float64Array.of(1) } as const
      const other = createMemoryBundle({ presentation: 'SCALAR', frame: { uuid: crypto.randomUUID(), content } })
      const name = side === 'now' ? 'the output' : 'the base'
      expect(await compare({ ...createOrders(), [side]: other })).toStrictEqual({
        rowsNotCompared: `There is no table in ${name}.`,
      })
    })

    test('there is no column of the key', async () => {
      expect(await compare(createOrders(), { key: ['y'] })).toStrictEqual({
        rowsNotCompared: '`diff-key` names the column "y", which the output and the base have not.',
      })
    })

    test.each(['base', 'now'] as const)('the table of the bundle %s no longer exists', async (side) => {
      const bundles = createOrders()
      expect(await compare(bundles, {}, () => bundles[side].objects.clear())).toStrictEqual({
        rowsNotCompared: 'The table cannot be read: an object that no longer exists.',
      })
    })

    test('S3 refuses the table', async () => {
      const bundles = createOrders()
      const error = new Failure('access-denied', 'no', '', { cause: new S3Error(403, 'AccessDenied', 'no') })
      expect(await compare(bundles, {}, () => refuse(bundles.now, error))).toStrictEqual({
        rowsNotCompared: 'The table cannot be read: S3 refuses it: AccessDenied.',
      })
    })

    test.each(['ENOSPC', 'EDQUOT'])('the disk is full: %s', async (code) => {
      const bundles = createOrders()
      const error = Object.assign(new Error('no'), { code })
      expect(await compare(bundles, {}, () => refuse(bundles.now, error))).toStrictEqual({
        rowsNotCompared: 'The disk has no space for the temporary files of the comparison.',
      })
    })

    test('it takes more than ten minutes', async () => {
      const timeout = new AbortController()
      const wait = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal)
      const bundles = createOrders()
      const { get } = bundles.base.remote.store
      const spoil = () =>
        void vi.spyOn(bundles.base.remote.store, 'get').mockImplementation(async (...request) => {
          timeout.abort(new Error('late'))
          return await get(...request)
        })
      expect(await compare(bundles, {}, spoil)).toStrictEqual({
        rowsNotCompared: 'The comparison by row took more than 10 minutes.',
      })
      expect(wait.mock.calls).toStrictEqual([[600_000]])
    })
  })

  describe('throws, and leaves no files,', () => {
    afterEach(async () => expect(await readdir(folder.path)).toStrictEqual([]))

    test.each([new Error('lost'), Object.assign(new Error('no'), { code: 'EACCES' })])(
      'an error that does not concern the tables: %s',
      async (error) => {
        const bundles = createOrders()
        await expect(compare(bundles, {}, () => refuse(bundles.now, error))).rejects.toBe(error)
      },
    )

    test('the reason of the signal, also after ten minutes', async () => {
      const reason = new Error('stop')
      const bundles = createOrders()
      await expect(compare(bundles, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
      vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new Error('late')))
      await expect(compare(bundles, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    })

    test('the error of the file system where its folder was removed', async () => {
      const bundles = createOrders()
      const { get } = bundles.now.remote.store
      vi.spyOn(bundles.now.remote.store, 'get').mockImplementation(async (...request) => {
        for (const name of await readdir(folder.path)) await rm(join(folder.path, name), { recursive: true })
        return await get(...request)
      })
      await expect(compare(bundles)).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' })
    })

    test('the error of the file system where the folder does not exist', async () => {
      const missing = compare(createOrders(), { folder: join(folder.path, 'missing') })
      await expect(missing).rejects.toMatchObject({ code: 'ENOENT', syscall: 'mkdtemp' })
    })
  })
})
