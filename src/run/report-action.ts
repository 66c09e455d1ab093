import { getDocsUrl } from '../action/docs-link.ts'
import { readEvent } from '../action/event.ts'
import { type FinishedRun, parseFinishedRun } from '../action/finished-run.ts'
import type { EntryContext } from '../action/run-entry.ts'
import { writeStepSummary } from '../action/step-summary.ts'
import { readWorkflowRun } from '../action/workflow-run.ts'
import { Failure } from '../errors.ts'
import type { PullRequest } from '../github/github.ts'
import { type ReportActionInputs, readReportActionInputs } from '../plan/report-action-inputs.ts'
import { isAcceptedChange } from '../report/accepted-change.ts'
import type { Report } from '../report/report.ts'
import { formatAccepted } from '../report/report-outputs.ts'
import { renderSummary } from '../report/summary.ts'
import { createStepAcceptance } from './acceptance/step-acceptance.ts'
import { type CommentTarget, createPlaceKey, describeRuns } from './comment-target.ts'
import { type GitHubAccess, openGitHubFor } from './github-access.ts'
import { logCommentFailure, publishComment } from './publish-comment.ts'
import { readResultFiles } from './read-result-files.ts'

/** How long GitHub may take to find the pull request, in milliseconds. */
const findLimitMs = 60_000
const refusalAdvice = 'Give the job `permissions: pull-requests: write`.'

/**
 * Comments on the pull request of a run that has no write permission, from the result file of that run. The file is as
 * trustworthy as the author of the pull request, so the pull request, the commit and the run come from GitHub alone.
 * Throws Failure for invalid inputs, another event, and invalid files.
 */
export async function runReportAction(dependencies: EntryContext): Promise<void> {
  const { env, log, outputs, cancelled } = dependencies
  const inputs = readReportActionInputs(env)
  const event = parseFinishedRun(await readEvent(env))
  if (event === undefined)
    throw new Failure(
      'invalid-input',
      '`disdat/run-action/report` works only in a `workflow_run` workflow.',
      'Use it in a workflow with `on: workflow_run`, as docs/pull-requests.md shows.',
    )
  const untrusted = await readResultFiles(inputs.resultFiles, env['GITHUB_WORKSPACE'] ?? '.', cancelled)
  const claimed = untrusted.map(dropClaims)
  const access = { token: inputs.comment.githubToken, env, log }
  const target = inputs.comment.comment === 'never' ? undefined : await findTarget(claimed, event, inputs, dependencies)
  const reports = target === undefined ? claimed : await acceptReports(claimed, target, { access, inputs, cancelled })
  if (inputs.acceptance.ways.length > 0) await outputs.set(new Map([['accepted', formatAccepted(reports)]]))
  if (inputs.summary) {
    const render = () => renderSummary(reports, { docsUrl: getDocsUrl(env) })
    await writeStepSummary(render, log, env['GITHUB_STEP_SUMMARY'])
  }
  if (target !== undefined) {
    const recordsRules = inputs.acceptance.ways.length > 0
    await publishComment(reports, target, { ...access, outputs, cancelled, recordsRules })
  }
}

/**
 * The report without what its author must not decide: the snippet to attach, which readers would copy, and the
 * acceptance. Findings are marked, because readers see the evidence instead.
 */
function dropClaims({ left: _, acceptance: __, rules, ...report }: Report): Report {
  if (rules === undefined) return report
  return { ...report, rules: { ...rules, breaches: rules.breaches.map((breach) => ({ ...breach, isClaimed: true })) } }
}

/** Decides which broken rules are accepted, as the run itself does: what its file says about it is not trusted. */
async function acceptReports(
  reports: readonly Report[],
  target: CommentTarget,
  {
    access,
    inputs: { acceptance: inputs },
    cancelled,
  }: Pick<EntryContext, 'cancelled'> & {
    readonly access: GitHubAccess
    readonly inputs: ReportActionInputs
  },
): Promise<readonly Report[]> {
  // A result file holds redacted reports.
  const redact = (text: string) => text
  const step = createStepAcceptance(inputs, { access, cancelled, redact, findPlace: () => target })
  if (step === undefined) return reports
  const decided: Report[] = []
  for (const report of reports) {
    const breaches = report.rules?.breaches ?? []
    const acceptance = breaches.length === 0 ? undefined : await step.decide(report, breaches)
    decided.push(acceptance === undefined ? report : endAccepted({ ...report, acceptance }))
  }
  return decided
}

/** The report as that of a run that knew the acceptance: broken rules that are all accepted are no failure. */
function endAccepted(report: Report): Report {
  const { failure, ...rest } = report
  return failure?.verdict === 'rule-broken' && isAcceptedChange(report) ? { ...rest, status: 'succeeded' } : report
}

/** The pull request that GitHub names for the commit of the run; undefined without it, and the log says why. */
async function findTarget(
  reports: readonly Report[],
  event: FinishedRun,
  inputs: ReportActionInputs,
  { env, log, cancelled }: EntryContext,
): Promise<CommentTarget | undefined> {
  const access = { token: inputs.comment.githubToken, env, log }
  try {
    const github = await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(findLimitMs)]))
    if (github === undefined) {
      await log.notice('`comment` needs `github-token`. No comment was posted.')
      return undefined
    }
    const { repository, branch } = event
    const candidates = repository === undefined ? [] : await github.listPullRequests(repository, branch)
    const pullRequest = candidates.find(({ head }) => head.sha === event.sha)
    if (pullRequest !== undefined) return createTarget(event, pullRequest, { inputs, env, reports })
    await log.notice(explainNoPullRequest(event, candidates))
  } catch (error) {
    await logCommentFailure(error, refusalAdvice, log)
  }
  return undefined
}

function explainNoPullRequest({ sha, event }: FinishedRun, candidates: readonly PullRequest[]): string {
  const [newest] = candidates
  return newest === undefined
    ? `The event \`${event}\` started the run, and its branch has no open pull request. No comment was posted.`
    : `No comment on pull request #${newest.number}: it has a newer commit than ${sha}.`
}

function createTarget(
  run: FinishedRun,
  { number }: PullRequest,
  {
    inputs,
    env,
    reports,
  }: Pick<EntryContext, 'env'> & {
    readonly inputs: ReportActionInputs
    readonly reports: readonly Report[]
  },
): CommentTarget {
  const { comment } = inputs
  const { workflow, job, step } = readWorkflowRun(env, undefined)
  const place = ['workflow_run', run.path, workflow, job, step, ...describeRuns(reports)]
  return {
    pullRequest: number,
    ...{ sha: run.sha, runId: run.id, attempt: run.attempt, url: run.url, inputs: comment, refusalAdvice },
    key: createPlaceKey(comment.commentKey, place),
    remark:
      "\n<sub>The pull request's own run wrote this report, and the code of the pull request could change it.</sub>\n",
  }
}
