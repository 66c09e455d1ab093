import { blanks, Cursor, SyntaxFault } from './cursor.ts'
import { printRowChangeLimit, type RowChangeLimit, readRowChangeLimit, rowQuantities } from './row-limit.ts'
import { formatColumn, operators, readColumn, readNumber } from './rule-words.ts'

/** Rules without an amount. */
const plainRules = ['error', 'missing-output', 'empty', 'column-removed', 'type-changed', 'restated'] as const
const byteUnits = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 } as const
/** In milliseconds. */
export const timeUnits = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const

/** The quantity that a limit applies to; `nulls` are those of one column. */
export type Quantity = { readonly of: 'rows' | 'bytes' } | { readonly of: 'nulls'; readonly column: string }

/** A rule that is broken where `quantity is amount` holds, such as `rows < 10`. */
export type Limit = {
  readonly kind: 'limit'
  readonly quantity: Quantity
  readonly is: (typeof operators)[number]
  readonly amount: number
  /**
   * In percent of the quantity of the base; for nulls, in percent of the rows, or in percentage points for a change.
   */
  readonly isPercent: boolean
  /** Whether the limit applies to the change from the base, which a sign before the amount means. */
  readonly isChange: boolean
}

/** A rule that is broken where the output is older than this. */
export type Staleness = { readonly kind: 'stale'; readonly amount: number; readonly unit: keyof typeof timeUnits }

/** A limit of the change from the previous value of `each`, instead of the change from the base. */
export type PreviousLimit = { readonly kind: 'previous'; readonly change: Limit }

/** A rule that is broken where the quantity is outside the band of the last `runs` values: see docs/history.md. */
export type Outside = { readonly kind: 'outside'; readonly quantity: Quantity; readonly runs: number }

type PlainRule = { readonly [K in (typeof plainRules)[number]]: { readonly kind: K } }[(typeof plainRules)[number]]

/** One rule of `fail-on`. */
export type Rule = PlainRule | Limit | PreviousLimit | Outside | RowChangeLimit | Staleness

/** A syntax error in rules. Line and column count from 1, the column in UTF-16 units. */
export type RuleFault = {
  readonly line: number
  readonly column: number
  /** The word that is not allowed, or else the whole rule. */
  readonly given: string
  /** A sentence with the position and the expected text. */
  readonly expected: string
  /** The allowed words, for a suggestion. */
  readonly allowed: readonly string[]
}

const maxRules = 100
/** The values of which a rule against history can make a band. With fewer, one unusual value decides too much. */
export const historyRuns = { fewest: 5, most: 100 } as const

/**
 * Parses at most `maxRules` rules, separated by commas or line breaks: `empty`, `rows<-20%`, `bytes>+1GiB`,
 * `nulls("a column")>1%`, `rows<-20% previous`, `rows outside 14 runs`, `rows-removed>0`, `stale>26h`. Removes
 * duplicates. Reports all syntax errors as faults; never throws.
 */
export function parseRules(text: string): { readonly value: readonly Rule[]; readonly faults: readonly RuleFault[] } {
  const cursor = new Cursor(text)
  const rules = new Map<string, Rule>()
  const faults: RuleFault[] = []
  for (cursor.take(/[\s,]+/y); !cursor.isAtEnd && rules.size + faults.length < maxRules; cursor.take(/[\s,]+/y)) {
    const start = cursor.position
    try {
      const rule = readRule(cursor)
      rules.set(printRule(rule), rule)
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error
      faults.push(describeFault(text, start, error))
      cursor.take(/[^,\n]*/y)
    }
  }
  if (!cursor.isAtEnd) {
    const excess = new SyntaxFault(cursor.position, `the end: at most ${maxRules} rules are allowed`)
    faults.push(describeFault(text, cursor.position, excess))
  }
  return { value: [...rules.values()], faults }
}

/** Formats a rule with no more blanks than it needs, so that `parseRules` returns an equal rule. */
export function printRule(rule: Rule): string {
  switch (rule.kind) {
    case 'stale':
      return `stale>${rule.amount}${rule.unit}`
    case 'limit':
      return printLimit(rule)
    case 'row-limit':
      return printRowChangeLimit(rule)
    case 'previous':
      return `${printLimit(rule.change)} previous`
    case 'outside':
      return `${printQuantity(rule.quantity)} outside ${rule.runs} runs`
    default:
      return rule.kind
  }
}

/** Formats a quantity as rules spell it: `rows`, `nulls(email)`. */
export const printQuantity = (quantity: Quantity) =>
  quantity.of === 'nulls' ? `nulls(${formatColumn(quantity.column)})` : quantity.of

function printLimit({ quantity, is, isChange, isPercent, amount }: Limit): string {
  const unit = quantity.of === 'bytes' && !isPercent ? findByteUnit(amount) : undefined
  const number = unit === undefined ? Math.abs(amount) : Math.abs(amount) / byteUnits[unit]
  const sign = isChange ? (amount < 0 ? '-' : '+') : ''
  return `${printQuantity(quantity)}${is}${sign}${number}${isPercent ? '%' : (unit ?? '')}`
}

/** The largest unit of which the bytes are a multiple; undefined for bytes themselves. */
function findByteUnit(bytes: number): Exclude<keyof typeof byteUnits, 'B'> | undefined {
  return bytes === 0 ? undefined : largerUnits.find((unit) => bytes % byteUnits[unit] === 0)
}

const largerUnits = ['TiB', 'GiB', 'MiB', 'KiB'] as const

function describeFault(text: string, start: number, { position, message, word }: SyntaxFault): RuleFault {
  const before = text.slice(0, position)
  const [line, column] = [before.split('\n').length, position - before.lastIndexOf('\n')]
  const given =
    word?.given ||
    text
      .slice(start)
      .replace(/[,\n].*/s, '')
      .trim()
  const expected = `Line ${line}, column ${column}: expected ${message}.`
  return { line, column, given, expected, allowed: word?.allowed ?? [] }
}

const words = [...plainRules, 'rows', 'bytes', 'nulls', 'stale', ...rowQuantities] as const
function readRule(cursor: Cursor): Rule {
  const start = cursor.position
  const given = cursor.take(/[a-z]+(?:-[a-z]+)*/iy) ?? ''
  const word = words.find((each) => each === given.toLowerCase())
  if (word === undefined) throw new SyntaxFault(start, `a rule (${words.join(', ')})`, { given, allowed: words })
  const rule = readAfterWord(cursor, word)
  cursor.take(blanks)
  const end = cursor.position
  const separator = 'a comma or a line break before the next rule'
  if (!cursor.isAtEnd && cursor.take(/[,\n]/y) === undefined)
    throw new SyntaxFault(end, rule.kind === 'limit' && rule.isChange ? `\`previous\`, or ${separator}` : separator)
  return rule
}

function readAfterWord(cursor: Cursor, word: (typeof words)[number]): Rule {
  switch (word) {
    case 'rows':
    case 'bytes':
      return readQuantityRule(cursor, { of: word })
    case 'nulls':
      return readQuantityRule(cursor, { of: word, column: readColumn(cursor) })
    case 'rows-added':
    case 'rows-removed':
    case 'rows-changed':
    case 'changed':
      return readRowChangeLimit(cursor, word)
    case 'stale':
      cursor.expect('>', '`>` and an age, as in `stale>26h`')
      return { kind: word, ...readAge(cursor) }
    default:
      return { kind: word }
  }
}

function readQuantityRule(cursor: Cursor, quantity: Quantity): Limit | PreviousLimit | Outside {
  if (cursor.takeOneOf(['outside']) !== undefined) return { kind: 'outside', quantity, runs: readRuns(cursor) }
  const limit = readLimit(cursor, quantity)
  if (cursor.takeOneOf(['previous']) === undefined) return limit
  if (limit.isChange) return { kind: 'previous', change: limit }
  const start = cursor.position - 'previous'.length
  throw new SyntaxFault(start, 'a sign before the amount: `previous` limits a change, as in `rows<-20% previous`')
}

function readRuns(cursor: Cursor): number {
  cursor.take(blanks)
  const start = cursor.position
  const { fewest, most } = historyRuns
  const runs = Number(cursor.take(/\d{1,3}(?![\d.])/y) ?? Number.NaN)
  if (!(runs >= fewest && runs <= most))
    throw new SyntaxFault(start, `a number of runs from ${fewest} to ${most}, as in \`rows outside 14 runs\``)
  cursor.expect('runs', '`runs` after their number, as in `rows outside 14 runs`')
  return runs
}

function readLimit(cursor: Cursor, quantity: Quantity): Limit {
  const is = cursor.takeOneOf(operators)
  if (is === undefined)
    throw new SyntaxFault(cursor.position, `${operators.map((each) => `\`${each}\``).join(', ')} or \`outside\``)
  const sign = cursor.takeOneOf(['+', '-'])
  const start = cursor.position
  const number = readNumber(cursor)
  const isPercent = cursor.takeOneOf(['%']) !== undefined
  if (isPercent && sign === undefined && quantity.of !== 'nulls')
    throw new SyntaxFault(
      start,
      `a sign: a percentage of ${quantity.of} is a change, as in \`rows<-20%\` or \`rows>+50%\``,
    )
  const unit = isPercent || quantity.of !== 'bytes' ? undefined : cursor.takeOneOf(byteUnitNames)
  const size = unit === undefined ? number : Math.round(number * byteUnits[unit])
  if (!isPercent && !Number.isSafeInteger(size))
    throw new SyntaxFault(start, `a whole number of ${quantity.of}, or percent with \`%\``)
  // −0 and 0 are equal amounts.
  const amount = sign === '-' && size !== 0 ? -size : size
  return { kind: 'limit', quantity, is, amount, isPercent, isChange: sign !== undefined }
}

const byteUnitNames = ['TiB', 'GiB', 'MiB', 'KiB', 'B'] as const
const timeUnitNames = ['m', 'h', 'd'] as const

function readAge(cursor: Cursor): Omit<Staleness, 'kind'> {
  const amount = readNumber(cursor)
  const unit = cursor.takeOneOf(timeUnitNames)
  if (unit === undefined) throw new SyntaxFault(cursor.position, 'a unit: `m` (minutes), `h` (hours) or `d` (days)')
  return { amount, unit }
}
