import { describeError, Failure } from '../errors.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { Environment } from '../lib/environment.ts'
import { jitteredPause, retry } from '../lib/retry.ts'
import { assumeRole, type RoleRequest, type RoleSource, toRoleFailure } from './assume-role.ts'
import { maxThrottledAttempts, patientLimits } from './aws-client.ts'
import type { Credentials } from './credentials.ts'
import { getErrorName, isConnectionError, isExpiredToken, isThrottling } from './errors.ts'

/** A role's session expired and could not be renewed. */
export class IdentityLostError extends Failure {}

/** A session is renewed this long before it expires, or when a third of its life is left if that is later. */
const renewBeforeMs = 10 * 60_000
/** Attempts without a response of STS, of 20 s each; and while STS does not have GitHub's new keys yet. */
const maxAttempts = { unreachable: 6, unverified: 12 }
const backoff = { firstMs: 400, maxMs: 10_000 }

/**
 * A function that returns a role's credentials: those of the current session, or of a new one when it is about to
 * expire. Concurrent callers share one request. A renewal that fails while the old session lasts is retried at a later
 * call. Credentials in `refused` are renewed at once.
 *
 * The function throws Failure `access-denied` (a refusal, which is not retried), `invalid-input` (a duration that the
 * role does not allow), `throttled`, `remote-unreachable`; and IdentityLostError when the session expired before it
 * could be renewed.
 */
export function createRoleCredentials(
  source: RoleSource,
  request: RoleRequest,
  { region, env, onSecret }: { readonly region: string; readonly env: Environment; readonly onSecret: OnSecret },
  clock: Clock = systemClock,
): (refused?: Credentials) => Promise<Credentials> {
  let session: Credentials | undefined
  let renewal: Promise<Credentials> | undefined
  // On the clock that is never set.
  let renewAt = Number.POSITIVE_INFINITY
  let expiresAt = Number.POSITIVE_INFINITY

  const renew = async (): Promise<Credentials> => {
    const previous = session
    try {
      const created = await assumeRoleWithRetries(source, request, { region, env, clock })
      for (const secret of [created.secretAccessKey, created.sessionToken, created.accessKeyId])
        if (secret) await onSecret(secret)
      const lifeMs = getLifeMs(created, request, clock)
      session = created
      expiresAt = clock.now() + lifeMs
      renewAt = expiresAt - Math.min(renewBeforeMs, lifeMs / 3)
      return created
    } catch (error) {
      if (previous === undefined) throw toRoleFailure(error, request)
      const leftMs = expiresAt - clock.now()
      if (leftMs <= 0) throw createLostError(error, request)
      // Neither at every call, nor on all runners at the same time.
      renewAt = clock.now() + (0.5 + clock.random()) * Math.min(60_000, leftMs / 3)
      return previous
    } finally {
      renewal = undefined
    }
  }

  return async (refused) => {
    const isRefused = session?.accessKeyId === refused?.accessKeyId
    if (session !== undefined && !isRefused && clock.now() < renewAt) return session
    renewal ??= renew()
    return await renewal
  }
}

type OnSecret = (value: string) => void | Promise<void>

/**
 * How long new credentials last: until their expiration, unless the runner's time of day is wrong. The later life of
 * the session does not depend on that time.
 */
function getLifeMs({ expiration }: Credentials, { durationSeconds }: RoleRequest, clock: Clock): number {
  const requestedMs = durationSeconds * 1000
  const lifeMs = expiration === undefined ? requestedMs : expiration.getTime() - clock.date().getTime()
  return lifeMs > 0 && lifeMs < requestedMs ? lifeMs : requestedMs
}

async function assumeRoleWithRetries(
  source: RoleSource,
  request: RoleRequest,
  { region, env, clock }: { readonly region: string; readonly env: Environment; readonly clock: Clock },
): Promise<Credentials> {
  const startMs = clock.now()
  return await retry(() => assumeRole(source, request, region, env), {
    pauseMs: (error, attempt) => {
      const hasTime = clock.now() - startMs < patientLimits.throttledMs
      return hasTime && attempt < getMaxAttempts(error)
        ? jitteredPause(attempt, backoff, () => clock.random())
        : undefined
    },
    clock,
  })
}

/** Throttling, 5xx, broken connections, and STS without GitHub's new keys are retried. A refusal is final. */
function getMaxAttempts(error: unknown): number {
  if (error instanceof Failure) return 1
  if (isThrottling(error)) return maxThrottledAttempts
  const isUnverified =
    getErrorName(error) === 'IDPCommunicationErrorException' || /verification key/i.test(describeError(error))
  if (isUnverified) return maxAttempts.unverified
  return isConnectionError(error) ? maxAttempts.unreachable : 1
}

function createLostError(error: unknown, { roleArn }: RoleRequest): IdentityLostError {
  return new IdentityLostError(
    'access-denied',
    `The session of ${roleArn} expired and could not be renewed. GitHub issues tokens for about six hours. ${describeError(error)}`,
    'End the step before that: submit with `wait: false`, and attach in another job.',
    { cause: error },
  )
}

/** Whether an error means that credentials expired for good: a role's, or those of the environment. */
export function isIdentityLost(error: unknown): boolean {
  return (
    error instanceof IdentityLostError ||
    isExpiredToken(error) ||
    (error instanceof Error && error.cause !== undefined && isIdentityLost(error.cause))
  )
}
