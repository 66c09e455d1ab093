import { GitHubError, retryGitHub } from './calls.ts'

/** A comment of a pull request, whoever wrote it. */
export interface Comment {
  readonly id: number
  /** The author's login; empty where the account is gone. */
  readonly author: string
  readonly body: string
  /** Its place on the page of the pull request. */
  readonly url: string
}

export interface PullRequest {
  readonly number: number
  readonly isOpen: boolean
  readonly head: {
    readonly sha: string
    readonly branch: string
    /** `owner/name`; undefined where the fork is gone. */
    readonly repository: string | undefined
  }
}

/** One repository on GitHub, as far as a report needs it. Every call is bounded in time and made again where that may help; all throw GitHubError. */
export interface GitHub {
  /** Who the token is: the author of what is posted with it. */
  login(): Promise<string>
  pullRequest(number: number): Promise<PullRequest>
  /** The open pull requests whose head is a branch of a repository, the newest first. */
  pullRequestsFrom(repository: string, branch: string): Promise<readonly PullRequest[]>
  /** All comments of a pull request, the oldest first. */
  comments(pullRequest: number): Promise<readonly Comment[]>
  /**
   * Posts a comment. Where an answer was lost, `find` is asked whether the comment is there before it is posted again.
   */
  create(
    pullRequest: number,
    body: string,
    find: (comments: readonly Comment[]) => Comment | undefined,
  ): Promise<Comment>
  /** Undefined where the comment is gone. */
  update(id: number, body: string): Promise<Comment | undefined>
  /** One that is gone already is well. */
  delete(id: number): Promise<void>
  /** Whether a commit is in the history of another, or is it; undefined where one of them is not known here. */
  isAncestor(commit: string, of: string): Promise<boolean | undefined>
}

/** Where GitHub is, and as whom it is asked. */
export interface GitHubOptions {
  readonly token: string
  /** `https://api.github.com`, or an enterprise server's. */
  readonly apiUrl: string
  /** `owner/name` */
  readonly repository: string
  readonly signal: AbortSignal
}

const pageSize = 100
/** More comments than a pull request may have: https://docs.github.com/en/rest/issues/comments */
const pageLimit = 100

/** A repository, under the account of a token. Loads GitHub's client, which nothing else needs. */
export async function openGitHub({ token, apiUrl, repository, signal }: GitHubOptions): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github')
  const octokit = getOctokit(token, { baseUrl: apiUrl, log: silence })
  const [owner = '', repo = ''] = repository.split('/')
  const place = { owner, repo }
  const listComments = async (pullRequest: number, within: AbortSignal) =>
    await everyPage(async (page) => {
      const parameters = { ...place, issue_number: pullRequest, per_page: pageSize, page, request: { signal: within } }
      const { data, headers } = await octokit.rest.issues.listComments(parameters)
      return { items: data.map(commentOf), hasMore: hasNext(headers.link) }
    })
  return {
    login: async () => {
      try {
        const query = 'query { viewer { login } }'
        return loginOf(
          await retryGitHub(async (within) => await octokit.graphql(query, { request: { signal: within } }), signal),
        )
      } catch (error) {
        if (error instanceof GitHubError && error.kind === 'refused') return actionsLogin
        throw error
      }
    },
    pullRequest: (number) =>
      retryGitHub(async (within) => {
        const { data } = await octokit.rest.pulls.get({ ...place, pull_number: number, request: { signal: within } })
        return pullRequestOf(data)
      }, signal),
    pullRequestsFrom: (from, branch) =>
      retryGitHub(async (within) => {
        const head = `${from.split('/')[0]}:${branch}`
        const asked = { ...place, head, state: 'open', per_page: pageSize, request: { signal: within } } as const
        const { data } = await octokit.rest.pulls.list(asked)
        return data
          .map(pullRequestOf)
          .filter((found) => found.head.repository === from && found.head.branch === branch)
          .toSorted((one, other) => other.number - one.number)
      }, signal),
    comments: (pullRequest) => retryGitHub((within) => listComments(pullRequest, within), signal),
    create: (pullRequest, body, find) =>
      retryGitHub(async (within, time) => {
        const posted = time === 1 ? undefined : find(await listComments(pullRequest, within))
        if (posted !== undefined) return posted
        const asked = { ...place, issue_number: pullRequest, body, request: { signal: within } }
        return commentOf((await octokit.rest.issues.createComment(asked)).data)
      }, signal),
    update: (id, body) =>
      orUndefined(
        retryGitHub(async (within) => {
          const asked = { ...place, comment_id: id, body, request: { signal: within } }
          return commentOf((await octokit.rest.issues.updateComment(asked)).data)
        }, signal),
      ),
    async delete(id) {
      await orUndefined(
        retryGitHub(async (within) => {
          await octokit.rest.issues.deleteComment({ ...place, comment_id: id, request: { signal: within } })
        }, signal),
      )
    },
    isAncestor: (commit, of) =>
      orUndefined(
        retryGitHub(async (within) => {
          const basehead = `${commit}...${of}`
          const asked = { ...place, basehead, per_page: 1, request: { signal: within } }
          const { status } = (await octokit.rest.repos.compareCommitsWithBasehead(asked)).data
          return status === 'ahead' || status === 'identical'
        }, signal),
      ),
  }
}

const ignore = () => undefined
/** Octokit has nothing to say that a step's log should hold. */
const silence = { debug: ignore, info: ignore, warn: ignore, error: ignore }

async function everyPage<T>(
  get: (page: number) => Promise<{ readonly items: readonly T[]; readonly hasMore: boolean }>,
): Promise<readonly T[]> {
  const all: T[] = []
  for (let page = 1; page <= pageLimit; page++) {
    const { items, hasMore } = await get(page)
    all.push(...items)
    if (!hasMore) break
  }
  return all
}

/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const hasNext = (link: string | undefined) => /;\s*rel="next"/.test(link ?? '')

/** What is not there, or not for us to see. */
async function orUndefined<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 404 || error.status === 410)) return undefined
    throw error
  }
}

/** Whose GITHUB_TOKEN is. */
const actionsLogin = 'github-actions[bot]'

/** An app's token, GITHUB_TOKEN for one, may not ask REST who it is (`GET /user`), but GraphQL tells. */
function loginOf(answer: unknown): string {
  const viewer = typeof answer === 'object' && answer !== null && 'viewer' in answer ? answer.viewer : undefined
  const login = typeof viewer === 'object' && viewer !== null && 'login' in viewer ? viewer.login : undefined
  return typeof login === 'string' ? login : actionsLogin
}

interface RestComment {
  readonly id: number
  readonly user: { readonly login: string } | null
  readonly body?: string
  readonly html_url: string
}

const commentOf = ({ id, user, body = '', html_url: url }: RestComment): Comment => ({
  id,
  author: user?.login ?? '',
  body,
  url,
})

interface RestPullRequest {
  readonly number: number
  readonly state: string
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } | null }
}

const pullRequestOf = ({ number, state, head }: RestPullRequest): PullRequest => ({
  number,
  isOpen: state === 'open',
  head: { sha: head.sha, branch: head.ref, repository: head.repo?.full_name },
})
