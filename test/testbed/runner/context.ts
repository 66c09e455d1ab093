/** The event that started the workflow, as an action sees it. */
export type Event =
  | { readonly name: 'push'; readonly branch?: string; readonly sha?: string; readonly payload?: object }
  | {
      readonly name: 'pull_request'
      readonly number: number
      readonly headBranch?: string
      readonly baseBranch?: string
      readonly sha?: string
      readonly payload?: object
    }
  | {
      /** A comment on a pull request. `sha` is the commit of the default branch. */
      readonly name: 'issue_comment'
      readonly number: number
      readonly body: string
      readonly association?: string
      readonly sha?: string
      readonly payload?: object
    }
  | { readonly name: 'schedule'; readonly cron?: string; readonly sha?: string; readonly payload?: object }
  | {
      readonly name: 'workflow_dispatch'
      readonly inputs?: Readonly<Record<string, string>>
      readonly sha?: string
      readonly payload?: object
    }
  | {
      readonly name: 'repository_dispatch'
      /** The `event_type` and the `client_payload` of the request that sent the event. */
      readonly type: string
      readonly clientPayload: object
      readonly sha?: string
      readonly payload?: object
    }
  | {
      /** The end of a run of another workflow. `sha` is the commit of this workflow. */
      readonly name: 'workflow_run'
      readonly run: {
        readonly id: number
        readonly attempt?: number
        /** The commit of its head. */
        readonly sha: string
        readonly branch?: string
        /** `owner/name` of its head; null when the fork was deleted. */
        readonly repository?: string | null
        readonly event?: string
      }
      readonly sha?: string
      readonly payload?: object
    }

export interface Places {
  readonly workspace: string
  readonly temp: string
  readonly eventPath: string
}

const repository = 'octo-org/pipelines'
const defaultSha = '5d3a5f0c5d1e4a7fb1f4d6a0c9f8b7e6a5d4c3b2'

/** The payload in the file at `GITHUB_EVENT_PATH`. */
export function eventPayload(event: Event): object {
  const common = { repository: { full_name: repository, default_branch: 'main' }, sender: { login: 'octocat' } }
  switch (event.name) {
    case 'push':
      return {
        ...common,
        ref: `refs/heads/${event.branch ?? 'main'}`,
        after: event.sha ?? defaultSha,
        ...event.payload,
      }
    case 'pull_request': {
      const head = { ref: event.headBranch ?? 'feature', sha: event.sha ?? defaultSha, repo: { full_name: repository } }
      const base = { ref: event.baseBranch ?? 'main', repo: { full_name: repository } }
      const pullRequest = { number: event.number, head, base }
      return { ...common, action: 'synchronize', number: event.number, pull_request: pullRequest, ...event.payload }
    }
    case 'issue_comment': {
      const comment = { body: event.body, author_association: event.association ?? 'MEMBER' }
      const issue = { number: event.number, pull_request: {} }
      return { ...common, action: 'created', issue, comment, ...event.payload }
    }
    case 'schedule':
      return { ...common, schedule: event.cron ?? '17 3 * * *', ...event.payload }
    case 'workflow_dispatch':
      return { ...common, inputs: event.inputs ?? {}, ref: 'refs/heads/main', ...event.payload }
    case 'repository_dispatch':
      return { ...common, action: event.type, branch: 'main', client_payload: event.clientPayload, ...event.payload }
    case 'workflow_run': {
      const { id, attempt = 1, sha, branch = 'feature', repository: head = repository } = event.run
      const run = {
        ...{ id, run_attempt: attempt, head_sha: sha, head_branch: branch, event: event.run.event ?? 'pull_request' },
        name: 'pull request',
        path: '.github/workflows/pull-request.yml',
        conclusion: 'success',
        html_url: `https://github.com/${repository}/actions/runs/${id}`,
        head_repository: head === null ? null : { full_name: head },
        // GitHub leaves this list empty for pull requests from forks.
        pull_requests: [],
      }
      return { ...common, action: 'completed', workflow_run: run, ...event.payload }
    }
  }
}

/**
 * The `GITHUB_*` and `RUNNER_*` variables of a job on a hosted Linux runner.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function contextVariables(event: Event, places: Places): Record<string, string> {
  const pullRequest = event.name === 'pull_request' ? event : undefined
  const branch = event.name === 'push' ? (event.branch ?? 'main') : 'main'
  const sha = event.sha ?? defaultSha
  const [owner = ''] = repository.split('/')
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'disdat_run-action',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTION_REPOSITORY: 'disdat/run-action',
    GITHUB_ACTOR: 'octocat',
    GITHUB_ACTOR_ID: '583231',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_BASE_REF: pullRequest ? (pullRequest.baseBranch ?? 'main') : '',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: places.eventPath,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_HEAD_REF: pullRequest ? (pullRequest.headBranch ?? 'feature') : '',
    GITHUB_JOB: 'run',
    GITHUB_REF: pullRequest ? `refs/pull/${pullRequest.number}/merge` : `refs/heads/${branch}`,
    GITHUB_REF_NAME: pullRequest ? `${pullRequest.number}/merge` : branch,
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: '1296269',
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: '583231',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '17023456789',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'nightly',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/nightly.yml@refs/heads/main`,
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: places.workspace,
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 2',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: places.temp,
    RUNNER_TOOL_CACHE: `${places.temp}/tool-cache`,
    RUNNER_WORKSPACE: places.workspace,
  }
}

/** `INPUT_…` variables: upper case, spaces become `_`, hyphens stay. */
export function inputVariables(inputs: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...inputs].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  )
}
