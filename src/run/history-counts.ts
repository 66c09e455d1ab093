import { findRefusalReason } from '../compare/compare-read.ts'
import { type BundleCounts, countBundle, createCountBudget } from '../compare/history/bundle-counts.ts'
import { getParamText } from '../compare/history/history-order.ts'
import { getAmount, type HistoryValue } from '../compare/history/measure-history.ts'
import type { HistoryEntry, SelectedHistory } from '../compare/history/select-history.ts'
import { countNeededRuns, listHistoryQuantities } from '../compare/rules/check-history.ts'
import { Failure } from '../errors.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { RunTarget } from '../plan/plan.ts'
import { isReceiptFor, type OutputReceipt } from '../remote/receipts/output-receipt.ts'
import type { Remote } from '../remote/remote.ts'

/** The receipts that are read at the same time. */
const maxReceiptReads = 32
/** The bundles without a receipt that are counted at the same time. The values of each are held in memory. */
const maxCounting = 2

/** How the history of an output is read. */
export interface HistoryReading {
  readonly remote: Remote
  readonly signal: AbortSignal
  /** The size limit for frames and files whose values are read. */
  readonly maxBytes: number
}

/**
 * Counts the values that the rules need, nearest first: as their receipts have them, otherwise as their bundles have
 * them, within the limits of `createCountBudget`. Throws Failure as the remote does.
 */
export async function countHistory(
  run: RunTarget,
  selected: SelectedHistory,
  reading: HistoryReading,
): Promise<readonly HistoryValue[]> {
  const { failOn } = run.comparison
  const entries = selected.entries.slice(0, countNeededRuns(failOn))
  const recorded = await readReceipts(run, { ...selected, entries }, reading)
  const quantities = listHistoryQuantities(failOn)
  const budget = createCountBudget()
  const values: HistoryValue[] = []
  const count = async ([index, { label, bundle }]: [number, HistoryEntry], signal: AbortSignal) => {
    const { uuid } = bundle
    const known = recorded.get(uuid)
    const isComplete = known && quantities.every((quantity) => getAmount(known, quantity, true) !== undefined)
    const counts = isComplete ? known : await tryCount(uuid, { ...reading, signal }, budget)
    values[index] = { label, uuid, counts: counts ?? known, ...(isComplete && { isRecorded: true }) }
  }
  await forEachBounded(entries.entries(), count, { signal: reading.signal, limit: maxCounting })
  return values
}

/**
 * Counts again the values whose counts a receipt has, as their bundles have them, within the limits of
 * `createCountBudget`. A value that cannot be counted keeps the counts of its receipt. Throws Failure as the remote
 * does.
 *
 * @param chosen The values to count; the others stay as they are
 */
export async function recountRecorded(
  values: readonly HistoryValue[],
  reading: HistoryReading,
  chosen: ReadonlySet<HistoryValue> = new Set(values),
): Promise<readonly HistoryValue[]> {
  const budget = createCountBudget()
  const recounted = [...values]
  const recount = async ([index, value]: [number, HistoryValue], signal: AbortSignal) => {
    if (value.isRecorded !== true || !chosen.has(value)) return
    const { counts, ...rest } = value
    const found = await tryCount(value.uuid, { ...reading, signal }, budget)
    if (found === undefined) return
    const nulls = new Map([...(counts?.nulls ?? []), ...found.nulls])
    recounted[index] = {
      ...{ ...rest, isRecorded: false },
      counts: { rows: found.rows ?? counts?.rows, bytes: found.bytes ?? counts?.bytes, nulls },
    }
  }
  await forEachBounded(values.entries(), recount, { signal: reading.signal, limit: maxCounting })
  return recounted
}

/** The counts of receipts by bundle. A receipt counts for the bundle that it names, if that is what the bundle says. */
async function readReceipts(
  run: RunTarget,
  { over, entries }: SelectedHistory,
  { remote, signal }: HistoryReading,
): Promise<ReadonlyMap<string, BundleCounts>> {
  const names = over.filter((name) => run.params.has(name))
  // Outputs whose values the run does not set share one receipt.
  const byKey = Map.groupBy(entries, ({ bundle }) => JSON.stringify(names.map((name) => getParamText(bundle, name))))
  const counts = new Map<string, BundleCounts>()
  const read = async (sharing: readonly HistoryEntry[], innerSignal: AbortSignal) => {
    const [first] = sharing
    if (first === undefined) return
    const params = new Map([...run.params, ...names.map((name) => [name, getParamText(first.bundle, name)] as const)])
    const key = { pipeClass: run.pipeClass.name, outputBundle: run.outputName, params }
    const receipt = await remote.receipts.read(key, { signal: innerSignal })
    const entry = receipt && sharing.find(({ bundle }) => isReceiptFor(receipt, bundle))
    if (entry) counts.set(entry.bundle.uuid, toCounts(receipt))
  }
  await forEachBounded(byKey.values(), read, { signal, limit: maxReceiptReads })
  return counts
}

const toCounts = ({ rows, bytes, nulls = new Map() }: OutputReceipt): BundleCounts => ({ rows, bytes, nulls })

/** One bundle that is damaged must not hide the others. */
async function tryCount(
  uuid: string,
  { remote, ...options }: HistoryReading,
  budget: ReturnType<typeof createCountBudget>,
): Promise<BundleCounts | undefined> {
  try {
    return await countBundle(remote, uuid, { ...options, budget })
  } catch (error) {
    if (concernsBundleOnly(error)) return undefined
    throw error
  }
}

/** Whether an error says nothing about other bundles: this one is damaged, archived, or refused on its own. */
export function concernsBundleOnly(error: unknown): boolean {
  const verdict = error instanceof Failure ? error.verdict : undefined
  return verdict === 'bundle-corrupt' || verdict === 'unreadable-file-name' || findRefusalReason(error) !== undefined
}
