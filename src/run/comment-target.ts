import { createHash } from 'node:crypto'
import { isMatrixJson } from '../action/matrix-leg.ts'
import type { WorkflowRun } from '../action/workflow-run.ts'

import type { CommentInputs } from '../plan/comment-inputs.ts'
import type { Report } from '../report/report.ts'

/** A pull request, and the workflow run that the comment reports. */
export interface CommentTarget {
  readonly pullRequest: number
  /** The head of the pull request that the run was for. */
  readonly sha: string
  readonly runId: number
  readonly attempt: number
  /** The run's page. */
  readonly url: string
  /** The name of the HTML page that the run wrote. */
  readonly pageName?: string
  readonly inputs: CommentInputs
  /** From `createPlaceKey`. */
  readonly key: string
  /** Markdown for the end of the comment. */
  readonly remark: string
  /** Why GitHub may refuse a comment here, and what to do. */
  readonly refusalAdvice: string
}

/** Creates the target for the pull request of a workflow run; undefined for other events. */
export function createCommentTarget(
  workflowRun: WorkflowRun,
  inputs: CommentInputs,
  reports: readonly Report[],
): CommentTarget | undefined {
  const { pullRequest, commit: sha, attempt, url, workflow, job, step, isFromOutside } = workflowRun
  if (pullRequest === undefined) return undefined
  const refusalAdvice = isFromOutside
    ? 'GitHub gives runs for a fork or for Dependabot no write permission: see "Pull requests from forks" in docs/pull-requests.md.'
    : 'Give the job `permissions: pull-requests: write`.'
  const key = createPlaceKey(inputs.commentKey, [workflow, job, step, ...describeRuns(reports)])
  return { pullRequest, sha, runId: Number(workflowRun.runId), attempt, url, inputs, key, remark: '', refusalAdvice }
}

/**
 * What distinguishes the runs of two calls of one reusable workflow: the pipe, its contexts and its parameters. Several
 * runs of a step count by their names, because their values differ from day to day.
 */
export function describeRuns(reports: readonly Report[]): readonly string[] {
  const runs = reports.map(({ pipeClass, context, params, label }) =>
    JSON.stringify([pipeClass, context, label?.name ?? [...params].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  )
  return [...new Set(runs)].toSorted()
}

/**
 * Creates the key that distinguishes the comments of a pull request, or the issues of a repository: the given text or,
 * when that is only a matrix leg, also the place of the step. A hash, so that neither a long nor an unusual name
 * becomes part of the marker.
 */
export function createPlaceKey(given = 'null', place: readonly string[]): string {
  const parts = isMatrixJson(given) ? [...place, given] : [given]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
