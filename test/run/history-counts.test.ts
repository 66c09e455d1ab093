import { describe, expect } from 'vitest'
import type { BundleDescription } from '../../src/disdat/bundle.ts'
import type { OutputReceipt } from '../../src/remote/receipts/output-receipt.ts'
import { getReceiptKey } from '../../src/remote/receipts/receipt-store.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { countHistory, recountRecorded } from '../../src/run/history-counts.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted, observeStore } from '../remote/helpers.ts'
import { createTestReceipt } from '../remote/receipts/fixtures.ts'
import { planRunOn, proveOrThrow, test } from './fixtures.ts'

const today = '2026-07-20'
const formatDay = (day: number) => `2026-07-${String(day).padStart(2, '0')}`

/** The remote with its receipts, and the keys of the requests to it. */
function openPersisted(remote: Remote) {
  const keys: string[] = []
  const store = observeStore(remote.store, (_, key) => void keys.push(key))
  const useIndex = { signal: neverAborted, debug: () => undefined }
  return { remote: createRemote(store, { url: remote.url, context: remote.context, useIndex }), keys }
}

/** Puts the outputs of days: each has ten times as many rows as the number of its day. */
async function putDays(remote: Remote, days: readonly number[]): Promise<readonly BundleDescription[]> {
  const bundles: BundleDescription[] = []
  for (const day of days) {
    const tags = { '__param.day': formatDay(day) }
    const uuid = await putBundle(remote, { name: 'daily', created: day, tags, data: new Uint8Array(10 * day) })
    bundles.push((await proveOrThrow(remote, uuid)).bundle)
  }
  return bundles
}

const planDay = (remote: Remote, failOn: string, more: Readonly<Record<string, string>> = {}) =>
  planRunOn(remote, { INPUT_PARAMS: `day: ${today}`, 'INPUT_OUTPUT-BUNDLE': 'daily', 'INPUT_FAIL-ON': failOn, ...more })

/** The receipt that the run of a day has left. */
function createReceipt({ context }: Remote, bundle: BundleDescription, more: Partial<OutputReceipt>): OutputReceipt {
  const { uuid, name, processingName, createdSeconds, params } = bundle
  return createTestReceipt({
    ...{ remoteContext: context, pipeClass: 'pipes.orders.Daily', outputBundle: 'daily', params },
    ...{ bundle: { uuid, name, processingName, createdSeconds }, bytes: 5, nulls: undefined, ...more },
  })
}

async function putReceipts(remote: Remote, receipts: readonly OutputReceipt[]): Promise<void> {
  for (const receipt of receipts) remote.receipts.add(receipt)
  await remote.receipts.waitForSave()
}

/** The rows of the days, the newest day first. */
async function count(remote: Remote, run: ReturnType<typeof planDay>, bundles: readonly BundleDescription[]) {
  const over = bundles.some(({ params }) => params.has('day')) ? ['day'] : []
  const entries = bundles.map((bundle) => ({ label: bundle.params.get('day') ?? '', bundle })).toReversed()
  const selected = { over, label: today, entries, before: undefined }
  const values = await countHistory(run, selected, { remote, signal: neverAborted, maxBytes: 1024 })
  return values.map(({ counts }) => counts?.rows)
}

describe('countHistory', () => {
  test('takes the counts of receipts, and reads no bundle', async ({ remote: plain }) => {
    const { remote, keys } = openPersisted(plain)
    const bundles = await putDays(plain, [1, 2, 3, 4, 5, 6])
    await putReceipts(
      remote,
      bundles.map((bundle, at) => createReceipt(remote, bundle, { rows: 100 + at })),
    )
    keys.length = 0
    expect(await count(remote, planDay(remote, 'rows outside 5 runs'), bundles)).toStrictEqual([
      105, 104, 103, 102, 101,
    ])
    expect(keys).toHaveLength(5)
    expect(keys.filter((key) => !key.includes('/run-action/receipts/'))).toStrictEqual([])
  })

  test('reads bundles without a receipt, and those whose receipts lack a number', async ({ remote: plain }) => {
    const { remote } = openPersisted(plain)
    const bundles = await putDays(plain, [1, 2, 3])
    await putReceipts(
      remote,
      bundles.slice(1).map((bundle, at) => createReceipt(remote, bundle, { rows: at === 0 ? undefined : 100 })),
    )
    expect(await count(remote, planDay(remote, 'rows outside 5 runs'), bundles)).toStrictEqual([100, 20, 10])
    const nulls = planDay(remote, 'nulls("unnamed:0") outside 5 runs')
    expect(await count(remote, nulls, bundles)).toStrictEqual([30, 20, 10])
  })

  test('ignores receipts of other bundles and contexts, and objects that are not receipts', async ({
    remote: plain,
  }) => {
    const { remote } = openPersisted(plain)
    const bundles = await putDays(plain, [1, 2, 3, 4])
    const [first, second, third, fourth] = bundles.map((bundle) => createReceipt(remote, bundle, { rows: 100 }))
    if (!first || !second || !third || !fourth) throw new Error('no receipts')
    await putReceipts(remote, [
      { ...first, bundle: { ...first.bundle, uuid: crypto.randomUUID() } },
      { ...second, bundle: { ...second.bundle, createdSeconds: 99 } },
    ])
    const put = (receipt: OutputReceipt, text: string) =>
      remote.store.putVersion(getReceiptKey(remote, receipt), Buffer.from(text), undefined, { signal: neverAborted })
    const { params, finishedAt, ...fields } = third
    const foreign = { version: 1, ...fields, remoteContext: 'other', params: [...params], finishedAt }
    await put(third, JSON.stringify(foreign))
    await put(fourth, JSON.stringify({ ...foreign, remoteContext: remote.context }).slice(0, -20))
    expect(await count(remote, planDay(remote, 'rows outside 5 runs'), bundles)).toStrictEqual([40, 30, 20, 10])
  })

  test('reads one receipt for outputs that the parameters of the run do not distinguish', async ({ remote: plain }) => {
    const { remote, keys } = openPersisted(plain)
    const bundles = await putDays(plain, [1, 2, 3])
    const [newest] = bundles.toReversed()
    if (newest === undefined) throw new Error('no bundle')
    await putReceipts(remote, [{ ...createReceipt(remote, newest, { rows: 100 }), params: new Map() }])
    keys.length = 0
    const run = planDay(remote, 'rows outside 5 runs', { INPUT_PARAMS: '' })
    expect(await count(remote, run, bundles)).toStrictEqual([100, 20, 10])
    expect(keys.filter((key) => key.includes('/run-action/receipts/'))).toHaveLength(1)
  })

  test('reads at most thirty bundles', async ({ remote }) => {
    const days = Array.from({ length: 31 }, (_, at) => at + 1)
    const bundles = await putDays(remote, days)
    const rows = await count(remote, planDay(remote, 'rows outside 100 runs'), bundles)
    expect(rows.filter((counted) => counted === undefined)).toHaveLength(1)
  })

  test('counts no more than the rules need', async ({ remote }) => {
    const bundles = await putDays(remote, [1, 2])
    expect(await count(remote, planDay(remote, 'rows<-20% previous'), bundles)).toStrictEqual([20])
    expect(await count(remote, planDay(remote, 'restated'), bundles)).toStrictEqual([])
  })
})

describe('recountRecorded', () => {
  const reading = (remote: Remote) => ({ remote, signal: neverAborted, maxBytes: 1024 })

  test('counts as the bundles say what receipts say, and nothing else', async ({ remote }) => {
    const bundles = await putDays(remote, [1, 2])
    const { remote: observed, keys } = openPersisted(remote)
    const values = bundles.map(({ uuid }, at) => ({
      ...{ label: '', uuid, counts: { rows: 7, bytes: 7, nulls: new Map([['a', 7]]) } },
      isRecorded: at === 0,
    }))
    const recounted = await recountRecorded(values, reading(observed))
    expect(recounted.map(({ counts }) => counts?.rows)).toEqual([10, 7])
    expect(keys.every((key) => key.includes(bundles[0]?.uuid ?? '-'))).toBe(true)
  })

  test('counts only chosen values', async ({ remote }) => {
    const bundles = await putDays(remote, [1, 2])
    const counts = { rows: 7, bytes: 7, nulls: new Map() }
    const values = bundles.map(({ uuid }) => ({ label: '', uuid, counts, isRecorded: true }))
    const recounted = await recountRecorded(values, reading(remote), new Set(values.slice(1)))
    expect(recounted.map((value) => value.counts?.rows)).toEqual([7, 20])
  })

  test('keeps what a bundle does not say, and the counts of a bundle that no longer exists', async ({ remote }) => {
    const file = { files: { 'a.bin': '?' }, links: ['bundle://a.bin'] }
    const uuid = await putBundle(remote, { name: 'daily', ...file })
    const counts = { rows: 7, bytes: 7, nulls: new Map([['a', 7]]) }
    const values = [uuid, crypto.randomUUID()].map((id) => ({ label: '', uuid: id, counts, isRecorded: true }))
    const [known, gone] = await recountRecorded(values, reading(remote))
    expect(known).toMatchObject({ counts: { rows: 7, nulls: counts.nulls } })
    expect(known?.counts?.bytes).not.toBe(7)
    expect(gone).toEqual(values[1])
  })
})
