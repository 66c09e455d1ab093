import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { Task } from '../backend.ts'
import type { SeedProblem } from '../context-seed.ts'
import { createFileArchive } from './container.ts'
import { readExitCode } from './container-result.ts'
import { type CreateContainer, createContainer } from './create-container.ts'
import { removeContainer } from './remove-container.ts'

/** A container that runs the command of its task. */
export interface StartedContainer {
  readonly id: string
  readonly argv: readonly string[]
  readonly output: Readable
  readonly exitCode: Promise<number>
  readonly seedProblem?: SeedProblem
}

/**
 * Creates and starts the container of a task, with its seed if that is possible. Throws what `create` throws, the error
 * of the engine, and the reason of the signal; no container is left then.
 */
export async function startContainer(
  create: CreateContainer,
  task: Task,
  signal: AbortSignal,
): Promise<StartedContainer> {
  const { container, ...created } = await createContainer(create, task, signal)
  try {
    return { ...created, ...(await start(container, task, signal)) }
  } catch (error) {
    await removeContainer(container).catch(ignore)
    throw error
  }
}

async function start(
  container: Docker.Container,
  task: Task,
  signal: AbortSignal,
): Promise<Omit<StartedContainer, 'argv'>> {
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

const ignore = () => undefined
