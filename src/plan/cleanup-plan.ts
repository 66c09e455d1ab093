import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import type { Defaults } from './defaults.ts'
import type { Inputs } from './inputs.ts'
import type { Plan } from './plan.ts'

/**
 * Creates the plan of a step that only deletes a sandbox. Inputs of a run are ignored: they belong to the other events
 * of the workflow. Throws InvalidInputs.
 */
export function createCleanupPlan(
  inputs: Inputs,
  defaults: Pick<Defaults, 'remote'>,
  found: readonly InputProblem[],
): Plan {
  const problems = [...found]
  const remote = inputs.remote ?? defaults.remote
  const { context } = inputs
  if (!remote && !problems.some(({ where }) => where === 'remote'))
    problems.push({ where: 'remote', expected: 'Give `s3://bucket/prefix`.' })
  if (!context && !problems.some(({ where }) => where === 'context'))
    problems.push({ where: 'context', expected: 'Name the context to delete. Deletion has no default context.' })
  if (context !== undefined && context.remote === inputs.baseContext)
    problems.push({
      where: 'cleanup',
      given: 'true',
      expected: '`context` is the `base-context`, which is never deleted.',
    })
  if (inputs.attachJobIds.length > 0)
    problems.push({ where: 'cleanup', given: 'true', expected: '`attach-job-ids` cannot be combined with it.' })
  if (problems.length > 0 || !remote || !context) throw new InvalidInputs(problems)
  const { baseContext, promote: awaitsPromotion, dryRun } = inputs
  const cleanup = { remote, context, baseContext, awaitsPromotion, dryRun }
  return { kind: 'cleanup', cleanup, warnings: inputs.deprecations }
}
