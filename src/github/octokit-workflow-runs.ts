import { getNumber, getString } from '../lib/json.ts'
import { GitHubError } from './errors.ts'
import type { Octokit, RepositoryName, RequestOptions, SendCall } from './rest-calls.ts'
import type { Dispatch, WorkflowRuns } from './workflow-runs.ts'

/** https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow */
const unfinished = ['in_progress', 'queued', 'waiting', 'pending', 'requested'] as const

/** How far the clocks of this runner and of GitHub may differ, in milliseconds. */
const maxClockSkewMs = 60_000

type RunQuery = { readonly status: (typeof unfinished)[number] } | { readonly event: string; readonly created: string }

/** `retry` is called for each request: with its options, and the number of the attempt. */
export class OctokitWorkflowRuns implements WorkflowRuns {
  readonly #octokit: Octokit
  readonly #name: RepositoryName
  readonly #retry: SendCall

  constructor(octokit: Octokit, name: RepositoryName, retry: SendCall) {
    this.#octokit = octokit
    this.#name = name
    this.#retry = retry
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
    return await this.#retry(async (request, attempt) => {
      if (attempt > 1) {
        const { count, newestUrl } = await this.#listOnce(dispatch.workflow, createDispatchQuery(since), request)
        if (count > 0) return newestUrl
      }
      return await this.#dispatchOnce(dispatch, request)
    })
  }

  async #dispatchOnce({ workflow, ref, inputs }: Dispatch, request: RequestOptions): Promise<string | undefined> {
    const send = async (details: { readonly return_run_details?: true }) => {
      const input = { ...this.#name, workflow_id: workflow, ref, inputs, ...details, request }
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
    return await this.#retry((request) => this.#listOnce(workflow, query, request))
  }

  async #listOnce(workflow: string, query: RunQuery, request: RequestOptions): Promise<RunList> {
    const input = { ...this.#name, workflow_id: workflow, per_page: 1, ...query, request }
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
