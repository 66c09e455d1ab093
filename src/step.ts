import { homedir } from 'node:os'
import { join } from 'node:path'
import { checkoutOf, userOf } from './action/checkout.ts'
import { type Inputs, readInputs } from './action/inputs.ts'
import { type Log, openLog, plainText, toolkit } from './action/log.ts'
import { Outputs } from './action/outputs.ts'
import type { Problem } from './action/problems.ts'
import type { Environment } from './action/reader.ts'
import type { Report } from './action/report.ts'
import { saveState } from './action/state.ts'
import { tell } from './action/tell.ts'
import { proxySecrets, surroundingsOf, workflowCommits } from './action/workflow.ts'
import { ecrLogin } from './aws/ecr.ts'
import { ambientIdentity } from './aws/identity.ts'
import { LocalBackend } from './backends/local.ts'
import { registryLogin, registryOf } from './backends/registry-login.ts'
import { readDefaults } from './defaults.ts'
import type { Parts } from './parts.ts'
import { planOf } from './plan.ts'
import { openRemote } from './remote/remote.ts'
import { reportOfRefusal, run } from './run.ts'

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
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const problems: Problem[] = []
  const inputs = readInputs(env, problems)
  const [report] = await carryOut({ env, log, outputs, inputs, cancelled: cancel.signal, ended }, problems)
  if (report === undefined) return
  await tell(report, { env, log, outputs, summary: inputs.summary })
  // The container of a failed run was removed, or could not be, as when the engine was gone: post tries once more.
  const unclean = report.failure !== undefined && report.phases.some(({ name }) => name === 'run')
  await saveState({ runId: report.runId, pipeClass: report.pipeClass, reported: true, unclean })
  if (report.failure === undefined) return
  const { verdict, evidence, advice, where } = report.failure
  const core = await toolkit()
  const place = where ? `At ${where.file}:${where.line}. ` : ''
  core.setFailed(plainText(`${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`))
}

interface Beginning {
  readonly env: Environment
  readonly log: Log
  readonly outputs: Outputs
  readonly inputs: Inputs
  readonly cancelled: AbortSignal
  readonly ended: AbortSignal
}

async function carryOut(beginning: Beginning, problems: Problem[]): Promise<readonly Report[]> {
  const { env, inputs, outputs } = beginning
  try {
    const home = env['HOME'] ?? homedir()
    const defaults = await readDefaults(home, inputs, problems)
    const plan = planOf(inputs, defaults, env, problems)
    return await run(plan, await partsOf(beginning, home))
  } catch (error) {
    return [await reportOfRefusal(env['INPUT_PIPE-CLASS'] ?? '', outputs, error)]
  }
}

async function partsOf(beginning: Beginning, home: string): Promise<Parts> {
  const { env, log, outputs, inputs, cancelled, ended } = beginning
  const surroundings = surroundingsOf(env)
  for (const secret of proxySecrets(surroundings)) await log.secret(secret)
  const identity = once(() => ambientIdentity({ region: inputs.awsRegion, env, onSecret: log.secret }))
  const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text: string) => void log.debug(text) }
  const useIndex = inputs.remoteIndex ? index : undefined
  const kmsKeyId = inputs.sseKmsKeyId
  return {
    backend: new LocalBackend(async (reference) => {
      const login = await registryLogin(reference, env['DOCKER_CONFIG'] ?? join(home, '.docker'))
      return login ?? (await ecrLogin(identity, registryOf(reference), log.secret))
    }),
    identity,
    openRemote: async ({ url }, context) =>
      openRemote({ url, context, identity: await identity(), env, useIndex, kmsKeyId }),
    log,
    outputs,
    saveState,
    home,
    owner: userOf(env),
    checkoutOf: async (folder, workspace) => await checkoutOf(folder, workspace, env),
    surroundings,
    commits: await workflowCommits(env),
    tailLines: inputs.logTailLines,
    cancelled,
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
