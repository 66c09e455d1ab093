import { homedir } from 'node:os'
import { maxShown } from './action/annotations.ts'
import { readInputs } from './action/inputs.ts'
import { openLog, plainText, toolkit } from './action/log.ts'
import { Outputs } from './action/outputs.ts'
import type { Problem } from './action/problems.ts'
import type { Environment } from './action/reader.ts'
import type { FailureReport, Report } from './action/report.ts'
import { StateKeeper } from './action/state.ts'
import { tell } from './action/tell.ts'
import { originOf, readEvent } from './action/workflow.ts'
import { readDefaults } from './defaults.ts'
import { planOf } from './plan.ts'
import { type Beginning, partsOf } from './real-parts.ts'
import { reportOfRefusal, run } from './run.ts'
import { occasionOf, tellComment } from './steps/comment.ts'

/** The step, from its inputs to its exit code. Never throws. */
export async function step(env: Environment): Promise<void> {
  // Updates of the remote's index go on beside the run, and do not outlast it.
  const ended = new AbortController()
  try {
    await carryOutAndTell(env, ended.signal)
  } catch (error) {
    const core = await toolkit()
    core.setFailed(`internal-error: ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    ended.abort()
  }
}

async function carryOutAndTell(env: Environment, ended: AbortSignal): Promise<void> {
  const log = openLog(process.stdout, env['RUNNER_DEBUG'] === '1')
  const outputs = new Outputs()
  const state = new StateKeeper()
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const problems: Problem[] = []
  const inputs = readInputs(env, problems)
  const reports = await carryOut({ env, log, outputs, state, inputs, cancelled: cancel.signal, ended }, problems)
  const [first, ...others] = reports
  if (first === undefined) return
  await tell([first, ...others], { env, log, outputs, summary: inputs.summary })
  if (inputs.report.comment !== 'never' && !inputs.cleanup)
    await comment(reports, { env, log, outputs, inputs, cancelled: cancel.signal })
  // The container of a failed run was removed, or could not be, as when the engine was gone: post tries once more.
  await state.know({ reported: true, unclean: reports.some(mayHaveLeft) })
  // Before the last words, which say the same without a place.
  for (const each of reports.flatMap(({ annotations = [] }) => annotations).slice(0, maxShown)) await log.annotate(each)
  for (const { failure } of reports) if (failure) await fail(failure)
}

/** Tells the pull request, where there is one. */
async function comment(
  reports: readonly Report[],
  { env, log, outputs, inputs, cancelled }: Omit<Beginning, 'state' | 'ended'>,
): Promise<void> {
  const occasion = occasionOf(originOf(env, await readEvent(env)), inputs.report, reports)
  const token = inputs.report.githubToken
  if (occasion !== undefined) return await tellComment(reports, occasion, { token, env, log, outputs, cancelled })
  await log.notice('`comment` tells pull requests, and this workflow run is for none.')
}

const mayHaveLeft = ({ failure, phases }: Report) =>
  failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run')

async function fail({ verdict, evidence, advice, where }: FailureReport): Promise<void> {
  const core = await toolkit()
  const place = where ? `At ${where.file}:${where.line}. ` : ''
  core.setFailed(plainText(`${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`))
}

async function carryOut(beginning: Beginning, problems: Problem[]): Promise<readonly Report[]> {
  const { env, inputs, outputs } = beginning
  try {
    const home = env['HOME'] ?? homedir()
    const defaults = await readDefaults(home, inputs, problems)
    const plan = planOf(inputs, defaults, env, problems)
    return await run(plan, await partsOf(beginning, home))
  } catch (error) {
    return [await reportOfRefusal(env['INPUT_PIPE-CLASS'] ?? '', outputs, error, inputs.backend)]
  }
}
