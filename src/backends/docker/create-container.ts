import type Docker from 'dockerode'
import { entrypointFile, getGeneration } from '../../disdat/generations.ts'
import { isInitProgram } from '../../disdat/recognize-image.ts'
import type { Task } from '../backend.ts'
import type { ContextSeed, SeedProblem } from '../context-seed.ts'
import type { Image } from '../image.ts'
import { toEngineError } from './engine.ts'
import { readProgram } from './find-program.ts'
import { putSeed } from './put-seed.ts'
import { removeContainer } from './remove-container.ts'
import { findSeedLocation } from './seed-location.ts'

/** How long a seed may take on its way into a container. */
export const maxSeedingMs = 5 * 60_000

type CreatedContainer = { readonly container: Docker.Container; readonly seedProblem?: SeedProblem }

/**
 * Creates the container of a task, with its seed if there is one and the image allows it. A container that did not get
 * its whole seed is replaced by one without. Throws what `create` throws, and the reason of the signal; no container is
 * left then.
 */
export async function createContainer(
  create: (argv: readonly string[]) => Promise<Docker.Container>,
  task: Task,
  signal: AbortSignal,
): Promise<CreatedContainer> {
  const { seed, image, argv } = task
  if (seed === undefined) return { container: await create(argv) }
  if (hasWrapper(image)) {
    const reason = `the image has an entry point of its own, ${image.entrypoint?.join(' ')}, that may choose what to pull`
    return { container: await create(argv), seedProblem: { reason, isExpected: true } }
  }
  const container = await create(seed.argv)
  try {
    const seedProblem = await fillContainer(container, task, seed, signal)
    signal.throwIfAborted()
    if (seedProblem === undefined) return { container }
    await removeContainer(container)
    return { container: await create(argv), seedProblem }
  } catch (error) {
    await removeContainer(container).catch(() => undefined)
    throw error
  }
}

/**
 * Whether another program than Disdat, or an init process, reads the command. It may pass `--no-pull` on its own, and
 * with a seed, the pipe would then reuse bundles that it does not see today.
 */
function hasWrapper({ dialect, entrypoint = [] }: Image): boolean {
  const [program = '', ...options] = entrypoint
  if (getGeneration(dialect).program === undefined) return entrypoint.length !== 1 || !program.endsWith(entrypointFile)
  return entrypoint.length > 0 && !(isInitProgram(program) && options.every((option) => option.startsWith('-')))
}

/** Puts the seed into a container. Resolves with the reason when the container cannot be used. */
async function fillContainer(
  container: Docker.Container,
  task: Task,
  seed: ContextSeed,
  signal: AbortSignal,
): Promise<SeedProblem | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(maxSeedingMs)])
  try {
    if (await wantsEmptyContext(container, task, limit)) {
      const reason = `the program ${task.argv[0]} of the image contains \`--no-pull\``
      return { reason, isExpected: true }
    }
    const location = await findSeedLocation(container, task, seed.localContext, limit)
    if ('problem' in location) return { reason: location.problem, isExpected: true }
    await putSeed(container, location, seed, limit)
    return undefined
  } catch (error) {
    const { message } = toEngineError(error)
    return { reason: `it could not be put into the container: ${message}`, isExpected: false }
  }
}

/**
 * Whether the program of the image passes `--no-pull` on its own. Its pipes find no bundles of others then, and with a
 * seed, they would reuse them. The entry point of Disdat itself defines the option.
 */
async function wantsEmptyContext(container: Docker.Container, task: Task, signal: AbortSignal): Promise<boolean> {
  const program = (await readProgram(container, task, signal)) ?? ''
  return program.includes('--no-pull') && !program.includes('add_argument')
}
