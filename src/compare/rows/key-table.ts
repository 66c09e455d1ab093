import { randomInt } from 'node:crypto'
import { recordHead } from './row-records.ts'

/** The places of the two tables in a `KeyTable`. */
export const tableSides = { base: 0, now: 1 } as const
export type TableSide = (typeof tableSides)[keyof typeof tableSides]

/** The most bytes of the first records of all keys, which decide how many keys are held. */
export const maxKeyRecordBytes = 64 * 1024 ** 2

/**
 * The keys of a part of two tables, with the first record of each key in each table, and the number of its records. It
 * takes at most `maxBytes` for records, and at most half as much for the rest. Adding takes no memory.
 */
export class KeyTable {
  /** The records: that of a key in a table begins at `getPlace`. */
  readonly records: Uint32Array
  /** The most keys. */
  readonly capacity: number
  readonly #words: number
  /** A hash table of the numbers of keys plus one, with open addressing, which is at most half full. */
  readonly #slots: Int32Array
  readonly #mask: number
  /** For each key and table, the number of records. */
  readonly #counts: Uint32Array
  /** Random, so that a maker of data cannot choose keys that share a slot. */
  readonly #factors = Uint32Array.from({ length: recordHead.hashWords }, () => randomInt(2 ** 32) | 1)
  #keys = 0

  /** @param records The most records that both tables add between two calls of `clear`. */
  constructor(recordWords: number, { records, maxBytes }: { readonly records: number; readonly maxBytes: number }) {
    this.#words = recordWords
    this.capacity = Math.max(1, Math.min(records, Math.floor(maxBytes / (recordWords * 4 * 2))))
    const slots = 2 ** Math.ceil(Math.log2(this.capacity * 2))
    this.records = new Uint32Array(this.capacity * recordWords * 2)
    this.#slots = new Int32Array(slots)
    this.#mask = slots - 1
    this.#counts = new Uint32Array(this.capacity * 2)
  }

  /** The bytes that it takes. */
  get bytes(): number {
    return this.records.byteLength + this.#slots.byteLength + this.#counts.byteLength
  }

  /** The number of keys; they have the numbers from 0. */
  get keys(): number {
    return this.#keys
  }

  clear(): void {
    this.#slots.fill(0)
    this.#counts.fill(0, 0, this.#keys * 2)
    this.#keys = 0
  }

  /** Adds the record of a table that begins at a place of a block. Whether there was room for its key. */
  add(side: TableSide, block: Uint32Array, at: number): boolean {
    const key = this.#findKey(block, at)
    if (key === undefined) return false
    const count = this.#counts[key * 2 + side] ?? 0
    this.#counts[key * 2 + side] = count + 1
    if (count > 0) return true
    const { records } = this
    const place = this.getPlace(key, side)
    for (let word = 0; word < this.#words; word++) records[place + word] = block[at + word] ?? 0
    return true
  }

  countRecords(key: number, side: TableSide): number {
    return this.#counts[key * 2 + side] ?? 0
  }

  getPlace(key: number, side: TableSide): number {
    return (key * 2 + side) * this.#words
  }

  #findKey(block: Uint32Array, at: number): number | undefined {
    for (let slot = this.#chooseSlot(block, at) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const key = (this.#slots[slot] ?? 0) - 1
      if (key >= 0) {
        if (this.#hasKey(key, block, at)) return key
        continue
      }
      if (this.#keys === this.capacity) return undefined
      this.#slots[slot] = ++this.#keys
      return this.#keys - 1
    }
  }

  #chooseSlot(block: Uint32Array, at: number): number {
    let sum = 0
    for (let word = 0; word < recordHead.hashWords; word++)
      sum = (sum + Math.imul(block[at + word] ?? 0, this.#factors[word] ?? 0)) | 0
    // The upper bits of a product depend on all bits.
    return sum ^ (sum >>> 15)
  }

  #hasKey(key: number, block: Uint32Array, at: number): boolean {
    const { records } = this
    const place = this.getPlace(key, this.countRecords(key, tableSides.base) > 0 ? tableSides.base : tableSides.now)
    return (
      records[place] === block[at] &&
      records[place + 1] === block[at + 1] &&
      records[place + 2] === block[at + 2] &&
      records[place + 3] === block[at + 3]
    )
  }
}
