import { randomInt } from 'node:crypto'
import type { Rule } from '../rules/rules.ts'
import type { HistoryValue } from './measure-history.ts'

/**
 * The receipts of a window that each run compares with their bundles. To move a band beyond what the true values allow,
 * at least half of them must be false, and then at least seven of eight choices contain one of these.
 */
const checksOfWindow = 3

/**
 * Chooses the values whose receipts are compared with their bundles although no rule is broken: the previous value if a
 * rule asks for it, and some of each window. The choice is random, so that no writer of receipts knows it.
 *
 * @param values The nearest first
 * @param pick Returns a whole number from 0 to below its argument
 */
export function chooseChecks(
  rules: readonly Rule[],
  values: readonly HistoryValue[],
  pick: (below: number) => number = randomInt,
): ReadonlySet<HistoryValue> {
  const windows = new Set(rules.flatMap((rule) => (rule.kind === 'outside' ? rule.runs : [])))
  const previous = rules.some(({ kind }) => kind === 'previous') ? values.slice(0, 1) : []
  const chosen = [...windows].flatMap((runs) => chooseSome(values.slice(0, runs).filter(isRecorded), pick))
  return new Set([...previous.filter(isRecorded), ...chosen])
}

const isRecorded = (value: HistoryValue) => value.isRecorded === true

function chooseSome(values: readonly HistoryValue[], pick: (below: number) => number): readonly HistoryValue[] {
  const left = [...values]
  return Array.from({ length: Math.min(checksOfWindow, left.length) }).flatMap(() => left.splice(pick(left.length), 1))
}
