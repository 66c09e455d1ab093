import { setTimeout as sleep } from 'node:timers/promises'
import type Docker from 'dockerode'
import { Failure } from '../../errors.ts'
import type { Job, JobResult } from '../backend.ts'
import { toEngineError } from './engine.ts'

/** How often we look whether a container that says nothing is still there. */
const lookEveryMs = 10_000
/** How long the exit code may come after the last of the output. */
const lateMs = 1_000
/** 128 + SIGKILL: what a container ends with when it is removed by force. */
const killed = 137

/** What we hear of a container that runs: its exit code, from the engine's wait, and the end of its output. */
export interface ContainerOutput {
  readonly exitCode: Promise<number>
  readonly copied: Promise<void>
}

/**
 * How a container ended. docker-modem never settles a call whose connection broke after the answer had begun, as that of a wait does when the
 * engine dies; so the engine is asked too, when the output has ended and now and then. Throws what the engine's loss throws, and Failure
 * `docker-unavailable` when somebody else removed the container.
 */
export async function waitForResult(
  docker: Docker,
  job: Job,
  { exitCode, copied }: ContainerOutput,
  signal: AbortSignal,
): Promise<JobResult> {
  let late: Promise<undefined> = copied.then(() => sleep(lateMs, undefined, { signal }))
  for (;;) {
    const code = await Promise.race([exitCode, late, sleep(lookEveryMs, undefined, { signal })])
    const state = (await docker.getContainer(job.id).inspect().catch(absent))?.State
    const isRemoved = state === undefined || state.Status === 'removing' || state.Status === 'dead'
    // A removal after the end is none of ours.
    if (isRemoved && (code === undefined || code === killed)) throw containerRemovedFailure(job)
    const outOfMemory = state?.OOMKilled ?? false
    if (code !== undefined) return { exitCode: code, outOfMemory }
    if (state?.Running === false) return { exitCode: state.ExitCode, outOfMemory }
    late = new Promise(() => undefined)
  }
}

/** The failure for a container that somebody else removed. */
export function containerRemovedFailure({ name }: Job): Failure {
  return new Failure(
    'docker-unavailable',
    `The container ${name} was removed while it ran, and not by this step.`,
    'See what else removes containers on this machine, such as a clean-up job, and run the step again.',
  )
}

function absent(error: unknown): undefined {
  if (toEngineError(error).status !== 404) throw error
}
