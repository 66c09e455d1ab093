import type { Image } from '../backends/image.ts'
import { predictReuse, type ReusePrediction } from '../disdat/reuse.ts'
import type { PhaseContext } from './dependencies.ts'

/** Predicts whether Disdat reuses an existing output, and returns the variables that allow it. */
export function decideReuse({ run, dependencies, backend }: PhaseContext, image: Image): ReusePrediction {
  const env = new Map([...image.env, ...run.env])
  const force = run.force || run.forceAll
  const reuse = predictReuse({ dialect: image.dialect, force, env, commits: dependencies.commits })
  const needsEmptyVariable = image.env.get('GIT_DIRTY') !== ''
  if (reuse.possible !== true || backend.can.passesEmptyVariables || !needsEmptyVariable) return reuse
  return { ...reuse, possible: undefined, why: `${reuse.why} However, ${backend.kind} may drop the empty GIT_DIRTY.` }
}
