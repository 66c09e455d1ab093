import { parseRules, timeUnits } from '../../compare/rules/rules.ts'
import { isTimeZone } from '../../lib/calendar.ts'
import { parseDateEnd, parseStep } from '../runs/each-values.ts'
import type { RunFault } from '../runs/run-definition.ts'
import type { DayExpectation, Expectation, RowLimit } from './expectation.ts'

/** The conditions of a bundle. */
export const conditionKeys = ['each', 'newest', 'by', 'timezone', 'window', 'max-age', 'rows'] as const
type ConditionKey = (typeof conditionKeys)[number]

/** The text of each condition; undefined where it is a list or a map. */
export type ConditionTexts = ReadonlyMap<string, string | undefined>

/** Reports what is wrong with a condition, or without one with all of them. */
type Refuse = (condition: string | undefined, fault: RunFault) => void

/** The conditions that need `each`. */
const dayKeys = ['newest', 'by', 'timezone', 'window'] as const
const maxKeyLength = 200
/** The most days of `window`, and of `newest` before today. */
export const maxWindowDays = 366
const daysOfUnit = { d: 1, w: 7 } as const

/** Parses the conditions of a bundle. Faults are reported with `refuse`, and their conditions are left out. */
export function parseConditions(texts: ConditionTexts, refuse: Refuse): Omit<Expectation, 'name'> {
  for (const [key, text] of texts) {
    const isKnown = conditionKeys.some((known) => known === key)
    if (!isKnown) refuse(undefined, { expected: listKeys, given: key, allowed: conditionKeys })
    else if (!text) refuse(key, { expected: 'Write a text.' })
  }
  const get = (key: ConditionKey) => texts.get(key) || undefined
  const parse = <T>(key: ConditionKey, read: (text: string) => T | undefined, expected: string): T | undefined => {
    const text = get(key)
    const value = text === undefined ? undefined : read(text)
    if (text !== undefined && value === undefined) refuse(key, { expected, given: text })
    return value
  }
  if (!['newest', 'max-age', 'rows'].some((key) => texts.has(key)))
    refuse(undefined, { expected: 'Give `newest` with `each`, `max-age`, or `rows`.' })
  return {
    days: parseDays(texts, parse, refuse),
    maxAge: parse('max-age', parseMaxAge, 'Write an age in minutes, hours or days, such as `26h`.'),
    rows: parse('rows', parseRowLimit, 'Write a comparison with a whole number in quotes, such as `">0"`.'),
  }
}

const listKeys = `Allowed: ${conditionKeys.join(', ')}.`

type Parse = <T>(key: ConditionKey, read: (text: string) => T | undefined, expected: string) => T | undefined

function parseDays(texts: ConditionTexts, parse: Parse, refuse: Refuse): DayExpectation | undefined {
  if (!texts.has('each')) {
    for (const key of dayKeys)
      if (texts.has(key)) refuse(key, { expected: 'It needs `each`: the parameter or tag that has the day.' })
    return undefined
  }
  const expectedKey = `Name the parameter or tag that has the day, in at most ${maxKeyLength} characters.`
  const key = parse('each', (text) => (isKey(text) ? text : undefined), expectedKey)
  if (!texts.has('newest')) refuse('each', { expected: 'It needs `newest`, such as `newest: yesterday`.' })
  const newest = parse('newest', parseNewest, 'Write `today`, `yesterday`, or `-2` for 2 days before today.')
  const byMinutes = parse('by', parseTimeOfDay, 'Write a time from `"00:00"` to `"23:59"`, in quotes.')
  const timeZone = parse(
    'timezone',
    (text) => (isTimeZone(text) ? text : undefined),
    'Write the name of a time zone, such as `Europe/Berlin`.',
  )
  const windowDays = parse('window', parseWindow, `Write 1 to ${maxWindowDays} days, such as \`14d\` or \`2w\`.`)
  if (key === undefined || newest === undefined) return undefined
  return { key, newest, byMinutes: byMinutes ?? 0, timeZone: timeZone ?? 'UTC', windowDays }
}

const isKey = (text: string) => text.length <= maxKeyLength && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)

/** Days before today as a number that is not above 0. */
function parseNewest(text: string): number | undefined {
  const days = /^\d/.test(text) ? undefined : parseDateEnd(text, 0)
  return days === undefined || days < -maxWindowDays ? undefined : days
}

function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

function parseWindow(text: string): number | undefined {
  const step = parseStep(text)
  if (step === undefined || step.unit === 'mo') return undefined
  const days = step.amount * daysOfUnit[step.unit]
  return days <= maxWindowDays ? days : undefined
}

/** An age has the grammar of the rule `stale>26h`. */
function parseMaxAge(text: string): Expectation['maxAge'] {
  const [rule] = parseOneRule(`stale>${text}`)
  if (rule?.kind !== 'stale') return undefined
  return { text: `${rule.amount}${rule.unit}`, ms: rule.amount * timeUnits[rule.unit] }
}

/** A limit of rows has the grammar of the rule `rows<10`, but it is what must hold. */
function parseRowLimit(text: string): RowLimit | undefined {
  const [rule] = parseOneRule(`rows${text}`)
  if (rule?.kind !== 'limit' || rule.isChange || rule.isPercent) return undefined
  return { is: rule.is, amount: rule.amount, text: `${rule.is}${rule.amount}` }
}

function parseOneRule(text: string): ReturnType<typeof parseRules>['value'] {
  const { value, faults } = parseRules(text)
  return faults.length > 0 || value.length > 1 ? [] : value
}
