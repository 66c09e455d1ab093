import { setTimeout as pause } from 'node:timers/promises'
import { describeError, Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { createClientConfig } from './client.ts'
import { getErrorName, getHttpStatus, isConnectionError, isExpired, isThrottling } from './errors.ts'
import type { Credentials, Identity } from './identity.ts'

/** Who asks for a role: GitHub, by a token that says which workflow asks, or whoever the environment says we are. */
export type RoleSource =
  | { readonly kind: 'token'; readonly token: () => Promise<string> }
  | { readonly kind: 'credentials'; readonly identity: Identity }

/** A role, and what its sessions are like. */
export interface RoleRequest {
  readonly roleArn: string
  readonly sessionName: string
  readonly durationSeconds: number
  /** Narrows what the session may do to what both this and the role allow. */
  readonly policy?: string | undefined
}

/** Time and chance, for tests. */
export interface RoleClock {
  now(): number
  sleep(ms: number): Promise<void>
  random(): number
}

const realClock: RoleClock = {
  now: () => Date.now(),
  sleep: async (ms) => {
    await pause(ms)
  },
  random: Math.random,
}

/** Credentials of a role could not be renewed, and the last ones have ended: whatever they were needed for goes on without us. */
export class IdentityLost extends Failure {}

/** A session is renewed so long before it ends, or when a third of its life is left where that is shorter. */
const aheadMs = 10 * 60_000
const tries = 12
const backoff = { firstMs: 200, mostMs: 10_000 }

/**
 * A function that gives the credentials of a role: those of a session that lasts, or of a new one when it is about to end. Callers at the same time
 * share one request. A renewal that fails while the old session lasts is tried again at a later call. A session that
 * AWS has refused, which is handed in, is renewed at once.
 *
 * The function throws Failure `access-denied` (a refusal, which is not tried again), `invalid-input` (a duration that the role does not allow),
 * `throttled`, `remote-unreachable`; and IdentityLost where a session could not be renewed before it ended.
 */
export function roleCredentials(
  asker: RoleSource,
  request: RoleRequest,
  { region, env, onSecret }: { readonly region: string; readonly env: Environment; readonly onSecret: OnSecret },
  clock: RoleClock = realClock,
): (refused?: Credentials) => Promise<Credentials> {
  let session: Credentials | undefined
  let renewing: Promise<Credentials> | undefined
  let renewAt = Number.POSITIVE_INFINITY

  const renew = async (): Promise<Credentials> => {
    const before = session
    try {
      const made = await patiently(() => assume(asker, request, region, env), clock)
      for (const secret of [made.secretAccessKey, made.sessionToken, made.accessKeyId])
        if (secret) await onSecret(secret)
      session = made
      renewAt = renewalTime(made, clock.now())
      return made
    } catch (error) {
      if (before?.expiration === undefined) throw named(error, request)
      if (before.expiration.getTime() <= clock.now()) throw lost(error, request)
      // Not at every call, and not all runners at once.
      renewAt = clock.now() + (0.5 + clock.random()) * Math.min(60_000, (before.expiration.getTime() - clock.now()) / 3)
      return before
    } finally {
      renewing = undefined
    }
  }

  return async (refused) => {
    const isRefused = session?.accessKeyId === refused?.accessKeyId
    if (session !== undefined && !isRefused && clock.now() < renewAt) return session
    renewing ??= renew()
    return await renewing
  }
}

type OnSecret = (value: string) => void | Promise<void>

function renewalTime({ expiration }: Credentials, now: number): number {
  if (expiration === undefined) return Number.POSITIVE_INFINITY
  const life = expiration.getTime() - now
  return now + life - Math.min(aheadMs, life / 3)
}

async function assume(asker: RoleSource, request: RoleRequest, region: string, env: Environment): Promise<Credentials> {
  const sdk = await import('@aws-sdk/client-sts')
  const identity = asker.kind === 'credentials' ? asker.identity : nobody(region)
  // Retries are ours: the SDK would not try again what STS says of a key that it has not fetched yet.
  const sts = new sdk.STSClient({ ...createClientConfig(identity, env), maxAttempts: 1 })
  const common = {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    ...(request.policy !== undefined && { Policy: request.policy }),
  }
  try {
    const { Credentials: given } =
      asker.kind === 'token'
        ? await sts.send(new sdk.AssumeRoleWithWebIdentityCommand({ ...common, WebIdentityToken: await asker.token() }))
        : await sts.send(new sdk.AssumeRoleCommand(common))
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = given ?? {}
    if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error('STS answered without credentials.')
    return { accessKeyId, secretAccessKey, sessionToken, ...(given?.Expiration && { expiration: given.Expiration }) }
  } finally {
    sts.destroy()
  }
}

/** A web identity's request is not signed: the token is all that speaks. */
const nobody = (region: string): Identity => ({
  region,
  credentials: async () => ({ accessKeyId: 'unsigned', secretAccessKey: 'unsigned' }),
})

/** Tries again, with full jitter, what another try may mend: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
async function patiently<T>(work: () => Promise<T>, clock: RoleClock): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= tries || !isPassing(error)) throw error
      await clock.sleep(clock.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt))
    }
  }
}

/** Throttling, 5xx, broken connections, and STS not yet having GitHub's keys; a refusal is final. */
function isPassing(error: unknown): boolean {
  if (error instanceof Failure) return false
  if (isThrottling(error) || getErrorName(error) === 'IDPCommunicationErrorException') return true
  if (/verification key/i.test(describeError(error))) return true
  return isConnectionError(error)
}

function named(error: unknown, { roleArn, durationSeconds }: RoleRequest): unknown {
  if (error instanceof Failure) return error
  const cause = { cause: error }
  const said = describeError(error)
  if (isThrottling(error))
    return new Failure(
      'throttled',
      `STS throttles: ${said}`,
      'Let fewer jobs ask for credentials at the same time.',
      cause,
    )
  if (/MaxSessionDuration|DurationSeconds exceeds/i.test(said))
    return new Failure(
      'invalid-input',
      `role-duration-seconds: ${roleArn} does not allow sessions of ${durationSeconds} s: ${said}`,
      'Lower `role-duration-seconds`, or raise the maximum session duration of the role. A longer run renews its session by itself.',
      cause,
    )
  if (getHttpStatus(error) === undefined)
    return new Failure(
      'remote-unreachable',
      `STS did not answer: ${said}`,
      'Check `aws-region`, proxies and the network.',
      cause,
    )
  return new Failure(
    'access-denied',
    `${roleArn} cannot be assumed: ${said}`,
    'Check the role’s name, and that its trust policy names GitHub’s provider, this audience and this repository (`repo:owner/name:…`): docs/iam.md shows one.',
    cause,
  )
}

function lost(error: unknown, { roleArn }: RoleRequest): IdentityLost {
  return new IdentityLost(
    'access-denied',
    `The session of ${roleArn} has ended and could not be renewed; GitHub gives tokens for some six hours only. ${describeError(error)}`,
    'Let the step end before that: submit with `wait: false`, and attach in another job.',
    { cause: error },
  )
}

/** Whether something failed because our credentials have ended for good: those of a role, or those of the environment, which nobody renews. */
export function isIdentityLost(error: unknown): boolean {
  return (
    error instanceof IdentityLost ||
    isExpired(error) ||
    (error instanceof Error && error.cause !== undefined && isIdentityLost(error.cause))
  )
}
