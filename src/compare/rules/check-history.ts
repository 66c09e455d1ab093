import { formatTime } from '../../lib/units.ts'
import { isOutlier, roundBand } from '../history/band.ts'
import type { BundleCounts } from '../history/bundle-counts.ts'
import { getAmount, type HistoryMeasure, type HistoryValue, measureHistory } from '../history/measure-history.ts'
import { breakRule, checkLimit, formatDecimal, kept, leaveUndecided, type RuleResult } from './check-limit.ts'
import { measureFinding } from './finding.ts'
import { historyRuns, type Outside, type PreviousLimit, printQuantity, type Quantity, type Rule } from './rules.ts'

/** The history of an output, as rules against history need it. */
export type HistoryFacts = {
  /** The parameters whose values order the history; empty: the time of creation does. */
  readonly over: readonly string[]
  /** The values before that of the output, the nearest first; at least as many as the rules ask for, if they exist. */
  readonly values: readonly HistoryValue[]
  /** The counts of the output itself. */
  readonly now: BundleCounts
  readonly restated: Restatement
}

/** Whether the value of the output was made before with other data. Undefined: unknown, for the reason `why`. */
export type Restatement =
  | { readonly isRestated: false }
  | { readonly isRestated: true; readonly value: string; readonly uuid: string; readonly madeAt: Date }
  | { readonly isRestated: undefined; readonly why: string }

/** A rule that needs the history of the output. */
type HistoryRule = Outside | PreviousLimit | { readonly kind: 'restated' }

/** Whether a rule needs the history of the output. */
export const isHistoryRule = (rule: Rule): boolean =>
  rule.kind === 'outside' || rule.kind === 'previous' || rule.kind === 'restated'

/** How many values before that of the output the rules need. */
export const countNeededRuns = (rules: readonly Rule[]): number =>
  Math.max(0, ...rules.map((rule) => (rule.kind === 'outside' ? rule.runs : rule.kind === 'previous' ? 1 : 0)))

/** The quantities of earlier values that the rules need. */
export const listHistoryQuantities = (rules: readonly Rule[]): readonly Quantity[] =>
  rules.flatMap((rule) =>
    rule.kind === 'outside' ? [rule.quantity] : rule.kind === 'previous' ? [rule.change.quantity] : [],
  )

/** The quantities that the rules compare with a band, each once, in the order of the rules. */
export const measureRules = (rules: readonly Rule[], { values, now }: HistoryFacts): readonly HistoryMeasure[] =>
  rules.flatMap((rule) => (rule.kind === 'outside' ? [measureHistory(rule, values, now)] : []))

/** Whether a rule that compares the output with earlier amounts is broken. */
export const breaksHistory = (rules: readonly Rule[], history: HistoryFacts): boolean =>
  rules.some(
    (rule) =>
      (rule.kind === 'outside' || rule.kind === 'previous') && checkHistory(rule, { history }).kind === 'broken',
  )

/** Evaluates a rule against the history. Without the facts it is undecided: a look that failed breaks no rule. */
export function checkHistory(
  rule: HistoryRule,
  { history }: { readonly history: HistoryFacts | { readonly unknown: string } },
): RuleResult {
  if ('unknown' in history) return leaveUndecided(`Not checked: ${history.unknown}`)
  switch (rule.kind) {
    case 'outside':
      return checkBand(rule, history)
    case 'previous':
      return checkPrevious(rule, history)
    case 'restated':
      return checkRestated(history.restated)
  }
}

function checkBand(rule: Outside, { values, now }: HistoryFacts): RuleResult {
  const measure = measureHistory(rule, values, now)
  const noun = describeQuantity(rule)
  if (measure.now === undefined) return leaveUndecided(`Not checked: the ${noun} of the output are unknown.`)
  const known = measure.points.filter(({ amount }) => amount !== undefined).length
  const { band } = measure
  if (band === undefined) {
    const found = known === measure.points.length ? `there are ${known} earlier values` : describeGaps(known, measure)
    return leaveUndecided(`Not checked: ${found}, and a band needs ${historyRuns.fewest}.`)
  }
  if (!isOutlier(measure.now, band)) return kept
  const { low, median, high } = roundBand(band, rule.quantity)
  const unit = rule.quantity.of === 'nulls' ? ' %' : ''
  const format = (amount: number) => `${formatDecimal(amount)}${unit}`
  const range = `${format(low)} to ${format(high)}, around ${format(median)}`
  const finding = measureFinding(measure.now, measure.now < band.low ? '<' : '>')
  return breakRule(`${format(measure.now)} ${noun}: the band of the last ${known} values is ${range}.`, finding)
}

const describeGaps = (known: number, { points }: HistoryMeasure) =>
  `the amounts of ${known} of ${points.length} earlier values are known`

const describeQuantity = ({ quantity }: Outside) =>
  quantity.of === 'nulls' ? `nulls of ${quantity.column}` : quantity.of

function checkPrevious({ change }: PreviousLimit, { values, now }: HistoryFacts): RuleResult {
  const [previous] = values
  if (previous === undefined) return leaveUndecided('Not checked: there is no earlier value.')
  const { quantity, isPercent } = change
  const count = (counts: BundleCounts | undefined) => counts && getAmount(counts, quantity, isPercent)
  const amounts = { base: count(previous.counts), now: count(now) }
  const side = amounts.now === undefined ? 'the output' : `\`${previous.label}\``
  if (amounts.now === undefined || amounts.base === undefined)
    return leaveUndecided(`Not checked: the ${printQuantity(quantity)} of ${side} are unknown.`)
  return checkLimit(change, { noBase: undefined, baseName: `\`${previous.label}\`` }, amounts)
}

function checkRestated(restated: Restatement): RuleResult {
  if (restated.isRestated === undefined) return leaveUndecided(`Not checked: ${restated.why}`)
  if (!restated.isRestated) return kept
  const { value, uuid, madeAt } = restated
  const evidence = `\`${value}\` was made before with other data: ${uuid}, created at ${formatTime(madeAt)}.`
  return breakRule(evidence, { subjects: [`${value} ${uuid}`] })
}
