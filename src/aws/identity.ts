import { Failure } from '../errors.ts'
import { memoize } from '../lib/memo.ts'
import { assertAllowedAccount, getCallerAccount } from './account.ts'
import { type AmbientOptions, createAmbientIdentity } from './ambient-identity.ts'
import type { RoleSource } from './assume-role.ts'
import type { StepIdentity } from './credentials.ts'
import { createRoleCredentials } from './role-credentials.ts'

/** The inputs that select the identity of a step. They mean the same in aws-actions/configure-aws-credentials. */
export interface IdentityOptions extends AmbientOptions {
  /** An ARN, or a role's name in the account of the environment's credentials. */
  readonly roleToAssume: string | undefined
  readonly roleSessionName: string | undefined
  readonly roleDurationSeconds: number | undefined
  readonly roleExternalId: string | undefined
  readonly audience: string | undefined
  readonly allowedAccountIds: readonly string[]
  /** Gets GitHub's OIDC token for an audience; undefined when the runner offers none. */
  readonly getIdToken: ((audience: string) => Promise<string>) | undefined
  /** Why there is no OIDC token, and what to do: the message when there are no credentials either. */
  readonly missingToken: { readonly reason: string; readonly advice: string }
}

const defaultSessionName = 'GitHubActions'
const defaultDurationSeconds = 3600
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
const maxChainedSeconds = 3600

/**
 * The identity of the step: the role of the inputs, assumed with GitHub's token or else with the environment's
 * credentials; without a role, those credentials themselves. Throws Failure `access-denied`, or `invalid-input` for an
 * account that is not allowed.
 */
export async function createIdentity(options: IdentityOptions): Promise<StepIdentity> {
  const ambient = await createAmbientIdentity(options)
  const { roleToAssume, allowedAccountIds } = options
  const identity = roleToAssume === undefined ? ambient : await createRoleIdentity(options, roleToAssume, ambient)
  if (allowedAccountIds.length > 0) assertAllowedAccount(await identity.getAccount(), allowedAccountIds)
  return identity
}

async function createRoleIdentity(
  options: IdentityOptions,
  role: string,
  ambient: StepIdentity,
): Promise<StepIdentity> {
  const { env, onSecret = () => {} } = options
  const { region } = ambient
  const source = await chooseRoleSource(options, role, ambient)
  const request = {
    roleArn: role.startsWith('arn:') ? role : await resolveRoleArn(role, source, ambient),
    sessionName: options.roleSessionName ?? defaultSessionName,
    durationSeconds: options.roleDurationSeconds ?? defaultDurationSeconds,
    externalId: options.roleExternalId,
  }
  const create = (policy?: string, durationSeconds = request.durationSeconds): StepIdentity => {
    const identity: StepIdentity = {
      region,
      credentials: createRoleCredentials(source, { ...request, durationSeconds, policy }, { region, env, onSecret }),
      getAccount: memoize(() => getCallerAccount(identity, env)),
      createPipeIdentity: async (pipePolicy, { durationSeconds: seconds = durationSeconds } = {}) =>
        create(pipePolicy, source.kind === 'token' ? seconds : Math.min(seconds, maxChainedSeconds)),
    }
    return identity
  }
  return create()
}

async function chooseRoleSource(
  { getIdToken, audience, missingToken }: IdentityOptions,
  role: string,
  ambient: StepIdentity,
): Promise<RoleSource> {
  if (getIdToken !== undefined)
    return { kind: 'token', token: () => getIdToken(audience ?? getDefaultAudience(ambient.region)) }
  // Any credentials of the SDK's chain will do: a role of the runner itself may assume another role.
  await ambient.credentials().catch((error: unknown) => {
    const evidence = `Cannot assume ${role}: this job has no credentials. ${missingToken.reason}`
    throw new Failure('access-denied', evidence, missingToken.advice, { cause: error })
  })
  return { kind: 'credentials', identity: ambient }
}

const getDefaultAudience = (region: string) => (region.startsWith('cn-') ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com')

async function resolveRoleArn(role: string, source: RoleSource, ambient: StepIdentity): Promise<string> {
  if (source.kind === 'token') {
    const evidence = `role-to-assume: "${role}" is a name, and GitHub’s token does not say in which account.`
    throw new Failure('invalid-input', evidence, `Use its ARN, such as \`arn:aws:iam::123456789012:role/${role}\`.`)
  }
  const { account, partition } = await ambient.getAccount()
  return `arn:${partition}:iam::${account}:role/${role}`
}
