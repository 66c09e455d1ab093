/** A workflow run that `workflow_dispatch` starts. */
export interface Dispatch {
  /** The name of the workflow's file in `.github/workflows`. */
  readonly workflow: string
  /** The branch whose version of the workflow runs. */
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

/** The runs of workflows of one repository. All calls have a time limit and are retried; they throw GitHubError. */
export interface WorkflowRuns {
  /** The number of runs that have not ended: waiting, queued or running. */
  countUnfinished(workflow: string): Promise<number>
  /** The number of runs that `workflow_dispatch` started since a moment, by anyone. */
  countDispatches(workflow: string, since: Date): Promise<number>
  /**
   * Starts a run, and returns its page; undefined when GitHub does not say. An answer that is lost is looked up among
   * the runs since `startedAt` before the call is sent again.
   */
  dispatch(dispatch: Dispatch, startedAt: Date): Promise<string | undefined>
}
