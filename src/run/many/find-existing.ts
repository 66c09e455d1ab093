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
  // A bundle that is created from files is always a new one.
  if (run.input?.kind === 'files') return undefined
  const { remote, found } = await openInput(context, await openLocalContext(context))
  const proof = await existing.find(context, found?.bundle.uuid)
  if (proof === undefined) return undefined
  const output = createBundleReport(remote, proof)
  const made = proof.bundle.createdAt.toISOString()
  const notRunReason = `Its output ${output.name} is there already: ${output.uri}, made at ${made}.`
  dependencies.log.info(`Skipped. ${notRunReason}`)
  return { output, notRunReason }
}
