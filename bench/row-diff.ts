/**
 * Compares the rows of two tables with `diff-key: id`, as the action does, and prints time, processor time and memory.
 * `bench/row_diff_peers.py` makes the tables, and compares them with other programs.
 *
 *     npm run bench:row-diff -- FOLDER [--format parquet|csv|frames] [--threads yes|no]
 */
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseWindowBytes } from '../src/compare/rows/bundle-rows.ts'
import type { ByteSource } from '../src/compare/rows/byte-stream.ts'
import { compareRowTables } from '../src/compare/rows/compare-row-tables.ts'
import { openTable, type TableOrigin } from '../src/compare/rows/open-table.ts'
import { readFrameHead } from '../src/disdat/format/frame-reader.ts'
import { limitHeap } from '../src/lib/heap-limits.ts'
import { freeBytes } from '../src/lib/page-buffer.ts'

const root = dirname(import.meta.dirname)
const headBytes = 4 * 1024

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { format: { type: 'string', default: 'parquet' }, threads: { type: 'string', default: 'yes' } },
})
const [input = '.'] = positionals
const { signal } = new AbortController()

async function openSource(path: string): Promise<ByteSource> {
  const file = await open(path)
  const { size } = await file.stat()
  return {
    size,
    release: freeBytes,
    read: async (position, length) => {
      const bytes = new Uint8Array(length)
      await file.read(bytes, 0, length, position)
      return bytes
    },
  }
}

async function findFrames(folder: string): Promise<TableOrigin> {
  const frames = (await readdir(folder)).map(async (file) => {
    const source = await openSource(join(folder, file))
    const head = readFrameHead(await source.read(0, Math.min(headBytes, source.size), { signal }))
    if (head === undefined) throw new Error(`${file} is not a frame.`)
    return { name: basename(file, '.pb'), type: head.type, source }
  })
  const all = await Promise.all(frames)
  return {
    layout: {
      windowBytes: chooseWindowBytes('frames', all.length),
      frames: all.map(({ name, type }) => ({ name, type })),
    },
    sources: all.map(({ source }) => source),
  }
}

async function findTable(name: string): Promise<TableOrigin> {
  const path = join(input, name)
  if (values.format === 'frames') return await findFrames(path)
  const format = values.format === 'csv' ? 'csv' : 'parquet'
  const sources = [await openSource(`${path}.${format}`)]
  const create = (columns: number): TableOrigin => {
    return { layout: { windowBytes: chooseWindowBytes('files', columns), files: [format] }, sources }
  }
  return create((await openTable(create(1), { signal })).columns.length)
}

limitHeap()
const folder = await mkdtemp(join(tmpdir(), 'disdat-rows-'))
const origins = { base: await findTable('base'), now: await findTable('now') }
const tables = { base: await openTable(origins.base, { signal }), now: await openTable(origins.now, { signal }) }
const begin = performance.now()
const changes = await compareRowTables(tables, {
  ...(values.threads === 'yes' && { origins, threadEntry: join(root, 'dist', 'rows.js') }),
  ...{ key: ['id'], maxRows: 20_000_000, maxSamples: 0, folder, signal },
})
const seconds = (performance.now() - begin) / 1000
await rm(folder, { recursive: true })
if ('unknown' in changes) throw new Error(changes.unknown)
const { user, system } = process.cpuUsage()
const memory = process.resourceUsage().maxRSS / 1024
console.log(
  changes.added,
  changes.removed,
  changes.columns.map(({ name, differing }) => `${name} ${differing.count}`),
)
console.log(
  `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time, ${memory.toFixed(0)} MiB`,
)
