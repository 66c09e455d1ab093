import { isNewerMarker, type RunAttempt } from './comment-marker.ts'
import { GitHubError } from './errors.ts'
import type { GitHub } from './github.ts'
import { addIssueComment } from './issue-comment.ts'
import {
  formatIssueBody,
  type IssueMarker,
  issueMarkerLimit,
  readAddition,
  replaceIssueMarker,
  showHidden,
} from './issue-marker.ts'
import type { Issue, NewIssue } from './issues.ts'
import { combineMarkers, failureLabel, type OwnIssue, selectOwnIssues } from './own-issues.ts'

/** GitHub refuses bodies of more than 65,536 characters. */
export const issueBodyLimit = 65_536 - issueMarkerLimit
/** What a person wrote below the action's text is kept up to this length, in UTF-16 units. */
const additionLimit = 40_000

/** A run of a workflow, and what it is responsible for. */
interface IssueRun extends RunAttempt {
  /** Distinguishes the issues of one repository: at most 64 letters and digits. */
  readonly key: string
  /** When the run ended. */
  readonly now: Date
}

/** The failures in a row that an issue is about. */
export interface FailureHistory {
  readonly failures: number
  /** When the first of them failed. */
  readonly since: Date
  /** The number of the issue that a person closed before a success did. */
  readonly closedByHand?: number
}

/** A failure to report. The rendered texts are Markdown. */
export interface FailureRequest extends IssueRun, Pick<NewIssue, 'title' | 'assignees'> {
  readonly verdict: IssueMarker['verdict']
  /** Labels beside `failureLabel`. */
  readonly labels: readonly string[]
  /** At most `limit` characters. */
  readonly renderBody: (history: FailureHistory, limit: number) => string
  readonly renderComment: (history: FailureHistory) => string
}

/** A success to report. */
export interface SuccessRequest extends IssueRun {
  /** Decides by the verdict of the last failure whether this success is its end. */
  readonly isEndOf: (verdict: string) => boolean
  readonly renderComment: (history: FailureHistory) => string
}

interface ReportedIssue {
  readonly number: number
  readonly url: string
  readonly history: FailureHistory
  /** GitHub accepted the change of the issue, and not what belongs to it. */
  readonly refused?: 'assignees' | 'comment'
}

/** `outdated`: a newer run has reported already. `unchanged`: there is no issue that this success could close. */
export type FailureIssueResult =
  | ({ readonly kind: 'opened' | 'updated' | 'closed' } & ReportedIssue)
  | { readonly kind: 'outdated'; readonly number: number }
  | { readonly kind: 'unchanged' }

/**
 * Reports a failure in the one open issue of its key, or opens it: an issue by the token's account, with
 * `failureLabel`, whose marker has the key. Its body is renewed below what a person wrote, and subscribers get at most
 * one comment a day. If concurrent runs open several, the oldest stays. A closed issue stays closed. Throws
 * GitHubError.
 */
export async function reportFailure(github: GitHub, request: FailureRequest): Promise<FailureIssueResult> {
  const open = await selectOwnIssues(github, await github.issues.listOpen(failureLabel), request.key)
  return (await updateOldest(github, request, open)) ?? (await openIssue(github, request))
}

/**
 * Closes the open issue of the key, if the success is of a newer run than its last failure. Throws GitHubError.
 */
export async function reportSuccess(github: GitHub, request: SuccessRequest): Promise<FailureIssueResult> {
  const open = await selectOwnIssues(github, await github.issues.listOpen(failureLabel), request.key)
  const [oldest, ...others] = open
  if (oldest === undefined) return { kind: 'unchanged' }
  const { number, url, body, author } = oldest.issue
  const last = combineMarkers([oldest, ...others])
  if (!isNewerMarker(request, last)) return { kind: 'outdated', number }
  // A person who opened the issue again has a reason.
  if (last.state !== 'failing' || !request.isEndOf(last.verdict)) return { kind: 'unchanged' }
  await closeDuplicates(github, others, number)
  const { key, run, attempt, now } = request
  const marker: IssueMarker = { ...last, key, run, attempt, state: 'succeeded', notifiedOn: getDay(now) }
  const changes = { body: replaceIssueMarker(body, marker), closeAs: 'completed' } as const
  if ((await github.issues.update(number, changes)) === undefined) return { kind: 'unchanged' }
  const comment = { number, author, run, attempt, text: request.renderComment(last) }
  const isPosted = await addIssueComment(github, { ...comment, kind: 'end' })
  return { kind: 'closed', number, url, history: last, ...(!isPosted && { refused: 'comment' }) }
}

/** Undefined when there is no open issue, or not any more. */
async function updateOldest(
  github: GitHub,
  request: FailureRequest,
  [oldest, ...others]: readonly OwnIssue[],
): Promise<FailureIssueResult | undefined> {
  if (oldest === undefined) return undefined
  const { number, url, body, author } = oldest.issue
  await closeDuplicates(github, others, number)
  const last = combineMarkers([oldest, ...others])
  if (isNewerMarker(last, request)) return { kind: 'outdated', number }
  const { key, run, attempt, now, verdict } = request
  const today = getDay(now)
  const history = last.state === 'failing' ? countFailure(last, run) : { failures: 1, since: now }
  const marker = { key, run, attempt, state: 'failing', verdict, ...history, notifiedOn: today } as const
  const addition = readAddition(body).slice(0, additionLimit)
  const text = showHidden(request.renderBody(history, issueBodyLimit - addition.length))
  const updated = await github.issues.update(number, { body: formatIssueBody(marker, text, addition) })
  if (updated === undefined) return undefined
  const isDue = last.notifiedOn !== today
  const comment = { number, author, run, attempt, text: request.renderComment(history) }
  const isRefused = isDue && !(await addIssueComment(github, { ...comment, kind: 'failure', day: today }))
  return { kind: 'updated', number, url, history, ...(isRefused && { refused: 'comment' }) }
}

/** Attempts of one run are one failure. */
const countFailure = ({ failures, since, run }: IssueMarker, newRun: number): FailureHistory => ({
  failures: failures + (run === newRun ? 0 : 1),
  since,
})

async function openIssue(github: GitHub, request: FailureRequest): Promise<FailureIssueResult> {
  const { key, run, attempt, now, verdict } = request
  const closed = await selectOwnIssues(github, await github.issues.listClosed(failureLabel), key)
  const newer = closed.find(({ marker }) => isNewerMarker(marker, request))
  if (newer !== undefined) return { kind: 'outdated', number: newer.issue.number }
  const latest = closed.findLast(({ marker }) => marker.state !== 'duplicate')
  const closedByHand = latest?.marker.state === 'failing' ? latest.issue.number : undefined
  const history = { failures: 1, since: now, ...(closedByHand !== undefined && { closedByHand }) }
  const marker = { key, run, attempt, state: 'failing', verdict, failures: 1, since: now } as const
  const text = showHidden(request.renderBody(history, issueBodyLimit))
  const { issue, refused } = await createIssue(github, {
    title: request.title,
    body: formatIssueBody({ ...marker, notifiedOn: getDay(now) }, text),
    labels: [failureLabel, ...request.labels],
    assignees: request.assignees,
  })
  const all = await selectOwnIssues(github, await github.issues.listOpen(failureLabel), key)
  const isFirst = !all.some((other) => other.issue.number < issue.number)
  const merged = isFirst ? undefined : await updateOldest(github, request, all)
  return merged ?? { kind: 'opened', number: issue.number, url: issue.url, history, ...(refused && { refused }) }
}

interface CreatedIssue {
  readonly issue: Issue
  readonly refused: 'assignees' | undefined
}

/** GitHub refuses an issue with an assignee who may not be assigned. The failure is more important. */
async function createIssue(github: GitHub, input: NewIssue): Promise<CreatedIssue> {
  const author = await github.getLogin()
  const find = (issues: readonly Issue[]) =>
    issues.find((issue) => issue.author === author && getFirstLine(issue.body) === getFirstLine(input.body))
  try {
    return { issue: await labelIssue(github, await github.issues.create(input, find), input), refused: undefined }
  } catch (error) {
    if (!(error instanceof GitHubError) || error.status !== 422 || input.assignees.length === 0) throw error
  }
  return { ...(await createIssue(github, { ...input, assignees: [] })), refused: 'assignees' }
}

const getFirstLine = (text: string) => text.split(/\r?\n/, 1)[0]

/** GitHub drops labels of an issue without an error, where the token may not set them. */
async function labelIssue(github: GitHub, issue: Issue, { labels }: NewIssue): Promise<Issue> {
  const isLabelled = issue.labels.some((label) => label.toLowerCase() === failureLabel)
  if (!isLabelled) await github.issues.addLabels(issue.number, labels)
  return issue
}

async function closeDuplicates(github: GitHub, duplicates: readonly OwnIssue[], of: number): Promise<void> {
  for (const { issue, marker } of duplicates) {
    const text = `Duplicate of #${of}: several runs failed at the same time.`
    const body = formatIssueBody({ ...marker, state: 'duplicate' }, text, readAddition(issue.body))
    await github.issues.update(issue.number, { body, closeAs: 'not_planned' })
  }
}

const getDay = (time: Date) => time.toISOString().slice(0, 10)
