import type { ContextNames } from './names.ts'

/**
 * The two command lines of pipeline images: `classic` (Disdat 0.7, an entry point that takes input and output bundle)
 * and `luigi` (disdat-luigi 1.x, `dsdt_docker`). Both are in use.
 */
export const dialects = ['classic', 'luigi'] as const
export type Dialect = (typeof dialects)[number]

/** The arguments of a pipe run, independent of the dialect. */
export interface Invocation {
  readonly pipeClass: string
  /** The uuid of the output bundle, if the pipe creates one. */
  readonly outputUuid: string
  /** `-` selects the pipe's default name. */
  readonly outputName: string
  /** `-` means no input bundle. Classic only: a luigi pipe receives the bundle's uuid as a parameter. */
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
}

const classicEntrypoint = '/opt/bin/entrypoint.py'
const luigiCommand = 'dsdt_docker'

/** The dialect of an image, from the entry point and command of its configuration; undefined where neither shows it. */
export function detectDialect(entrypoint: readonly string[], command: readonly string[]): Dialect | undefined {
  if (entrypoint.some((part) => part.endsWith(classicEntrypoint))) return 'classic'
  if (command.some((part) => part.split('/').at(-1) === luigiCommand)) return 'luigi'
  return undefined
}

/** The argument list of the container, after its entry point if it has one. It is never joined into a shell string. */
export function createCommandLine(dialect: Dialect, invocation: Invocation): readonly string[] {
  return dialect === 'classic' ? createClassicCommandLine(invocation) : createLuigiCommandLine(invocation)
}

function createClassicCommandLine(call: Invocation): readonly string[] {
  return [
    ...['--output-bundle-uuid', call.outputUuid],
    ...['--remote', call.remote],
    ...['--branch', `${call.context.remote}/${call.context.local}`],
    ...['--pipeline', call.pipeClass],
    ...(call.inputTags.size > 0 ? ['--input-tags', JSON.stringify(Object.fromEntries(call.inputTags))] : []),
    ...(call.outputTags.size > 0 ? ['--output-tags', JSON.stringify(Object.fromEntries(call.outputTags))] : []),
    ...(call.force ? ['--force'] : []),
    call.inputName,
    call.outputName,
    ...createParamOptions(call.params),
  ]
}

function createLuigiCommandLine(call: Invocation): readonly string[] {
  return [
    luigiCommand,
    ...['--output-bundle-uuid', call.outputUuid],
    ...['--output-bundle', call.outputName],
    ...['--branch', `${call.context.remote}/${call.context.local}`],
    ...['--workers', String(call.workers)],
    ...['--remote', call.remote],
    ...(call.force ? ['--force'] : []),
    ...(call.forceAll ? ['--force-all'] : []),
    ...[...call.outputTags].flatMap(([key, value]) => ['--output-tag', `${key}:${value}`]),
    call.pipeClass,
    ...createParamOptions(call.params),
  ]
}

function createParamOptions(params: ReadonlyMap<string, string>): readonly string[] {
  return [...params].flatMap(([name, value]) => [`--${name}`, value])
}
