import type { Cancellable } from '../../lib/cancellable.ts'
import { CellSink, cellWords, readNumberCell } from './cell-sink.ts'
import { KeyHasher } from './key-hasher.ts'
import { groupColumns, type RowTable } from './row-table.ts'

/** The first rows of each table, which rule out most sets of columns. */
const maxLookedRows = 20_000
/** The first columns of a table that can be in a key. */
const maxKeyColumns = 48
/** The most columns of a key. */
const maxKeySize = 3
/** The most sets of one size whose rows are all read. */
const maxVerified = 8

/** The rows that have no partner with a key, and whether each row of both tables has a key of its own. */
export type KeyFacts = { readonly isUnique: boolean; readonly withoutPartner: number }

/** The keys of the first rows of a table, by column. */
type FirstRows = { readonly rows: number; readonly columns: ReadonlyMap<string, Uint32Array> }

/**
 * The smallest set of at most three columns whose values are unique in both tables; of several, the one with which the
 * fewest rows have no partner, and then the first one. Columns with fractions are not part of a key, because a measured
 * number is unique by chance. Undefined where there is no such set.
 *
 * @param names The columns that both tables have and that can be compared.
 * @param verify Reads all rows with a key.
 */
export async function findRowKey(
  tables: { readonly base: RowTable; readonly now: RowTable },
  names: readonly string[],
  verify: (key: readonly string[]) => Promise<KeyFacts>,
  options: Cancellable,
): Promise<readonly string[] | undefined> {
  const candidates = names.slice(0, maxKeyColumns)
  const first = [
    await readFirstRows(tables.base, candidates, options),
    await readFirstRows(tables.now, candidates, options),
  ]
  const whole = candidates.filter((name) => first.every(({ columns }) => !hasFraction(columns.get(name))))
  for (let size = 1; size <= Math.min(maxKeySize, whole.length); size++) {
    const sets: (readonly string[])[] = []
    for (const set of listSets(whole, size)) {
      if (first.every((rows) => isUnique(rows, set))) sets.push(set)
      if (sets.length === maxVerified) break
    }
    let best: { readonly set: readonly string[]; readonly withoutPartner: number } | undefined
    for (const set of sets) {
      const { isUnique: isKey, withoutPartner } = await verify(set)
      if (isKey && (best === undefined || withoutPartner < best.withoutPartner)) best = { set, withoutPartner }
    }
    if (best !== undefined) return best.set
  }
  return undefined
}

async function readFirstRows(table: RowTable, names: readonly string[], options: Cancellable): Promise<FirstRows> {
  const columns = new Map(names.map((name) => [name, new CellSink(cellWords.key)]))
  const countRows = (sinks: Iterable<CellSink>) => Math.min(...[...sinks].map(({ rows }) => rows))
  for (const group of groupColumns(table, names)) {
    const read = group.flatMap((name) => ({ name, sink: columns.get(name) ?? new CellSink(cellWords.key) }))
    for await (const _ of table.read(read, options)) {
      if (countRows(read.map(({ sink }) => sink)) >= maxLookedRows) break
    }
  }
  const rows = columns.size === 0 ? 0 : Math.min(countRows(columns.values()), maxLookedRows)
  return { rows, columns: new Map([...columns].map(([name, sink]) => [name, sink.view(rows)])) }
}

function hasFraction(cells: Uint32Array | undefined): boolean {
  if (cells === undefined) return false
  for (let at = 0; at < cells.length; at += cellWords.key) {
    if (cells[at + 2] !== 0 || cells[at + 3] !== 0) continue
    const number = readNumberCell(cells[at] ?? 0, cells[at + 1] ?? 0)
    if (number !== undefined && !Number.isInteger(number)) return true
  }
  return false
}

function isUnique({ rows, columns }: FirstRows, set: readonly string[]): boolean {
  const cells = set.flatMap((name) => columns.get(name) ?? [])
  const hashes = new KeyHasher(set.length).hash(cells, rows)
  const seen = new Set<number>()
  for (let row = 0; row < rows; row++) {
    // 52 bits of the hash, as an integer.
    seen.add((hashes[row * 4] ?? 0) * 2 ** 20 + ((hashes[row * 4 + 1] ?? 0) >>> 12))
    if (seen.size <= row) return false
  }
  return true
}

/** All sets of so many names, in the order of the names. */
function* listSets(names: readonly string[], size: number, from = 0): Generator<readonly string[]> {
  for (let index = from; index < names.length; index++) {
    const name = names[index]
    if (name === undefined) return
    if (size === 1) yield [name]
    else for (const rest of listSets(names, size - 1, index + 1)) yield [name, ...rest]
  }
}
