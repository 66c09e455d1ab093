import { describe, expect } from 'vitest'
import type { BundleDescription } from '../../../src/disdat/bundle.ts'
import { formatIndexLine } from '../../../src/remote/index/line.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import { checkFreshness } from '../../../src/run/freshness/check-freshness.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { neverAborted, observeStore, replaceMethods } from '../../remote/helpers.ts'
import { proveOrThrow, test } from '../fixtures.ts'
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

  test('judges a name among 100,000 bundles, and reads only those that decide', async ({ remote }) => {
    const { url, context, objects } = remote
    const days = Array.from({ length: 14 }, (_, at) => new Date(Date.parse('2026-06-27') + at * 86_400_000))
    const bundles: BundleDescription[] = []
    for (const day of days)
      bundles.push((await proveOrThrow(remote, await putDay(remote, day.toISOString().slice(0, 10)))).bundle)
    const [like] = bundles
    if (like === undefined) throw new Error('no bundle')
    for (let at = 0; at < 100_000; at++) bundles.push({ ...like, uuid: crypto.randomUUID(), name: `table_${at % 99}` })
    const folders = bundles.map(({ uuid }) => `${objects}${uuid}/`).toSorted()
    // Only the listing of the context knows the other bundles: their objects do not exist.
    const list: ObjectStore['list'] = (prefix, options) =>
      options.delimiter === undefined ? remote.store.list(prefix, options) : listFolders(prefix)
    const byStart = Map.groupBy(folders, (folder) => folder.slice(0, objects.length + 2))
    async function* listFolders(prefix: string) {
      for (const [start, group] of byStart)
        if (start.startsWith(prefix) || prefix.startsWith(start))
          for (const folder of group) if (folder.startsWith(prefix)) yield { kind: 'folder', prefix: folder } as const
    }
    const useIndex = { signal: neverAborted, debug: () => undefined }
    const writer = createRemote(remote.store, { url, context, useIndex })
    await writer.index.load(useIndex)
    writer.index.add(new Map(bundles.map((bundle) => [bundle.uuid, formatIndexLine(bundle) ?? ''])))
    await writer.index.waitForSave()
    const read: string[] = []
    const observed = observeStore(replaceMethods(remote, { list }), (_, key) => void read.push(key))
    const reader = createRemote(observed, { url, context, useIndex: { ...useIndex, isReadOnly: true } })
    expect((await check(reader, now, daily)).bundles).toMatchObject([{ state: 'fresh', days: { missing: [] } }])
    expect(read.filter((key) => key.endsWith('_hframe.pb'))).toHaveLength(days.length)
  })
})
