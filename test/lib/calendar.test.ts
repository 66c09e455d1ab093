import { describe, expect, test } from 'vitest'
import {
  countDays,
  type DateStep,
  findDay,
  formatDay,
  getDay,
  isTimeZone,
  parseDay,
  parseWeek,
} from '../../src/lib/calendar.ts'

const toDay = (text: string) => parseDay(text) ?? Number.NaN

/** All days of a series, as the count and the days of the unit under test say. */
function listDays(first: string, last: string, step: DateStep): readonly string[] {
  const length = countDays(toDay(first), toDay(last), step)
  return Array.from({ length }, (_, at) => formatDay(getDay(toDay(first), step, at)))
}

describe('parseDay', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2026-07-01', 20_635],
    ['2028-02-29', 21_243],
    ['0001-01-01', -719_162],
  ])('parses %s', (text, day) => {
    expect(parseDay(text)).toBe(day)
    expect(formatDay(day)).toBe(text)
  })

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-7-1', '26-07-01', '2026-07-01T00:00', ''])(
    'refuses %j',
    (text) => expect(parseDay(text)).toBeUndefined(),
  )
})

describe('parseWeek', () => {
  test.each([
    ['2026-W01', '2025-12-29'],
    ['2026-W27', '2026-06-29'],
    ['2026-W53', '2026-12-28'],
    ['2027-W01', '2027-01-04'],
    ['2024-W01', '2024-01-01'],
  ])('parses %s as %s', (text, monday) => {
    expect(parseWeek(text)).toBe(toDay(monday))
  })

  test.each(['2026-W00', '2026-W54', '2027-W53', '2026-W7', '2026-W27-1', '2026W27', '2026-27', ''])(
    'refuses %j',
    (text) => expect(parseWeek(text)).toBeUndefined(),
  )
})

describe('findDay', () => {
  test.each([
    ['2026-07-05T01:00:00Z', 'UTC', '2026-07-05'],
    ['2026-07-05T01:00:00Z', 'America/New_York', '2026-07-04'],
    ['2026-07-04T22:30:00Z', 'Europe/Berlin', '2026-07-05'],
    // The hour that is missing and the hour that is there twice.
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-10-25T22:59:59Z', 'Europe/Berlin', '2026-10-25'],
    ['2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26'],
    ['2026-12-31T11:00:00Z', 'Pacific/Auckland', '2027-01-01'],
  ])('is at %s in %s %s', (moment, zone, day) => {
    expect(formatDay(findDay(new Date(moment), zone))).toBe(day)
  })
})

describe('isTimeZone', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('accepts %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true)
  })
  test.each(['', '+02:00', 'Europe/Atlantis', 'Berlin', '../etc', 'x'.repeat(100)])('refuses %j', (zone) => {
    expect(isTimeZone(zone)).toBe(false)
  })
})

describe('a series of days', () => {
  test.each<[string, string, DateStep, readonly string[]]>([
    ['2026-07-01', '2026-07-03', { amount: 1, unit: 'd' }, ['2026-07-01', '2026-07-02', '2026-07-03']],
    ['2026-07-01', '2026-07-01', { amount: 1, unit: 'd' }, ['2026-07-01']],
    ['2026-07-02', '2026-07-01', { amount: 1, unit: 'd' }, []],
    ['2026-02-27', '2026-03-02', { amount: 2, unit: 'd' }, ['2026-02-27', '2026-03-01']],
    ['2026-07-01', '2026-07-15', { amount: 1, unit: 'w' }, ['2026-07-01', '2026-07-08', '2026-07-15']],
    ['2026-07-01', '2026-07-14', { amount: 1, unit: 'w' }, ['2026-07-01', '2026-07-08']],
    ['2026-01-31', '2026-04-30', { amount: 1, unit: 'mo' }, ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
    ['2026-01-31', '2026-04-29', { amount: 1, unit: 'mo' }, ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['2025-11-15', '2026-02-14', { amount: 1, unit: 'mo' }, ['2025-11-15', '2025-12-15', '2026-01-15']],
    ['2024-02-29', '2028-02-29', { amount: 24, unit: 'mo' }, ['2024-02-29', '2026-02-28', '2028-02-29']],
    ['2026-01-31', '2026-03-30', { amount: 3, unit: 'mo' }, ['2026-01-31']],
  ])('from %s to %s, every %j', (first, last, step, days) => {
    expect(listDays(first, last, step)).toStrictEqual(days)
  })

  test('counts the days of nine thousand years without listing them', () => {
    expect(countDays(toDay('1000-01-01'), toDay('9999-12-31'), { amount: 1, unit: 'd' })).toBe(3_287_182)
  })
})
