import { describe, expect } from 'vitest'
import { createRemote } from '../../../src/remote/remote.ts'
import { checkFreshness } from '../../../src/run/freshness/check-freshness.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { neverAborted, observeStore } from '../../remote/helpers.ts'
import { test } from '../fixtures.ts'
import { check, expectBundle, putDay } from './fixtures.ts'

const now = '2026-07-11T12:00:00Z'
const daily = expectBundle('orders', { each: 'day', newest: 'yesterday', window: '14d' })

describe('checkFreshness', () => {
  test('judges the bundles in the order of `expect`, each by its own name', async ({ remote }) => {
    await putDay(remote, '2026-07-10')
    await putBundle(remote, { name: 'orders.report', created: Date.parse(now) / 1000 })
    const expectations = [
      expectBundle('raw', { 'max-age': '1h' }),
      daily,
      expectBundle('orders.report', { 'max-age': '1h' }),
    ]
    const { bundles } = await check(remote, now, ...expectations)
    expect(bundles.map(({ name, state }) => [name, state])).toEqual([
      ['raw', 'stale'],
      ['orders', 'fresh'],
      ['orders.report', 'fresh'],
    ])
  })

  test('goes on without a bundle whose HyperFrame is corrupt, and names it', async ({ remote }) => {
    await putDay(remote, '2026-07-09')
    const corrupt = await putDay(remote, '2026-07-10', { corrupt: () => Buffer.from('not a HyperFrame') })
    const { bundles, unreadable } = await check(remote, now, daily)
    expect(unreadable).toEqual([corrupt])
    expect(bundles).toMatchObject([{ state: 'stale', days: { newest: '2026-07-09', missing: ['2026-07-10'] } }])
  })

  test('only reads, and with an index few objects', async ({ remote }) => {
    for (let day = 1; day <= 10; day++) await putDay(remote, `2026-07-${String(day).padStart(2, '0')}`)
    const { url, context, store } = remote
    const index = { signal: neverAborted, debug: () => undefined }
    const options = { now: new Date(now), signal: neverAborted, onUnreadable: () => undefined }
    const [expectation] = [expectBundle('orders', { each: 'day', newest: 'yesterday' })]
    const writer = createRemote(store, { url, context, useIndex: index })
    await checkFreshness(writer, [expectation], options)
    await writer.index.waitForSave()
    const calls: string[] = []
    const observed = observeStore(store, (method, key) => calls.push(`${method} ${key.split('/').at(-1)}`))
    const reader = createRemote(observed, { url, context, useIndex: { ...index, isReadOnly: true } })
    expect((await checkFreshness(reader, [expectation], options)).bundles).toMatchObject([{ state: 'fresh' }])
    await reader.index.waitForSave()
    expect(calls.filter((call) => !/^(get|getVersion|list|head)/.test(call))).toEqual([])
    // Only the bundle of the newest day is read again, to prove it.
    expect(calls.filter((call) => call.endsWith('_hframe.pb'))).toHaveLength(1)
  })
})
