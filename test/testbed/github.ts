import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import {
  type ActorOptions,
  answerAboutPermission,
  createAccount,
  GitHubClock,
  LabelledPullRequests,
} from './github-acceptance.ts'
import { type Answer, notFound } from './github-answers.ts'
import { type CommentRecord, Comments } from './github-comments.ts'
import { answerAboutIssue, createIssues, type IssueRecord } from './github-issues.ts'
import { answerAboutMerges, type MergeFacts } from './github-merges.ts'
import { answerAboutWorkflows, type WorkflowRecord } from './github-workflows.ts'

export interface PullRequestRecord {
  readonly number: number
  readonly sha: string
  readonly branch?: string
  /** The repository of the head; null when the fork was deleted. */
  readonly repository?: string | null
  readonly isClosed?: boolean
  /** The author; by default `octocat`. */
  readonly author?: string
}

/** A request to GitHub's API. */
export interface GitHubRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly token: string | undefined
  readonly body: unknown
}

/** What happens to a request. */
export type GitHubFault =
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** GitHub handles the request, and its response is lost. */
  | { readonly kind: 'lose' }
  /** The connection breaks before GitHub receives the request. */
  | { readonly kind: 'break' }
  /** GitHub handles the request when this promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }

export interface GitHubOptions extends MergeFacts {
  readonly pullRequests?: readonly PullRequestRecord[]
  readonly comments?: readonly { readonly author: string; readonly body: string }[]
  /** Undefined: the repository has none yet. */
  readonly issues?: readonly (Partial<IssueRecord> & Pick<IssueRecord, 'body'>)[]
  /** Logins that an issue can be assigned to; undefined: any. */
  readonly assignable?: readonly string[]
  /** GitHub drops the labels of new issues without an error. */
  readonly dropsLabels?: boolean
  /** The login of the token's owner. */
  readonly login?: string
  /** The result of the comparison `base...head`; undefined when one commit is unknown. */
  readonly compared?: (base: string, head: string) => string | undefined
  /** Workflows by the names of their files. */
  readonly workflows?: Readonly<Record<string, WorkflowRecord>>
  /** The permission of each collaborator, by login: `admin`, `write` or `read`. */
  readonly permissions?: Readonly<Record<string, string>>
  readonly selectFault?: (asked: GitHubRequest) => GitHubFault | undefined
}

/** A double of GitHub's API at the wire, for one repository, `octo-org/pipelines`: https://docs.github.com/en/rest */
export interface GitHubDouble extends AsyncDisposable {
  /** The value of GITHUB_API_URL. */
  readonly apiUrl: string
  /** Every request in order. */
  readonly asked: readonly GitHubRequest[]
  /** The requests that change something, as `METHOD path`. */
  readonly writes: () => readonly string[]
  readonly comments: CommentRecord[]
  readonly issues: IssueRecord[]
  readonly labels: LabelledPullRequests
  readonly clock: GitHubClock
  /** Adds a comment of an account to pull request 7. */
  readonly say: (author: string, body: string, options?: ActorOptions) => CommentRecord
  /** Changes a comment, as a person does on the page. */
  readonly edit: (comment: CommentRecord, body: string) => void
  /** The texts of the comments on an issue or a pull request, in order. */
  readonly listTexts: (issue: number) => readonly string[]
}

const repository = 'octo-org/pipelines'
export const actionsBot = 'github-actions[bot]'

/** Starts the double on a free port of 127.0.0.1. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubDouble> {
  const asked: GitHubRequest[] = []
  const issues = createIssues(options.issues)
  const clock = new GitHubClock()
  const comments = new Comments(options.comments ?? [], repository, clock)
  const labels = new LabelledPullRequests(clock)
  const place = { options, comments, issues, labels }
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy())
  })
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = incoming
    const hasBody = Number(headers['content-length'] ?? 0) > 0
    const body: unknown = hasBody ? await json(incoming) : undefined
    const [, token] = /^token (.+)$/.exec(headers.authorization ?? '') ?? []
    const one: GitHubRequest = { method, path: url, token, body }
    asked.push(one)
    const fault = options.selectFault?.(one)
    if (fault?.kind === 'break') {
      incoming.socket.resetAndDestroy()
      return
    }
    if (fault?.kind === 'hold') await fault.until
    const own = `http://${headers.host}`
    const answer: Answer =
      fault?.kind === 'refuse'
        ? { status: fault.status, body: { message: fault.message ?? 'on purpose' }, headers: fault.headers ?? {} }
        : answerTo(one, { ...place, own })
    if (fault?.kind === 'lose') {
      incoming.socket.resetAndDestroy()
      return
    }
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    apiUrl: `http://127.0.0.1:${address.port}`,
    asked,
    comments: comments.records,
    ...{ issues, labels, clock },
    say: (author, body, by = {}) => comments.add(author, body, { by }),
    edit: (comment, body) => comments.edit(comment, body),
    listTexts: (issue) => comments.listOn(issue).map(({ body: text }) => text),
    writes: () =>
      asked
        .filter(({ method, path }) => method !== 'GET' && path !== '/graphql')
        .map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Place {
  readonly options: GitHubOptions
  readonly comments: Comments
  readonly issues: IssueRecord[]
  readonly labels: LabelledPullRequests
  readonly own: string
}

function answerTo({ method, path, body }: GitHubRequest, place: Place): Answer {
  const { pathname, searchParams } = new URL(path, place.own)
  const login = place.options.login ?? actionsBot
  const [, rest = ''] = pathname.split(`/repos/${repository}/`)
  const aboutMerge = answerAboutMerges(place.options, rest, body)
  if (aboutMerge !== undefined) return aboutMerge
  if (pathname === '/graphql') return { status: 200, body: { data: { viewer: { login } } } }
  // GitHub answers this to tokens of an app, such as GITHUB_TOKEN.
  if (pathname === '/user') return { status: 403, body: { message: 'Resource not accessible by integration' } }
  const ofWorkflow = answerAboutWorkflows(place.options.workflows ?? {}, {
    ...{ method, path: rest, query: searchParams, body },
  })
  if (ofWorkflow !== undefined) return ofWorkflow
  const ofLabels = place.labels.answer(rest, searchParams, `${place.own}${pathname}`)
  if (ofLabels !== undefined) return ofLabels
  const ofPermission = answerAboutPermission(rest, place.options.permissions)
  if (ofPermission !== undefined) return ofPermission
  const aboutIssue = answerAboutIssue({ method, rest, body, query: searchParams, login }, place)
  if (aboutIssue !== undefined) return aboutIssue
  const url = `${place.own}/repos/${repository}`
  const aboutComment = place.comments.answer({ method, rest, query: searchParams, body, login, url })
  if (aboutComment !== undefined) return aboutComment
  const [, number] = /^pulls\/(\d+)$/.exec(rest) ?? []
  const pullRequests = place.options.pullRequests ?? []
  if (number !== undefined) {
    const found = pullRequests.find((one) => one.number === Number(number))
    return found ? { status: 200, body: pullRequestJson(place.labels)(found) } : notFound
  }
  if (rest === 'pulls')
    return { status: 200, body: pullRequests.filter(isHead(searchParams)).map(pullRequestJson(place.labels)) }
  const [, base = '', head = ''] = /^compare\/(.+?)\.\.\.(.+)$/.exec(decodeURIComponent(rest)) ?? []
  const status = base === '' ? undefined : place.options.compared?.(base, head)
  return status === undefined ? notFound : { status: 200, body: { status, commits: [], files: [] } }
}

const isHead = (query: URLSearchParams) => (one: PullRequestRecord) => {
  const owner = (one.repository ?? repository).split('/')[0]
  const isState = query.get('state') === 'all' || (query.get('state') === 'closed') === (one.isClosed ?? false)
  return isState && query.get('head') === `${owner}:${one.branch ?? 'feature'}`
}

const pullRequestJson = (labels: LabelledPullRequests) => (one: PullRequestRecord) => ({
  user: createAccount(one.author ?? 'octocat'),
  labels: labels.list(one.number),
  number: one.number,
  state: one.isClosed ? 'closed' : 'open',
  head: {
    sha: one.sha,
    ref: one.branch ?? 'feature',
    repo: one.repository === null ? null : { full_name: one.repository ?? repository },
  },
})
