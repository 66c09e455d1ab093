import { type BundleDescription, compareNewestFirst } from '../../disdat/bundle.ts'
import { formatTime } from '../../lib/units.ts'
import { type BaseCriteria, hasSameParams } from '../../remote/base.ts'
import { compareOrder, getParamText, listOrderedParams, readOrder } from './history-order.ts'

/** An earlier value of an output: its newest bundle. */
export type HistoryEntry = {
  /** The values of the parameters that order the history, or the time of creation. */
  readonly label: string
  readonly bundle: BundleDescription
}

/** The outputs of a name before one of them. */
export type SelectedHistory = {
  /** The parameters whose values order the history; empty: the time of creation does. */
  readonly over: readonly string[]
  /** The value of the output itself. */
  readonly label: string
  /** The values before that of the output, the nearest first. */
  readonly entries: readonly HistoryEntry[]
  /** The newest earlier bundle with the value of the output itself. */
  readonly before: BundleDescription | undefined
}

export type HistoryCriteria = Pick<BaseCriteria, 'output' | 'inputParam'> & {
  /** The parameters of `each` of the step. */
  readonly each: readonly string[]
}

/**
 * Selects the history of an output among the committed bundles of its name: those whose other parameters are equal, in
 * the order of the parameters that `listOrderedParams` finds. A value that was made several times counts once, with its
 * newest bundle. Bundles that were made after the output, such as a later backfill, count for their own values. The
 * output itself may be among the bundles.
 */
export function selectHistory(bundles: readonly BundleDescription[], criteria: HistoryCriteria): SelectedHistory {
  const { output, each } = criteria
  const ordered = listOrderedParams(output, each)
  const over = ordered.map(({ name }) => name)
  const similar = bundles.filter((other) => hasSameParams(other, criteria, new Set(over)))
  const isEarlier = ({ createdSeconds }: BundleDescription) => createdSeconds < output.createdSeconds
  if (ordered.length === 0) {
    const earlier = similar.filter(isEarlier).toSorted(compareNewestFirst)
    const entries = earlier.map((bundle) => ({ label: formatTime(bundle.createdAt), bundle }))
    return { over, label: formatTime(output.createdAt), entries, before: earlier[0] }
  }
  const own = ordered.map(({ order }) => order)
  const placed = similar.toSorted(compareNewestFirst).flatMap((bundle) => {
    const order = readOrder(bundle, ordered)
    return order === undefined ? [] : [{ bundle, order }]
  })
  const format = (bundle: BundleDescription) => over.map((name) => getParamText(bundle, name)).join(', ')
  const made = [...Map.groupBy(placed, ({ order }) => order.join()).values()]
  const entries = made
    .flatMap((bundlesOfValue) => bundlesOfValue.slice(0, 1))
    .filter(({ order }) => compareOrder(order, own) < 0)
    .toSorted((a, b) => compareOrder(b.order, a.order))
    .map(({ bundle }) => ({ label: format(bundle), bundle }))
  const again = placed.find(({ bundle, order }) => compareOrder(order, own) === 0 && isEarlier(bundle))
  return { over, label: format(output), entries, before: again?.bundle }
}
