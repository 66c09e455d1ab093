import type { ChangeKind, Comparison } from '../compare/comparison.ts'
import type { Dialect } from '../disdat/command-line.ts'
import type { Verdict } from '../errors.ts'
import type { BackendName } from '../plan/inputs.ts'

/** What became of a run, as the `status` output spells it. */
export const statuses = ['succeeded', 'reused', 'skipped', 'submitted', 'detached', 'failed', 'cancelled'] as const
export type Status = (typeof statuses)[number]

/** A bundle as the report shows it. */
export interface BundleReport {
  readonly name: string
  readonly uuid: string
  readonly uri: string
  readonly createdAt?: Date
  /** Linked files, without frames and HyperFrames. */
  readonly files?: number
  /** Of everything that the bundle holds, frames included. */
  readonly bytes?: number
  readonly tags?: ReadonlyMap<string, string>
}

/** A bundle upstream of the output of which there is a newer one by now, and that newer one. */
interface NewerUpstream {
  readonly name: string
  readonly uuid: string
  readonly createdAt: Date
  readonly used: { readonly uuid: string; readonly createdAt: Date }
}

/** Why a run failed. `where` is the user's own line, if a traceback named one. */
export interface FailureReport {
  readonly verdict: Verdict
  readonly evidence: string
  readonly advice: string
  readonly where?: { readonly file: string; readonly line: number }
}

/** The bundle that the output is compared with, and why it is that one. */
export interface BaseReport extends BundleReport {
  /** The remote context that it is in. */
  readonly context: string
  /** `asked-for`: by `compare-with`; `ancestor`: its commit is in the history of the base branch; `newest`: nothing better was known. */
  readonly choice: 'asked-for' | 'ancestor' | 'newest'
  /** What a reader should know of the choice, a sentence. */
  readonly note?: string
  /** The commit whose code made it, where Disdat noted one. */
  readonly commit?: string
}

/** What the output holds, beside its base. */
export interface ComparisonReport {
  /** Undefined: there is no earlier bundle, the output is a first version. */
  readonly base: BaseReport | undefined
  readonly kind: ChangeKind
  readonly changes: Comparison
}

/** A rule of `fail-on` that the output breaks: the rule as it was written, and what was seen. */
export interface Breach {
  readonly rule: string
  readonly evidence: string
}

/** What came of `fail-on`. */
export interface RulesReport {
  readonly checked: readonly string[]
  readonly breaches: readonly Breach[]
  /** Rules that nothing could be said of, and why. */
  readonly undecided: readonly { readonly rule: string; readonly why: string }[]
}

/** A bundle, or a task that made none, in the graph of what the output was made of. */
export interface LineageNode {
  /** The bundle's uuid, or Luigi's id of a task that failed. */
  readonly id: string
  readonly name: string
  readonly state: 'produced' | 'reused' | 'external' | 'missing' | 'failed'
  readonly createdAt?: Date
  readonly codeMethod?: string
  readonly commit?: string
  /** As lineage has it: a URL of git, or empty. */
  readonly repo?: string
}

/** What the output was made of, the output first and the nearest before the farther. */
export interface LineageReport {
  readonly nodes: readonly LineageNode[]
  /** From what was used to what was made of it, by id. */
  readonly edges: readonly { readonly from: string; readonly to: string }[]
  /** Whether there is more of it than was followed. */
  readonly isCut: boolean
}

/** What a run took of the machine it ran on, for as long as it ran; of a Batch job all attempts together. */
export interface CostReport {
  readonly vcpuHours?: number
  readonly gibHours?: number
}

/** A line of the user's own code in the checkout, and what is to be said at it. */
export interface AnnotationReport {
  readonly level: 'error' | 'warning'
  /** A tracked file, relative to the workspace. */
  readonly file: string
  readonly line: number
  readonly title: string
  readonly message: string
}

/** What was deleted of a sandbox, or would be. The mark of the sandbox is not counted in what was. */
export interface CleanupReport {
  readonly bundles: number
  readonly objects: number
  readonly bytes: number
  /** The bucket keeps versions: what was deleted is hidden, and still there. */
  readonly isVersioned: boolean
}

/** One stretch of a run and how long it took. */
export interface Phase {
  readonly name: string
  readonly ms: number
}

/** What runs. All but id and name are known of Batch jobs only. */
interface JobReport {
  readonly id: string
  readonly name: string
  /** `name:revision` */
  readonly definition?: string
  readonly queue?: string
  /** Pages in the AWS console: the job's own, its definition's, its queue's. */
  readonly url?: string
  readonly definitionUrl?: string
  readonly queueUrl?: string
}

/** One try of a Batch job. */
interface AttemptReport {
  readonly startedAt: Date | undefined
  readonly stoppedAt: Date | undefined
  readonly exitCode: number | undefined
  readonly reason: string | undefined
  readonly logUrl: string | undefined
}

/** Everything that is known about one run. Filled while it goes on, so that a failed or cancelled one is told as far as it came. */
export interface Report {
  readonly runId: string
  readonly pipeClass: string
  readonly backend: BackendName
  readonly remote: string
  readonly context: string
  readonly startedAt: Date
  readonly params: ReadonlyMap<string, string>
  readonly phases: readonly Phase[]
  readonly durationMs: number
  readonly status?: Status
  readonly failure?: FailureReport
  readonly image?: { readonly reference: string; readonly pinned: string; readonly dialect: Dialect }
  readonly job?: JobReport
  /** Of the last attempt, in the AWS console. */
  readonly logUrl?: string
  readonly attempts?: readonly AttemptReport[]
  /** A job that goes on without us: why, and the step that attaches to it. */
  readonly left?: { readonly why: string; readonly snippet: string }
  readonly exitCode?: number
  readonly input?: BundleReport & {
    readonly pushed: boolean
    /** The remote context that it was copied from now. */
    readonly copiedFrom?: string
  }
  /** What else was copied into the run's context, for the pipe to find. */
  readonly copied?: readonly (BundleReport & { readonly copiedFrom: string })[]
  readonly output?: BundleReport
  /** Where the output lies in the local context. */
  readonly outputPath?: string
  /** Whether Disdat could have reused an earlier bundle, and why; undefined where only the image knows. */
  readonly reuse?: { readonly possible: boolean | undefined; readonly why: string }
  /** Undefined where it is not known; the nearest first. */
  readonly newerUpstream?: readonly NewerUpstream[]
  /** Why the output was not compared; undefined where it was, or where there is none. */
  readonly notCompared?: string
  readonly comparison?: ComparisonReport
  readonly rules?: RulesReport
  readonly lineage?: LineageReport
  readonly cost?: CostReport
  readonly annotations?: readonly AnnotationReport[]
  /** Of a step that deletes a sandbox and runs no pipe. */
  readonly cleanup?: CleanupReport
  readonly log: { readonly lines: number; readonly tail: readonly string[] }
}
