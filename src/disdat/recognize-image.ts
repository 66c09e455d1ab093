import {
  classicGenerations,
  dialects,
  entrypointFile,
  entrypointGenerations,
  type Generation,
  getGeneration,
} from './generations.ts'

/** The part of an image's configuration that shows how to run it. */
export interface ImageCommand {
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly env: ReadonlyMap<string, string>
}

const isEntrypointFile = (word: string) => word.endsWith(entrypointFile)

/** Programs that start the command as it is, to be process 1 of a container. */
const initPrograms: ReadonlySet<string | undefined> = new Set(['tini', 'dumb-init', 'docker-init', 'catatonit'])

/** Whether a program of an entry point starts its arguments as they are. */
export function isInitProgram(program: string): boolean {
  return initPrograms.has(program.split('/').at(-1))
}

/** The generations that an image can be of, by its configuration. Empty where it does not show one. */
export function detectGenerations({ entrypoint, command, env }: ImageCommand): readonly Generation[] {
  if (entrypoint.some(isEntrypointFile)) return env.has('PIPELINE_CLASS') ? classicGenerations : entrypointGenerations
  const [program] = command
  if (program === entrypointFile) return [getGeneration('disdat-0.9.6')]
  const luigi = getGeneration('luigi')
  return program?.split('/').at(-1) === luigi.program ? [luigi] : []
}

/** Whether a container of the image can start the command line of a generation. */
export function canStart({ entrypoint }: ImageCommand, { program }: Generation): boolean {
  if (program === undefined) return entrypoint.length > 0
  return !entrypoint.some(isEntrypointFile)
}

/** The generation with the command line that an image's `--help` describes; undefined for another command line. */
export function recognizeHelp(help: string, program: string | undefined): Generation | undefined {
  const has = (option: string) => new RegExp(`(?<![\\w-])${option}(?![\\w-])`).test(help)
  return dialects
    .filter((name) => name !== 'classic')
    .map(getGeneration)
    .find(
      (generation) =>
        generation.program === program &&
        generation.takesInput === has('input_bundle') &&
        (generation.pipeClass !== 'argument') === has('--pipeline') &&
        (generation.tags === 'json') === has('--input-tags') &&
        (generation.tags === 'options') === has('--input-tag') &&
        generation.hasWorkers === has('--workers') &&
        generation.hasForceAll === has('--force-all'),
    )
}
