import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import type { ContextNames, RemoteUrl } from '../disdat/names.ts'
import type { Inputs } from './inputs.ts'
import type { Defaults, Plan } from './plan.ts'

/** A sandbox that is to be deleted. */
export interface Cleanup {
  readonly remote: RemoteUrl
  readonly context: ContextNames
  readonly dryRun: boolean
}

/** The plan of a step that deletes a sandbox, and does nothing else: what the inputs say of a run is for the other events of the workflow. Throws InvalidInputs. */
export function createCleanupPlan(
  inputs: Inputs,
  defaults: Pick<Defaults, 'remote'>,
  found: readonly InputProblem[],
): Plan {
  const wrong = [...found]
  const remote = inputs.remote ?? defaults.remote
  const { context } = inputs
  if (!remote && !wrong.some(({ where }) => where === 'remote'))
    wrong.push({ where: 'remote', expected: 'Give `s3://bucket/prefix`.' })
  if (!context && !wrong.some(({ where }) => where === 'context'))
    wrong.push({ where: 'context', expected: 'Name the context that is to be deleted: none is taken for meant.' })
  if (context !== undefined && context.remote === inputs.baseContext)
    wrong.push({
      where: 'cleanup',
      given: 'true',
      expected: '`context` is the `base-context`, which is never deleted.',
    })
  if (inputs.batch.attachJobIds.length > 0)
    wrong.push({ where: 'cleanup', given: 'true', expected: 'With `attach-job-ids` there is nothing to clean up.' })
  if (wrong.length > 0 || !remote || !context) throw new InvalidInputs(wrong)
  return { runs: [], attachment: undefined, cleanup: { remote, context, dryRun: inputs.dryRun }, warnings: [] }
}
