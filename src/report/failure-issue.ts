import { escapeTitle, truncate } from '../action/untrusted.ts'
import { formatCount, formatDuration, formatTime } from '../lib/units.ts'
import { renderCode, renderLink } from './markdown.ts'

/** The limits of a name in a title, in UTF-16 units: GitHub accepts 256 in all. */
const titleNameLimit = 90

/** The failures in a row of a step, and the run that reports them. */
export interface FailureFacts {
  readonly failures: number
  /** When the first of them failed. */
  readonly since: Date
  /** The number of the issue that a person closed before a success did. */
  readonly closedByHand?: number
  /** The run's page. */
  readonly runUrl: string
}

/** Renders the title of an issue. Both names are untrusted. */
export function renderIssueTitle(subject: string, workflow: string): string {
  const [what, where] = [subject, workflow].map((name) => escapeTitle(truncate(name, titleNameLimit)))
  return where === '' ? `${what} failed` : `${what} failed in ${where}`
}

/** Renders the text of an issue: how many failures in a row, and `renderReport` below it, in `limit` characters. */
export function renderIssueText(facts: FailureFacts, renderReport: (limit: number) => string, limit: number): string {
  const head = `**${renderFailureCount(facts)}** The first success closes this issue.${renderEarlier(facts)}\n\n`
  return `${head}${renderReport(limit - head.length)}`
}

const renderFailureCount = ({ failures, since }: Pick<FailureFacts, 'failures' | 'since'>) =>
  failures === 1
    ? `Failed at ${formatTime(since)}.`
    : `${formatCount(failures, 'failure')} in a row, the first at ${formatTime(since)}.`

const renderEarlier = ({ closedByHand }: FailureFacts) =>
  closedByHand === undefined ? '' : ` An earlier issue, #${closedByHand}, was closed while the failure lasted.`

/** Renders the comment of a day on which runs still fail. `verdict` says why the last one did. */
export function renderFailureComment(facts: FailureFacts, verdict: string): string {
  const run = renderLink('Last run', facts.runUrl)
  return `❌ ${renderFailureCount(facts)} ${run}: ${renderCode(verdict)}. The description above is up to date.`
}

/** Renders the comment of the success that ends the failures. */
export function renderEndComment({ failures, since, runUrl }: FailureFacts, now: Date): string {
  const time = formatDuration(Math.max(0, now.getTime() - since.getTime()))
  return `✅ A ${renderLink('run', runUrl)} succeeded ${time} after the first failure, and after ${formatCount(failures, 'failure')} in a row.`
}

/** The issue of a step, after the step has reported to it. */
export interface ReportedIssue extends Pick<FailureFacts, 'failures' | 'since'> {
  readonly kind: 'opened' | 'updated' | 'closed'
  readonly number: number
  readonly url: string
}

/** Renders what the step summary says about the issue. */
export function renderIssueNote({ kind, number, url, ...facts }: ReportedIssue, now: Date): string {
  const issue = renderLink(`Issue #${number}`, url)
  if (kind !== 'closed') return `${issue} ${kind}: ${renderFailureCount(facts)}\n\n`
  const time = formatDuration(Math.max(0, now.getTime() - facts.since.getTime()))
  return `${issue} closed, ${time} after the first of ${formatCount(facts.failures, 'failure')} in a row.\n\n`
}
