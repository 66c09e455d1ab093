import type Docker from 'dockerode'
import type { ContainerCreateOptions } from 'dockerode'
import { entrypointFile, getGeneration } from '../../disdat/generations.ts'
import { isInitProgram } from '../../disdat/recognize-image.ts'
import { raceSignal } from '../../lib/abort.ts'
import type { Task } from '../backend.ts'
import type { CollectedSeed, ContextFile, ContextSeed, SeedProblem } from '../context-seed.ts'
import type { Image } from '../image.ts'
import { createContainerRequest, createFillerRequest } from './container.ts'
import { toEngineError } from './engine.ts'
import { readProgram } from './find-program.ts'
import { putFiles, putFolders } from './put-seed.ts'
import { removeContainer } from './remove-container.ts'
import { findSeedLocation, type SeedLocation } from './seed-location.ts'
import { findInterpreter } from './unpacker/find-interpreter.ts'
import { unpackSeed } from './unpacker/unpack-seed.ts'
import { unpackerText } from './unpacker/unpacker-text.ts'

/** How long a seed may be collected and put into a container. */
export const maxSeedingMs = 15 * 60_000

/** From this number of files, a program unpacks a seed: its container takes less time than an engine for the files. */
const minPackedFiles = 1_000

export type CreateContainer = (request: ContainerCreateOptions) => Promise<Docker.Container>

type CreatedContainer = {
  readonly container: Docker.Container
  readonly argv: readonly string[]
  readonly seedProblem?: SeedProblem
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
  const createUnseeded = () => create(createContainerRequest(task))
  if (seed === undefined) return { container: await createUnseeded(), argv }
  if (hasWrapper(image)) {
    const reason = `the image has an entry point of its own, ${image.entrypoint?.join(' ')}, that may choose what to pull`
    return { container: await createUnseeded(), argv, seedProblem: { reason, isExpected: true } }
  }
  // The few files of a small seed are collected by now, or soon.
  const isSmall = seed.count < minPackedFiles
  const early = isSmall ? await raceSignal(seed.collect(), signal) : undefined
  if (isSmall && early === undefined) return { container: await createUnseeded(), argv }
  // The current one: the name of the task allows one at a time.
  let container = await create(createContainerRequest({ ...task, argv: early?.argv ?? argv }))
  const replace: CreateContainer = async (request) => {
    await removeContainer(container)
    container = await create(request)
    return container
  }
  try {
    const filled = await fillContainer(container, { task, seed, early, create, replace }, signal)
    signal.throwIfAborted()
    if ('argv' in filled) return { container, argv: filled.argv }
    return { container: await replace(createContainerRequest(task)), argv, ...filled }
  } catch (error) {
    await removeContainer(container).catch(ignore)
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

type Filling = {
  readonly task: Task
  readonly seed: ContextSeed
  /** A seed that goes into the container as it is. */
  readonly early: CollectedSeed | undefined
  readonly create: CreateContainer
  readonly replace: CreateContainer
}

/** The command of a container that has the seed, or why there is none. */
type Filled = { readonly argv: readonly string[] } | { readonly seedProblem?: SeedProblem }

/** Puts the seed into a container, or into its replacement. */
async function fillContainer(container: Docker.Container, filling: Filling, signal: AbortSignal): Promise<Filled> {
  const { task, seed, early, replace } = filling
  const limit = AbortSignal.any([signal, AbortSignal.timeout(maxSeedingMs)])
  try {
    const program = (await readProgram(container, task, limit)) ?? ''
    if (wantsEmptyContext(program)) {
      const reason = `the program ${task.argv[0]} of the image contains \`--no-pull\``
      return { seedProblem: { reason, isExpected: true } }
    }
    const location = await findSeedLocation(container, task, seed.localContext, limit)
    if ('problem' in location) return { seedProblem: { reason: location.problem, isExpected: true } }
    const python = early === undefined ? findInterpreter(program) : undefined
    if (python !== undefined) return await fillVolume({ ...filling, python, location }, limit)
    const collected = early ?? (await raceSignal(seed.collect(), limit))
    if (collected === undefined) return {}
    const { argv, dropped } = collected
    const filled = early ? container : await replace(createContainerRequest({ ...task, argv }))
    await putFolders(filled, location)
    await putFiles(filled, location, omitFiles(seed.files(), new Set(dropped)), limit)
    return { argv }
  } catch (error) {
    const { message } = toEngineError(error)
    return { seedProblem: { reason: `it could not be put into the container: ${message}`, isExpected: false } }
  }
}

/**
 * Unpacks the seed into a volume while it is collected, and gives the volume to the container. A file in a volume takes
 * half the time of one in the file system of the container.
 */
async function fillVolume(
  { task, seed, create, replace, python, location }: Filling & { readonly python: string; location: SeedLocation },
  signal: AbortSignal,
): Promise<Filled> {
  const argv = [python, '-I', '-c', unpackerText, location.context]
  const filler = await create(createFillerRequest(task, { volume: location.context, argv }))
  try {
    await putFolders(filler, location)
    const collected = await unpackSeed(filler, seed, signal)
    if (collected === undefined) return {}
    const container = await replace(createContainerRequest({ ...task, argv: collected.argv }, filler.id))
    await putFolders(container, location)
    return { argv: collected.argv }
  } finally {
    await removeContainer(filler).catch(ignore)
  }
}

async function* omitFiles(
  files: AsyncIterable<ContextFile>,
  dropped: ReadonlySet<string>,
): AsyncGenerator<ContextFile> {
  for await (const file of files) if (!dropped.has(file.path)) yield file
}

/**
 * Whether the program of the image passes `--no-pull` on its own. Its pipes find no bundles of others then, and with a
 * seed, they would reuse them. The entry point of Disdat itself defines the option.
 */
function wantsEmptyContext(program: string): boolean {
  return program.includes('--no-pull') && !program.includes('add_argument')
}

const ignore = () => undefined
