import { expect, test } from 'vitest'
import { checkLimit, formatDecimal, toPercent } from '../../../src/compare/rules/check-limit.ts'
import type { Limit } from '../../../src/compare/rules/rules.ts'

const drop: Limit = { kind: 'limit', quantity: { of: 'rows' }, is: '<', amount: -20, isPercent: true, isChange: true }

test.each([
  [{ base: 100, now: 80 }, { kind: 'kept' }],
  [
    { base: 100, now: 79 },
    { kind: 'broken', evidence: '79 rows, 100 in `2026-07-01`: −21 %.' },
  ],
  [
    { base: undefined, now: 79 },
    { kind: 'undecided', why: 'The number of rows in `2026-07-01` is unknown.' },
  ],
  [
    { base: 100, now: undefined },
    { kind: 'undecided', why: 'The number of rows in the output is unknown.' },
  ],
])('checkLimit names what the output is compared with: %j', (amounts, expected) => {
  expect(checkLimit(drop, { noBase: undefined, baseName: '`2026-07-01`' }, amounts)).toMatchObject(expected)
})

test('checkLimit leaves a change undecided without a base', () => {
  expect(checkLimit(drop, { noBase: 'None.' }, { base: 1, now: 2 })).toMatchObject({ kind: 'undecided', why: 'None.' })
})

test('toPercent returns 0 without values', () => {
  expect([toPercent(1, 8), toPercent(0, 0)]).toMatchObject([12.5, 0])
})

test('formatDecimal has at most two decimals', () => {
  expect(formatDecimal(1234.567)).toBe('1,234.57')
})
