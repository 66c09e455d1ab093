import { describe, expect } from 'vitest'
import { systemClock } from '../../../src/lib/clock.ts'
import { beginPromotion, type HeldPromotion, maxMarkerAgeMs } from '../../../src/remote/promotion/promotion-marker.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { awaitPromotions, promotionLimits } from '../../../src/run/promote/await-promotions.ts'
import { catchFailure, neverAborted } from '../../remote/helpers.ts'
import { test } from '../fixtures.ts'

const options = { signal: neverAborted }
const { pollMs, beginMs, settleMs, totalMs } = promotionLimits

/**
 * Waits on a clock of its own, which advances by `speed` times each pause; `steps` are done in the pauses, by their
 * number.
 */
async function wait(
  base: Remote,
  isExpected: boolean,
  steps: Readonly<Record<number, () => Promise<unknown>>> = {},
  speed = 1,
  startMs = Date.now(),
) {
  const lines: string[] = []
  let now = 0
  let pauses = 0
  const clock = {
    ...systemClock,
    now: () => totalMs + now,
    date: () => new Date(startMs + now),
    async sleep(ms: number) {
      now += ms * speed
      pauses += 1
      await steps[pauses]?.()
    },
  }
  const say = (text: string) => void lines.push(text)
  await awaitPromotions(base, { ...options, sandbox: 'pr-7', isExpected, say, clock })
  return { lines, waitedMs: now }
}

const request = { sandbox: 'pr-7', commit: 'a'.repeat(40), workflowRun: { url: '', attempt: 1 }, stepId: 'step' }

const begin = (base: Remote, stepId = 'step', clock = systemClock) =>
  beginPromotion(base, { ...request, stepId }, { ...options, clock })

/** Begins and ends a promotion on a clock that is ahead. */
const promoteAhead = async (base: Remote, aheadMs: number) =>
  await (await begin(base, `${aheadMs}`, { ...systemClock, date: () => new Date(Date.now() + aheadMs) })).end()

/** Begins and ends a promotion, in pauses. */
function createSteps(base: Remote, beginAt: number, endAt: number) {
  let held: HeldPromotion | undefined
  return {
    async [beginAt]() {
      held = await begin(base)
    },
    [endAt]: async () => await held?.end(),
  }
}

describe('awaitPromotions', () => {
  test('waits for nothing when nothing is under way or expected', async ({ remote }) => {
    expect(await wait(remote, false)).toStrictEqual({ lines: [], waitedMs: 0 })
    await (await begin(remote)).end()
    expect(await wait(remote, false)).toStrictEqual({ lines: [], waitedMs: 0 })
  })

  test('waits until a promotion that is under way has ended, and says so once', async ({ remote }) => {
    const held = await begin(remote)
    const { lines, waitedMs } = await wait(remote, false, { 3: () => held.end() })
    expect(waitedMs).toBe(3 * pollMs)
    expect(lines).toStrictEqual([expect.stringMatching(/^Waiting for a promotion from pr-7 to shop-.*, at most /)])
  })

  test('waits for a promotion of another sandbox not at all', async ({ remote }) => {
    const held = await beginPromotion(remote, { ...request, sandbox: 'pr-77' }, options)
    expect(await wait(remote, false)).toMatchObject({ waitedMs: 0 })
    await held.end()
  })

  test('waits for a step that was killed only until its marker is too old', async ({ remote }) => {
    // Nothing renews the marker on the clock of the wait.
    await begin(remote)
    const { waitedMs } = await wait(remote, false)
    expect(waitedMs).toBeGreaterThan(maxMarkerAgeMs - pollMs)
    expect(waitedMs).toBeLessThanOrEqual(maxMarkerAgeMs + 2 * pollMs)
  })

  test('waits for an expected promotion to begin and to end, and for another one a moment longer', async ({
    remote,
  }) => {
    const { lines, waitedMs } = await wait(remote, true, createSteps(remote, 4, 6))
    expect(waitedMs).toBeGreaterThanOrEqual(settleMs - pollMs)
    expect(waitedMs).toBeLessThan(beginMs)
    expect(lines.map((line) => line.replace(/ at most .*| within .*/, ''))).toStrictEqual([
      'Waiting until the merge promotes from pr-7,',
      expect.stringMatching(/^Waiting for a promotion from pr-7 to shop-/),
      'The promotion from pr-7 has ended. Another one may begin',
      'The promotion from pr-7 has ended.',
    ])
  })

  test('waits a moment after the promotion that ended last', async ({ remote }) => {
    for (const aheadMs of [0, 50_000, 20_000]) await promoteAhead(remote, aheadMs)
    const { waitedMs } = await wait(remote, true)
    expect(waitedMs).toBeGreaterThan(50_000 + settleMs - pollMs)
    expect(waitedMs).toBeLessThanOrEqual(50_000 + settleMs + pollMs)
  })

  test('waits no longer than the moment', async ({ remote }) => {
    const startMs = Date.now()
    const held = await begin(remote, 'step', { ...systemClock, date: () => new Date(startMs) })
    await held.end()
    expect(await wait(remote, true, {}, 1, startMs)).toMatchObject({ waitedMs: settleMs })
  })

  test('waits an hour at most for another promotion, also with a clock that is ahead', async ({ remote }) => {
    await promoteAhead(remote, 2 * totalMs)
    const { lines, waitedMs } = await wait(remote, true, {}, 72)
    expect(waitedMs).toBe(totalMs)
    expect(lines.at(-1)).toBe('The promotion from pr-7 has ended.')
  })

  test('ends with the reason of the cancellation, also in a pause', async ({ remote }) => {
    const held = await begin(remote)
    const cancelled = new AbortController()
    const { signal } = cancelled
    const given: unknown[] = []
    const clock = {
      ...systemClock,
      async sleep(_: number, inner?: AbortSignal) {
        given.push(inner)
        cancelled.abort(new Error('cancelled'))
      },
    }
    const waiting = awaitPromotions(remote, {
      ...{ signal, sandbox: 'pr-7', isExpected: false, say: () => undefined, clock },
    })
    await expect(waiting).rejects.toThrow('cancelled')
    expect(given).toStrictEqual([signal])
    await held.end()
  })

  test('goes on when no promotion begins', async ({ remote }) => {
    const { lines, waitedMs } = await wait(remote, true)
    expect(waitedMs).toBe(beginMs)
    expect(lines.at(-1)).toMatch(/^No promotion from pr-7 began within 20 min/)
  })

  test('fails when a promotion goes on for longer than an hour', async ({ remote }) => {
    const startMs = Date.now()
    let now = 0
    const clock = {
      ...systemClock,
      now: () => now,
      // The marker stays young.
      date: () => new Date(startMs),
      async sleep(ms: number) {
        now += 72 * ms
      },
    }
    const held = await begin(remote)
    const waiting = awaitPromotions(remote, {
      ...{ ...options, sandbox: 'pr-7', isExpected: false, say: () => undefined, clock },
    })
    expect(await catchFailure(waiting)).toMatchObject({
      verdict: 'context-conflict',
      evidence: expect.stringMatching(/^A promotion from pr-7 .* is still under way after .*\. Nothing was deleted\.$/),
      advice: 'Run this job again after the promotion has ended.',
    })
    expect(now).toBe(totalMs)
    await held.end()
  })
})
