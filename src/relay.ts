import { type FinishedRun, finishedRunOf } from './action/finished-run.ts'
import type { Log } from './action/log.ts'
import type { Outputs } from './action/outputs.ts'
import type { Environment } from './action/reader.ts'
import { type RelayInputs, readRelayInputs } from './action/relay-inputs.ts'
import type { Report } from './action/report.ts'
import { summaryOf } from './action/summary.ts'
import { writeSummary } from './action/tell.ts'
import { readEvent } from './action/workflow.ts'
import { Failure } from './errors.ts'
import type { PullRequest } from './github/github.ts'
import { explain, keyOf, type Occasion, tellComment } from './steps/comment.ts'
import { gitHubOf } from './steps/github.ts'
import { readReports } from './steps/result-files.ts'

/** The real parts that `disdat/run-action/report` works with. */
export interface RelayParts {
  readonly env: Environment
  readonly log: Log
  readonly outputs: Outputs
  readonly cancelled: AbortSignal
}

/** GitHub is asked so long at most which pull request it is, in milliseconds. */
const findLimitMs = 60_000
const adviceOfRefusal = 'Give the job `permissions: pull-requests: write`.'

/**
 * Tells a pull request what a run without rights has found out, and left in a file. The file is that run's word, which is worth what its author's
 * is: which pull request, which commit and which run it is comes from GitHub alone. Throws Failure for what is wrong with inputs, event or files.
 */
export async function relay({ env, log, outputs, cancelled }: RelayParts): Promise<void> {
  const inputs = readRelayInputs(env)
  const event = finishedRunOf(await readEvent(env))
  if (event === undefined) {
    const advice = 'Use disdat/run-action/report in a workflow with `on: workflow_run`, as the README shows.'
    throw new Failure('invalid-input', 'This is no workflow that the end of another one starts.', advice)
  }
  // What a reader could be made to copy is not passed on.
  const read = await readReports(inputs.resultFiles, env['GITHUB_WORKSPACE'] ?? '.', cancelled)
  const reports = read.map(({ left: _, ...report }): Report => report)
  if (inputs.summary) await writeSummary(() => summaryOf(reports), log)
  if (inputs.comment.comment === 'never') return
  const access = { token: inputs.comment.githubToken, env, log }
  try {
    const github = await gitHubOf(access, AbortSignal.any([cancelled, AbortSignal.timeout(findLimitMs)]))
    if (github === undefined) return await log.notice('`comment` needs `github-token`. Nothing was posted.')
    const { repository, branch } = event
    const from = repository === undefined ? [] : await github.pullRequestsFrom(repository, branch)
    const pullRequest = from.find(({ head }) => head.sha === event.sha)
    if (pullRequest === undefined) return await log.notice(nobody(event, from))
    await tellComment(reports, occasionOf(event, pullRequest, inputs), { ...access, outputs, cancelled })
  } catch (error) {
    await explain(error, adviceOfRefusal, log)
  }
}

function nobody({ sha, event }: FinishedRun, from: readonly PullRequest[]): string {
  const [newest] = from
  return newest === undefined
    ? `The run was started by \`${event}\`, and no open pull request is of its branch. Nothing was posted.`
    : `Pull request #${newest.number} is not told: it has a newer commit than ${sha} by now.`
}

function occasionOf(run: FinishedRun, { number }: PullRequest, { comment }: RelayInputs): Occasion {
  return {
    pullRequest: number,
    ...{ sha: run.sha, runId: run.id, attempt: run.attempt, url: run.url },
    inputs: comment,
    key: keyOf(comment.commentKey, ['workflow_run', run.path]),
    remark:
      "\n<sub>This is what the pull request's own run says of itself: its code could have it say anything.</sub>\n",
    adviceOfRefusal,
  }
}
