import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionKeys, parseConditions } from '../../../src/plan/freshness/parse-conditions.ts'

/** Parses conditions, and lists the conditions that are refused. */
function parse(conditions: Readonly<Record<string, string | undefined>>) {
  const refused: (string | undefined)[] = []
  const parsed = parseConditions(new Map(Object.entries(conditions)), (condition) => refused.push(condition))
  return { ...parsed, refused }
}

const days = { each: 'day', newest: 'yesterday' }
const parsedDays = { key: 'day', newest: -1, byMinutes: 0, timeZone: 'UTC', windowDays: undefined }

describe('parseConditions', () => {
  test('reads all conditions', () => {
    const all = { ...days, by: '09:30', timezone: 'Europe/Berlin', window: '2w', 'max-age': '26 h', rows: '> 0' }
    expect(parse(all)).toStrictEqual({
      days: { key: 'day', newest: -1, byMinutes: 570, timeZone: 'Europe/Berlin', windowDays: 14 },
      maxAge: { text: '26h', ms: 93_600_000 },
      rows: { is: '>', amount: 0, text: '>0' },
      refused: [],
    })
  })

  test.each([
    ['today', 0],
    ['yesterday', -1],
    ['-2', -2],
    ['-366', -366],
  ])('reads newest: %s', (newest, expected) => {
    expect(parse({ ...days, newest })).toMatchObject({ days: { ...parsedDays, newest: expected }, refused: [] })
  })

  test.each([
    ['newest', 'tomorrow'],
    ['newest', '2026-07-01'],
    ['newest', '1'],
    ['newest', '-367'],
    ['by', '9:00'],
    ['by', '24:00'],
    ['by', '09:60'],
    ['timezone', 'Europe/Berln'],
    ['window', '0d'],
    ['window', '367d'],
    ['window', '53w'],
    ['window', '1mo'],
    ['window', '14'],
    ['max-age', '26'],
    ['max-age', '1w'],
    ['max-age', '-1h'],
    ['max-age', '1h, empty'],
    ['rows', '0'],
    ['rows', '<-20%'],
    ['rows', '>+5'],
    ['rows', '>0, rows<5'],
    ['each', 'x'.repeat(201)],
    ['each', 'a\nb'],
  ])('refuses %s: %s', (condition, text) => {
    expect(parse({ ...days, [condition]: text }).refused).toEqual([condition])
  })

  test.each([
    ['an unknown condition', { ...days, until: '09:00' }, [undefined]],
    ['a condition that is a list or a map', { 'max-age': undefined }, ['max-age']],
    ['an empty condition', { 'max-age': '' }, ['max-age']],
    ['nothing', {}, [undefined]],
    ['`each` without `newest`', { each: 'day', 'max-age': '1h' }, ['each']],
    ['conditions of days without `each`', { newest: 'today', by: '09:00', window: '3d' }, ['newest', 'by', 'window']],
  ])('refuses %s', (_, conditions, refused) => {
    expect(parse(conditions).refused).toEqual(refused)
  })

  test('never throws, and refuses every condition that is not known', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('day', 'today', '09:00', 'UTC', '14d', '26h', '>0'))
    const conditions = fc.dictionary(fc.constantFrom(...conditionKeys, 'other'), texts)
    fc.assert(
      fc.property(conditions, (given) => {
        const { days: readDays, maxAge, rows, refused } = parse(given)
        if ('other' in given) expect(refused).toContain(undefined)
        if (refused.length === 0) expect([readDays, maxAge, rows].some((one) => one !== undefined)).toBe(true)
      }),
    )
  })
})
