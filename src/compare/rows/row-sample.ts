import { countZeros, recordHead } from './row-records.ts'

/** The zeros at the beginning of a word that is 0: a sample of one more has no row, and is always small enough. */
const maxZeros = 32

/**
 * Which rows of a table are kept: all, or beyond `limit` those whose hash begins with a zero, then with two, and so on,
 * so that the same keys are left of two tables.
 */
export class RowSample {
  readonly #limit: number
  readonly #byZeros = new Float64Array(maxZeros + 1)
  #kept = 0
  #shift = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Of 2^shift rows, one is kept. Grows with the rows. */
  get shift(): number {
    return this.#shift
  }

  /** Whether the row is kept whose key has the hash at this place, among the rows so far. */
  has(hashes: Uint32Array, at: number): boolean {
    return countZeros(hashes, at) >= this.#shift
  }

  /** Counts a row that is kept. */
  count(hashes: Uint32Array, at: number): void {
    const zeros = countZeros(hashes, at)
    this.#byZeros[zeros] = (this.#byZeros[zeros] ?? 0) + 1
    this.#kept++
    while (this.#kept > this.#limit) {
      this.#kept -= this.#byZeros[this.#shift] ?? 0
      this.#shift++
    }
  }

  /** Counts rows by the hashes of their keys, of four words each. */
  countAll(hashes: Uint32Array, rows: number): void {
    for (let at = 0; at < rows * recordHead.hashWords; at += recordHead.hashWords)
      if (this.has(hashes, at)) this.count(hashes, at)
  }
}
