import { printRule } from '../../compare/rules/rules.ts'
import type { Bundle } from '../../disdat/bundle.ts'
import { Failure } from '../../errors.ts'
import { formatRunLabel } from '../../lib/run-label.ts'
import type { PlannedRun } from '../../plan/plan.ts'
import { isReceiptFor } from '../../remote/receipts/output-receipt.ts'
import type { Remote } from '../../remote/remote.ts'
import type { Report, RulesReport } from '../../report/report.ts'
import type { PhaseContext } from '../dependencies.ts'
import { openInput, openLocalContext } from '../prepare.ts'
import { createBundleReport } from '../pull-output.ts'
import type { ExistingOutputs } from './existing-outputs.ts'

/** The output that makes a run unnecessary, as its report shows it. */
export type FoundOutput = Required<Pick<Report, 'output' | 'notRunReason'>> & Pick<Report, 'rules'>

/** Looks for the output that a run would make; undefined without one. Throws Failure. */
export async function findExisting(context: PhaseContext, existing: ExistingOutputs): Promise<FoundOutput | undefined> {
  const { run, dependencies } = context
  // A bundle that is created from files is always a new one, and so is the output of a job that has not ended.
  if (run.input?.kind === 'files' || run.input?.kind === 'promised') return undefined
  const { remote, found } = await openInput(context, await openLocalContext(context))
  const proof = await existing.find(context, found?.bundle.uuid)
  if (proof === undefined) return undefined
  const output = createBundleReport(remote, proof)
  const made = proof.bundle.createdAt.toISOString()
  const notRunReason = `Its output ${output.name} is there already: ${output.uri}, made at ${made}.`
  const rules = await listUnchecked(context, remote, proof.bundle)
  dependencies.log.info(`Skipped. ${notRunReason}${rules === undefined ? '' : ` ${unrecorded}`}`)
  return { output, notRunReason, ...(rules && { rules }) }
}

/** A run that breaks a rule makes its bundle, but leaves no receipt. */
const unrecorded = 'It may have broken a rule of `fail-on` when it was made: no run recorded that it succeeded.'

/** The rules of `fail-on` that an output may have broken; undefined where a receipt shows that its run succeeded. */
async function listUnchecked(
  { run, dependencies }: PhaseContext,
  remote: Remote,
  bundle: Bundle,
): Promise<RulesReport | undefined> {
  const rules = run.comparison.failOn.filter(({ kind }) => kind !== 'error')
  if (rules.length === 0 || !remote.index.isPersisted) return undefined
  const key = { pipeClass: run.pipeClass.name, outputBundle: run.outputName, params: run.params }
  const receipt = await remote.receipts.read(key, { signal: dependencies.cancelled })
  if (receipt !== undefined && isReceiptFor(receipt, bundle)) return undefined
  const why = `Not checked: the output is there already. ${unrecorded}`
  return { checked: [], breaches: [], undecided: rules.map((rule) => ({ rule: printRule(rule), why })) }
}

/**
 * Whether Disdat has no bundle that it could reuse for the run, as far as bundles record it. False when that cannot be
 * read. Throws Failure when the input is not found.
 */
export async function isFirstOutput(context: PhaseContext, existing: ExistingOutputs): Promise<boolean> {
  const { found, promised } = await openInput(context, await openLocalContext(context))
  return await existing.isFirst(context, promised?.uuid ?? found?.bundle.uuid).catch(() => {
    context.dependencies.cancelled.throwIfAborted()
    return false
  })
}

/** The failure of a run with `when: never` whose output is not there. */
export function createAbsentFailure({ label, run }: PlannedRun): Failure {
  const place = `context \`${run.context.remote}\` of ${run.remote.url}`
  return new Failure(
    'input-not-found',
    `No bundle in ${place} is the output of ${formatRunLabel(label)}, and with \`when: never\`, this step does not create it.`,
    'Run the step that creates it, with the same pipe, parameters and input.',
  )
}
