import { setImmediate } from 'node:timers/promises'
import type { Cancellable } from '../../lib/cancellable.ts'
import { isNullCell, readNumberCell } from './cell-sink.ts'
import { KeyTable, maxKeyRecordBytes, type TableSide, tableSides } from './key-table.ts'
import { countZeros, partitionCount, type RowRecords, recordHead } from './row-records.ts'

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

export type JoinOptions = Cancellable & {
  /** The columns in which the texts `null` and `NaN` are missing values. */
  readonly jsonColumns: ReadonlySet<number>
  /** The most rows of each kind to remember, the first ones. */
  readonly maxSamples: number
  /** The part of the keys to join, which is a half: all parts together are the result of `mergeJoined`. */
  readonly part: 0 | 1
  /** The most bytes of the records in memory. */
  readonly maxBytes?: number
}

/** The parts of the keys, which two threads can join at the same time. */
const joinParts = 2

/**
 * Joins a part of two tables by the hashes of their keys, one partition after the other. Memory does not grow with the
 * tables for any choice of keys: a partition with more keys than fit is read several times. Throws as the file system
 * does.
 */
export async function joinRows(base: RowRecords, now: RowRecords, options: JoinOptions): Promise<JoinedRows> {
  const { recordWords } = base.facts
  const columns = (recordWords - recordHead.words) / 2
  const joined: JoinedRows = {
    ...{ added: 0, removed: 0, shared: 0, changed: 0 },
    ambiguous: { base: 0, now: 0, keys: 0 },
    columns: Array.from({ length: columns }, () => ({ differing: 0, numbers: 0, sum: 0, greatest: 0 })),
    samples: { added: [], removed: [], changed: [] },
  }
  const partitions = [...new Array(partitionCount).keys()].filter((index) => index % joinParts === options.part)
  const counts = partitions.map((index) => [index, base.countRecords(index) + now.countRecords(index)] as const)
  const maxBytes = options.maxBytes ?? maxKeyRecordBytes / joinParts
  const keys = new KeyTable(recordWords, { records: Math.max(...counts.map(([, records]) => records)), maxBytes })
  const shift = Math.max(base.facts.shift, now.facts.shift)
  for (const [partition, records] of counts) {
    if (records === 0) continue
    const shared = { partition, shift, keys, canOverflow: records > keys.capacity }
    const parts = [
      new PartitionRecords(base, { ...shared, side: tableSides.base }),
      new PartitionRecords(now, { ...shared, side: tableSides.now }),
    ]
    do {
      // Lets other tasks run, so that the join can be cancelled.
      await setImmediate()
      options.signal.throwIfAborted()
      keys.clear()
      for (const part of parts) part.addKeys()
      addToResult(keys, joined, options)
    } while (parts.some(({ isDone }) => !isDone))
  }
  return joined
}

/** What all parts of two tables have in common, and how they differ. */
export function mergeJoined(parts: readonly JoinedRows[], maxSamples: number): JoinedRows {
  const sum = (count: (part: JoinedRows) => number) => parts.reduce((total, part) => total + count(part), 0)
  const collect = (kind: keyof JoinedRows['samples']) =>
    parts
      .flatMap(({ samples }) => samples[kind])
      .toSorted(comparePairs)
      .slice(0, maxSamples)
  return {
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
    shared: sum(({ shared }) => shared),
    changed: sum(({ changed }) => changed),
    ambiguous: {
      base: sum(({ ambiguous }) => ambiguous.base),
      now: sum(({ ambiguous }) => ambiguous.now),
      keys: sum(({ ambiguous }) => ambiguous.keys),
    },
    columns: (parts[0]?.columns ?? []).map((_, index) =>
      mergeCounts(parts.flatMap((part) => part.columns[index] ?? [])),
    ),
    samples: { added: collect('added'), removed: collect('removed'), changed: collect('changed') },
  }
}

function mergeCounts(parts: readonly CellCounts[]): CellCounts {
  const all: CellCounts = { differing: 0, numbers: 0, sum: 0, greatest: 0 }
  for (const { differing, numbers, sum, greatest } of parts) {
    all.differing += differing
    all.numbers += numbers
    all.sum += sum
    if (Math.abs(greatest) > Math.abs(all.greatest)) all.greatest = greatest
  }
  return all
}

type Partition = {
  readonly partition: number
  readonly shift: number
  readonly keys: KeyTable
  readonly side: TableSide
  /** Whether both tables have more records in the partition than there is room for keys. */
  readonly canOverflow: boolean
}

/** The records of one table in one partition, which are added to a table of keys in as many passes as it takes. */
class PartitionRecords {
  readonly #store: RowRecords
  readonly #partition: Partition
  /** A bit for each record that was added in a pass; undefined where all fit. */
  readonly #added: Uint8Array | undefined
  isDone = false

  constructor(store: RowRecords, partition: Partition) {
    this.#store = store
    this.#partition = partition
    const records = store.countRecords(partition.partition)
    if (partition.canOverflow) this.#added = new Uint8Array(Math.ceil(records / 8))
  }

  /** Adds the records that were not added before, and for whose keys there is room. */
  addKeys(): void {
    const { partition, shift, keys, side } = this.#partition
    const words = this.#store.facts.recordWords
    const added = this.#added
    let index = -1
    this.isDone = true
    for (const block of this.#store.readBlocks(partition)) {
      for (let at = 0; at < block.length; at += words) {
        index++
        if (countZeros(block, at) < shift) continue
        const byte = index >>> 3
        const bit = 1 << (index & 7)
        if (added !== undefined && ((added[byte] ?? 0) & bit) !== 0) continue
        if (!keys.add(side, block, at)) this.isDone = false
        else if (added !== undefined) added[byte] = (added[byte] ?? 0) | bit
      }
    }
  }
}

function addToResult(keys: KeyTable, joined: JoinedRows, options: JoinOptions): void {
  const { records } = keys
  for (let key = 0; key < keys.keys; key++) {
    const base = keys.countRecords(key, tableSides.base)
    const now = keys.countRecords(key, tableSides.now)
    if (base > 1 || now > 1) {
      joined.ambiguous.base += base
      joined.ambiguous.now += now
      joined.ambiguous.keys++
      continue
    }
    const kind = base === 0 ? 'added' : now === 0 ? 'removed' : 'changed'
    const basePlace = keys.getPlace(key, tableSides.base)
    const nowPlace = keys.getPlace(key, tableSides.now)
    if (kind === 'changed') {
      joined.shared++
      if (!compareCells(records, basePlace, nowPlace, joined.columns, options.jsonColumns)) continue
    }
    joined[kind]++
    if (options.maxSamples === 0) continue
    const pair = {
      base: base === 0 ? undefined : records[basePlace + recordHead.row],
      now: now === 0 ? undefined : records[nowPlace + recordHead.row],
    }
    addSample(joined.samples[kind], pair, options.maxSamples)
  }
}

/** Whether a cell differs. */
function compareCells(
  records: Uint32Array,
  base: number,
  now: number,
  columns: readonly CellCounts[],
  jsonColumns: ReadonlySet<number>,
): boolean {
  let isChanged = false
  for (let column = 0; column < columns.length; column++) {
    const word = recordHead.words + column * 2
    const lowA = records[base + word] ?? 0
    const highA = records[base + word + 1] ?? 0
    const lowB = records[now + word] ?? 0
    const highB = records[now + word + 1] ?? 0
    if (lowA === lowB && highA === highB) continue
    if (jsonColumns.has(column) && isNullCell(lowA, highA) && isNullCell(lowB, highB)) continue
    isChanged = true
    addDifference(columns[column], readNumberCell(lowA, highA), readNumberCell(lowB, highB))
  }
  return isChanged
}

function addSample(samples: RowPair[], pair: RowPair, maxSamples: number): void {
  const last = samples.at(-1)
  if (samples.length === maxSamples && last !== undefined && comparePairs(pair, last) > 0) return
  samples.push(pair)
  samples.sort(comparePairs)
  if (samples.length > maxSamples) samples.pop()
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
