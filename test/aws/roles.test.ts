import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createIdTokenSource, missingIdTokenReason } from '../../src/action/id-token.ts'
import { createIdentity, type IdentityOptions, isIdentityLost } from '../../src/aws/identity.ts'
import { type RoleClock, roleCredentials } from '../../src/aws/roles.ts'
import { Failure } from '../../src/errors.ts'
import { type Gate, startGate } from '../testbed/aws-gate.ts'
import { startMoto } from '../testbed/moto.ts'

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are needed
const withMoto = test.extend('moto', { scope: 'file' }, async ({}, { onCleanup }) => {
  const moto = await startMoto()
  onCleanup(() => moto[Symbol.asyncDispose]())
  return moto
})
const it = withMoto.extend('gate', async ({ moto }): Promise<Gate> => {
  const gate = await startGate(moto.endpoint)
  onTestFinished(() => gate[Symbol.asyncDispose]())
  return gate
})

/** A step that has a token, and what it has masked. */
function optionsFor(gate: Gate, more: Partial<IdentityOptions> = {}) {
  const secrets: string[] = []
  const onSecret = async (value: string) => void secrets.push(value)
  // The SDK reads the endpoint from the process's own environment.
  process.env['AWS_ENDPOINT_URL'] = gate.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  const options: IdentityOptions = {
    env: gate.env,
    onSecret,
    roleToAssume: gate.trust('ci'),
    roleSessionName: undefined,
    roleDurationSeconds: undefined,
    audience: undefined,
    allowedAccountIds: [],
    idToken: createIdTokenSource(gate.env, onSecret),
    noToken: missingIdTokenReason,
    ...more,
  }
  return { options, secrets }
}

const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw new Error(`no Failure: ${error}`)
  return error
}

describe('a role that GitHub’s token opens', () => {
  it('gives credentials, masked before they are seen', async ({ gate }) => {
    const { options, secrets } = optionsFor(gate)
    const { secretAccessKey, sessionToken, accessKeyId } = await (await createIdentity(options)).credentials()
    expect(secrets).toEqual(expect.arrayContaining([secretAccessKey, sessionToken, accessKeyId]))
    // The token itself came first.
    expect(secrets[0]?.split('.')).toHaveLength(3)
    expect(secrets).not.toContain('123456789012')
  })

  it('is asked for once, by all who need it at a time', async ({ gate }) => {
    const identity = await createIdentity(optionsFor(gate).options)
    const all = await Promise.all(Array.from({ length: 8 }, () => identity.credentials()))
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1)
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(1)
  })

  it('is asked for anew, once, when AWS refuses what it gave', async ({ gate }) => {
    const identity = await createIdentity(optionsFor(gate).options)
    const first = await identity.credentials()
    const others = await Promise.all([identity.credentials(first), identity.credentials(first)])
    expect(others.map(({ accessKeyId }) => accessKeyId)).not.toContain(first.accessKeyId)
    expect(await identity.credentials(first)).toBe(others[0])
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(2)
  })

  it('says whose account it is', async ({ gate }) => {
    const identity = await createIdentity(optionsFor(gate).options)
    expect(await identity.account()).toMatchObject({ account: '123456789012', partition: 'aws' })
  })

  it.for([
    ['another repository', { sub: 'repo:octo-org/other:ref:refs/heads/main' }, 'access-denied', 'Not authorized'],
    ['a token that has ended', { exp: 1 }, 'access-denied', 'Token expired'],
    ['a token that is not valid yet', { nbf: 4_000_000_000 }, 'access-denied', 'Token expired'],
    ['another issuer', { iss: 'https://example.org' }, 'access-denied', 'Not authorized'],
  ] as const)('refuses %s, at once', async ([, claims, verdict, words], { gate }) => {
    gate.claim(claims)
    const identity = await createIdentity(optionsFor(gate).options)
    const error = await failure(identity.credentials())
    expect(error).toMatchObject({
      verdict,
      message: expect.stringContaining(words),
      advice: expect.stringContaining('trust policy'),
    })
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(1)
  })

  it('refuses another audience, and a role that is not there', async ({ gate }) => {
    expect(
      await failure((await createIdentity(optionsFor(gate, { audience: 'example' }).options)).credentials()),
    ).toMatchObject({ verdict: 'access-denied' })
    const roleToAssume = 'arn:aws:iam::123456789012:role/nobody'
    expect(
      await failure((await createIdentity(optionsFor(gate, { roleToAssume }).options)).credentials()),
    ).toMatchObject({
      message: expect.stringContaining('nobody cannot be assumed'),
    })
  })

  it('refuses a session that is too long', async ({ gate }) => {
    const identity = await createIdentity(optionsFor(gate, { roleDurationSeconds: 7200 }).options)
    expect(await failure(identity.credentials())).toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining('role-duration-seconds'),
    })
  })

  it.for([
    ['throttling', 'Throttling', 400],
    ['an error of STS', 'InternalFailure', 500],
    ['keys that STS has not got yet', 'InvalidIdentityToken', 503],
  ] as const)('is asked for again after %s', async ([, code, status], { gate }) => {
    gate.failSts(2, code, status)
    await (await createIdentity(optionsFor(gate).options)).credentials()
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(3)
  })

  it('in an account that is not allowed is refused before anything else is asked', async ({ gate }) => {
    const error = await failure(
      createIdentity(optionsFor(gate, { allowedAccountIds: ['210987654321', '000000000000'] }).options),
    )
    expect(error).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining('account 123456789012') })
    await createIdentity(optionsFor(gate, { allowedAccountIds: ['123456789012'] }).options)
  })

  it('by its name alone is refused: a token names no account', async ({ gate }) => {
    expect(await failure(createIdentity(optionsFor(gate, { roleToAssume: 'ci' }).options))).toMatchObject({
      verdict: 'invalid-input',
    })
  })
})

describe('a role that the environment’s credentials open', () => {
  const keys = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY',
  }

  it('by its name, in their account', async ({ gate }) => {
    const { options } = optionsFor(gate, { roleToAssume: 'ci', idToken: undefined })
    const identity = await createIdentity({ ...options, env: { ...options.env, ...keys } })
    expect((await identity.credentials()).accessKeyId).toMatch(/^ASIA/)
    expect(gate.calls.get('AssumeRole')).toBe(1)
  })

  it('may be anybody’s whom the SDK’s own chain finds, as a runner’s own role is', async ({ gate }) => {
    const folder = await mkdtemp(join(tmpdir(), 'chain-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const given = JSON.stringify({ Version: 1, AccessKeyId: 'AKIARUNNER', SecretAccessKey: 'secret-of-the-runner' })
    await writeFile(join(folder, 'config'), `[default]\ncredential_process = echo '${given}'\n`)
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
    onTestFinished(() => void vi.unstubAllEnvs())
    const { options, secrets } = optionsFor(gate, { idToken: undefined })
    expect((await (await createIdentity(options)).credentials()).accessKeyId).toMatch(/^ASIA/)
    expect(gate.calls.get('AssumeRole')).toBe(1)
    expect(secrets).toContain('secret-of-the-runner')
  })

  it('with nobody to ask is refused, and the missing permission is named', async ({ gate }) => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    onTestFinished(() => void vi.unstubAllEnvs())
    const error = await failure(createIdentity(optionsFor(gate, { idToken: undefined }).options))
    expect(error).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('id-token: write') })
  })
})

describe('a pipe’s own session', () => {
  it('is the same role under a policy', async ({ gate }) => {
    const identity = await createIdentity(optionsFor(gate).options)
    const pipe = await identity.forPipe('{"Version":"2012-10-17","Statement":[]}', { durationSeconds: 900 })
    expect((await pipe?.credentials())?.accessKeyId).toMatch(/^ASIA/)
    expect((await pipe?.credentials())?.accessKeyId).not.toBe((await identity.credentials()).accessKeyId)
  })

  it('of a role that other credentials opened lasts an hour at most, as STS has it', async ({ gate }) => {
    const { options } = optionsFor(gate, { idToken: undefined, roleToAssume: 'ci' })
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-K7MDENG' }
    const identity = await createIdentity({ ...options, env: { ...options.env, ...keys } })
    const pipe = await identity.forPipe('{"Version":"2012-10-17","Statement":[]}', { durationSeconds: 43_200 })
    const { expiration } = (await pipe?.credentials()) ?? {}
    expect((expiration?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThan(3_601_000)
    const { options: told } = optionsFor(gate, { roleToAssume: gate.trust('long', { maxSessionSeconds: 43_200 }) })
    const longer = await (await createIdentity(told)).forPipe('{"Version":"2012-10-17","Statement":[]}', {
      durationSeconds: 7200,
    })
    expect(((await longer?.credentials())?.expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(7_100_000)
  })

  it('is none, where there is no role', async ({ gate }) => {
    const { options } = optionsFor(gate, { roleToAssume: undefined })
    expect(await (await createIdentity(options)).forPipe('{}')).toBeUndefined()
  })
})

describe('a session', () => {
  const steady = (): RoleClock & { at: number } => ({
    at: Date.now(),
    now() {
      return this.at
    },
    random: () => 0.5,
    sleep: async () => undefined,
  })
  const give = (gate: Gate, clock: RoleClock) => {
    const { options } = optionsFor(gate)
    const token = () => (options.idToken ?? (async () => ''))('sts.amazonaws.com')
    const request = { roleArn: options.roleToAssume ?? '', sessionName: 'test', durationSeconds: 3600 }
    return roleCredentials(
      { kind: 'token', token },
      request,
      { region: 'us-east-1', env: gate.env, onSecret: () => undefined },
      clock,
    )
  }

  it('is kept until ten minutes before its end, and then renewed with a new token', async ({ gate }) => {
    const clock = steady()
    const credentials = give(gate, clock)
    const first = await credentials()
    clock.at += 49 * 60_000
    expect(await credentials()).toBe(first)
    clock.at += 2 * 60_000
    expect((await credentials()).accessKeyId).not.toBe(first.accessKeyId)
    expect(gate.calls.get('token')).toBe(2)
  })

  it('that cannot be renewed yet is used on, and tried again later', async ({ gate }) => {
    const clock = steady()
    const credentials = give(gate, clock)
    const first = await credentials()
    clock.at += 51 * 60_000
    gate.refuseTokens(true)
    expect(await credentials()).toBe(first)
    expect(await credentials()).toBe(first)
    expect(gate.calls.get('token')).toBe(2)
    clock.at += 2 * 60_000
    gate.refuseTokens(false)
    expect((await credentials()).accessKeyId).not.toBe(first.accessKeyId)
  })

  it('that could not be renewed before it ended is lost', async ({ gate }) => {
    const clock = steady()
    const credentials = give(gate, clock)
    await credentials()
    gate.refuseTokens(true)
    clock.at += 61 * 60_000
    const error = await failure(credentials())
    expect(isIdentityLost(error)).toBe(true)
    expect(isIdentityLost(new Error('outer', { cause: error }))).toBe(true)
    expect(error).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('could not be renewed') })
  })

  it('that never was is not lost but refused', async ({ gate }) => {
    gate.refuseTokens(true)
    const error = await failure(give(gate, steady())())
    expect(isIdentityLost(error)).toBe(false)
    expect(error).toMatchObject({
      verdict: 'access-denied',
      message: expect.stringContaining('GitHub gives no OIDC token'),
    })
  })
})
