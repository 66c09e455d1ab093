import { describe, expect } from 'vitest'
import { raceSignal } from '../../../src/lib/abort.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { beginPromotion, isUnderWay, listPromotions } from '../../../src/remote/promotion/promotion-marker.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import type { ListEntry } from '../../../src/s3/store.ts'
import { collect, neverAborted, replaceMethods } from '../../remote/helpers.ts'
import { test } from '../../run/fixtures.ts'

const options = { signal: neverAborted }
const workflowRun = { url: 'https://github.com/octo-org/pipelines/actions/runs/7', attempt: 1 }
const request = { sandbox: 'pr-7', commit: 'a'.repeat(40), workflowRun, stepId: 'step' }
/** Where the markers of all sandboxes are. */
const getMarkersFolder = ({ objects }: Remote) => `${objects.slice(0, -'objects/'.length)}run-action/promotions/`
const list = (base: Remote) => listPromotions(base, 'pr-7', options)

describe('beginPromotion', () => {
  test('marks the promotion as under way until it ends', async ({ remote }) => {
    expect(await list(remote)).toStrictEqual([])
    const held = await beginPromotion(remote, request, options)
    expect(await list(remote)).toStrictEqual([
      { commit: request.commit, workflowRun, state: 'under-way', at: expect.any(Date) },
    ])
    await held.end()
    expect(await list(remote)).toMatchObject([{ state: 'ended' }])
  })

  test('gives each step and each sandbox a marker of its own', async ({ remote }) => {
    const first = await beginPromotion(remote, request, options)
    const second = await beginPromotion(remote, { ...request, stepId: 'other' }, options)
    const third = await beginPromotion(remote, { ...request, sandbox: 'pr-77' }, options)
    await first.end()
    const states = (await list(remote)).map(({ state }) => state)
    expect(states.toSorted()).toStrictEqual(['ended', 'under-way'])
    const folder = getMarkersFolder(remote)
    const markers = await collect(remote.store.list(folder, options))
    expect(markers).toMatchObject(
      ['pr-7/other.json', 'pr-7/step.json', 'pr-77/step.json'].map((path) => ({ key: `${folder}${path}` })),
    )
    await Promise.all([second.end(), third.end()])
  })

  test('renews the marker while the promotion is under way', async ({ remote }) => {
    let sleeps = 0
    let nowMs = 1000
    const renewed = Promise.withResolvers<void>()
    const clock = {
      ...systemClock,
      date: () => new Date(nowMs),
      async sleep(_: number, signal: AbortSignal = neverAborted) {
        sleeps += 1
        nowMs += 1000
        if (sleeps === 1) return
        // The second pause begins after the first renewal.
        renewed.resolve()
        await raceSignal(new Promise<void>(() => undefined), signal)
      },
    }
    const held = await beginPromotion(remote, request, { ...options, clock })
    await renewed.promise
    expect(await list(remote)).toMatchObject([{ state: 'under-way', at: new Date(2000) }])
    await held.end()
    expect(await list(remote)).toMatchObject([{ state: 'ended', at: new Date(3000) }])
  })

  test('goes on when a renewal fails', async ({ remote }) => {
    let writes = 0
    const { store: own } = remote
    const store = replaceMethods(remote, {
      async putVersion(...given) {
        writes += 1
        return await (writes === 2 ? Promise.reject(new Error('S3 is down')) : own.putVersion(...given))
      },
    })
    const renewed = Promise.withResolvers<void>()
    let sleeps = 0
    const clock = {
      ...systemClock,
      async sleep(_: number, signal: AbortSignal = neverAborted) {
        sleeps += 1
        if (sleeps <= 2) return
        renewed.resolve()
        await raceSignal(new Promise<void>(() => undefined), signal)
      },
    }
    const held = await beginPromotion(createRemote(store, remote), request, { ...options, clock })
    await renewed.promise
    expect(writes).toBe(3)
    await held.end()
    expect(await list(remote)).toMatchObject([{ state: 'ended' }])
  })

  test('ends the marker after a cancellation, too', async ({ remote }) => {
    const cancelled = new AbortController()
    const held = await beginPromotion(remote, request, { signal: cancelled.signal })
    cancelled.abort(new Error('cancelled'))
    await held.end()
    expect(await list(remote)).toMatchObject([{ state: 'ended' }])
  })
})

/** The text of a valid marker, as values. */
const stored = { version: 1, commit: 'a', url: '', attempt: 1, state: 'ended', at: '2026-11-29T00:00:00Z' }

/** Lists the markers of a store with these entries, whose objects are gone, and returns the keys that were read. */
async function listAsked(remote: Remote, entries: readonly ListEntry[]): Promise<readonly string[]> {
  const asked: string[] = []
  const store = replaceMethods(remote, {
    async *list() {
      yield* entries
    },
    async getVersion(key) {
      asked.push(key)
      return await Promise.resolve(undefined)
    },
  })
  expect(await list(createRemote(store, remote))).toStrictEqual([])
  return asked
}

const createEntry = (key: string, size = 200): ListEntry => ({ kind: 'object', key, size, etag: '' })

describe('listPromotions', () => {
  test('reads no marker that is too large, and leaves out a marker that is deleted meanwhile', async ({ remote }) => {
    const entries = [createEntry('largest', 1024), createEntry('larger', 1025)]
    expect(await listAsked(remote, entries)).toStrictEqual(['largest'])
  })

  test('reads 1,000 markers at most', async ({ remote }) => {
    const entries = Array.from({ length: 1001 }, (_, index) => createEntry(`${index}`))
    expect(await listAsked(remote, entries)).toHaveLength(1000)
  })

  test('leaves out what an earlier attempt of a workflow run left, once the next one promotes', async ({ remote }) => {
    const beginAs = async (stepId: string, changes: Partial<typeof workflowRun> = {}) =>
      await beginPromotion(remote, { ...request, workflowRun: { ...workflowRun, ...changes }, stepId }, options)
    const killed = await beginAs('killed')
    const same = await beginAs('same')
    const other = await beginAs('other', { url: `${workflowRun.url}0` })
    const unknown = [await beginAs('unknown', { url: '' }), await beginAs('unknown2', { url: '', attempt: 2 })]
    const listRuns = async () =>
      (await list(remote)).map(({ state, workflowRun: { url, attempt } }) => `${state} ${url} ${attempt}`).toSorted()
    const { url } = workflowRun
    const others = ['under-way  1', 'under-way  2', `under-way ${url}0 1`]
    expect(await listRuns()).toStrictEqual([
      ...others.slice(0, 2),
      `under-way ${url} 1`,
      `under-way ${url} 1`,
      others[2],
    ])
    await (await beginAs('again', { attempt: 2 })).end()
    expect(await listRuns()).toStrictEqual([`ended ${url} 2`, ...others])
    for (const held of [killed, same, other, ...unknown]) await held.end()
  })

  test.for([
    ['not JSON', '{'],
    ['without a commit', JSON.stringify({ ...stored, commit: undefined })],
    ['without the page of its workflow run', JSON.stringify({ ...stored, url: undefined })],
    ['of another version', JSON.stringify({ ...stored, version: 2 })],
    ['in an unknown state', JSON.stringify({ ...stored, state: 'done' })],
    ['without a time', JSON.stringify({ ...stored, at: 'never' })],
    ['without an attempt', JSON.stringify({ ...stored, attempt: undefined })],
    ['too large', ' '.repeat(2000)],
  ] as const)('leaves out a marker that is %s', async ([, text], { remote }) => {
    await beginPromotion(remote, request, options).then((held) => held.end())
    const key = `${getMarkersFolder(remote)}pr-7/other.json`
    await remote.store.putIfAbsent(key, Buffer.from(text), options)
    expect(await list(remote)).toHaveLength(1)
  })
})

describe('isUnderWay', () => {
  const marker = { commit: 'a', workflowRun, state: 'under-way', at: new Date(1_000_000) } as const

  test('counts a marker that was renewed in the last five minutes, and none of a step that was killed', () => {
    expect(isUnderWay(marker, new Date(1_000_000 + 300_000))).toBe(true)
    expect(isUnderWay(marker, new Date(1_000_001 + 300_000))).toBe(false)
    expect(isUnderWay({ ...marker, state: 'ended' }, marker.at)).toBe(false)
  })
})
