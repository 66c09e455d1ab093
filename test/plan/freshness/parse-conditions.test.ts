import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionKeys, parseConditions } from '../../../src/plan/freshness/parse-conditions.ts'

type Conditions = Readonly<Record<string, string | undefined>>

/** Parses conditions, and lists the conditions that are refused. */
function parse(conditions: Conditions) {
  const refused: (string | undefined)[] = []
  const parsed = parseConditions(new Map(Object.entries(conditions)), (condition) => refused.push(condition))
  return { ...parsed, refused }
}

/** The faults of conditions, each with its condition. */
function findFaults(conditions: Conditions) {
  const faults: unknown[] = []
  parseConditions(new Map(Object.entries(conditions)), (condition, fault) => faults.push([condition, fault]))
  return faults
}

const rules = {
  each: 'Name the parameter or tag that has the day, in at most 200 characters.',
  newest: 'Write `today`, `yesterday`, or `-2` for 2 days before today.',
  by: 'Write a time from `"00:00"` to `"23:59"`, in quotes.',
  timezone: 'Write the name of a time zone, such as `Europe/Berlin`.',
  window: 'Write 1 to 366 days, such as `14d` or `2w`.',
  'max-age': 'Write an age in minutes, hours or days, such as `26h`.',
  rows: 'Write a comparison with a whole number in quotes, such as `">0"`.',
} as const
const needsEach = 'It needs `each`: the parameter or tag that has the day.'
const needsNewest = { expected: 'It needs `newest`, such as `newest: yesterday`.' }
const needsCondition = 'Give `newest` with `each`, `max-age`, or `rows`.'

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
    ['-0', 0],
  ])('reads newest: %s', (newest, expected) => {
    expect(parse({ ...days, newest })).toMatchObject({ days: { ...parsedDays, newest: expected }, refused: [] })
  })

  test.each([
    ['by', '00:00', { byMinutes: 0 }],
    ['by', '19:05', { byMinutes: 1145 }],
    ['by', '23:59', { byMinutes: 1439 }],
    ['window', '1d', { windowDays: 1 }],
    ['window', '366d', { windowDays: 366 }],
    ['window', '52w', { windowDays: 364 }],
    ['each', 'x'.repeat(200), { key: 'x'.repeat(200) }],
    ['timezone', 'Asia/Tokyo', { timeZone: 'Asia/Tokyo' }],
  ])('reads %s: %s', (condition, text, more) => {
    expect(parse({ ...days, [condition]: text })).toMatchObject({ days: { ...parsedDays, ...more }, refused: [] })
  })

  test.each([
    ['90m', { text: '90m', ms: 5_400_000 }],
    ['2 d', { text: '2d', ms: 172_800_000 }],
  ])('reads max-age: %s', (text, maxAge) => {
    expect(parse({ 'max-age': text })).toStrictEqual({ days: undefined, maxAge, rows: undefined, refused: [] })
  })

  test.each([
    ['>= 10', { is: '>=', amount: 10, text: '>=10' }],
    ['<5', { is: '<', amount: 5, text: '<5' }],
  ])('reads rows: %s', (text, rows) => {
    expect(parse({ rows: text })).toStrictEqual({ days: undefined, maxAge: undefined, rows, refused: [] })
  })

  test.each<[keyof typeof rules, string]>([
    ['newest', 'tomorrow'],
    ['newest', '2026-07-01'],
    ['newest', '1'],
    ['newest', '-367'],
    ['by', '9:00'],
    ['by', '24:00'],
    ['by', '09:60'],
    ['by', '30:00'],
    ['by', '09:0a'],
    ['by', '009:00'],
    ['by', '09:000'],
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
    ['max-age', '1h, soon'],
    ['rows', '0'],
    ['rows', '<-20%'],
    ['rows', '>+5'],
    ['rows', '>5%'],
    ['rows', '-removed>0'],
    ['rows', ' outside 14 runs'],
    ['rows', '<-20% previous'],
    ['rows', '>0, rows<5'],
    ['each', 'x'.repeat(201)],
    ['each', 'a\nb'],
    ['each', 'a\u2028b'],
  ])('refuses %s: %s', (condition, text) => {
    expect(findFaults({ ...days, [condition]: text })).toStrictEqual([
      [condition, { expected: rules[condition], given: text }],
    ])
  })

  test.each<[string, Conditions, readonly (readonly [string | undefined, object])[]]>([
    [
      'an unknown condition',
      { ...days, until: '09:00' },
      [
        [
          undefined,
          {
            expected: 'Allowed: each, newest, by, timezone, window, max-age, rows.',
            given: 'until',
            allowed: conditionKeys,
          },
        ],
      ],
    ],
    ['a condition that is a list or a map', { 'max-age': undefined }, [['max-age', { expected: 'Write a text.' }]]],
    ['an empty condition', { 'max-age': '' }, [['max-age', { expected: 'Write a text.' }]]],
    ['nothing', {}, [[undefined, { expected: needsCondition }]]],
    [
      'only `each`',
      { each: 'day' },
      [
        [undefined, { expected: needsCondition }],
        ['each', needsNewest],
      ],
    ],
    ['`each` without `newest`', { each: 'day', 'max-age': '1h' }, [['each', needsNewest]]],
    [
      'conditions of days without `each`',
      { newest: 'today', by: '09:00', timezone: 'UTC', window: '3d' },
      ['newest', 'by', 'timezone', 'window'].map((key) => [key, { expected: needsEach }] as const),
    ],
  ])('refuses %s', (_, conditions, faults) => {
    expect(findFaults(conditions)).toStrictEqual(faults)
  })

  test.each([
    ['each', { each: 'a\nb', newest: 'today' }],
    ['newest', { each: 'day', newest: 'tomorrow' }],
  ])('has no days where %s is wrong', (_, conditions) => {
    expect(parse(conditions).days).toBeUndefined()
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
