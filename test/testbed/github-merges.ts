import { type Answer, notFound } from './github-answers.ts'

/** A pull request that was merged, in the double of GitHub. */
export interface MergeRecord {
  readonly number: number
  /** The commit of the base branch that the merge made. */
  readonly commit: string
  readonly head: string
  /** The repository of the head; null when the fork was deleted. */
  readonly repository?: string | null
  /** The base branch: `main` unless given. */
  readonly branch?: string
  readonly isMerged?: boolean
}

export interface MergeFacts {
  readonly merges?: readonly MergeRecord[]
  /** The hashes of trees, by `commit:folder`. */
  readonly trees?: Readonly<Record<string, string>>
}

const repository = 'octo-org/pipelines'

/**
 * Answers which pull requests a commit belongs to, and the hash of a tree. As GitHub does, it lists a pull request for
 * the commits of its head, too. Undefined for any other request.
 * https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
 */
export function answerAboutMerges(
  { merges = [], trees = {} }: MergeFacts,
  rest: string,
  body: unknown,
): Answer | undefined {
  const variables: unknown = Object(Object(body).variables)
  const expression: unknown = Object(variables).expression
  if (typeof expression === 'string') {
    const oid = trees[expression]
    return { status: 200, body: { data: { repository: { object: oid === undefined ? null : { oid } } } } }
  }
  const [, commit] = /^commits\/([0-9a-f]+)\/pulls$/.exec(rest) ?? []
  if (commit === undefined) return undefined
  const found = merges.filter(({ commit: merged, head }) => [merged, head].includes(commit))
  // GitHub knows no commit that was never pushed.
  return found.length === 0 && /^0+$/.test(commit) ? notFound : { status: 200, body: found.map(toJson) }
}

const toJson = ({ number, commit, head, repository: from, branch = 'main', isMerged = true }: MergeRecord) => ({
  number,
  state: isMerged ? 'closed' : 'open',
  merged_at: isMerged ? '2026-11-29T12:00:00Z' : null,
  merge_commit_sha: commit,
  head: { sha: head, ref: 'feature', repo: from === null ? null : { full_name: from ?? repository } },
  base: { ref: branch, repo: { full_name: repository } },
})
