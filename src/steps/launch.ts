import { setTimeout as sleep } from 'node:timers/promises'
import { awsFiles, awsFileVariables, credentialsFile, renewalDelay } from '../aws/container-files.ts'
import type { Credentials } from '../aws/identity.ts'
import type { Ending, Image, Job, Task } from '../backends/backend.ts'
import { commandLine } from '../disdat/command-line.ts'
import { imageNameOf } from '../disdat/names.ts'
import type { Reuse } from '../disdat/reuse.ts'
import type { Transcript } from '../disdat/transcript.ts'
import { describe, Failure } from '../errors.ts'
import type { Parts, Step } from '../parts.ts'
import { inputTagsOf } from '../plan.ts'
import type { Input } from './prepare.ts'

/** The container of this run. */
export function taskOf(
  { run, parts, teller }: Step,
  { image, input, reuse, outputUuid }: { image: Image; input: Input; reuse: Reuse; outputUuid: string },
): Omit<Task, 'files'> {
  const bundle = input.found?.bundle
  const inputParam =
    run.inputParam !== undefined && bundle && image.dialect === 'luigi' ? [[run.inputParam, bundle.uuid] as const] : []
  const argv = commandLine(image.dialect, {
    ...run,
    pipeClass: run.pipeClass.name,
    outputUuid,
    inputName: bundle?.name ?? '-',
    inputTags: inputTagsOf(run),
    params: new Map([...run.params, ...inputParam]),
    remote: run.remote.url,
  })
  const cpus: [string, string][] = run.vcpus === undefined ? [] : [['DISDAT_CPU_COUNT', String(Math.ceil(run.vcpus))]]
  return {
    ...run,
    runId: teller.runId,
    name: `${imageNameOf(run.pipeClass)}-${teller.runId}`,
    image,
    argv,
    env: new Map([['PYTHONUNBUFFERED', '1'], ...cpus, ...parts.surroundings, ...reuse.env, ...run.env]),
  }
}

/** A job with the credentials that it was started with. */
export interface Started {
  readonly job: Job
  readonly credentials: Credentials
  readonly image: Image
}

/** Starts the container, with the step's credentials in files. */
export async function launch({ parts, teller }: Step, task: Omit<Task, 'files'>): Promise<Started> {
  const identity = await parts.identity()
  const credentials = await identity.credentials()
  const files = awsFiles(identity, credentials)
  const env = new Map([...awsFileVariables(identity.region), ...task.env])
  const job = await parts.backend.launch({ ...task, env, files }, parts.cancelled)
  await teller.know({ job })
  parts.log.info(`Container ${job.name} runs: ${task.argv.map((part) => JSON.stringify(part)).join(' ')}`)
  return { job, credentials, image: task.image }
}

/** Follows the job to its end, within its time. What does not end by itself is stopped and removed before this throws. */
export async function follow(step: Step, started: Started, transcript: Transcript): Promise<Ending> {
  const { run, parts, teller } = step
  const { backend, log, cancelled } = parts
  const limit = AbortSignal.timeout(run.timeoutMs)
  const ended = new AbortController()
  const renewing = renew(parts, started, ended.signal)
  try {
    return await backend.follow(
      started.job,
      async (stream, lines) => {
        for (const line of lines) transcript.read(line, stream)
        teller.tail.add(lines)
        await log.untrusted(lines)
      },
      AbortSignal.any([cancelled, limit]),
    )
  } catch (error) {
    log.endUntrusted()
    await removeContainer(step)
    if (!limit.aborted || cancelled.aborted) throw error
    const evidence = `The pipe did not end within ${run.timeoutMs / 60_000} minutes and was stopped.`
    throw new Failure('timeout', evidence, 'Raise `run-timeout-minutes`, or see in the log what it waits for.', {
      cause: error,
    })
  } finally {
    log.endUntrusted()
    ended.abort()
    await renewing
  }
}

/** Removes the run's container; post tries again what fails here. Never throws. */
export async function removeContainer({ parts, teller }: Step): Promise<void> {
  try {
    await parts.backend.stop(teller.runId)
  } catch (error) {
    await parts.log.warning(`The container is not removed yet: ${describe(error)}`)
  }
}

/** How long to wait before asking again for credentials that could not be renewed, at most and at least. */
const retryMs = { most: 60_000, least: 1_000 }

/** Puts new credentials into the container before the old ones end, for as long as it runs. A failure to do so is a warning: the pipe may end in time. */
async function renew(
  { identity, backend, log }: Parts,
  { job, credentials, image }: Started,
  ended: AbortSignal,
): Promise<void> {
  let current = credentials
  let failed = false
  for (;;) {
    const delay = renewalDelay(current, new Date())
    if (delay === undefined) return
    await sleep(failed ? retryDelay(delay) : delay, undefined, { signal: ended }).catch(() => undefined)
    if (ended.aborted) return
    try {
      const next = await (await identity()).credentials()
      // A source that gives the same credentials again has no newer ones yet.
      failed = next.expiration?.getTime() === current.expiration?.getTime()
      if (failed) continue
      current = next
      await backend.refresh(job, [credentialsFile(current)], image)
      log.info('The container has new credentials.')
    } catch (error) {
      failed = true
      if (!ended.aborted) await log.warning(`The container's credentials could not be renewed: ${describe(error)}`)
    }
  }
}

/** Within what is left of the old credentials, so that short-lived ones are renewed too; without haste when they have ended anyway. */
function retryDelay(delay: number): number {
  return delay === 0 ? retryMs.most : Math.min(retryMs.most, Math.max(delay, retryMs.least))
}
