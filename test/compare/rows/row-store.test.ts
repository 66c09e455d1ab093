import { mkdir, readdir, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countZeros, partitionCount, recordHead } from '../../../src/compare/rows/row-records.ts'
import { maxBlockWords, RowStore } from '../../../src/compare/rows/row-store.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { readRecords } from './fixtures.ts'

/** A hash whose words spread over partitions and samples. */
const createHash = (row: number) =>
  Uint32Array.from([0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 1], (factor) => Math.imul(row + 1, factor))

const createHashes = (row: number, rows: number) =>
  Uint32Array.from(Array.from({ length: rows }, (_, index) => [...createHash(row + index)]).flat())

function readRows(store: RowStore): readonly number[] {
  const { recordWords } = store.facts
  return Array.from({ length: partitionCount }, (_, partition) => readRecords(store, partition)).flatMap((records) =>
    Array.from({ length: records.length / recordWords }, (_, at) => records[at * recordWords + recordHead.row] ?? -1),
  )
}

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>
let stores = 0

beforeAll(async () => {
  folder = await makeTemporaryFolder('rows-')
})
afterAll(async () => await folder[Symbol.asyncDispose]())

const createStore = (cells: number, maxRows = 1e9) => new RowStore(folder.path, `${stores++}`, { cells, maxRows })

/** The hash of a row in a partition; `zeros` says whether a sample has it. */
const createHashIn = (partition: number, row: number, zeros = 0) =>
  Uint32Array.of((partition << 24) | row, 2 ** (31 - zeros), row, row + 1)

describe('RowStore', () => {
  test('returns every record from its partition, with its cells', () => {
    const store = createStore(1)
    const rows = 5000
    const cells = Uint32Array.from({ length: rows * 2 }, (_, index) => index + 1)
    for (let row = 0, count = 1; row < rows; row += count, count = Math.min(count * 3, rows - row))
      store.add(createHashes(row, count), [cells.subarray(row * 2)], count)
    expect(store.facts).toMatchObject({ rows, shift: 0, recordWords: 7 })
    expect(readRows(store).toSorted((a, b) => a - b)).toStrictEqual([...new Array(rows).keys()])
    const records = readRecords(store, 7)
    expect(records.length).toBeGreaterThan(0)
    for (let at = 0; at < records.length; at += 7) {
      const row = records[at + recordHead.row] ?? -1
      expect([...records.subarray(at, at + 4)]).toStrictEqual([...createHash(row)])
      expect((records[at] ?? 0) >>> 24).toBe(7)
      expect([...records.subarray(at + 5, at + 7)]).toStrictEqual([row * 2 + 1, row * 2 + 2])
    }
    store.close()
  })

  // A record of 200 cells has 405 words, and a block of 4,096 words has room for ten.
  test.each([1, 25])(
    'has room for few records at first, for a block at last, and writes full blocks: %i rows at a time',
    (batch) => {
      const store = createStore(200)
      const sizes: number[] = []
      const written: (readonly number[])[] = []
      const hashes = (row: number) => Array.from({ length: batch }, (_, index) => [...createHashIn(3, row + index)])
      for (let row = 0; row < 25; row += batch) {
        const cells = Array.from({ length: 200 }, (_, column) =>
          Uint32Array.from({ length: batch * 2 }, (_, word) => (row + (word >>> 1)) * 1000 + column + (word & 1) * 1e6),
        )
        store.add(Uint32Array.from(hashes(row).flat()), cells, batch)
        const { bufferWords, blocks, buffers } = store.facts
        expect(buffers).toHaveLength(bufferWords * partitionCount)
        expect(buffers.buffer).toBeInstanceOf(SharedArrayBuffer)
        sizes.push(bufferWords / 405)
        written.push([...(blocks[3] ?? [])])
      }
      const { blockWords, fill, blocks } = store.facts
      expect(blockWords).toBe(4050)
      if (batch === 1) {
        expect(sizes).toStrictEqual([4, 4, 4, 8, 8, 8, 8, ...new Array(18).fill(10)])
        expect(written.map(({ length }) => length)).toStrictEqual([
          ...new Array(9).fill(0),
          ...new Array(10).fill(1),
          ...new Array(6).fill(2),
        ])
      }
      expect(written.at(-1)).toStrictEqual([0, 1])
      expect(blocks.filter(({ length }) => length > 0)).toHaveLength(1)
      expect([...fill].filter((words) => words > 0)).toStrictEqual([5 * 405])
      const records = readRecords(store, 3)
      expect(records).toHaveLength(25 * 405)
      for (let row = 0; row < 25; row++) {
        const record = records.subarray(row * 405, (row + 1) * 405)
        expect([...record.subarray(0, 5)]).toStrictEqual([...createHashIn(3, row), row])
        expect([...record.subarray(5)]).toStrictEqual(
          Array.from({ length: 400 }, (_, word) => row * 1000 + (word >>> 1) + (word & 1) * 1e6),
        )
      }
      store.close()
    },
  )

  test('keeps the records of other partitions when it makes room for more, and the order of blocks', () => {
    const store = createStore(200)
    const partitions = [0, 255, 255, 0, 128]
    const rows = 50
    const cells = new Array(200).fill(new Uint32Array(2))
    for (let row = 0; row < rows; row++) store.add(createHashIn(partitions[row % 5] ?? 0, row), cells, 1)
    expect(
      store.facts.blocks.flatMap((numbers, partition) => numbers.map((number) => [partition, number])),
    ).toStrictEqual([
      [0, 1],
      [0, 3],
      [128, 4],
      [255, 0],
      [255, 2],
    ])
    for (const partition of [0, 128, 255]) {
      const records = readRecords(store, partition)
      const found = Array.from({ length: records.length / 405 }, (_, at) => records[at * 405 + recordHead.row])
      expect(found).toStrictEqual([...new Array(rows).keys()].filter((row) => partitions[row % 5] === partition))
    }
    store.close()
  })

  test('has a block for each record that is longer than a block', () => {
    const store = createStore(5000)
    const cells = new Array(5000).fill(Uint32Array.of(3, 4))
    expect(store.facts).toMatchObject({ recordWords: 10_005, blockWords: 10_005, bufferWords: 10_005 })
    expect(10_005).toBeGreaterThan(maxBlockWords)
    for (let row = 0; row < 3; row++) store.add(createHashIn(9, row), cells, 1)
    expect(store.facts.blocks[9]).toStrictEqual([0, 1, 2])
    expect(store.facts.fill[9]).toBe(0)
    expect(readRecords(store, 9)).toHaveLength(3 * 10_005)
    store.close()
  })

  test('keeps ever fewer rows beyond its limit, those whose hash begins with zeros', () => {
    const store = createStore(0, 1000)
    for (let row = 0; row < 10_000; row += 500) store.add(createHashes(row, 500), [], 500)
    const { shift } = store.facts
    const kept = readRows(store).filter((row) => countZeros(createHash(row), 0) >= shift)
    const sampled = [...new Array(10_000).keys()].filter((row) => countZeros(createHash(row), 0) >= shift)
    store.close()
    expect(shift).toBe(4)
    expect(kept.toSorted((a, b) => a - b)).toStrictEqual(sampled)
    expect(store.facts.rows).toBe(10_000)
  })

  test('keeps a row only if its hash has the zeros of the sample at that time, and the cells of others apart', () => {
    const store = createStore(1, 3)
    const zeros = [0, 1, 0, 2, 0, 1, 3, 0]
    const hashes = Uint32Array.from(zeros.flatMap((count, row) => [...createHashIn(row, row, count)]))
    const cells = Uint32Array.from(zeros.flatMap((_, row) => [row + 10, row + 20]))
    store.add(hashes, [cells], zeros.length)
    // The fourth row is one too many, so that the fifth is not kept; the seventh leaves three again, and the sample.
    expect(store.facts).toMatchObject({ rows: 8, shift: 2 })
    const records = zeros.map((_, partition) => [...readRecords(store, partition)].slice(recordHead.row))
    expect(records).toStrictEqual([
      [0, 10, 20],
      [1, 11, 21],
      [2, 12, 22],
      [3, 13, 23],
      [],
      [5, 15, 25],
      [6, 16, 26],
      [],
    ])
    store.close()
  })

  test('does not touch the cells of rows that were added before', () => {
    const store = createStore(1)
    const add = (row: number, ...words: readonly number[]) =>
      store.add(createHashes(row, words.length / 2), [Uint32Array.from(words)], words.length / 2)
    add(0, 1, 2, 3, 4)
    add(2, 5, 6)
    const cells = Array.from({ length: partitionCount }, (_, partition) => [...readRecords(store, partition)].slice(5))
    expect(cells.filter(({ length }) => length > 0).toSorted()).toStrictEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
    store.close()
  })

  test('keeps a sample below its limit, even of rows whose hashes all have as many zeros', () => {
    const store = createStore(0, 10)
    for (let row = 0; row < 10; row++) store.add(Uint32Array.of(row, 0, row, row), [], 1)
    expect(store.facts.shift).toBe(0)
    for (let row = 10; row < 100; row++) store.add(Uint32Array.of(row, 0, row, row), [], 1)
    expect(store.facts.shift).toBe(33)
    store.close()
  })

  test('keeps a sample of rows that would take more room on disk than there is', () => {
    // A record without cells has 20 bytes.
    const store = new RowStore(folder.path, 'small', { cells: 0, maxRows: 1e9, maxBytes: 219 })
    for (let row = 0; row < 10; row++) store.add(createHashIn(0, row), [], 1)
    expect(store.facts.shift).toBe(0)
    store.add(createHashIn(0, 10), [], 1)
    expect(store.facts.shift).toBe(1)
    store.close()
  })

  test('refuses more rows than a word can number', () => {
    const store = createStore(0)
    const add = (rows: number) => store.add(createHashes(0, 1), [], rows)
    expect(() => add(2 ** 32 + 1)).toThrow(new BundleFormatError('a table of more than 4294967296 rows'))
    add(1)
    expect(() => add(2 ** 32)).toThrow(BundleFormatError)
    expect(store.facts.rows).toBe(1)
    store.close()
  })

  test('makes a new file that other users cannot read, and closes it', async () => {
    await mkdir(join(folder.path, 'own'))
    const create = () => new RowStore(join(folder.path, 'own'), 'x', { cells: 0, maxRows: 1 })
    const store = create()
    const { path } = store.facts
    expect(path).toBe(join(folder.path, 'own', 'x'))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(create).toThrow('EEXIST')
    const findOpen = async () => {
      const files = await readdir('/proc/self/fd')
      const paths = await Promise.all(files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => '')))
      return paths.filter((open) => open === path)
    }
    expect(await findOpen()).toHaveLength(1)
    store.close()
    expect(await findOpen()).toStrictEqual([])
  })
})
