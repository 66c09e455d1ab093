import { homedir } from 'node:os'
import { join } from 'node:path'
import { annotationsOf, maxShown } from './action/annotations.ts'
import { checkoutOf, isAncestorIn, userOf } from './action/checkout.ts'
import { idTokens, noToken } from './action/id-token.ts'
import { type Inputs, readInputs } from './action/inputs.ts'
import { attachSnippet, leavingSignal } from './action/leaving.ts'
import { type Log, openLog, plainText, toolkit } from './action/log.ts'
import { Outputs } from './action/outputs.ts'
import type { Problem } from './action/problems.ts'
import type { Environment } from './action/reader.ts'
import type { FailureReport, Report } from './action/report.ts'
import { StateKeeper } from './action/state.ts'
import { tell } from './action/tell.ts'
import {
  baseCommitOf,
  commitsOf,
  originOf,
  proxySecrets,
  pullRequestOf,
  readEvent,
  surroundingsOf,
} from './action/workflow.ts'
import type { Attachment } from './attach-plan.ts'
import { ecrLogin } from './aws/ecr.ts'
import { identityOf } from './aws/identity.ts'
import { baseStatements, indexStatement, pipePolicy } from './aws/session-policy.ts'
import { BatchBackend } from './backends/batch/batch.ts'
import { type BatchSettings, settledSettings } from './backends/batch/settings.ts'
import { LocalBackend } from './backends/local.ts'
import { registryLogin, registryOf } from './backends/registry-login.ts'
import { readDefaults } from './defaults.ts'
import type { Attached, Parts } from './parts.ts'
import { planOf } from './plan.ts'
import { Budget } from './remote/budget.ts'
import { baseAt, openRemote, parseRemoteUrl } from './remote/remote.ts'
import { reportOfRefusal, run } from './run.ts'
import { occasionOf, tellComment } from './steps/comment.ts'
import { askAncestry } from './steps/github.ts'

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

interface Beginning {
  readonly env: Environment
  readonly log: Log
  readonly outputs: Outputs
  readonly state: StateKeeper
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
    return [await reportOfRefusal(env['INPUT_PIPE-CLASS'] ?? '', outputs, error, inputs.backend)]
  }
}

/** Of many jobs that are followed, so many outputs are compared at a time. */
const maxComparisons = 4

async function partsOf(beginning: Beginning, home: string): Promise<Parts> {
  const { env, log, outputs, state, inputs, cancelled, ended } = beginning
  const surroundings = surroundingsOf(env)
  for (const secret of proxySecrets(surroundings)) await log.secret(secret)
  const identity = once(() =>
    identityOf({
      ...inputs.role,
      region: inputs.awsRegion,
      env,
      onSecret: log.secret,
      noToken,
      idToken: idTokens(env, log.secret),
    }),
  )
  const event = await readEvent(env)
  const origin = originOf(env, event)
  const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text: string) => void log.debug(text) }
  const useIndex = inputs.remoteIndex ? index : undefined
  const kmsKeyId = inputs.sseKmsKeyId
  const batchFor = (settings: BatchSettings) =>
    new BatchBackend({ identity, env, settings, origin, timeoutMs: inputs.timeoutMs })
  return {
    backendFor: (batch) =>
      batch === undefined
        ? new LocalBackend(async (reference) => {
            const login = await registryLogin(reference, env['DOCKER_CONFIG'] ?? join(home, '.docker'))
            return login ?? (await ecrLogin(identity, env, registryOf(reference), log.secret))
          })
        : batchFor(batch),
    attach: (attachment, signal) => attachTo(batchFor, attachment, signal),
    identity,
    pipePolicy: ({ url, context }, region) => pipePolicy({ ...parseRemoteUrl(url), context, region, kmsKeyId }),
    indexStatement: ({ url, context }, region) =>
      inputs.remoteIndex || inputs.baseContext !== undefined
        ? indexStatement({ ...parseRemoteUrl(url), context, region })
        : undefined,
    baseStatements: ({ url, context }, region) => baseStatements({ ...parseRemoteUrl(url), context, region }),
    openRemote: async ({ url }, context) =>
      openRemote({ url, context, identity: await identity(), env, useIndex, kmsKeyId }),
    baseOf: (remote, context) => baseAt(remote, context, useIndex),
    pullRequest: pullRequestOf(env, event),
    log,
    outputs,
    state,
    home,
    owner: userOf(env),
    checkoutOf: async (folder, workspace) => await checkoutOf(folder, workspace, env),
    annotate: async (marks) =>
      inputs.report.annotations ? await annotationsOf(marks, env['GITHUB_WORKSPACE'] ?? '', env) : [],
    surroundings,
    commits: commitsOf(env, event),
    baseCommit: baseCommitOf(env, event),
    isAncestorInCheckout: async (commit, of) => await isAncestorIn(env['GITHUB_WORKSPACE'] ?? '', env, { commit, of }),
    isAncestor: askAncestry({ token: inputs.report.githubToken, env, log }, cancelled),
    comparisons: new Budget(maxComparisons),
    workflowAttempt: origin.attempt,
    tailLines: inputs.logTailLines,
    cancelled,
    leaving: await leavingSignal(env),
    leavesJobs: inputs.batch.onCancel === 'detach',
    attachSnippet: (jobIds) => attachSnippet(jobIds, inputs, env),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** One backend for all of them, so that they are looked at together. */
async function attachTo(
  batchFor: (settings: BatchSettings) => BatchBackend,
  { jobIds, queueTimeoutMs }: Attachment,
  signal: AbortSignal,
): Promise<readonly Attached[]> {
  const settings: BatchSettings = { ...settledSettings, queueTimeoutMs }
  const backend = batchFor(settings)
  const jobs = await backend.attach(jobIds, signal)
  return jobs.map((found) => ({ ...found, backend, settings }))
}
