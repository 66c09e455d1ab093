import { setTimeout as sleep } from 'node:timers/promises'

/** How long GitHub is asked for one thing. */
const limits = {
  calls: 5,
  /** Of one call, in milliseconds. */
  callMs: 15_000,
  /** The first pause lasts at most so long, each further one twice as long, all of them by chance less. */
  firstPauseMs: 1000,
  /** GitHub may ask for a longer pause than this: the step does not wait for that. */
  longestPauseMs: 60_000,
} as const

/**
 * A call that came to nothing. `refused`: GitHub will not do it however often it is asked. `busy`: it did not do it, and may later. `unclear`:
 * there was no answer, or one of a server in trouble, and it may have been done all the same.
 */
export class GitHubError extends Error {
  override readonly name = 'GitHubError'
  readonly kind: 'refused' | 'busy' | 'unclear'
  /** Of the answer; undefined where there was none. */
  readonly status: number | undefined
  /** How long GitHub asks to be left alone, in milliseconds. */
  readonly pauseMs: number | undefined

  constructor(kind: GitHubError['kind'], cause: unknown, status: number | undefined, pauseMs?: number) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.kind = kind
    this.status = status
    this.pauseMs = pauseMs
  }
}

/**
 * Makes a call until it is answered: at most five times, each for at most 15 s, with pauses between them that differ by chance, or that GitHub
 * asks for, of at most a minute. `call` is told which time it is, from 1. Throws GitHubError, at once for what is refused.
 */
export async function retryGitHub<T>(
  call: (signal: AbortSignal, time: number) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await call(AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]), time)
    } catch (error) {
      const failed = error instanceof GitHubError ? error : errorOf(error)
      const pauseMs = failed.pauseMs ?? Math.random() * limits.firstPauseMs * 2 ** (time - 1)
      const isLast = failed.kind === 'refused' || time === limits.calls || pauseMs > limits.longestPauseMs
      if (isLast || signal.aborted) throw failed
      await sleep(pauseMs, undefined, { signal }).catch(() => {
        throw failed
      })
    }
  }
}

/** What Octokit throws, by what it means. An answer has headers; a connection that broke has none, whatever status stands in its error. */
function errorOf(error: unknown): GitHubError {
  const response = field(error, 'response')
  const status = field(error, 'status')
  // An answer of GraphQL that says what is wrong.
  if (field(error, 'errors') !== undefined && status === undefined) return new GitHubError('refused', error, undefined)
  if (response === undefined || typeof status !== 'number') return new GitHubError('unclear', error, undefined)
  if (status >= 500) return new GitHubError('unclear', error, status, pauseOf(response))
  return isForLater(status, response, error)
    ? new GitHubError('busy', error, status, pauseOf(response))
    : new GitHubError('refused', error, status)
}

/** Too many requests, or two of them at odds: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isForLater(status: number, response: unknown, error: unknown): boolean {
  if (status === 429 || status === 409) return true
  if (status !== 403) return false
  const headers = field(response, 'headers')
  return (
    field(headers, 'retry-after') !== undefined ||
    field(headers, 'x-ratelimit-remaining') === '0' ||
    /rate limit/i.test(String(field(error, 'message')))
  )
}

/** In milliseconds; undefined where GitHub does not say. */
function pauseOf(response: unknown): number | undefined {
  const headers = field(response, 'headers')
  const seconds = Number(field(headers, 'retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1000
  const isSpent = field(headers, 'x-ratelimit-remaining') === '0'
  const reset = Number(field(headers, 'x-ratelimit-reset') ?? Number.NaN)
  return isSpent && reset > 0 ? Math.max(0, reset * 1000 - Date.now()) : undefined
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
