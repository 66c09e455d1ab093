import type { Log } from '../action/log.ts'
import { describeError } from '../errors.ts'
import { GitHubError } from '../github/errors.ts'
import type { GitHub } from '../github/github.ts'
import type { Merges } from '../github/merges.ts'
import { openGitHub } from '../github/open-github.ts'
import type { Environment } from '../lib/environment.ts'

/** What a call to GitHub needs. */
export interface GitHubAccess {
  readonly token: string | undefined
  readonly env: Environment
  readonly log: Log
}

/**
 * Opens the workflow's repository on GitHub; undefined without a token or outside of a workflow. The token is masked
 * before use.
 */
export async function openGitHubFor(
  { token, env, log }: GitHubAccess,
  signal: AbortSignal,
): Promise<GitHub | undefined> {
  const { GITHUB_API_URL: apiUrl = 'https://api.github.com', GITHUB_REPOSITORY: repository } = env
  if (token === undefined || !repository) return undefined
  await log.mask(token)
  return await openGitHub({ token, apiUrl, repository, signal })
}

/** How long GitHub may take to answer about the merge of a pull request, in milliseconds. */
const mergeLimitMs = 60_000

/** Opens the merges of the workflow's repository. Throws GitHubError `refused` without a token. */
export async function openMergesFor(access: GitHubAccess, cancelled: AbortSignal): Promise<Merges> {
  const github = await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(mergeLimitMs)]))
  if (github === undefined) throw new GitHubError('refused', new Error('there is no `github-token`'), undefined)
  return github.merges
}

/** How long GitHub may take to answer about the history of a commit, in milliseconds. */
const historyLimitMs = 30_000

/**
 * Creates a function that asks GitHub whether a commit is in the history of another: undefined when GitHub does not
 * know. Never throws.
 */
export function createAncestryCheck(
  access: GitHubAccess,
  cancelled: AbortSignal,
): (commit: string, of: string) => Promise<boolean | undefined> {
  return async (commit, of) => {
    try {
      const github = await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(historyLimitMs)]))
      return await github?.isAncestor(commit, of)
    } catch (error) {
      await access.log.debug(
        `GitHub did not answer whether ${commit} is in the history of ${of}: ${describeError(error)}`,
      )
      return undefined
    }
  }
}
