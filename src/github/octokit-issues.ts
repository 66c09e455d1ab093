import type { Issue, IssueChanges, Issues, NewIssue } from './issues.ts'
import {
  allowMissing,
  type Octokit,
  pageSize,
  type RepositoryName,
  type RequestOptions,
  readPages,
  type SendCall,
} from './rest-calls.ts'

/** More open issues with one label, 5,000, than a person could look at. */
const maxPages = 50

/** The issues of a repository: https://docs.github.com/en/rest/issues/issues */
export class OctokitIssues implements Issues {
  readonly #octokit: Octokit
  readonly #name: RepositoryName
  readonly #retry: SendCall

  constructor(octokit: Octokit, name: RepositoryName, retry: SendCall) {
    this.#octokit = octokit
    this.#name = name
    this.#retry = retry
  }

  async listOpen(label: string): Promise<readonly Issue[]> {
    return await this.#retry((request) => this.#readOpen(label, request))
  }

  async listClosed(label: string): Promise<readonly Issue[]> {
    return await this.#retry(async (request) => {
      const order = { state: 'closed', sort: 'updated', direction: 'desc' } as const
      const query = { ...this.#name, ...order, labels: label, per_page: pageSize, request }
      return selectIssues((await this.#octokit.rest.issues.listForRepo(query)).data)
    })
  }

  async create(issue: NewIssue, find: (issues: readonly Issue[]) => Issue | undefined): Promise<Issue> {
    const [label = ''] = issue.labels
    return await this.#retry(async (request, attempt) => {
      const existing = attempt === 1 ? undefined : find(await this.#readOpen(label, request))
      if (existing !== undefined) return existing
      const { title, body, labels, assignees } = issue
      const input = { ...this.#name, title, body, labels: [...labels], assignees: [...assignees], request }
      return toIssue((await this.#octokit.rest.issues.create(input)).data)
    })
  }

  async update(number: number, { body, closeAs }: IssueChanges): Promise<Issue | undefined> {
    const state = closeAs === undefined ? {} : ({ state: 'closed', state_reason: closeAs } as const)
    return await allowMissing(
      this.#retry(async (request) => {
        const input = { ...this.#name, issue_number: number, body, ...state, request }
        return toIssue((await this.#octokit.rest.issues.update(input)).data)
      }),
    )
  }

  async addLabels(number: number, labels: readonly string[]): Promise<void> {
    await this.#retry(async (request) => {
      const input = { ...this.#name, issue_number: number, labels: [...labels], request }
      await this.#octokit.rest.issues.addLabels(input)
    })
  }

  async #readOpen(label: string, request: RequestOptions): Promise<readonly Issue[]> {
    const order = { state: 'open', sort: 'created', direction: 'asc' } as const
    const query = { ...this.#name, ...order, labels: label, per_page: pageSize, request }
    return selectIssues(await readPages((page) => this.#octokit.rest.issues.listForRepo({ ...query, page }), maxPages))
  }
}

interface RestIssue {
  readonly number: number
  readonly user: { readonly login: string } | null
  readonly body?: string | null | undefined
  readonly html_url: string
  readonly labels: readonly (string | { readonly name?: string })[]
  /** Set for a pull request, which GitHub lists among the issues. */
  readonly pull_request?: unknown
}

const selectIssues = (issues: readonly RestIssue[]): readonly Issue[] =>
  issues.filter(({ pull_request: pullRequest }) => pullRequest === undefined).map(toIssue)

const toIssue = ({ number, user, body, html_url: url, labels }: RestIssue): Issue => ({
  number,
  author: user?.login ?? '',
  body: body ?? '',
  labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
  url,
})
