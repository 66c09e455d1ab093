/** A day of the Gregorian calendar, as the number of days since 1970-01-01. It has no time of day and no time zone. */
export type CalendarDay = number

/** The distance between two days of a series. */
export interface DateStep {
  readonly amount: number
  readonly unit: 'd' | 'w' | 'mo'
}

const msPerDay = 86_400_000

/** Parses `2026-07-01`; undefined for any other form, and for a day that the calendar does not have. */
export function parseDay(text: string): CalendarDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  // Date.parse takes 2026-02-30 for a day of March.
  return Number.isNaN(time) || formatDay(time / msPerDay) !== text ? undefined : time / msPerDay
}

/**
 * The Monday of a week such as `2026-W27`; undefined for any other form, and for a week that the year does not have.
 * Week 1 is that of 4 January: https://www.iso.org/iso-8601-date-and-time-format.html
 */
export function parseWeek(text: string): CalendarDay | undefined {
  const [, year = '', week = ''] = /^(\d{4})-W(\d{2})$/.exec(text) ?? []
  const fourth = parseDay(`${year}-01-04`)
  const nextFourth = parseDay(`${String(Number(year) + 1).padStart(4, '0')}-01-04`)
  if (fourth === undefined || Number(week) === 0) return undefined
  const monday = getMonday(fourth) + (Number(week) - 1) * 7
  return nextFourth === undefined || monday < getMonday(nextFourth) ? monday : undefined
}

/** 1970-01-01 was a Thursday. */
const getMonday = (day: CalendarDay): CalendarDay => Math.floor((day + 3) / 7) * 7 - 3

/** Formats a day as `2026-07-01`. */
export const formatDay = (day: CalendarDay): string => new Date(day * msPerDay).toISOString().slice(0, 10)

/** The day that the calendars of a time zone show at a moment. Throws RangeError for an unknown zone. */
export function findDay(moment: Date, timeZone: string): CalendarDay {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    ...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
  })
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day')) / msPerDay
}

/** Whether the text is the name of a time zone, such as `Europe/Berlin` (https://www.iana.org/time-zones). */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/** The number of days in a series from `first` to `last`, both included where the step meets them. */
export function countDays(first: CalendarDay, last: CalendarDay, step: DateStep): number {
  if (last < first) return 0
  if (step.unit !== 'mo') return Math.floor((last - first) / getDays(step)) + 1
  const [from, to] = [new Date(first * msPerDay), new Date(last * msPerDay)]
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  const index = Math.floor(months / step.amount)
  return getDay(first, step, index) > last ? index : index + 1
}

/**
 * A day of a series. Months are counted from the first day, and a day that a month does not have is its last day:
 * after 2026-01-31 come 2026-02-28 and 2026-03-31.
 */
export function getDay(first: CalendarDay, step: DateStep, index: number): CalendarDay {
  if (step.unit !== 'mo') return first + index * getDays(step)
  const from = new Date(first * msPerDay)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + index * step.amount]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / msPerDay
}

const getDays = ({ amount, unit }: DateStep) => amount * (unit === 'w' ? 7 : 1)
