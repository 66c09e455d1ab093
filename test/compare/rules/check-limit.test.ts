import { describe, expect, test } from 'vitest'
import type { ColumnFacts, Comparison } from '../../../src/compare/comparison.ts'
import {
  checkLimit,
  checkQuantity,
  formatDecimal,
  isInLimit,
  type RuleResult,
  toPercent,
} from '../../../src/compare/rules/check-limit.ts'
import { type Limit, parseRules } from '../../../src/compare/rules/rules.ts'
import { emptyComparison } from '../empty-comparison.ts'

function parseLimit(text: string): Limit {
  const [rule] = parseRules(text).value
  if (rule?.kind !== 'limit') throw new Error(`${text} is not a limit`)
  return rule
}

/** `kept`, the evidence of a broken rule, or why it is undecided. */
function describeResult(result: RuleResult): string {
  if (result.kind === 'kept') return 'kept'
  return result.kind === 'broken' ? result.evidence : `${result.kind}: ${result.why}`
}

const check = (text: string, comparison: Partial<Comparison>, noBase?: string) =>
  describeResult(checkQuantity(parseLimit(text), { noBase }, { ...emptyComparison, ...comparison }))

const createFacts = (rows: number, nulls: number | 'unread' = 0): ColumnFacts => ({
  type: 'INT64',
  shape: [rows],
  rows,
  bytes: 8 * rows,
  values:
    nulls === 'unread'
      ? undefined
      : { nulls, distinct: undefined, min: undefined, max: undefined, mean: undefined, sample: undefined },
})

const withUnknownNulls = (isUnknown: boolean): ColumnFacts => {
  const { values, ...facts } = createFacts(9, 1)
  return { ...facts, type: 'STRING', values: values && { ...values, nulls: isUnknown ? undefined : 1 } }
}

/** The change of the column `a`, behind another one. */
const createColumns = (base: ColumnFacts | undefined, now: ColumnFacts | undefined): Comparison['columns'] =>
  ['other', 'a'].map((name) => {
    const facts = name === 'a' ? { base, now } : { base: createFacts(7, 7), now: createFacts(7, 7) }
    return { name, status: 'changed', ...facts, differs: [], histogram: undefined }
  })

describe('checkQuantity', () => {
  test.each<[string, number | undefined, number | undefined, string]>([
    ['rows<-20%', 1000, 800, 'kept'],
    ['rows<=-20%', 1000, 800, '800 rows, 1,000 in the base: −20 %.'],
    ['rows<-20%', 1000, 799, '799 rows, 1,000 in the base: −20.1 %.'],
    ['rows<-99%', 7, 0, '0 rows, 7 in the base: −100 %.'],
    ['rows<-0%', 3, 2, '2 rows, 3 in the base: −33.33 %.'],
    ['rows>+1000000%', 0, 1, '1 row, 0 in the base: an infinite increase.'],
    ['rows<-1%', 0, 1, 'kept'],
    ['rows>=+0%', 0, 0, '0 rows, 0 in the base: 0 %.'],
    ['rows>+0%', 0, 0, 'kept'],
    ['rows<-5', 10, 4, '4 rows, 10 in the base: −6.'],
    ['rows<-6', 10, 4, 'kept'],
    ['rows>+5', 0, 6, '6 rows, 0 in the base: +6.'],
    ['rows<5', undefined, 4, '4 rows.'],
    ['rows<5', undefined, 5, 'kept'],
    ['rows<2', undefined, 1, '1 row.'],
    ['rows<5', 4, undefined, 'undecided: The number of rows in the output is unknown.'],
    ['rows<-5%', undefined, 4, 'undecided: The number of rows in the base is unknown.'],
  ])('returns for %s, from %s to %s: %s', (rule, base, now, expected) => {
    expect(check(rule, { rows: { base, now } })).toBe(expected)
  })

  test.each([
    ['bytes>+100%', '2,049 bytes, 1,024 in the base: +100.1 %.'],
    ['bytes>+1KiB', '2,049 bytes, 1,024 in the base: +1,025.'],
    ['bytes>3KiB', 'kept'],
  ])('returns for %s: %s', (rule, expected) => {
    expect(check(rule, { rows: { base: 1, now: 1 }, bytes: { base: 1024, now: 2049 } })).toBe(expected)
  })

  test.each<[string, ColumnFacts | undefined, ColumnFacts | undefined, string]>([
    ['nulls(a)>1%', undefined, createFacts(200, 2), 'kept'],
    ['nulls(a)>1%', undefined, createFacts(200, 3), '1.5 % of a are null.'],
    ['nulls(a)>0%', undefined, createFacts(0, 0), 'kept'],
    ['nulls(a)>2', undefined, createFacts(200, 3), '3 of a are null.'],
    ['nulls(a)>+1%', createFacts(100, 1), createFacts(200, 5), '2.5 % of a are null, 1 % in the base: +1.5 points.'],
    ['nulls(a)>+1%', createFacts(100, 1), createFacts(100, 2), 'kept'],
    ['nulls(a)>+3', createFacts(100, 1), createFacts(200, 5), '5 of a are null, 1 in the base: +4.'],
    [
      'nulls(a)>1%',
      undefined,
      createFacts(9, 'unread'),
      'undecided: The number of nulls of a in the output is unknown: its values were not read, see `diff-max-bytes`.',
    ],
    [
      'nulls(a)>+1%',
      undefined,
      createFacts(9),
      'undecided: The number of nulls of a in the base is unknown: its values were not read, see `diff-max-bytes`.',
    ],
    [
      'nulls(a)>+1%',
      createFacts(9),
      createFacts(9, 'unread'),
      'undecided: The number of nulls of a in the output is unknown: its values were not read, see `diff-max-bytes`.',
    ],
    ['nulls(a)>50%', undefined, { ...createFacts(2, 4), shape: [2, 4] }, 'kept'],
    ['nulls(a)>49%', undefined, { ...createFacts(2, 4), shape: [2, 4] }, '50 % of a are null.'],
    ['nulls(a)>100%', undefined, { ...createFacts(2, 8), shape: [2, 4] }, 'kept'],
    ['nulls(a)>49%', undefined, { ...createFacts(2, 1), shape: [] }, '50 % of a are null.'],
    [
      'nulls(a)>+0%',
      { ...createFacts(2, 1), shape: [2, 4] },
      { ...createFacts(2, 1), shape: [2, 2] },
      '25 % of a are null, 12.5 % in the base: +12.5 points.',
    ],
    ...(['base', 'now'] as const).map((side): [string, ColumnFacts, ColumnFacts, string] => [
      'nulls(a)>+1%',
      withUnknownNulls(side === 'base'),
      withUnknownNulls(side === 'now'),
      `undecided: The number of nulls of a in the ${side === 'now' ? 'output' : 'base'} is unknown: Disdat stores the texts \`null\` and \`NaN\` as it stores missing values.`,
    ]),
    ['nulls(b)>1%', undefined, createFacts(9), 'undecided: The output has no column "b".'],
    ['nulls(a)>1%', createFacts(9), undefined, 'undecided: The output has no column "a".'],
  ])('returns for %s, from %j to %j: %s', (rule, base, now, expected) => {
    expect(check(rule, { columns: createColumns(base, now) })).toBe(expected)
  })

  test.each([
    ['rows<-1%', 'undecided: It is the first.'],
    ['rows<7', '5 rows.'],
  ])('returns for %s of a first version: %s', (rule, expected) => {
    expect(check(rule, { rows: { base: undefined, now: 5 } }, 'It is the first.')).toBe(expected)
  })
})

describe('checkLimit', () => {
  const drop = parseLimit('rows<-20%')

  test.each([
    [{ base: 100, now: 80 }, 'kept'],
    [{ base: 100, now: 79 }, '79 rows, 100 in `2026-07-01`: −21 %.'],
    [{ base: undefined, now: 79 }, 'undecided: The number of rows in `2026-07-01` is unknown.'],
    [{ base: 100, now: undefined }, 'undecided: The number of rows in the output is unknown.'],
  ])('names what the output is compared with: %j', (amounts, expected) => {
    const facts = { noBase: undefined, baseName: '`2026-07-01`' }
    expect(describeResult(checkLimit(drop, facts, amounts))).toBe(expected)
  })

  test.each([
    ['rows<5', { base: undefined, now: 4 }, { value: 4, worse: 'lower' }],
    ['rows>+5', { base: 1, now: 7 }, { value: 6, worse: 'higher' }],
    ['rows<-20%', { base: 8, now: 4 }, { value: -50, worse: 'lower' }],
  ])('finds for a broken %s, with %j, the amount that breaks it', (rule, amounts, amount) => {
    expect(checkLimit(parseLimit(rule), { noBase: undefined }, amounts)).toMatchObject({
      finding: { subjects: [], amount },
    })
  })

  test('has a finding without an amount for an infinite increase', () => {
    const result = checkLimit(parseLimit('rows>+1%'), { noBase: undefined }, { base: 0, now: 1 })
    expect(result).toMatchObject({ kind: 'broken', finding: undefined })
  })
})

test.each([
  ['<', [true, false, false]],
  ['<=', [true, true, false]],
  ['>', [false, false, true]],
  ['>=', [false, true, true]],
] as const)('isInLimit with `%s` 5 holds for 4, 5 and 6: %j', (is, expected) => {
  expect([4, 5, 6].map((value) => isInLimit(value, { is, amount: 5 }))).toStrictEqual(expected)
})

test('toPercent returns 0 without values', () => {
  expect([toPercent(1, 8), toPercent(0, 0)]).toMatchObject([12.5, 0])
})

test('formatDecimal has at most two decimals', () => {
  expect(formatDecimal(1234.567)).toBe('1,234.57')
})
