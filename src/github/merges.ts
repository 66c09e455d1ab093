import { getString } from '../lib/json.ts'
import { allowMissing, type Octokit, type RepositoryName, type SendCall } from './rest-calls.ts'

/** A pull request whose merge made the newest commit of a branch. */
export interface MergedPullRequest {
  readonly number: number
  readonly head: {
    readonly sha: string
    /** `owner/name`; undefined for a deleted fork. */
    readonly repository: string | undefined
  }
}

/**
 * What merges brought into the branches of one repository. All calls have a time limit and are retried; they throw
 * GitHubError.
 */
export interface Merges {
  /**
   * The pull request that was merged into the branch as this commit: by a merge commit, a squash, or a rebase that
   * ends with it. Undefined for any other commit.
   */
  findMerged(commit: string, branch: string): Promise<MergedPullRequest | undefined>
  /**
   * The hash of the tree of a folder in a commit; of the whole repository for an empty path. Undefined when the
   * repository does not have it. Equal hashes are equal contents.
   */
  readTree(commit: string, folder: string): Promise<string | undefined>
}

export class OctokitMerges implements Merges {
  readonly #octokit: Octokit
  readonly #name: RepositoryName
  readonly #retry: SendCall

  constructor(octokit: Octokit, name: RepositoryName, retry: SendCall) {
    this.#octokit = octokit
    this.#name = name
    this.#retry = retry
  }

  async findMerged(commit: string, branch: string): Promise<MergedPullRequest | undefined> {
    const { owner, repo } = this.#name
    const list = this.#retry(async (request) => {
      const query = { owner, repo, commit_sha: commit, request }
      return (await this.#octokit.rest.repos.listPullRequestsAssociatedWithCommit(query)).data
    })
    const found = (await allowMissing(list))?.find(
      ({ merged_at: mergedAt, merge_commit_sha: mergeCommit, base }) =>
        // The commit for each kind of merge: https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request
        mergedAt && mergeCommit === commit && base.ref === branch && base.repo.full_name === `${owner}/${repo}`,
    )
    const head: { readonly sha: string; readonly repo: { readonly full_name: string } | null } | undefined = found?.head
    return found && head && { number: found.number, head: { sha: head.sha, repository: head.repo?.full_name } }
  }

  async readTree(commit: string, folder: string): Promise<string | undefined> {
    const data = await this.#retry((request) =>
      this.#octokit.graphql<unknown>(treeQuery, { ...this.#name, expression: `${commit}:${folder}`, request }),
    )
    return getString(data, 'repository', 'object', 'oid')
  }
}

/** https://docs.github.com/en/graphql/reference/objects#repository */
const treeQuery = `query ($owner: String!, $repo: String!, $expression: String!) {
  repository(owner: $owner, name: $repo) { object(expression: $expression) { ... on Tree { oid } } }
}`
