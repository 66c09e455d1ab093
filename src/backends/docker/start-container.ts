import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { Task } from '../backend.ts'
import type { SeedProblem } from '../context-seed.ts'
import { createFileArchive } from './container.ts'
import { readExitCode } from './container-result.ts'
import { type CreateContainer, createContainer } from './create-container.ts'
import { toEngineError } from './engine.ts'
import { removeContainer } from './remove-container.ts'
import { waitForUnpacking } from './unpacker/wait-for-unpacking.ts'

/** A container that runs the command of its task. */
export interface StartedContainer {
  readonly id: string
  readonly output: Readable
  readonly exitCode: Promise<number>
  readonly seedProblem?: SeedProblem
}

/**
 * Creates and starts the container of a task, with its seed if that is possible. A container that cannot unpack its
 * seed is replaced by one without. Throws what `create` throws, the error of the engine, and the reason of the signal;
 * no container is left then.
 */
export async function startContainer(
  create: CreateContainer,
  task: Task,
  signal: AbortSignal,
): Promise<StartedContainer> {
  const { container, seedProblem, isPacked } = await createContainer(create, task, signal)
  try {
    const started = await start(container, task, signal)
    const problem = isPacked ? await findUnpackingProblem(started.output, signal) : undefined
    if (problem === undefined) return { ...started, ...(seedProblem && { seedProblem }) }
    started.output.destroy()
    await removeContainer(container)
    const { seed: _, ...unseeded } = task
    return { ...(await startContainer(create, unseeded, signal)), seedProblem: problem }
  } catch (error) {
    await removeContainer(container).catch(ignore)
    throw error
  }
}

async function start(container: Docker.Container, task: Task, signal: AbortSignal): Promise<StartedContainer> {
  signal.throwIfAborted()
  await container.putArchive(await createFileArchive(task.files, task.image), { path: '/' })
  // Attaching and waiting before the start misses no line and no exit.
  const output = await container.attach({ stream: true, stdout: true, stderr: true })
  if (!(output instanceof Readable)) throw new Error('The engine returned no stream of the container.')
  const exitCode = container.wait({ condition: 'next-exit' }).then(readExitCode)
  exitCode.catch(ignore)
  signal.throwIfAborted()
  await container.start()
  signal.throwIfAborted()
  return { id: container.id, output, exitCode }
}

async function findUnpackingProblem(output: Readable, signal: AbortSignal): Promise<SeedProblem | undefined> {
  try {
    const reason = await waitForUnpacking(output, signal)
    return reason === undefined ? undefined : { reason: `${unpackingProblem}: ${reason}`, isExpected: false }
  } catch (error) {
    signal.throwIfAborted()
    return { reason: `${unpackingProblem}: ${toEngineError(error).message}`, isExpected: false }
  }
}

const unpackingProblem = 'the container could not unpack its seed'
const ignore = () => undefined
