import type { BundleDescription } from '../../disdat/bundle.ts'
import { type CalendarDay, formatDay } from '../../lib/calendar.ts'
import { forEachBounded } from '../../lib/for-each-bounded.ts'
import type { DayExpectation } from '../../plan/freshness/expectation.ts'
import { maxWindowDays } from '../../plan/freshness/parse-conditions.ts'
import { groupByDay, readDay, resolveDays } from './bundle-days.ts'
import { type CheckedBundle, findNewestWhole } from './find-newest-whole.ts'
import type { JudgeContext } from './judge-context.ts'

/** The days of a bundle, as texts. */
export interface DayFacts {
  readonly key: string
  readonly window: number | undefined
  /** The newest day that must be there, and a clause that says so. */
  readonly required: string
  readonly expected: string
  /** The newest day with a whole bundle, and that bundle. */
  readonly newestDay: string | undefined
  readonly newest: CheckedBundle | undefined
  /** The oldest first. */
  readonly missing: readonly string[]
  /** Sentences about bundles that are not whole, at most `maxBroken`. */
  readonly broken: readonly string[]
  /** The number of bundles of a later day. */
  readonly future: number
  /** The values of bundles that are no day, the newest bundle first; empty where a bundle has none. */
  readonly others: readonly string[]
}

const maxBroken = 3
/** The most days whose bundles are proved at the same time. */
const maxProofs = 16

/**
 * Finds the newest day with a whole bundle, and the days that are missing: those of the window, or without one those
 * after the newest day. A window begins no earlier than the first day that has a bundle. Throws Failure.
 */
export async function findDays(
  name: string,
  { key, windowDays, ...expectation }: DayExpectation,
  bundles: readonly BundleDescription[],
  context: JudgeContext,
): Promise<DayFacts> {
  const { today, required } = resolveDays({ key, windowDays, ...expectation }, context.now)
  const { byDay, future, others } = groupByDay(bundles, key, today)
  const known = [...byDay.keys()].toSorted((a, b) => b - a)
  const problems = new Map<CalendarDay, string>()
  const wholeDays = new Set<CalendarDay>()
  let newest: { readonly day: CalendarDay; readonly bundle: CheckedBundle } | undefined
  const check = async (day: CalendarDay) => {
    const isMatch = (bundle: BundleDescription) => bundle.name === name && readDay(bundle, key) === day
    const bundle = await findNewestWhole(byDay.get(day) ?? [], isMatch, context)
    if (bundle?.kind === 'broken') problems.set(day, bundle.why)
    if (bundle?.kind !== 'whole') return
    wholeDays.add(day)
    // A proof keeps frames in memory: only that of the newest day is kept.
    if (newest === undefined || day > newest.day) newest = { day, bundle }
  }
  const start = windowDays === undefined ? undefined : Math.max(required - windowDays + 1, known.at(-1) ?? required)
  const inWindow = known.filter((day) => start !== undefined && day >= start)
  await forEachBounded(inWindow, check, { signal: context.signal, limit: maxProofs })
  // Days before the window are checked one by one, until one is whole.
  for (const day of known.slice(inWindow.length, inWindow.length + maxWindowDays)) {
    if (wholeDays.size > 0) break
    await check(day)
  }
  const newestDay = Math.max(...wholeDays)
  // The only known day may be a later day without a whole bundle.
  const first = wholeDays.size === 0 ? Math.min(start ?? required, required) : (start ?? newestDay + 1)
  const from = Math.max(first, required - maxWindowDays + 1)
  const due = Array.from({ length: Math.max(0, required - from + 1) }, (_, at) => from + at)
  const broken = known.flatMap((day) => problems.get(day) ?? [])
  return {
    ...{ key, window: windowDays, future, others },
    required: formatDay(required),
    expected: describeRequired(required, expectation),
    newestDay: wholeDays.size === 0 ? undefined : formatDay(newestDay),
    newest: newest?.bundle,
    missing: due.filter((day) => !wholeDays.has(day)).map(formatDay),
    broken: broken.slice(0, maxBroken),
  }
}

function describeRequired(
  required: CalendarDay,
  { byMinutes, timeZone }: Pick<DayExpectation, 'byMinutes' | 'timeZone'>,
): string {
  if (byMinutes === 0) return `${formatDay(required)} is expected`
  const time = [Math.floor(byMinutes / 60), byMinutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${formatDay(required)} is expected since ${time} ${timeZone}`
}
