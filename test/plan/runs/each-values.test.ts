import { describe, expect, test } from 'vitest'
import type { DateStep } from '../../../src/lib/calendar.ts'
import {
  countValues,
  type EachValues,
  getSampleValue,
  listValues,
  parseDateEnd,
  parseRange,
  parseStep,
} from '../../../src/plan/runs/each-values.ts'
import { now } from './fixtures.ts'

type Options = { readonly every?: string; readonly timeZone?: string }

function parseValues(text: string, options: Options = {}): Exclude<EachValues, { readonly kind: 'run' }> {
  const range = parseRange(text, { now, ...options })
  if (range === undefined || !('kind' in range) || range.kind === 'run') throw new Error(JSON.stringify(range))
  return range
}

const parseFault = (text: string, options: Options = {}) => {
  const range = parseRange(text, { now, ...options })
  return range !== undefined && 'expected' in range ? range.expected : 'no fault'
}

describe('parseRange', () => {
  test.each<[string, readonly string[], Options?]>([
    ['1..3', ['1', '2', '3']],
    ['0..0', ['0']],
    ['-2..1', ['-2', '-1', '0', '1']],
    ['-2..-1', ['-2', '-1']],
    ['1 .. 2', ['1', '2']],
    ['999999999999999998..999999999999999999', ['999999999999999998', '999999999999999999']],
    ['2026-06-29..2026-07-01', ['2026-06-29', '2026-06-30', '2026-07-01']],
    ['2026-07-03..yesterday', ['2026-07-03', '2026-07-04']],
    ['2026-07-03..yesterday', ['2026-07-03'], { timeZone: 'America/New_York' }],
    ['yesterday..today', ['2026-07-04', '2026-07-05']],
    ['-2..yesterday', ['2026-07-03', '2026-07-04']],
    ['2026-07-01..-3', ['2026-07-01', '2026-07-02']],
    ['today', ['2026-07-05']],
    ['today', ['2026-07-04'], { timeZone: 'America/New_York' }],
    ['2026-07-01', ['2026-07-01']],
    ['2026-06-20..today', ['2026-06-20', '2026-06-27', '2026-07-04'], { every: '1w' }],
    ['2026-03-31..today', ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'], { every: '1mo' }],
    ['2026-07-01..today', ['2026-07-01', '2026-07-03', '2026-07-05'], { every: '2d' }],
  ])('reads %s as %j %j', (text, values, options) => {
    expect(listValues(parseValues(text, options))).toStrictEqual(values)
    expect(countValues(parseValues(text, options))).toBe(BigInt(values.length))
  })

  test('reads `-7..yesterday` as seven days', () => {
    expect(countValues(parseValues('-7..yesterday'))).toBe(7n)
  })

  test('counts a range that is longer than memory without listing it', () => {
    expect(countValues(parseValues('1..999999999999'))).toBe(999_999_999_999n)
  })

  test.each([
    ...['clean', '5', '1..2..3', 'a..b', '1..', '..', '', '1.0..2.0', '0x1..0x9', '1...3'],
    ...['2026-W27', 'a..2026-W27..b', 'x2026-W27..b', 'x2026-07-01T00:00..b', 'x2026-07-01..b', '2026-07-01x..b'],
  ])('does not read %j', (text) => expect(parseRange(text, { now })).toBeUndefined())

  test.each<[string, string, Options?]>([
    ['10..1', 'It has no number: write the smaller end first.'],
    ['01..12', 'A number of a range has no leading zero.'],
    ['1..1000000000000000000', 'A number of a range has at most 18 digits.'],
    ['yesterday..2026-07-01', 'It has no day: 2026-07-01 is before 2026-07-04.'],
    ['2026-02-30..yesterday', '`2026-02-30` is not a date.'],
    ['2026-7-1..yesterday', '`2026-7-1` is not a date.'],
    ['7..yesterday', '`7` is not a date. Write `2026-07-01`, `today`, `yesterday`, or `-7` for 7 days before today.'],
    ['2026-07-01..', '`` is not a date.'],
    ['2026-7-01..b', '`2026-7-01` is not a date.'],
    ['2026-07-1..b', '`2026-07-1` is not a date.'],
    [`today..${'x'.repeat(41)}`, `\`${'x'.repeat(40)}\` is not a date.`],
    ['yesterday..tomorrow', '`tomorrow` is not a date.'],
    ['-100000..yesterday', '`-100000` is not a date.'],
    ['2026-07-01..today', '`every` is a number of days, weeks or months: `1d`, `2w`, `1mo`.', { every: '1h' }],
    ['2026-07-01..today', '`every` is a number of days', { every: '0d' }],
    ['2026-07-01..today', '`timezone` is the name of a time zone', { timeZone: 'Berlin' }],
    ['2026-07-01..today', '`timezone` is the name of a time zone', { timeZone: '+02:00' }],
    ['2026-W27..2026-W30', 'A range has days and no weeks.'],
    ['2026-07-01..2026-W30', 'A range has days and no weeks.'],
    ['2026-07-01T00:00+02:00..yesterday', 'A range has days without a time of day.'],
  ])('refuses %s: %s', (text, expected, options) => {
    expect(parseFault(text, options)).toContain(expected)
  })
})

describe('parseStep', () => {
  test.each<[string, DateStep | undefined]>([
    ['1d', { amount: 1, unit: 'd' }],
    ['12w', { amount: 12, unit: 'w' }],
    ['9999mo', { amount: 9999, unit: 'mo' }],
    ...['', 'd', '0d', '01d', '10000d', '1h', '1days', 'x1d', '1xd', '1 d'].map((text): [string, undefined] => [
      text,
      undefined,
    ]),
  ])('reads %j as %j', (text, step) => {
    expect(parseStep(text)).toStrictEqual(step)
  })
})

describe('parseDateEnd', () => {
  test.each<[string, number | undefined]>([
    ['today', 1000],
    ['yesterday', 999],
    ['-0', 1000],
    ['-10', 990],
    ['-99999', -98_999],
    ['1970-01-02', 1],
    ...['-100000', '-7x', 'x-7', '--7', 'tomorrow', ''].map((text): [string, undefined] => [text, undefined]),
  ])('reads %j as %j where today is day 1000', (text, day) => {
    expect(parseDateEnd(text, 1000)).toBe(day)
  })
})

describe('listValues, countValues and getSampleValue', () => {
  test('read a list as it is', () => {
    const values = { kind: 'list', values: ['b', 'a'] } as const
    expect(listValues(values)).toBe(values.values)
    expect(countValues(values)).toBe(2n)
  })

  test.each<[string, EachValues, string]>([
    ['the first value of a list', { kind: 'list', values: ['b', 'a'] }, 'b'],
    ['`1` for an empty list', { kind: 'list', values: [] }, '1'],
    ['`1` for the values of another run', { kind: 'run', name: 'clean' }, '1'],
    ['the first number', { kind: 'numbers', first: 7n, last: 9n }, '7'],
    ['the first day', { kind: 'dates', first: 1, last: 2, step: { amount: 1, unit: 'd' } }, '1970-01-02'],
  ])('give %s as a sample', (_, values, sample) => {
    expect(getSampleValue(values)).toBe(sample)
  })
})
