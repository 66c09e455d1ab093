import { setTimeout as sleep } from 'node:timers/promises'
import { createAwsFileEnv, createAwsFiles, createCredentialsFile, getRenewalDelay } from '../aws/container-files.ts'
import type { Credentials, Identity } from '../aws/identity.ts'
import type { Job, Task } from '../backends/backend.ts'
import { describeError, Failure } from '../errors.ts'
import type { Run } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { Dependencies, Step } from './dependencies.ts'

/** A task with the credentials that it is started with; `source` renews those that can be renewed. */
export interface PreparedTask {
  readonly task: Task
  readonly source?: { readonly identity: Identity; readonly credentials: Credentials }
}

/**
 * Gives the pipe its credentials: files in a container here; in a Batch job nothing, for its job role is the way, unless the inputs ask for credentials
 * in the job's overrides. They may do no more than the remote's context needs, where the step has a role to assume again. Throws Failure
 * `invalid-input` where credentials would have to be shown to everyone who may read jobs and cannot be narrowed.
 */
export async function injectCredentials(
  { run, dependencies }: Step,
  task: Omit<Task, 'files'>,
  remote: Remote,
): Promise<PreparedTask> {
  if (run.batch !== undefined) {
    const env = run.tokenSeconds > 0 ? await overrides(run, dependencies, remote) : []
    return { task: { ...task, env: new Map([...env, ...task.env]), files: [] } }
  }
  const own = await dependencies.identity()
  const limited = await own.forPipe(dependencies.pipePolicy(remote, own.region))
  if (limited === undefined)
    await dependencies.log.debug(
      'The pipe gets the step’s own credentials: only a `role-to-assume` can be narrowed to the remote.',
    )
  const identity = limited ?? own
  const credentials = await identity.credentials()
  const env = new Map([...createAwsFileEnv(identity.region), ...task.env])
  return { task: { ...task, env, files: createAwsFiles(identity, credentials) }, source: { identity, credentials } }
}

async function overrides(
  run: Run,
  dependencies: Dependencies,
  remote: Remote,
): Promise<readonly (readonly [string, string])[]> {
  const own = await dependencies.identity()
  const limited = await own.forPipe(dependencies.pipePolicy(remote, own.region), { durationSeconds: run.tokenSeconds })
  if (limited === undefined)
    throw new Failure(
      'invalid-input',
      'aws-session-token-duration: the step’s own credentials cannot be narrowed to the remote, and a job’s overrides show them to everyone who may read jobs.',
      'Give `role-to-assume`, which is assumed again with a policy for the remote alone; better still, give the job a role of its own: `job-role-arn`.',
    )
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await limited.credentials()
  await dependencies.log.warning(
    'The job gets credentials in its overrides. Whoever may call batch:DescribeJobs in this account can read them until they end; they allow the remote’s context only. A `job-role-arn` needs none.',
  )
  const needed = run.timeoutMs + (run.batch?.queueTimeoutMs ?? 0)
  if (expiration !== undefined && expiration.getTime() - Date.now() < needed)
    await dependencies.log.warning(
      `Those credentials end at ${expiration.toISOString()}, before the job may: it has \`queue-timeout-minutes\` and \`run-timeout-minutes\` together. Raise \`aws-session-token-duration\`, or lower these.`,
    )
  return [
    ['AWS_ACCESS_KEY_ID', accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
    ['AWS_SESSION_TOKEN', sessionToken ?? ''],
    ['AWS_REGION', own.region],
    ['AWS_DEFAULT_REGION', own.region],
  ]
}

/** How long to wait before asking again for credentials that could not be renewed, at most and at least. */
const retryMs = { most: 60_000, least: 1_000 }

/** Puts new credentials into the container before the old ones end, for as long as it runs. A failure to do so is a warning: the pipe may end in time. */
export async function renew(
  { dependencies, backend }: Pick<Step, 'dependencies' | 'backend'>,
  job: Job,
  { task, source }: PreparedTask,
  ended: AbortSignal,
): Promise<void> {
  if (source === undefined || backend.refresh === undefined) return
  const { log } = dependencies
  let current = source.credentials
  let failed = false
  for (;;) {
    const delay = getRenewalDelay(current, new Date())
    if (delay === undefined) return
    await sleep(failed ? retryDelay(delay) : delay, undefined, { signal: ended }).catch(() => undefined)
    if (ended.aborted) return
    try {
      const next = await source.identity.credentials()
      // A source that gives the same credentials again has no newer ones yet.
      failed = next.expiration?.getTime() === current.expiration?.getTime()
      if (failed) continue
      current = next
      await backend.refresh(job, [createCredentialsFile(current)], task.image)
      log.info('The container has new credentials.')
    } catch (error) {
      failed = true
      if (!ended.aborted) await log.warning(`The container's credentials could not be renewed: ${describeError(error)}`)
    }
  }
}

/** Within what is left of the old credentials, so that short-lived ones are renewed too; without haste when they have ended anyway. */
function retryDelay(delay: number): number {
  return delay === 0 ? retryMs.most : Math.min(retryMs.most, Math.max(delay, retryMs.least))
}
