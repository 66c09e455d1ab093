import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { partitionCount, type RecordFacts, recordHead } from './row-records.ts'
import { RowSample } from './row-sample.ts'

/** The most words of a block, which a partition collects before it writes them. A longer record is a block. */
export const maxBlockWords = 4096
/** The records of a partition for which there is room at first. */
const firstRecords = 4
/** The most bytes of the records of one table on disk, about; more rows are sampled. */
export const maxStoreBytes = 4 * 1024 ** 3
/** The most rows of a table: a word has the number of each. */
const maxRows = 2 ** 32

type StoreLimits = {
  /** The cells of a record. */
  readonly cells: number
  /** The records beyond which only a sample is kept. */
  readonly maxRows: number
  /** The bytes of the records beyond which only a sample is kept. */
  readonly maxBytes?: number
}

const createBuffers = (words: number) => new Uint32Array(new SharedArrayBuffer(partitionCount * words * 4))

/**
 * Writes the rows of one table as records into a new file of a temporary folder: memory does not grow with them. Of
 * more than `limit` rows, only a sample is kept.
 */
export class RowStore {
  readonly #recordWords: number
  /** The most rows that are kept. */
  readonly limit: number
  readonly #sample: RowSample
  readonly #file: number
  readonly #path: string
  /** The block that each partition collects, one after the other: small ones at first. */
  #buffers: Uint32Array
  #bufferWords: number
  /** The words of a block in the file. */
  readonly #blockWords: number
  /** Where the records of the rows begin that are added together; -1 for those that are not kept. */
  #places = new Int32Array()
  readonly #fill = new Uint32Array(partitionCount)
  /** For each partition the numbers of its blocks in the file, each of which is full. */
  readonly #blocks: readonly number[][] = Array.from({ length: partitionCount }, () => [])
  #blocksWritten = 0
  /** The rows that were added. */
  #rows = 0

  constructor(folder: string, name: string, { cells, maxRows: limit, maxBytes = maxStoreBytes }: StoreLimits) {
    this.#recordWords = recordHead.words + cells * 2
    this.limit = Math.min(limit, Math.floor(maxBytes / (this.#recordWords * 4)))
    this.#sample = new RowSample(this.limit)
    this.#blockWords = Math.max(1, Math.floor(maxBlockWords / this.#recordWords)) * this.#recordWords
    this.#bufferWords = Math.min(this.#blockWords, firstRecords * this.#recordWords)
    this.#buffers = createBuffers(this.#bufferWords)
    this.#path = join(folder, name)
    this.#file = openSync(this.#path, 'wx', 0o600)
  }

  /** Adds the next rows: the hashes of their keys, of four words each, and the cells of each column. */
  add(hashes: Uint32Array, cells: readonly Uint32Array[], rows: number): void {
    if (this.#rows + rows > maxRows) throw new BundleFormatError(`a table of more than ${maxRows} rows`)
    if (this.#places.length < rows) this.#places = new Int32Array(rows)
    let from = 0
    for (let index = 0; index < rows; index++) {
      this.#places[index] = this.#addHead(hashes, index * recordHead.hashWords)
      const partition = (hashes[index * recordHead.hashWords] ?? 0) >>> 24
      if ((this.#fill[partition] ?? 0) < this.#bufferWords) continue
      this.#addCells(cells, from, index + 1)
      from = index + 1
      if (this.#bufferWords < this.#blockWords) this.#growBuffers()
      else this.#write(partition)
    }
    this.#addCells(cells, from, rows)
  }

  /** Where the records are, which are complete. */
  get facts(): RecordFacts {
    return {
      path: this.#path,
      rows: this.#rows,
      shift: this.#sample.shift,
      recordWords: this.#recordWords,
      blockWords: this.#blockWords,
      blocks: this.#blocks,
      buffers: this.#buffers,
      bufferWords: this.#bufferWords,
      fill: this.#fill,
    }
  }

  /** Closes the file, which remains. */
  close(): void {
    closeSync(this.#file)
  }

  /** Begins the record of the next row, and returns its place; -1 if it is not kept. */
  #addHead(hashes: Uint32Array, at: number): number {
    const row = this.#rows++
    if (!this.#sample.has(hashes, at)) return -1
    const partition = (hashes[at] ?? 0) >>> 24
    const fill = this.#fill[partition] ?? 0
    const place = partition * this.#bufferWords + fill
    for (let word = 0; word < recordHead.hashWords; word++) this.#buffers[place + word] = hashes[at + word] ?? 0
    this.#buffers[place + recordHead.row] = row
    this.#fill[partition] = fill + this.#recordWords
    this.#sample.count(hashes, at)
    return place
  }

  /** Adds the cells of some of the rows to their records, column by column. */
  #addCells(cells: readonly Uint32Array[], from: number, to: number): void {
    const buffers = this.#buffers
    const places = this.#places
    for (const [index, column] of cells.entries()) {
      const word = recordHead.words + index * 2
      for (let row = from; row < to; row++) {
        const place = places[row] ?? -1
        if (place < 0) continue
        buffers[place + word] = column[row * 2] ?? 0
        buffers[place + word + 1] = column[row * 2 + 1] ?? 0
      }
    }
  }

  #growBuffers(): void {
    const words = Math.min(this.#blockWords, this.#bufferWords * 2)
    const buffers = createBuffers(words)
    for (const [partition, fill] of this.#fill.entries()) {
      const start = partition * this.#bufferWords
      buffers.set(this.#buffers.subarray(start, start + fill), partition * words)
    }
    this.#buffers = buffers
    this.#bufferWords = words
  }

  #write(partition: number): void {
    const words = this.#blockWords
    const bytes = new Uint8Array(this.#buffers.buffer, partition * words * 4, words * 4)
    // Behind the blocks before: a file descriptor keeps its position.
    writeFileSync(this.#file, bytes)
    this.#blocks[partition]?.push(this.#blocksWritten++)
    this.#fill[partition] = 0
  }
}
