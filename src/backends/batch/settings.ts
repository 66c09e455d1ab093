/** What the inputs say of a Batch job beyond the task itself. */
export interface BatchSettings {
  /** Name or ARN. */
  readonly queue: string
  /** Used as it is: `name`, `name:revision` or an ARN. Undefined: one of our own is found or registered. */
  readonly fixedDefinition: string | undefined
  /** Of our own definition: `disdat-module-submodule-job-definition`. */
  readonly definitionName: string
  readonly jobRoleArn: string | undefined
  readonly executionRoleArn: string | undefined
  /** 1 to 10; undefined is the definition's own, and 1 for one of ours. */
  readonly attempts: number | undefined
  /** How long the job may wait before it runs, at most. */
  readonly queueTimeoutMs: number
  readonly shareIdentifier: string | undefined
  readonly schedulingPriority: number | undefined
  /** The user's own. */
  readonly tags: ReadonlyMap<string, string>
  /** Ids of jobs that must succeed first. */
  readonly dependsOn: readonly string[]
  /** Whether credentials are handed over in the overrides, as `aws-session-token-duration` asks; a job role is not needed then. */
  readonly handsCredentials: boolean
}

/** The workflow run that a job belongs to: it is in the job's name and tags. */
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
  readonly commit: string
  readonly actor: string
  /** Of the event, where it has one. */
  readonly pullRequest: number | undefined
  /** The run's page. */
  readonly url: string
}

/** Of jobs that are submitted already: nothing is asked for any more. */
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
  handsCredentials: false,
}

/** The reason that a job is ended with when its workflow run is cancelled. */
export const createCancelReason = ({ url, attempt }: Pick<WorkflowOrigin, 'url' | 'attempt'>): string =>
  `disdat/run-action: the workflow run was cancelled: ${url} (attempt ${attempt})`
