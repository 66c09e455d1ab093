import { createAwsFileEnv, createAwsFiles, createCredentialsFile, getRenewalDelay } from '../aws/container-files.ts'
import type { Credentials, Identity } from '../aws/credentials.ts'
import type { Job, Task } from '../backends/backend.ts'
import type { CredentialsDelivery } from '../backends/backend-type.ts'
import { getGeneration } from '../disdat/generations.ts'
import { describeError, Failure } from '../errors.ts'
import { systemClock } from '../lib/clock.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { PhaseContext } from './dependencies.ts'

/** A task with its credentials; `source` renews those that can be renewed. */
export interface PreparedTask {
  readonly task: Task
  readonly source?: { readonly identity: Identity; readonly credentials: Credentials }
}

/**
 * Gives the pipe its credentials, the way the backend delivers them. With `role-to-assume` they allow only what the
 * remote context needs. Throws Failure `invalid-input` when everyone who may describe jobs could read credentials that
 * cannot be narrowed.
 */
export async function injectCredentials(context: PhaseContext, task: Task, remote: Remote): Promise<PreparedTask> {
  const delivery = context.run.backend.credentials
  switch (delivery.kind) {
    case 'job-role':
      return { task }
    case 'environment':
      return { task: addEnv(task, await createCredentialsEnv(context, delivery, task, remote)) }
    case 'files':
      return await addCredentialFiles(context, task, remote)
  }
}

/** Variables of the task itself take precedence. */
const addEnv = (task: Task, env: Iterable<readonly [string, string | undefined]>): Task => ({
  ...task,
  env: new Map([...env, ...task.env]),
})

async function addCredentialFiles({ dependencies }: PhaseContext, task: Task, remote: Remote): Promise<PreparedTask> {
  const own = await dependencies.identity()
  const generation = getGeneration(task.image.dialect)
  const narrowed = await own.createPipeIdentity(dependencies.createPipePolicy(remote, own.region, generation))
  if (narrowed === undefined)
    await dependencies.log.debug(
      "The pipe gets the step's own credentials: only those of a `role-to-assume` can be narrowed to the remote.",
    )
  const identity = narrowed ?? own
  const credentials = await identity.credentials()
  const files = createAwsFiles(identity, credentials)
  return { task: { ...addEnv(task, createAwsFileEnv(identity.region)), files }, source: { identity, credentials } }
}

async function createCredentialsEnv(
  { run, dependencies }: PhaseContext,
  { durationSeconds, queueTimeoutMs }: Extract<CredentialsDelivery, { kind: 'environment' }>,
  { image, jobSeed }: Task,
  remote: Remote,
): Promise<readonly (readonly [string, string])[]> {
  const own = await dependencies.identity()
  const needs = { ...getGeneration(image.dialect), readsPacks: jobSeed !== undefined }
  const policy = dependencies.createPipePolicy(remote, own.region, needs)
  const narrowed = await own.createPipeIdentity(policy, { durationSeconds })
  if (narrowed === undefined)
    throw new Failure(
      'invalid-input',
      "job-credentials-seconds: the step's own credentials cannot be narrowed to the remote, and everyone who may describe jobs can read them.",
      'Set `role-to-assume`, which can be narrowed, or better give the job a role of its own with `job-role-arn`.',
    )
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await narrowed.credentials()
  await dependencies.log.warning(
    'The job gets credentials as environment variables. Everyone who may call batch:DescribeJobs in this account can read them until they expire. They allow access to the remote context only. With `job-role-arn` the job needs none.',
  )
  const jobEndsBy = systemClock.date().getTime() + run.timeoutMs + queueTimeoutMs
  if (expiration !== undefined && expiration.getTime() < jobEndsBy)
    await dependencies.log.warning(
      `These credentials expire at ${expiration.toISOString()}, and the job may take longer: \`queue-timeout-minutes\` plus \`run-timeout-minutes\`. Raise \`job-credentials-seconds\`, or lower the two.`,
    )
  return [
    ['AWS_ACCESS_KEY_ID', accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
    ['AWS_SESSION_TOKEN', sessionToken ?? ''],
    ['AWS_REGION', own.region],
    ['AWS_DEFAULT_REGION', own.region],
  ]
}

/** Limits of the pause before another attempt to renew credentials, in milliseconds. */
const retryPause = { minMs: 1_000, maxMs: 60_000 }

/**
 * Puts new credentials into the container before the old ones expire, until `ended` aborts. A failure is only a
 * warning: the pipe may end before they expire.
 */
export async function renewCredentials(
  { dependencies, backend }: Pick<PhaseContext<RunTarget>, 'dependencies' | 'backend'>,
  job: Job,
  { task, source }: PreparedTask,
  ended: AbortSignal,
): Promise<void> {
  if (source === undefined || backend.refresh === undefined) return
  const { log } = dependencies
  let current = source.credentials
  let hasFailed = false
  for (;;) {
    const delayMs = getRenewalDelay(current, systemClock.date())
    if (delayMs === undefined) return
    await systemClock.sleep(hasFailed ? getRetryPause(delayMs) : delayMs, ended).catch(() => undefined)
    if (ended.aborted) return
    try {
      const next = await source.identity.credentials()
      // A source that returns the same credentials has no newer ones yet.
      hasFailed = next.expiration?.getTime() === current.expiration?.getTime()
      if (hasFailed) continue
      current = next
      await backend.refresh(job, [createCredentialsFile(current)], task.image)
      log.info("Renewed the container's credentials.")
    } catch (error) {
      hasFailed = true
      if (!ended.aborted) await log.warning(`The container's credentials were not renewed: ${describeError(error)}`)
    }
  }
}

/**
 * Returns a pause within the remaining life of the old credentials, so that short-lived ones are renewed too; the
 * longest pause once they have expired.
 */
function getRetryPause(remainingMs: number): number {
  if (remainingMs === 0) return retryPause.maxMs
  return Math.min(retryPause.maxMs, Math.max(remainingMs, retryPause.minMs))
}
