import { getNumber, getString } from '../lib/json.ts'
import { GitHubError } from './errors.ts'
import type { GitHubOptions } from './open-github.ts'
import { retryGitHub } from './retry-github.ts'

/** A workflow run that `workflow_dispatch` starts. */
export interface Dispatch {
  /** The name of the workflow's file in `.github/workflows`. */
  readonly workflow: string
  /** The branch whose version of the workflow runs. */
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

/** The runs of workflows of one repository. All calls have a time limit and are retried; they throw GitHubError. */
export interface WorkflowRuns {
  /** The number of runs that have not ended: waiting, queued or running. */
  countUnfinished(workflow: string): Promise<number>
  /** The number of runs that `workflow_dispatch` started since a moment, by anyone. */
  countDispatches(workflow: string, since: Date): Promise<number>
  /**
   * Starts a run, and returns its page; undefined when GitHub does not say. An answer that is lost is looked up among
   * the runs since `startedAt` before the call is sent again.
   */
  dispatch(dispatch: Dispatch, startedAt: Date): Promise<string | undefined>
}

/** https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow */
const unfinished = ['in_progress', 'queued', 'waiting', 'pending', 'requested'] as const

/** How far the clocks of this runner and of GitHub may differ, in milliseconds. */
const maxClockSkewMs = 60_000

/** Opens the workflow runs of a repository. Loads GitHub's client here, because most checks do not need it. */
export async function openWorkflowRuns({ token, apiUrl, repository, signal }: GitHubOptions): Promise<WorkflowRuns> {
  const { getOctokit } = await import('@actions/github')
  const [owner = '', repo = ''] = repository.split('/')
  const ignore = () => undefined
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  return new OctokitWorkflowRuns(getOctokit(token, { baseUrl: apiUrl, log }), { owner, repo }, signal)
}

type Octokit = ReturnType<typeof import('@actions/github').getOctokit>
type RunQuery = { readonly status: (typeof unfinished)[number] } | { readonly event: string; readonly created: string }

class OctokitWorkflowRuns implements WorkflowRuns {
  readonly #octokit: Octokit
  readonly #name: { readonly owner: string; readonly repo: string }
  readonly #signal: AbortSignal

  constructor(octokit: Octokit, name: { readonly owner: string; readonly repo: string }, signal: AbortSignal) {
    this.#octokit = octokit
    this.#name = name
    this.#signal = signal
  }

  async countUnfinished(workflow: string): Promise<number> {
    const counts = unfinished.map(async (status) => (await this.#list(workflow, { status })).count)
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
  }

  async countDispatches(workflow: string, since: Date): Promise<number> {
    return (await this.#list(workflow, createDispatchQuery(since))).count
  }

  async dispatch(dispatch: Dispatch, startedAt: Date): Promise<string | undefined> {
    const since = new Date(startedAt.getTime() - maxClockSkewMs)
    return await retryGitHub(async (signal, attempt) => {
      if (attempt > 1) {
        const { count, newestUrl } = await this.#listOnce(dispatch.workflow, createDispatchQuery(since), signal)
        if (count > 0) return newestUrl
      }
      return await this.#dispatchOnce(dispatch, signal)
    }, this.#signal)
  }

  async #dispatchOnce({ workflow, ref, inputs }: Dispatch, signal: AbortSignal): Promise<string | undefined> {
    const send = async (details: { readonly return_run_details?: true }) => {
      const input = { ...this.#name, workflow_id: workflow, ref, inputs, ...details, request: { signal } }
      const { data }: { readonly data: unknown } = await this.#octokit.rest.actions.createWorkflowDispatch(input)
      return getString(data, 'html_url')
    }
    try {
      return await send({ return_run_details: true })
    } catch (error) {
      // Enterprise servers before 3.21 refuse the unknown field.
      if (!String(error).includes('return_run_details')) throw error
      return await send({})
    }
  }

  async #list(workflow: string, query: RunQuery): Promise<RunList> {
    return await retryGitHub((signal) => this.#listOnce(workflow, query, signal), this.#signal)
  }

  async #listOnce(workflow: string, query: RunQuery, signal: AbortSignal): Promise<RunList> {
    const input = { ...this.#name, workflow_id: workflow, per_page: 1, ...query, request: { signal } }
    const { data } = await this.#octokit.rest.actions.listWorkflowRuns(input)
    const count = getNumber(data, 'total_count')
    if (count === undefined)
      throw new GitHubError('unclear', new Error('the response has no number of runs'), undefined)
    return { count, newestUrl: getString(data, 'workflow_runs', '0', 'html_url') }
  }
}

interface RunList {
  readonly count: number
  readonly newestUrl: string | undefined
}

/** https://docs.github.com/en/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax */
const createDispatchQuery = (since: Date) => ({
  event: 'workflow_dispatch',
  created: `>=${since.toISOString().slice(0, 19)}Z`,
})
