import type { Annotation } from '../action/annotations.ts'
import type { ChangeKind, Comparison } from '../compare/comparison.ts'
import type { HistoryMeasure } from '../compare/history/measure-history.ts'
import type { Dialect } from '../disdat/generations.ts'
import type { Verdict } from '../errors.ts'
import type { RunLabel } from '../lib/run-label.ts'
import type { AcceptanceReport, Breach } from './accepted-change.ts'
import type { PromotionReport } from './promotion-report.ts'
import type { RedoReport } from './redo-report.ts'
import type { SkipReport } from './skip-report.ts'

/** How a run ended, as the output `status` spells it. */
export const statuses = [
  'succeeded',
  'reused',
  'promoted',
  'skipped',
  'submitted',
  'detached',
  'not-run',
  'failed',
  'cancelled',
] as const
export type Status = (typeof statuses)[number]

/** A bundle as the report shows it. */
export interface BundleReport {
  readonly name: string
  readonly uuid: string
  readonly uri: string
  readonly createdAt?: Date
  /** The number of linked files, without frames and HyperFrames. */
  readonly files?: number
  /** The size of linked files and frames. */
  readonly bytes?: number
  readonly tags?: ReadonlyMap<string, string>
}

/** A bundle that is newer than one upstream of the output, and the older bundle that was used. */
export interface NewerUpstream {
  readonly name: string
  readonly uuid: string
  readonly createdAt: Date
  readonly used: { readonly uuid: string; readonly createdAt: Date }
}

/** Why a run failed. `where` is the line of the user's code that a traceback names. */
export interface FailureReport {
  readonly verdict: Verdict
  readonly evidence: string
  readonly advice: string
  readonly where?: { readonly file: string; readonly line: number }
}

/** The bundle that the output is compared with, and how it was chosen. */
export interface BaseReport extends BundleReport {
  /** The remote context of the base. */
  readonly context: string
  /**
   * `asked-for`: `compare-with` names it; `ancestor`: its commit is in the history of the base branch; `newest`:
   * neither is known.
   */
  readonly choice: 'asked-for' | 'ancestor' | 'newest'
  /** A sentence on the choice. */
  readonly note?: string
  /** The commit whose code produced the base, if Disdat recorded it. */
  readonly commit?: string
}

/** How the output differs from its base. */
export interface ComparisonReport {
  /** Undefined without an earlier bundle: the output is a first version. */
  readonly base: BaseReport | undefined
  readonly kind: ChangeKind
  readonly changes: Comparison
  /** Whether a comment may show rows as examples, which a summary always does. */
  readonly commentsSamples?: boolean
}

/** The results of `fail-on`. */
export interface RulesReport {
  readonly checked: readonly string[]
  readonly breaches: readonly Breach[]
  /** Rules that could not be decided, and why. */
  readonly undecided: readonly { readonly rule: string; readonly why: string }[]
}

/** The output beside the earlier values with which rules against history compare it. */
export interface HistoryReport {
  /** The parameters whose values order the history; empty: the time of creation does. */
  readonly over: readonly string[]
  /** The value of the output itself: of these parameters, or its time of creation. */
  readonly value: string
  /** One for each rule `outside`. */
  readonly measures: readonly HistoryMeasure[]
}

/** A bundle in the lineage graph of the output, or a task that produced no bundle. */
export interface LineageNode {
  /** The bundle's uuid, or Luigi's id of a failed task. */
  readonly id: string
  readonly name: string
  readonly state: 'produced' | 'reused' | 'external' | 'missing' | 'failed'
  readonly createdAt?: Date
  readonly codeMethod?: string
  readonly commit?: string
  /** The repository's URL as the bundle records it, without credentials. */
  readonly repo?: string
}

/** The lineage graph of the output: the output first, then its upstream by distance. */
export interface LineageReport {
  readonly nodes: readonly LineageNode[]
  /** From an upstream node to the node that used it, by id. */
  readonly edges: readonly { readonly from: string; readonly to: string }[]
  /** Whether the upstream was followed only in part. */
  readonly isCut: boolean
}

/** The resources that a run occupied while it ran; for a Batch job those of all attempts together. */
export interface CostReport {
  readonly vcpuHours?: number
  readonly gibHours?: number
}

/**
 * What a cleanup deleted from a sandbox, or what a dry run would delete. The sandbox's marker does not count as
 * deleted.
 */
export interface CleanupReport {
  readonly bundles: number
  readonly objects: number
  readonly bytes: number
  /** The bucket is versioned: deleted objects are hidden and still stored. */
  readonly isVersioned: boolean
}

/** The seed of a container. */
export interface SeedReport {
  readonly bundles: number
  readonly bytes: number
  /** How long it took to collect them. */
  readonly ms: number
  /** The container did not pull its context. */
  readonly isComplete: boolean
}

/** A phase of a run and its duration. */
export interface Phase {
  readonly name: string
  readonly ms: number
}

/** The container or job of a run. Containers have only id and name. */
interface JobReport {
  readonly id: string
  readonly name: string
  /** `name:revision` */
  readonly definition?: string
  readonly queue?: string
  /** Pages of the AWS console: of the job, its definition and its queue. */
  readonly url?: string
  readonly definitionUrl?: string
  readonly queueUrl?: string
}

/** An attempt of a Batch job. */
interface AttemptReport {
  readonly startedAt: Date | undefined
  readonly stoppedAt: Date | undefined
  readonly exitCode: number | undefined
  readonly reason: string | undefined
  readonly logUrl: string | undefined
}

/**
 * Everything that is known about a run. It is filled while the run goes on, so that the report of a failed run is as
 * complete as possible.
 */
export interface Report {
  readonly runId: string
  readonly pipeClass: string
  /** The value of the input `backend`. */
  readonly backend: string
  readonly remote: string
  readonly context: string
  readonly startedAt: Date
  readonly params: ReadonlyMap<string, string>
  readonly phases: readonly Phase[]
  readonly durationMs: number
  readonly status?: Status
  /** Set when the step has several runs. */
  readonly label?: RunLabel
  /** Why it was skipped or not run, one sentence: an output that is there already, or a run that it needs. */
  readonly notRunReason?: string
  readonly failure?: FailureReport
  readonly image?: { readonly reference: string; readonly pinned: string; readonly dialect: Dialect }
  readonly job?: JobReport
  /** The log of the last attempt in the AWS console. */
  readonly logUrl?: string
  readonly attempts?: readonly AttemptReport[]
  /** A job that continues without this step: why, and the step that attaches to it. */
  readonly left?: { readonly why: string; readonly snippet: string }
  readonly exitCode?: number
  readonly input?: BundleReport & {
    readonly pushed: boolean
    /** The remote context from which this run copied the input. */
    readonly copiedFrom?: string
  }
  /** The bundles that the container had in its local context when it started. */
  readonly seed?: SeedReport
  /** Further bundles that this run copied into its context, where the pipe finds them. */
  readonly copied?: readonly (BundleReport & { readonly copiedFrom: string })[]
  readonly output?: BundleReport
  /** The folder of the output in the local context. */
  readonly outputPath?: string
  /** Whether Disdat could reuse an earlier bundle, and why; undefined when only the image knows. */
  readonly reuse?: { readonly possible: boolean | undefined; readonly why: string }
  /** Set when `skip-unchanged` is. */
  readonly skip?: SkipReport
  /** Set when `promote` is, for a push. */
  readonly promotion?: PromotionReport
  /** Undefined when it is not known; the nearest first. */
  readonly newerUpstream?: readonly NewerUpstream[]
  /** Why the output was not compared; undefined when it was compared, or when there is no output. */
  readonly notCompared?: string
  readonly comparison?: ComparisonReport
  readonly rules?: RulesReport
  /** Set when `accept` is, and a rule is broken. */
  readonly acceptance?: AcceptanceReport
  readonly history?: HistoryReport
  readonly lineage?: LineageReport
  readonly cost?: CostReport
  readonly annotations?: readonly Annotation[]
  /** Set when the step deletes a sandbox and runs no pipe. */
  readonly cleanup?: CleanupReport
  /** In the first of several runs of a pull request: what must be redone after the merge. */
  readonly redo?: RedoReport
  readonly log: { readonly lines: number; readonly tail: readonly string[] }
}
