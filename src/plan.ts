import { runEntry } from './action/run-entry.ts'
import { runPlanAction } from './run/plan-action.ts'

/** The entry of `disdat/run-action/plan`. */
runEntry(process.env, runPlanAction)
