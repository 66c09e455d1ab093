import { type BundleDescription, compareNewestFirst } from '../../disdat/bundle.ts'
import { decodeParam } from '../../disdat/reused-bundle.ts'
import { type CalendarDay, findDay, parseDay } from '../../lib/calendar.ts'
import type { DayExpectation } from '../../plan/freshness/expectation.ts'

/** The bundles of a name by the day that each is of. */
export interface BundleDays {
  /** For each day up to today, its bundles, the newest first. */
  readonly byDay: ReadonlyMap<CalendarDay, readonly BundleDescription[]>
  /** How many bundles are of a later day than today, which makes nothing fresh. */
  readonly future: number
  /** The values of bundles that are no day, the newest bundle first; empty where a bundle has none. */
  readonly others: readonly string[]
}

/** Groups bundles by their days. `today` is the day in the time zone of the expectation. */
export function groupByDay(bundles: readonly BundleDescription[], key: string, today: CalendarDay): BundleDays {
  const byDay = new Map<CalendarDay, BundleDescription[]>()
  const others: string[] = []
  let future = 0
  for (const bundle of bundles.toSorted(compareNewestFirst)) {
    const value = readValue(bundle, key)
    const day = parseDay(value)
    if (day === undefined) others.push(value)
    else if (day > today) future += 1
    else {
      const sameDay = byDay.get(day)
      if (sameDay === undefined) byDay.set(day, [bundle])
      else sameDay.push(bundle)
    }
  }
  return { byDay, future, others }
}

/** The day of a bundle: the value of its parameter, or else of its tag. Undefined for any other value. */
export const readDay = (bundle: BundleDescription, key: string): CalendarDay | undefined =>
  parseDay(readValue(bundle, key))

const readValue = ({ params, tags }: BundleDescription, key: string): string =>
  decodeParam(params.get(key) ?? tags.get(key) ?? '')

/** The days that matter at a moment. */
export interface ExpectedDays {
  readonly today: CalendarDay
  /** The newest day that must be there. */
  readonly required: CalendarDay
}

/** Resolves the days of an expectation at a moment, in its time zone. */
export function resolveDays({ newest, byMinutes, timeZone }: DayExpectation, now: Date): ExpectedDays {
  const today = findDay(now, timeZone)
  return { today, required: today + newest - (getMinutes(now, timeZone) < byMinutes ? 1 : 0) }
}

/** Minutes since midnight, as the clocks of a time zone show them. */
function getMinutes(moment: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB-u-nu-latn', {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  return (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0)
}
