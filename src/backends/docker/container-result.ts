import type Docker from 'dockerode'
import { Failure } from '../../errors.ts'
import { limitTime, TimeLimitError } from '../../lib/abort.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { getNumber } from '../../lib/json.ts'
import type { Job, JobResult } from '../backend.ts'
import { explainEngineLoss, ignoreMissing } from './engine.ts'

/** How often a container without output is inspected. */
const inspectIntervalMs = 10_000
/** The longest wait for one inspection. */
const inspectTimeoutMs = 60_000
/** How much later than the end of the output the exit code may arrive. */
const exitCodeDelayMs = 1_000
/** 128 + SIGKILL: the exit code of a container that is removed by force. */
const killedExitCode = 137

/** What a running container reports: its exit code, from the engine's wait, and the end of its output. */
export interface ContainerOutput {
  readonly exitCode: Promise<number>
  readonly copied: Promise<void>
}

/**
 * How a container ended. docker-modem never settles a call whose connection breaks after the response has begun, which
 * happens to a wait when the engine dies. So the container is also inspected, at the end of its output and from time to
 * time. Throws dockerode's error when the engine is lost, and Failure `docker-unavailable` when somebody else removed
 * the container.
 */
export async function waitForResult(
  docker: Docker,
  job: Job,
  { exitCode, copied }: ContainerOutput,
  signal: AbortSignal,
  clock: Pick<Clock, 'sleep'> = systemClock,
): Promise<JobResult> {
  let outputEnd: Promise<undefined> = copied.then(async () => {
    await clock.sleep(exitCodeDelayMs, signal)
    return undefined
  })
  for (;;) {
    const pause = clock.sleep(inspectIntervalMs, signal).then(() => undefined)
    const code = await Promise.race([exitCode, outputEnd, pause])
    const seen = await inspect(docker, job, signal)
    if (seen === 'unknown') continue
    const { state } = seen
    const isRemoved = state === undefined || state.Status === 'removing' || state.Status === 'dead'
    // A removal after the end does not matter.
    if (isRemoved && (code === undefined || code === killedExitCode)) throw createContainerRemovedFailure(job)
    const outOfMemory = state?.OOMKilled ?? false
    if (code !== undefined) return { exitCode: code, outOfMemory }
    if (state?.Running === false) return { exitCode: state.ExitCode, outOfMemory }
    outputEnd = new Promise(() => undefined)
  }
}

/**
 * The state of the container; undefined after its removal. An engine that does not answer in time says nothing about
 * the container: it is inspected again, within the time limit of the run.
 */
async function inspect(docker: Docker, { id }: Job, signal: AbortSignal) {
  const look = async () => ({ state: (await docker.getContainer(id).inspect().catch(ignoreMissing))?.State })
  return await limitTime(look, { ms: inspectTimeoutMs, signal }).catch((error: unknown) => {
    if (error instanceof TimeLimitError) return 'unknown' as const
    throw error
  })
}

/** The failure for a container that somebody else removed. */
export function createContainerRemovedFailure({ name }: Job): Failure {
  return new Failure(
    'docker-unavailable',
    `The container ${name} was removed while it ran, and not by this step.`,
    'Find out what else removes containers on this machine, such as a clean-up job, and run the step again.',
  )
}

/** Throws Failure `docker-unavailable` for a lost engine, and any other error as it is. */
export function throwEngineLoss(error: unknown): never {
  throw explainEngineLoss(error, 'The Docker engine was lost while the container ran') ?? error
}

/** The exit code in the engine's answer to a wait. */
export function readExitCode(response: unknown): number {
  const code = getNumber(response, 'StatusCode')
  if (code === undefined) throw new Error('The engine returned no exit code.')
  return code
}
