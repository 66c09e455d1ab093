import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAmbientIdentity } from '../../src/aws/ambient-identity.ts'
import { Failure } from '../../src/errors.ts'
import type { Environment } from '../../src/lib/environment.ts'

// Each test has its own, because the SDK caches the files that it has read.
let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'identity-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  // A renewal in the background may still write its count.
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

/** Sets the same variables in the process's environment, which the SDK's chain reads. */
function stubEnvironment(variables: Readonly<Record<string, string>>): Environment {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_REGION']
  for (const name of [...names, 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL']) vi.stubEnv(name, undefined)
  const env = {
    HOME: home,
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...variables,
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  return env
}

describe('createAmbientIdentity', () => {
  test('takes credentials from the environment, and passes every secret to onSecret first', async () => {
    const env = stubEnvironment({
      AWS_ACCESS_KEY_ID: 'AKIA1',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    })
    const secrets: string[] = []
    const identity = await createAmbientIdentity({ env, onSecret: (value) => void secrets.push(value) })
    expect(secrets).toStrictEqual([])
    expect(await identity.credentials()).toStrictEqual({
      accessKeyId: 'AKIA1',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    })
    expect(new Set(secrets)).toStrictEqual(new Set(['secret', 'token', 'AKIA1']))
  })

  test('omits an empty session token', async () => {
    const env = stubEnvironment({ AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: '' })
    const credentials = await (await createAmbientIdentity({ env })).credentials()
    expect(credentials).toStrictEqual({ accessKeyId: 'AKIA1', secretAccessKey: 'secret' })
  })

  test('prefers a named profile to keys in the environment', async () => {
    await writeFile(join(home, 'credentials'), '[team]\naws_access_key_id = AKIA2\naws_secret_access_key = other\n')
    const env = stubEnvironment({ AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'secret', AWS_PROFILE: 'team' })
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
    const credentials = await (await createAmbientIdentity({ env })).credentials()
    expect(credentials).toMatchObject({ accessKeyId: 'AKIA2', secretAccessKey: 'other' })
  })

  test('runs a credential process again when its credentials have expired', async () => {
    const command = join(home, 'process')
    const script = `#!/bin/sh
echo x >> ${join(home, 'calls')}
echo '{"Version":1,"AccessKeyId":"AKIA'$(wc -l < ${join(home, 'calls')} | tr -d ' ')'","SecretAccessKey":"s","SessionToken":"t","Expiration":"'$(date -u -d '+1 second' +%Y-%m-%dT%H:%M:%SZ)'"}'
`
    await writeFile(command, script)
    await chmod(command, 0o755)
    await writeFile(join(home, 'config'), `[profile renewing]\ncredential_process = ${command}\n`)
    const identity = await createAmbientIdentity({ env: stubEnvironment({ AWS_PROFILE: 'renewing' }) })
    const first = await identity.credentials()
    expect(first.accessKeyId).toBe('AKIA1')
    expect(first.expiration).toBeInstanceOf(Date)
    await vi.waitFor(async () => expect((await identity.credentials()).accessKeyId).not.toBe('AKIA1'), 10_000)
  })

  test('throws a Failure with advice when there are no credentials', async () => {
    const identity = await createAmbientIdentity({ env: stubEnvironment({}) })
    const failure = await identity.credentials().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Failure)
    expect(failure).toMatchObject({
      verdict: 'access-denied',
      message: 'No AWS credentials could be found.',
      advice: expect.stringMatching(/^Set `role-to-assume` .*aws-actions\/configure-aws-credentials/),
      cause: expect.any(Error),
    })
  })

  test.each(['*', 'us east', 'a.b', 'x'.repeat(64)])('throws invalid-input for the region %j', async (region) => {
    const failure = await createAmbientIdentity({ env: stubEnvironment({ AWS_REGION: region }) }).catch(
      (error) => error,
    )
    expect(failure).toMatchObject({ verdict: 'invalid-input', message: expect.stringContaining('AWS_REGION') })
  })

  test.each<[string, Readonly<Record<string, string>>, string | undefined, string]>([
    ['the input', { AWS_REGION: 'eu-west-1' }, 'eu-north-1', 'eu-north-1'],
    ['AWS_REGION', { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' }, '', 'eu-west-1'],
    ['AWS_DEFAULT_REGION', { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' }, undefined, 'eu-west-2'],
    ['the default profile', {}, undefined, 'eu-central-1'],
    ['the named profile', { AWS_PROFILE: 'a.b' }, undefined, 'ap-south-1'],
    ['the default profile by its name', { AWS_PROFILE: 'default' }, undefined, 'eu-central-1'],
    ['the fallback, for a profile without a region', { AWS_PROFILE: 'silent' }, undefined, 'us-east-1'],
    ['the fallback, without a configuration file', { AWS_CONFIG_FILE: '/nowhere' }, undefined, 'us-east-1'],
  ])('takes the region from %s', async (_, variables, region, expected) => {
    const config =
      '[profile silent]\noutput = json\n[default]\nregion = eu-central-1\n[ profile  a.b ]\nregion=ap-south-1 # x\n'
    await writeFile(join(home, 'config'), config)
    expect((await createAmbientIdentity({ env: stubEnvironment(variables), region })).region).toBe(expected)
  })
})
