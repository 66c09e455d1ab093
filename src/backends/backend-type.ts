import type { InputReader } from '../action/input-reader.ts'
import type { OrphanRecord } from '../action/state.ts'
import type { WorkflowRun } from '../action/workflow-run.ts'
import type { StepIdentity } from '../aws/credentials.ts'
import type { Configuration } from '../disdat/configuration.ts'
import type { PipeClass } from '../disdat/names.ts'
import type { Environment } from '../lib/environment.ts'
import type { Backend } from './backend.ts'
import type { BackendCapabilities } from './backend-capabilities.ts'

/**
 * One way to run pipes: how its inputs are read, what it can do, how it is opened, and how post ends what main left.
 * `registry.ts` lists all of them. Nothing else in the program names one.
 */
export interface BackendType {
  /** The value of the input `backend`. */
  readonly kind: string
  /** The inputs that only this backend reads. With another backend they are ignored, with a warning. */
  readonly inputs: readonly string[]
  /** Reads these inputs; invalid values become problems of `read`. */
  readInputs(read: InputReader): BackendInputs
  /** How many orphans post ends at the same time. */
  readonly maxParallelEnds: number
  /**
   * Ends what main left running. Resolves with a sentence for the log, or undefined when there is nothing to report.
   */
  endOrphan(orphan: OrphanRecord, services: OrphanServices): Promise<string | undefined>
}

/** The inputs of one backend, read and not yet checked against the others. */
export interface BackendInputs {
  /** Plans the backend of a run. Adds a problem for each of these inputs that does not fit the run. */
  plan(request: BackendRequest): PlannedBackend
  /** Plans the backend for jobs that were submitted earlier; undefined where jobs do not outlive the step. */
  planAttach(): PlannedBackend | undefined
}

/** What a backend must know of a run to plan it. */
export interface BackendRequest {
  readonly pipeClass: PipeClass | undefined
  /** The inputs whose values differ from the defaults of action.yml, with their texts. */
  readonly given: ReadonlyMap<string, string>
  readonly configuration: Configuration
  readonly addProblem: AddProblem
}

/** Adds a problem: which input, what is allowed, and what was given, by default the text of that input. */
export type AddProblem = (where: string, expected: string, given?: string) => void

/** How the pipe gets credentials. */
export type CredentialsDelivery =
  /** In files that are put into the container and renewed there. */
  | { readonly kind: 'files' }
  /** From a role of the job: the step passes no credentials. */
  | { readonly kind: 'job-role' }
  /** In environment variables that everyone who may describe the job can read. */
  | { readonly kind: 'environment'; readonly durationSeconds: number; readonly queueTimeoutMs: number }

/** A backend with its settings, as part of a plan. */
export interface PlannedBackend {
  readonly kind: string
  readonly can: BackendCapabilities
  readonly credentials: CredentialsDelivery
  /** A cancelled workflow leaves the job running. */
  readonly detachesOnCancel: boolean
  /** The step fails when it leaves a running job. */
  readonly failsOnDetach: boolean
  open(services: BackendServices): Backend
}

/** The services that a backend uses. Functions are called only when they are needed. */
export interface BackendServices {
  readonly env: Environment
  readonly home: string
  readonly identity: () => Promise<StepIdentity>
  /** The workflow run, and the leg of a matrix that its job is, as JSON. */
  readonly origin: WorkflowRun & { readonly leg?: string | undefined }
  readonly onSecret: (value: string) => Promise<void>
  /** How long the pipe may run. */
  readonly timeoutMs: number
  /** Receives a sentence, which may quote untrusted text, about a pull, or about a call that waits for AWS. */
  readonly onWait: (text: string) => void
}

/** The services that `endOrphan` uses. */
export interface OrphanServices {
  readonly env: Environment
  /** The identity of the step, in a region. */
  readonly identity: (region: string) => Promise<StepIdentity>
  readonly origin: () => Promise<WorkflowRun>
}
