import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { createAnnotations } from '../action/annotations.ts'
import {
  findCheckoutFolder,
  getOwner,
  isAncestorInCheckout,
  listTrackedFiles,
  readCheckout,
} from '../action/checkout.ts'
import { readEvent } from '../action/event.ts'
import { createJobDeadline } from '../action/job-deadline.ts'
import type { Log } from '../action/log.ts'
import { findMatrixLeg } from '../action/matrix-leg.ts'
import { findNetworkSecrets, readNetworkEnv } from '../action/network-env.ts'
import type { OutputWriter } from '../action/outputs.ts'
import { readPullRequest } from '../action/pull-request.ts'
import { readPush } from '../action/push.ts'
import type { StateWriter } from '../action/state.ts'
import { getBaseCommit, getWorkflowCommits, readWorkflowRun, type WorkflowRun } from '../action/workflow-run.ts'
import { limitIdentity } from '../aws/limit-identity.ts'
import {
  createBaseStatements,
  createIndexStatement,
  createPipePolicy,
  createPrefixKeyStatements,
  createSandboxStatements,
} from '../aws/session-policy.ts'
import type { Backend } from '../backends/backend.ts'
import type { BackendServices, PlannedBackend } from '../backends/backend-type.ts'
import { raceSignal } from '../lib/abort.ts'
import { systemClock } from '../lib/clock.ts'
import type { Environment } from '../lib/environment.ts'
import { memoize } from '../lib/memo.ts'
import { Semaphore } from '../lib/semaphore.ts'
import { renderAttachSnippet } from '../plan/attach-snippet.ts'
import type { Inputs } from '../plan/inputs.ts'
import { listSandboxBeginnings } from '../remote/promotion/find-sandbox.ts'
import { openBaseContext, openRemote, type Remote, requireRemoteUrl } from '../remote/remote.ts'
import type { PageLogs } from '../report/page/page-log.ts'
import { redactReport } from '../report/redact-report.ts'
import { ReportOutputs } from '../report/report-outputs.ts'
import { createStepAcceptance } from './acceptance/step-acceptance.ts'
import { createCommentTarget } from './comment-target.ts'
import type { Dependencies } from './dependencies.ts'
import { createAncestryCheck, openMergesFor } from './github-access.ts'
import { createLookLimiter } from './output-watch.ts'
import { createMergeSource, type MergeSource } from './promote/merge-source.ts'
import type { RemoteUpdates } from './remote-updates.ts'
import { createSharedParts } from './shared-parts.ts'
import { createStepIdentity } from './step-identity.ts'

/** What a step has before it creates its dependencies. */
export interface StepContext {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  readonly state: StateWriter
  readonly inputs: Inputs
  readonly cancelled: AbortSignal
  /** Aborts when the step ends: updates of the remote's index stop then. */
  readonly ended: AbortSignal
  readonly updates: RemoteUpdates
  /** Hides secrets in what is published. */
  readonly redact: (text: string) => string
  /** Undefined without `report-html`. */
  readonly pageLogs: PageLogs | undefined
}

/** The most jobs whose outputs are proved, pulled and compared at the same time when many jobs are followed. */
const maxFinishedJobs = 16
/** The most outputs that are compared at the same time when many jobs are followed. */
const maxComparisons = 4

/**
 * Creates the dependencies of a step. Calls nothing yet: identity, remote and backends are opened when they are first
 * needed.
 */
export async function createDependencies(context: StepContext, home: string): Promise<Dependencies> {
  const { env, log, state, inputs, cancelled, pageLogs } = context
  const networkEnv = readNetworkEnv(env)
  for (const secret of findNetworkSecrets(networkEnv)) await log.mask(secret)
  const event = await readEvent(env)
  const origin = readWorkflowRun(env, event)
  const leg = findMatrixLeg([inputs.comment.commentKey, inputs.failureIssue.key])
  const workspace = env['GITHUB_WORKSPACE'] ?? ''
  const checkoutFolder = memoize(() => findCheckoutFolder(workspace, env))
  const { role, awsRegion: region } = inputs
  const created = memoize(() => createStepIdentity({ role, region, env, mask: log.mask }))
  const limited = memoize(async () => limitIdentity(await created(), cancelled))
  const identity = () => raceSignal(limited(), cancelled)
  const services: Omit<BackendServices, 'timeoutMs'> = {
    ...{ env, home, origin: { ...origin, leg }, onSecret: log.mask, onWait: log.info },
    // To end a job, credentials are needed after a cancellation too: each call of a backend has its own signal.
    identity: () => raceSignal(created(), cancelled),
  }
  return {
    ...{ openBackend: createBackends(services), identity, ...createRunIds(), shared: createSharedParts() },
    ...createPolicies(inputs),
    ...createRemotes(context, identity),
    ...{ pullRequest: readPullRequest(env, event), mergeSource: createPushSource(context, checkoutFolder) },
    ...{ ...createOutputs(context, origin), log, state, home, networkEnv, cancelled },
    temporaryFolder: env['RUNNER_TEMP'] || tmpdir(),
    owner: getOwner(env),
    readCheckout: async (folder, root) => await readCheckout(folder, root, env),
    annotate: async (candidates) =>
      inputs.annotations ? await createAnnotations(candidates, await checkoutFolder(), env) : [],
    commits: getWorkflowCommits(env, event),
    baseCommit: getBaseCommit(env, event),
    isAncestorInCheckout: async (commit, of) =>
      await isAncestorInCheckout(await checkoutFolder(), env, { ancestor: commit, descendant: of }),
    isAncestor: createAncestryCheck({ token: inputs.comment.githubToken, env, log }, cancelled),
    finishedJobs: new Semaphore(maxFinishedJobs),
    comparisons: new Semaphore(maxComparisons),
    outputLooks: createLookLimiter(systemClock),
    workflowAttempt: origin.attempt,
    workflowRun: { url: origin.url, runNumber: origin.number, attempt: origin.attempt },
    ...{ tailLines: inputs.logTailLines, pageLogs },
    jobDeadline: await createJobDeadline(env, inputs.jobTimeoutMinutes),
    renderAttachSnippet: (jobIds) => renderAttachSnippet(jobIds, inputs, env),
  }
}

function createOutputs(
  { env, log, outputs: writer, inputs: { comment, acceptance }, redact, cancelled }: StepContext,
  workflowRun: WorkflowRun,
): Pick<Dependencies, 'outputs' | 'acceptance'> {
  const outputs = new ReportOutputs(writer)
  const access = { token: comment.githubToken, env, log }
  // All runs have their place among the outputs before the first of them ends. The comment is one of redacted reports.
  const findPlace = () =>
    createCommentTarget(
      workflowRun,
      comment,
      outputs.reports.map((report) => redactReport(report, redact)),
    )
  return { outputs, acceptance: createStepAcceptance(acceptance, { access, cancelled, redact, findPlace }) }
}

/** Undefined unless the workflow runs for a push to a branch. */
function createPushSource(
  { env, inputs, log, cancelled }: StepContext,
  checkoutFolder: () => Promise<string>,
): MergeSource | undefined {
  const push = readPush(env)
  if (push === undefined) return undefined
  return createMergeSource({
    push,
    openMerges: () => openMergesFor({ token: inputs.comment.githubToken, env, log }, cancelled),
    listTrackedFiles: async (pattern) => await listTrackedFiles(await checkoutFolder(), env, pattern),
  })
}

/** Runs whose plan has one backend share it when it is opened. */
function createBackends(services: Omit<BackendServices, 'timeoutMs'>): Dependencies['openBackend'] {
  const opened = new Map<PlannedBackend, Map<number, Backend>>()
  return (planned, timeoutMs) => {
    const byTimeout = opened.get(planned) ?? new Map<number, Backend>()
    opened.set(planned, byTimeout)
    const backend = byTimeout.get(timeoutMs) ?? planned.open({ ...services, timeoutMs })
    byTimeout.set(timeoutMs, backend)
    return backend
  }
}

function createRunIds(): Pick<Dependencies, 'stepId' | 'createRunId'> {
  const stepId = randomBytes(6).toString('hex')
  let count = 0
  const createRunId = () => {
    count += 1
    return count === 1 ? stepId : `${stepId}-${count}`
  }
  return { stepId, createRunId }
}

/** The key of an account that S3 uses for `aws:kms` without a key. */
const defaultKmsKey = 'alias/aws/s3'

function createPolicies({
  encryption,
  remoteIndex,
  baseContext,
}: Inputs): Pick<
  Dependencies,
  | 'createPipePolicy'
  | 'createIndexStatement'
  | 'createBaseStatements'
  | 'createSandboxStatements'
  | 'createPrefixKeyStatements'
> {
  const kmsKeyId = encryption.kind === 'aws:kms' ? (encryption.keyId ?? defaultKmsKey) : undefined
  const usesIndex = remoteIndex || baseContext !== undefined
  return {
    createPipePolicy: ({ url, context }, region, { needsPrefixKey: readsPrefixKey, readsPacks = false }) =>
      createPipePolicy({ ...requireRemoteUrl(url), context, region, kmsKeyId, readsPrefixKey, readsPacks }),
    createPrefixKeyStatements: ({ url }, region) => createPrefixKeyStatements({ ...requireRemoteUrl(url), region }),
    createIndexStatement: ({ url, context }, region) =>
      usesIndex ? createIndexStatement({ ...requireRemoteUrl(url), context, region }) : undefined,
    createBaseStatements: ({ url, context }, region) =>
      createBaseStatements({ ...requireRemoteUrl(url), context, region }),
    createSandboxStatements: ({ url, context }, region) =>
      createSandboxStatements({ ...requireRemoteUrl(url), region }, listSandboxBeginnings(context)),
  }
}

function createRemotes(
  { env, log, inputs, cancelled, ended, updates }: StepContext,
  identity: Dependencies['identity'],
): Pick<Dependencies, 'openRemote' | 'openBase'> {
  const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text: string) => void log.debug(text) }
  const useIndex = inputs.remoteIndex ? index : undefined
  const warned = new Set<string>()
  const warn = (text: string) => {
    if (warned.has(text)) return
    warned.add(text)
    void log.warning(text)
  }
  // Many jobs with one remote share its connections, its limits of memory and its index.
  const opened = new Map<string, Promise<Remote>>()
  const open = async (url: string, context: string) => {
    const { encryption } = inputs
    const remote = await openRemote({ url, context, identity: await identity(), env, useIndex, warn, encryption })
    updates.add(remote)
    return remote
  }
  return {
    openRemote: async ({ url }, context) => {
      const key = `${url} ${context}`
      const remote = opened.get(key) ?? open(url, context)
      opened.set(key, remote)
      // An identity that failed once may be there the next time.
      remote.catch(() => opened.delete(key))
      return await remote
    },
    openBase: (remote, context) => openBaseContext(remote, context, useIndex),
  }
}
