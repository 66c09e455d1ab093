import { isNullCell, readNumberCell } from './cell-sink.ts'
import { countZeros, partitionCount, type RowStore, recordHead } from './row-store.ts'

/** The differences of one column among the rows of both tables. */
export type CellCounts = {
  /** The rows whose values differ. */
  differing: number
  /** The rows of these in which both values are numbers. */
  numbers: number
  /** The sum of what the new number is more than the one of the base. */
  sum: number
  /** The difference of these that is farthest from 0. */
  greatest: number
}

/** The numbers of two rows with the same key; undefined where a table has no such row. */
export type RowPair = { readonly base: number | undefined; readonly now: number | undefined }

/** What two tables have in common, and how they differ. */
export type JoinedRows = {
  added: number
  removed: number
  /** The rows of both tables, of which `changed` differ in at least one column. */
  shared: number
  changed: number
  /** The rows whose key is not the only one of its kind in one of the tables, and the number of such keys. */
  readonly ambiguous: { base: number; now: number; keys: number }
  readonly columns: readonly CellCounts[]
  readonly samples: { readonly [K in 'added' | 'removed' | 'changed']: RowPair[] }
}

export type JoinOptions = {
  /** The columns in which the texts `null` and `NaN` are missing values. */
  readonly jsonColumns: ReadonlySet<number>
  /** The most rows of each kind to remember, the first ones. */
  readonly maxSamples: number
}

/** Joins two tables by the hashes of their keys, one partition after the other. */
export function joinRows(base: RowStore, now: RowStore, options: JoinOptions): JoinedRows {
  const columns = (base.recordWords - recordHead.words) / 2
  const joined: JoinedRows = {
    ...{ added: 0, removed: 0, shared: 0, changed: 0 },
    ambiguous: { base: 0, now: 0, keys: 0 },
    columns: Array.from({ length: columns }, () => ({ differing: 0, numbers: 0, sum: 0, greatest: 0 })),
    samples: { added: [], removed: [], changed: [] },
  }
  const shift = Math.max(base.shift, now.shift)
  for (let partition = 0; partition < partitionCount; partition++) {
    const records = { base: base.read(partition), now: now.read(partition) }
    if (records.base.length + records.now.length === 0) continue
    new PartitionJoin(records.base, records.now, base.recordWords, shift).addTo(joined, options)
  }
  return joined
}

/** The records of one partition, by key. */
class PartitionJoin {
  readonly #sides: Readonly<Record<'base' | 'now', Uint32Array>>
  readonly #words: number
  /** A hash table of the numbers of keys plus one, with open addressing. */
  readonly #slots: Int32Array
  readonly #mask: number
  /** For each key, where its first record begins in each table plus one, and how many there are. */
  readonly #firsts: Readonly<Record<'base' | 'now', Uint32Array>>
  readonly #counts: Readonly<Record<'base' | 'now', Uint32Array>>
  #keys = 0

  constructor(base: Uint32Array, now: Uint32Array, words: number, shift: number) {
    const records = (base.length + now.length) / words
    const size = 2 ** Math.ceil(Math.log2(Math.max(records * 2, 2)))
    this.#sides = { base, now }
    this.#words = words
    this.#slots = new Int32Array(size)
    this.#mask = size - 1
    this.#firsts = { base: new Uint32Array(records), now: new Uint32Array(records) }
    this.#counts = { base: new Uint32Array(records), now: new Uint32Array(records) }
    this.#insert('base', shift)
    this.#insert('now', shift)
  }

  #insert(side: 'base' | 'now', shift: number): void {
    const records = this.#sides[side]
    const [firsts, counts] = [this.#firsts[side], this.#counts[side]]
    for (let at = 0; at < records.length; at += this.#words) {
      if (countZeros(records, at) < shift) continue
      const key = this.#findKey(records, at)
      if (firsts[key] === 0) firsts[key] = at + 1
      counts[key] = (counts[key] ?? 0) + 1
    }
  }

  #findKey(records: Uint32Array, at: number): number {
    for (let slot = (records[at + 2] ?? 0) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const key = (this.#slots[slot] ?? 0) - 1
      if (key < 0) {
        this.#slots[slot] = ++this.#keys
        return this.#keys - 1
      }
      if (this.#hasKey(key, records, at)) return key
    }
  }

  #hasKey(key: number, records: Uint32Array, at: number): boolean {
    const inBase = this.#firsts.base[key] ?? 0
    const other = inBase > 0 ? this.#sides.base : this.#sides.now
    const first = (inBase > 0 ? inBase : (this.#firsts.now[key] ?? 0)) - 1
    return (
      other[first] === records[at] &&
      other[first + 1] === records[at + 1] &&
      other[first + 2] === records[at + 2] &&
      other[first + 3] === records[at + 3]
    )
  }

  addTo(joined: JoinedRows, options: JoinOptions): void {
    for (let key = 0; key < this.#keys; key++) {
      const counts = { base: this.#counts.base[key] ?? 0, now: this.#counts.now[key] ?? 0 }
      if (counts.base > 1 || counts.now > 1) {
        joined.ambiguous.base += counts.base
        joined.ambiguous.now += counts.now
        joined.ambiguous.keys++
      } else this.#addPair(key, joined, options)
    }
  }

  #addPair(key: number, joined: JoinedRows, options: JoinOptions): void {
    const base = (this.#firsts.base[key] ?? 0) - 1
    const now = (this.#firsts.now[key] ?? 0) - 1
    const kind = base < 0 ? 'added' : now < 0 ? 'removed' : 'changed'
    if (kind === 'changed') {
      joined.shared++
      if (!this.#compareCells(base, now, joined.columns, options.jsonColumns)) return
    }
    joined[kind]++
    if (options.maxSamples > 0) this.#addSample(joined.samples[kind], base, now, options.maxSamples)
  }

  /** Whether a cell differs. */
  #compareCells(base: number, now: number, columns: readonly CellCounts[], jsonColumns: ReadonlySet<number>): boolean {
    const [a, b] = [this.#sides.base, this.#sides.now]
    let isChanged = false
    for (let column = 0; column < columns.length; column++) {
      const word = recordHead.words + column * 2
      const [lowA, highA] = [a[base + word] ?? 0, a[base + word + 1] ?? 0]
      const [lowB, highB] = [b[now + word] ?? 0, b[now + word + 1] ?? 0]
      if (lowA === lowB && highA === highB) continue
      if (jsonColumns.has(column) && isNullCell(lowA, highA) && isNullCell(lowB, highB)) continue
      isChanged = true
      addDifference(columns[column], readNumberCell(lowA, highA), readNumberCell(lowB, highB))
    }
    return isChanged
  }

  #addSample(samples: RowPair[], base: number, now: number, maxSamples: number): void {
    const pair = {
      base: base < 0 ? undefined : this.#sides.base[base + recordHead.row],
      now: now < 0 ? undefined : this.#sides.now[now + recordHead.row],
    }
    const last = samples.at(-1)
    if (samples.length === maxSamples && last !== undefined && comparePairs(pair, last) > 0) return
    samples.push(pair)
    samples.sort(comparePairs)
    if (samples.length > maxSamples) samples.pop()
  }
}

function comparePairs(a: RowPair, b: RowPair): number {
  return (a.now ?? a.base ?? 0) - (b.now ?? b.base ?? 0)
}

function addDifference(counts: CellCounts | undefined, base: number | undefined, now: number | undefined): void {
  if (counts === undefined) return
  counts.differing++
  if (base === undefined || now === undefined) return
  const difference = now - base
  counts.numbers++
  counts.sum += difference
  if (Math.abs(difference) > Math.abs(counts.greatest)) counts.greatest = difference
}
