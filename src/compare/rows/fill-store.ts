import type { Cancellable } from '../../lib/cancellable.ts'
import { CellSink, cellWords } from './cell-sink.ts'
import { hashBlocks } from './hash-bytes.ts'
import type { RowStore } from './row-store.ts'
import type { RowTable } from './row-table.ts'

/** The columns of a table that are compared. */
export type ComparedColumns = {
  readonly key: readonly string[]
  readonly values: readonly string[]
  /** The columns whose texts are read as JSON. */
  readonly json: ReadonlySet<string>
}

/** Reads the rows of a table into a store. Throws as the table does. */
export async function fillStore(
  table: RowTable,
  columns: ComparedColumns,
  store: RowStore,
  options: Cancellable,
): Promise<void> {
  const open = (name: string, words: 2 | 4) => ({ name, sink: new CellSink(words), isJson: columns.json.has(name) })
  const keys = columns.key.map((name) => open(name, cellWords.key))
  const values = columns.values.map((name) => open(name, cellWords.value))
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

/** Hashes the cells of a key. */
export class KeyHasher {
  #hashes = new Uint32Array()
  readonly #words: Uint32Array

  constructor(columns: number) {
    this.#words = new Uint32Array(columns * cellWords.key)
  }

  /** The hashes of the keys of rows, four words each, which are valid until the next ones. */
  hash(cells: readonly Uint32Array[], rows: number): Uint32Array {
    if (this.#hashes.length < rows * 4) this.#hashes = new Uint32Array(rows * 4)
    const words = this.#words
    for (let row = 0; row < rows; row++) {
      let at = 0
      for (const column of cells) {
        for (let word = 0; word < cellWords.key; word++) words[at++] = column[row * cellWords.key + word] ?? 0
      }
      hashBlocks(words, this.#hashes, row * 4)
    }
    return this.#hashes
  }
}
