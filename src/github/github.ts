import type { AcceptanceEvents, Actor } from './acceptance-events.ts'
import type { Issues } from './issues.ts'
import type { Merges } from './merges.ts'
import type { WorkflowRuns } from './workflow-runs.ts'

/** A comment on a pull request or an issue, by any author. */
export interface Comment {
  readonly id: number
  /** The author's login; empty for a deleted account. */
  readonly author: string
  /** The author as the one who may have accepted a change. */
  readonly by: Actor
  readonly body: string
  /** By GitHub's clock, in whole seconds. They differ after an edit. */
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Its address on the page of the pull request. */
  readonly url: string
}

export interface PullRequest {
  readonly number: number
  readonly isOpen: boolean
  /** The author's login; empty for a deleted account. */
  readonly author: string
  /** The names of its labels. */
  readonly labels: readonly string[]
  readonly head: {
    readonly sha: string
    readonly branch: string
    /** `owner/name`; undefined for a deleted fork. */
    readonly repository: string | undefined
  }
}

/**
 * One repository on GitHub: the calls that the action needs. Every call has a time limit and is retried when a retry
 * may succeed. All throw GitHubError.
 */
export interface GitHub {
  readonly issues: Issues
  readonly acceptanceEvents: AcceptanceEvents
  readonly workflowRuns: WorkflowRuns
  readonly merges: Merges
  /** The login of the token's account, which is the author of what it posts. */
  getLogin(): Promise<string>
  getPullRequest(number: number): Promise<PullRequest>
  /** The open pull requests whose head is this branch of a repository, the newest first. */
  listPullRequests(repository: string, branch: string): Promise<readonly PullRequest[]>
  /** All comments on a pull request or an issue, the oldest first. */
  listComments(pullRequest: number): Promise<readonly Comment[]>
  /**
   * Posts a comment on a pull request or an issue. Before a retry, `find` looks for the comment among those that exist.
   */
  createComment(
    pullRequest: number,
    body: string,
    find: (comments: readonly Comment[]) => Comment | undefined,
  ): Promise<Comment>
  /** Undefined when the comment does not exist any more. */
  updateComment(id: number, body: string): Promise<Comment | undefined>
  /** Also resolves when the comment does not exist any more. */
  deleteComment(id: number): Promise<void>
  /** Whether a commit is another one or in its history; undefined when the repository does not have one of them. */
  isAncestor(commit: string, of: string): Promise<boolean | undefined>
}
