/** The settings of a Batch job that are not part of the task. */
export interface BatchSettings {
  /** Name or ARN. */
  readonly queue: string
  /** A definition of the user: `name`, `name:revision` or an ARN. Undefined: the action registers its own. */
  readonly fixedDefinition: string | undefined
  /** The name of the action's own definition: `disdat-module-submodule-job-definition`. */
  readonly definitionName: string
  readonly jobRoleArn: string | undefined
  readonly executionRoleArn: string | undefined
  /** 1 to 10. Undefined: the fixed definition's number, or 1. */
  readonly attempts: number | undefined
  /** How long the job may wait before it starts. */
  readonly queueTimeoutMs: number
  readonly shareIdentifier: string | undefined
  readonly schedulingPriority: number | undefined
  /** Tags of the user. */
  readonly tags: ReadonlyMap<string, string>
  /** Ids of jobs that must succeed first. */
  readonly dependsOn: readonly string[]
  /** The container overrides hold credentials (`job-credentials-seconds`), so the job needs no job role. */
  readonly passesCredentials: boolean
}

/** The workflow run that a job belongs to. The job's name and tags identify it. */
export interface WorkflowOrigin {
  /** `owner/name` */
  readonly repository: string
  /** GITHUB_RUN_ID */
  readonly runId: string
  /** GITHUB_RUN_ATTEMPT */
  readonly attempt: number
  /** GITHUB_WORKFLOW, GITHUB_JOB and GITHUB_ACTION: the step. */
  readonly workflow: string
  readonly job: string
  readonly step: string
  /** The leg of a matrix, as JSON: to GitHub, all legs are one step of one job. Undefined without a matrix. */
  readonly leg?: string | undefined
  readonly commit: string
  readonly actor: string
  /** The pull request of the event, if it has one. */
  readonly pullRequest: number | undefined
  /** The run's page. */
  readonly url: string
}

/** Settings for jobs that an earlier step submitted: nothing is requested any more. */
export const attachedSettings: Omit<BatchSettings, 'queueTimeoutMs'> = {
  queue: '',
  fixedDefinition: undefined,
  definitionName: '',
  jobRoleArn: undefined,
  executionRoleArn: undefined,
  attempts: undefined,
  shareIdentifier: undefined,
  schedulingPriority: undefined,
  tags: new Map(),
  dependsOn: [],
  passesCredentials: false,
}

/** The reason for TerminateJob when the workflow run is cancelled. */
export const createCancelReason = ({ url, attempt }: Pick<WorkflowOrigin, 'url' | 'attempt'>): string =>
  `disdat/run-action: the workflow run was cancelled: ${url} (attempt ${attempt})`
