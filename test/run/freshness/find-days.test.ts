import { describe, expect } from 'vitest'
import { HyperFrameCache, readCatalog } from '../../../src/remote/catalog.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { findDays } from '../../../src/run/freshness/find-days.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { test } from '../fixtures.ts'
import { broken, expectBundle, putDay } from './fixtures.ts'

/** Ten days after the last one of the tests. */
const now = new Date('2026-07-11T12:00:00Z')
const toDay = (day: number) => `2026-07-${String(day).padStart(2, '0')}`

async function find(remote: Remote, conditions: Readonly<Record<string, string>> = {}, moment = now) {
  const { days } = expectBundle('orders', { each: 'day', newest: 'yesterday', ...conditions })
  if (days === undefined) throw new Error('no expectation of days')
  const catalog = await readCatalog(remote, new HyperFrameCache(remote, {}), { signal: neverAborted })
  const context = { remote, now: moment, signal: neverAborted }
  const found = await findDays('orders', days, catalog.findMatches({ name: 'orders' }), context)
  return { newest: found.newestDay, missing: found.missing, broken: found.broken.length }
}

describe('findDays', () => {
  test('returns the required day when there is no bundle', async ({ remote }) => {
    const nothing = { newest: undefined, missing: [toDay(10)], broken: 0 }
    expect(await find(remote)).toEqual(nothing)
    expect(await find(remote, { window: '14d' })).toEqual(nothing)
  })

  test('takes the newest day and not the newest bundle', async ({ remote }) => {
    await putDay(remote, toDay(9), { madeAt: '2026-07-10T04:17:00Z' })
    await putDay(remote, toDay(3), { madeAt: '2026-07-11T11:00:00Z' })
    expect(await find(remote)).toEqual({ newest: toDay(9), missing: [toDay(10)], broken: 0 })
  })

  test('finds the gaps of a window, and without one only what is after the newest day', async ({ remote }) => {
    for (const day of [1, 2, 4, 5, 8]) await putDay(remote, toDay(day))
    expect(await find(remote)).toMatchObject({ newest: toDay(8), missing: [9, 10].map(toDay) })
    expect(await find(remote, { window: '5d' })).toMatchObject({ missing: [6, 7, 9, 10].map(toDay) })
    expect(await find(remote, { window: '14d' })).toMatchObject({ missing: [3, 6, 7, 9, 10].map(toDay) })
  })

  test('begins a window no earlier than the first day that has a bundle', async ({ remote }) => {
    for (const day of [8, 9, 10]) await putDay(remote, toDay(day))
    expect(await find(remote, { window: '14d' })).toEqual({ newest: toDay(10), missing: [], broken: 0 })
  })

  test('does not count a bundle that is not whole, whose day has to be made again', async ({ remote }) => {
    for (const day of [8, 9]) await putDay(remote, toDay(day))
    await putDay(remote, toDay(10), broken)
    const expected = { newest: toDay(9), missing: [toDay(10)], broken: 1 }
    expect(await find(remote)).toEqual(expected)
    expect(await find(remote, { window: '14d' })).toEqual(expected)
  })

  test('takes an earlier version of a day while a newer one may still be pushed', async ({ remote }) => {
    await putDay(remote, toDay(10))
    await putDay(remote, toDay(10), { ...broken, madeAt: '2026-07-11T11:50:00Z' })
    expect(await find(remote)).toEqual({ newest: toDay(10), missing: [], broken: 0 })
    const later = new Date('2026-07-11T12:06:00Z')
    expect(await find(remote, {}, later)).toEqual({ newest: undefined, missing: [toDay(10)], broken: 1 })
  })

  test('does not count a day after today, as of a test or of a wrong clock', async ({ remote }) => {
    for (const day of ['2026-07-10', '2026-07-12', '2099-01-01'])
      await putDay(remote, day, { madeAt: '2026-07-11T00:00:00Z' })
    expect(await find(remote)).toMatchObject({ newest: toDay(10), missing: [] })
  })

  test('misses the required day where the only bundle is of a later day, and is not whole', async ({ remote }) => {
    await putDay(remote, toDay(11), broken)
    const expected = { newest: undefined, missing: [toDay(10)], broken: 1 }
    expect(await find(remote)).toEqual(expected)
    expect(await find(remote, { window: '14d' })).toEqual(expected)
  })

  test('accepts a day after the required one', async ({ remote }) => {
    await putDay(remote, toDay(11), { madeAt: '2026-07-11T11:00:00Z' })
    expect(await find(remote)).toMatchObject({ newest: toDay(11), missing: [] })
  })

  test('lists at most 366 missing days, the newest', async ({ remote }) => {
    await putDay(remote, '2024-01-01')
    const { missing } = await find(remote)
    expect([missing.length, missing[0], missing.at(-1)]).toEqual([366, '2025-07-10', toDay(10)])
  })
})
