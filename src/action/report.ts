import type { Dialect } from '../disdat/command-line.ts'
import type { Verdict } from '../errors.ts'
import type { BackendName } from './inputs.ts'

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
  /** In the AWS console. */
  readonly url?: string
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
  readonly input?: BundleReport & { readonly pushed: boolean }
  readonly output?: BundleReport
  /** Where the output lies in the local context. */
  readonly outputPath?: string
  /** Whether Disdat could have reused an earlier bundle, and why; undefined where only the image knows. */
  readonly reuse?: { readonly possible: boolean | undefined; readonly why: string }
  /** Undefined where it is not known; the nearest first. */
  readonly newerUpstream?: readonly NewerUpstream[]
  readonly log: { readonly lines: number; readonly tail: readonly string[] }
}
