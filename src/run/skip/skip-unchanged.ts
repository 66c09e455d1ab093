import type { LocalContext } from '../../local/context.ts'
import type { PromotionReport } from '../../report/promotion-report.ts'
import type { RunReporter } from '../../report/run-reporter.ts'
import type { SkipReport } from '../../report/skip-report.ts'
import type { PhaseContext } from '../dependencies.ts'
import { pullOutput } from '../pull-output.ts'

/**
 * Ends a run whose output is up to date: reports it as skipped, with the outputs of the bundle, which is pulled if the
 * run pulls its output. Otherwise reports which change makes the run necessary. Returns whether the run has ended.
 * Throws as `decideSkip` and `pullOutput` do.
 */
export async function skipUnchanged(
  context: PhaseContext,
  localContext: LocalContext | undefined,
  reporter: RunReporter,
): Promise<boolean> {
  const { run, dependencies, phase } = context
  if (run.skipUnchanged === undefined) return false
  // A step without the input does not load the rest.
  const { decideSkip } = await import('./decide-skip.ts')
  const decision = await phase('skip', () => decideSkip(context, localContext))
  if (decision === undefined) return false
  if (decision.kind === 'run') {
    dependencies.log.info(describeChange('skipped', decision.skip))
    await reporter.update({ skip: decision.skip })
    return false
  }
  const { update, remote, proof } = decision
  dependencies.log.info(`Skipped. ${update.notRunReason}`)
  await reporter.update(update)
  if (run.pullOutput !== 'false' && !run.dryRun) {
    const { folder } = await phase('pull', () => pullOutput(context, remote, proof))
    await reporter.update({ outputPath: folder })
  }
  await reporter.update({ status: 'skipped' })
  return true
}

/** The change that makes a run necessary, as a line of the log. */
export function describeChange(
  word: 'skipped' | 'promoted',
  { trigger, why, was, now }: SkipReport | PromotionReport,
): string {
  const values = was === undefined && now === undefined ? '' : ` Was: ${was ?? 'unknown'}. Now: ${now ?? 'unknown'}.`
  return `Not ${word} (${trigger}). ${why}${values}`
}
