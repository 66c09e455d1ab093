import { join } from 'node:path'
import { createAnnotations } from '../action/annotations.ts'
import { getOwner, isAncestorInCheckout, readCheckout } from '../action/checkout.ts'
import { createIdTokenSource, missingIdTokenReason } from '../action/id-token.ts'
import { createJobDeadline, renderAttachSnippet } from '../action/job-deadline.ts'
import type { Log } from '../action/log.ts'
import type { OutputWriter } from '../action/outputs.ts'
import type { StateWriter } from '../action/state.ts'
import {
  findProxySecrets,
  getBaseCommit,
  getWorkflowCommits,
  readEvent,
  readNetworkEnv,
  readPullRequest,
  readWorkflowRun,
} from '../action/workflow-context.ts'
import { createEcrLogin } from '../aws/ecr.ts'
import { createIdentity } from '../aws/identity.ts'
import { createBaseStatements, createIndexStatement, createPipePolicy } from '../aws/session-policy.ts'
import { BatchBackend } from '../backends/batch/batch-backend.ts'
import { attachedSettings, type BatchSettings } from '../backends/batch/settings.ts'
import { DockerBackend } from '../backends/docker/docker-backend.ts'
import { findRegistryLogin, parseRegistryHost } from '../backends/docker/registry-login.ts'
import type { Environment } from '../lib/environment.ts'
import { Semaphore } from '../lib/semaphore.ts'
import type { Attachment } from '../plan/attach-plan.ts'
import type { Inputs } from '../plan/inputs.ts'
import { openBaseContext, openRemote, parseRemoteUrl } from '../remote/remote.ts'
import type { AttachedJob, Dependencies } from './dependencies.ts'
import { createAncestryCheck } from './github-access.ts'

/** What a step begins with. */
export interface StepContext {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  readonly state: StateWriter
  readonly inputs: Inputs
  readonly cancelled: AbortSignal
  readonly ended: AbortSignal
}

/** Of many jobs that are followed, so many outputs are compared at a time. */
const maxComparisons = 4

/** The real parts of a step. Nothing is called yet: identity, remote and backends are asked for when they are first needed. */
export async function createDependencies(beginning: StepContext, home: string): Promise<Dependencies> {
  const { env, log, outputs, state, inputs, cancelled, ended } = beginning
  const surroundings = readNetworkEnv(env)
  for (const secret of findProxySecrets(surroundings)) await log.secret(secret)
  const identity = once(() =>
    createIdentity({
      ...inputs.role,
      region: inputs.awsRegion,
      env,
      onSecret: log.secret,
      noToken: missingIdTokenReason,
      idToken: createIdTokenSource(env, log.secret),
    }),
  )
  const event = await readEvent(env)
  const origin = readWorkflowRun(env, event)
  const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text: string) => void log.debug(text) }
  const useIndex = inputs.remoteIndex ? index : undefined
  const kmsKeyId = inputs.sseKmsKeyId
  const batchFor = (settings: BatchSettings) =>
    new BatchBackend({ identity, env, settings, origin, timeoutMs: inputs.timeoutMs })
  return {
    backendFor: (batch) =>
      batch === undefined
        ? new DockerBackend(async (reference) => {
            const login = await findRegistryLogin(reference, env['DOCKER_CONFIG'] ?? join(home, '.docker'))
            return login ?? (await createEcrLogin(identity, env, parseRegistryHost(reference), log.secret))
          })
        : batchFor(batch),
    attach: (attachment, signal) => attachTo(batchFor, attachment, signal),
    identity,
    pipePolicy: ({ url, context }, region) => createPipePolicy({ ...parseRemoteUrl(url), context, region, kmsKeyId }),
    indexStatement: ({ url, context }, region) =>
      inputs.remoteIndex || inputs.baseContext !== undefined
        ? createIndexStatement({ ...parseRemoteUrl(url), context, region })
        : undefined,
    baseStatements: ({ url, context }, region) => createBaseStatements({ ...parseRemoteUrl(url), context, region }),
    openRemote: async ({ url }, context) =>
      openRemote({ url, context, identity: await identity(), env, useIndex, kmsKeyId }),
    openBase: (remote, context) => openBaseContext(remote, context, useIndex),
    pullRequest: readPullRequest(env, event),
    log,
    outputs,
    state,
    home,
    owner: getOwner(env),
    readCheckout: async (folder, workspace) => await readCheckout(folder, workspace, env),
    annotate: async (marks) =>
      inputs.report.annotations ? await createAnnotations(marks, env['GITHUB_WORKSPACE'] ?? '', env) : [],
    networkEnv: surroundings,
    commits: getWorkflowCommits(env, event),
    baseCommit: getBaseCommit(env, event),
    isAncestorInCheckout: async (commit, of) =>
      await isAncestorInCheckout(env['GITHUB_WORKSPACE'] ?? '', env, { commit, of }),
    isAncestor: createAncestryCheck({ token: inputs.report.githubToken, env, log }, cancelled),
    comparisons: new Semaphore(maxComparisons),
    workflowAttempt: origin.attempt,
    tailLines: inputs.logTailLines,
    cancelled,
    jobDeadline: await createJobDeadline(env),
    detachesOnCancel: inputs.batch.onCancel === 'detach',
    attachSnippet: (jobIds) => renderAttachSnippet(jobIds, inputs, env),
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
): Promise<readonly AttachedJob[]> {
  const settings: BatchSettings = { ...attachedSettings, queueTimeoutMs }
  const backend = batchFor(settings)
  const jobs = await backend.attach(jobIds, signal)
  return jobs.map((found) => ({ ...found, backend, settings }))
}
