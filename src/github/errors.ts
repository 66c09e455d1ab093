import { getField, getNumber } from '../lib/json.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'

/**
 * A call to GitHub that failed. `refused`: a retry cannot succeed. `busy`: GitHub did not carry it out, and may do so
 * later. `unclear`: there was no response, or a 5xx one, and GitHub may have carried it out.
 */
export class GitHubError extends Error {
  override readonly name = 'GitHubError'
  readonly kind: 'refused' | 'busy' | 'unclear'
  /** The HTTP status; undefined without a response. */
  readonly status: number | undefined
  /** The pause that GitHub asks for, in milliseconds. */
  readonly pauseMs: number | undefined

  constructor(kind: GitHubError['kind'], cause: unknown, status: number | undefined, pauseMs?: number) {
    super(describeCause(cause), { cause })
    this.kind = kind
    this.status = status
    this.pauseMs = pauseMs
  }
}

function describeCause(cause: unknown): string {
  const tls = findTlsFailure(cause)
  if (tls !== undefined) return `No TLS connection to GitHub: ${tls.reason} (${tls.code}). ${tls.advice}`
  return cause instanceof Error ? cause.message : String(cause)
}

/**
 * Classifies an error of Octokit; a GitHubError is returned unchanged. A response has headers; a broken connection has
 * none, even if Octokit's error has a status.
 */
export function toGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) return error
  const response = getField(error, 'response')
  const status = getNumber(error, 'status')
  // A GraphQL response with errors has no status.
  if (getField(error, 'errors') !== undefined && status === undefined)
    return new GitHubError('refused', error, undefined)
  if (response === undefined || status === undefined) return new GitHubError('unclear', error, undefined)
  if (status >= 500) return new GitHubError('unclear', error, status, getPause(response))
  return isRetryable(status, response, error)
    ? new GitHubError('busy', error, status, getPause(response))
    : new GitHubError('refused', error, status)
}

/**
 * A rate limit or a conflict:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function isRetryable(status: number, response: unknown, error: unknown): boolean {
  if (status === 429 || status === 409) return true
  if (status !== 403) return false
  const headers = getField(response, 'headers')
  return (
    getField(headers, 'retry-after') !== undefined ||
    getField(headers, 'x-ratelimit-remaining') === '0' ||
    /rate limit/i.test(String(getField(error, 'message')))
  )
}

/** In milliseconds; undefined when GitHub does not ask for a pause. */
function getPause(response: unknown): number | undefined {
  const headers = getField(response, 'headers')
  const seconds = Number(getField(headers, 'retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1000
  const isLimitReached = getField(headers, 'x-ratelimit-remaining') === '0'
  const resetSeconds = Number(getField(headers, 'x-ratelimit-reset') ?? Number.NaN)
  return isLimitReached && resetSeconds > 0 ? Math.max(0, resetSeconds * 1000 - Date.now()) : undefined
}
