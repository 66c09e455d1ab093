import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { createIdentity } from '../../src/aws/identity.ts'
import { catchFailure, createOptions, test } from './helpers.ts'

describe('createIdentity with GitHub’s token', () => {
  test('passes every secret to onSecret before it returns credentials', async ({ gate }) => {
    const { options, secrets } = createOptions(gate)
    const { secretAccessKey, sessionToken, accessKeyId } = await (await createIdentity(options)).credentials()
    expect(secrets).toEqual(expect.arrayContaining([secretAccessKey, sessionToken, accessKeyId]))
    // The OIDC token is the first secret.
    expect(secrets[0]?.split('.')).toHaveLength(3)
    expect(secrets).not.toContain('123456789012')
  })

  test('shares one request among concurrent callers', async ({ gate }) => {
    const identity = await createIdentity(createOptions(gate).options)
    const all = await Promise.all(Array.from({ length: 8 }, () => identity.credentials()))
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1)
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(1)
  })

  test('renews refused credentials once for concurrent callers', async ({ gate }) => {
    const identity = await createIdentity(createOptions(gate).options)
    const first = await identity.credentials()
    const others = await Promise.all([identity.credentials(first), identity.credentials(first)])
    expect(others.map(({ accessKeyId }) => accessKeyId)).not.toContain(first.accessKeyId)
    expect(await identity.credentials(first)).toBe(others[0])
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(2)
  })

  test('returns the account of the role', async ({ gate }) => {
    const identity = await createIdentity(createOptions(gate).options)
    expect(await identity.getAccount()).toMatchObject({ account: '123456789012', partition: 'aws' })
  })

  test.for([
    ['another repository', { sub: 'repo:octo-org/other:ref:refs/heads/main' }, 'access-denied', 'Not authorized'],
    ['an expired token', { exp: 1 }, 'access-denied', 'Token expired'],
    ['a token that is not valid yet', { nbf: 4_000_000_000 }, 'access-denied', 'Token expired'],
    ['another issuer', { iss: 'https://example.org' }, 'access-denied', 'Not authorized'],
  ] as const)('fails for %s, without a retry', async ([, claims, verdict, words], { gate }) => {
    gate.claim(claims)
    const identity = await createIdentity(createOptions(gate).options)
    const error = await catchFailure(identity.credentials())
    expect(error).toMatchObject({
      verdict,
      message: expect.stringContaining(words),
      advice: expect.stringContaining('trust policy'),
    })
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(1)
  })

  test('fails for another audience, and for a role that does not exist', async ({ gate }) => {
    expect(
      await catchFailure((await createIdentity(createOptions(gate, { audience: 'example' }).options)).credentials()),
    ).toMatchObject({ verdict: 'access-denied' })
    const roleToAssume = 'arn:aws:iam::123456789012:role/missing'
    expect(
      await catchFailure((await createIdentity(createOptions(gate, { roleToAssume }).options)).credentials()),
    ).toMatchObject({
      message: expect.stringContaining('missing cannot be assumed'),
    })
  })

  test('fails for a session that is longer than the role allows', async ({ gate }) => {
    const identity = await createIdentity(createOptions(gate, { roleDurationSeconds: 7200 }).options)
    expect(await catchFailure(identity.credentials())).toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining('role-duration-seconds'),
    })
  })

  test.for([
    ['throttling', 'Throttling', 400],
    ['an error of STS', 'InternalFailure', 500],
    ['keys that STS does not have yet', 'InvalidIdentityToken', 503],
  ] as const)('retries after %s', async ([, code, status], { gate }) => {
    gate.failSts(2, code, status)
    await (await createIdentity(createOptions(gate).options)).credentials()
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(3)
  })

  test('fails for an account that is not allowed', async ({ gate }) => {
    const error = await catchFailure(
      createIdentity(createOptions(gate, { allowedAccountIds: ['210987654321', '000000000000'] }).options),
    )
    expect(error).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining('account 123456789012') })
    await createIdentity(createOptions(gate, { allowedAccountIds: ['123456789012'] }).options)
  })

  test('fails for a role without an ARN, because the token names no account', async ({ gate }) => {
    expect(await catchFailure(createIdentity(createOptions(gate, { roleToAssume: 'ci' }).options))).toMatchObject({
      verdict: 'invalid-input',
    })
  })
})

describe('createIdentity with credentials in the environment', () => {
  const keys = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY',
  }

  test('assumes a role by its name, in the account of the credentials', async ({ gate }) => {
    const { options } = createOptions(gate, { roleToAssume: 'ci', getIdToken: undefined })
    const identity = await createIdentity({ ...options, env: { ...options.env, ...keys } })
    expect((await identity.credentials()).accessKeyId).toMatch(/^ASIA/)
    expect(gate.calls.get('AssumeRole')).toBe(1)
  })

  test('sends the external id that the trust policy asks for', async ({ gate }) => {
    const { options } = createOptions(gate, { roleExternalId: 'partner:1/x', getIdToken: undefined })
    const identity = await createIdentity({ ...options, env: { ...options.env, ...keys } })
    await identity.credentials()
    expect(gate.externalIds).toStrictEqual(['partner:1/x'])
  })

  test('assumes a role with credentials that the SDK’s chain finds', async ({ gate }) => {
    const folder = await mkdtemp(join(tmpdir(), 'chain-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const credentials = JSON.stringify({
      Version: 1,
      AccessKeyId: 'AKIARUNNER',
      SecretAccessKey: 'secret-of-the-runner',
    })
    await writeFile(join(folder, 'config'), `[default]\ncredential_process = echo '${credentials}'\n`)
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
    onTestFinished(() => void vi.unstubAllEnvs())
    const { options, secrets } = createOptions(gate, { getIdToken: undefined })
    expect((await (await createIdentity(options)).credentials()).accessKeyId).toMatch(/^ASIA/)
    expect(gate.calls.get('AssumeRole')).toBe(1)
    expect(secrets).toContain('secret-of-the-runner')
  })

  test('names the missing permission when there are no credentials', async ({ gate }) => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    onTestFinished(() => void vi.unstubAllEnvs())
    const error = await catchFailure(createIdentity(createOptions(gate, { getIdToken: undefined }).options))
    expect(error).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('id-token: write') })
  })
})

describe('createPipeIdentity', () => {
  test('assumes the same role under a policy', async ({ gate }) => {
    const identity = await createIdentity(createOptions(gate).options)
    const pipe = await identity.createPipeIdentity('{"Version":"2012-10-17","Statement":[]}', { durationSeconds: 900 })
    expect((await pipe?.credentials())?.accessKeyId).toMatch(/^ASIA/)
    expect((await pipe?.credentials())?.accessKeyId).not.toBe((await identity.credentials()).accessKeyId)
  })

  test('limits a session to an hour when credentials assumed the role', async ({ gate }) => {
    const { options } = createOptions(gate, { getIdToken: undefined, roleToAssume: 'ci' })
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-K7MDENG' }
    const identity = await createIdentity({ ...options, env: { ...options.env, ...keys } })
    const pipe = await identity.createPipeIdentity('{"Version":"2012-10-17","Statement":[]}', {
      durationSeconds: 43_200,
    })
    const { expiration } = (await pipe?.credentials()) ?? {}
    expect((expiration?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThan(3_601_000)
    const { options: tokenOptions } = createOptions(gate, {
      roleToAssume: gate.trust('long', { maxSessionSeconds: 43_200 }),
    })
    const longer = await (await createIdentity(tokenOptions)).createPipeIdentity(
      '{"Version":"2012-10-17","Statement":[]}',
      {
        durationSeconds: 7200,
      },
    )
    expect(((await longer?.credentials())?.expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(7_100_000)
  })

  test('returns undefined without a role', async ({ gate }) => {
    const { options } = createOptions(gate, { roleToAssume: undefined })
    expect(await (await createIdentity(options)).createPipeIdentity('{}')).toBeUndefined()
  })
})
