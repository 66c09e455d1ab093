import { homedir, tmpdir } from 'node:os'
import { maxErrors } from '../action/annotations.ts'
import { failStep, failWithCrash } from '../action/crash.ts'
import { readEvent } from '../action/event.ts'
import type { InputProblem } from '../action/input-problems.ts'
import { findProxyProblems } from '../action/network-env.ts'
import { openStepLog } from '../action/open-step-log.ts'
import { OutputWriter } from '../action/outputs.ts'
import { StateWriter } from '../action/state.ts'
import { readWorkflowRun } from '../action/workflow-run.ts'
import { systemClock } from '../lib/clock.ts'
import type { Environment } from '../lib/environment.ts'
import { createPlan } from '../plan/create-plan.ts'
import { type Defaults, readDefaults } from '../plan/defaults.ts'
import { readInputs } from '../plan/inputs.ts'
import { readRunsSource } from '../plan/runs/runs-source.ts'
import { PageLogs } from '../report/page/page-log.ts'
import { createPageName } from '../report/page-artifact.ts'
import { publishReport } from '../report/publish-report.ts'
import { redactReport } from '../report/redact-report.ts'
import type { Report } from '../report/report.ts'
import { ReportOutputs } from '../report/report-outputs.ts'
import { createCommentTarget } from './comment-target.ts'
import { createDependencies, type StepContext } from './create-dependencies.ts'
import { createFailureTexts } from './failure-texts.ts'
import { publishComment } from './publish-comment.ts'
import { Redaction } from './redaction.ts'
import { RemoteUpdates } from './remote-updates.ts'
import { run } from './run.ts'
import { createCancelFailure, createRefusalReport } from './run-with-report.ts'
import { publishStepIssue } from './step-issue.ts'

/** Runs the step, from its inputs to its exit code. `cancelled` aborts with the workflow. Never throws. */
export async function runStep(env: Environment, cancelled: AbortSignal): Promise<void> {
  const ended = new AbortController()
  const updates = new RemoteUpdates()
  try {
    await runAndPublish(env, { cancelled, ended: ended.signal, updates })
    await updates.wait(cancelled)
  } catch (error) {
    await failWithCrash(error)
  } finally {
    ended.abort()
  }
}

async function runAndPublish(
  env: Environment,
  scope: Pick<StepContext, 'cancelled' | 'ended' | 'updates'>,
): Promise<void> {
  const log = openStepLog(env)
  const outputs = new OutputWriter(log.warning, log.holdsMasked, env['GITHUB_OUTPUT'])
  const state = new StateWriter(env['RUNNER_TEMP'] || tmpdir(), log.warning, env['GITHUB_STATE'])
  const problems: InputProblem[] = []
  const inputs = readInputs(env, problems)
  const redaction = new Redaction(env, log)
  redaction.add(inputs.env)
  const redact = redaction.hide
  const pageLogs = inputs.reportHtml ? new PageLogs(redact) : undefined
  const pageName = createPageName()
  const context: StepContext = { env, log, outputs, state, inputs, redact, pageLogs, ...scope }
  // A step that is killed after a cancellation did not fail.
  if (inputs.failureIssue.isEnabled)
    scope.cancelled.addEventListener('abort', () => void state.update({ cancelled: true }), { once: true })
  // Comments, issues and artifacts are public where the repository is, and GitHub masks nothing in them.
  const reports = (await planAndRun(context, problems, redaction)).map((report) => redactReport(report, redact))
  const [first, ...others] = reports
  if (first === undefined) return
  await publishReport([first, ...others], {
    ...{ env, log, outputs, shouldWriteSummary: inputs.summary },
    page: pageLogs && { name: pageName, logs: pageLogs, runUrl: readWorkflowRun(env, undefined).url },
  })
  if (inputs.comment.comment !== 'never' && !inputs.cleanup) await comment(reports, context, pageLogs && pageName)
  await reportToIssue(reports, context)
  // Main may have failed to remove the container of a failed run, for example without an engine: post tries again.
  const unclean = reports.some(mayLeaveContainer)
  await state.update({ reported: true, unclean })
  if (!unclean) await state.markClean()
  // Annotations come before the final error, which repeats the failure without a line of code.
  const annotations = reports.flatMap((report) => report.annotations ?? [])
  const failures = createFailureTexts(reports, env)
  const maxAnnotations = maxErrors - failures.length
  for (const annotation of annotations.slice(0, maxAnnotations)) await log.annotate(annotation)
  for (const text of failures) await failStep(text)
}

async function comment(reports: readonly Report[], context: StepContext, pageName: string | undefined): Promise<void> {
  const { env, log, outputs, inputs, cancelled } = context
  const target = createCommentTarget(readWorkflowRun(env, await readEvent(env)), inputs.comment, reports)
  if (target === undefined)
    return await log.notice('`comment` is ignored: this workflow run does not belong to a pull request.')
  await publishComment(
    reports,
    { ...target, ...(pageName && { pageName }) },
    {
      ...{ token: inputs.comment.githubToken, env, log, outputs, cancelled },
      recordsRules: inputs.acceptance.ways.length > 0,
    },
  )
}

async function reportToIssue(reports: readonly Report[], context: StepContext): Promise<void> {
  const url = await publishStepIssue(reports, context.inputs, context)
  if (url !== undefined) await context.outputs.set(new Map([['failure-issue-url', url]]))
}

const mayLeaveContainer = ({ failure, phases }: Report) =>
  failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run')

async function planAndRun(
  context: StepContext,
  problems: InputProblem[],
  redaction: Redaction,
): Promise<readonly Report[]> {
  const { env, inputs, outputs, cancelled } = context
  let defaults: Defaults | undefined
  try {
    const home = env['HOME'] ?? homedir()
    problems.push(...findProxyProblems(env))
    defaults = await readDefaults(home, inputs, problems)
    const runs = await readRunsSource(inputs, env, systemClock.date(), problems)
    const plan = createPlan(inputs, defaults, env, problems, runs)
    if (plan.kind === 'many') redaction.addRuns(plan.many)
    return await run(plan, await createDependencies(context, home))
  } catch (error) {
    const failure = cancelled.aborted ? createCancelFailure('plan', error) : error
    const { backend, context: names = defaults?.context, params } = inputs
    const requested = {
      pipeClass: env['INPUT_PIPE-CLASS'] ?? '',
      backend,
      context: names === undefined ? '' : `${names.remote}/${names.local}`,
      params,
    }
    return [await createRefusalReport(requested, new ReportOutputs(outputs), failure)]
  }
}
