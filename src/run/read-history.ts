import { inspect } from 'node:util'
import { compareBundles } from '../compare/compare-bundles.ts'
import type { Comparison } from '../compare/comparison.ts'
import { type BundleCounts, getCounts } from '../compare/history/bundle-counts.ts'
import { chooseChecks } from '../compare/history/choose-checks.ts'
import { getAmount, type HistoryValue } from '../compare/history/measure-history.ts'
import { type SelectedHistory, selectHistory } from '../compare/history/select-history.ts'
import {
  breaksHistory,
  type HistoryFacts,
  isHistoryRule,
  listHistoryQuantities,
  measureRules,
  type Restatement,
} from '../compare/rules/check-history.ts'
import type { Rule } from '../compare/rules/rules.ts'
import { describeError } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { createOutputQuery } from '../remote/base.ts'
import { proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import type { ComparisonReport, HistoryReport } from '../report/report.ts'
import { type ContextSnapshot, createContextSnapshot } from './context-snapshot.ts'
import type { PhaseContext } from './dependencies.ts'
import { concernsBundleOnly, countHistory, type HistoryReading, recountRecorded } from './history-counts.ts'
import type { LocatedOutput } from './prove.ts'

/** The most values that a warning names. */
const maxNamed = 5
/** How long the end of a run waits for the history of its output, in milliseconds. */
const historyLimitMs = 20_000

/** Whether a rule needs the history of the output. */
export const needsHistory = ({ comparison: { failOn } }: RunTarget): boolean => failOn.some(isHistoryRule)

/** What rules against history need, or why it is unknown in a sentence; and what the report shows. */
export type ReadHistory = {
  readonly facts: HistoryFacts | { readonly unknown: string }
  readonly report: HistoryReport | undefined
}

/** An output that has been compared. */
type ComparedOutput = LocatedOutput & {
  /** The contents of the output, or why they are unknown. */
  readonly contents: Comparison | { readonly unknown: string }
  readonly comparison: ComparisonReport | undefined
}

/**
 * Reads the history of an output in the base context: the earlier values, their counts as receipts have them, and
 * otherwise as their bundles have them, and whether the value was made before. Bounded in time, requests and bytes.
 * Throws only when the workflow is cancelled.
 */
export async function readHistory(
  context: PhaseContext<RunTarget>,
  output: ComparedOutput,
  snapshot: ContextSnapshot,
): Promise<ReadHistory> {
  if (!needsHistory(context.run)) return { facts: { unknown: 'no rule needs it.' }, report: undefined }
  const { cancelled, log } = context.dependencies
  const limit = AbortSignal.timeout(historyLimitMs)
  const signal = AbortSignal.any([snapshot.signal, limit])
  try {
    return await context.phase('history', () => read(context, output, { ...snapshot, signal }))
  } catch (error) {
    cancelled.throwIfAborted()
    await log.debug(inspect(error, { depth: 5 }))
    const timeout = `reading the history took more than ${historyLimitMs / 1000} s.`
    const unknown = signal.aborted ? timeout : `the history cannot be read: ${describeError(error)}`
    return { facts: { unknown }, report: undefined }
  }
}

async function read(
  context: PhaseContext<RunTarget>,
  output: ComparedOutput,
  snapshot: ContextSnapshot,
): Promise<ReadHistory> {
  const { run, dependencies } = context
  const isOwn = run.baseContext === output.remote.context
  const remote = isOwn ? output.remote : dependencies.openBase(output.remote, run.baseContext)
  const { catalog } = isOwn ? snapshot : createContextSnapshot(remote, snapshot.signal, true)
  const { findMatches, unread } = await catalog
  if (unread > 0) return { facts: { unknown: explainUnread(remote, unread) }, report: undefined }
  const { bundle } = output.proof
  const criteria = { output: bundle, inputParam: run.inputParam, each: run.eachParams }
  const query = createOutputQuery({ ...criteria, isReused: false, isNamedByPipe: run.outputName === '-' })
  const selected = selectHistory(findMatches(query), criteria)
  const { failOn, diffMaxBytes } = run.comparison
  const reading = { remote, signal: snapshot.signal, maxBytes: diffMaxBytes }
  const values = await countHistory(run, selected, reading)
  const restated = await findRestatement(context, output, selected, reading)
  const counted = { over: selected.over, values, now: countOutput(output), restated }
  const facts = { ...counted, values: await checkReceipts(failOn, counted, reading) }
  await warnOfReceipts(listContradicted(failOn, values, facts.values), context)
  const measures = measureRules(failOn, facts)
  const report = measures.length === 0 ? undefined : { over: selected.over, value: selected.label, measures }
  return { facts, report }
}

/**
 * The values with the counts of bundles in place of those that receipts alone say, where it matters. A receipt is a
 * hint: it may not fail a run alone, and many false ones may not hide that an output is unusual. So all are counted for
 * a rule that would be broken, and where one of a few is false.
 */
async function checkReceipts(
  failOn: readonly Rule[],
  counted: HistoryFacts,
  reading: HistoryReading,
): Promise<readonly HistoryValue[]> {
  const { values } = counted
  if (!breaksHistory(failOn, counted)) {
    const checked = await recountRecorded(values, reading, chooseChecks(failOn, values))
    if (listContradicted(failOn, values, checked).length === 0) return checked
  }
  return await recountRecorded(values, reading)
}

/** The values whose receipts contradict the bundles that they name. */
const listContradicted = (
  failOn: readonly Rule[],
  recorded: readonly HistoryValue[],
  counted: readonly HistoryValue[],
): readonly HistoryValue[] =>
  counted.filter(({ counts }, index) => {
    const before = recorded[index]?.counts
    if (before === undefined || counts === undefined) return false
    const quantities = listHistoryQuantities(failOn)
    return quantities.some((quantity) => getAmount(before, quantity, false) !== getAmount(counts, quantity, false))
  })

/** Warns once of receipts that contradict the bundles that they name. */
async function warnOfReceipts(
  contradicted: readonly HistoryValue[],
  { dependencies }: PhaseContext<RunTarget>,
): Promise<void> {
  if (contradicted.length === 0) return
  const labels = contradicted.slice(0, maxNamed).map(({ label }) => label)
  const more = contradicted.length > maxNamed ? ` and ${contradicted.length - maxNamed} more` : ''
  await dependencies.log.warning(
    `The receipts of ${labels.join(', ')}${more} contradict their bundles, which count: find out what else writes to run-action/receipts/.`,
  )
}

const explainUnread = ({ context }: Remote, unread: number) =>
  `${unread.toLocaleString('en')} bundles of the remote context ${context} have no index entry.`

function countOutput({ contents, proof }: ComparedOutput): BundleCounts {
  return 'unknown' in contents ? { rows: undefined, bytes: proof.bytes, nulls: new Map() } : getCounts(contents)
}

/** Compares the output with the earlier bundle of its value, if it is not its base, which was compared. */
async function findRestatement(
  { run }: PhaseContext<RunTarget>,
  output: ComparedOutput,
  { before, label: value }: SelectedHistory,
  { remote, ...options }: HistoryReading,
): Promise<Restatement> {
  const isAsked = run.comparison.failOn.some(({ kind }) => kind === 'restated')
  if (!isAsked || before === undefined || output.status === 'reused') return { isRestated: false }
  const { uuid, createdAt: madeAt } = before
  const { base, changes } = output.comparison ?? {}
  const compare = async () => {
    try {
      const proof = await proveBundle(remote, uuid, { signal: options.signal })
      return proof && (await compareBundles(output, { remote, proof }, { ...options, samples: false })).isSame
    } catch (error) {
      if (concernsBundleOnly(error)) return undefined
      throw error
    }
  }
  const isSame = base?.uuid === uuid && base.context === remote.context ? changes?.isSame : await compare()
  if (isSame !== undefined) return isSame ? { isRestated: false } : { isRestated: true, value, uuid, madeAt }
  return { isRestated: undefined, why: `it is unknown whether the data differs from that of ${remote.getUri(uuid)}.` }
}
