import { setImmediate } from 'node:timers/promises'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { CellSink } from './cell-sink.ts'
import { KeyHasher } from './key-hasher.ts'
import { recordHead } from './row-records.ts'
import { RowSample } from './row-sample.ts'
import type { RowStore } from './row-store.ts'
import type { ReadColumn, RowTable } from './row-table.ts'
import { WordFile } from './word-file.ts'

/** The rows of all columns that are in memory together. */
export const blockRows = 1024
const { hashWords } = recordHead

export type CellColumn = ReadColumn & { readonly sink: CellSink }
type ColumnGroups = {
  readonly keys: readonly CellColumn[]
  /** Opens the columns of a group, which take memory until they are read. */
  readonly groups: readonly (() => readonly CellColumn[])[]
}

/**
 * Reads the rows of a table with many columns into a store: the key first, and then group by group the cells of the
 * rows that the store will keep, into a temporary file each. Memory does not grow with the columns, nor the files with
 * rows that are not kept. Throws as the table and the file system do.
 */
export async function fillInGroups(
  table: RowTable,
  { keys, groups }: ColumnGroups,
  store: RowStore,
  options: Cancellable & { readonly folder: string },
): Promise<void> {
  using owned = new DisposableStack()
  const createFile = () => owned.use(new WordFile(options.folder))
  const hashes = createFile()
  const sample = new RowSample(store.limit)
  const rows = await writeHashes(table, keys, { hashes, sample }, options)
  const files: { readonly columns: number; readonly file: WordFile }[] = []
  for (const open of groups) {
    const columns = open()
    const file = createFile()
    await writeCells(table, columns, { hashes, rows, sample, file }, options)
    files.push({ columns: columns.length, file })
  }
  const readHashes = hashes.createReader()
  const readers = files.map(({ columns, file }) => ({ columns, read: file.createReader() }))
  for (let from = 0; from < rows; from += blockRows) {
    options.signal.throwIfAborted()
    const count = Math.min(blockRows, rows - from)
    const block = readHashes(count * hashWords)
    const kept = listKept(sample, block, count)
    const cells = readers.flatMap(({ columns, read }) => spreadCells(read(columns * kept.length * 2), kept, count))
    store.add(block, cells, count)
    // Lets other tasks run, so that the comparison can be cancelled.
    await setImmediate()
  }
}

/** Writes the hashes of all keys, and returns their number. */
async function writeHashes(
  table: RowTable,
  keys: readonly CellColumn[],
  { hashes, sample }: { readonly hashes: WordFile; readonly sample: RowSample },
  options: Cancellable,
): Promise<number> {
  const hasher = new KeyHasher(keys.length)
  let rows = 0
  for await (const count of readBlocks(table, keys, options)) {
    const cells = keys.map(({ sink }) => sink.view(count))
    const block = hasher.hash(cells, count).subarray(0, count * hashWords)
    hashes.write(block)
    sample.countAll(block, count)
    rows += count
  }
  return rows
}

type CellTarget = {
  readonly hashes: WordFile
  /** The number of hashes. */
  readonly rows: number
  readonly sample: RowSample
  readonly file: WordFile
}

/**
 * Writes the cells of the rows that are kept, column by column for each block of rows. Throws BundleFormatError for
 * another number of rows than there are hashes.
 */
async function writeCells(
  table: RowTable,
  columns: readonly CellColumn[],
  { hashes, rows, sample, file }: CellTarget,
  options: Cancellable,
): Promise<void> {
  const readHashes = hashes.createReader()
  const words = new Uint32Array(columns.length * blockRows * 2)
  let read = 0
  for await (const count of readBlocks(table, columns, options)) {
    read += count
    if (read > rows) continue
    const kept = listKept(sample, readHashes(count * hashWords), count)
    let at = 0
    for (const { sink } of columns) {
      const cells = sink.view(count)
      for (const row of kept) {
        words[at++] = cells[row * 2] ?? 0
        words[at++] = cells[row * 2 + 1] ?? 0
      }
    }
    file.write(words.subarray(0, at))
  }
  if (read !== rows) throw new BundleFormatError(`columns of ${rows} and of ${read} rows`)
}

/**
 * Reads columns block by block, and yields the rows of each, which are then removed from the sinks: `blockRows`, and at
 * last the rest.
 */
async function* readBlocks(
  table: RowTable,
  columns: readonly CellColumn[],
  options: Cancellable,
): AsyncGenerator<number> {
  const countRows = () => Math.min(...columns.map(({ sink }) => sink.rows))
  const remove = (count: number) => {
    for (const { sink } of columns) sink.remove(count)
  }
  for await (const _ of table.read(columns, options)) {
    options.signal.throwIfAborted()
    for (; countRows() >= blockRows; remove(blockRows)) yield blockRows
  }
  const rest = countRows()
  if (rest > 0) yield rest
  remove(rest)
}

/** The rows of a block that the sample has. */
function listKept(sample: RowSample, block: Uint32Array, count: number): readonly number[] {
  const kept: number[] = []
  for (let row = 0; row < count; row++) if (sample.has(block, row * hashWords)) kept.push(row)
  return kept
}

/** The cells of each column of a block, with those of the kept rows at their places. */
function spreadCells(words: Uint32Array, kept: readonly number[], count: number): readonly Uint32Array[] {
  const columnWords = kept.length * 2
  const columns = columnWords === 0 ? 0 : words.length / columnWords
  return Array.from({ length: columns }, (_, column) => {
    const own = words.subarray(column * columnWords, (column + 1) * columnWords)
    if (kept.length === count) return own
    const cells = new Uint32Array(count * 2)
    for (const [index, row] of kept.entries()) cells.set(own.subarray(index * 2, index * 2 + 2), row * 2)
    return cells
  })
}
