import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
import { joinTables } from '../../../src/compare/rows/join-tables.ts'
import { openTable, type TableOrigin } from '../../../src/compare/rows/open-table.ts'
import type { RowOptions } from '../../../src/compare/rows/row-options.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { createMemorySource } from './fixtures.ts'

const rows = 40_000

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
      rowGroupSize: 9000,
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
    expect(threads.joined).toMatchObject({ added: 100, removed: 100, shared: rows - 100, changed: 13_300 })
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
