import { cellWords } from './cell-sink.ts'
import { hashBlocks } from './hash-bytes.ts'

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
