import { historyRuns, type Quantity } from '../rules/rules.ts'

/** The range in which a quantity is usual, and its middle. `low` is not negative: quantities are counts or shares. */
export type Band = { readonly low: number; readonly median: number; readonly high: number }

/**
 * The distance from the median, in MADs, beyond which a value is an outlier: 3.5 as the limit of the modified z-score
 * of Iglewicz and Hoaglin, whose factor 0.6745 makes the MAD of normally distributed values their standard deviation.
 * Median and MAD stay where they are while fewer than half of the values are outliers.
 * https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm
 */
const outlierMads = 3.5 / 0.6745

/** The least distance, as a part of the median: after values that hardly differ, a small change is not an outlier. */
const leastShare = 0.05

/**
 * The band of earlier values, by their median and their median absolute deviation (MAD); undefined for fewer than five.
 * Neither the order of the values nor their unit matters: the band of doubled values is the doubled band.
 *
 * @param leastDistance The least distance from the median to the ends, in the unit of the values
 */
export function createBand(values: readonly number[], leastDistance = 0): Band | undefined {
  if (values.length < historyRuns.fewest) return undefined
  const median = findMedian(values)
  const mad = findMedian(values.map((value) => Math.abs(value - median)))
  const distance = Math.max(outlierMads * mad, leastShare * Math.abs(median), leastDistance)
  return { low: Math.max(0, median - distance), median, high: median + distance }
}

/** Whether the value is below or above the band. Its ends belong to it. */
export const isOutlier = (value: number, { low, high }: Band): boolean => value < low || value > high

/** The band for display: rows and bytes are whole, so that its ends are the least and the greatest of them inside. */
export function roundBand(band: Band, { of }: Pick<Quantity, 'of'>): Band {
  if (of === 'nulls') return band
  return { low: Math.ceil(band.low), median: Math.round(band.median), high: Math.floor(band.high) }
}

/** The middle value, or the mean of the two in the middle. */
function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
  return lower + (upper - lower) / 2
}
