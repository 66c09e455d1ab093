import type { Change, ColumnFacts, Comparison } from '../comparison.ts'
import { collectTables, hasUnreadTable } from '../file-tables.ts'
import { type Limit, printRule, type Rule, type Staleness, timeUnits } from './rules.ts'

/** What an output is judged by. */
export type RuleFacts = {
  /** What it holds, beside its base where it has one; or a sentence that says why that is not known. */
  readonly comparison: Comparison | { readonly unknown: string }
  /** Why it has no base, a sentence; undefined where it has one. */
  readonly noBase: string | undefined
  readonly createdAt: Date
  readonly now: Date
  /** Of everything that it holds. */
  readonly bytes: number
}

/** What came of rules: each as `printRule` writes it. */
export type RuleResults = {
  readonly checked: readonly string[]
  readonly breaches: readonly { readonly rule: string; readonly evidence: string }[]
  readonly undecided: readonly { readonly rule: string; readonly why: string }[]
}

type Finding =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly evidence: string }
  | { readonly kind: 'undecided'; readonly why: string }

const kept: Finding = { kind: 'kept' }
const broken = (evidence: string): Finding => ({ kind: 'broken', evidence })
const undecided = (why: string): Finding => ({ kind: 'undecided', why })

/** Columns that a sentence names before it only counts them. */
const maxNamed = 5

/**
 * Judges an output that is proved. A rule is broken only where that was seen; where it is not known, it is undecided, with the reason. `error` and
 * `missing-output` are kept by whatever output there is: without one there is nothing to judge.
 */
export function evaluateRules(rules: readonly Rule[], facts: RuleFacts): RuleResults {
  const findings = rules.map((rule) => ({ rule: printRule(rule), ...findingOf(rule, facts) }))
  return {
    checked: findings.map(({ rule }) => rule),
    breaches: findings.flatMap((one) => (one.kind === 'broken' ? [{ rule: one.rule, evidence: one.evidence }] : [])),
    undecided: findings.flatMap((one) => (one.kind === 'undecided' ? [{ rule: one.rule, why: one.why }] : [])),
  }
}

function findingOf(rule: Rule, facts: RuleFacts): Finding {
  const { comparison, noBase } = facts
  const seen = (find: (comparison: Comparison) => Finding) =>
    'unknown' in comparison ? undecided(comparison.unknown) : find(comparison)
  const beside = (find: (comparison: Comparison) => Finding) =>
    seen((whole) => (noBase === undefined ? find(whole) : undecided(noBase)))
  switch (rule.kind) {
    case 'error':
    case 'missing-output':
      return kept
    case 'stale':
      return ageOf(rule, facts)
    case 'empty':
      return seen(emptiness)
    case 'column-removed':
      return beside(removal)
    case 'type-changed':
      return beside(retyping)
    case 'limit':
      // The size of a proved bundle is known also where nothing was compared.
      return rule.quantity.of === 'bytes' && !rule.isChange
        ? limited(rule, facts, { base: undefined, now: facts.bytes })
        : seen((whole) => limitOf(rule, facts, whole))
  }
}

function ageOf({ amount, unit }: Staleness, { createdAt, now }: RuleFacts): Finding {
  const age = now.getTime() - createdAt.getTime()
  if (age <= amount * timeUnits[unit]) return kept
  const made = createdAt.toISOString().slice(0, 16).replace('T', ' ')
  return broken(`It was made on ${made} UTC, ${number(age / timeUnits[unit])} ${unit} ago.`)
}

function emptiness({ rows, columns, files, nested }: Comparison): Finding {
  if (rows.now !== undefined) return rows.now > 0 ? kept : broken('It has no rows.')
  const has = (part: { readonly now: unknown }) => part.now !== undefined
  if (nested.some(({ uuids }) => has(uuids)) || columns.some(({ now }) => now !== undefined && now.rows > 0))
    return kept
  const sizes = files.flatMap(({ now }) => (now === undefined ? [] : [now.bytes]))
  if (sizes.some((bytes) => bytes > 0)) return kept
  if (columns.some(({ status, now }) => status !== 'removed' && now === undefined))
    return undecided('Some of its frames cannot be read.')
  if (sizes.length > 0) return broken(`Of its ${sizes.length} file(s) none has a byte in it.`)
  return broken(columns.some(has) ? 'Its frames hold no values.' : 'It holds nothing.')
}

function removal(comparison: Comparison): Finding {
  const gone = comparison.columns.flatMap(({ name, status }) => (status === 'removed' ? [name] : []))
  const { base, now } = collectTables(comparison.files)
  const hidden = now.size === 0 || hasUnreadTable(comparison.files, 'now')
  const missing = [...gone, ...(hidden ? [] : [...base.keys()].filter((name) => !now.has(name)))]
  if (missing.length > 0) return broken(`Gone: ${named(missing)}.`)
  return tablesUnknown(comparison)
}

function retyping(comparison: Comparison): Finding {
  const retyped = comparison.columns.flatMap(({ name, differs, base, now }) =>
    differs.includes('type') ? [`${name} (${base?.type} before, ${now?.type} now)`] : [],
  )
  const { base, now } = collectTables(comparison.files)
  for (const [name, types] of base) {
    const others = now.get(name)
    if (others !== undefined && others !== types) retyped.push(`${name} (${types} before, ${others} now)`)
  }
  if (retyped.length > 0) return broken(`Of another type: ${named(retyped)}.`)
  const unread = comparison.columns.filter(({ status, base, now }) => status === 'unknown' && !(base && now))
  if (unread.length > 0) return undecided(`Not readable: ${named(unread.map(({ name }) => name))}.`)
  return tablesUnknown(comparison)
}

/** Files of tables that are not read as ones any more may have lost anything. */
function tablesUnknown(comparison: Comparison): Finding {
  const { base, now } = collectTables(comparison.files)
  const isUnread = now.size === 0 || hasUnreadTable(comparison.files, 'now')
  const isUnknown = base.size > 0 && isUnread && comparison.files.some((file) => file.now !== undefined)
  return isUnknown ? undecided('Which columns the files of the output have is not known.') : kept
}

function limitOf(rule: Limit, facts: RuleFacts, { rows, bytes, columns }: Comparison): Finding {
  const { quantity } = rule
  if (quantity.of !== 'nulls') return limited(rule, facts, quantity.of === 'rows' ? rows : bytes)
  const column = columns.find(({ name }) => name === quantity.column)
  if (column?.now === undefined) return undecided(`The output has no frame ${JSON.stringify(quantity.column)}.`)
  const counts = (of: ColumnFacts | undefined) => {
    if (of?.values === undefined) return undefined
    return rule.isPercent ? ratio(of.values.nulls, of.rows) : of.values.nulls
  }
  return limited(rule, facts, { base: counts(column.base), now: counts(column.now) })
}

/** The share in per cent; none of nothing. */
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : (part * 100) / whole)

function limited(rule: Limit, { noBase }: RuleFacts, { base, now }: Change<number>): Finding {
  const what = wordsFor(rule)
  if (now === undefined) return undecided(`How many ${what.noun} the output has is not known${what.reason}.`)
  if (!rule.isChange) return stands(now, rule) ? broken(`${amountText(now, rule)}.`) : kept
  if (noBase !== undefined) return undecided(noBase)
  if (base === undefined) return undecided(`How many ${what.noun} the base has is not known${what.reason}.`)
  const isRelative = rule.isPercent && rule.quantity.of !== 'nulls'
  const change = isRelative ? relativeChange(base, now) : now - base
  if (!stands(change, rule)) return kept
  const told = isRelative ? `${signed(change)} %` : `${signed(change)}${rule.isPercent ? ' points' : ''}`
  const rise = change === Number.POSITIVE_INFINITY ? 'a rise without bound' : told
  return broken(
    `${amountText(now, rule)}, ${number(base)}${rule.isPercent && !isRelative ? ' %' : ''} in the base: ${rise}.`,
  )
}

/** In per cent of the base. From 0 to 0 is no change, from 0 to anything a rise without bound, and from anything to 0 is −100 %. */
function relativeChange(base: number, now: number): number {
  if (base === 0) return now === 0 ? 0 : Number.POSITIVE_INFINITY
  return ((now - base) * 100) / base
}

function stands(value: number, { is, amount }: Limit): boolean {
  switch (is) {
    case '<':
      return value < amount
    case '<=':
      return value <= amount
    case '>':
      return value > amount
    case '>=':
      return value >= amount
  }
}

function wordsFor({ quantity }: Limit): { readonly noun: string; readonly reason: string } {
  if (quantity.of !== 'nulls') return { noun: quantity.of, reason: '' }
  return { noun: `nulls of ${quantity.column}`, reason: ': its values were not looked at, see `diff-max-bytes`' }
}

function amountText(amount: number, { quantity, isPercent }: Limit): string {
  if (quantity.of !== 'nulls') return `${number(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`
  return `${number(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`
}

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 })
const signed = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−')

function named(names: readonly string[]): string {
  const some = names.slice(0, maxNamed).join(', ')
  return names.length > maxNamed ? `${some}, and ${names.length - maxNamed} more` : some
}
