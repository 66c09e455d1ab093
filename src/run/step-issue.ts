import { getDocsUrl } from '../action/docs-link.ts'
import { readEvent } from '../action/event.ts'
import { formatCount } from '../lib/units.ts'
import type { Inputs } from '../plan/inputs.ts'
import { commentLimit, renderComment } from '../report/comment.ts'
import { renderLink } from '../report/markdown.ts'
import type { Report } from '../report/report.ts'
import { getRunResult, isUnsuccessful } from '../report/run-result.ts'
import { createFailureIssueTarget, type FailureIssueTarget, unattendedOnly } from './failure-issue-target.ts'
import { type FailureIssueSinks, publishFailureIssue, type StepOutcome } from './publish-failure-issue.ts'

type IssueInputs = Pick<Inputs, 'failureIssue' | 'comment' | 'summary'>
type IssueSinks = Pick<FailureIssueSinks, 'env' | 'log' | 'cancelled'>

/**
 * Reports the end of a step to its issue, where the step runs unattended. Resolves with the issue's URL; undefined when
 * nothing changed. Never throws.
 */
export async function publishStepIssue(
  reports: readonly Report[],
  inputs: IssueInputs,
  sinks: IssueSinks,
): Promise<string | undefined> {
  const createOutcome = (target: FailureIssueTarget) =>
    getStepOutcome(reports, target, getDocsUrl(sinks.env), sinks.cancelled.aborted)
  return await publishOutcome(createOutcome, inputs, sinks)
}

/** Reports that a step was killed, as `publishStepIssue` does. `text` is Markdown. */
export async function publishKilledIssue(
  { pipeClass, text }: { readonly pipeClass: string; readonly text: string },
  inputs: IssueInputs,
  sinks: IssueSinks,
): Promise<string | undefined> {
  const createOutcome = ({ url, job }: FailureIssueTarget): StepOutcome => ({
    ...{ kind: 'failed', verdict: 'killed', subject: pipeClass || job },
    renderReport: () => `${text}${renderLink('Run', url)}\n`,
  })
  return await publishOutcome(createOutcome, inputs, sinks)
}

async function publishOutcome(
  createOutcome: (target: FailureIssueTarget) => StepOutcome,
  { failureIssue, comment, summary: shouldWriteSummary }: IssueInputs,
  { env, log, cancelled }: IssueSinks,
): Promise<string | undefined> {
  if (!failureIssue.isEnabled) return undefined
  // The inputs as they are given: a failure may come before they are understood.
  const names = ['PIPE-CLASS', 'CONTEXT'].map((name) => env[`INPUT_${name}`]?.trim() ?? '')
  const target = createFailureIssueTarget(env, await readEvent(env), failureIssue, names)
  if (target === undefined) {
    log.info(unattendedOnly)
    return undefined
  }
  const sinks = { token: comment.githubToken, env, log, cancelled, shouldWriteSummary }
  return await publishFailureIssue(createOutcome(target), target, sinks)
}

/** Decides by the results of all runs. A workflow that was cancelled says nothing about the data. */
function getStepOutcome(
  reports: readonly Report[],
  target: FailureIssueTarget,
  docsUrl: string,
  isCancelled: boolean,
): StepOutcome {
  const results = new Set(reports.map(getRunResult))
  if (results.has('cancelled') && (isCancelled || !results.has('failed'))) return { kind: 'undecided' }
  const failed = reports.filter(isUnsuccessful)
  if (failed.length > 0) {
    const { url: runUrl, commit } = target
    const options = { runUrl, commit, updatedAt: new Date(), docsUrl }
    return {
      kind: 'failed',
      subject: describeSubject(reports, target),
      verdict: failed.find(({ failure }) => failure !== undefined)?.failure?.verdict ?? 'not-run',
      renderReport: (limit) => renderComment(reports, { ...options, limit: Math.min(limit, commentLimit) }),
    }
  }
  if (results.has('planned') || results.has('continuing')) return { kind: 'undecided' }
  return { kind: results.size === 1 && results.has('present') ? 'up-to-date' : 'succeeded' }
}

/** The pipe of the step, or the number of its pipes; the job where none is known. */
function describeSubject(reports: readonly Report[], { job }: FailureIssueTarget): string {
  const names = [...new Set(reports.map(({ pipeClass }) => pipeClass))].filter((name) => name !== '')
  return names.length > 1 ? formatCount(names.length, 'pipe') : (names[0] ?? job)
}
