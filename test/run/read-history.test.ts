import { describe, expect } from 'vitest'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { compareOutput } from '../../src/run/compare-output.ts'
import { createContextSnapshot } from '../../src/run/context-snapshot.ts'
import { needsHistory, readHistory } from '../../src/run/read-history.ts'
import type { BundleFixture } from '../remote/fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted, observeStore, openTestRemote } from '../remote/helpers.ts'
import { createTestReceipt } from '../remote/receipts/fixtures.ts'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { createContext, planRunOn, proveOrThrow, test } from './fixtures.ts'

/** The output of a day of July that has so many rows. */
const createDay = (day: number, rows: number, more: BundleFixture = {}): BundleFixture => ({
  ...{ name: 'daily', codeMethod: 'pipes.orders.Daily', created: day, data: new Uint8Array(rows).fill(day) },
  ...more,
  tags: { '__param.day': `2026-07-${String(day).padStart(2, '0')}`, ...more.tags },
})

interface Situation {
  readonly inputs?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly cancelled?: AbortSignal
  readonly status?: 'succeeded' | 'reused'
}

/** Compares the output of 20 July. */
async function compare(remote: Remote, failOn: string, fixture: BundleFixture, situation: Situation = {}) {
  const { inputs = {}, signal = neverAborted, cancelled = neverAborted, status = 'succeeded' } = situation
  const proof = await proveOrThrow(remote, await putBundle(remote, fixture))
  const run = planRunOn(remote, { 'INPUT_FAIL-ON': failOn, ...inputs })
  const { context, lines, phases } = createContext({ run, dependencies: { cancelled } })
  const snapshot = createContextSnapshot(remote, signal, true)
  const { rules, history } = await compareOutput(context, { remote, proof, status }, snapshot)
  return { ...rules, history, lines, phases, uuid: proof.bundle.uuid }
}

async function putDays(remote: Remote, rows: readonly number[]): Promise<readonly string[]> {
  const uuids: string[] = []
  for (const [at, count] of rows.entries()) uuids.push(await putBundle(remote, createDay(at + 1, count)))
  return uuids
}

describe('readHistory', () => {
  test('is not read without a rule that needs it', async ({ remote }) => {
    const { phases, history } = await compare(remote, 'rows<1', createDay(20, 100))
    expect([phases, history]).toStrictEqual([['compare'], undefined])
  })

  test('finds an outlier among the days before, and reports the band', async ({ remote }) => {
    const uuids = await putDays(remote, [100, 101, 99, 100, 102, 98])
    const { breaches, undecided, history, phases } = await compare(
      remote,
      'rows outside 5 runs, bytes outside 14 runs, rows<-20% previous',
      createDay(20, 10),
    )
    expect(breaches.map(({ rule }) => rule)).toStrictEqual([
      'rows outside 5 runs',
      'bytes outside 14 runs',
      'rows<-20% previous',
    ])
    expect(breaches[2]?.evidence).toBe('10 rows, 98 in `2026-07-06`: −89.8 %.')
    expect(undecided).toStrictEqual([])
    expect(history).toMatchObject({
      over: ['day'],
      value: '2026-07-20',
      measures: [
        {
          quantity: 'rows',
          now: 10,
          band: { median: 100 },
          points: [{ value: '2026-07-02', uuid: uuids[1], amount: 101 }, {}, {}, {}, {}],
        },
        { quantity: 'bytes', points: [{ value: '2026-07-01' }, {}, {}, {}, {}, {}] },
      ],
    })
    expect(phases).toStrictEqual(['compare', 'history'])
  })

  test('counts a restated day once, and later days not at all', async ({ remote }) => {
    await putDays(remote, [100, 101, 99, 100, 102])
    await putBundle(remote, createDay(3, 97, { created: 15 }))
    await putBundle(remote, createDay(21, 5000, { created: 16 }))
    await putBundle(remote, createDay(4, 5000, { tags: { committed: 'False' } }))
    await putBundle(remote, createDay(6, 5000, { name: 'other' }))
    const { breaches, history } = await compare(remote, 'rows outside 14 runs', createDay(20, 100), {
      inputs: { 'INPUT_OUTPUT-BUNDLE': 'daily' },
    })
    expect(breaches).toStrictEqual([])
    expect(history?.measures[0]?.points.map(({ amount }) => amount)).toStrictEqual([100, 101, 97, 100, 102])
  })

  test('reads the history of a sandbox from its base context', async ({ remote }) => {
    await putDays(remote, [100, 101, 99, 100, 102])
    const sandbox = createRemote(remote.store, { url: remote.url, context: `pr-7-${remote.context}` })
    await putDays(sandbox, [5, 5, 5, 5, 5])
    const { breaches } = await compare(sandbox, 'rows outside 14 runs', createDay(20, 5), {
      inputs: { 'INPUT_BASE-CONTEXT': remote.context },
    })
    expect(breaches).toMatchObject([{ rule: 'rows outside 14 runs' }])
  })

  test('leaves out the counts of a bundle that is not complete', async ({ remote }) => {
    await putDays(remote, [100, 101, 99, 100, 102])
    await putBundle(remote, createDay(6, 1, { links: ['bundle://a.csv'] }))
    const { breaches, undecided, history } = await compare(
      remote,
      'rows outside 14 runs, rows<-20% previous',
      createDay(20, 10),
    )
    expect(breaches).toMatchObject([{ rule: 'rows outside 14 runs' }])
    expect(undecided).toStrictEqual([
      { rule: 'rows<-20% previous', why: 'Not checked: the rows of `2026-07-06` are unknown.' },
    ])
    expect(history?.measures[0]?.points.at(-1)).toMatchObject({ value: '2026-07-06', amount: undefined })
  })
})

describe('readHistory, for `restated`', () => {
  test.for<[string, BundleFixture, Situation, string | undefined]>([
    ['other data', createDay(20, 10), {}, 'broken'],
    ['other data without a comparison', createDay(20, 10), { inputs: { 'INPUT_COMPARE-WITH': '-' } }, 'broken'],
    ['the same data', createDay(20, 9), {}, undefined],
    ['another day', createDay(21, 10), {}, undefined],
    ['a reused output', createDay(20, 10), { status: 'reused' }, undefined],
    ['data that is too large to be read', createDay(20, 9), { inputs: { 'INPUT_DIFF-MAX-BYTES': '1' } }, 'undecided'],
  ])('decides on %s', async ([, fixture, situation, expected], { remote }) => {
    const earlier = await putBundle(remote, createDay(20, 9, { created: 1 }))
    const { breaches, undecided } = await compare(remote, 'restated', { ...fixture, created: 50 }, situation)
    expect([breaches.length, undecided.length]).toStrictEqual([
      expected === 'broken' ? 1 : 0,
      expected === 'undecided' ? 1 : 0,
    ])
    if (expected === 'broken')
      expect(breaches[0]?.evidence).toBe(
        `\`2026-07-20\` was made before with other data: ${earlier}, created at 1970-01-01 00:00 UTC.`,
      )
    if (expected === 'undecided') expect(undecided[0]?.why).toContain(remote.getUri(earlier))
  })
})

describe('readHistory, when the remote fails', () => {
  test('leaves the rules undecided, and breaks none', async ({ moto, remote }) => {
    const [uuid = ''] = await putDays(remote, [100, 101, 99, 100, 102])
    await using faulty = await startFaultyS3(moto, ({ method, key }) =>
      method === 'GET' && key.includes(uuid) ? { kind: 'refuse', status: 403, code: 'AccessDenied' } : undefined,
    )
    const refusing = await openTestRemote(remote.url, faulty.env, remote.context)
    const { breaches, undecided, history } = await compare(refusing, 'rows outside 14 runs', createDay(20, 10))
    refusing.store.close()
    expect([breaches, history]).toStrictEqual([[], undefined])
    expect(undecided).toMatchObject([{ why: expect.stringMatching(/^Not checked: the history cannot be read: /) }])
  })

  test('does not count archived bundles, and decides by the others', async ({ moto, remote }) => {
    await putDays(remote, [100, 101, 99, 100, 102, 98])
    const archived = await putBundle(remote, createDay(7, 99))
    const before = await putBundle(remote, createDay(20, 9, { created: 1 }))
    // The catalog knows both, as if from the index.
    const seen = new Set<string>()
    await using faulty = await startFaultyS3(moto, ({ method, key }) => {
      if (method !== 'GET' || !(key.includes(archived) || key.includes(before)) || !key.endsWith('_hframe.pb'))
        return undefined
      if (seen.has(key)) return { kind: 'refuse', status: 403, code: 'InvalidObjectState' }
      seen.add(key)
      return undefined
    })
    const refusing = await openTestRemote(remote.url, faulty.env, remote.context)
    const situation = { inputs: { 'INPUT_COMPARE-WITH': '-' } }
    const fixture = createDay(20, 10, { created: 50 })
    const { breaches, undecided } = await compare(refusing, 'rows outside 14 runs, restated', fixture, situation)
    refusing.store.close()
    expect(breaches).toMatchObject([{ rule: 'rows outside 14 runs' }])
    expect(undecided).toMatchObject([{ rule: 'restated' }])
  })

  test('does not count a bundle with a frame that S3 refuses, and decides by the others', async ({ moto, remote }) => {
    await putDays(remote, [100, 101, 99, 100, 102, 98])
    const uuid = await putBundle(remote, createDay(7, 99))
    await using faulty = await startFaultyS3(moto, ({ method, key }) =>
      method === 'GET' && key.includes(uuid) && key.endsWith('_frame.pb')
        ? { kind: 'refuse', status: 403, code: 'AccessDenied' }
        : undefined,
    )
    const refusing = await openTestRemote(remote.url, faulty.env, remote.context)
    const { breaches, history } = await compare(refusing, 'rows outside 14 runs', createDay(20, 10))
    refusing.store.close()
    expect(breaches).toMatchObject([{ rule: 'rows outside 14 runs' }])
    expect(history?.measures[0]?.points.at(-1)).toMatchObject({ uuid, amount: undefined })
  })

  test('does not judge by a part of the bundles', async ({ remote }) => {
    const proof = await proveOrThrow(remote, await putBundle(remote, createDay(20, 10)))
    const { context } = createContext({ run: planRunOn(remote, { 'INPUT_FAIL-ON': 'restated' }) })
    const output = { remote, proof, status: 'succeeded', contents: { unknown: '' }, comparison: undefined } as const
    const snapshot = createContextSnapshot(remote, neverAborted, true)
    const catalog = snapshot.catalog.then((whole) => ({ ...whole, unread: 12_345 }))
    const { facts } = await readHistory(context, output, { ...snapshot, catalog })
    const unknown = `12,345 bundles of the remote context ${remote.context} have no index entry.`
    expect(facts).toStrictEqual({ unknown })
  })

  test('says so when it takes too long', async ({ remote }) => {
    const signal = AbortSignal.abort(new Error('timeout'))
    const { undecided } = await compare(remote, 'restated', createDay(20, 10), { signal })
    expect(undecided).toMatchObject([{ why: 'Not checked: reading the history took more than 20 s.' }])
  })

  test('throws when the workflow is cancelled', async ({ remote }) => {
    const cancelled = AbortSignal.abort(new Error('SIGTERM'))
    const proof = await proveOrThrow(remote, await putBundle(remote, createDay(20, 10)))
    const run = planRunOn(remote, { 'INPUT_FAIL-ON': 'restated' })
    const { context } = createContext({ run, dependencies: { cancelled } })
    const output = { remote, proof, status: 'succeeded', contents: { unknown: '' }, comparison: undefined } as const
    const snapshot = createContextSnapshot(remote, cancelled, true)
    await expect(readHistory(context, output, snapshot)).rejects.toBe(cancelled.reason)
  })
})

describe('needsHistory', () => {
  test.for([
    ['rows<1', false],
    ['restated', true],
    ['rows<-1 previous', true],
    ['bytes outside 5 runs', true],
  ] as const)('is, for %s, %s', ([failOn, expected], { remote }) => {
    expect(needsHistory(planRunOn(remote, { 'INPUT_FAIL-ON': failOn }))).toBe(expected)
  })
})

describe('readHistory, from receipts', () => {
  const inputs = { INPUT_PARAMS: 'day: 2026-07-20' }
  const trueRows = [100, 101, 99, 100, 102, 98]

  /** The remote with so many days, and with receipts that say how many rows the days have. */
  async function openRecorded(plain: Remote, recordedRows: readonly number[]) {
    const keys: string[] = []
    const useIndex = { signal: neverAborted, debug: () => undefined }
    const store = observeStore(plain.store, (_, key) => void keys.push(key))
    const remote = createRemote(store, { url: plain.url, context: plain.context, useIndex })
    const uuids = await putDays(remote, trueRows)
    for (const [at, uuid] of uuids.entries()) {
      const { name, processingName, createdSeconds, params } = (await proveOrThrow(remote, uuid)).bundle
      remote.receipts.add(
        createTestReceipt({
          ...{ remoteContext: remote.context, pipeClass: 'pipes.orders.Daily', outputBundle: '-', params },
          ...{ bundle: { uuid, name, processingName, createdSeconds }, rows: recordedRows[at] },
        }),
      )
    }
    await remote.receipts.waitForSave()
    /** The days of which a frame was read. */
    const listRead = () => uuids.filter((uuid) => keys.some((key) => key.includes(uuid) && key.endsWith('_frame.pb')))
    keys.length = 0
    return { remote, listRead }
  }

  test('does not break a rule because receipts contradict their bundles, and warns of them', async ({ remote }) => {
    const { remote: recorded } = await openRecorded(remote, [5000, 5001, 5002, 5003, 5004, 98])
    const failOn = 'rows outside 5 runs, rows<-20% previous'
    const usual = await compare(recorded, failOn, createDay(20, 100), { inputs })
    expect(usual.breaches).toEqual([])
    expect(usual.history?.measures[0]?.points.map(({ amount }) => amount)).toEqual([101, 99, 100, 102, 98])
    expect(usual.lines.filter((line) => line.startsWith('warning'))).toEqual([
      'warning: The receipts of 2026-07-05, 2026-07-04, 2026-07-03, 2026-07-02 contradict their bundles, which count: find out what else writes to run-action/receipts/.',
    ])
    const unusual = await compare(recorded, failOn, createDay(20, 10), { inputs })
    expect(unusual.breaches.map(({ rule }) => rule)).toEqual(failOn.split(', '))
  })

  test('breaks a rule although receipts say that the output is usual, and warns of them', async ({ remote }) => {
    const { remote: recorded } = await openRecorded(remote, [10, 11, 9, 10, 12, 8])
    const { breaches, history, lines } = await compare(recorded, 'rows outside 14 runs', createDay(20, 10), { inputs })
    expect(breaches).toMatchObject([{ rule: 'rows outside 14 runs' }])
    expect(history?.measures[0]?.points.map(({ amount }) => amount)).toEqual(trueRows)
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringMatching(/^warning: The receipts of 2026-07-06, .* and 1 more contradict their bundles/),
    ])
  })

  test('breaks a rule against the previous value although its receipt says another one', async ({ remote }) => {
    const { remote: recorded } = await openRecorded(remote, [...trueRows.slice(0, -1), 10])
    const { breaches } = await compare(recorded, 'rows<-20% previous', createDay(20, 10), { inputs })
    expect(breaches).toMatchObject([{ evidence: '10 rows, 98 in `2026-07-06`: −89.8 %.' }])
  })

  test('reads three bundles of a window while their receipts are true', async ({ remote }) => {
    const { remote: recorded, listRead } = await openRecorded(remote, trueRows)
    const { breaches, lines } = await compare(recorded, 'rows outside 14 runs', createDay(20, 100), { inputs })
    expect(breaches).toEqual([])
    expect(listRead()).toHaveLength(3)
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([])
  })
})
