import type { BundleDescription } from '../../disdat/bundle.ts'
import { decodeParam } from '../../disdat/reused-bundle.ts'
import { parseDay, parseWeek } from '../../lib/calendar.ts'

/** A parameter whose values are in an order, and the value of one output as a number. */
type OrderedParam = { readonly name: string; readonly kind: 'date' | 'number'; readonly order: number }

const msPerDay = 86_400_000

/**
 * `2026-07`, `2026-07-01`, `2026-W27`, and with a time as Luigi and ISO 8601 write it: `T05`, `T0530`, `T05:30:00.5`,
 * `T05:30Z`, `T05:30+02:00`.
 */
const datePattern =
  /^(\d{4}-(?:\d{2}(?:-\d{2})?|W\d{2}))(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2}(?:\.\d{1,9})?))?)?(Z|[+-]\d{2}:?\d{2})?)?$/
/** Numbers that a double holds exactly enough. */
const numberPattern = /^-?\d{1,15}(?:\.\d{1,9})?$/

/**
 * The parameters whose values order the outputs of a pipe: those whose values are dates; without dates, those of `each`
 * whose values are numbers. Empty: only the time of creation orders them.
 *
 * @param each The parameters of `each` of the step
 */
export function listOrderedParams(bundle: BundleDescription, each: readonly string[]): readonly OrderedParam[] {
  const ordered = [...bundle.params.keys()].flatMap((name) => {
    const value = parseOrdered(getParamText(bundle, name))
    return value === undefined ? [] : [{ name, ...value }]
  })
  const dates = ordered.filter(({ kind }) => kind === 'date')
  return dates.length > 0 ? dates : ordered.filter(({ name }) => each.includes(name))
}

/** The values of another output for these parameters; undefined where it lacks one, or has one of another kind. */
export function readOrder(bundle: BundleDescription, ordered: readonly OrderedParam[]): readonly number[] | undefined {
  const orders = ordered.map(({ name, kind }) => {
    const value = parseOrdered(getParamText(bundle, name))
    return value?.kind === kind ? value.order : undefined
  })
  const known = orders.filter((order) => order !== undefined)
  return known.length === orders.length ? known : undefined
}

/** Compares values of several parameters: the first difference decides. */
export function compareOrder(a: readonly number[], b: readonly number[]): number {
  const [index = -1] = [...a.keys()].filter((position) => a[position] !== b[position])
  return (a[index] ?? 0) - (b[index] ?? 0)
}

/** The value of a parameter as a run sets it; empty without one. */
export const getParamText = ({ params }: BundleDescription, name: string): string => decodeParam(params.get(name) ?? '')

function parseOrdered(text: string): Pick<OrderedParam, 'kind' | 'order'> | undefined {
  if (numberPattern.test(text)) return { kind: 'number', order: Number(text) }
  const order = parseDate(text)
  return order === undefined ? undefined : { kind: 'date', order }
}

/** In milliseconds; a month or a week is its first day, and a time without a zone is taken for UTC. */
function parseDate(text: string): number | undefined {
  const [, date, hour = '0', minute = '0', second = '0', zone = 'Z'] = datePattern.exec(text) ?? []
  const day = date === undefined ? undefined : parseFirstDay(date)
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60) return undefined
  const offset = parseOffset(zone)
  if (offset === undefined) return undefined
  return day * msPerDay + (Number(hour) * 3600 + (Number(minute) - offset) * 60 + Number(second)) * 1000
}

const parseFirstDay = (date: string) =>
  date.includes('W') ? parseWeek(date) : parseDay(date.length === 'YYYY-MM'.length ? `${date}-01` : date)

/** Minutes east of UTC; undefined for more than the 14 hours that zones have. */
function parseOffset(zone: string): number | undefined {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? []
  const offset = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || offset > 14 * 60) return undefined
  return sign === '-' ? -offset : offset
}
