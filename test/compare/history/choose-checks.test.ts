import { describe, expect, test } from 'vitest'
import { chooseChecks } from '../../../src/compare/history/choose-checks.ts'
import type { HistoryValue } from '../../../src/compare/history/measure-history.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'

const createValues = (count: number, isRecorded = true): readonly HistoryValue[] =>
  Array.from({ length: count }, (_, at) => ({ label: `${at}`, uuid: `${at}`, counts: undefined, isRecorded }))

const choose = (rules: string, values: readonly HistoryValue[], pick?: (below: number) => number) =>
  [...chooseChecks(parseRules(rules).value, values, pick)].map(({ label }) => Number(label))

const pickFirst = () => 0
const pickLast = (below: number) => below - 1

describe('chooseChecks', () => {
  test('chooses three of each window, each value once', () => {
    expect(choose('rows outside 5 runs', createValues(20), pickFirst)).toEqual([0, 1, 2])
    expect(choose('rows outside 5 runs', createValues(20), pickLast)).toEqual([4, 3, 2])
    const windows = 'rows outside 5 runs, bytes outside 5 runs, nulls(a) outside 14 runs'
    expect(choose(windows, createValues(20), pickLast)).toEqual([4, 3, 2, 13, 12, 11])
    expect(choose(windows, createValues(2), pickLast)).toEqual([1, 0])
  })

  test('chooses the previous value for a rule that compares with it, and nothing for other rules', () => {
    expect(choose('rows<-20% previous', createValues(20))).toEqual([0])
    expect(choose('rows<-20% previous, rows outside 5 runs', createValues(20), pickLast)).toEqual([0, 4, 3, 2])
    expect(choose('rows<1, restated', createValues(20))).toEqual([])
  })

  test('leaves out values that are counted already', () => {
    expect(choose('rows outside 14 runs, rows<-20% previous', createValues(14, false))).toEqual([])
    const mixed = createValues(14).map((value, at) => ({ ...value, isRecorded: at === 9 }))
    expect(choose('rows outside 14 runs, rows<-20% previous', mixed)).toEqual([9])
  })

  test('chooses other values in other runs', () => {
    const chosen = Array.from({ length: 200 }, () => choose('rows outside 14 runs', createValues(14))).flat()
    expect(new Set(chosen).size).toBe(14)
  })
})
