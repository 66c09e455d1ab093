import type { InputProblem } from '../action/input-problems.ts'
import type { Environment } from '../lib/environment.ts'
import { createAttachPlan } from './attach-plan.ts'
import { createCleanupPlan } from './cleanup-plan.ts'
import { collectWarnings, createRun } from './create-run.ts'
import type { Defaults } from './defaults.ts'
import type { Inputs } from './inputs.ts'
import { manyOnlyInputs } from './many-inputs.ts'
import type { Plan } from './plan.ts'
import { createManyPlan } from './runs/create-many-plan.ts'
import type { RunsSource } from './runs/runs-source.ts'

/**
 * Creates the plan from inputs and defaults; calls nothing. `runs` is what the inputs `runs` or `each` contain;
 * undefined without both. Throws InvalidInputs with everything that is wrong, including the `problems` that reading the
 * inputs found.
 */
export function createPlan(
  inputs: Inputs,
  defaults: Defaults,
  env: Environment,
  problems: readonly InputProblem[],
  runs?: RunsSource,
): Plan {
  if (inputs.cleanup) return createCleanupPlan(inputs, defaults, problems)
  if (inputs.attachJobIds.length > 0) return createAttachPlan(inputs, problems)
  if (runs !== undefined) return createManyPlan(runs, inputs, defaults, env, problems)
  const ignored = manyOnlyInputs.filter((name) => inputs.given.has(name))
  return {
    kind: 'run',
    run: createRun(inputs, defaults, env, problems),
    warnings: [
      ...collectWarnings(inputs, env),
      ...ignored.map((name) => `\`${name}\` is ignored: it is for a step with \`runs\` or \`each\`.`),
    ],
  }
}
