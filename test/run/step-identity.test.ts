import { describe, expect, test } from 'vitest'
import type { RoleInputs } from '../../src/plan/role-inputs.ts'
import { createStepIdentity } from '../../src/run/step-identity.ts'

const noRole: RoleInputs = {
  roleToAssume: undefined,
  roleSessionName: undefined,
  roleDurationSeconds: undefined,
  roleExternalId: undefined,
  audience: undefined,
  allowedAccountIds: [],
  shouldMaskAccountId: false,
}
const env = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'hush', AWS_REGION: 'eu-west-1' }

/** Creates an identity and collects what it masks. */
async function create(role: Partial<RoleInputs>, more: Readonly<Record<string, string>>, region?: string) {
  const masked: string[] = []
  const mask = async (value: string) => void masked.push(value)
  const identity = await createStepIdentity({ role: { ...noRole, ...role }, region, env: more, mask })
  return { identity, masked }
}

describe('createStepIdentity', () => {
  test('uses and masks the credentials of the environment when no role is given', async () => {
    const { identity, masked } = await create({}, env)
    expect(identity.region).toBe('eu-west-1')
    expect(await identity.credentials()).toMatchObject({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })
    expect(masked).toContain('hush')
  })

  test('prefers the given region to that of the environment', async () => {
    expect((await create({}, env, 'us-west-2')).identity.region).toBe('us-west-2')
  })

  test('masks the account of the role before anything can print it', async () => {
    const masked: string[] = []
    const mask = async (value: string) => void masked.push(value)
    const role = {
      ...noRole,
      roleToAssume: 'arn:aws:iam::123456789012:role/disdat-ci',
      shouldMaskAccountId: true,
    }
    const nothing = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'eu-west-1' }
    await createStepIdentity({ role, region: undefined, env: nothing, mask }).catch(() => undefined)
    expect(masked).toStrictEqual(['123456789012'])
  })

  test('explains that a role needs an OIDC token when the job has none', async () => {
    const role = { roleToAssume: 'arn:aws:iam::123456789012:role/disdat-ci' }
    // No home and no metadata service: the SDK's default chain finds nothing.
    const nothing = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'eu-west-1' }
    const { identity } = await create(role, nothing).catch((error: unknown) => ({ identity: error }))
    expect(identity).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('id-token: write') })
  })

  test('names `act`, which has no OIDC tokens', async () => {
    const role = { roleToAssume: 'arn:aws:iam::123456789012:role/disdat-ci' }
    const underAct = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'eu-west-1', ACT: 'true' }
    const error = await create(role, underAct).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      message:
        'Cannot assume arn:aws:iam::123456789012:role/disdat-ci: this job has no credentials. `act` runs this job, and it has no OIDC tokens.',
      advice: 'Pass AWS credentials with `act --secret` or `act --env`, and set them as `env` of the job.',
    })
  })
})
