import { createIdTokenSource, explainMissingIdToken } from '../action/id-token.ts'
import type { StepIdentity } from '../aws/credentials.ts'
import { createIdentity } from '../aws/identity.ts'
import type { Environment } from '../lib/environment.ts'
import type { RoleInputs } from '../plan/role-inputs.ts'

/** What selects the identity of a step at AWS. */
interface IdentityRequest {
  readonly role: RoleInputs
  /** Undefined: the region of the environment. */
  readonly region: string | undefined
  readonly env: Environment
  /** Masks a secret before it is used. */
  readonly mask: (value: string) => Promise<void>
}

/**
 * Creates the identity of a step, the same in main and post. With `mask-aws-account-id` it masks the account first,
 * which costs one call of STS. Throws Failure `access-denied` or `invalid-input`.
 */
export async function createStepIdentity({ role, region, env, mask }: IdentityRequest): Promise<StepIdentity> {
  const [, ofRole] = /^arn:[^:]*:iam::(\d{12}):/.exec(role.roleToAssume ?? '') ?? []
  if (role.shouldMaskAccountId && ofRole !== undefined) await mask(ofRole)
  const identity = await createIdentity({
    roleToAssume: role.roleToAssume,
    roleSessionName: role.roleSessionName,
    roleDurationSeconds: role.roleDurationSeconds,
    roleExternalId: role.roleExternalId,
    audience: role.audience,
    allowedAccountIds: role.allowedAccountIds,
    region,
    env,
    onSecret: mask,
    getIdToken: createIdTokenSource(env, mask),
    missingToken: explainMissingIdToken(env),
  })
  if (role.shouldMaskAccountId) await mask((await identity.getAccount()).account)
  return identity
}
