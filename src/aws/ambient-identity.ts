import { Failure } from '../errors.ts'
import { limitTime } from '../lib/abort.ts'
import type { Environment } from '../lib/environment.ts'
import { isHostLabel } from '../lib/host-label.ts'
import { memoize } from '../lib/memo.ts'
import { getCallerAccount } from './account.ts'
import type { Credentials, StepIdentity } from './credentials.ts'
import { readProfileRegion } from './profile-region.ts'

export type AmbientOptions = {
  /** The `aws-region` input, if set. */
  readonly region?: string | undefined
  /** The SDK's default chain reads the other variables itself. */
  readonly env: Environment
  /** Called with every secret before it is used or returned, so that it can be masked. */
  readonly onSecret?: ((value: string) => void | Promise<void>) | undefined
}

/** How long a chain that calls a metadata service or runs a `credential_process` may take, in milliseconds. */
const credentialsTimeoutMs = 30_000

/** S3 accepts requests here for every region of the public cloud, and reports the region of a bucket. */
const fallbackRegion = 'us-east-1'

const missingCredentialsAdvice =
  'Set `role-to-assume` and give the job `permissions: id-token: write`. Or run aws-actions/configure-aws-credentials before this step, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and (for temporary credentials) AWS_SESSION_TOKEN.'

/**
 * The identity that the environment gives: its keys, else the SDK's default chain (profile, web identity, container
 * and instance roles), which is loaded only when needed. The region is the given one, else AWS_REGION,
 * AWS_DEFAULT_REGION, the profile's, `us-east-1`. AWS is not called before `credentials()`. Throws Failure
 * `invalid-input` for a region that cannot be part of a host name.
 */
export async function createAmbientIdentity(options: AmbientOptions): Promise<StepIdentity> {
  const { env, onSecret = () => {} } = options
  const { AWS_REGION, AWS_DEFAULT_REGION } = env
  const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (await readProfileRegion(env)) || fallbackRegion
  // A policy cannot escape a region in an ARN. A host label needs no escape.
  if (!isHostLabel(region)) {
    const evidence = `AWS_REGION or AWS_DEFAULT_REGION is ${JSON.stringify(region)}, which is not the name of a region.`
    throw new Failure('invalid-input', evidence, 'Correct it, or set `aws-region`.')
  }
  const openChain = memoize(() => loadDefaultChain(region))
  const find = async (forceRefresh: boolean): Promise<Credentials> => {
    const fromEnv = readEnvCredentials(env)
    if (fromEnv !== undefined) return fromEnv
    const provide = await openChain()
    return await limitTime(() => provide({ forceRefresh }), { ms: credentialsTimeoutMs })
  }
  const identity: StepIdentity = {
    region,
    getAccount: memoize(() => getCallerAccount(identity, env)),
    createPipeIdentity: async () => undefined,
    async credentials(refused) {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = await find(refused !== undefined).catch(
        (error: unknown) => {
          throw new Failure('access-denied', 'No AWS credentials could be found.', missingCredentialsAdvice, {
            cause: error,
          })
        },
      )
      for (const secret of [secretAccessKey, sessionToken, accessKeyId]) if (secret) await onSecret(secret)
      return {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
        ...(expiration === undefined ? {} : { expiration }),
      }
    },
  }
  return identity
}

/** Keys in the environment, unless a profile is named: the order of the SDK's own chain. */
function readEnvCredentials(env: Environment): Credentials | undefined {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env
  if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  }
}

/** The SDK's chain keeps what it finds until that is about to expire, or until a forced refresh. */
type CredentialChain = (options: { readonly forceRefresh: boolean }) => Promise<Credentials>

async function loadDefaultChain(region: string): Promise<CredentialChain> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
  return defaultProvider({ clientConfig: { region } })
}
