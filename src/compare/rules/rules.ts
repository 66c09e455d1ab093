/** Rules that need no amount. */
const plainRules = ['error', 'missing-output', 'empty', 'column-removed', 'type-changed'] as const
/** In the order in which they are looked for, so that `<=` is not taken for `<`. */
const relations = ['<=', '>=', '<', '>'] as const
const byteUnits = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 } as const
/** In milliseconds. */
export const timeUnits = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const

/** What an amount is the limit of; `nulls` are those of one column. */
type Quantity = { readonly of: 'rows' | 'bytes' } | { readonly of: 'nulls'; readonly column: string }

/** Broken where the quantity stands in this relation to the amount. */
export type Limit = {
  readonly kind: 'limit'
  readonly quantity: Quantity
  readonly is: (typeof relations)[number]
  readonly amount: number
  /** Per cent of what the base has; of nulls, of the column's rows, and a change is then one in percentage points. */
  readonly isPercent: boolean
  /** It is the change against the base that is limited, as a sign before the amount says. */
  readonly isChange: boolean
}

/** Broken where the output is older than this. */
export type Staleness = { readonly kind: 'stale'; readonly amount: number; readonly unit: keyof typeof timeUnits }

/** One rule of `fail-on`: what must not be. */
export type Rule = { readonly kind: (typeof plainRules)[number] } | Limit | Staleness

/** A mistake in a text of rules. Line and column count from 1, the column in UTF-16 units. */
export type RuleFault = {
  readonly line: number
  readonly column: number
  /** The word that is none of those allowed, or else the whole rule. */
  readonly given: string
  /** A sentence that says where it is and what was expected there. */
  readonly expected: string
  /** The words that can stand there; one of them may have been meant. */
  readonly allowed: readonly string[]
}

/** More rules than anybody needs. */
const maxRules = 100

/**
 * Reads rules, separated by commas or line breaks: `empty`, `rows<-20%`, `bytes>+1GiB`, `nulls("a column")>1%`, `stale>26h`. A rule that stands
 * twice counts once. Reads on after a mistake, and tells all of them; never throws.
 */
export function parseRules(text: string): { readonly value: readonly Rule[]; readonly faults: readonly RuleFault[] } {
  const cursor = new Cursor(text)
  const rules = new Map<string, Rule>()
  const faults: RuleFault[] = []
  for (cursor.take(/[\s,]+/y); !cursor.isAtEnd && rules.size + faults.length < maxRules; cursor.take(/[\s,]+/y)) {
    const start = cursor.at
    try {
      const rule = readRule(cursor)
      rules.set(printRule(rule), rule)
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error
      faults.push(faultAt(text, start, error))
      cursor.take(/[^,\n]*/y)
    }
  }
  if (!cursor.isAtEnd)
    faults.push(faultAt(text, cursor.at, new Unexpected(cursor.at, `the end: there are at most ${maxRules} rules`)))
  return { value: [...rules.values()], faults }
}

/** The rule as it is written without blanks; `parseRules` reads it back as the same. */
export function printRule(rule: Rule): string {
  if (rule.kind === 'stale') return `stale>${rule.amount}${rule.unit}`
  if (rule.kind !== 'limit') return rule.kind
  const { quantity, is, isChange, isPercent, amount } = rule
  const what = quantity.of === 'nulls' ? `nulls(${columnText(quantity.column)})` : quantity.of
  const unit = quantity.of === 'bytes' && !isPercent ? byteUnitOf(amount) : undefined
  const number = unit === undefined ? Math.abs(amount) : Math.abs(amount) / byteUnits[unit]
  const sign = isChange ? (amount < 0 ? '-' : '+') : ''
  return `${what}${is}${sign}${number}${isPercent ? '%' : (unit ?? '')}`
}

const columnText = (name: string) => (plainColumn.test(name) ? name : JSON.stringify(name))

/** The largest unit of which it is a whole number; none for what is smaller than all but bytes. */
function byteUnitOf(bytes: number): Exclude<keyof typeof byteUnits, 'B'> | undefined {
  return bytes === 0 ? undefined : largerUnits.find((unit) => bytes % byteUnits[unit] === 0)
}

const largerUnits = ['TiB', 'GiB', 'MiB', 'KiB'] as const

/** Something else was expected at a place of the text. */
class Unexpected extends Error {
  override readonly name = 'Unexpected'
  readonly at: number
  readonly word: { readonly given: string; readonly allowed: readonly string[] } | undefined

  /** @param word the one that stands there, and those that could */
  constructor(at: number, expected: string, word?: Unexpected['word']) {
    super(expected)
    this.at = at
    this.word = word
  }
}

function faultAt(text: string, start: number, { at, message, word }: Unexpected): RuleFault {
  const before = text.slice(0, at).split('\n')
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1]
  const given = word?.given || (/^[^,\n]*/.exec(text.slice(start))?.[0] ?? '').trim()
  const expected = `Line ${line}, column ${column}: expected ${message}.`
  return { line, column, given, expected, allowed: word?.allowed ?? [] }
}

/** A place in a text, from which one reads on. Patterns are sticky. */
class Cursor {
  readonly #text: string
  at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.#text.length
  }

  /** What the pattern finds here, which is then passed; undefined where it finds nothing. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  /** The first of these texts that stands here, after blanks. */
  oneOf<const T extends string>(texts: readonly T[]): T | undefined {
    this.take(blanks)
    const found = texts.find((each) => this.#text.startsWith(each, this.at))
    this.at += found?.length ?? 0
    return found
  }

  expect(text: string, expected: string): void {
    if (this.oneOf([text]) === undefined) throw new Unexpected(this.at, expected)
  }
}

const blanks = /[^\S\n]*/y
const words = [...plainRules, 'rows', 'bytes', 'nulls', 'stale'] as const
/** A column that needs no quotes. */
const plainColumn = /^[\p{L}\p{N}_.:-](?:[\p{L}\p{N}_.: -]*[\p{L}\p{N}_.:-])?$/u

function readRule(cursor: Cursor): Rule {
  const start = cursor.at
  const given = cursor.take(/[a-z]+(?:-[a-z]+)*/iy) ?? ''
  const word = words.find((each) => each === given.toLowerCase())
  if (word === undefined) throw new Unexpected(start, `a rule (${words.join(', ')})`, { given, allowed: words })
  const rule = readRest(cursor, word)
  cursor.take(blanks)
  const end = cursor.at
  if (!cursor.isAtEnd && cursor.take(/[,\n]/y) === undefined)
    throw new Unexpected(end, 'a comma or a line break before the next rule')
  return rule
}

function readRest(cursor: Cursor, word: (typeof words)[number]): Rule {
  switch (word) {
    case 'rows':
    case 'bytes':
      return readLimit(cursor, { of: word })
    case 'nulls':
      return readLimit(cursor, { of: word, column: readColumn(cursor) })
    case 'stale':
      cursor.expect('>', '`>` and an age, as in `stale>26h`')
      return { kind: word, ...readAge(cursor) }
    default:
      return { kind: word }
  }
}

function readColumn(cursor: Cursor): string {
  cursor.expect('(', '`(` and a column, as in `nulls(email)>1%`')
  cursor.take(blanks)
  const start = cursor.at
  const quoted = cursor.take(/"(?:[^"\\\n]|\\[^\n])*"/y)
  const name = quoted === undefined ? cursor.take(/[^()"'\n]*/y)?.trim() : unquoted(quoted)
  if (name === undefined || name === '')
    throw new Unexpected(start, 'a column; one with quotes, brackets or line breaks in it stands as a JSON text')
  cursor.expect(')', '`)` after the column; one with quotes or brackets in it stands as a JSON text')
  return name
}

function unquoted(text: string): string | undefined {
  try {
    return String(JSON.parse(text))
  } catch {
    return undefined
  }
}

function readLimit(cursor: Cursor, quantity: Quantity): Limit {
  const is = cursor.oneOf(relations)
  if (is === undefined) throw new Unexpected(cursor.at, `one of ${relations.map((each) => `\`${each}\``).join(', ')}`)
  const sign = cursor.oneOf(['+', '-'])
  const start = cursor.at
  const number = readNumber(cursor)
  const isPercent = cursor.oneOf(['%']) !== undefined
  if (isPercent && sign === undefined && quantity.of !== 'nulls')
    throw new Unexpected(start, `a sign: per cent of ${quantity.of} are a change, as in \`rows<-20%\` or \`rows>+50%\``)
  const unit = isPercent || quantity.of !== 'bytes' ? undefined : cursor.oneOf(byteUnitNames)
  const size = unit === undefined ? number : Math.round(number * byteUnits[unit])
  if (!isPercent && !Number.isSafeInteger(size))
    throw new Unexpected(start, `a whole number of ${quantity.of}, or per cent with \`%\``)
  // There is no −0 to be told from 0.
  const amount = sign === '-' && size !== 0 ? -size : size
  return { kind: 'limit', quantity, is, amount, isPercent, isChange: sign !== undefined }
}

const byteUnitNames = ['TiB', 'GiB', 'MiB', 'KiB', 'B'] as const
const timeUnitNames = ['m', 'h', 'd'] as const

function readAge(cursor: Cursor): Omit<Staleness, 'kind'> {
  const amount = readNumber(cursor)
  const unit = cursor.oneOf(timeUnitNames)
  if (unit === undefined) throw new Unexpected(cursor.at, 'a unit: `m` (minutes), `h` (hours) or `d` (days)')
  return { amount, unit }
}

function readNumber(cursor: Cursor): number {
  cursor.take(blanks)
  // No number that a double could not hold, or would print with an exponent.
  const text = cursor.take(/\d{1,12}(?:\.\d{1,6})?/y)
  if (text === undefined) throw new Unexpected(cursor.at, 'a number, such as 20 or 0.5')
  return Number(text)
}
