import type { PlannedBackend } from '../backends/backend-type.ts'
import type { Dialect } from '../disdat/generations.ts'
import type { ContextNames, PipeClass, RemoteUrl } from '../disdat/names.ts'
import type { RunLabel } from '../lib/run-label.ts'
import type { ComparisonInputs } from './comparison-inputs.ts'
import type { PullPolicy } from './image-inputs.ts'
import type { ImageName } from './image-name.ts'
import type { InputRequest } from './input-request.ts'
import type { PullOutputMode } from './inputs.ts'
import type { OutputTemplate } from './runs/output-template.ts'
import type { RunCondition, RunDefinition } from './runs/run-definition.ts'
import type { SeedInputs } from './seed-inputs.ts'
import type { SkipInputs } from './skip-inputs.ts'

/** What a run produces, started by this step or an earlier one. */
export interface RunTarget {
  readonly pipeClass: PipeClass
  /** A name, or `-` for the pipe's own. */
  readonly outputName: string
  readonly params: ReadonlyMap<string, string>
  readonly inputParam: string | undefined
  /** The parameters of `each` of the step, in its order; empty without `each`, and when it is not known. */
  readonly eachParams: readonly string[]
  readonly pullOutput: PullOutputMode
  readonly remote: RemoteUrl
  readonly context: ContextNames
  /**
   * The remote context that the output is compared with and that a sandbox is filled from; by default the run's own.
   */
  readonly baseContext: string
  readonly comparison: ComparisonInputs
  /** Undefined: no limit, or a limit that only the backend knows. */
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly timeoutMs: number
  /** No time limit is given, so a pipe that ends with the step may run until the workflow job ends. */
  readonly isLimitedByJob: boolean
  readonly backend: PlannedBackend
}

/** One run of one pipe. Nothing is left to look up in inputs, configuration or local context. */
export interface Run extends RunTarget {
  readonly image: ImageName
  readonly pullPolicy: PullPolicy
  readonly platform: string | undefined
  readonly dialect: Dialect | undefined
  readonly input: InputRequest | undefined
  readonly pushInput: boolean
  readonly seed: SeedInputs
  readonly outputTags: ReadonlyMap<string, string>
  readonly force: boolean
  readonly forceAll: boolean
  /** When the run is skipped because its output is up to date; undefined: never. */
  readonly skipUnchanged: SkipInputs | undefined
  /** Whether the output of a merged pull request's sandbox becomes that of the run, where it would be the same. */
  readonly promote: boolean
  readonly workers: number
  readonly network: string | undefined
  readonly shmSizeMib: number | undefined
  readonly gpus: number | undefined
  /** Variables that the workflow chose, with their values. */
  readonly env: ReadonlyMap<string, string>
  readonly wait: boolean
  readonly dryRun: boolean
  /** Its label among the runs of the step, as text; absent where it is the only one. */
  readonly label?: string
  /** The label of the run of the same step whose output is its input. */
  readonly inputSource?: string
  /** The ids of jobs of other runs that must succeed before its job starts. */
  readonly dependsOn?: readonly string[]
}

/** A run among several, and what it waits for. */
export interface PlannedRun {
  readonly label: RunLabel
  /** Without its input where that is the output of another run. */
  readonly run: Run
  /** The runs that end before it starts. Each is earlier in the list. */
  readonly needs: readonly PlannedRun[]
  /** The run whose output is its input bundle: one of `needs`. It is not run unless that output exists. */
  readonly inputFrom: PlannedRun | undefined
  /** `never`: the run is not started, and its output must be on the remote. */
  readonly when: RunCondition
  /** What the workflow writes about the run and those that differ in their values only. */
  readonly definition: RunDefinition
  /** How its output is named for any values of `each`. */
  readonly template: OutputTemplate
}

/** Several runs of one step. */
export interface ManyRuns {
  /** In the order in which they start, as far as what they need and the limit allow. */
  readonly runs: readonly PlannedRun[]
  /** `missing`: a run whose output is on the remote already is skipped. */
  readonly rerun: 'missing' | 'all'
  /** The most runs at the same time; undefined: the backend decides. */
  readonly maxParallel: number | undefined
  /** The first failure ends all other runs. */
  readonly failFast: boolean
}

/** Jobs that an earlier step submitted, to be followed until they end. */
export interface Attachment {
  readonly jobIds: readonly string[]
  readonly backend: PlannedBackend
  readonly timeoutMs: number
  readonly pullOutput: PullOutputMode
  /** Remote and context of the inputs; a job must have been submitted for the same. */
  readonly remote: RemoteUrl | undefined
  readonly context: ContextNames | undefined
  readonly baseContext: string | undefined
  readonly comparison: ComparisonInputs
}

/** A sandbox to delete. */
export interface Cleanup {
  readonly remote: RemoteUrl
  readonly context: ContextNames
  /** The context that outputs of the sandbox are promoted to; undefined where the step does not name it. */
  readonly baseContext: string | undefined
  /** Whether a step promotes the outputs of merged pull requests, also when it has not begun yet. */
  readonly awaitsPromotion: boolean
  readonly dryRun: boolean
}

/** What a step does. */
export type Plan = {
  /** Unusual but harmless combinations of inputs, one sentence each. */
  readonly warnings: readonly string[]
} & (
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'many'; readonly many: ManyRuns }
  | { readonly kind: 'attach'; readonly attachment: Attachment }
  | { readonly kind: 'cleanup'; readonly cleanup: Cleanup }
)
