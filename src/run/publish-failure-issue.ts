import type { Log } from '../action/log.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { describeError } from '../errors.ts'
import { GitHubError } from '../github/errors.ts'
import { type FailureHistory, type FailureIssueResult, reportFailure, reportSuccess } from '../github/failure-issue.ts'
import type { GitHub } from '../github/github.ts'
import { delayAbort } from '../lib/abort.ts'
import {
  renderEndComment,
  renderFailureComment,
  renderIssueNote,
  renderIssueText,
  renderIssueTitle,
} from '../report/failure-issue.ts'
import type { FailureIssueTarget } from './failure-issue-target.ts'
import { type GitHubAccess, openGitHubFor } from './github-access.ts'

/**
 * How a step ended. `up-to-date`: it did nothing, because its data is there. `undecided`: it was cancelled, or started
 * something that has not ended; the issue stays as it is.
 */
export type StepOutcome =
  | { readonly kind: 'succeeded' | 'up-to-date' | 'undecided' }
  | {
      readonly kind: 'failed'
      /** What failed, for the title. Untrusted. */
      readonly subject: string
      /** Why, in a word: at most 24 small letters and hyphens. */
      readonly verdict: string
      /** Renders Markdown of at most `limit` characters, with escaped texts. */
      readonly renderReport: (limit: number) => string
    }

/** Where the issue is published. */
export interface FailureIssueSinks extends GitHubAccess {
  readonly cancelled: AbortSignal
  readonly shouldWriteSummary: boolean
}

/** How long all calls may take, in milliseconds. After a cancellation GitHub leaves the step 10 s in all. */
const limitMs = 180_000
const cancelledLimitMs = 4_000

/**
 * Opens, updates or closes the one issue of a step. Resolves with its URL; undefined when nothing changed. Never
 * throws: the log says once why an issue could not be reported, and the end of the step does not change.
 */
export async function publishFailureIssue(
  outcome: StepOutcome,
  target: FailureIssueTarget,
  sinks: FailureIssueSinks,
): Promise<string | undefined> {
  const { log, cancelled, env } = sinks
  if (outcome.kind === 'undecided') return undefined
  const limit = AbortSignal.any([AbortSignal.timeout(limitMs), delayAbort(cancelled, cancelledLimitMs)])
  try {
    const github = await openGitHubFor(sinks, limit)
    if (github === undefined)
      return void (await log.notice('`failure-issue` needs `github-token`. No issue was opened.'))
    const now = new Date()
    const result = await report(github, outcome, target, { now, log })
    await logResult(result, log)
    if (result.kind === 'unchanged' || result.kind === 'outdated') return undefined
    const { kind, number, url, history } = result
    const note = () => renderIssueNote({ kind, number, url, ...history }, now)
    if (sinks.shouldWriteSummary) await writeStepSummary(note, log, env['GITHUB_STEP_SUMMARY'])
    return url
  } catch (error) {
    await logIssueFailure(error, log)
    return undefined
  }
}

async function report(
  github: GitHub,
  outcome: Exclude<StepOutcome, { readonly kind: 'undecided' }>,
  target: FailureIssueTarget,
  { now, log }: { readonly now: Date; readonly log: Log },
): Promise<FailureIssueResult> {
  const { key, runId: run, attempt, url: runUrl, workflow, inputs } = target
  const place = { key, run, attempt, now }
  const addRun = (history: FailureHistory) => ({ ...history, runUrl })
  if (outcome.kind !== 'failed')
    return await reportSuccess(github, {
      ...place,
      // The data that a rule refused is there too.
      isEndOf: (verdict) => outcome.kind === 'succeeded' || verdict !== 'rule-broken',
      renderComment: (history) => renderEndComment(addRun(history), now),
    })
  const { subject, verdict, renderReport } = outcome
  return await reportFailure(github, {
    ...{ ...place, verdict, labels: inputs.labels, assignees: inputs.assignees },
    title: log.redact(renderIssueTitle(subject, workflow)),
    renderBody: (history, limit) => log.redact(renderIssueText(addRun(history), renderReport, limit)),
    renderComment: (history) => renderFailureComment(addRun(history), verdict),
  })
}

async function logResult(result: FailureIssueResult, log: Log): Promise<void> {
  switch (result.kind) {
    case 'unchanged':
      return await log.debug('No open issue is about failures that this run ends.')
    case 'outdated':
      return log.info(`Issue #${result.number} stays as it is: a newer run has reported already.`)
    default:
      log.info(`Issue #${result.number} was ${result.kind}: ${result.url}`)
      if (result.refused === 'comment') log.info('GitHub refused a comment on it: it may be locked.')
      if (result.refused === 'assignees')
        await log.warning(
          '`failure-issue-assignees`: GitHub refused the assignees, so the issue has none. Give logins of people with access to the repository.',
        )
  }
}

/** Logs why an issue could not be reported. A refusal by GitHub is only a notice: the run did not cause it. */
async function logIssueFailure(error: unknown, log: Log): Promise<void> {
  if (!(error instanceof GitHubError) || error.kind !== 'refused')
    return await log.warning(`The issue of \`failure-issue\` could not be updated: ${describeError(error)}`)
  const advice =
    error.status === 410
      ? 'Enable issues in the settings of the repository.'
      : 'Give the job `permissions: issues: write`: see docs/failure-issue.md.'
  await log.notice(`GitHub refused the issue of \`failure-issue\`: ${describeError(error)}. ${advice}`)
}
