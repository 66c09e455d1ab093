import type { Outside, Quantity } from '../rules/rules.ts'
import { type Band, createBand } from './band.ts'
import type { BundleCounts } from './bundle-counts.ts'

/** An earlier value of the output. */
export type HistoryValue = {
  /** The values of the parameters that order the history, or the time of creation. */
  readonly label: string
  readonly uuid: string
  /** Undefined where they are unknown. */
  readonly counts: BundleCounts | undefined
  /** Whether a receipt has the counts, which nothing proves. */
  readonly isRecorded?: boolean
}

/** A quantity of an output beside the values before it. */
export type HistoryMeasure = {
  readonly quantity: Quantity['of']
  /** The column of `nulls`. */
  readonly column?: string
  /** How many values the rule asks for. */
  readonly runs: number
  /** The amount in the output; nulls are in percent of the rows. Undefined where it is unknown. */
  readonly now: number | undefined
  /** Undefined where fewer than five amounts are known. */
  readonly band: Band | undefined
  /** The oldest first. */
  readonly points: readonly { readonly value: string; readonly uuid: string; readonly amount: number | undefined }[]
}

/** In percent: a null among a thousand rows is not an outlier, however few there were before. */
const leastNullDistance = 0.1

/** Measures the quantity of a rule in the last values, nearest first, and in the output. */
export function measureHistory(
  { quantity, runs }: Pick<Outside, 'quantity' | 'runs'>,
  values: readonly HistoryValue[],
  now: BundleCounts,
): HistoryMeasure {
  const measure = (counts: BundleCounts | undefined) => counts && getAmount(counts, quantity, true)
  const points = values
    .slice(0, runs)
    .map(({ label, uuid, counts }) => ({ value: label, uuid, amount: measure(counts) }))
    .reverse()
  const amounts = points.flatMap(({ amount }) => amount ?? [])
  return {
    quantity: quantity.of,
    ...(quantity.of === 'nulls' && { column: quantity.column }),
    runs,
    now: measure(now),
    band: createBand(amounts, quantity.of === 'nulls' ? leastNullDistance : 0),
    points,
  }
}

/**
 * The amount of a quantity; undefined where it is unknown. Nulls in percent are those of the rows, because receipts do
 * not have the number of values of a column of arrays.
 */
export function getAmount(
  { rows, bytes, nulls }: BundleCounts,
  quantity: Quantity,
  isPercentOfRows: boolean,
): number | undefined {
  if (quantity.of !== 'nulls') return quantity.of === 'rows' ? rows : bytes
  const count = nulls.get(quantity.column)
  if (!isPercentOfRows || count === undefined) return count
  return rows === undefined ? undefined : rows === 0 ? 0 : (count * 100) / rows
}
