import type { Comparison } from '../comparison.ts'
import type { RowChanges, RowCount } from '../rows/row-changes.ts'
import { breakRule, formatDecimal, isInLimit, kept, leaveUndecided, type RuleResult, toPercent } from './check-limit.ts'
import { measureFinding } from './finding.ts'
import type { RowChangeLimit } from './row-limit.ts'

const none: RowCount = { count: 0, from: 0, to: 0 }

/**
 * Checks how many rows differ from the base. An estimate from a sample breaks a limit only with its whole interval, and
 * keeps it only with its whole interval.
 */
export function checkRowChanges(rule: RowChangeLimit, { isSame, rowChanges, rowsNotCompared }: Comparison): RuleResult {
  // Rows of equal data are not compared one by one.
  if (isSame === true) return isInLimit(0, rule) ? breakRule('No row differs.') : kept
  if (rowChanges === undefined) return leaveUndecided(rowsNotCompared ?? 'Rows are compared only with `diff-key`.')
  const rows = countRows(rule, rowChanges)
  if (rows === undefined)
    return leaveUndecided(`The column ${JSON.stringify(rule.column)} is not among those compared by row.`)
  const whole = rule.of === 'rows-added' || rule.of === 'rows-removed' ? rowChanges.rows.base : rowChanges.shared.count
  const measure = (count: number) => (rule.isPercent ? toPercent(count, whole) : count)
  const ends = [measure(rows.from), measure(rows.to)]
  const isBroken = ends.map((amount) => isInLimit(amount, rule))
  const evidence = describeRows(rule, rows, whole)
  // The end of an estimate that is further from the limit counts.
  const furthest = rule.is === '<' || rule.is === '<=' ? Math.min(...ends) : Math.max(...ends)
  if (isBroken.every(Boolean)) return breakRule(evidence, measureFinding(furthest, rule.is))
  return isBroken.some(Boolean) ? leaveUndecided(`The sample does not decide it: ${evidence}`) : kept
}

function countRows(
  { of, column }: RowChangeLimit,
  { added, removed, changed, columns, key }: RowChanges,
): RowCount | undefined {
  switch (of) {
    case 'rows-added':
      return added
    case 'rows-removed':
      return removed
    case 'rows-changed':
      return changed
    case 'changed':
      // The key is equal in rows of both.
      if (key.some((name) => name === column)) return none
      return columns.find(({ name }) => name === column)?.differing
  }
}

function describeRows({ of, column, isPercent }: RowChangeLimit, { count, from, to }: RowCount, whole: number): string {
  const interval = from === to ? '' : ` (${formatDecimal(from)} to ${formatDecimal(to)})`
  const rows = `${from === to ? '' : 'about '}${formatDecimal(count)}${interval} ${count === 1 ? 'row' : 'rows'}`
  const share = isPercent ? `, ${formatDecimal(toPercent(count, whole))} %` : ''
  return column === undefined ? `${rows} ${of.slice('rows-'.length)}${share}.` : `${column} differs in ${rows}${share}.`
}
