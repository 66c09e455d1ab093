import type { Comparison } from '../comparison.ts'
import { collectTables, formatTypes, hasUnreadTable, haveSameTypes } from '../file-tables.ts'
import { checkHistory, type HistoryFacts } from './check-history.ts'
import {
  breakRule,
  checkLimit,
  checkQuantity,
  formatDecimal,
  kept,
  leaveUndecided,
  type RuleResult,
} from './check-limit.ts'
import { checkRowChanges } from './check-rows.ts'
import type { RuleFinding } from './finding.ts'
import { printRule, type Rule, type Staleness, timeUnits } from './rules.ts'

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
  /** The values before that of the output, or a sentence with the reason why they are unknown. */
  readonly history: HistoryFacts | { readonly unknown: string }
}

/** The results of the rules, each rule as `printRule` formats it. */
export type RuleResults = {
  readonly checked: readonly string[]
  readonly breaches: readonly { readonly rule: string; readonly evidence: string; readonly finding: RuleFinding }[]
  readonly undecided: readonly { readonly rule: string; readonly why: string }[]
}

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
    breaches: results.flatMap((one) => {
      if (one.kind !== 'broken') return []
      const { rule, evidence, finding = { subjects: [evidence] } } = one
      return [{ rule, evidence, finding }]
    }),
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
    case 'row-limit':
      return withBase((comparison) => checkRowChanges(rule, comparison))
    case 'outside':
    case 'previous':
    case 'restated':
      return checkHistory(rule, facts)
  }
}

function checkAge({ amount, unit }: Staleness, { createdAt, now }: RuleFacts): RuleResult {
  const age = now.getTime() - createdAt.getTime()
  if (age <= amount * timeUnits[unit]) return kept
  const created = createdAt.toISOString().slice(0, 16).replace('T', ' ')
  const evidence = `It was created at ${created} UTC, ${formatDecimal(age / timeUnits[unit])} ${unit} ago.`
  // The age grows from one look to the next, and the bundle is the same.
  return breakRule(evidence, { subjects: [createdAt.toISOString()] })
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
  const subjects = [...removed, ...missing]
  if (subjects.length > 0) return breakRule(`Removed: ${listNames(subjects.map(quoteName))}.`, { subjects })
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
  if (changed.length > 0) return breakRule(`Type changed: ${listNames(changed)}.`, { subjects: changed })
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

const quoteName = (name: string) => `\`${name}\``

function listNames(names: readonly string[]): string {
  const some = names.slice(0, maxNamed).join(', ')
  return names.length > maxNamed ? `${some}, and ${names.length - maxNamed} more` : some
}
