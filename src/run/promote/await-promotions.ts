import { Failure } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { formatDuration } from '../../lib/units.ts'
import { isUnderWay, listPromotions } from '../../remote/promotion/promotion-marker.ts'
import type { Remote } from '../../remote/remote.ts'

/** Limits of the wait of a cleanup, in milliseconds. */
export const promotionLimits = {
  /** Between two looks at the markers. */
  pollMs: 5_000,
  /** Until a promotion begins that is expected: the workflow of the merge may build an image first. */
  beginMs: 20 * 60_000,
  /** After the end of a promotion: the next step of the same job may begin another one. */
  settleMs: 60_000,
  /** For all promotions together. */
  totalMs: 60 * 60_000,
} as const

interface PromotionWait extends Cancellable {
  /** The context of the sandbox. */
  readonly sandbox: string
  /** Whether the pull request was merged and its workflow promotes outputs. */
  readonly isExpected: boolean
  readonly say: (text: string) => void
  readonly clock?: Clock
}

/**
 * Waits while steps copy from a sandbox, and for a promotion that is expected to begin. The markers of steps that were
 * killed get too old, so that they do not count. Throws Failure `context-conflict` when promotions are still under way
 * after an hour, Failure as a store does, and the reason of the signal.
 */
export async function awaitPromotions(base: Remote, options: PromotionWait): Promise<void> {
  const { sandbox, isExpected, say, clock = systemClock, signal } = options
  const { pollMs, beginMs, settleMs, totalMs } = promotionLimits
  const start = clock.now()
  let said = ''
  const sayOnce = (text: string) => {
    if (text !== said) say(text)
    said = text
  }
  for (;;) {
    const markers = await listPromotions(base, sandbox, { signal })
    const waitedMs = clock.now() - start
    const now = clock.date()
    if (markers.some((marker) => isUnderWay(marker, now))) {
      if (waitedMs >= totalMs) throw createLateFailure(sandbox, base)
      sayOnce(`Waiting for a promotion from ${sandbox} to ${base.context}, at most ${formatDuration(totalMs)}.`)
    } else if (!isExpected) {
      return
    } else if (markers.length === 0) {
      if (waitedMs >= beginMs) return say(`No promotion from ${sandbox} began within ${formatDuration(beginMs)}.`)
      sayOnce(`Waiting until the merge promotes from ${sandbox}, at most ${formatDuration(beginMs)}.`)
    } else {
      const newest = Math.max(...markers.map(({ at }) => at.getTime()))
      if (now.getTime() - newest >= settleMs || waitedMs >= totalMs)
        return say(`The promotion from ${sandbox} has ended.`)
      sayOnce(`The promotion from ${sandbox} has ended. Another one may begin within ${formatDuration(settleMs)}.`)
    }
    await clock.sleep(pollMs, signal)
  }
}

const createLateFailure = (sandbox: string, { context }: Remote): Failure =>
  new Failure(
    'context-conflict',
    `A promotion from ${sandbox} to ${context} is still under way after ${formatDuration(promotionLimits.totalMs)}. Nothing was deleted.`,
    'Run this job again after the promotion has ended.',
  )
