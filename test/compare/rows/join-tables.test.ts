import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test, vi } from 'vitest'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
import { joinTables } from '../../../src/compare/rows/join-tables.ts'
import { openTable, type TableOrigin } from '../../../src/compare/rows/open-table.ts'
import type { RowOptions } from '../../../src/compare/rows/row-options.ts'
import type { RowTable } from '../../../src/compare/rows/row-table.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { createMemorySource, openTestTable, type TestColumn } from './fixtures.ts'

const system = vi.hoisted(() => ({ processors: 2 }))
vi.mock(import('node:os'), async (importOriginal) => ({
  ...(await importOriginal()),
  availableParallelism: () => system.processors,
}))

const rows = 4000

/** A table in which every third amount is another than that in a table of another `step`. */
function createParquet(first: number, step: number): Uint8Array {
  const ids = Array.from({ length: rows }, (_, row) => row + first)
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ids, type: 'INT32' },
        { name: 'amount', data: ids.map((id) => (id % 3 === 0 ? id * step : id) / 8), type: 'DOUBLE' },
        { name: 'text', data: ids.map((id) => `order ${id}`), type: 'STRING' },
      ],
      rowGroupSize: 900,
    }),
  )
}

const createOrigin = (source: ByteSource): TableOrigin => {
  return { layout: { windowBytes: 4096, files: ['parquet'] }, sources: [source] }
}

type Sources = { readonly base: ByteSource; readonly now: ByteSource }
const createSources = (): Sources => {
  return { base: createMemorySource(createParquet(0, 1)), now: createMemorySource(createParquet(100, 2)) }
}

async function compare(folder: string, sources: Sources, more: Partial<RowOptions>) {
  const origins = { base: createOrigin(sources.base), now: createOrigin(sources.now) }
  const signal = more.signal ?? neverAborted
  const tables = { base: await openTable(origins.base, { signal }), now: await openTable(origins.now, { signal }) }
  const options = { key: ['id'], maxRows: 1e6, maxSamples: 3, folder, signal, origins, minThreadBytes: 0, ...more }
  return await joinTables(tables, { key: ['id'], values: ['amount', 'text'] }, options)
}

function countReads({ size, read }: ByteSource) {
  const counter = { reads: 0 }
  const source: ByteSource = {
    size,
    read: (...range) => {
      counter.reads++
      return read(...range)
    },
  }
  return { counter, source }
}

const integers = (...values: readonly number[]): TestColumn => ({ kind: 'integers', values })
const texts = (...values: readonly (string | undefined)[]): TestColumn => ({ kind: 'texts', values })

/** Two columns of frames. Texts among which one is undefined are JSON, as dsdt stores them. */
const openPair = async (id: TestColumn, value: TestColumn) => await openTestTable({ id, value }, 'frames')

type Tables = { readonly base: RowTable; readonly now: RowTable }

async function joinSmall(folder: string, tables: Tables, more: Partial<RowOptions> = {}) {
  const options = { key: ['id'], maxRows: 1e6, maxSamples: 3, folder, signal: neverAborted, ...more }
  const values = tables.now.columns.map(({ name }) => name).filter((name) => name !== 'id')
  return await joinTables(tables, { key: ['id'], values }, options)
}

/** Counts how often a table is read. */
function countTableReads(table: RowTable) {
  const counter = { reads: 0 }
  const read: RowTable['read'] = (...request) => {
    counter.reads++
    return table.read(...request)
  }
  const counted: RowTable = {
    columns: table.columns,
    get jsonTexts() {
      return table.jsonTexts
    },
    read,
  }
  return { counter, table: counted }
}

describe('joinTables, in one thread', () => {
  test('finds how tables differ, and leaves no files', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const base = await openPair(integers(1, 2, 3, 4, 5), integers(1, 2, 3, 4, 5))
    const now = await openPair(integers(6, 2, 3, 4, 5, 7, 8), integers(6, 9, 3, 4, 9, 7, 8))
    const found = await joinSmall(folder.path, { base, now }, { maxSamples: 2 })
    expect(found).toMatchObject({ rows: { base: 5, now: 7 }, shift: 0, json: { base: new Set(), now: new Set() } })
    expect(found.joined).toMatchObject({
      ...{ added: 3, removed: 1, shared: 4, changed: 2, columns: [{ differing: 2, sum: 11, greatest: 7 }] },
      samples: {
        added: [{ now: 0 }, { now: 5 }],
        removed: [{ base: 0 }],
        changed: [
          { base: 1, now: 1 },
          { base: 4, now: 4 },
        ],
      },
    })
    expect(await readdir(folder.path)).toStrictEqual([])
  })

  test.each(['base', 'now'] as const)(
    'compares a sample of both where there are more rows of the table %s',
    async (side) => {
      await using folder = await makeTemporaryFolder('rows-')
      const ids = integers(...Array.from({ length: 100 }, (_, row) => row))
      const few = integers(0, 1, 2)
      const tables = { base: await openPair(few, few), now: await openPair(few, few), [side]: await openPair(ids, ids) }
      const { shift, rows: counts } = await joinSmall(folder.path, tables, { maxRows: 10 })
      expect(shift).toBeGreaterThan(2)
      expect(counts).toStrictEqual({ base: 3, now: 3, [side]: 100 })
    },
  )

  describe('reads a table again where its texts are JSON, and those of the other table are', () => {
    const ids = integers(1, 2)
    const json = texts('a', undefined)
    const unquoted = texts(undefined, undefined)

    test.each<[string, TestColumn, { readonly json: boolean; readonly changed: number }]>([
      ['not', texts('a', 'b'), { json: true, changed: 1 }],
      ['JSON too', json, { json: false, changed: 0 }],
      ['JSON without quotes', unquoted, { json: false, changed: 1 }],
      ['numbers', integers(1, 2), { json: true, changed: 2 }],
    ])('%s', async (_, value, expected) => {
      await using folder = await makeTemporaryFolder('rows-')
      for (const side of ['base', 'now'] as const) {
        const { counter, table } = countTableReads(await openPair(ids, json))
        const other = countTableReads(await openPair(ids, value))
        const tables = side === 'base' ? { base: table, now: other.table } : { base: other.table, now: table }
        const found = await joinSmall(folder.path, tables)
        const none = { base: new Set(), now: new Set() }
        expect(found.json).toStrictEqual(expected.json ? { ...none, [side]: new Set(['value']) } : none)
        expect(found.joined.changed).toBe(expected.changed)
        expect([counter.reads, other.counter.reads]).toStrictEqual(expected.json ? [2, 2] : [1, 1])
        expect(await readdir(folder.path)).toStrictEqual([])
      }
    })

    test('numbers, without quotes among its own', async () => {
      await using folder = await makeTemporaryFolder('rows-')
      const tables = { base: await openPair(ids, unquoted), now: await openPair(ids, integers(1, 2)) }
      const { json: found, joined } = await joinSmall(folder.path, tables)
      expect(found).toStrictEqual({ base: new Set(['value']), now: new Set() })
      expect(joined.changed).toBe(2)
    })

    test('not, without quotes among its own: only then they are texts', async () => {
      await using folder = await makeTemporaryFolder('rows-')
      const tables = { base: await openPair(ids, unquoted), now: await openPair(ids, texts('null', 'x')) }
      const { json: found, joined } = await joinSmall(folder.path, tables)
      expect(found).toStrictEqual({ base: new Set(), now: new Set() })
      expect(joined.changed).toBe(1)
    })

    test('not, in a column of the key', async () => {
      await using folder = await makeTemporaryFolder('rows-')
      const tables = { base: await openPair(texts('a', undefined), ids), now: await openPair(texts('a', 'b'), ids) }
      const { json: found, joined } = await joinSmall(folder.path, tables)
      expect(found).toStrictEqual({ base: new Set(['id']), now: new Set() })
      expect(joined).toMatchObject({ shared: 1, added: 1, removed: 1 })
    })
  })

  test.each<[string, readonly string[], readonly string[], number]>([
    ['both tables', ['"a"', 'null'], ['"a"', 'NaN'], 0],
    ['the base', ['"a"', 'null'], ['1', 'NaN'], 1],
    ['the other table', ['1', 'null'], ['"a"', 'NaN'], 1],
    ['neither table', ['1', 'null'], ['1', 'NaN'], 1],
  ])(
    'takes the texts null and NaN for missing values where quoted texts are in %s',
    async (_, base, now, differing) => {
      await using folder = await makeTemporaryFolder('rows-')
      const open = async (values: readonly string[]) => {
        const table = { id: integers(1, 2), other: texts('null', values[1]), value: texts(...values) }
        return await openTestTable(table, 'frames')
      }
      const { joined } = await joinSmall(folder.path, { base: await open(base), now: await open(now) })
      expect(joined.columns).toMatchObject([{ differing: 1 }, { differing }])
    },
  )
})

describe('joinTables, for threads', () => {
  const mebibyte = 1024 * 1024

  /** Whether a thread is started for tables of these bytes. */
  async function startsThread(bytes: readonly [number, number], more: Partial<RowOptions> = {}): Promise<boolean> {
    await using folder = await makeTemporaryFolder('rows-')
    await using programs = await makeTemporaryFolder('rows-')
    const threadEntry = join(programs.path, 'thread.mjs')
    await writeFile(
      threadEntry,
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(join(programs.path, 'started'))}, '')`,
    )
    const createEmpty = (size: number) => createOrigin({ size, read: async () => new Uint8Array() })
    const tables = { base: await openPair(integers(1), integers(1)), now: await openPair(integers(1), integers(1)) }
    const origins = { base: createEmpty(bytes[0]), now: createEmpty(bytes[1]) }
    const { joined } = await joinSmall(folder.path, tables, { threadEntry, origins, ...more })
    expect(joined.shared).toBe(1)
    return (await readdir(programs.path)).includes('started')
  }

  test('starts one for tables of 8 MiB together, with two processors', async () => {
    expect(await startsThread([5 * mebibyte, 3 * mebibyte])).toBe(true)
  })

  test('starts none for smaller tables, with one processor, or without sources that other threads can read', async () => {
    expect(await startsThread([5 * mebibyte, 3 * mebibyte - 1])).toBe(false)
    expect(await startsThread([8, 1], { minThreadBytes: 10 })).toBe(false)
    system.processors = 1
    const isStarted = await startsThread([9 * mebibyte, 9 * mebibyte]).finally(() => {
      system.processors = 2
    })
    expect(isStarted).toBe(false)
    await using folder = await makeTemporaryFolder('rows-')
    const tables = { base: await openPair(integers(1), integers(1)), now: await openPair(integers(1), integers(1)) }
    const alone = await joinSmall(folder.path, tables, { minThreadBytes: 0, threadEntry: '/missing' })
    expect(alone.joined.shared).toBe(1)
  })
})

describe('joinTables, in two threads, ends both for the first error', () => {
  const error = new Error('refused')

  async function joinBoth(answer: string, read: RowTable['read']) {
    await using folder = await makeTemporaryFolder('rows-')
    const threadEntry = join(folder.path, 'thread.mjs')
    await writeFile(
      threadEntry,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => parentPort.postMessage(${answer}))`,
    )
    const table = await openPair(integers(1), integers(1))
    const base: ByteSource = { size: 9, read: async () => await new Promise<Uint8Array>(() => undefined) }
    const origins = { base: createOrigin(base), now: createOrigin(base) }
    const tables = { base: table, now: { columns: table.columns, jsonTexts: new Map(), read } }
    await joinSmall(folder.path, tables, { threadEntry, origins, minThreadBytes: 0 })
  }

  test('of this thread', async () => {
    // biome-ignore lint/correctness/useYield: a table that fails before its first row
    const read = async function* () {
      throw error
    }
    await expect(joinBoth('{ kind: "read", id: 0, source: 0, offset: 0, length: 1 }', read)).rejects.toBe(error)
  })

  test('of the other thread', async () => {
    const read: RowTable['read'] = async function* (_, { signal }) {
      if (!signal.aborted) await once(signal, 'abort')
      signal.throwIfAborted()
      yield
    }
    await expect(joinBoth('{ kind: "failed", error: { message: "refused" } }', read)).rejects.toThrow('refused')
  })
})

describe('joinTables', () => {
  test('finds in two threads what it finds in one, and leaves no files', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const sources = createSources()
    const { counter, source } = countReads(sources.base)
    const origins = { base: createOrigin(source), now: createOrigin(sources.now) }
    const threads = await compare(folder.path, sources, { origins })
    expect(counter.reads).toBeGreaterThan(10)
    const alone = await compare(folder.path, sources, { minThreadBytes: Number.POSITIVE_INFINITY })
    expect(threads).toStrictEqual(alone)
    expect(threads.joined).toMatchObject({ added: 100, removed: 100, shared: rows - 100, changed: 1300 })
    expect(threads.joined.samples.changed).toHaveLength(3)
    expect(await readdir(folder.path)).toStrictEqual([])
  })

  test.each([
    ['that does not start', 'import "./missing.js"'],
    ['that ends at once', 'process.exit(0)'],
    ['that fails on its way', 'setTimeout(() => { throw new Error("late") }, 100)'],
    [
      'that answers another task',
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => parentPort.postMessage({ kind: "joined" }))',
    ],
  ])('does the same alone after a thread %s', async (_, program) => {
    await using folder = await makeTemporaryFolder('rows-')
    await using programs = await makeTemporaryFolder('rows-')
    const threadEntry = join(programs.path, 'thread.mjs')
    await writeFile(threadEntry, program)
    const sources = createSources()
    const found = await compare(folder.path, sources, { threadEntry })
    expect(found).toStrictEqual(await compare(folder.path, sources, { minThreadBytes: Number.POSITIVE_INFINITY }))
    expect(await readdir(folder.path)).toStrictEqual([])
  })

  test('does the same alone without the file of the thread', async () => {
    await using folder = await makeTemporaryFolder('rows-')
    const { joined } = await compare(folder.path, createSources(), { threadEntry: '/missing/rows.js' })
    expect(joined.added).toBe(100)
  })

  describe('throws, and leaves no files,', () => {
    /** A source whose bytes from the middle on are others, or cannot be read. */
    const spoil = (source: ByteSource, spoilBytes: (bytes: Uint8Array) => Uint8Array): ByteSource => ({
      size: source.size,
      read: async (offset, length, options) => {
        const bytes = await source.read(offset, length, options)
        return offset > source.size / 4 && offset < source.size / 2 ? spoilBytes(bytes) : bytes
      },
    })

    test.each(['base', 'now'] as const)('the format error of the table %s', async (side) => {
      await using folder = await makeTemporaryFolder('rows-')
      const sources = createSources()
      const spoilt = { ...sources, [side]: spoil(sources[side], (bytes) => bytes.fill(255)) }
      await expect(compare(folder.path, spoilt, {})).rejects.toThrow(BundleFormatError)
      expect(await readdir(folder.path)).toStrictEqual([])
    })

    test.each(['base', 'now'] as const)('the error of the store that has the table %s', async (side) => {
      await using folder = await makeTemporaryFolder('rows-')
      const sources = createSources()
      const error = new TypeError('refused')
      const refuse = () => {
        throw error
      }
      const thrown: unknown = await compare(
        folder.path,
        { ...sources, [side]: spoil(sources[side], refuse) },
        {},
      ).catch((reason: unknown) => reason)
      expect(thrown).toBe(error)
    })

    test('the error of the file system with its code', async () => {
      const sources = createSources()
      const compared = compare('/missing/folder', sources, {})
      await expect(compared).rejects.toMatchObject({ code: 'ENOENT' })
    })

    test('the reason of the signal', async () => {
      await using folder = await makeTemporaryFolder('rows-')
      const sources = createSources()
      const stopping = new AbortController()
      const base = spoil(sources.base, (bytes) => {
        stopping.abort(new Error('stop'))
        return bytes
      })
      await expect(compare(folder.path, { ...sources, base }, { signal: stopping.signal })).rejects.toThrow('stop')
    })
  })
})
