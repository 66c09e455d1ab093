import { parseEnv, parseJobIds, parsePaths, parseTags } from '../action/input-parsers.ts'
import { findNearest, type InputProblem } from '../action/input-problems.ts'
import { createInputReader, type InputReader } from '../action/input-reader.ts'
import type { BackendInputs, BackendType } from '../backends/backend-type.ts'
import { backendTypes } from '../backends/registry.ts'
import type { Dialect } from '../disdat/generations.ts'
import {
  type ContextNames,
  findBundleNameProblem,
  isContextName,
  type PipeClass,
  parseContext,
  parsePipeClass,
  parseRemoteUrl,
  type RemoteUrl,
} from '../disdat/names.ts'
import { reservedTags } from '../disdat/reserved-tags.ts'
import type { Environment } from '../lib/environment.ts'
import { type AcceptanceInputs, readAcceptanceInputs } from './acceptance-inputs.ts'
import { type CommentInputs, readCommentInputs } from './comment-inputs.ts'
import { type ComparisonInputs, readComparisonInputs } from './comparison-inputs.ts'
import { deprecatedInputs, replaceDeprecatedInputs } from './deprecated-inputs.ts'
import { type EncryptionInputs, readEncryptionInputs } from './encryption-inputs.ts'
import { type FailureIssueInputs, readFailureIssueInputs } from './failure-issue-inputs.ts'
import { type ImageInputs, readDialect, readImageInputs } from './image-inputs.ts'
import { type InputName, inputDefaults, inputNames } from './input-names.ts'
import { type ManyInputs, readManyInputs } from './many-inputs.ts'
import { parseParams } from './params.ts'
import { type ResourceInputs, readResourceInputs } from './resource-inputs.ts'
import { type RoleInputs, readRegion, readRoleInputs } from './role-inputs.ts'
import { readSeedInputs, type SeedInputs } from './seed-inputs.ts'
import { readSkipInputs, type SkipInputs } from './skip-inputs.ts'

/** `metadata`: frames without the files that they link to. */
export const pullOutputModes = ['true', 'false', 'metadata'] as const
export type PullOutputMode = (typeof pullOutputModes)[number]

/** The step's inputs, each parsed alone; undefined is not given, or invalid and reported. */
export interface Inputs extends ResourceInputs {
  /** The kind of the backend. */
  readonly backend: string
  /** The inputs of each backend, by its kind. */
  readonly backends: ReadonlyMap<string, BackendInputs>
  /** Inputs that are given and that only another backend reads. */
  readonly foreignInputs: readonly string[]
  /**
   * The inputs whose values are neither empty nor the default of action.yml, with their texts. A deprecated input
   * counts as its replacement.
   */
  readonly given: ReadonlyMap<InputName, string>
  readonly pipeClass: PipeClass | undefined
  /** A name, a uuid, or `-` for none. */
  readonly inputBundle: string
  /** Files, folders and patterns of the workspace that become the input bundle; empty when the bundle exists. */
  readonly inputPaths: readonly string[]
  readonly inputPathTags: ReadonlyMap<string, string>
  /** A name, or `-` for the pipe's own default. */
  readonly outputBundle: string
  readonly params: ReadonlyMap<string, string>
  readonly inputTags: ReadonlyMap<string, string>
  readonly outputTags: ReadonlyMap<string, string>
  readonly force: boolean
  readonly forceAll: boolean
  /** Take the output of the sandbox of a merged pull request where a run would make the same. */
  readonly promote: boolean
  /** Undefined: the run is never skipped as up to date. */
  readonly skipUnchanged: SkipInputs | undefined
  readonly pushInput: boolean
  readonly pullOutput: PullOutputMode
  readonly remote: RemoteUrl | undefined
  readonly context: ContextNames | undefined
  /** The remote context that the run's context is a sandbox of. */
  readonly baseContext: string | undefined
  /** Delete the context and do nothing else. */
  readonly cleanup: boolean
  readonly remoteIndex: boolean
  readonly seed: SeedInputs
  readonly configFile: string | undefined
  readonly image: ImageInputs
  readonly network: string | undefined
  /** Undefined is `auto`: the image's configuration decides. */
  readonly dialect: Dialect | undefined
  readonly workers: number
  readonly inputParam: string | undefined
  /** A value, or undefined: the runner's value of that name is passed on. */
  readonly env: ReadonlyMap<string, string | undefined>
  readonly awsRegion: string | undefined
  readonly role: RoleInputs
  readonly wait: boolean
  readonly attachJobIds: readonly string[]
  readonly many: ManyInputs
  /** Print what would be done, and do nothing. */
  readonly dryRun: boolean
  readonly comparison: ComparisonInputs
  readonly comment: CommentInputs
  readonly acceptance: AcceptanceInputs
  readonly failureIssue: FailureIssueInputs
  /** Annotate lines of the checkout. */
  readonly annotations: boolean
  readonly encryption: EncryptionInputs
  readonly logTailLines: number
  readonly summary: boolean
  readonly reportHtml: boolean
  /** One sentence for each deprecated input. */
  readonly deprecations: readonly string[]
}

/** A summary shows at most this many lines; the job's log has all. */
const maxTailLines = 1000

const advice = {
  pipeClass: 'Give `module.submodule.PipeClass`: Python names joined by dots, the class last.',
  bundle:
    'Give a bundle name of at most 255 characters without slash, `..`, `::`, leading `-`, line break or other control character; or `-`.',
  remote:
    'Give `s3://bucket/prefix`: a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix without `..`, `//` or unusual characters.',
  context: 'Give `remote-context/local-context`, or one name for both: letters, digits, `_`, `-` and `.`.',
  baseContext: 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.',
  network: 'Give the name of a Docker network, or `host`.',
  inputParam: "Give the name of one of the pipe's parameters: letters, digits and `_`.",
} as const

/**
 * Reads the step's inputs from the runner's `INPUT_*` variables. Never throws: invalid inputs are added to
 * `problems`. `types` are the backends to choose from.
 */
export function readInputs(
  runnerEnv: Environment,
  problems: InputProblem[],
  types: readonly BackendType[] = backendTypes,
): Inputs {
  const { env, warnings: deprecations } = replaceDeprecatedInputs(runnerEnv, problems)
  const read = createInputReader(env, problems)
  const backend = readBackendKind(read.text('backend'), types, problems)
  const attachJobIds = read.list('attach-job-ids', parseJobIds)
  const cleanup = read.flag('cleanup', false)
  const many = readManyInputs(read)
  return {
    backend,
    foreignInputs: findForeignInputs(backend, types).filter((name) => isGiven(read, name)),
    given: readGiven(read),
    pipeClass: readPipeClass(read, !cleanup && attachJobIds.length === 0 && many.runs === undefined),
    ...readBundleInputs(read),
    ...{ force: read.flag('force', false), forceAll: read.flag('force-all', false) },
    ...{ skipUnchanged: readSkipInputs(read), promote: read.flag('promote', false) },
    pushInput: read.flag('push-input', true),
    pullOutput: read.choice('pull-output', 'false', pullOutputModes),
    ...readRemoteInputs(read),
    cleanup,
    configFile: read.text('config-file'),
    image: readImageInputs(read),
    network: read.parsed('network', matching(networkName), advice.network),
    dialect: readDialect(read),
    workers: read.number('workers', { min: 1, max: 512, isInteger: true }) ?? 1,
    env: read.list('env', parseEnv),
    ...readResourceInputs(read),
    awsRegion: readRegion(read, env),
    role: readRoleInputs(read),
    backends: new Map(types.map((type) => [type.kind, type.readInputs(read)])),
    wait: read.flag('wait', true),
    attachJobIds,
    many,
    dryRun: read.flag('dry-run', false),
    comparison: readComparisonInputs(read),
    ...readCommentAndAcceptance(read),
    failureIssue: readFailureIssueInputs(read),
    annotations: read.flag('annotations', true),
    logTailLines: read.number('log-tail-lines', { min: 0, max: maxTailLines, isInteger: true }) ?? 100,
    summary: read.flag('summary', true),
    reportHtml: read.flag('report-html', false),
    deprecations,
  }
}

const isGiven = (read: InputReader, name: string) => ![undefined, inputDefaults.get(name)].includes(read.text(name))

function readGiven(read: InputReader): Inputs['given'] {
  const names = inputNames.filter((name) => isGiven(read, name) && !deprecatedInputs.has(name))
  return new Map(names.map((name) => [name, read.text(name) ?? '']))
}

function readCommentAndAcceptance(read: InputReader) {
  const comment = readCommentInputs(read)
  return { comment, acceptance: readAcceptanceInputs(read, comment) }
}

function readBundleInputs(read: InputReader) {
  return {
    inputBundle:
      read.parsed('input-bundle', parseBundleName, (text) => `${adviseBundleName(text)} A uuid is accepted too.`) ??
      '-',
    inputPaths: read.list('input-path', parsePaths),
    inputPathTags: read.list('input-path-tags', (text) => parseTags(text, reservedTags)),
    inputParam: read.parsed('input-param', matching(parameterName), advice.inputParam),
    outputBundle: read.parsed('output-bundle', parseBundleName, adviseBundleName) ?? '-',
    params: read.list('params', parseParams),
    inputTags: read.list('input-tags', (text) => parseTags(text)),
    outputTags: read.list('output-tags', (text) => parseTags(text, reservedTags)),
  }
}

function readRemoteInputs(read: InputReader) {
  const parseContextName = (text: string) => (isContextName(text) ? text : undefined)
  return {
    remote: read.parsed('remote', parseRemoteUrl, advice.remote),
    context: read.parsed('context', parseContext, advice.context),
    baseContext: read.parsed('base-context', parseContextName, advice.baseContext),
    remoteIndex: read.flag('remote-index', true),
    seed: readSeedInputs(read),
    encryption: readEncryptionInputs(read),
  }
}

/** Attached jobs and each of several runs say which pipe they run, and a cleanup runs none. */
function readPipeClass(read: InputReader, isRequired: boolean): PipeClass | undefined {
  if (read.text('pipe-class') !== undefined) return read.parsed('pipe-class', parsePipeClass, advice.pipeClass)
  return isRequired ? read.missing('pipe-class', `Name the pipe to run. ${advice.pipeClass}`) : undefined
}

/** In any case, and with hyphens: `aws-batch` is `AWSBatch`. */
function readBackendKind(given: string | undefined, types: readonly BackendType[], problems: InputProblem[]): string {
  const kinds = types.map(({ kind }) => kind)
  const [fallback = ''] = kinds
  if (given === undefined) return fallback
  const kind = kinds.find((each) => each.toLowerCase() === given.toLowerCase().replaceAll('-', ''))
  if (kind !== undefined) return kind
  const nearest = findNearest(given, kinds)
  const expected = `Allowed: ${kinds.join(', ')}.`
  problems.push({ where: 'backend', given, expected, ...(nearest !== undefined && { nearest }) })
  return fallback
}

/** The inputs that other backends read and this one does not. */
function findForeignInputs(backend: string, types: readonly BackendType[]): readonly string[] {
  const own = new Set(types.find(({ kind }) => kind === backend)?.inputs)
  return [...new Set(types.flatMap(({ inputs }) => inputs))].filter((name) => !own.has(name))
}

const adviseBundleName = (text: string) => `It ${findBundleNameProblem(text)}. ${advice.bundle}`
const parseBundleName = (text: string) => (text === '-' || findBundleNameProblem(text) === undefined ? text : undefined)

const networkName = /^[A-Za-z0-9][\w.-]*$/
const parameterName = /^[\p{L}_][\p{L}\p{N}_]*$/u

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined)
