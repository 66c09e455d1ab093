import { getString } from '../lib/json.ts'
import { type AcceptanceEvents, getTime, OctokitAcceptanceEvents, parseActor } from './acceptance-events.ts'
import { GitHubError } from './errors.ts'
import type { Comment, GitHub, PullRequest } from './github.ts'
import type { Issues } from './issues.ts'
import { type Merges, OctokitMerges } from './merges.ts'
import { OctokitIssues } from './octokit-issues.ts'
import { OctokitWorkflowRuns } from './octokit-workflow-runs.ts'
import {
  allowMissing,
  type Octokit,
  pageSize,
  type RepositoryName,
  type RequestOptions,
  readPages,
} from './rest-calls.ts'
import { retryGitHub } from './retry-github.ts'
import type { WorkflowRuns } from './workflow-runs.ts'

/** Which repository to open, on which server, with which token. */
export interface GitHubOptions {
  readonly token: string
  /** `https://api.github.com`, or the address of an enterprise server. */
  readonly apiUrl: string
  /** `owner/name` */
  readonly repository: string
  readonly signal: AbortSignal
}

/** Opens a repository for a token. Loads GitHub's client here, because most steps do not need it. */
export async function openGitHub({ token, apiUrl, repository, signal }: GitHubOptions): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github')
  const [owner = '', repo = ''] = repository.split('/')
  return new OctokitRepository(getOctokit(token, { baseUrl: apiUrl, log: silentLog }), { owner, repo }, signal)
}

const ignore = () => undefined
/** Octokit's messages do not belong into the step's log. */
const silentLog = { debug: ignore, info: ignore, warn: ignore, error: ignore }

class OctokitRepository implements GitHub {
  readonly issues: Issues
  readonly acceptanceEvents: AcceptanceEvents
  readonly workflowRuns: WorkflowRuns
  readonly merges: Merges
  readonly #octokit: Octokit
  readonly #name: RepositoryName
  readonly #signal: AbortSignal

  constructor(octokit: Octokit, name: RepositoryName, signal: AbortSignal) {
    this.#octokit = octokit
    this.#name = name
    this.#signal = signal
    this.issues = new OctokitIssues(octokit, name, (call) => this.#retry(call))
    this.acceptanceEvents = new OctokitAcceptanceEvents(octokit, name, (call) => this.#retry(call))
    this.workflowRuns = new OctokitWorkflowRuns(octokit, name, (call) => this.#retry(call))
    this.merges = new OctokitMerges(octokit, name, (call) => this.#retry(call))
  }

  async getLogin(): Promise<string> {
    const query = 'query { viewer { login } }'
    try {
      return await this.#retry(async (request) => {
        const login = getString(await this.#octokit.graphql<unknown>(query, { request }), 'viewer', 'login')
        if (login === undefined) throw new Error('the response names no account')
        return login
      })
    } catch (error) {
      if (error instanceof GitHubError && error.kind === 'refused') return actionsLogin
      throw error
    }
  }

  async getPullRequest(number: number): Promise<PullRequest> {
    return await this.#retry(async (request) => {
      const { data } = await this.#octokit.rest.pulls.get({ ...this.#name, pull_number: number, request })
      return toPullRequest(data)
    })
  }

  async listPullRequests(repository: string, branch: string): Promise<readonly PullRequest[]> {
    const head = `${repository.split('/')[0]}:${branch}`
    return await this.#retry(async (request) => {
      const query = { ...this.#name, head, state: 'open', per_page: pageSize, request } as const
      const { data } = await this.#octokit.rest.pulls.list(query)
      return data
        .map(toPullRequest)
        .filter((pullRequest) => pullRequest.head.repository === repository && pullRequest.head.branch === branch)
        .toSorted((a, b) => b.number - a.number)
    })
  }

  async listComments(pullRequest: number): Promise<readonly Comment[]> {
    return await this.#retry((request) => this.#readComments(pullRequest, request))
  }

  async createComment(
    pullRequest: number,
    body: string,
    find: (comments: readonly Comment[]) => Comment | undefined,
  ): Promise<Comment> {
    return await this.#retry(async (request, attempt) => {
      const existing = attempt === 1 ? undefined : find(await this.#readComments(pullRequest, request))
      if (existing !== undefined) return existing
      const input = { ...this.#name, issue_number: pullRequest, body, request }
      return toComment((await this.#octokit.rest.issues.createComment(input)).data)
    })
  }

  async updateComment(id: number, body: string): Promise<Comment | undefined> {
    return await allowMissing(
      this.#retry(async (request) => {
        const input = { ...this.#name, comment_id: id, body, request }
        return toComment((await this.#octokit.rest.issues.updateComment(input)).data)
      }),
    )
  }

  async deleteComment(id: number): Promise<void> {
    await allowMissing(
      this.#retry(async (request) => {
        await this.#octokit.rest.issues.deleteComment({ ...this.#name, comment_id: id, request })
      }),
    )
  }

  async isAncestor(commit: string, of: string): Promise<boolean | undefined> {
    return await allowMissing(
      this.#retry(async (request) => {
        const query = { ...this.#name, basehead: `${commit}...${of}`, per_page: 1, request }
        const { data } = await this.#octokit.rest.repos.compareCommitsWithBasehead(query)
        const status = getString(data, 'status')
        if (status === undefined) throw new Error('the response has no comparison')
        return status === 'ahead' || status === 'identical'
      }),
    )
  }

  async #readComments(pullRequest: number, request: RequestOptions): Promise<readonly Comment[]> {
    const query = { ...this.#name, issue_number: pullRequest, per_page: pageSize, request }
    const comments = await readPages((page) => this.#octokit.rest.issues.listComments({ ...query, page }), maxPages)
    return comments.map(toComment)
  }

  async #retry<T>(call: (request: RequestOptions, attempt: number) => Promise<T>): Promise<T> {
    return await retryGitHub(async (signal, attempt) => await call({ signal }, attempt), this.#signal)
  }
}

/** More comments than a pull request can have: https://docs.github.com/en/rest/issues/comments */
const maxPages = 100

/** The account of GITHUB_TOKEN. An app's token cannot read its account by REST (`GET /user`), only by GraphQL. */
const actionsLogin = 'github-actions[bot]'

interface RestComment {
  readonly id: number
  readonly user: { readonly login: string } | null
  readonly created_at: string
  readonly updated_at: string
  readonly body?: string
  readonly html_url: string
}

function toComment(comment: RestComment): Comment {
  const { id, user, body = '', html_url: url } = comment
  const [createdAt, updatedAt] = [getTime(comment, 'created_at'), getTime(comment, 'updated_at')]
  if (createdAt === undefined || updatedAt === undefined) throw new Error('a comment has no times')
  return { id, author: user?.login ?? '', by: parseActor(comment, 'user'), body, url, createdAt, updatedAt }
}

interface RestPullRequest {
  readonly number: number
  readonly state: string
  readonly user: { readonly login: string } | null
  readonly labels: readonly { readonly name: string }[]
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } | null }
}

const toPullRequest = ({ number, state, user, labels, head }: RestPullRequest): PullRequest => ({
  number,
  isOpen: state === 'open',
  author: user?.login ?? '',
  labels: labels.map(({ name }) => name),
  head: { sha: head.sha, branch: head.ref, repository: head.repo?.full_name },
})
