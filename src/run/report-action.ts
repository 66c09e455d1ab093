import { type FinishedRun, parseFinishedRun } from '../action/finished-run.ts'
import type { Log } from '../action/log.ts'
import type { OutputWriter } from '../action/outputs.ts'
import { readEvent } from '../action/workflow-context.ts'
import { Failure } from '../errors.ts'
import type { PullRequest } from '../github/github.ts'
import type { Environment } from '../lib/environment.ts'
import { type ReportActionInputs, readReportActionInputs } from '../plan/report-action-inputs.ts'
import { writeSummary } from '../report/publish-report.ts'
import type { Report } from '../report/report.ts'
import { renderSummary } from '../report/summary.ts'
import { openGitHubFor } from './github-access.ts'
import { type CommentTarget, createCommentKey, logCommentFailure, publishComment } from './publish-comment.ts'
import { readReports } from './result-files.ts'

/** The real parts that `disdat/run-action/report` works with. */
export interface ReportActionDependencies {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  readonly cancelled: AbortSignal
}

/** GitHub is asked so long at most which pull request it is, in milliseconds. */
const findLimitMs = 60_000
const adviceOfRefusal = 'Give the job `permissions: pull-requests: write`.'

/**
 * Tells a pull request what a run without rights has found out, and left in a file. The file is that run's word, which is worth what its author's
 * is: which pull request, which commit and which run it is comes from GitHub alone. Throws Failure for what is wrong with inputs, event or files.
 */
export async function runReportAction({ env, log, outputs, cancelled }: ReportActionDependencies): Promise<void> {
  const inputs = readReportActionInputs(env)
  const event = parseFinishedRun(await readEvent(env))
  if (event === undefined) {
    const advice = 'Use disdat/run-action/report in a workflow with `on: workflow_run`, as the README shows.'
    throw new Failure('invalid-input', 'This is no workflow that the end of another one starts.', advice)
  }
  // What a reader could be made to copy is not passed on.
  const read = await readReports(inputs.resultFiles, env['GITHUB_WORKSPACE'] ?? '.', cancelled)
  const reports = read.map(({ left: _, ...report }): Report => report)
  if (inputs.summary) await writeSummary(() => renderSummary(reports), log)
  if (inputs.comment.comment === 'never') return
  const access = { token: inputs.comment.githubToken, env, log }
  try {
    const github = await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(findLimitMs)]))
    if (github === undefined) return await log.notice('`comment` needs `github-token`. Nothing was posted.')
    const { repository, branch } = event
    const from = repository === undefined ? [] : await github.pullRequestsFrom(repository, branch)
    const pullRequest = from.find(({ head }) => head.sha === event.sha)
    if (pullRequest === undefined) return await log.notice(nobody(event, from))
    await publishComment(reports, occasionOf(event, pullRequest, inputs), { ...access, outputs, cancelled })
  } catch (error) {
    await logCommentFailure(error, adviceOfRefusal, log)
  }
}

function nobody({ sha, event }: FinishedRun, from: readonly PullRequest[]): string {
  const [newest] = from
  return newest === undefined
    ? `The run was started by \`${event}\`, and no open pull request is of its branch. Nothing was posted.`
    : `Pull request #${newest.number} is not told: it has a newer commit than ${sha} by now.`
}

function occasionOf(run: FinishedRun, { number }: PullRequest, { comment }: ReportActionInputs): CommentTarget {
  return {
    pullRequest: number,
    ...{ sha: run.sha, runId: run.id, attempt: run.attempt, url: run.url },
    inputs: comment,
    key: createCommentKey(comment.commentKey, ['workflow_run', run.path]),
    remark:
      "\n<sub>This is what the pull request's own run says of itself: its code could have it say anything.</sub>\n",
    adviceOfRefusal,
  }
}
