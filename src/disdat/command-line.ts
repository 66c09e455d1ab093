import { type Dialect, type Generation, getGeneration } from './generations.ts'
import type { ContextNames } from './names.ts'

/** The arguments of a pipe run, independent of the image's generation. */
export interface Invocation {
  readonly pipeClass: string
  /** The uuid of the output bundle, if the pipe creates one. */
  readonly outputUuid: string
  /** `-` selects the pipe's default name. */
  readonly outputName: string
  /** `-` means no input bundle. Only for a generation that takes the input: other pipes receive a parameter. */
  readonly inputName: string
  readonly inputTags: ReadonlyMap<string, string>
  readonly outputTags: ReadonlyMap<string, string>
  readonly params: ReadonlyMap<string, string>
  /** `s3://bucket/prefix`. */
  readonly remote: string
  readonly context: ContextNames
  readonly force: boolean
  readonly forceAll: boolean
  readonly workers: number
  /** The container does not pull the remote context at its start. Only for a generation with `pullsContext`. */
  readonly noPull?: boolean
}

/**
 * The argument list of the container, after its entry point if it has one. It is never joined into a shell string.
 * Python's argparse looks for options in every word before `--`, also in those that belong to the pipe, and takes
 * abbreviations (https://docs.python.org/3/library/argparse.html#arguments-containing).
 */
export function createCommandLine(dialect: Dialect, call: Invocation): readonly string[] {
  const generation = getGeneration(dialect)
  const { program, takesInput, pipeClass, hasWorkers, hasForceAll } = generation
  return [
    ...(program === undefined ? [] : [program]),
    ...['--output-bundle-uuid', call.outputUuid],
    ...(takesInput ? [] : ['--output-bundle', call.outputName]),
    ...['--branch', `${call.context.remote}/${call.context.local}`],
    ...(hasWorkers ? ['--workers', String(call.workers)] : []),
    ...['--remote', call.remote],
    ...(call.noPull ? ['--no-pull'] : []),
    ...(pipeClass === 'argument' ? [] : ['--pipeline', call.pipeClass]),
    ...(call.force ? ['--force'] : []),
    ...(call.forceAll && hasForceAll ? ['--force-all'] : []),
    ...(takesInput ? createTagOptions(generation, 'input', call.inputTags) : []),
    ...createTagOptions(generation, 'output', call.outputTags),
    ...createArguments(generation, call),
  ]
}

/** `=` carries a value that begins with a dash. */
function createTagOptions(
  { tags: spelling }: Generation,
  bundle: 'input' | 'output',
  tags: ReadonlyMap<string, string>,
): readonly string[] {
  if (tags.size === 0) return []
  if (spelling === 'json') return [`--${bundle}-tags`, JSON.stringify(Object.fromEntries(tags))]
  return [...tags].map(([key, value]) => `--${bundle}-tag=${key}:${value}`)
}

function createArguments({ takesInput, pipeClass }: Generation, call: Invocation): readonly string[] {
  // Disdat removes the dashes of a parameter's name, so it arrives without them too. Some versions look for the word
  // `--entrypoint` in all words.
  const params = [...call.params].flatMap(([name, value]) => [name === 'entrypoint' ? name : `--${name}`, value])
  if (takesInput) return ['--', call.inputName, call.outputName, ...params]
  if (pipeClass === 'argument') return ['--', call.pipeClass, ...params]
  // No argument precedes the parameters, so `--` would become the name of the first one. Here it is the value of a
  // parameter that is given again.
  const [first] = call.params.keys()
  return first === undefined ? [] : [first, '--', ...params]
}

/** An input that the images of a generation do not support. */
export interface UnsupportedInput {
  readonly where: 'force-all' | 'input-tags' | 'output-bundle' | 'output-tags' | 'params'
  readonly given: string
  /** Sentences: why, and what to do. */
  readonly expected: string
}

/** What the command line of a generation cannot carry. */
export function findUnsupportedInputs(
  dialect: Dialect,
  call: Pick<Invocation, 'inputTags' | 'outputName' | 'outputTags' | 'params' | 'forceAll'>,
): readonly UnsupportedInput[] {
  const generation = getGeneration(dialect)
  const { versions, pushesUnnamedOutput, hasForceAll, runsEntrypointOption } = generation
  const { outputName, params, forceAll } = call
  const found: UnsupportedInput[] = []
  if (outputName === '-' && !pushesUnnamedOutput)
    found.push({
      where: 'output-bundle',
      given: '-',
      expected: `Images of ${versions} push the output by its name. Set \`output-bundle\` to a name.`,
    })
  if (forceAll && !hasForceAll)
    found.push({
      where: 'force-all',
      given: 'true',
      expected: `Images of ${versions} support \`force\` only. Use it, or build the image with disdat 0.8.13 or later.`,
    })
  found.push(...findUnsupportedTags(generation, call))
  for (const [name, value] of params)
    if (runsEntrypointOption && value === entrypointOption)
      found.push({
        where: 'params',
        given: `${name}: ${value}`,
        expected: `This value collides with the option \`${entrypointOption}\` of images of ${versions}. Use another value.`,
      })
  return found
}

function findUnsupportedTags(
  { versions, takesInput, tags }: Generation,
  { inputTags, outputTags }: Pick<Invocation, 'inputTags' | 'outputTags'>,
): readonly UnsupportedInput[] {
  if (tags === 'json') return []
  const checked: ['output-tags' | 'input-tags', ReadonlyMap<string, string>][] = [['output-tags', outputTags]]
  if (takesInput) checked.push(['input-tags', inputTags])
  return checked.flatMap(([where, given]) =>
    [...given]
      .map(([key, value]) => `${key}:${value}`)
      .filter((tag) => /:.*:/s.test(tag))
      .map((tag) => ({
        where,
        given: tag,
        expected: `Images of ${versions} split a tag at every colon. Use another character in key and value.`,
      })),
  )
}

const entrypointOption = '--entrypoint'
