import path from 'node:path'
import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import type { BatchSettings } from '../backends/batch/settings.ts'
import { isUuid } from '../disdat/bundle.ts'
import type { Dialect } from '../disdat/command-line.ts'
import type { Configuration } from '../disdat/configuration.ts'
import { type ContextNames, deriveImageName, type PipeClass, type RemoteUrl } from '../disdat/names.ts'
import type { Environment } from '../lib/environment.ts'
import { type Attachment, createAttachPlan } from './attach-plan.ts'
import { checkBatch, checkLocal, createBatchSettings } from './batch-plan.ts'
import { type Cleanup, createCleanupPlan } from './cleanup-plan.ts'
import { outsideWorkspace } from './input-parsers.ts'
import type { InputName, Inputs } from './inputs.ts'
import { parseRegistry, parseRepositoryPrefix } from './inputs.ts'
import type { ReportInputs } from './report-inputs.ts'

/** Which bundle a pipe is given; one of `files` is to be made first. */
type InputRequest =
  | { readonly kind: 'uuid'; readonly uuid: string }
  | { readonly kind: 'newest'; readonly name: string; readonly tags: ReadonlyMap<string, string> }
  | {
      readonly kind: 'files'
      readonly name: string
      /** That it gets. */
      readonly tags: ReadonlyMap<string, string>
      /** Files, folders and patterns, relative to the workspace or absolute. */
      readonly paths: readonly string[]
      readonly workspace: string
    }

/** Which image: a whole reference, or a repository that ECR is asked for. */
export type ImageName =
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'ecr'; readonly repository: string }

/** What a run is to bring about, wherever and by whomever its container was started. */
export interface RunTarget {
  readonly pipeClass: PipeClass
  /** A name, or `-` for the pipe's own. */
  readonly outputName: string
  readonly params: ReadonlyMap<string, string>
  readonly inputParam: string | undefined
  readonly pullOutput: Inputs['pullOutput']
  readonly remote: RemoteUrl
  readonly context: ContextNames
  /** The remote context that the output is compared with, and that a sandbox is filled from: the run's own where no other is named. */
  readonly baseContext: string
  readonly report: ReportInputs
  /** Undefined: no limit, or one that only Batch knows. */
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly timeoutMs: number
  /** Undefined: a container on the Docker engine. */
  readonly batch: BatchSettings | undefined
}

/** One run of one pipe, with nothing left to be looked up in inputs, configuration or local context. */
export interface Run extends RunTarget {
  readonly image: ImageName
  readonly pullPolicy: Inputs['pullPolicy']
  readonly platform: string | undefined
  readonly dialect: Dialect | undefined
  readonly input: InputRequest | undefined
  readonly pushInput: boolean
  readonly outputTags: ReadonlyMap<string, string>
  readonly force: boolean
  readonly forceAll: boolean
  readonly workers: number
  readonly network: string | undefined
  readonly shmSizeMib: number | undefined
  readonly gpus: number | undefined
  /** Of the user's own choice, resolved. */
  readonly env: ReadonlyMap<string, string>
  readonly wait: boolean
  /** Seconds for which credentials are handed to a Batch job in its overrides; 0: they are not. */
  readonly tokenSeconds: number
  readonly dryRun: boolean
}

/** What a step is to do. */
export interface Plan {
  readonly runs: readonly Run[]
  readonly attachment: Attachment | undefined
  readonly cleanup?: Cleanup
  /** What is odd about the inputs but harmless, a sentence each. */
  readonly warnings: readonly string[]
}

/** What the machine's own Disdat says where the inputs say nothing. */
export interface Defaults {
  readonly configuration: Configuration
  /** The current local context: its names, and its remote if it has one. */
  readonly context: ContextNames | undefined
  readonly remote: RemoteUrl | undefined
}

/**
 * Makes one plan of inputs and defaults; nothing is called. Throws InvalidInputs with everything that is wrong, the `problems` that reading the
 * inputs found included.
 */
export function createPlan(
  inputs: Inputs,
  defaults: Defaults,
  env: Environment,
  problems: readonly InputProblem[],
): Plan {
  const found = [...problems]
  const wrong = (where: string, expected: string, given?: string) => {
    if (!found.some((problem) => problem.where === where)) found.push({ where, expected, ...(given && { given }) })
  }
  if (inputs.cleanup) return createCleanupPlan(inputs, defaults, found)
  if (inputs.batch.attachJobIds.length > 0) return createAttachPlan(inputs, found)
  const { pipeClass } = inputs
  const remote = inputs.remote ?? defaults.remote
  const context = inputs.context ?? defaults.context
  if (!remote)
    wrong('remote', 'Give `s3://bucket/prefix`, or work in a local context that is bound to a remote (`dsdt remote`).')
  if (!context)
    wrong(
      'context',
      'Give `remote-context/local-context` or one name for both, or `dsdt switch` to a local context first.',
    )
  const workspace = env['GITHUB_WORKSPACE'] ?? ''
  if (inputs.inputPaths.length > 0) {
    checkInputPath(inputs, workspace, wrong)
    const outside = inputs.inputPaths.filter((line) => workspace !== '' && isOutside(workspace, line))
    found.push(...outside.map((given) => ({ where: 'input-path', given, expected: outsideWorkspace })))
  }
  const input = createInputRequest(inputs, workspace)
  if (inputs.inputParam !== undefined && !input)
    wrong('input-param', 'It receives the input bundle’s uuid: give `input-bundle` too.', inputs.inputParam)
  if (inputs.inputParam !== undefined && inputs.params.has(inputs.inputParam)) {
    wrong('input-param', 'This parameter stands in `params` too: give it once.', inputs.inputParam)
  }
  if (inputs.forceAll && inputs.dialect === 'classic')
    wrong('force-all', 'The classic dialect knows `force` only.', 'true')
  if (inputs.backend === 'AWSBatch') checkBatch(inputs, defaults.configuration, wrong)
  else checkLocal(inputs, wrong)
  const image = pipeClass && resolveImageName(inputs, pipeClass, defaults.configuration, wrong)
  if (found.length > 0 || !pipeClass || !remote || !context || !image) throw new InvalidInputs(found)
  const run: Run = {
    ...inputs,
    pipeClass,
    remote,
    context,
    baseContext: inputs.baseContext ?? context.remote,
    image,
    input,
    outputName: inputs.outputBundle,
    batch: createBatchSettings(inputs, pipeClass, defaults.configuration),
    wait: inputs.batch.wait,
    tokenSeconds: inputs.batch.tokenSeconds,
    env: new Map([...inputs.env].flatMap(([name, value]) => pair(name, value ?? env[name]))),
  }
  return { runs: [run], attachment: undefined, warnings: collectWarnings(inputs, env) }
}

const pair = (name: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[name, value]]

/** Adds a problem: which input, what is allowed, what was given. */
export type AddProblem = (where: string, expected: string, given?: string) => void

function checkInputPath({ inputBundle, pushInput }: Inputs, workspace: string, wrong: AddProblem): void {
  if (workspace === '') wrong('input-path', 'GITHUB_WORKSPACE is not set, and paths are those of the workspace.')
  if (inputBundle === '-') wrong('input-bundle', 'Name the bundle that is made of `input-path`.')
  if (isUuid(inputBundle)) wrong('input-bundle', 'A bundle that is made of `input-path` gets a name.', inputBundle)
  if (!pushInput)
    wrong(
      'push-input',
      'What is made of `input-path` is nowhere else, so it has to be pushed: leave this out.',
      'false',
    )
}

function isOutside(workspace: string, line: string): boolean {
  return path.relative(workspace, path.resolve(workspace, line)).split(path.sep)[0] === '..'
}

/** The tags by which a pipe finds its input, where it looks for it by itself. */
export function getInputTags({ input }: Pick<Run, 'input'>): ReadonlyMap<string, string> {
  return input === undefined || input.kind === 'uuid' ? new Map() : input.tags
}

function createInputRequest(inputs: Inputs, workspace: string): InputRequest | undefined {
  const { inputBundle, inputTags, inputPaths } = inputs
  if (inputBundle === '-') return undefined
  if (inputPaths.length > 0)
    return { kind: 'files', name: inputBundle, tags: inputs.inputPathTags, paths: inputPaths, workspace }
  return isUuid(inputBundle)
    ? { kind: 'uuid', uuid: inputBundle }
    : { kind: 'newest', name: inputBundle, tags: inputTags }
}

function resolveImageName(
  inputs: Inputs,
  pipeClass: PipeClass,
  configuration: Configuration,
  wrong: AddProblem,
): ImageName | undefined {
  if (inputs.image !== undefined) return { kind: 'reference', reference: inputs.image }
  const configured = (what: string, value: string | undefined, parse: (text: string) => string | undefined) => {
    if (value !== undefined && parse(value) === undefined)
      wrong(`config-file, [docker] ${what}`, 'Mend it, or give the input.', value)
    return value
  }
  const registry = inputs.registry ?? configured('registry', configuration.registry, parseRegistry)
  const prefix =
    inputs.repositoryPrefix ?? configured('repository_prefix', configuration.repositoryPrefix, parseRepositoryPrefix)
  const name = deriveImageName(pipeClass)
  if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(name)) {
    wrong('image', `No image can be called \`${name}\`, as the pipe class would have it: give \`image\`.`)
    return undefined
  }
  const repository = prefix === undefined ? name : `${prefix}/${name}`
  if (registry === '*ECR*') return { kind: 'ecr', repository }
  return { kind: 'reference', reference: `${registry === undefined ? repository : `${registry}/${repository}`}:latest` }
}

const batchOnlyInputs: readonly InputName[] = [
  ...([
    'job-queue',
    'job-definition',
    'job-role-arn',
    'execution-role-arn',
    'attempts',
    'queue-timeout-minutes',
  ] as const),
  ...(['share-identifier', 'scheduling-priority', 'job-tags', 'depends-on', 'aws-session-token-duration'] as const),
  'on-cancel',
]
const localOnlyInputs: readonly InputName[] = ['network']

function findIgnoredInputs({ backend, given }: Inputs): string[] {
  const names = (backend === 'AWSBatch' ? localOnlyInputs : batchOnlyInputs).filter((name) => given.has(name))
  return names.map((name) => `\`${name}\` is ignored: it means nothing to the backend ${backend}.`)
}

function collectWarnings(inputs: Inputs, env: Environment): string[] {
  const warnings: string[] = findIgnoredInputs(inputs)
  if (
    !inputs.batch.wait &&
    (inputs.given.has('compare-with') || inputs.report.failOn.some(({ kind }) => kind !== 'error'))
  )
    warnings.push('`compare-with` and `fail-on` are for who waits: give them to the step that attaches to the job.')
  if (inputs.image !== undefined && (inputs.registry ?? inputs.repositoryPrefix) !== undefined) {
    warnings.push('`registry` and `repository-prefix` are ignored: `image` is a whole reference.')
  }
  if (inputs.inputPathTags.size > 0 && inputs.inputPaths.length === 0) {
    warnings.push('`input-path-tags` are ignored: no bundle is made without `input-path`.')
  }
  if (inputs.inputTags.size > 0 && inputs.inputPaths.length > 0) {
    warnings.push('`input-tags` are ignored: they choose among bundles, and `input-path` makes one.')
  } else if (inputs.inputTags.size > 0 && (inputs.inputBundle === '-' || isUuid(inputs.inputBundle))) {
    warnings.push('`input-tags` are ignored: they choose among the bundles of a name, and `input-bundle` is no name.')
  }
  for (const [name, value] of inputs.env) {
    if (value === undefined && env[name] === undefined)
      warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`)
  }
  return warnings
}
