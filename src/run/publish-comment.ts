import { createHash } from 'node:crypto'
import type { Log } from '../action/log.ts'
import type { OutputWriter } from '../action/outputs.ts'
import type { WorkflowRun } from '../action/workflow-context.ts'
import { describeError } from '../errors.ts'
import { GitHubError } from '../github/calls.ts'
import { bodyLimit, type CommentResult, upsertComment } from '../github/comment.ts'
import type { CommentInputs } from '../plan/comment-inputs.ts'
import { commentLimit, renderComment } from '../report/comment.ts'
import type { Report } from '../report/report.ts'
import { type GitHubAccess, openGitHubFor } from './github-access.ts'

/** A pull request, and the workflow run whose outcome it is told. */
export interface CommentTarget {
  readonly pullRequest: number
  /** The head of the pull request that the run was for. */
  readonly sha: string
  readonly runId: number
  readonly attempt: number
  /** The run's page. */
  readonly url: string
  readonly inputs: CommentInputs
  /** As `keyOf` makes it. */
  readonly key: string
  /** Markdown for the end of the comment. */
  readonly remark: string
  /** Why GitHub may refuse a comment here, and what can be done. */
  readonly adviceOfRefusal: string
}

/** The pull request that a workflow run is for; undefined where it is for none. */
export function createCommentTarget(
  origin: WorkflowRun,
  inputs: CommentInputs,
  reports: readonly Report[],
): CommentTarget | undefined {
  const { pullRequest, commit: sha, attempt, url, workflow, job, step, isFromOutside } = origin
  if (pullRequest === undefined) return undefined
  const adviceOfRefusal = isFromOutside
    ? 'GitHub gives no rights to a pull request from a fork or from Dependabot: see "Pull requests from forks" in the README.'
    : 'Give the job `permissions: pull-requests: write`.'
  const pipes = [...new Set(reports.map(({ pipeClass }) => pipeClass))].toSorted()
  const key = createCommentKey(inputs.commentKey, [workflow, job, step, ...pipes])
  return { pullRequest, sha, runId: Number(origin.runId), attempt, url, inputs, key, remark: '', adviceOfRefusal }
}

/** The state of what was told, as a marker has it. */
type CommentState = 'fine' | 'changed' | 'broken' | 'failed'

/** Where it is told that something was told. */
interface Audience extends GitHubAccess {
  readonly outputs: Pick<OutputWriter, 'set'>
  readonly cancelled: AbortSignal
}

/** All calls together take so long at most, in milliseconds; once the workflow is cancelled, GitHub leaves the step 10 s in all. */
const limitMs = 180_000
const cancelledLimitMs = 4_000

/** Aborts some time after another signal. */
function lateAfter(signal: AbortSignal, ms: number): AbortSignal {
  const late = new AbortController()
  const start = () => setTimeout(() => late.abort(new Error('There was no time left.')), ms).unref()
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true })
  return late.signal
}

/**
 * Tells a pull request what came of a run, in the one comment that is kept up to date, if `comment` wants it told. Never throws: where it cannot be
 * told, the log says so, once.
 */
export async function publishComment(
  reports: readonly Report[],
  occasion: CommentTarget,
  audience: Audience,
): Promise<void> {
  const { log, outputs, cancelled } = audience
  const limit = AbortSignal.any([AbortSignal.timeout(limitMs), lateAfter(cancelled, cancelledLimitMs)])
  try {
    const github = await openGitHubFor(audience, limit)
    if (github === undefined) return await log.notice('`comment` needs `github-token`. Nothing was posted.')
    const { runId: run, sha, attempt, pullRequest, inputs, key } = occasion
    const state = getCommentState(reports)
    const told = await upsertComment(github, {
      pullRequest,
      mode: inputs.commentMode,
      marker: { key, sha, run, attempt, state },
      body: bodyOf(reports, occasion),
      isWanted: (before) => isWanted(inputs, state, before),
    })
    log.info(phrase(told, pullRequest))
    if (told.kind === 'posted') await outputs.set(new Map([['comment-url', told.url]]))
  } catch (error) {
    await logCommentFailure(error, occasion.adviceOfRefusal, log)
  }
}

/** Says why a pull request could not be told: where GitHub refuses it, that is no fault of the run's. */
export async function logCommentFailure(error: unknown, adviceOfRefusal: string, log: Log): Promise<void> {
  if (error instanceof GitHubError && error.kind === 'refused')
    return await log.notice(`GitHub does not let this token comment: ${describeError(error)}. ${adviceOfRefusal}`)
  await log.warning(`The pull request could not be told: ${describeError(error)}`)
}

function phrase(told: CommentResult, pullRequest: number): string {
  switch (told.kind) {
    case 'posted':
      return `Pull request #${pullRequest} is told: ${told.url}`
    case 'not-wanted':
      return `Pull request #${pullRequest} is not told: there is nothing that \`comment\` asks for.`
    case 'overtaken':
      return told.by === 'head'
        ? `Pull request #${pullRequest} is not told: it has a newer commit by now.`
        : `Pull request #${pullRequest} is not told: a newer run has told it already.`
  }
}

function getCommentState(reports: readonly Report[]): CommentState {
  const isBroken = (report: Report) =>
    (report.rules?.breaches ?? []).length > 0 || report.failure?.verdict === 'rule-broken'
  if (reports.some((report) => report.failure !== undefined && !isBroken(report))) return 'failed'
  if (reports.some(isBroken)) return 'broken'
  return reports.some(isChanged) ? 'changed' : 'fine'
}

/** A new bundle that was not compared with anything may hold anything. */
function isChanged({ status, comparison }: Report): boolean {
  return comparison === undefined ? status === 'succeeded' : comparison.kind !== 'none'
}

/** A comment that is there is brought up to date whatever it says, so that no alarm stays. Anew it is posted only where that is news. */
function isWanted({ comment, commentMode }: CommentInputs, state: CommentState, before: string | undefined): boolean {
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

/**
 * Tells the comments of a pull request apart: by the text that was given or, where that is no more than a leg of a matrix, by the place that it was
 * given at too. A hash, so that neither a long name nor an odd one is a part of the marker.
 */
export function createCommentKey(given = 'null', place: readonly string[]): string {
  const parts = isLeg(given) ? [...place, given] : [given]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** Whether a text is what `toJSON(matrix)` gives. */
function isLeg(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

function bodyOf(reports: readonly Report[], { url, remark }: CommentTarget): string {
  const limit = Math.min(commentLimit, bodyLimit - remark.length)
  return `${renderComment(reports, { limit, runUrl: url, updatedAt: new Date() })}${remark}`
}
