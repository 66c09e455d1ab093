import { isUnattendedRun, readWorkflowRun } from '../action/workflow-run.ts'
import type { Environment } from '../lib/environment.ts'
import type { FailureIssueInputs } from '../plan/failure-issue-inputs.ts'
import { createPlaceKey } from './comment-target.ts'

/** What the log says about an event in which nothing is reported. */
export const unattendedOnly =
  '`failure-issue` is ignored: it is for schedules, and for runs by hand on the default branch.'

/** The workflow run that reports to the issue of a step. */
export interface FailureIssueTarget {
  /** From `createPlaceKey`. */
  readonly key: string
  /** Grows with each run of the repository, also where two workflows have one key. */
  readonly runId: number
  readonly attempt: number
  /** The run's page. */
  readonly url: string
  readonly commit: string
  readonly workflow: string
  readonly job: string
  readonly inputs: FailureIssueInputs
}

/**
 * Creates the target of a step; undefined for a run that a person follows. `names` distinguish the steps of two calls
 * of one reusable workflow. They must be the same in each run, whether it fails or succeeds.
 */
export function createFailureIssueTarget(
  env: Environment,
  event: unknown,
  inputs: FailureIssueInputs,
  names: readonly string[],
): FailureIssueTarget | undefined {
  const { runId, attempt, url, commit, workflow, workflowPath, job, step } = readWorkflowRun(env, event)
  if (!isUnattendedRun(env, event)) return undefined
  const key = createPlaceKey(inputs.key, ['failure-issue', workflowPath || workflow, job, step, ...names])
  return { key, runId: Number(runId) || 0, attempt, url, commit, workflow, job, inputs }
}
