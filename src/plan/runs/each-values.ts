import {
  type CalendarDay,
  countDays,
  type DateStep,
  findDay,
  formatDay,
  getDay,
  isTimeZone,
  parseDay,
} from '../../lib/calendar.ts'

/** The values of a parameter, not yet listed: a range may be longer than memory. */
export type EachValues =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'numbers'; readonly first: bigint; readonly last: bigint }
  | { readonly kind: 'dates'; readonly first: CalendarDay; readonly last: CalendarDay; readonly step: DateStep }
  /** The values that a run of this name has for the same parameter. */
  | { readonly kind: 'run'; readonly name: string }

/** A text that is not a range, as sentences: what is wrong, and what to write. */
export interface RangeFault {
  readonly expected: string
}

/** The most digits of a whole number and of days before today. 100,000 days are 273 years. */
const maxDigits = 18
const maxDayDigits = 5

/**
 * Parses a range: `1..10`, `2026-07-01..yesterday`, `-7..yesterday`, or one date. Undefined when the text has the form
 * of neither.
 */
export function parseRange(
  text: string,
  options: { readonly now: Date; readonly every?: string | undefined; readonly timeZone?: string | undefined },
): EachValues | RangeFault | undefined {
  const { now, every = '1d', timeZone = 'UTC' } = options
  const step = parseStep(every)
  if (step === undefined) return { expected: '`every` is a number of days, weeks or months: `1d`, `2w`, `1mo`.' }
  if (!isTimeZone(timeZone)) return { expected: '`timezone` is the name of a time zone, such as `Europe/Berlin`.' }
  const today = findDay(now, timeZone)
  const ends = text.split('..').map((end) => end.trim())
  const [from = '', to = from] = ends
  const other = ends.length === 2 ? ends.map(explainOtherDate).find((why) => why !== undefined) : undefined
  if (other !== undefined) return { expected: other }
  const isDates = ends.some((end) => isDate(end))
  if (ends.length > 2 || (ends.length === 1 && !isDates)) return undefined
  if (isDates) return parseDates([from, to], today, step)
  return wholeNumber.test(from) && wholeNumber.test(to) ? parseNumbers(from, to) : undefined
}

/** A date of which no range is made, and what to write. */
function explainOtherDate(end: string): string | undefined {
  if (/^\d{4}-W\d/.test(end))
    return 'A range has days and no weeks. Write its first Monday and `every: 1w`, or list the weeks.'
  if (/^\d{4}-\d\d-\d\d[T ]/.test(end))
    return 'A range has days without a time of day. Write `2026-07-01..yesterday`, or list the values.'
  return undefined
}

const wholeNumber = /^-?\d+$/
const isDate = (end: string) => /^(today|yesterday|\d{4}-\d\d?-\d\d?)$/.test(end)

/** Parses `1d`, `2w` or `1mo`; undefined for any other text. */
export function parseStep(text: string): DateStep | undefined {
  const [, amount, unit] = /^([1-9]\d{0,3})(d|w|mo)$/.exec(text) ?? []
  return unit === 'd' || unit === 'w' || unit === 'mo' ? { amount: Number(amount), unit } : undefined
}

function parseDates(ends: readonly [string, string], today: CalendarDay, step: DateStep): EachValues | RangeFault {
  const [first, last] = ends.map((end) => parseDateEnd(end, today))
  if (first === undefined || last === undefined) {
    const wrong = first === undefined ? ends[0] : ends[1]
    const advice = 'Write `2026-07-01`, `today`, `yesterday`, or `-7` for 7 days before today.'
    return { expected: `\`${wrong.slice(0, 40)}\` is not a date. ${advice}` }
  }
  if (last < first) return { expected: `It has no day: ${formatDay(last)} is before ${formatDay(first)}.` }
  return { kind: 'dates', first, last, step }
}

/** Parses `today`, `yesterday`, `-7` or a date; undefined for any other text. */
export function parseDateEnd(text: string, today: CalendarDay): CalendarDay | undefined {
  if (text === 'today') return today
  if (text === 'yesterday') return today - 1
  const [, before] = /^-(\d+)$/.exec(text) ?? []
  if (before === undefined) return parseDay(text)
  return before.length <= maxDayDigits ? today - Number(before) : undefined
}

function parseNumbers(from: string, to: string): EachValues | RangeFault {
  for (const end of [from, to]) {
    if (/^-?0\d/.test(end)) return { expected: 'A number of a range has no leading zero. Write a list to keep zeros.' }
    if (end.length > maxDigits) return { expected: `A number of a range has at most ${maxDigits} digits.` }
  }
  const [first, last] = [BigInt(from), BigInt(to)]
  if (last < first) return { expected: 'It has no number: write the smaller end first. `order: newest` reverses it.' }
  return { kind: 'numbers', first, last }
}

/** The number of values, without listing them. */
export function countValues(values: Exclude<EachValues, { readonly kind: 'run' }>): bigint {
  switch (values.kind) {
    case 'list':
      return BigInt(values.values.length)
    case 'numbers':
      return values.last - values.first + 1n
    case 'dates':
      return BigInt(countDays(values.first, values.last, values.step))
  }
}

/** A value that the parameter has, or stands for one where the values are those of another run. */
export function getSampleValue(values: EachValues): string {
  if (values.kind === 'run') return '1'
  if (values.kind === 'list') return values.values[0] ?? '1'
  return values.kind === 'numbers' ? String(values.first) : formatDay(values.first)
}

/** Lists the values. Their number must be checked first. */
export function listValues(values: Exclude<EachValues, { readonly kind: 'run' }>): readonly string[] {
  if (values.kind === 'list') return values.values
  const length = Number(countValues(values))
  if (values.kind === 'numbers') return Array.from({ length }, (_, at) => String(values.first + BigInt(at)))
  return Array.from({ length }, (_, at) => formatDay(getDay(values.first, values.step, at)))
}
