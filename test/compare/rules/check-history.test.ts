import { describe, expect, test } from 'vitest'
import type { BundleCounts } from '../../../src/compare/history/bundle-counts.ts'
import {
  breaksHistory,
  checkHistory,
  countNeededRuns,
  type HistoryFacts,
  isHistoryRule,
  listHistoryQuantities,
  measureRules,
  type Restatement,
} from '../../../src/compare/rules/check-history.ts'
import { evaluateRules } from '../../../src/compare/rules/evaluate-rules.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'

const createCounts = (rows: number | undefined, nulls = 0): BundleCounts => ({
  ...{ rows, bytes: rows === undefined ? undefined : rows * 8, nulls: new Map([['email', nulls]]) },
})

/** The facts of an output and of the values before it, the nearest first. */
function createFacts(
  now: BundleCounts,
  values: readonly (BundleCounts | undefined)[],
  restated: Restatement = { isRestated: false },
): HistoryFacts {
  const days = values.map((counts, at) => ({ label: `2026-07-${30 - at}`, uuid: crypto.randomUUID(), counts }))
  return { over: ['day'], values: days, now, restated }
}

const rows = (...counts: readonly number[]) => counts.map((count) => createCounts(count))
const fiveDays = rows(1000, 1010, 990, 1005, 995)

/** The result of one rule: `kept`, the evidence, or why it is undecided. */
function evaluate(rule: string, history: HistoryFacts | { readonly unknown: string }): string {
  const { value } = parseRules(rule)
  const facts = { comparison: { unknown: '' }, noBase: '', createdAt: new Date(0), now: new Date(0), bytes: 0, history }
  const { checked, breaches, undecided } = evaluateRules(value, facts)
  expect(checked).toStrictEqual([rule])
  return breaches[0]?.evidence ?? (undecided[0] ? `undecided: ${undecided[0].why}` : 'kept')
}

describe('evaluateRules, for `outside`', () => {
  test.each<[string, string, HistoryFacts]>([
    ['rows outside 14 runs', 'kept', createFacts(createCounts(1040), fiveDays)],
    ['rows outside 14 runs', 'kept', createFacts(createCounts(950), fiveDays)],
    [
      'rows outside 14 runs',
      '1,051 rows: the band of the last 5 values is 950 to 1,050, around 1,000.',
      createFacts(createCounts(1051), fiveDays),
    ],
    [
      'rows outside 14 runs',
      '0 rows: the band of the last 5 values is 950 to 1,050, around 1,000.',
      createFacts(createCounts(0), fiveDays),
    ],
    ['rows outside 5 runs', 'kept', createFacts(createCounts(1000), [...fiveDays, ...rows(1, 1, 1, 1, 1, 1, 1)])],
    [
      'bytes outside 30 runs',
      '16,000 bytes: the band of the last 5 values is 7,600 to 8,400, around 8,000.',
      createFacts(createCounts(2000), fiveDays),
    ],
    ['nulls(email) outside 5 runs', 'kept', createFacts(createCounts(1000, 1), fiveDays)],
    [
      'nulls(email) outside 5 runs',
      '0.2 % nulls of email: the band of the last 5 values is 0 % to 0.1 %, around 0 %.',
      createFacts(createCounts(1000, 2), fiveDays),
    ],
    [
      'nulls(name) outside 5 runs',
      'undecided: Not checked: the nulls of name of the output are unknown.',
      createFacts(createCounts(1), fiveDays),
    ],
    [
      'rows outside 14 runs',
      'undecided: Not checked: there are 4 earlier values, and a band needs 5.',
      createFacts(createCounts(1), fiveDays.slice(1)),
    ],
    [
      'rows outside 14 runs',
      'undecided: Not checked: there are 0 earlier values, and a band needs 5.',
      createFacts(createCounts(1), []),
    ],
    [
      'rows outside 14 runs',
      'undecided: Not checked: the amounts of 4 of 6 earlier values are known, and a band needs 5.',
      createFacts(createCounts(1), [...fiveDays.slice(1), undefined, createCounts(undefined)]),
    ],
    [
      'rows outside 14 runs',
      'undecided: Not checked: the rows of the output are unknown.',
      createFacts(createCounts(undefined), fiveDays),
    ],
  ])('returns for %s: %s', (rule, expected, facts) => {
    expect(evaluate(rule, facts)).toBe(expected)
  })
})

describe('evaluateRules, for `previous`', () => {
  test.each<[string, string, HistoryFacts]>([
    ['rows<-20% previous', 'kept', createFacts(createCounts(800), fiveDays)],
    ['rows<-20% previous', '799 rows, 1,000 in `2026-07-30`: −20.1 %.', createFacts(createCounts(799), fiveDays)],
    ['rows>+5 previous', '1,006 rows, 1,000 in `2026-07-30`: +6.', createFacts(createCounts(1006), fiveDays)],
    ['bytes>+1KiB previous', '16,000 bytes, 8,000 in `2026-07-30`: +8,000.', createFacts(createCounts(2000), fiveDays)],
    [
      'nulls(email)>+1% previous',
      '2 % of email are null, 0 % in `2026-07-30`: +2 points.',
      createFacts(createCounts(100, 2), fiveDays),
    ],
    [
      'nulls(email)>+1 previous',
      '2 of email are null, 0 in `2026-07-30`: +2.',
      createFacts(createCounts(100, 2), fiveDays),
    ],
    ['rows<-20% previous', 'undecided: Not checked: there is no earlier value.', createFacts(createCounts(1), [])],
    [
      'rows<-20% previous',
      'undecided: Not checked: the rows of `2026-07-30` are unknown.',
      createFacts(createCounts(1), [undefined]),
    ],
    [
      'rows<-20% previous',
      'undecided: Not checked: the rows of the output are unknown.',
      createFacts(createCounts(undefined), fiveDays),
    ],
    [
      'nulls(name)>+1 previous',
      'undecided: Not checked: the nulls(name) of the output are unknown.',
      createFacts(createCounts(1), fiveDays),
    ],
  ])('returns for %s: %s', (rule, expected, facts) => {
    expect(evaluate(rule, facts)).toBe(expected)
  })
})

describe('evaluateRules, for `restated`', () => {
  test.each<[string, Restatement]>([
    ['kept', { isRestated: false }],
    [
      '`2026-07-31` was made before with other data: u1, created at 2026-08-01 03:10 UTC.',
      { isRestated: true, value: '2026-07-31', uuid: 'u1', madeAt: new Date('2026-08-01T03:10:22Z') },
    ],
    ['undecided: Not checked: it is unknown.', { isRestated: undefined, why: 'it is unknown.' }],
  ])('returns %s', (expected, restated) => {
    expect(evaluate('restated', createFacts(createCounts(1), [], restated))).toBe(expected)
  })
})

test.each(['rows outside 14 runs', 'rows<-20% previous', 'restated'])(
  'checkHistory leaves %s undecided when the history is unknown',
  (rule) => {
    expect(evaluate(rule, { unknown: 'S3 does not answer.' })).toBe('undecided: Not checked: S3 does not answer.')
    const facts = createFacts(createCounts(1), [])
    expect(checkHistory({ kind: 'restated' }, { history: facts })).toStrictEqual({ kind: 'kept' })
  },
)

describe('the finding of a broken rule against history', () => {
  test.each<[string, number, unknown]>([
    ['rows outside 14 runs', 949, { subjects: [], amount: { value: 949, worse: 'lower' } }],
    ['rows outside 14 runs', 1051, { subjects: [], amount: { value: 1051, worse: 'higher' } }],
    ['rows<-20% previous', 500, { subjects: [], amount: { value: -50, worse: 'lower' } }],
    ['restated', 1000, { subjects: ['2026-07-31 u1'] }],
  ])('of %s with %d rows is %j', (text, count, expected) => {
    const restated = { isRestated: true, value: '2026-07-31', uuid: 'u1', madeAt: new Date(0) } as const
    const history = createFacts(createCounts(count), fiveDays, restated)
    const results = parseRules(text).value.flatMap((rule) => {
      const needsHistory = rule.kind === 'outside' || rule.kind === 'previous' || rule.kind === 'restated'
      return needsHistory ? [checkHistory(rule, { history })] : []
    })
    expect(results).toMatchObject([{ kind: 'broken', finding: expected }])
  })
})

test.each([
  ['rows outside 14 runs', 1000, false],
  ['rows outside 14 runs', 1051, true],
  ['rows<-20% previous', 800, false],
  ['rows<-20% previous', 799, true],
  ['rows<5, rows<-20% previous, empty', 799, true],
  ['restated, rows<-20%', 1, false],
  ['', 1, false],
])('breaksHistory of `%s` with %d rows: %j', (text, count, expected) => {
  const restated = { isRestated: true, value: '2026-07-31', uuid: 'u1', madeAt: new Date(0) } as const
  const history = createFacts(createCounts(count), fiveDays, restated)
  expect(breaksHistory(parseRules(text).value, history)).toBe(expected)
})

test('listHistoryQuantities lists those of rules against earlier amounts', () => {
  const { value } = parseRules('rows<5, bytes outside 5 runs, restated, nulls(email)>+1 previous')
  expect(listHistoryQuantities(value)).toStrictEqual([{ of: 'bytes' }, { of: 'nulls', column: 'email' }])
})

test.each([
  ['empty, rows<5, stale>1h', false, 0],
  ['restated', true, 0],
  ['rows<-5 previous', true, 1],
  ['rows outside 14 runs', true, 14],
  ['rows<-5 previous, bytes outside 30 runs, rows outside 14 runs', true, 30],
])('isHistoryRule and countNeededRuns of %s: %s, %d', (text, expected, runs) => {
  const { value } = parseRules(text)
  expect([value.some(isHistoryRule), countNeededRuns(value)]).toStrictEqual([expected, runs])
})

test('measureRules measures the quantity of each rule `outside`', () => {
  const { value } = parseRules('rows outside 5 runs, restated, rows<-5 previous, nulls(email) outside 14 runs')
  expect(measureRules(value, createFacts(createCounts(1000), fiveDays))).toMatchObject([
    { quantity: 'rows', runs: 5, now: 1000, band: { median: 1000 } },
    { quantity: 'nulls', column: 'email', runs: 14, now: 0 },
  ])
})
