import { posix } from 'node:path'
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
import { findInterpreter } from './unpacker/find-interpreter.ts'
import { packFiles, unpackerFile } from './unpacker/pack-files.ts'

/** How long a seed may take on its way into a container. */
export const maxSeedingMs = 5 * 60_000

/** From this number of files, a seed is packed: a second container takes less time than they do. */
const minPackedFiles = 1_000

/** Creates the container of a task with another command, and with an anonymous volume at a path. */
export type CreateContainer = (options: {
  readonly argv: readonly string[]
  readonly volume?: string
}) => Promise<Docker.Container>

type CreatedContainer = {
  readonly container: Docker.Container
  readonly seedProblem?: SeedProblem
  /** Its command unpacks the seed first, as `waitForUnpacking` describes. */
  readonly isPacked?: boolean
}

/**
 * Creates the container of a task, with its seed if there is one and the image allows it. A container that did not get
 * its whole seed is replaced by one without. Throws what `create` throws, and the reason of the signal; no container is
 * left then.
 */
export async function createContainer(
  create: CreateContainer,
  task: Task,
  signal: AbortSignal,
): Promise<CreatedContainer> {
  const { seed, image, argv } = task
  if (seed === undefined) return { container: await create({ argv }) }
  if (hasWrapper(image)) {
    const reason = `the image has an entry point of its own, ${image.entrypoint?.join(' ')}, that may choose what to pull`
    return { container: await create({ argv }), seedProblem: { reason, isExpected: true } }
  }
  // The current one: the name of the task allows one at a time.
  let container = await create({ argv: seed.argv })
  const replace: CreateContainer = async (options) => {
    await removeContainer(container)
    container = await create(options)
    return container
  }
  try {
    const result = await fillContainer(container, { task, seed, replace }, signal)
    signal.throwIfAborted()
    if (result.seedProblem === undefined) return { container, ...result }
    return { container: await replace({ argv }), ...result }
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

type Filling = { readonly task: Task; readonly seed: ContextSeed; readonly replace: CreateContainer }

/**
 * Puts the seed into a container, or into its replacement. Resolves with the reason when the container cannot be
 * used.
 */
async function fillContainer(
  container: Docker.Container,
  { task, seed, replace }: Filling,
  signal: AbortSignal,
): Promise<Omit<CreatedContainer, 'container'>> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(maxSeedingMs)])
  try {
    const program = (await readProgram(container, task, limit)) ?? ''
    if (wantsEmptyContext(program)) {
      const reason = `the program ${task.argv[0]} of the image contains \`--no-pull\``
      return { seedProblem: { reason, isExpected: true } }
    }
    const location = await findSeedLocation(container, task, seed.localContext, limit)
    if ('problem' in location) return { seedProblem: { reason: location.problem, isExpected: true } }
    const python = seed.count < minPackedFiles ? undefined : findInterpreter(program)
    if (python === undefined) {
      await putSeed(container, location, seed.files(), limit)
      return {}
    }
    const { context } = location
    const argv = [python, posix.join(context, unpackerFile), ...seed.argv]
    // A file in a volume takes half the time of one in the file system of the container.
    const packed = await replace({ argv, volume: context })
    await putSeed(packed, location, packFiles(seed.files()), limit)
    return { isPacked: true }
  } catch (error) {
    const { message } = toEngineError(error)
    return { seedProblem: { reason: `it could not be put into the container: ${message}`, isExpected: false } }
  }
}

/**
 * Whether the program of the image passes `--no-pull` on its own. Its pipes find no bundles of others then, and with a
 * seed, they would reuse them. The entry point of Disdat itself defines the option.
 */
function wantsEmptyContext(program: string): boolean {
  return program.includes('--no-pull') && !program.includes('add_argument')
}
