import { homedir } from 'node:os'
import { maxAnnotations } from '../action/annotations.ts'
import type { InputProblem } from '../action/input-problems.ts'
import { escapeLogText, loadToolkit, openLog } from '../action/log.ts'
import { OutputWriter } from '../action/outputs.ts'
import { StateWriter } from '../action/state.ts'
import { readEvent, readWorkflowRun } from '../action/workflow-context.ts'
import type { Environment } from '../lib/environment.ts'
import { readDefaults } from '../plan/defaults.ts'
import { readInputs } from '../plan/inputs.ts'
import { createPlan } from '../plan/plan.ts'
import { publishReport } from '../report/publish-report.ts'
import type { FailureReport, Report } from '../report/report.ts'
import { createDependencies, type StepContext } from './create-dependencies.ts'
import { createCommentTarget, publishComment } from './publish-comment.ts'
import { createRefusalReport, run } from './run.ts'

/** The step, from its inputs to its exit code. Never throws. */
export async function step(env: Environment): Promise<void> {
  // Updates of the remote's index go on beside the run, and do not outlast it.
  const ended = new AbortController()
  try {
    await carryOutAndTell(env, ended.signal)
  } catch (error) {
    const core = await loadToolkit()
    core.setFailed(`internal-error: ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    ended.abort()
  }
}

async function carryOutAndTell(env: Environment, ended: AbortSignal): Promise<void> {
  const log = openLog(process.stdout, env['RUNNER_DEBUG'] === '1')
  const outputs = new OutputWriter()
  const state = new StateWriter()
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const problems: InputProblem[] = []
  const inputs = readInputs(env, problems)
  const reports = await carryOut({ env, log, outputs, state, inputs, cancelled: cancel.signal, ended }, problems)
  const [first, ...others] = reports
  if (first === undefined) return
  await publishReport([first, ...others], { env, log, outputs, summary: inputs.summary })
  if (inputs.report.comment !== 'never' && !inputs.cleanup)
    await comment(reports, { env, log, outputs, inputs, cancelled: cancel.signal })
  // The container of a failed run was removed, or could not be, as when the engine was gone: post tries once more.
  await state.update({ reported: true, unclean: reports.some(mayHaveLeft) })
  // Before the last words, which say the same without a place.
  for (const each of reports.flatMap(({ annotations = [] }) => annotations).slice(0, maxAnnotations))
    await log.annotate(each)
  for (const { failure } of reports) if (failure) await fail(failure)
}

/** Tells the pull request, where there is one. */
async function comment(
  reports: readonly Report[],
  { env, log, outputs, inputs, cancelled }: Omit<StepContext, 'state' | 'ended'>,
): Promise<void> {
  const occasion = createCommentTarget(readWorkflowRun(env, await readEvent(env)), inputs.report, reports)
  const token = inputs.report.githubToken
  if (occasion !== undefined) return await publishComment(reports, occasion, { token, env, log, outputs, cancelled })
  await log.notice('`comment` tells pull requests, and this workflow run is for none.')
}

const mayHaveLeft = ({ failure, phases }: Report) =>
  failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run')

async function fail({ verdict, evidence, advice, where }: FailureReport): Promise<void> {
  const core = await loadToolkit()
  const place = where ? `At ${where.file}:${where.line}. ` : ''
  core.setFailed(escapeLogText(`${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`))
}

async function carryOut(beginning: StepContext, problems: InputProblem[]): Promise<readonly Report[]> {
  const { env, inputs, outputs } = beginning
  try {
    const home = env['HOME'] ?? homedir()
    const defaults = await readDefaults(home, inputs, problems)
    const plan = createPlan(inputs, defaults, env, problems)
    return await run(plan, await createDependencies(beginning, home))
  } catch (error) {
    return [await createRefusalReport(env['INPUT_PIPE-CLASS'] ?? '', outputs, error, inputs.backend)]
  }
}
