import { setTimeout as pause } from 'node:timers/promises'
import { describeError, Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { getText } from '../lib/http.ts'
import { getProperty } from './workflow-context.ts'

const requestTimeoutMs = 10_000
const tokenLimitBytes = 64 << 10
const tries = 5
const backoff = { firstMs: 250, mostMs: 5_000 }

/** Why the runner gives no token. */
export const missingIdTokenReason = 'the job has no `permissions: id-token: write`, so GitHub gives it no OIDC token.'

const variables = { url: 'ACTIONS_ID_TOKEN_REQUEST_URL', token: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' } as const

/**
 * A function that asks GitHub for an OIDC token of an audience; each call gets a new one, which lasts five minutes. Undefined where the job may not
 * have one. Throttling, 5xx and broken connections are tried again with full jitter, a refusal is not: the function then throws Failure
 * `access-denied`, or `remote-unreachable`. https://docs.github.com/en/actions/reference/security/oidc
 */
export function createIdTokenSource(
  env: Environment,
  onSecret: (value: string) => Promise<void>,
): ((audience: string) => Promise<string>) | undefined {
  const url = env[variables.url]
  const requestToken = env[variables.token]
  if (!url || !requestToken) return undefined
  return async (audience) => {
    const token = await patiently(() => ask(`${url}&audience=${encodeURIComponent(audience)}`, requestToken, env))
    await onSecret(token)
    return token
  }
}

class Refusal extends Error {}

async function ask(url: string, requestToken: string, env: Environment): Promise<string> {
  const answer = await getText(url, {
    env,
    headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
    timeoutMs: requestTimeoutMs,
    limitBytes: tokenLimitBytes,
  })
  if (answer.status >= 500 || answer.status === 429) throw new Error(`GitHub answered ${answer.status}`)
  if (answer.status !== 200) throw new Refusal(`GitHub answered ${answer.status}`)
  const value = getProperty(JSON.parse(answer.text), 'value')
  if (typeof value !== 'string' || value === '') throw new Refusal('GitHub answered without a token')
  return value
}

async function patiently(work: () => Promise<string>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal)
        throw new Failure('access-denied', `GitHub gives no OIDC token: ${error.message}.`, advice, { cause: error })
      if (attempt >= tries)
        throw new Failure(
          'remote-unreachable',
          `GitHub’s OIDC tokens cannot be had: ${describeError(error)}.`,
          waitAdvice,
          {
            cause: error,
          },
        )
      await pause(Math.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt))
    }
  }
}

const advice =
  'Check `permissions: id-token: write`; GitHub gives tokens only while the job runs, and not for much over six hours.'
const waitAdvice = 'Run the workflow again; see githubstatus.com.'
