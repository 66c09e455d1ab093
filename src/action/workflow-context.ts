import { readFile } from 'node:fs/promises'
import type { Environment } from '../lib/environment.ts'

/** A field of whatever came from outside; undefined where there is none. */
export function getProperty(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

/** The payload of the event that started the workflow, as the runner has left it; undefined where there is none. */
export async function readEvent(env: Environment): Promise<unknown> {
  const path = env['GITHUB_EVENT_PATH']
  const text = path ? await readFile(path, 'utf8').catch(() => '') : ''
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The commits that this workflow runs for: the one that was checked out, and in a pull request also its head, since what is checked out there is
 * a merge that nobody has built an image from (https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request).
 */
export function getWorkflowCommits(env: Environment, event: unknown): readonly string[] {
  const head = getProperty(getProperty(getProperty(event, 'pull_request'), 'head'), 'sha')
  return [env['GITHUB_SHA'], head].filter((commit) => typeof commit === 'string' && commit !== '').map(String)
}

/** The commit in whose history an earlier bundle is looked for: in a pull request that of the base branch, else the one that the workflow runs for. */
export function getBaseCommit(env: Environment, event: unknown): string | undefined {
  const base = getProperty(getProperty(getProperty(event, 'pull_request'), 'base'), 'sha')
  return (typeof base === 'string' && base) || env['GITHUB_SHA'] || undefined
}

/** The workflow run and the step of it, as the runner's variables have them; empty outside a workflow. */
export interface WorkflowRun {
  /** `owner/name` */
  readonly repository: string
  readonly runId: string
  readonly attempt: number
  readonly workflow: string
  readonly job: string
  readonly step: string
  /** In a pull request its head, not the merge that is checked out. */
  readonly commit: string
  readonly actor: string
  readonly pullRequest: number | undefined
  /** Whether the pull request comes from another repository, or from Dependabot: GitHub gives such runs no rights. */
  readonly isFromOutside: boolean
  /** The run's page. */
  readonly url: string
}

/** Who asks for what is submitted: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export function readWorkflowRun(env: Environment, event: unknown): WorkflowRun {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env
  const {
    GITHUB_WORKFLOW: workflow = '',
    GITHUB_JOB: job = '',
    GITHUB_ACTION: step = '',
    GITHUB_ACTOR: actor = '',
  } = env
  const number = getProperty(event, 'number') ?? getProperty(getProperty(event, 'pull_request'), 'number')
  return {
    ...{ repository, runId, workflow, job, step, actor },
    attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
    commit: getWorkflowCommits(env, event).at(-1) ?? '',
    isFromOutside: actor === 'dependabot[bot]' || isFork(getProperty(event, 'pull_request'), repository),
    pullRequest: typeof number === 'number' && getProperty(event, 'pull_request') !== undefined ? number : undefined,
    url: runId === '' ? '' : `${server}/${repository}/actions/runs/${runId}`,
  }
}

/** A pull request, as the event about it tells. */
export interface PullRequestContext {
  /** `owner/name`, where the workflow runs. */
  readonly repository: string
  readonly number: number
  /** Whether the event says that it has just been closed, merged or not. */
  readonly isClosed: boolean
}

/** The pull request that the workflow runs for; undefined where it runs for none. */
export function readPullRequest(env: Environment, event: unknown): PullRequestContext | undefined {
  const { repository, pullRequest: number } = readWorkflowRun(env, event)
  if (number === undefined || repository === '') return undefined
  const isClosed = env['GITHUB_EVENT_NAME'] === 'pull_request' && getProperty(event, 'action') === 'closed'
  return { repository, number, isClosed }
}

/** One whose repository is gone was a fork. */
function isFork(pullRequest: unknown, repository: string): boolean {
  return (
    pullRequest !== undefined &&
    getProperty(getProperty(getProperty(pullRequest, 'head'), 'repo'), 'full_name') !== repository
  )
}

const passedOn = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i

/** The variables that say how this runner reaches the world, for a container that must reach it too. */
export function readNetworkEnv(env: Environment): ReadonlyMap<string, string> {
  return new Map(Object.entries(env).flatMap(([name, value]) => (value && passedOn.test(name) ? [[name, value]] : [])))
}

/** The passwords in proxy URLs. */
export function findProxySecrets(surroundings: ReadonlyMap<string, string>): readonly string[] {
  return [...surroundings.values()].flatMap((value) => {
    const password = URL.canParse(value) ? new URL(value).password : ''
    return password === '' ? [] : [password, decodeURIComponent(password)]
  })
}
