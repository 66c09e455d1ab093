/**
 * Compares the rows of two tables with `diff-key: id`, as the action does, and prints processor time and memory.
 * `bench/row_diff_peers.py` makes the tables, and compares them with other programs.
 *
 *     npm run bench:row-diff -- FOLDER [--format parquet|csv|frames]
 */
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ByteSource } from '../src/compare/rows/byte-stream.ts'
import { compareRowTables } from '../src/compare/rows/compare-row-tables.ts'
import { openCsvRows } from '../src/compare/rows/csv-rows.ts'
import { openFrameRows } from '../src/compare/rows/frame-rows.ts'
import { openParquetRows } from '../src/compare/rows/parquet-rows.ts'
import type { RowTable } from '../src/compare/rows/row-table.ts'
import { readFrameHead } from '../src/disdat/format/frame-reader.ts'
import { limitHeap } from '../src/lib/heap-limits.ts'

const windowBytes = 512 * 1024
const headBytes = 4 * 1024

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { format: { type: 'string', default: 'parquet' } },
})
const [input = '.'] = positionals
const { signal } = new AbortController()

async function openSource(path: string): Promise<ByteSource> {
  const file = await open(path)
  const { size } = await file.stat()
  return {
    size,
    read: async (position, length) => {
      const bytes = new Uint8Array(length)
      await file.read(bytes, 0, length, position)
      return bytes
    },
  }
}

async function openFrames(folder: string): Promise<RowTable> {
  const frames = (await readdir(folder)).map(async (file) => {
    const source = await openSource(join(folder, file))
    const head = readFrameHead(await source.read(0, Math.min(headBytes, source.size), { signal }))
    if (head === undefined) throw new Error(`${file} is not a frame.`)
    return { name: basename(file, '.pb'), type: head.type, open: () => source }
  })
  return openFrameRows(await Promise.all(frames), windowBytes)
}

async function openTable(name: string): Promise<RowTable> {
  const path = join(input, name)
  if (values.format === 'frames') return await openFrames(path)
  const openRows = values.format === 'csv' ? openCsvRows : openParquetRows
  return await openRows(await openSource(`${path}.${values.format}`), windowBytes, { signal })
}

limitHeap()
const folder = await mkdtemp(join(tmpdir(), 'disdat-rows-'))
const tables = { base: await openTable('base'), now: await openTable('now') }
const changes = await compareRowTables(tables, { key: ['id'], maxRows: 20_000_000, maxSamples: 0, folder, signal })
await rm(folder, { recursive: true })
if ('unknown' in changes) throw new Error(changes.unknown)
const { user, system } = process.cpuUsage()
const memory = process.resourceUsage().maxRSS / 1024
console.log(
  changes.added,
  changes.removed,
  changes.columns.map(({ name, differing }) => `${name} ${differing.count}`),
)
console.log(`${((user + system) / 1e6).toFixed(1)} s of processor time, ${memory.toFixed(0)} MiB`)
