import { describe, expect } from 'vitest'
import { putBundle } from '../../remote/fixtures.ts'
import { test } from '../fixtures.ts'
import { broken, check, expectBundle, putDay } from './fixtures.ts'

const now = '2026-07-11T12:00:00Z'
const daily = expectBundle('orders', { each: 'day', newest: 'yesterday', window: '14d' })
const young = expectBundle('orders', { 'max-age': '26h' })

/** Puts a bundle that was made at a moment. */
const madeAt = (moment: string, fixture: Parameters<typeof putBundle>[1] = {}) => ({
  name: 'orders',
  created: Date.parse(moment) / 1000,
  ...fixture,
})

const pushedNow = 'A newer bundle is not whole yet, as while it is pushed: the one before is judged.'

describe('judgeBundle with `each`', () => {
  test('a bundle of the expected day is fresh', async ({ remote }) => {
    const uuid = await putDay(remote, '2026-07-10')
    const { bundles } = await check(remote, now, daily)
    expect(bundles).toMatchObject([
      {
        ...{ name: 'orders', state: 'fresh', reasons: [], notes: [], canHeal: false },
        limits: ['day 2026-07-10', 'window 14d'],
        days: { key: 'day', newest: '2026-07-10', missing: [] },
        bundle: { uuid, ageMs: (7 * 60 + 43) * 60_000 },
      },
    ])
  })

  test('a backfill of an old day makes nothing fresh', async ({ remote }) => {
    await putDay(remote, '2026-07-08')
    await putDay(remote, '2026-05-01', { madeAt: '2026-07-11T11:00:00Z' })
    const newestDay = expectBundle('orders', { each: 'day', newest: 'yesterday' })
    const [judged] = (await check(remote, now, newestDay)).bundles
    expect(judged).toMatchObject({ state: 'stale', canHeal: true, days: { missing: ['2026-07-09', '2026-07-10'] } })
    expect(judged?.reasons).toEqual([
      'The newest `day` is 2026-07-08, and 2026-07-10 is expected.',
      'Missing: 2026-07-09, 2026-07-10.',
    ])
  })

  test('names gaps of the window, and why a bundle in them does not count', async ({ remote }) => {
    for (const day of [6, 7, 10]) await putDay(remote, `2026-07-${String(day).padStart(2, '0')}`)
    await putDay(remote, '2026-07-08', broken)
    const [judged] = (await check(remote, now, daily)).bundles
    expect(judged).toMatchObject({ state: 'gap', canHeal: true })
    expect(judged?.reasons).toEqual([
      expect.stringMatching(/^Missing in the last 14 days: 2026-07-08, 2026-07-09\. The bundle s3:.* cannot be used/),
    ])
  })

  test('applies `max-age` and `rows` to the newest day', async ({ remote }) => {
    await putDay(remote, '2026-07-10')
    const strict = expectBundle('orders', { each: 'day', newest: 'yesterday', 'max-age': '1h', rows: '>0' })
    const [judged] = (await check(remote, now, strict)).bundles
    expect(judged).toMatchObject({ state: 'stale', canHeal: false, rows: 0 })
    expect(judged?.reasons).toEqual([
      'It was made at 2026-07-11 04:17 UTC, 7 h 43 min ago, and `max-age` is 1h.',
      'It has 0 rows, and `rows` must be >0.',
    ])
  })

  test('says that a newer bundle of the day may still be pushed', async ({ remote }) => {
    const uuid = await putDay(remote, '2026-07-10')
    await putDay(remote, '2026-07-10', { ...broken, madeAt: '2026-07-11T11:50:00Z' })
    const { bundles } = await check(remote, now, daily)
    expect(bundles).toMatchObject([{ state: 'fresh', notes: [pushedNow], bundle: { uuid } }])
  })

  test('says which bundles have no day, and which are of the future', async ({ remote }) => {
    await putDay(remote, '2026-07-10')
    await putDay(remote, '2026-08-01')
    await putBundle(remote, madeAt(now))
    const [judged] = (await check(remote, now, daily)).bundles
    expect(judged).toMatchObject({ state: 'fresh' })
    expect(judged?.notes).toEqual([
      '1 bundle of a day after today is not judged.',
      '1 bundle has no day in `day`, such as 2026-07-01.',
    ])
  })
})

test.for<[string, string]>([
  ['a week', '2026-W27'],
  ['a time with a zone', '2026-07-10T00:00+02:00'],
])('judgeBundle says what it cannot judge by its day: %s', async ([, value], { remote }) => {
  await putDay(remote, '2026-07-10')
  await putDay(remote, value, { madeAt: '2026-07-11T04:17:00Z' })
  const [judged] = (await check(remote, now, daily)).bundles
  expect(judged?.notes).toEqual([
    `1 bundle has no day in \`day\`, such as 2026-07-01, but for example "${value}". \`max-age\` can check them.`,
  ])
})

describe('judgeBundle without `each`', () => {
  test('a name without a bundle is stale', async ({ remote }) => {
    await putDay(remote, '2026-07-10', { tags: { committed: 'False' } })
    const [judged] = (await check(remote, now, young)).bundles
    expect(judged).toMatchObject({ state: 'stale', canHeal: true })
    expect(judged?.reasons).toEqual(['There is no committed bundle of this name.'])
  })

  test.for([
    ['2026-07-10T10:00:00Z', 'fresh'],
    ['2026-07-10T09:59:59Z', 'stale'],
    // A clock that is a little behind that of the bundle.
    ['2026-07-11T12:14:59Z', 'fresh'],
  ] as const)('a bundle of %s is %s', async ([moment, state], { remote }) => {
    await putBundle(remote, madeAt(moment))
    expect((await check(remote, now, young)).bundles).toMatchObject([{ state, canHeal: state === 'stale' }])
  })

  test('a bundle with a time after the clock of the runner hides no stale one', async ({ remote }) => {
    await putBundle(remote, madeAt('2026-07-01T00:00:00Z'))
    await putBundle(remote, madeAt('2099-01-01T00:00:00Z'))
    const [judged] = (await check(remote, now, young)).bundles
    expect(judged).toMatchObject({ state: 'stale' })
    expect(judged?.notes).toEqual([
      '1 bundle has a time after 2026-07-11 12:00 UTC, the time of this runner, and is not judged.',
    ])
  })

  test('a newest bundle that is not whole is stale, unless it may still be pushed', async ({ remote }) => {
    await putBundle(remote, madeAt('2026-07-11T08:00:00Z'))
    await putBundle(remote, madeAt('2026-07-11T11:50:00Z', broken))
    const [judged] = (await check(remote, now, young)).bundles
    expect(judged).toMatchObject({ state: 'fresh', notes: [pushedNow] })
    const [later] = (await check(remote, '2026-07-11T12:10:00Z', young)).bundles
    expect(later).toMatchObject({ state: 'stale', reasons: [expect.stringContaining('objects that do not exist')] })
  })

  test('counts rows, and only notes that they are unknown', async ({ remote }) => {
    const rows = expectBundle('orders', { rows: '>=3' })
    await putBundle(remote, madeAt('2026-07-11T08:00:00Z', { data: new Uint8Array(3) }))
    expect((await check(remote, now, rows)).bundles).toMatchObject([{ state: 'fresh', rows: 3, canHeal: false }])
    await putBundle(remote, madeAt('2026-07-11T09:00:00Z', { links: ['bundle://a.bin'], files: { 'a.bin': '?' } }))
    const [unknown] = (await check(remote, now, rows)).bundles
    expect(unknown).toMatchObject({ state: 'fresh', notes: ['The number of its rows is unknown.'] })
  })
})
