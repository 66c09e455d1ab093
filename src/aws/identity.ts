import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { type Account, assertAllowedAccount, getCallerAccount } from './account.ts'
import { type RoleSource, roleCredentials } from './roles.ts'

/** Keys of AWS, long-lived (no session token) or temporary. */
export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Who we are to AWS, and where. Credentials are asked for whenever they are needed: they may have been renewed. */
export interface Identity {
  readonly region: string
  /**
   * Throws Failure `access-denied` when there are none. Every secret has been given to `onSecret` before. `refused` are
   * some that AWS says have ended, whatever they say of themselves: others are given then, where there can be any.
   */
  credentials(refused?: Credentials): Promise<Credentials>
}

/** The identity that a step works under. */
export interface StepIdentity extends Identity {
  /** Which account and which user or role these credentials are of; asked of STS once. Throws Failure `access-denied`. */
  account(): Promise<Account>
  /** The same role with a session policy, which renews itself as this one does; undefined where there is no role to assume again. */
  forPipe(policy: string, options?: { readonly durationSeconds?: number }): Promise<Identity | undefined>
}

/** The variables of the environment that matter; the rest of the SDK's own chain it reads for itself. */

export { isIdentityLost } from './roles.ts'

export type AmbientOptions = {
  /** The `aws-region` input, where there is one. */
  readonly region?: string | undefined
  readonly env: Environment
  /** Called with every secret before it is used or returned, so that it can be masked. */
  readonly onSecret?: ((value: string) => void | Promise<void>) | undefined
}

/** How long a chain that asks a metadata service or runs a `credential_process` may take, in milliseconds. */
const credentialsTimeoutMs = 30_000

/** S3 answers there for every region of the public cloud, and says which region a bucket is in. */
const fallbackRegion = 'us-east-1'

const noCredentialsAdvice =
  'Run aws-actions/configure-aws-credentials before this step, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and (for temporary ones) AWS_SESSION_TOKEN.'

/**
 * Whoever the environment says we are: its keys, or else the SDK's default chain (profile, web identity, container and
 * instance roles), loaded only when it is needed. The region is the one given, or AWS_REGION, AWS_DEFAULT_REGION, the
 * profile's, `us-east-1`. Nothing is asked of AWS until `credentials()` is called.
 */
export async function ambientIdentity(options: AmbientOptions): Promise<StepIdentity> {
  const { env, onSecret = () => {} } = options
  const { AWS_REGION, AWS_DEFAULT_REGION } = env
  const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (await profileRegion(env)) || fallbackRegion
  let chain: Promise<Chain> | undefined

  let caller: Promise<Account> | undefined
  const find = async (forceRefresh: boolean): Promise<Credentials> => {
    const fromEnv = environmentCredentials(env)
    if (fromEnv !== undefined) return fromEnv
    chain ??= defaultChain(region)
    return await withinTime((await chain)({ forceRefresh }))
  }
  const ambient: StepIdentity = {
    region,
    account() {
      caller ??= getCallerAccount(ambient, env)
      return caller
    },
    forPipe: async () => undefined,
    async credentials(refused) {
      const found = await find(refused !== undefined).catch((error: unknown) => {
        throw new Failure('access-denied', 'No AWS credentials could be found.', noCredentialsAdvice, { cause: error })
      })
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = found
      for (const secret of [secretAccessKey, sessionToken, accessKeyId]) if (secret) await onSecret(secret)
      return {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
        ...(expiration === undefined ? {} : { expiration }),
      }
    },
  }
  return ambient
}

/** What the inputs say about who the step is to be, as in aws-actions/configure-aws-credentials. */
export interface IdentityOptions extends AmbientOptions {
  /** An ARN, or a role's name in the account of the environment's credentials. */
  readonly roleToAssume: string | undefined
  readonly roleSessionName: string | undefined
  readonly roleDurationSeconds: number | undefined
  readonly audience: string | undefined
  readonly allowedAccountIds: readonly string[]
  /** GitHub's token for an audience; undefined where the runner gives none. */
  readonly idToken: ((audience: string) => Promise<string>) | undefined
  /** Said when a role is to be assumed and there is nobody to ask for it. */
  readonly noToken: string
}

const defaultSessionName = 'GitHubActions'
const defaultDurationSeconds = 3600
/** Of a role that a role assumes: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
const longestChainedSeconds = 3600

/**
 * Who the step is: the role that the inputs name, assumed by GitHub's token or else by the environment's credentials; or the environment's
 * credentials themselves. Throws Failure `access-denied`, or `invalid-input` for an account that is not allowed.
 */
export async function createIdentity(options: IdentityOptions): Promise<StepIdentity> {
  const ambient = await ambientIdentity(options)
  const { roleToAssume, allowedAccountIds } = options
  const identity = roleToAssume === undefined ? ambient : await roleIdentity(options, roleToAssume, ambient)
  if (allowedAccountIds.length > 0) assertAllowedAccount(await identity.account(), allowedAccountIds)
  return identity
}

async function roleIdentity(options: IdentityOptions, role: string, ambient: StepIdentity): Promise<StepIdentity> {
  const { idToken, env, onSecret = () => {} } = options
  const { region } = ambient
  const asker: RoleSource =
    idToken === undefined
      ? { kind: 'credentials', identity: ambient }
      : { kind: 'token', token: () => idToken(options.audience ?? defaultAudience(region)) }
  // Keys and profiles are not the only ones: a runner's own role may assume another.
  if (idToken === undefined)
    await ambient.credentials().catch((error: unknown) => {
      const evidence = `There is nobody to assume ${role} for us: ${options.noToken}`
      throw new Failure('access-denied', evidence, idTokenAdvice, { cause: error })
    })
  const roleArn = role.startsWith('arn:') ? role : await arnOf(role, asker, ambient)
  const request = {
    roleArn,
    sessionName: options.roleSessionName ?? defaultSessionName,
    durationSeconds: options.roleDurationSeconds ?? defaultDurationSeconds,
  }
  const make = (policy?: string, durationSeconds = request.durationSeconds): StepIdentity => {
    let caller: Promise<Account> | undefined
    const made: StepIdentity = {
      region,
      credentials: roleCredentials(asker, { ...request, durationSeconds, policy }, { region, env, onSecret }),
      account() {
        caller ??= getCallerAccount(made, env)
        return caller
      },
      // A session that was made of another one's credentials lasts an hour at most.
      forPipe: async (narrower, { durationSeconds: wanted = durationSeconds } = {}) =>
        make(narrower, asker.kind === 'token' ? wanted : Math.min(wanted, longestChainedSeconds)),
    }
    return made
  }
  return make()
}

const defaultAudience = (region: string) => (region.startsWith('cn-') ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com')

const idTokenAdvice =
  'Add `permissions: id-token: write` to the job, or put AWS credentials into its environment. Pull requests from forks get no tokens.'

async function arnOf(role: string, asker: RoleSource, ambient: StepIdentity): Promise<string> {
  if (asker.kind === 'token') {
    const evidence = `role-to-assume: "${role}" is a name, and GitHub’s token does not say in which account.`
    throw new Failure('invalid-input', evidence, `Give its ARN, such as \`arn:aws:iam::123456789012:role/${role}\`.`)
  }
  const { account, partition } = await ambient.account()
  return `arn:${partition}:iam::${account}:role/${role}`
}

/** As in the SDK's chain: keys in the environment come first, unless a profile is named. */
function environmentCredentials(env: Environment): Credentials | undefined {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env
  if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  }
}

/** What the SDK finds, kept until it is about to end, or until it is to be looked for anew. */
type Chain = (options: { readonly forceRefresh: boolean }) => Promise<Credentials>

async function defaultChain(region: string): Promise<Chain> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
  return defaultProvider({ clientConfig: { region } })
}

async function withinTime(pending: Promise<Credentials>): Promise<Credentials> {
  const timeout = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    timeout.reject(new Error(`no answer from the credential provider in ${credentialsTimeoutMs / 1000} s`))
  }, credentialsTimeoutMs)
  try {
    return await Promise.race([pending, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** The `region` of the profile in use. A file that is not there has none. */
async function profileRegion(env: Environment): Promise<string | undefined> {
  const { AWS_PROFILE, AWS_CONFIG_FILE, HOME } = env
  const file = AWS_CONFIG_FILE || path.join(HOME || homedir(), '.aws', 'config')
  const text = await readFile(file, 'utf8').catch(() => '')
  // Only `default` stands without the word `profile`: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
  const wanted = AWS_PROFILE && AWS_PROFILE !== 'default' ? `profile ${AWS_PROFILE}` : 'default'
  let section = ''
  for (const line of text.split('\n')) {
    section = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1]?.replace(/\s+/g, ' ') ?? section
    const region = /^region\s*=\s*([a-z0-9-]+)/.exec(line)?.[1]
    if (section === wanted && region !== undefined) return region
  }
  return undefined
}
