import type { Cancellable } from '../../lib/cancellable.ts'
import { CellSink, cellWords } from './cell-sink.ts'
import { hashBytes } from './hash-bytes.ts'
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
    for (let row = 0; row < rows; row++) store.add(hasher.hash(keyCells, row), cells, row)
    for (const { sink } of all) sink.remove(rows)
  }
}

/** Hashes the cells of a key. */
export class KeyHasher {
  readonly #hash = new Uint32Array(4)
  readonly #words: Uint32Array
  readonly #bytes: Uint8Array

  constructor(columns: number) {
    this.#words = new Uint32Array(columns * cellWords.key)
    this.#bytes = new Uint8Array(this.#words.buffer)
  }

  /** The hash of the key of a row, which is valid until the next one. */
  hash(cells: readonly Uint32Array[], row: number): Uint32Array {
    let at = 0
    for (const column of cells) {
      for (let word = 0; word < cellWords.key; word++) this.#words[at++] = column[row * cellWords.key + word] ?? 0
    }
    hashBytes(this.#bytes, this.#hash, 0)
    return this.#hash
  }
}
