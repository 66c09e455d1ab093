import { findNearest, type InputProblem } from '../action/input-problems.ts'
import type { InputReader } from '../action/input-reader.ts'
import { createInputReader } from '../action/input-reader.ts'
import type { Dialect } from '../disdat/command-line.ts'
import { dialects } from '../disdat/command-line.ts'
import type { ContextNames, PipeClass, RemoteUrl } from '../disdat/names.ts'
import { findBundleNameFault, isContextName, parseContext, parsePipeClass, parseRemote } from '../disdat/names.ts'
import type { Environment } from '../lib/environment.ts'
import { type BatchInputs, type RoleInputs, readBatchInputs, readRoleInputs } from './aws-inputs.ts'
import { parseEnv, parseParams, parsePaths, parseTags } from './input-parsers.ts'
import { type ReportInputs, readReportInputs } from './report-inputs.ts'

/** Every input of action.yml, in its order. A test holds the two equal. */
export const inputNames = [
  'pipe-class',
  'input-bundle',
  'input-path',
  'input-path-tags',
  'output-bundle',
  'backend',
  'params',
  'input-tags',
  'output-tags',
  'force',
  'force-all',
  'push-input',
  'pull-output',
  'remote',
  'context',
  'base-context',
  'cleanup',
  'remote-index',
  'config-file',
  'image',
  'registry',
  'repository-prefix',
  'pull-policy',
  'platform',
  'network',
  'dialect',
  'workers',
  'input-param',
  'env',
  'vcpus',
  'memory-mib',
  'shm-size-mib',
  'gpus',
  'run-timeout-minutes',
  'aws-region',
  'role-to-assume',
  'role-session-name',
  'role-duration-seconds',
  'audience',
  'allowed-account-ids',
  'sse-kms-key-id',
  'job-queue',
  'job-definition',
  'job-role-arn',
  'execution-role-arn',
  'attempts',
  'queue-timeout-minutes',
  'share-identifier',
  'scheduling-priority',
  'job-tags',
  'depends-on',
  'aws-session-token-duration',
  'wait',
  'on-cancel',
  'attach-job-ids',
  'dry-run',
  'compare-with',
  'fail-on',
  'diff-max-bytes',
  'diff-samples',
  'comment',
  'comment-key',
  'comment-mode',
  'github-token',
  'annotations',
  'log-tail-lines',
  'summary',
] as const

export type InputName = (typeof inputNames)[number]

export const backendNames = ['Local', 'AWSBatch'] as const
export type BackendName = (typeof backendNames)[number]

export const pullPolicies = ['missing', 'always', 'never'] as const
export type PullPolicy = (typeof pullPolicies)[number]

/** `metadata`: frames without the files that they link to. */
export const pullOutputs = ['true', 'false', 'metadata'] as const
export type PullOutput = (typeof pullOutputs)[number]

/** The step's inputs, each parsed by itself; undefined is "not given, or wrong and reported". */
export interface Inputs {
  readonly backend: BackendName
  /** The inputs that are not empty: those that the workflow gave, and those that have a default in action.yml. */
  readonly given: ReadonlySet<InputName>
  readonly pipeClass: PipeClass | undefined
  /** A name, a uuid, or `-` for none. */
  readonly inputBundle: string
  /** Files, folders and patterns of the workspace that the input bundle is made of; empty where there is one already. */
  readonly inputPaths: readonly string[]
  readonly inputPathTags: ReadonlyMap<string, string>
  /** A name, or `-` for the pipe's own default. */
  readonly outputBundle: string
  readonly params: ReadonlyMap<string, string>
  readonly inputTags: ReadonlyMap<string, string>
  readonly outputTags: ReadonlyMap<string, string>
  readonly force: boolean
  readonly forceAll: boolean
  readonly pushInput: boolean
  readonly pullOutput: PullOutput
  readonly remote: RemoteUrl | undefined
  readonly context: ContextNames | undefined
  /** The remote context that a run's own one takes after. */
  readonly baseContext: string | undefined
  /** Whether the context is to be deleted, and nothing else to be done. */
  readonly cleanup: boolean
  readonly remoteIndex: boolean
  readonly configFile: string | undefined
  readonly image: string | undefined
  readonly registry: string | undefined
  readonly repositoryPrefix: string | undefined
  readonly pullPolicy: PullPolicy
  readonly platform: string | undefined
  readonly network: string | undefined
  /** Undefined is `auto`: the image's own configuration tells. */
  readonly dialect: Dialect | undefined
  readonly workers: number
  readonly inputParam: string | undefined
  /** A value, or undefined: the runner's own value of that name is passed on. */
  readonly env: ReadonlyMap<string, string | undefined>
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly shmSizeMib: number | undefined
  readonly gpus: number | undefined
  readonly timeoutMs: number
  readonly awsRegion: string | undefined
  readonly role: RoleInputs
  readonly batch: BatchInputs
  /** Whether to say what would be done, and do nothing. */
  readonly dryRun: boolean
  readonly report: ReportInputs
  /** Id, ARN or alias. */
  readonly sseKmsKeyId: string | undefined
  readonly logTailLines: number
  readonly summary: boolean
}

/** A hosted job's six hours, and a self-hosted one's five days (https://docs.github.com/en/actions/reference/limits). */
const defaultRunMinutes = 360
const longestRunMinutes = 7200
/** More lines than this belong into the job's log, not into its summary. */
const longestTail = 1000
const largestMemoryMib = 16 * 1024 * 1024

const disdatsOwnTags = /^(committed|root_task|__.*)$/

const advice = {
  'pipe-class': 'Give `module.submodule.PipeClass`: Python names joined by dots, the class last.',
  bundle:
    'Give a bundle name, of at most 255 characters and without slash, `..`, `::`, leading `-`, line break or other control character; or `-`.',
  remote:
    'Give `s3://bucket/prefix`: a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix without `..`, `//` or unusual characters.',
  context: 'Give `remote-context/local-context`, or one name for both: letters, digits, `_`, `-` and `.`.',
  'base-context': 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.',
  image: 'Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.',
  registry: 'Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`, or `*ECR*`.',
  'repository-prefix': 'Give lower-case path parts such as `team/pipelines`.',
  platform: 'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.',
  network: "Give a Docker network's name, or `host`.",
  'input-param': "Give the name of one of the pipe's parameters: letters, digits and `_`.",
  'aws-region': 'Give an AWS region such as `us-east-1`.',
  'sse-kms-key-id':
    "Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account's key needs the ARN).",
} as const

/** Reads the step's inputs out of the runner's `INPUT_*` variables. Never throws: whatever is wrong is added to `problems`. */
export function readInputs(env: Environment, problems: InputProblem[]): Inputs {
  const read = createInputReader(env, problems)
  const dialect = read.choice('dialect', 'auto', ['auto', ...dialects])
  const timeout = read.number('run-timeout-minutes', { least: 0.01, most: longestRunMinutes, whole: false })
  const memory = { most: largestMemoryMib, whole: true }
  const batch = readBatchInputs(read)
  const cleanup = read.flag('cleanup', false)
  return {
    backend: backendOf(read.text('backend') ?? 'Local', problems),
    given: new Set(inputNames.filter((name) => read.text(name) !== undefined)),
    pipeClass: pipeClassOf(read, cleanup || batch.attachJobIds.length > 0),
    inputBundle:
      read.parsed('input-bundle', bundleName, (text) => `${nameAdvice(text)} A uuid is accepted too.`) ?? '-',
    inputPaths: read.list('input-path', parsePaths),
    inputPathTags: read.list('input-path-tags', (text) => parseTags(text, disdatsOwnTags)),
    outputBundle: read.parsed('output-bundle', bundleName, nameAdvice) ?? '-',
    params: read.list('params', parseParams),
    inputTags: read.list('input-tags', (text) => parseTags(text)),
    outputTags: read.list('output-tags', (text) => parseTags(text, disdatsOwnTags)),
    force: read.flag('force', false),
    forceAll: read.flag('force-all', false),
    pushInput: read.flag('push-input', true),
    pullOutput: read.choice('pull-output', 'true', pullOutputs),
    remote: read.parsed('remote', parseRemote, advice.remote),
    context: read.parsed('context', parseContext, advice.context),
    baseContext: read.parsed(
      'base-context',
      (text) => (isContextName(text) ? text : undefined),
      advice['base-context'],
    ),
    cleanup,
    remoteIndex: read.flag('remote-index', true),
    configFile: read.text('config-file'),
    image: read.parsed('image', matching(imageReference), advice.image),
    registry: read.parsed('registry', parseRegistry, advice.registry),
    repositoryPrefix: read.parsed('repository-prefix', parseRepositoryPrefix, advice['repository-prefix']),
    pullPolicy: read.choice('pull-policy', 'missing', pullPolicies),
    platform: read.parsed('platform', matching(platform), advice.platform),
    network: read.parsed('network', matching(networkName), advice.network),
    dialect: dialect === 'auto' ? undefined : dialect,
    workers: read.number('workers', { least: 1, most: 512, whole: true }) ?? 1,
    inputParam: read.parsed('input-param', matching(parameterName), advice['input-param']),
    env: read.list('env', parseEnv),
    vcpus: read.number('vcpus', { least: 0.01, most: 1024, whole: false }),
    // Docker's own least: https://docs.docker.com/engine/containers/resource_constraints/
    memoryMib: read.number('memory-mib', { least: 6, ...memory }),
    shmSizeMib: read.number('shm-size-mib', { least: 1, ...memory }),
    gpus: read.number('gpus', { least: 1, most: 64, whole: true }),
    timeoutMs: (timeout ?? defaultRunMinutes) * 60_000,
    awsRegion: read.parsed('aws-region', matching(region), advice['aws-region']),
    role: readRoleInputs(read),
    batch,
    dryRun: read.flag('dry-run', false),
    report: readReportInputs(read),
    sseKmsKeyId: read.parsed('sse-kms-key-id', matching(kmsKeyId), advice['sse-kms-key-id']),
    logTailLines: read.number('log-tail-lines', { least: 0, most: longestTail, whole: true }) ?? 100,
    summary: read.flag('summary', true),
  }
}

/** Jobs that run already say themselves which pipe they run, and to clean up is to run none. */
function pipeClassOf(read: InputReader, isNone: boolean): PipeClass | undefined {
  if (read.text('pipe-class') !== undefined) return read.parsed('pipe-class', parsePipeClass, advice['pipe-class'])
  return isNone ? undefined : read.missing('pipe-class', `Name the pipe to run. ${advice['pipe-class']}`)
}

/** `aws-batch` too, in any case. */
function backendOf(given: string, problems: InputProblem[]): BackendName {
  const found = backendNames.find((name) => name.toLowerCase() === given.toLowerCase().replaceAll('-', ''))
  if (found !== undefined) return found
  const nearest = findNearest(given, backendNames)
  const expected = `Allowed: ${backendNames.join(', ')}.`
  problems.push({ where: 'backend', given, expected, ...(nearest !== undefined && { nearest }) })
  return 'Local'
}

const nameAdvice = (text: string) => `It ${findBundleNameFault(text)}. ${advice.bundle}`
const bundleName = (text: string) => (text === '-' || findBundleNameFault(text) === undefined ? text : undefined)

const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
/** https://pkg.go.dev/github.com/distribution/reference */
const imageReference = new RegExp(
  `^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d+)?/)?${pathPart}(?:/${pathPart})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`,
)
const repositoryPath = new RegExp(`^${pathPart}(?:/${pathPart})*$`)
const platform = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/
const networkName = /^[A-Za-z0-9][\w.-]*$/
const parameterName = /^[\p{L}_][\p{L}\p{N}_]*$/u
const region = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/
/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
const kmsKeyId =
  /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key\/[a-z0-9-]{36}|alias\/[\w/-]{1,250})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[\w/-]{1,250})$/

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined)

/** A registry as an input and as disdat.cfg have it; undefined where it is none. */
export const parseRegistry = matching(/^(?:\*ECR\*|[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?(?:\/[a-z0-9._/-]+)?)$/)
/** A repository prefix as an input and as disdat.cfg have it; undefined where it is none. */
export const parseRepositoryPrefix = matching(repositoryPath)
