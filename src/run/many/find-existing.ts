import { Failure } from '../../errors.ts'
import { formatRunLabel } from '../../lib/run-label.ts'
import type { PlannedRun } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import type { PhaseContext } from '../dependencies.ts'
import { openInput, openLocalContext } from '../prepare.ts'
import { createBundleReport } from '../pull-output.ts'
import type { ExistingOutputs } from './existing-outputs.ts'

/** The output that makes a run unnecessary, as its report shows it. */
export type FoundOutput = Required<Pick<Report, 'output' | 'notRunReason'>>

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
  dependencies.log.info(`Skipped. ${notRunReason}`)
  return { output, notRunReason }
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
