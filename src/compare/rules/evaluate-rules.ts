import { countElements } from '../../disdat/format/frame.ts'
import type { Change, ColumnFacts, Comparison } from '../comparison.ts'
import { collectTables, formatTypes, hasUnreadTable, haveSameTypes } from '../file-tables.ts'
import { type Limit, printRule, type Rule, type Staleness, timeUnits } from './rules.ts'

/** The facts of an output that rules apply to. */
export type RuleFacts = {
  /** The comparison with the base, if there is one; or a sentence with the reason why there is no comparison. */
  readonly comparison: Comparison | { readonly unknown: string }
  /** A sentence with the reason why there is no base; undefined where there is one. */
  readonly noBase: string | undefined
  readonly createdAt: Date
  readonly now: Date
  /** The size of the whole bundle. */
  readonly bytes: number
}

/** The results of the rules, each rule as `printRule` formats it. */
export type RuleResults = {
  readonly checked: readonly string[]
  readonly breaches: readonly { readonly rule: string; readonly evidence: string }[]
  readonly undecided: readonly { readonly rule: string; readonly why: string }[]
}

type RuleResult =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly evidence: string }
  | { readonly kind: 'undecided'; readonly why: string }

const kept: RuleResult = { kind: 'kept' }
const breakRule = (evidence: string): RuleResult => ({ kind: 'broken', evidence })
const leaveUndecided = (why: string): RuleResult => ({ kind: 'undecided', why })

/** The most columns that a sentence names; it counts the others. */
const maxNamed = 5

/**
 * Evaluates rules for a proved output. A rule is broken only with evidence; without the facts it is undecided, with the
 * reason. A proved output always keeps `error` and `missing-output`.
 */
export function evaluateRules(rules: readonly Rule[], facts: RuleFacts): RuleResults {
  const results = rules.map((rule) => ({ rule: printRule(rule), ...evaluateRule(rule, facts) }))
  return {
    checked: results.map(({ rule }) => rule),
    breaches: results.flatMap((one) => (one.kind === 'broken' ? [{ rule: one.rule, evidence: one.evidence }] : [])),
    undecided: results.flatMap((one) => (one.kind === 'undecided' ? [{ rule: one.rule, why: one.why }] : [])),
  }
}

function evaluateRule(rule: Rule, facts: RuleFacts): RuleResult {
  const { comparison, noBase } = facts
  const withComparison = (find: (comparison: Comparison) => RuleResult) =>
    'unknown' in comparison ? leaveUndecided(comparison.unknown) : find(comparison)
  const withBase = (find: (comparison: Comparison) => RuleResult) =>
    withComparison((known) => (noBase === undefined ? find(known) : leaveUndecided(noBase)))
  switch (rule.kind) {
    case 'error':
    case 'missing-output':
      return kept
    case 'stale':
      return checkAge(rule, facts)
    case 'empty':
      return withComparison(checkEmpty)
    case 'column-removed':
      return withBase(checkRemovedColumns)
    case 'type-changed':
      return withBase(checkChangedTypes)
    case 'limit':
      // The size of a proved bundle is known even without a comparison.
      return rule.quantity.of === 'bytes' && !rule.isChange
        ? checkLimit(rule, facts, { base: undefined, now: facts.bytes })
        : withComparison((comparison) => checkQuantity(rule, facts, comparison))
  }
}

function checkAge({ amount, unit }: Staleness, { createdAt, now }: RuleFacts): RuleResult {
  const age = now.getTime() - createdAt.getTime()
  if (age <= amount * timeUnits[unit]) return kept
  const created = createdAt.toISOString().slice(0, 16).replace('T', ' ')
  return breakRule(`It was created at ${created} UTC, ${formatNumber(age / timeUnits[unit])} ${unit} ago.`)
}

function checkEmpty(comparison: Comparison): RuleResult {
  const { rows, columns, files, nested } = comparison
  if (rows.now !== undefined) return rows.now > 0 ? kept : breakRule('It has no rows.')
  if (holdsNone(comparison)) return breakRule('The pipe returned None.')
  const has = (part: { readonly now: unknown }) => part.now !== undefined
  if (nested.some(({ uuids }) => has(uuids)) || columns.some(({ now }) => now !== undefined && now.rows > 0))
    return kept
  const sizes = files.flatMap(({ now }) => (now === undefined ? [] : [now.bytes]))
  if (sizes.some((bytes) => bytes > 0)) return kept
  if (columns.some(({ status, now }) => status !== 'removed' && now === undefined))
    return leaveUndecided('Some frames cannot be read.')
  if (sizes.length > 0) return breakRule(`All ${sizes.length} file(s) are empty.`)
  return breakRule(columns.some(has) ? 'Its frames hold no values.' : 'It holds nothing.')
}

/** Disdat stores None as JSON with the one text `null`, about which the statistics do not say whether it is a null. */
function holdsNone({ presentation, columns }: Comparison): boolean {
  if (presentation.now !== 'JSON') return false
  return columns.some(({ now }) => now?.rows === 1 && now.values !== undefined && now.values.nulls !== 0)
}

function checkRemovedColumns(comparison: Comparison): RuleResult {
  const removed = comparison.columns.flatMap(({ name, status }) => (status === 'removed' ? [name] : []))
  const { base, now } = collectTables(comparison.files)
  const isUnread = now.size === 0 || hasUnreadTable(comparison.files, 'now')
  const missing = isUnread ? [] : [...base].flatMap(([key, { name }]) => (now.has(key) ? [] : [name]))
  if (removed.length + missing.length > 0)
    return breakRule(`Removed: ${listNames([...removed, ...missing].map(quoteName))}.`)
  return checkUnreadTables(comparison)
}

function checkChangedTypes(comparison: Comparison): RuleResult {
  const changed = comparison.columns.flatMap(({ name, differs, base, now }) =>
    differs.includes('type') ? [`${quoteName(name)} (${base?.type} before, ${now?.type} now)`] : [],
  )
  const { base, now } = collectTables(comparison.files)
  for (const [key, column] of base) {
    const other = now.get(key)
    if (other === undefined || haveSameTypes(column, other)) continue
    changed.push(`${quoteName(column.name)} (${formatTypes(column)} before, ${formatTypes(other)} now)`)
  }
  if (changed.length > 0) return breakRule(`Type changed: ${listNames(changed)}.`)
  const unread = comparison.columns.filter(({ status, base, now }) => status === 'unknown' && !(base && now))
  if (unread.length > 0) return leaveUndecided(`Unreadable columns: ${listNames(unread.map(({ name }) => name))}.`)
  return checkUnreadTables(comparison)
}

/** Tables in files that can no longer be read may have lost any column, and those of the base may have had any. */
function checkUnreadTables({ files }: Comparison): RuleResult {
  const { base, now } = collectTables(files)
  const hasBase = base.size > 0 || hasUnreadTable(files, 'base')
  const isUnread = now.size === 0 || hasUnreadTable(files, 'now')
  if (hasBase && isUnread && files.some((file) => file.now !== undefined))
    return leaveUndecided('The columns in the files of the output are unknown.')
  return hasUnreadTable(files, 'base') ? leaveUndecided('The columns in the files of the base are unknown.') : kept
}

function checkQuantity(rule: Limit, facts: RuleFacts, { rows, bytes, columns }: Comparison): RuleResult {
  const { quantity } = rule
  if (quantity.of !== 'nulls') return checkLimit(rule, facts, quantity.of === 'rows' ? rows : bytes)
  const column = columns.find(({ name }) => name === quantity.column)
  if (column?.now === undefined) return leaveUndecided(`The output has no column ${JSON.stringify(quantity.column)}.`)
  const countNulls = (side: ColumnFacts | undefined) => {
    const nulls = side?.values?.nulls
    if (side === undefined || nulls === undefined) return undefined
    return rule.isPercent ? toPercent(nulls, countValues(side)) : nulls
  }
  const nulls = { base: countNulls(column.base), now: countNulls(column.now) }
  const unknown = nulls.now === undefined ? column.now : column.base
  return checkLimit(rule, facts, nulls, unknown?.values && textOrNull)
}

/** Arrays have more values than rows; texts may have no shape. */
const countValues = ({ shape, rows }: ColumnFacts) => (shape.length === 0 ? rows : countElements(shape))

/** In percent; 0 without values. */
const toPercent = (part: number, whole: number) => (whole === 0 ? 0 : (part * 100) / whole)

/** @param why The reason why a quantity is unknown, if it is not that of every rule for this quantity. */
function checkLimit(rule: Limit, { noBase }: RuleFacts, { base, now }: Change<number>, why?: string): RuleResult {
  const { noun, reason } = describeQuantity(rule, why)
  if (now === undefined) return leaveUndecided(`The number of ${noun} in the output is unknown${reason}.`)
  if (!rule.isChange) return breaksLimit(now, rule) ? breakRule(`${formatAmount(now, rule)}.`) : kept
  if (noBase !== undefined) return leaveUndecided(noBase)
  if (base === undefined) return leaveUndecided(`The number of ${noun} in the base is unknown${reason}.`)
  const isRelative = rule.isPercent && rule.quantity.of !== 'nulls'
  const change = isRelative ? getRelativeChange(base, now) : now - base
  if (!breaksLimit(change, rule)) return kept
  const unit = rule.isPercent && !isRelative ? ' %' : ''
  const evidence = `${formatAmount(now, rule)}, ${formatNumber(base)}${unit} in the base`
  return breakRule(`${evidence}: ${formatChange(change, rule, isRelative)}.`)
}

function formatChange(change: number, { isPercent }: Limit, isRelative: boolean): string {
  if (change === Number.POSITIVE_INFINITY) return 'an infinite increase'
  if (isRelative) return `${formatSigned(change)} %`
  return `${formatSigned(change)}${isPercent ? ' points' : ''}`
}

/** In percent of the base: 0 from 0 to 0, infinite from 0 to more, −100 to 0. */
function getRelativeChange(base: number, now: number): number {
  if (base === 0) return now === 0 ? 0 : Number.POSITIVE_INFINITY
  return ((now - base) * 100) / base
}

function breaksLimit(value: number, { is, amount }: Limit): boolean {
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

const textOrNull = 'Disdat stores the texts `null` and `NaN` as it stores missing values'

function describeQuantity({ quantity }: Limit, why = 'its values were not read, see `diff-max-bytes`') {
  if (quantity.of !== 'nulls') return { noun: quantity.of, reason: '' }
  return { noun: `nulls of ${quantity.column}`, reason: `: ${why}` }
}

function formatAmount(amount: number, { quantity, isPercent }: Limit): string {
  if (quantity.of !== 'nulls') return `${formatNumber(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`
  return `${formatNumber(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`
}

const formatNumber = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 })
const formatSigned = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−')

const quoteName = (name: string) => `\`${name}\``

function listNames(names: readonly string[]): string {
  const some = names.slice(0, maxNamed).join(', ')
  return names.length > maxNamed ? `${some}, and ${names.length - maxNamed} more` : some
}
