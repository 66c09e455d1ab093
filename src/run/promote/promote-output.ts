import type { LocalContext } from '../../local/context.ts'
import type { RunReporter } from '../../report/run-reporter.ts'
import type { PhaseContext } from '../dependencies.ts'
import { pullOutput } from '../pull-output.ts'
import { describeChange } from '../skip/skip-unchanged.ts'

/**
 * Makes the output of the merged pull request's sandbox that of the run, and reports it as promoted, pulled if the run
 * pulls its output. Otherwise reports which difference makes the run necessary. `force` is for that run, in which
 * Disdat could reuse an output of older code. Returns whether the run has ended. Throws Failure when the input is not
 * found or the output is not pulled, and the reason of the cancellation.
 */
export async function promoteOutput(
  context: PhaseContext,
  localContext: LocalContext | undefined,
  reporter: RunReporter,
): Promise<boolean> {
  const { run, dependencies, phase } = context
  const { log, mergeSource } = dependencies
  if (!run.promote) return false
  if (mergeSource === undefined) {
    log.info('`promote` is ignored: this workflow does not run for a push to a branch.')
    return false
  }
  // A step without the input does not load the rest.
  const { attemptPromotion } = await import('./attempt-promotion.ts')
  const outcome = await phase('promote', () => attemptPromotion(context, mergeSource, localContext))
  if ('trigger' in outcome) {
    log.info(describeChange('promoted', outcome))
    await reporter.update({ promotion: outcome })
    return false
  }
  const { remote, proof, update } = outcome
  log.info(`Promoted. ${update.promotion.why}`)
  await reporter.update(update)
  if (run.pullOutput !== 'false') {
    const { folder } = await phase('pull', () => pullOutput(context, remote, proof))
    await reporter.update({ outputPath: folder })
  }
  await reporter.update({ status: 'promoted' })
  return true
}
