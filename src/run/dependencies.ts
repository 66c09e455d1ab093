import type { AnnotationCandidate } from '../action/annotations.ts'
import type { Checkout } from '../action/checkout.ts'
import type { Log } from '../action/log.ts'
import type { OutputWriter } from '../action/outputs.ts'
import type { StateWriter } from '../action/state.ts'
import type { PullRequestContext } from '../action/workflow-context.ts'
import type { StepIdentity } from '../aws/identity.ts'
import type { Backend, Job, Receipt } from '../backends/backend.ts'
import type { BatchSettings } from '../backends/batch/settings.ts'
import type { RemoteUrl } from '../disdat/names.ts'
import type { Semaphore } from '../lib/semaphore.ts'
import type { Attachment } from '../plan/attach-plan.ts'
import type { Run, RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { AnnotationReport } from '../report/report.ts'
import type { RunReporter } from '../report/run-reporter.ts'

/** A job that an earlier step submitted. */
export interface AttachedJob {
  readonly job: Job
  readonly receipt: Receipt
  readonly backend: Backend
  readonly settings: BatchSettings
}

/** The real parts that a run is made with, as the entries build them. */
export interface Dependencies {
  /** Where pipes run: a Batch queue as the settings have it, or the runner's Docker. */
  readonly backendFor: (batch: BatchSettings | undefined) => Backend
  /** Looks jobs up, all of them. Throws one Failure that names each that cannot be followed. */
  readonly attach: (attachment: Attachment, signal: AbortSignal) => Promise<readonly AttachedJob[]>
  /** Who we are to AWS; asked for once, when it is first needed. */
  readonly identity: () => Promise<StepIdentity>
  /** The least that a pipe needs of a remote context, as a session policy. */
  readonly pipePolicy: (remote: Remote, region: string) => string
  /** What the step needs of it beside that, as a statement of a policy; undefined where it is nothing. */
  readonly indexStatement: (remote: Remote, region: string) => object | undefined
  /** What the step needs of the base of its sandbox. */
  readonly baseStatements: (base: Remote, region: string) => readonly object[]
  readonly openRemote: (url: RemoteUrl, context: string) => Promise<Remote>
  /** Another context of a remote, to be read only. */
  readonly openBase: (remote: Remote, context: string) => Remote
  /** The pull request that the workflow runs for. */
  readonly pullRequest: PullRequestContext | undefined
  readonly log: Log
  readonly outputs: OutputWriter
  readonly state: StateWriter
  /** The folder that holds `.disdat`. */
  readonly home: string
  /** Whose bundles those are that are made here, as dsdt has it. */
  readonly owner: string
  /** Where the code stands that a folder of a workspace belongs to. */
  readonly readCheckout: (folder: string, workspace: string) => Promise<Checkout>
  /** Finds the lines that are to be annotated; those that are not certain are left out. */
  readonly annotate: (marks: readonly AnnotationCandidate[]) => Promise<readonly AnnotationReport[]>
  /** What a container here must know of this runner's network: endpoints and proxies. */
  readonly networkEnv: ReadonlyMap<string, string>
  /** The commits that the workflow runs for. */
  readonly commits: readonly string[]
  /** The commit in whose history what the output is compared with should be made: in a pull request the base branch's, else the workflow's own. */
  readonly baseCommit: string | undefined
  /** Whether a commit is in the history of another one, as the workspace's checkout has it; undefined where that does not tell, as a shallow clone. */
  readonly isAncestorInCheckout: (commit: string, of: string) => Promise<boolean | undefined>
  /** The same, as GitHub has it; undefined where it does not tell. Never throws. */
  readonly isAncestor: (commit: string, of: string) => Promise<boolean | undefined>
  /** Outputs that are compared at a time: the values of each are held in memory. */
  readonly comparisons: Semaphore
  /** GITHUB_RUN_ATTEMPT */
  readonly workflowAttempt: number
  readonly tailLines: number
  /** Aborts when the workflow is cancelled. */
  readonly cancelled: AbortSignal
  /** Aborts when GitHub is about to end the job, with time enough left to report. Jobs elsewhere are left to themselves then. */
  readonly jobDeadline: AbortSignal
  /** Whether a cancelled workflow leaves its Batch job running. */
  readonly detachesOnCancel: boolean
  /** The step that attaches to jobs, as YAML for a workflow. */
  readonly attachSnippet: (jobIds: readonly string[]) => string
}

/** What every step of a run has to hand. */
export interface Step<R extends RunTarget = Run> {
  readonly run: R
  readonly dependencies: Dependencies
  readonly reporter: RunReporter
  readonly backend: Backend
}
