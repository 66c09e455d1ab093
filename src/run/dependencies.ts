import type { Annotation, AnnotationCandidate } from '../action/annotations.ts'
import type { Checkout } from '../action/checkout.ts'
import type { Log } from '../action/log.ts'
import type { PullRequestContext } from '../action/pull-request.ts'
import type { StateWriter } from '../action/state.ts'
import type { StepIdentity } from '../aws/credentials.ts'
import type { Backend } from '../backends/backend.ts'
import type { PlannedBackend } from '../backends/backend-type.ts'
import type { Generation } from '../disdat/generations.ts'
import type { RemoteUrl } from '../disdat/names.ts'
import type { RateLimiter } from '../lib/rate-limiter.ts'
import type { Semaphore } from '../lib/semaphore.ts'
import type { Run, RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { PageLogs } from '../report/page/page-log.ts'
import type { ReportOutputs } from '../report/report-outputs.ts'
import type { StepAcceptance } from './acceptance/step-acceptance.ts'
import type { MergeSource } from './promote/merge-source.ts'
import type { SharedParts } from './shared-parts.ts'

/** The services and facts that every run of a step uses. `create-dependencies.ts` creates them. */
export interface Dependencies {
  readonly openBackend: (planned: PlannedBackend, timeoutMs: number) => Backend
  /** The identity of the step at AWS; created once, when it is first needed. */
  readonly identity: () => Promise<StepIdentity>
  /** Creates the session policy with the fewest permissions that a pipe needs for a remote context. */
  readonly createPipePolicy: (
    remote: Remote,
    region: string,
    needs: Pick<Generation, 'needsPrefixKey'> & { readonly readsPacks?: boolean },
  ) => string
  /** Creates the policy statements that the step needs to create the remote's prefix key. */
  readonly createPrefixKeyStatements: (remote: Remote, region: string) => readonly object[]
  /** Creates the policy statement that the step needs for the remote's index; undefined when it uses no index. */
  readonly createIndexStatement: (remote: Remote, region: string) => object | undefined
  /** Creates the policy statements that the step needs for the base of its sandbox. */
  readonly createBaseStatements: (base: Remote, region: string) => readonly object[]
  /** Creates the policy statements that a step needs to promote from the sandboxes of its base. */
  readonly createSandboxStatements: (base: Remote, region: string) => readonly object[]
  /** Names the step: the first of its runs has this id, and the ids of the others begin with it. */
  readonly stepId: string
  /** Creates the id of the next run, which marks its containers and temporary folders. */
  readonly createRunId: () => string
  readonly openRemote: (url: RemoteUrl, context: string) => Promise<Remote>
  /** Opens another context of a remote, for reading only. */
  readonly openBase: (remote: Remote, context: string) => Remote
  /** The pull request that the workflow runs for. */
  readonly pullRequest: PullRequestContext | undefined
  /** Decides which broken rules are accepted; undefined without `accept`. */
  readonly acceptance: StepAcceptance | undefined
  /** Where the push comes from that the workflow runs for; undefined for other events. */
  readonly mergeSource: MergeSource | undefined
  readonly log: Log
  readonly outputs: ReportOutputs
  readonly state: StateWriter
  /** The folder that contains `.disdat`. */
  readonly home: string
  /** The folder for temporary files; the runner empties it after the job. */
  readonly temporaryFolder: string
  /** The owner of new bundles, as dsdt determines it. */
  readonly owner: string
  /** Reads the checkout that contains a folder of the workspace. */
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
   * Whether a commit is in the history of another, by the workspace's checkout; undefined when the checkout cannot
   * decide, for example because it is a shallow clone.
   */
  readonly isAncestorInCheckout: (commit: string, of: string) => Promise<boolean | undefined>
  /** Whether a commit is in the history of another, by GitHub; undefined when GitHub does not know. Never throws. */
  readonly isAncestor: (commit: string, of: string) => Promise<boolean | undefined>
  /** The images and inputs that the runs of the step share. */
  readonly shared: SharedParts
  /** Limits the jobs whose outputs are proved, pulled and compared at the same time, because each takes memory. */
  readonly finishedJobs: Semaphore
  /** Limits the outputs that are compared at the same time, because the values of each are held in memory. */
  readonly comparisons: Semaphore
  /** Limits how often the step looks whether the outputs of its jobs exist. */
  readonly outputLooks: RateLimiter
  /** The value of GITHUB_RUN_ATTEMPT. */
  readonly workflowAttempt: number
  /** The page, number and attempt of the workflow run; an empty URL outside of a workflow. */
  readonly workflowRun: { readonly url: string; readonly runNumber: number; readonly attempt: number }
  readonly tailLines: number
  /** Keeps the logs of the runs; undefined without a page. */
  readonly pageLogs: PageLogs | undefined
  /** Aborts when the workflow is cancelled. */
  readonly cancelled: AbortSignal
  /**
   * Aborts when GitHub is about to end the job, early enough to report. Jobs that outlive the step are then detached.
   */
  readonly jobDeadline: AbortSignal
  /** Renders the step that attaches to jobs, as YAML for a workflow. */
  readonly renderAttachSnippet: (jobIds: readonly string[]) => string
}

/**
 * The run and the services that each of its phases uses. Phases return results; only run.ts adds them to the report.
 */
export interface PhaseContext<R extends RunTarget = Run> {
  readonly run: R
  readonly dependencies: Dependencies
  readonly backend: Backend
  /** Marks the containers and temporary folders of the run. */
  readonly runId: string
  /** Runs a part of the run as a named phase, and records its duration in the report. */
  readonly phase: <T>(name: string, work: () => Promise<T>) => Promise<T>
}
