import { getDocsUrl } from '../action/docs-link.ts'
import type { Log } from '../action/log.ts'
import type { OutputWriter } from '../action/outputs.ts'
import { describeError } from '../errors.ts'
import { type CommentResult, upsertComment } from '../github/comment.ts'
import { GitHubError } from '../github/errors.ts'
import { delayAbort } from '../lib/abort.ts'
import type { CommentInputs } from '../plan/comment-inputs.ts'
import { listUnaccepted } from '../report/accepted-change.ts'
import { commentLimit, renderComment } from '../report/comment.ts'
import type { Report } from '../report/report.ts'
import { collectShownRules } from './acceptance/collect-shown-rules.ts'
import type { CommentTarget } from './comment-target.ts'
import { type GitHubAccess, openGitHubFor } from './github-access.ts'

/** The state of the reports, as the marker in the comment stores it. */
type CommentState = 'fine' | 'changed' | 'broken' | 'failed'

interface CommentSinks extends GitHubAccess {
  readonly outputs: Pick<OutputWriter, 'set'>
  readonly cancelled: AbortSignal
  /** Whether the comment records which broken rules it shows, so that they can be accepted. */
  readonly recordsRules: boolean
}

/** How long all calls may take, in milliseconds. After a cancellation GitHub leaves the step 10 s in all. */
const limitMs = 180_000
const cancelledLimitMs = 4_000

/**
 * Posts or updates the one comment of the pull request, when `comment` asks for it. Never throws: the log says once why
 * a comment could not be posted.
 */
export async function publishComment(
  reports: readonly Report[],
  target: CommentTarget,
  sinks: CommentSinks,
): Promise<void> {
  const { log, outputs, cancelled } = sinks
  const limit = AbortSignal.any([AbortSignal.timeout(limitMs), delayAbort(cancelled, cancelledLimitMs)])
  try {
    const github = await openGitHubFor(sinks, limit)
    if (github === undefined) return await log.notice('`comment` needs `github-token`. No comment was posted.')
    const { runId: run, sha, attempt, pullRequest, inputs, key } = target
    const state = getCommentState(reports)
    const result = await upsertComment(github, {
      pullRequest,
      mode: inputs.commentMode,
      marker: { key, sha, run, attempt, state },
      renderBody: (limit) => renderBody(reports, target, { limit, docsUrl: getDocsUrl(sinks.env) }),
      ...(sinks.recordsRules && { shown: collectShownRules(reports) }),
      shouldPost: (before) => shouldPost(inputs, state, before),
    })
    log.info(describeResult(result, pullRequest))
    if (result.kind === 'posted') await outputs.set(new Map([['comment-url', result.url]]))
  } catch (error) {
    await logCommentFailure(error, target.refusalAdvice, log)
  }
}

/** Logs why a comment could not be posted. A refusal by GitHub is only a notice: the run did not cause it. */
export async function logCommentFailure(error: unknown, refusalAdvice: string, log: Log): Promise<void> {
  if (error instanceof GitHubError && error.kind === 'refused')
    return await log.notice(`GitHub does not let this token comment: ${describeError(error)}. ${refusalAdvice}`)
  await log.warning(`The comment could not be posted: ${describeError(error)}`)
}

function describeResult(result: CommentResult, pullRequest: number): string {
  switch (result.kind) {
    case 'posted':
      return `Commented on pull request #${pullRequest}: ${result.url}`
    case 'skipped':
      return `No comment on pull request #${pullRequest}: nothing happened that \`comment\` asks for.`
    case 'outdated':
      return result.by === 'head'
        ? `No comment on pull request #${pullRequest}: it has a newer commit.`
        : `No comment on pull request #${pullRequest}: a newer run has commented already.`
  }
}

function getCommentState(reports: readonly Report[]): CommentState {
  const isBroken = (report: Report) => listUnaccepted(report).length > 0 || report.failure?.verdict === 'rule-broken'
  if (reports.some((report) => report.failure !== undefined && !isBroken(report))) return 'failed'
  if (reports.some(isBroken)) return 'broken'
  return reports.some(isChanged) ? 'changed' : 'fine'
}

/** A new bundle that was not compared may contain anything. Outputs to redo are a change, too. */
function isChanged({ status, comparison, redo }: Report): boolean {
  if (redo?.runs.some(({ outputs }) => outputs.length > 0)) return true
  return comparison === undefined ? status === 'succeeded' : comparison.kind !== 'none'
}

/**
 * An existing comment is always updated, so that no alarm stays. A comment is posted again only when its state changes.
 */
function shouldPost({ comment, commentMode }: CommentInputs, state: CommentState, before: string | undefined): boolean {
  if (before !== undefined && (commentMode === 'update' || before !== state)) return true
  switch (comment) {
    case 'never':
      return false
    case 'changes':
      return state !== 'fine'
    case 'failures':
      return state === 'failed' || state === 'broken'
    case 'always':
      return true
  }
}

function renderBody(
  reports: readonly Report[],
  { url, pageName, sha, remark }: CommentTarget,
  { limit, docsUrl }: { readonly limit: number; readonly docsUrl: string },
): string {
  const options = { limit: Math.min(commentLimit, limit - remark.length), docsUrl, ...(pageName && { pageName }) }
  return `${renderComment(reports, { ...options, runUrl: url, commit: sha, updatedAt: new Date() })}${remark}`
}
