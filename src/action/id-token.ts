import { describeError, Failure } from '../errors.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { Environment } from '../lib/environment.ts'
import { getText } from '../lib/http.ts'
import { getString } from '../lib/json.ts'
import { jitteredPause, retry } from '../lib/retry.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'

const requestTimeoutMs = 10_000
const maxTokenBytes = 64 << 10
const maxAttempts = 5
const backoff = { firstMs: 500, maxMs: 5_000 }

/** Why a job has no OIDC token, and what to do. `act` sets ACT (https://nektosact.com/usage/index.html). */
export function explainMissingIdToken(env: Environment): { readonly reason: string; readonly advice: string } {
  if (env['ACT'] === 'true')
    return {
      reason: '`act` runs this job, and it has no OIDC tokens.',
      advice: 'Pass AWS credentials with `act --secret` or `act --env`, and set them as `env` of the job.',
    }
  return {
    reason: 'The job has no `permissions: id-token: write`, so GitHub gives it no OIDC token.',
    advice:
      'Add `permissions: id-token: write` to the job, or put AWS credentials into its environment. Pull requests from forks get no tokens.',
  }
}

const variables = { url: 'ACTIONS_ID_TOKEN_REQUEST_URL', token: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' } as const

/** Whether the job may request an OIDC token. */
export const hasIdToken = (env: Environment): boolean => Boolean(env[variables.url] && env[variables.token])

/**
 * Creates a function that requests an OIDC token for an audience; each call gets a new token, which lasts five minutes.
 * Undefined when the job may not have one. Throttling, 5xx and broken connections are retried with full jitter. Throws
 * Failure `access-denied` when GitHub refuses, and `remote-unreachable` when the attempts are used up.
 *
 * `core.getIDToken` is not used: it waits up to 3 minutes for each answer, reads answers of any size, fails on 429, and
 * prints its `::add-mask::` without regard to stopped commands, where the runner ignores it.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export function createIdTokenSource(
  env: Environment,
  onSecret: (value: string) => Promise<void>,
  clock: Clock = systemClock,
): ((audience: string) => Promise<string>) | undefined {
  const url = env[variables.url]
  const requestToken = env[variables.token]
  if (!url || !requestToken) return undefined
  return async (audience) => {
    const token = await requestIdToken(
      () => requestOnce(`${url}&audience=${encodeURIComponent(audience)}`, requestToken, env),
      clock,
    )
    await onSecret(token)
    return token
  }
}

class RefusalError extends Error {}

async function requestIdToken(request: () => Promise<string>, clock: Clock): Promise<string> {
  try {
    return await retry(request, {
      clock,
      pauseMs: (error, attempt) =>
        error instanceof RefusalError || findTlsFailure(error) !== undefined || attempt >= maxAttempts
          ? undefined
          : jitteredPause(attempt, backoff, clock.random),
    })
  } catch (error) {
    if (error instanceof RefusalError)
      throw new Failure('access-denied', `GitHub gives no OIDC token: ${error.message}.`, refusalAdvice, {
        cause: error,
      })
    const tls = findTlsFailure(error)
    const reason = tls === undefined ? describeError(error) : `no TLS connection, ${tls.reason} (${tls.code})`
    const evidence = `Cannot get an OIDC token from GitHub: ${reason}.`
    throw new Failure('remote-unreachable', evidence, tls?.advice ?? outageAdvice, { cause: error })
  }
}

async function requestOnce(url: string, requestToken: string, env: Environment): Promise<string> {
  const { status, text } = await getText(url, {
    env,
    headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
    timeoutMs: requestTimeoutMs,
    limitBytes: maxTokenBytes,
  })
  if (status >= 500 || status === 429) throw new Error(`GitHub answered ${status}`)
  if (status !== 200) throw new RefusalError(`GitHub answered ${status}`)
  const token = getString(JSON.parse(text), 'value')
  if (!token) throw new RefusalError('GitHub answered without a token')
  return token
}

const refusalAdvice =
  'Check `permissions: id-token: write`. GitHub gives tokens only while the job runs, and not much longer than six hours.'
const outageAdvice = 'Run the workflow again. See githubstatus.com.'
