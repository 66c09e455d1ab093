import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { BundleFormatError } from '../../disdat/format/format-error.ts'

/** The first eight bits of a key's hash decide on the part of its row. One part of both tables is in memory. */
export const partitionCount = 256
/** Words of a record before its cells: the hash of its key, and the number of its row. */
export const recordHead = { hashWords: 4, row: 4, words: 5 } as const
/** The most words of a block, which a partition collects before it writes them. A longer record is a block. */
export const maxBlockWords = 8192
/** The most bytes of the records of one table on disk, about; more rows are sampled. */
export const maxStoreBytes = 4 * 1024 ** 3
/** The zeros at the beginning of a word that is 0: a sample of one more has no row, and is always small enough. */
const maxZeros = 32
/** The most rows that a word counts. */
const maxRows = 2 ** 32 - 1

/**
 * The rows of one table as records, in a file of a temporary folder: memory does not grow with them. When there are
 * more than `limit` rows, only those are kept whose hash begins with a zero, then with two, and so on, so that the same
 * keys are left of two tables.
 */
export class RowStore {
  readonly recordWords: number
  readonly #limit: number
  readonly #file: number
  readonly #path: string
  /** Created when a partition gets its first record. */
  readonly #buffers: (Uint32Array | undefined)[] = []
  readonly #bufferWords: number
  readonly #fill = new Uint32Array(partitionCount)
  /** For each partition the numbers of its blocks in the file, each of which is full. */
  readonly #blocks: readonly number[][] = Array.from({ length: partitionCount }, () => [])
  #blocksWritten = 0
  readonly #byZeros = new Float64Array(maxZeros + 1)
  #kept = 0
  #shift = 0
  /** The rows that were added. */
  rows = 0

  constructor(
    folder: string,
    name: string,
    { cells, maxRows: limit }: { readonly cells: number; readonly maxRows: number },
  ) {
    this.recordWords = recordHead.words + cells * 2
    this.#limit = Math.min(limit, Math.floor(maxStoreBytes / (this.recordWords * 4)))
    this.#bufferWords = Math.max(1, Math.floor(maxBlockWords / this.recordWords)) * this.recordWords
    this.#path = join(folder, name)
    this.#file = openSync(this.#path, 'wx+', 0o600)
  }

  /** Of 2^shift rows, one is kept. */
  get shift(): number {
    return this.#shift
  }

  /** Adds the next row. `cells` has the cells of each column, and `index` is the row's place among them. */
  add(hash: Uint32Array, cells: readonly Uint32Array[], index: number): void {
    const row = this.rows++
    const zeros = countZeros(hash, 0)
    if (zeros < this.#shift) return
    if (row > maxRows) throw new BundleFormatError(`a table of more than ${maxRows} rows`)
    const partition = (hash[0] ?? 0) >>> 24
    const buffer = this.#buffers[partition] ?? new Uint32Array(this.#bufferWords)
    this.#buffers[partition] = buffer
    let at = this.#fill[partition] ?? 0
    for (let word = 0; word < recordHead.hashWords; word++) buffer[at++] = hash[word] ?? 0
    buffer[at++] = row
    for (const column of cells) {
      buffer[at++] = column[index * 2] ?? 0
      buffer[at++] = column[index * 2 + 1] ?? 0
    }
    this.#fill[partition] = at
    if (at === buffer.length) this.#write(partition, buffer)
    this.#count(zeros)
  }

  /** The records of a partition, also those that a sample of a later shift does not have. */
  countRecords(partition: number): number {
    const blocks = this.#blocks[partition]?.length ?? 0
    return (blocks * this.#bufferWords + (this.#fill[partition] ?? 0)) / this.recordWords
  }

  /** Reads the records that `countRecords` counts in blocks of whole records. A block is valid until the next one. */
  *readBlocks(partition: number): Generator<Uint32Array> {
    const numbers = this.#blocks[partition] ?? []
    const block = new Uint32Array(numbers.length > 0 ? this.#bufferWords : 0)
    const bytes = new Uint8Array(block.buffer)
    for (const number of numbers) {
      if (readSync(this.#file, bytes, 0, bytes.length, number * bytes.length) !== bytes.length)
        throw new Error(`${this.#path} is cut off`)
      yield block
    }
    const rest = this.#buffers[partition]?.subarray(0, this.#fill[partition])
    if (rest !== undefined && rest.length > 0) yield rest
  }

  close(): void {
    closeSync(this.#file)
    rmSync(this.#path, { force: true })
  }

  #count(zeros: number): void {
    this.#byZeros[zeros] = (this.#byZeros[zeros] ?? 0) + 1
    this.#kept++
    while (this.#kept > this.#limit) {
      this.#kept -= this.#byZeros[this.#shift] ?? 0
      this.#shift++
    }
  }

  #write(partition: number, buffer: Uint32Array): void {
    const bytes = new Uint8Array(buffer.buffer)
    const number = this.#blocksWritten++
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#file, bytes, written, bytes.length - written, number * bytes.length + written)
    }
    this.#blocks[partition]?.push(number)
    this.#fill[partition] = 0
  }
}

/** The zeros at the beginning of the second word of a hash, which decide whether a sample has the row. */
export function countZeros(records: Uint32Array, at: number): number {
  return Math.clz32(records[at + 1] ?? 0)
}
