import type { Environment } from '../lib/environment.ts'
import { getField, getNumber, getString } from '../lib/json.ts'

/** The workflow run and its step, as the runner's variables have them; empty outside of a workflow. */
export interface WorkflowRun {
  /** `owner/name` */
  readonly repository: string
  readonly runId: string
  /** The number of the run among those of its workflow; 0 where it is not known. */
  readonly number: number
  readonly attempt: number
  readonly workflow: string
  /** The path of the workflow's file in its repository; empty when it is not known. */
  readonly workflowPath: string
  readonly job: string
  readonly step: string
  /** In a pull request its head, not the merge commit that is checked out. */
  readonly commit: string
  readonly actor: string
  readonly pullRequest: number | undefined
  /**
   * Whether the pull request comes from a fork or from Dependabot: GitHub gives such runs a read-only token and no
   * secrets.
   */
  readonly isFromOutside: boolean
  /** The run's page. */
  readonly url: string
}

/** Reads the workflow run. https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export function readWorkflowRun(env: Environment, event: unknown): WorkflowRun {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env
  const actor = env['GITHUB_ACTOR'] ?? ''
  const pullRequest = getField(event, 'pull_request')
  const pullRequestNumber = getNumber(event, 'number') ?? getNumber(pullRequest, 'number')
  return {
    repository,
    runId,
    number: Number(env['GITHUB_RUN_NUMBER'] ?? 0) || 0,
    attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
    workflow: env['GITHUB_WORKFLOW'] ?? '',
    workflowPath: /^[^/]+\/[^/]+\/([^@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '',
    job: env['GITHUB_JOB'] ?? '',
    step: env['GITHUB_ACTION'] ?? '',
    commit: getWorkflowCommits(env, event).at(-1) ?? '',
    actor,
    pullRequest: pullRequest === undefined ? undefined : pullRequestNumber,
    isFromOutside: actor === 'dependabot[bot]' || isFork(pullRequest, repository),
    url: runId === '' ? '' : `${server}/${repository}/actions/runs/${runId}`,
  }
}

/** A pull request whose repository was deleted came from a fork. */
function isFork(pullRequest: unknown, repository: string): boolean {
  return pullRequest !== undefined && getField(pullRequest, 'head', 'repo', 'full_name') !== repository
}

/**
 * Returns the commits that the workflow runs for: the commit that is checked out, and in a pull request also its head.
 * The checked-out commit of a pull request is a merge from which no image was built.
 * https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request
 */
export function getWorkflowCommits(env: Environment, event: unknown): readonly string[] {
  return [env['GITHUB_SHA'], getString(event, 'pull_request', 'head', 'sha')].flatMap((commit) => commit || [])
}

/**
 * Returns the commit in whose history an earlier bundle is looked for: in a pull request the commit of the base branch,
 * otherwise the workflow's own commit.
 */
export function getBaseCommit(env: Environment, event: unknown): string | undefined {
  return getString(event, 'pull_request', 'base', 'sha') || env['GITHUB_SHA'] || undefined
}

/**
 * Whether the workflow runs on a schedule, which GitHub does only on the default branch, or was started by hand on the
 * default branch. https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function isUnattendedRun(env: Environment, event: unknown): boolean {
  const { GITHUB_EVENT_NAME: name, GITHUB_REF: ref } = env
  const branch = getString(event, 'repository', 'default_branch')
  return name === 'schedule' || (name === 'workflow_dispatch' && ref !== undefined && ref === `refs/heads/${branch}`)
}
