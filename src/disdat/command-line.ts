import type { ContextNames } from './names.ts'

/**
 * The two command lines that pipeline images understand: `classic` (0.7: an entry point that takes input and output) and `luigi`
 * (disdat-luigi 1.x: `dsdt_docker`). Both are in use.
 */
export const dialects = ['classic', 'luigi'] as const
export type Dialect = (typeof dialects)[number]

/** What a container is told, whatever its dialect. */
export interface Invocation {
  readonly pipeClass: string
  /** The uuid that the output bundle will have, if one is made. */
  readonly outputUuid: string
  /** `-` for the pipe's own default. */
  readonly outputName: string
  /** `-` for none. Only the classic dialect takes an input bundle; a luigi pipe receives its uuid as a parameter. */
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

/** The dialect that an image's own configuration shows; undefined where it shows neither, and the user must say. */
export function detectDialect(entrypoint: readonly string[], command: readonly string[]): Dialect | undefined {
  if (entrypoint.some((part) => part.endsWith(classicEntrypoint))) return 'classic'
  if (command.some((part) => part.split('/').at(-1) === luigiCommand)) return 'luigi'
  return undefined
}

/** The container's argv (after its entry point, if it has one). Never joined into a shell string. */
export function createCommandLine(dialect: Dialect, invocation: Invocation): readonly string[] {
  return dialect === 'classic' ? classic(invocation) : luigi(invocation)
}

function classic(call: Invocation): readonly string[] {
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
    ...flags(call.params),
  ]
}

function luigi(call: Invocation): readonly string[] {
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
    ...flags(call.params),
  ]
}

function flags(params: ReadonlyMap<string, string>): readonly string[] {
  return [...params].flatMap(([name, value]) => [`--${name}`, value])
}
