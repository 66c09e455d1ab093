/** An issue of a repository, by any author. */
export interface Issue {
  readonly number: number
  /** The author's login; empty for a deleted account. */
  readonly author: string
  readonly body: string
  readonly labels: readonly string[]
  /** Its page. */
  readonly url: string
}

/** An issue to create. GitHub creates labels that do not exist. */
export interface NewIssue {
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
}

/** What changes in an issue. `completed` and `not_planned` close it, for that reason. */
export interface IssueChanges {
  readonly body: string
  readonly closeAs?: 'completed' | 'not_planned'
}

/**
 * The issues of a repository. Every call has a time limit and is retried when a retry may succeed. All throw
 * GitHubError; a repository without issues refuses with status 410.
 */
export interface Issues {
  /** All open issues with a label, the oldest first. Pull requests are not among them. */
  listOpen(label: string): Promise<readonly Issue[]>
  /** The closed issues with a label that changed last, at most 100. */
  listClosed(label: string): Promise<readonly Issue[]>
  /** Before a retry, `find` looks for the new issue among the open ones with its first label. */
  create(issue: NewIssue, find: (issues: readonly Issue[]) => Issue | undefined): Promise<Issue>
  /** Undefined when the issue does not exist in this repository any more. */
  update(number: number, changes: IssueChanges): Promise<Issue | undefined>
  addLabels(number: number, labels: readonly string[]): Promise<void>
}
