import type { PlannedRun } from '../../plan/plan.ts'
import { findEachValues } from '../../plan/runs/output-template.ts'
import { type SkipTrigger, skipTriggers } from '../../plan/skip-inputs.ts'
import type { OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { ReceiptListing } from '../../remote/receipts/receipt-store.ts'
import type { RedoOutput, RunRedo } from '../../report/redo-report.ts'
import { findCodeChange } from '../skip/find-change.ts'
import type { IdentifiedImage } from '../skip/identify-run-image.ts'

/** What the base context and the step know about the runs of one name. */
export interface RedoFacts {
  /** The runs of the step, which differ in their values. */
  readonly runs: readonly [PlannedRun, ...(readonly PlannedRun[])]
  /** The receipts of their pipe in the base context. */
  readonly listing: ReceiptListing
  /** The image of each run; undefined where none is compared. */
  readonly getImage: (planned: PlannedRun) => IdentifiedImage | undefined
}

/** The changes that make a run necessary: those of `skip-unchanged`, otherwise all. */
export const getRedoTriggers = ({ run }: PlannedRun): ReadonlySet<SkipTrigger> =>
  run.skipUnchanged?.triggers ?? new Set(skipTriggers)

/**
 * Finds the outputs of a run that other code made: for all values of `each` that the receipts have, and not only for
 * those of this step. An output whose need is made again counts too. Pure.
 *
 * @param earlier what is found about the runs that it needs, by name
 */
export function findRunRedo(facts: RedoFacts, earlier: ReadonlyMap<string, RunRedo>): RunRedo {
  const { runs, listing } = facts
  const { name } = runs[0].label
  const unknown = explainUnknown(facts)
  if (unknown !== undefined) return { name, outputs: [], current: 0, unrecorded: 0, isCut: false, unknown }
  const outputs: RedoOutput[] = []
  const recorded = new Set<string>()
  for (const { receipt, values, planned } of listRecorded(facts)) {
    recorded.add(toKey(values))
    const { tookMs, vcpuHours } = receipt
    const change = findCodeChange({ triggers: getRedoTriggers(planned), receipt, image: facts.getImage(planned) })
    const own = change && (change.trigger === 'code' ? 'code' : 'image')
    const trigger = own ?? (needsRedo(runs, values, earlier) ? 'upstream' : undefined)
    if (trigger === undefined) continue
    outputs.push({
      ...{ values, trigger },
      ...(tookMs !== undefined && { tookMs }),
      ...(vcpuHours !== undefined && { vcpuHours }),
    })
  }
  const unrecorded = runs.filter(({ label }) => !recorded.has(toKey(label.values))).length
  const current = recorded.size - outputs.length
  return { name, outputs: outputs.toSorted(compareValues), current, unrecorded, isCut: listing.isCut }
}

function explainUnknown({ runs, listing, getImage }: RedoFacts): string | undefined {
  if (listing.unreadable !== undefined) return `Its receipts cannot be read: ${listing.unreadable.replace(/\.$/, '')}.`
  for (const planned of runs) {
    const image = getImage(planned)
    if (image !== undefined && 'unknown' in image) return `Its image cannot be compared: ${image.unknown}.`
  }
  return undefined
}

interface RecordedOutput {
  readonly receipt: OutputReceipt
  readonly values: ReadonlyMap<string, string>
  /** The run that would make it again, or another run of the same name. */
  readonly planned: PlannedRun
}

function listRecorded({ runs, listing }: RedoFacts): readonly RecordedOutput[] {
  const [first] = runs
  const each = [...first.label.values.keys()]
  const byValues = new Map(runs.map((planned) => [toKey(planned.label.values), planned]))
  // The image can depend on the values: then only those of this step are known.
  const hasOneImage = new Set(runs.map(({ run }) => JSON.stringify(run.image))).size === 1
  return listing.receipts.flatMap((receipt) => {
    const values = findEachValues(first.template, each, receipt)
    const planned = values && (byValues.get(toKey(values)) ?? (hasOneImage ? first : undefined))
    return planned ? [{ receipt, values, planned }] : []
  })
}

const toKey = (values: ReadonlyMap<string, string>) => JSON.stringify([...values])

/** Values of one run, in the order of their texts; numbers by their size. */
function compareValues({ values: one }: RedoOutput, { values: other }: RedoOutput): number {
  const order = new Intl.Collator('en', { numeric: true })
  const pairs = [...one].map(([name, value]) => order.compare(value, other.get(name) ?? ''))
  return pairs.find((sign) => sign !== 0) ?? 0
}

/** Whether a run that the output needs is made again, for the same values of the parameters that both have. */
function needsRedo(
  runs: RedoFacts['runs'],
  values: ReadonlyMap<string, string>,
  earlier: ReadonlyMap<string, RunRedo>,
): boolean {
  const [first] = runs
  const triggers = getRedoTriggers(first)
  const followsInput = triggers.has('input') || triggers.has('upstream')
  const needs = new Set(runs.flatMap(({ needs: needed }) => needed.map(({ label }) => label.name)))
  // The uuid of the input decides, where the run compares it.
  if (!followsInput && first.inputFrom) needs.delete(first.inputFrom.label.name)
  const isNeeded = (output: RedoOutput) =>
    [...output.values].every(([name, value]) => (values.get(name) ?? value) === value)
  return [...needs].some((name) => earlier.get(name)?.outputs.some(isNeeded) === true)
}
