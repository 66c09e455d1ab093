import { countElements } from '../../disdat/format/frame.ts'
import type { Change, ColumnFacts, Comparison } from '../comparison.ts'
import { measureFinding, type RuleFinding } from './finding.ts'
import type { Limit } from './rules.ts'

/** The result of one rule. Evidence and reasons are sentences; without a finding, the evidence is all that is known. */
export type RuleResult =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly evidence: string; readonly finding?: RuleFinding | undefined }
  | { readonly kind: 'undecided'; readonly why: string }

export const kept: RuleResult = { kind: 'kept' }
export const breakRule = (evidence: string, finding?: RuleFinding): RuleResult => ({
  kind: 'broken',
  evidence,
  finding,
})
export const leaveUndecided = (why: string): RuleResult => ({ kind: 'undecided', why })

/** What a limit of the change needs to know about the base. */
type BaseFacts = {
  /** A sentence with the reason why there is no base; undefined where there is one. */
  readonly noBase: string | undefined
  /** What the evidence calls it. */
  readonly baseName?: string
}

/** Checks a limit of rows, bytes, or the nulls of a column, or of their change from the base. */
export function checkQuantity(rule: Limit, facts: BaseFacts, { rows, bytes, columns }: Comparison): RuleResult {
  const { quantity } = rule
  if (quantity.of !== 'nulls') return checkLimit(rule, facts, quantity.of === 'rows' ? rows : bytes)
  const column = columns.find(({ name }) => name === quantity.column)
  if (column?.now === undefined) return leaveUndecided(`The output has no column ${JSON.stringify(quantity.column)}.`)
  const countNulls = (side: ColumnFacts) => {
    const nulls = side.values?.nulls
    return nulls !== undefined && rule.isPercent ? toPercent(nulls, countValues(side)) : nulls
  }
  const nulls = { base: column.base && countNulls(column.base), now: countNulls(column.now) }
  const unknown = nulls.now === undefined ? column.now : column.base
  return checkLimit(rule, facts, nulls, unknown?.values && textOrNull)
}

/** Arrays have more values than rows; texts may have no shape. */
const countValues = ({ shape, rows }: ColumnFacts) => (shape.length === 0 ? rows : countElements(shape))

/** In percent; 0 without values. */
export const toPercent = (part: number, whole: number) => (whole === 0 ? 0 : (part * 100) / whole)

/**
 * Checks a limit of a quantity, or of its change from the base.
 *
 * @param why The reason why a quantity is unknown, if it is not that of every rule for this quantity.
 */
export function checkLimit(
  rule: Limit,
  { noBase, baseName = 'the base' }: BaseFacts,
  { base, now }: Change<number>,
  why?: string,
): RuleResult {
  const { noun, reason } = describeQuantity(rule, why)
  if (now === undefined) return leaveUndecided(`The number of ${noun} in the output is unknown${reason}.`)
  if (!rule.isChange)
    return isInLimit(now, rule) ? breakRule(`${formatAmount(now, rule)}.`, measureFinding(now, rule.is)) : kept
  if (noBase !== undefined) return leaveUndecided(noBase)
  if (base === undefined) return leaveUndecided(`The number of ${noun} in ${baseName} is unknown${reason}.`)
  const isRelative = rule.isPercent && rule.quantity.of !== 'nulls'
  const change = isRelative ? getRelativeChange(base, now) : now - base
  if (!isInLimit(change, rule)) return kept
  const unit = rule.isPercent && !isRelative ? ' %' : ''
  const evidence = `${formatAmount(now, rule)}, ${formatDecimal(base)}${unit} in ${baseName}`
  return breakRule(`${evidence}: ${formatChange(change, rule, isRelative)}.`, measureFinding(change, rule.is))
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

/** Whether a value is in the range that a limit names. */
export function isInLimit(value: number, { is, amount }: Pick<Limit, 'is' | 'amount'>): boolean {
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
  if (quantity.of !== 'nulls')
    return `${formatDecimal(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`
  return `${formatDecimal(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`
}

/** With at most two decimals. */
export const formatDecimal = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 })
const formatSigned = (value: number) =>
  value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−')
