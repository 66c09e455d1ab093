/** What a backend can do. The phases of a run depend on these capabilities, never on the kind of the backend. */
export interface BackendCapabilities {
  /** What the backend runs, for messages. */
  readonly unit: 'container' | 'job'
  /**
   * A job continues when the step ends: `wait: false`, `on-cancel: detach` and `attach-job-ids` are possible, and the
   * backend enforces `run-timeout-minutes`. Otherwise the step enforces it.
   */
  readonly outlivesStep: boolean
  /** How many other jobs a job can wait for without the step; 0 where it cannot. */
  readonly maxDependencies: number
  /** Containers run in the runner's network: its proxies and endpoints apply to them. */
  readonly usesRunnerNetwork: boolean
  /** `launch` puts the seed of a task into its container. */
  readonly seedsContext: boolean
  /** A variable with an empty value arrives in the container. */
  readonly passesEmptyVariables: boolean
  /** `JobResult` has the resources of the attempts. Otherwise the limits of the run and the followed time count. */
  readonly reportsUsage: boolean
}
