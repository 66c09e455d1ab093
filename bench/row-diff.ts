/**
 * Compares the rows of two Parquet files with `diff-key: id`, as the action does, and prints processor time and memory.
 * `bench/row_diff_peers.py` makes the files, and does the same with pandas and DuckDB.
 *
 *     npm run bench:row-diff -- FOLDER
 */
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ByteSource } from '../src/compare/rows/byte-stream.ts'
import { compareRowTables } from '../src/compare/rows/compare-row-tables.ts'
import { openParquetRows } from '../src/compare/rows/parquet-rows.ts'
import { limitHeap } from '../src/lib/heap-limits.ts'

const windowBytes = 512 * 1024

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

limitHeap()
const [input = '.'] = process.argv.slice(2)
const { signal } = new AbortController()
const read = async (name: string) =>
  await openParquetRows(await openSource(join(input, `${name}.parquet`)), windowBytes, { signal })
const folder = await mkdtemp(join(tmpdir(), 'disdat-rows-'))
const tables = { base: await read('base'), now: await read('now') }
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
