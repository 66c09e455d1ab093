import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDescription } from '../../../src/disdat/bundle.ts'
import { formatDay, parseDay } from '../../../src/lib/calendar.ts'
import { groupByDay, readDay, resolveDays } from '../../../src/run/freshness/bundle-days.ts'

const describeBundle = (tags: Readonly<Record<string, string>>, createdSeconds = 1_700_000_000) =>
  createDescription({
    ...{ uuid: crypto.randomUUID(), name: 'orders', owner: '', processingName: '', presentation: '', dependsOn: [] },
    ...{ createdSeconds, tags: new Map(Object.entries(tags)) },
    code: { method: '', repo: '', hash: '', branch: '' },
  })

const toDay = (text: string) => parseDay(text) ?? Number.NaN

describe('readDay', () => {
  test.each([
    ['a parameter', { '__param.day': '2026-07-01' }, '2026-07-01'],
    ['a parameter that Disdat 0.8 stores as JSON', { '__param.day': '"2026-07-01"' }, '2026-07-01'],
    ['a tag', { day: '2026-07-01' }, '2026-07-01'],
    ['a parameter rather than a tag', { '__param.day': '2026-07-02', day: '2026-07-01' }, '2026-07-02'],
  ])('reads %s', (_, tags, expected) => {
    expect(formatDay(readDay(describeBundle(tags), 'day') ?? Number.NaN)).toBe(expected)
  })

  test.each([
    ['another parameter', { '__param.date': '2026-07-01' }],
    ['a day that the calendar does not have', { '__param.day': '2026-02-30' }],
    ['an hour', { '__param.day': '2026-07-01T05' }],
    ['JSON without an end', { '__param.day': '"2026' }],
  ])('returns undefined for %s', (_, tags) => {
    expect(readDay(describeBundle(tags), 'day')).toBeUndefined()
  })
})

describe('groupByDay', () => {
  test('groups bundles up to today, the newest of a day first, and counts the others', () => {
    const bundles = [
      describeBundle({ day: '2026-07-01' }, 1),
      describeBundle({ day: '2026-07-01' }, 3),
      describeBundle({ day: '2026-07-02' }, 2),
      describeBundle({ day: '2026-07-03' }, 4),
      describeBundle({ day: 'first' }, 5),
    ]
    const { byDay, future, others } = groupByDay(bundles, 'day', toDay('2026-07-02'))
    expect(
      [...byDay].map(([day, found]) => [formatDay(day), found.map(({ createdSeconds }) => createdSeconds)]),
    ).toEqual([
      ['2026-07-01', [3, 1]],
      ['2026-07-02', [2]],
    ])
    expect({ future, others }).toEqual({ future: 1, others: ['first'] })
  })
})

describe('resolveDays', () => {
  const expectation = { key: 'day', newest: -1, byMinutes: 540, timeZone: 'Europe/Berlin', windowDays: undefined }
  const resolve = (now: string, changes: Partial<typeof expectation> = {}) => {
    const { today, required } = resolveDays({ ...expectation, ...changes }, new Date(now))
    return [formatDay(today), formatDay(required)]
  }

  test.each([
    ['a minute before `by`', '2026-07-15T06:59:59Z', ['2026-07-15', '2026-07-13']],
    ['at `by`', '2026-07-15T07:00:00Z', ['2026-07-15', '2026-07-14']],
    ['at `by` in winter', '2026-01-15T08:00:00Z', ['2026-01-15', '2026-01-14']],
    ['a minute before `by` in winter', '2026-01-15T07:59:59Z', ['2026-01-15', '2026-01-13']],
    ['when the zone has another day than UTC', '2026-07-14T22:30:00Z', ['2026-07-15', '2026-07-13']],
    ['after the hour that summer time skips', '2026-03-29T07:00:00Z', ['2026-03-29', '2026-03-28']],
  ])('resolves yesterday by 09:00 in Berlin %s', (_, now, days) => {
    expect(resolve(now)).toEqual(days)
  })

  test('takes midnight for 00:00, not for 24:00', () => {
    expect(resolve('2026-07-15T00:00:00Z', { byMinutes: 1, timeZone: 'UTC' })).toEqual(['2026-07-15', '2026-07-13'])
    expect(resolve('2026-07-15T00:00:00Z', { byMinutes: 0, timeZone: 'UTC' })).toEqual(['2026-07-15', '2026-07-14'])
  })

  test('never asks for a day that a later moment does not ask for', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Chatham', 'Asia/Kathmandu')
    const moments = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 })
    fc.assert(
      fc.property(moments, fc.nat(1_000_000), zones, fc.nat(1439), (from, later, timeZone, byMinutes) => {
        const at = (seconds: number) =>
          resolveDays({ ...expectation, timeZone, byMinutes }, new Date(seconds * 1000)).required
        // Two hours more, because winter time repeats an hour, in which the time of day goes back.
        expect(at(from + later + 7200)).toBeGreaterThanOrEqual(at(from))
      }),
    )
  })
})
