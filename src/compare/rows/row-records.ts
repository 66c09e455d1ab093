import { closeSync, openSync, readSync } from 'node:fs'

/** The first eight bits of a key's hash decide on the part of its row. One part of both tables is in memory. */
export const partitionCount = 256
/** Words of a record before its cells: the hash of its key, and the number of its row. */
export const recordHead = { hashWords: 4, row: 4, words: 5 } as const

/** Where the records of one table are, for any thread: full blocks in a file, and the last ones in shared memory. */
export type RecordFacts = {
  readonly path: string
  /** All rows of the table. */
  readonly rows: number
  /** Of 2^shift rows, one is kept. */
  readonly shift: number
  readonly recordWords: number
  /** The words of a block in the file, and for each partition the numbers of its blocks. */
  readonly blockWords: number
  readonly blocks: readonly (readonly number[])[]
  /** The last block of each partition, of `bufferWords` with `fill` words in use. */
  readonly buffers: Uint32Array
  readonly bufferWords: number
  readonly fill: Uint32Array
}

/** Reads the records of one table by partition, also those that a sample of a later shift does not have. */
export class RowRecords {
  readonly facts: RecordFacts
  readonly #file: number

  /** Throws as the file system does. */
  constructor(facts: RecordFacts) {
    this.facts = facts
    this.#file = openSync(facts.path, 'r')
  }

  countRecords(partition: number): number {
    const { blocks, blockWords, fill, recordWords } = this.facts
    return ((blocks[partition]?.length ?? 0) * blockWords + (fill[partition] ?? 0)) / recordWords
  }

  /** Reads the records that `countRecords` counts in blocks of whole records. A block is valid until the next one. */
  *readBlocks(partition: number): Generator<Uint32Array> {
    const { path, blocks, blockWords, buffers, bufferWords, fill } = this.facts
    const numbers = blocks[partition] ?? []
    const block = new Uint32Array(numbers.length > 0 ? blockWords : 0)
    const bytes = new Uint8Array(block.buffer)
    for (const number of numbers) {
      if (readSync(this.#file, bytes, 0, bytes.length, number * bytes.length) !== bytes.length)
        throw new Error(`${path} is cut off`)
      yield block
    }
    const start = partition * bufferWords
    const rest = buffers.subarray(start, start + (fill[partition] ?? 0))
    if (rest.length > 0) yield rest
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** The zeros at the beginning of the second word of a hash, which decide whether a sample has the row. */
export function countZeros(records: Uint32Array, at: number): number {
  return Math.clz32(records[at + 1] ?? 0)
}
