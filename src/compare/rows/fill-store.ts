import type { Cancellable } from '../../lib/cancellable.ts'
import { CellSink, cellWords } from './cell-sink.ts'
import { fillInGroups } from './fill-in-groups.ts'
import { KeyHasher } from './key-hasher.ts'
import type { RowStore } from './row-store.ts'
import { groupColumns, type RowTable } from './row-table.ts'

/** The columns of a table that are compared. */
export type ComparedColumns = {
  readonly key: readonly string[]
  readonly values: readonly string[]
  /** The columns whose texts are read as JSON. */
  readonly json: ReadonlySet<string>
}

/**
 * Reads the rows of a table into a store, all columns at once where that takes little memory. Throws as the table and
 * the file system do.
 *
 * @param options.folder Temporary files of tables with many columns go into this folder, and are deleted.
 */
export async function fillStore(
  table: RowTable,
  columns: ComparedColumns,
  store: RowStore,
  options: Cancellable & { readonly folder: string },
): Promise<void> {
  const open = (words: 2 | 4) => (name: string) => {
    return { name, sink: new CellSink(words), isJson: columns.json.has(name) }
  }
  const keys = columns.key.map(open(cellWords.key))
  const names = [...columns.key, ...columns.values]
  if (groupColumns(table, names).length > 1) {
    const groups = groupColumns(table, columns.values)
    const openers = groups.map((group) => () => group.map(open(cellWords.value)))
    await fillInGroups(table, { keys, groups: openers }, store, options)
    return
  }
  const values = columns.values.map(open(cellWords.value))
  const all = [...keys, ...values]
  const hasher = new KeyHasher(keys.length)
  for await (const _ of table.read(all, options)) {
    options.signal.throwIfAborted()
    const rows = Math.min(...all.map(({ sink }) => sink.rows))
    const keyCells = keys.map(({ sink }) => sink.view(rows))
    const cells = values.map(({ sink }) => sink.view(rows))
    store.add(hasher.hash(keyCells, rows), cells, rows)
    for (const { sink } of all) sink.remove(rows)
  }
}
