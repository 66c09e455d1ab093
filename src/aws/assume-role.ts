import { describeError, Failure } from '../errors.ts'
import { neverAborted } from '../lib/abort.ts'
import type { Environment } from '../lib/environment.ts'
import { getField, getString } from '../lib/json.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'
import { AwsClient, singleAttempt } from './aws-client.ts'
import type { Credentials, Identity } from './credentials.ts'
import { isConnectionError, isThrottling } from './errors.ts'

/** What a role is assumed with: GitHub's OIDC token of this workflow, or AWS credentials. */
export type RoleSource =
  | { readonly kind: 'token'; readonly token: () => Promise<string> }
  | { readonly kind: 'credentials'; readonly identity: Identity }

/** A role and the properties of its sessions. */
export interface RoleRequest {
  readonly roleArn: string
  readonly sessionName: string
  readonly durationSeconds: number
  /** What the role's trust policy may ask for. A request with a token has none. */
  readonly externalId?: string | undefined
  /** Limits the session to what both this policy and the role allow. */
  readonly policy?: string | undefined
}

/** A new session of a role. One attempt of at most 20 s: throws the SDK's error, or what `source` throws. */
export async function assumeRole(
  source: RoleSource,
  { roleArn, sessionName, durationSeconds, externalId, policy }: RoleRequest,
  region: string,
  env: Environment,
): Promise<Credentials> {
  const sdk = await import('@aws-sdk/client-sts')
  const identity = source.kind === 'credentials' ? source.identity : createUnsignedIdentity(region)
  // The caller retries, because STS may not have GitHub's new keys yet.
  const sts = new AwsClient((config) => new sdk.STSClient(config), identity, { env, limits: singleAttempt })
  const token = source.kind === 'token' ? await source.token() : undefined
  const input = {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    DurationSeconds: durationSeconds,
    ...(policy !== undefined && { Policy: policy }),
  }
  try {
    const { Credentials: credentials } = await sts.call(neverAborted, async (client, options) =>
      token === undefined
        ? await client.send(new sdk.AssumeRoleCommand({ ...input, ExternalId: externalId }), options)
        : await client.send(new sdk.AssumeRoleWithWebIdentityCommand({ ...input, WebIdentityToken: token }), options),
    )
    return parseCredentials(credentials)
  } finally {
    sts.destroy()
  }
}

function parseCredentials(value: unknown): Credentials {
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((name) =>
    getString(value, name),
  )
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error('STS returned no credentials.')
  const expiration = getField(value, 'Expiration')
  const isDate = expiration instanceof Date && !Number.isNaN(expiration.getTime())
  return { accessKeyId, secretAccessKey, sessionToken, ...(isDate && { expiration }) }
}

/** AssumeRoleWithWebIdentity is not signed: the token alone authenticates it. */
const createUnsignedIdentity = (region: string): Identity => ({
  region,
  credentials: async () => ({ accessKeyId: 'unsigned', secretAccessKey: 'unsigned' }),
})

/** The failure for a role that could not be assumed. A Failure is returned unchanged. */
export function toRoleFailure(error: unknown, { roleArn, durationSeconds }: RoleRequest): unknown {
  if (error instanceof Failure) return error
  const options = { cause: error }
  const message = describeError(error)
  if (isThrottling(error))
    return new Failure(
      'throttled',
      `STS is throttling requests: ${message}`,
      'Run fewer jobs that request credentials at the same time.',
      options,
    )
  if (/MaxSessionDuration|DurationSeconds exceeds/i.test(message))
    return new Failure(
      'invalid-input',
      `role-duration-seconds: ${roleArn} does not allow sessions of ${durationSeconds} s: ${message}`,
      'Lower `role-duration-seconds`, or raise the role’s maximum session duration. The step renews the session of a longer run.',
      options,
    )
  const tls = findTlsFailure(error)
  if (tls !== undefined)
    return new Failure(
      'remote-unreachable',
      `No TLS connection to STS: ${tls.reason} (${tls.code}).`,
      tls.advice,
      options,
    )
  if (isConnectionError(error))
    return new Failure(
      'remote-unreachable',
      `STS did not respond: ${message}`,
      'Check `aws-region`, proxies and the network.',
      options,
    )
  return new Failure(
    'access-denied',
    `${roleArn} cannot be assumed: ${message}`,
    'Check the role’s name, and that its trust policy names GitHub’s provider, this audience and this repository (`repo:owner/name:…`): docs/iam.md shows one.',
    options,
  )
}
