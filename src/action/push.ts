import type { Environment } from '../lib/environment.ts'

/** A push to a branch, which the workflow runs for. */
export interface PushContext {
  /** The repository of the workflow, `owner/name`. */
  readonly repository: string
  /** The newest commit of the branch after the push. */
  readonly commit: string
  readonly branch: string
}

const branchRef = 'refs/heads/'

/** Reads the push from the variables of the runner; undefined for other events and for tags. */
export function readPush(env: Environment): PushContext | undefined {
  const { GITHUB_EVENT_NAME: event, GITHUB_REF: ref = '', GITHUB_SHA: commit, GITHUB_REPOSITORY: repository } = env
  if (event !== 'push' || !ref.startsWith(branchRef) || !commit || !repository) return undefined
  return { repository, commit, branch: ref.slice(branchRef.length) }
}
