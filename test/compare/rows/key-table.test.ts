import { describe, expect, test } from 'vitest'
import { KeyTable, maxKeyRecordBytes, tableSides } from '../../../src/compare/rows/key-table.ts'

const { base, now } = tableSides
const words = 6
/** Records of one cell, with the key and the cell as their only different words. */
const createBlock = (...records: readonly (readonly [key: number, cell: number])[]) =>
  Uint32Array.from(records.flatMap(([key, cell]) => [0, 0, 0, key, 1, cell]))

describe('KeyTable', () => {
  test('keeps the first record of each key in each table, and counts the others', () => {
    const table = new KeyTable(words, { records: 10, maxBytes: maxKeyRecordBytes })
    const block = createBlock([7, 1], [8, 2], [7, 3])
    for (const at of [0, 6, 12]) expect(table.add(base, block, at)).toBe(true)
    expect(table.add(now, createBlock([8, 4]), 0)).toBe(true)
    const getCell = (key: number, side: 0 | 1) => table.records[table.getPlace(key, side) + 5]
    expect(table.keys).toBe(2)
    expect([0, 1].map((key) => [table.countRecords(key, base), table.countRecords(key, now)])).toStrictEqual([
      [2, 0],
      [1, 1],
    ])
    expect([getCell(0, base), getCell(1, base), getCell(1, now)]).toStrictEqual([1, 2, 4])
    table.clear()
    expect(table.keys).toBe(0)
    expect(table.add(now, block, 0)).toBe(true)
    expect(table.add(now, block, 6)).toBe(true)
    expect(table.keys).toBe(2)
    expect(table.countRecords(1, base)).toBe(0)
    expect([table.countRecords(0, base), table.countRecords(0, now)]).toStrictEqual([0, 1])
  })

  test('refuses keys beyond its capacity, but not more records of those that it has', () => {
    const table = new KeyTable(words, { records: 10, maxBytes: words * 4 * 2 * 2 })
    expect(table.capacity).toBe(2)
    const block = createBlock([1, 0], [2, 0], [3, 0], [2, 0])
    expect([0, 6, 12, 18].map((at) => table.add(base, block, at))).toStrictEqual([true, true, false, true])
    expect(table.add(now, block, 12)).toBe(false)
    expect(table.add(now, block, 0)).toBe(true)
  })

  test.each([5, 25, 1005])('takes at most 96 MiB for records of %i words, however many are added', (recordWords) => {
    const table = new KeyTable(recordWords, { records: 4e8, maxBytes: maxKeyRecordBytes })
    const block = new Uint32Array(recordWords)
    for (let record = 0; record < 1000; record++) table.add(base, block, 0)
    expect(table.bytes).toBeLessThanOrEqual(96 * 1024 ** 2)
    expect(table.keys).toBe(1)
  })

  test('finds each of many keys', () => {
    const table = new KeyTable(words, { records: 20_000, maxBytes: maxKeyRecordBytes })
    for (const side of [base, now])
      for (let key = 0; key < 20_000; key++) expect(table.add(side, createBlock([key, key]), 0)).toBe(true)
    expect(table.keys).toBe(20_000)
    expect(table.countRecords(12_345, base) + table.countRecords(12_345, now)).toBe(2)
  })

  test('takes memory for its records, twice as many slots as keys or more, and two numbers for each key', () => {
    expect(new KeyTable(words, { records: 10, maxBytes: maxKeyRecordBytes }).bytes).toBe(10 * 2 * words * 4 + 128 + 80)
  })

  test('has a place for each key and table', () => {
    const table = new KeyTable(words, { records: 10, maxBytes: maxKeyRecordBytes })
    const places = [0, 1].flatMap((key) => [table.getPlace(key, base), table.getPlace(key, now)])
    expect(places).toStrictEqual([0, 6, 12, 18])
  })

  test('keeps the record of one table when it adds that of the other', () => {
    const table = new KeyTable(words, { records: 10, maxBytes: maxKeyRecordBytes })
    const block = Uint32Array.of(1, 2, 3, 4, 5, 6, 99)
    for (const side of [now, base, now]) expect(table.add(side, block, 0)).toBe(true)
    expect([table.keys, table.countRecords(0, now)]).toStrictEqual([1, 2])
    expect([...table.records.subarray(0, 12)]).toStrictEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
  })

  test.each([0, 1, 2, 3])('distinguishes keys by word %i', (word) => {
    // Slots are random, so that two keys share one in many tables.
    for (let round = 0; round < 100; round++) {
      const table = new KeyTable(words, { records: 2, maxBytes: maxKeyRecordBytes })
      const block = Uint32Array.of(1, 2, 3, 4, 0, 0, 1, 2, 3, 4, 0, 0)
      block[6 + word] = 9
      for (const at of [0, 6]) table.add(base, block, at)
      expect(table.keys).toBe(2)
    }
  })
})
