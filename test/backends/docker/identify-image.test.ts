import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connectEngine } from '../../../src/backends/docker/engine.ts'
import { identifyDockerImage } from '../../../src/backends/docker/identify-image.ts'
import type { RegistryLogin } from '../../../src/backends/docker/registry-login.ts'
import type { ImageIdentity, ImageRequest } from '../../../src/backends/image.ts'
import { runDocker } from '../../testbed/docker.ts'
import { deriveImage, makeEmptyImage, type OwnImage, tagImage } from '../../testbed/images.ts'
import { type Registry, registryUser, startRegistry } from '../../testbed/registry.ts'
import { startTokenServer } from '../../testbed/token-server.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const signal = new AbortController().signal

async function identify(
  reference: string,
  changes: Partial<ImageRequest> = {},
  login?: Omit<RegistryLogin, 'serveraddress'>,
): Promise<ImageIdentity> {
  const fixed = { platform: undefined, dialect: undefined, needsVersion: false, runId: 'run-1' }
  return await identifyDockerImage(
    await connectEngine(),
    { reference, pullPolicy: 'missing', ...fixed, ...changes },
    { env: {}, signal, findLogin: async () => login && { ...login, serveraddress: '' } },
  )
}

const label = (text: string) => `LABEL org.opencontainers.image.created=${text}`

describe('identifyDockerImage', () => {
  let registry: Registry
  let first: OwnImage
  beforeAll(async () => {
    registry = await startRegistry({ isPrivate: false })
    first = await makeEmptyImage({ Cmd: ['dsdt_docker'], Env: ['TZ=UTC'] })
  })
  afterAll(async () => {
    await first[Symbol.asyncDispose]()
    await registry[Symbol.asyncDispose]()
  })

  test('returns the same fingerprint for an image that was built again with the same layers', async () => {
    await using made = await deriveImage([label('2026-11-28'), 'ENV TZ=UTC'])
    await using again = await deriveImage([label('2026-11-29'), 'ENV TZ=UTC'])
    await using other = await deriveImage([label('2026-11-28'), 'ENV TZ=Europe/Berlin'])
    const [one, two, three] = await Promise.all([made, again, other].map(({ name }) => identify(name)))
    expect(two?.pinned).not.toBe(one?.pinned)
    expect(two?.fingerprint).toBe(one?.fingerprint)
    expect(three?.fingerprint).not.toBe(one?.fingerprint)
    expect(one?.env?.get('TZ')).toBe('UTC')
  })

  test('returns the same from the registry as from the engine, without a pull', async () => {
    const digest = await registry.push(first.name, 'team/orders:1')
    const reference = `${registry.host}/team/orders:1`
    const remote = await identify(reference)
    const local = await identify(first.name)
    expect(remote).toStrictEqual({
      pinned: `${registry.host}/team/orders@${digest}`,
      fingerprint: local.fingerprint,
      env: local.env,
    })
    expect(await identify(`${registry.host}/team/orders@${digest}`)).toStrictEqual(remote)
    expect((await runDocker(['images', '--quiet', reference])).stdout).toBe('')
  })

  test('asks the registry with `always`, also when the engine has the image', async () => {
    await using other = await makeEmptyImage({ Cmd: ['dsdt_docker'], Env: ['TZ=Europe/Berlin'] })
    await registry.push(other.name, 'team/moved:1')
    await using own = await tagImage(first.name, `${registry.host}/team/moved:1`)
    expect((await identify(own.name)).env?.get('TZ')).toBe('UTC')
    expect((await identify(own.name, { pullPolicy: 'always' })).env?.get('TZ')).toBe('Europe/Berlin')
  })

  test('finds the image of the platform in a list', async () => {
    await using arm = await makeEmptyImage({ Cmd: ['dsdt_docker'] }, 'arm64')
    const digests = {
      'linux/arm64': await registry.push(arm.name, 'team/list:arm'),
      'linux/amd64': await registry.push(first.name, 'team/list:amd'),
    }
    const list = await registry.putIndex('team/list', '1', digests)
    const reference = `${registry.host}/team/list:1`
    const own = await identify(reference)
    expect(own).toMatchObject({ pinned: `${registry.host}/team/list@${list}` })
    expect(own.fingerprint).toBe((await identify(first.name)).fingerprint)
    const other = await identify(reference, { platform: 'linux/arm64/v8' })
    expect(other.fingerprint).not.toBe(own.fingerprint)
    await expect(identify(reference, { platform: 'linux/s390x' })).rejects.toThrow('no image for linux/s390x')
  })

  test('refuses with `never` an image that the engine does not have', async () => {
    await registry.push(first.name, 'team/never:1')
    await expect(identify(`${registry.host}/team/never:1`, { pullPolicy: 'never' })).rejects.toThrow(
      'not on this engine',
    )
  })

  test('says when the registry does not have the image, or does not answer', async () => {
    await expect(identify(`${registry.host}/team/absent:1`)).rejects.toThrow('its registry answered with status 404')
    await expect(identify('127.0.0.1:1/team/absent:1')).rejects.toThrow('its registry cannot be reached')
  })

  test('logs in to a registry by password, directly or at a token server', async () => {
    await using tokens = await startTokenServer()
    for (const options of [{ isPrivate: true }, { isPrivate: false, auth: tokens.auth }]) {
      await using own = await startRegistry(options)
      const digest = await own.push(first.name, 'team/orders:1')
      const reference = `${own.host}/team/orders:1`
      const login = { username: registryUser.name, password: registryUser.password }
      expect((await identify(reference, {}, login)).pinned).toBe(`${own.host}/team/orders@${digest}`)
      await expect(identify(reference)).rejects.toThrow(/needs a login|refused the login/)
      await expect(identify(reference, {}, { identitytoken: 't' })).rejects.toThrow(
        'its registry has a login by a token',
      )
    }
  })
})
