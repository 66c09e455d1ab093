import { join } from 'node:path'
import { annotationsOf } from './action/annotations.ts'
import { checkoutOf, isAncestorIn, userOf } from './action/checkout.ts'
import { idTokens, noToken } from './action/id-token.ts'
import type { Inputs } from './action/inputs.ts'
import { attachSnippet, leavingSignal } from './action/leaving.ts'
import type { Log } from './action/log.ts'
import type { Outputs } from './action/outputs.ts'
import type { Environment } from './action/reader.ts'
import type { StateKeeper } from './action/state.ts'
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
import type { Attached, Parts } from './parts.ts'
import { Budget } from './remote/budget.ts'
import { baseAt, openRemote, parseRemoteUrl } from './remote/remote.ts'
import { askAncestry } from './steps/github.ts'

/** What a step begins with. */
export interface Beginning {
  readonly env: Environment
  readonly log: Log
  readonly outputs: Outputs
  readonly state: StateKeeper
  readonly inputs: Inputs
  readonly cancelled: AbortSignal
  readonly ended: AbortSignal
}

/** Of many jobs that are followed, so many outputs are compared at a time. */
const maxComparisons = 4

/** The real parts of a step. Nothing is called yet: identity, remote and backends are asked for when they are first needed. */
export async function partsOf(beginning: Beginning, home: string): Promise<Parts> {
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
