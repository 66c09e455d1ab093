import type { Annotation, AnnotationCandidate } from '../action/annotations.ts'
import type { Checkout } from '../action/checkout.ts'
import type { Log } from '../action/log.ts'
import type { PullRequestContext } from '../action/pull-request.ts'
import type { StateWriter } from '../action/state.ts'
import type { StepIdentity } from '../aws/credentials.ts'
import type { Backend } from '../backends/backend.ts'
import type { PlannedBackend } from '../backends/backend-type.ts'
import type { RemoteUrl } from '../disdat/names.ts'
import type { Semaphore } from '../lib/semaphore.ts'
import type { Run, RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { ReportOutputs } from '../report/report-outputs.ts'

/** What a run works with. `create-dependencies.ts` creates it for a step. */
export interface Dependencies {
  readonly openBackend: (planned: PlannedBackend, timeoutMs: number) => Backend
  /** The identity of the step at AWS; created once, when it is first needed. */
  readonly identity: () => Promise<StepIdentity>
  /** The least that a pipe needs of a remote context, as a session policy. */
  readonly createPipePolicy: (remote: Remote, region: string) => string
  /** What the step needs for the remote's index, as a statement of a policy; undefined when it uses none. */
  readonly createIndexStatement: (remote: Remote, region: string) => object | undefined
  /** What the step needs of the base of its sandbox. */
  readonly createBaseStatements: (base: Remote, region: string) => readonly object[]
  readonly openRemote: (url: RemoteUrl, context: string) => Promise<Remote>
  /** Another context of a remote, for reading only. */
  readonly openBase: (remote: Remote, context: string) => Remote
  /** The pull request that the workflow runs for. */
  readonly pullRequest: PullRequestContext | undefined
  readonly log: Log
  readonly outputs: ReportOutputs
  readonly state: StateWriter
  /** The folder that contains `.disdat`. */
  readonly home: string
  /** The owner of new bundles, as dsdt determines it. */
  readonly owner: string
  /** The commit of the repository that a folder of a workspace belongs to. */
  readonly readCheckout: (folder: string, workspace: string) => Promise<Checkout>
  /** Finds the lines of the candidates; candidates without a certain line are left out. */
  readonly annotate: (candidates: readonly AnnotationCandidate[]) => Promise<readonly Annotation[]>
  /** Endpoints and proxies of this runner, for containers that use its network. */
  readonly networkEnv: ReadonlyMap<string, string>
  /** The commits that the workflow runs for. */
  readonly commits: readonly string[]
  /**
   * The commit whose history a base must come from: in a pull request that of the base branch, else the workflow's own.
   */
  readonly baseCommit: string | undefined
  /**
   * Whether a commit is in the history of another, by the workspace's checkout; undefined when it does not know, as a
   * shallow clone.
   */
  readonly isAncestorInCheckout: (commit: string, of: string) => Promise<boolean | undefined>
  /** The same, by GitHub; undefined when it does not know. Never throws. */
  readonly isAncestor: (commit: string, of: string) => Promise<boolean | undefined>
  /** Outputs that are compared at the same time: the values of each are held in memory. */
  readonly comparisons: Semaphore
  /** GITHUB_RUN_ATTEMPT */
  readonly workflowAttempt: number
  readonly tailLines: number
  /** Aborts when the workflow is cancelled. */
  readonly cancelled: AbortSignal
  /**
   * Aborts when GitHub is about to end the job, early enough to report. Jobs that outlive the step are then detached.
   */
  readonly jobDeadline: AbortSignal
  /** The step that attaches to jobs, as YAML for a workflow. */
  readonly renderAttachSnippet: (jobIds: readonly string[]) => string
}

/** What every phase of a run works with. Phases return results; only run.ts adds them to the report. */
export interface PhaseContext<R extends RunTarget = Run> {
  readonly run: R
  readonly dependencies: Dependencies
  readonly backend: Backend
  /** Marks the containers and temporary folders of the run. */
  readonly runId: string
  /** Does a part of the run under a name, for the times in the report. */
  readonly phase: <T>(name: string, work: () => Promise<T>) => Promise<T>
}
