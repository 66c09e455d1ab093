import type { Environment } from '../lib/environment.ts'
import { getField } from '../lib/json.ts'
import { readWorkflowRun } from './workflow-run.ts'

/** The pull request that the workflow runs for. */
export interface PullRequestContext {
  /** The repository of the workflow, `owner/name`. */
  readonly repository: string
  readonly number: number
  /** Whether the event says that the pull request was closed, merged or not. */
  readonly isClosed: boolean
  /** Whether the event says that the pull request was merged. */
  readonly isMerged: boolean
}

/** Reads the pull request from the event; undefined for other events. */
export function readPullRequest(env: Environment, event: unknown): PullRequestContext | undefined {
  const { repository, pullRequest: number } = readWorkflowRun(env, event)
  if (number === undefined || repository === '') return undefined
  const isClosed = env['GITHUB_EVENT_NAME'] === 'pull_request' && getField(event, 'action') === 'closed'
  return { repository, number, isClosed, isMerged: isClosed && getField(event, 'pull_request', 'merged') === true }
}
