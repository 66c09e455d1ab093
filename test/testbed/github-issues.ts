import { type Answer, answerPage, notFound } from './github-answers.ts'

/** An issue in the double of GitHub: https://docs.github.com/en/rest/issues/issues */
export interface IssueRecord {
  readonly number: number
  readonly author: string
  title: string
  body: string
  labels: readonly string[]
  assignees: readonly string[]
  state: 'open' | 'closed'
  /** Why it was closed; null while it is open. */
  reason: string | null
  /** GitHub lists pull requests among the issues. */
  readonly isPullRequest?: boolean
  /** GitHub refuses comments on a locked issue. */
  isLocked?: boolean
  /** It is in another repository now, to which this one redirects. */
  isTransferred?: boolean
}

/** A request below `/repos/octo-org/pipelines/`. `login` is the token's account. */
interface IssueRequest {
  readonly method: string
  readonly rest: string
  readonly body: unknown
  readonly query: URLSearchParams
  readonly login: string
}

interface Place {
  readonly issues: IssueRecord[]
  readonly options: { readonly assignable?: readonly string[]; readonly dropsLabels?: boolean }
  readonly own: string
}

const repository = 'octo-org/pipelines'

/** Creates the issues of the double, from number 101. */
export const createIssues = (issues: readonly Partial<IssueRecord>[] = []): IssueRecord[] =>
  issues.map((issue, at) => ({
    ...{ number: 101 + at, author: 'github-actions[bot]', title: 'It fails', body: '', labels: ['disdat-failure'] },
    ...{ assignees: [], state: 'open', reason: null },
    ...issue,
  }))

/** Undefined for a request that is not about issues. */
export function answerAboutIssue(request: IssueRequest, place: Place): Answer | undefined {
  const { method, rest, body, query } = request
  if (rest === 'issues' && method === 'GET') return listIssues(query, place)
  if (rest === 'issues' && method === 'POST') return addIssue(request, place)
  const [, number, sub = ''] = /^issues\/(\d+)(\/labels|\/comments)?$/.exec(rest) ?? []
  const issue = place.issues.find((each) => each.number === Number(number))
  if (issue === undefined) return number !== undefined && sub !== '/comments' ? notFound : undefined
  if (issue.isTransferred)
    return { status: 301, body: { message: 'Moved Permanently' }, headers: { location: `${place.own}/elsewhere` } }
  if (sub === '/comments' && method === 'POST' && issue.isLocked)
    return { status: 403, body: { message: 'Unable to create comment because issue is locked.' } }
  if (sub === '/comments') return undefined
  if (sub === '/labels') issue.labels = [...new Set([...issue.labels, ...readTexts(Object(body).labels)])]
  else if (isTooLong(body)) return invalid
  else Object.assign(issue, readChanges(Object(body)))
  return { status: 200, body: issueJson(issue) }
}

function listIssues(query: URLSearchParams, place: Place): Answer {
  const labels = (query.get('labels') ?? '').split(',').map((label) => label.toLowerCase())
  const found = place.issues.filter(
    (issue) =>
      !issue.isTransferred &&
      issue.state === (query.get('state') ?? 'open') &&
      labels.every((label) => issue.labels.some((each) => each.toLowerCase() === label)),
  )
  const sorted = query.get('direction') === 'asc' ? found : found.toReversed()
  return answerPage(sorted.map(issueJson), query, `${place.own}/repos/${repository}/issues`)
}

function addIssue({ body, login }: IssueRequest, { issues, options }: Place): Answer {
  const { title, labels, assignees } = Object(body)
  const assigned = readTexts(assignees)
  if (isTooLong(body) || String(title).length > 256) return invalid
  if (assigned.some((each) => options.assignable?.includes(each) === false)) return invalid
  const issue: IssueRecord = {
    ...{ number: 1 + Math.max(100, ...issues.map(({ number }) => number)), author: login, title: String(title) },
    ...{ body: String(Object(body).body), labels: options.dropsLabels ? [] : readTexts(labels) },
    ...{ assignees: assigned, state: 'open', reason: null },
  }
  issues.push(issue)
  return { status: 201, body: issueJson(issue) }
}

const invalid: Answer = { status: 422, body: { message: 'Validation Failed' } }

const isTooLong = (body: unknown) => String(Object(body).body).length > 65_536

const readTexts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

const readChanges = (body: Readonly<Record<string, unknown>>): Partial<IssueRecord> => ({
  ...(body['body'] !== undefined && { body: String(body['body']) }),
  ...(body['state'] === 'closed' && { state: 'closed', reason: String(body['state_reason']) }),
})

const issueJson = ({ number, author, title, body, labels, state, reason, isPullRequest }: IssueRecord) => ({
  // GitHub has no empty texts.
  ...{ number, title, body: body || null, state, state_reason: reason },
  user: author === '' ? null : { login: author },
  labels: labels.map((name) => ({ name })),
  html_url: `https://github.com/${repository}/issues/${number}`,
  ...(isPullRequest && { pull_request: {} }),
})
