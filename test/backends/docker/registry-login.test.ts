import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findRegistryLogin } from '../../../src/backends/docker/registry-login.ts'

const folders: string[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })))
})

async function createFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docker-config-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content)
    await chmod(join(folder, name), 0o755)
  }
  return folder
}

const createAuth = (text: string) => ({ auth: Buffer.from(text).toString('base64') })

async function findLogin(host: string, config: unknown) {
  const content = typeof config === 'string' ? config : JSON.stringify(config)
  return findRegistryLogin(host, { configFolder: await createFolder({ 'config.json': content }) })
}

describe('findRegistryLogin in Docker’s configuration', () => {
  test.each<[string, string, unknown, unknown]>([
    [
      'of the registry',
      'ghcr.io',
      { auths: { 'ghcr.io': createAuth('me:pass:word'), 'quay.io': createAuth('a:b') } },
      { username: 'me', password: 'pass:word', serveraddress: 'ghcr.io' },
    ],
    [
      'under the registry’s URL',
      'localhost:5000',
      { auths: { 'https://localhost:5000': createAuth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'localhost:5000' },
    ],
    [
      'of Docker Hub',
      'docker.io',
      { auths: { 'https://index.docker.io/v1/': createAuth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'https://index.docker.io/v1/' },
    ],
    [
      'of Docker Hub, by its short name',
      'docker.io',
      { auths: { 'docker.io': createAuth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'https://index.docker.io/v1/' },
    ],
    ...['http://r.io', 'https://r.io/v1/', 'https://r.io/v2/', 'r.io/v1/', 'http://r.io/v2'].map(
      (key): [string, string, unknown, unknown] => [
        `under the key ${key}`,
        'r.io',
        { auths: { [key]: createAuth('me:word') } },
        { username: 'me', password: 'word', serveraddress: 'r.io' },
      ],
    ),
    ...['index.docker.io', 'https://index.docker.io/v2/', 'registry-1.docker.io'].map(
      (key): [string, string, unknown, unknown] => [
        `of Docker Hub, under the key ${key}`,
        'docker.io',
        { auths: { [key]: createAuth('me:word') } },
        { username: 'me', password: 'word', serveraddress: 'https://index.docker.io/v1/' },
      ],
    ),
    [
      'under the exact key before others',
      'r.io',
      { auths: { 'https://r.io/v1/': createAuth('old:word'), 'r.io': createAuth('new:word') } },
      { username: 'new', password: 'word', serveraddress: 'r.io' },
    ],
    [
      'with an identity token, as `az acr login` saves it',
      'acme.azurecr.io',
      { auths: { 'acme.azurecr.io': { ...createAuth(`${'0'.repeat(8)}-0000:`), identitytoken: 'refresh' } } },
      { identitytoken: 'refresh', serveraddress: 'acme.azurecr.io' },
    ],
    [
      'with a bearer token',
      'r.io',
      { auths: { 'r.io': { registrytoken: 'bearer' } } },
      { registrytoken: 'bearer', serveraddress: 'r.io' },
    ],
    [
      'with user name and password as they are',
      'r.io',
      { auths: { 'r.io': { username: 'me', password: 'pass:word' } } },
      { username: 'me', password: 'pass:word', serveraddress: 'r.io' },
    ],
    [
      'whose `auth` comes before user name and password',
      'r.io',
      { auths: { 'r.io': { ...createAuth('auth:word'), username: 'me', password: 'other' } } },
      { username: 'auth', password: 'word', serveraddress: 'r.io' },
    ],
    [
      'without the zeros around its password',
      'r.io',
      { auths: { 'r.io': createAuth('me:word\0\0') } },
      { username: 'me', password: 'word', serveraddress: 'r.io' },
    ],
    [
      'never of Docker Hub for another host',
      'Evil',
      { auths: { 'https://index.docker.io/v1/': createAuth('a:b') } },
      undefined,
    ],
    ['only of the registry, not of another one', 'ghcr.io', { auths: { 'quay.io': createAuth('a:b') } }, undefined],
    ['only with a password', 'ghcr.io', { auths: { 'ghcr.io': createAuth('me') } }, undefined],
    ['only with a password that is not empty', 'ghcr.io', { auths: { 'ghcr.io': createAuth('me:') } }, undefined],
    ['only with content', 'ghcr.io', { auths: { 'ghcr.io': {} } }, undefined],
    ['only in a file of the expected shape', 'ghcr.io', { auths: ['ghcr.io'] }, undefined],
    ['only in a file that is not null', 'ghcr.io', 'null', undefined],
    ['only in a file that is JSON', 'ghcr.io', '{"auths":', undefined],
    ['never for a name of Object’s prototype', 'constructor', { auths: {} }, undefined],
  ])('finds a login %s', async (_, host, config, login) => {
    expect(await findLogin(host, config)).toStrictEqual(login)
  })

  test('returns undefined without the file', async () => {
    expect(await findRegistryLogin('ghcr.io', { configFolder: await createFolder({}) })).toBeUndefined()
    expect(await findRegistryLogin('ghcr.io', { configFolder: '/nowhere/at/all' })).toBeUndefined()
  })
})

test('findRegistryLogin does not wait for a named pipe in place of the file', async () => {
  const configFolder = await createFolder({})
  execFileSync('mkfifo', [join(configFolder, 'config.json')])
  expect(await findRegistryLogin('ghcr.io', { configFolder })).toBeUndefined()
})

describe('findRegistryLogin with DOCKER_AUTH_CONFIG', () => {
  const inFile = { auths: { 'ghcr.io': createAuth('file:word'), 'quay.io': createAuth('quay:word') } }

  test.each<[string, string, string, string]>([
    ['comes before the file', '{"auths":{"ghcr.io":{"auth":"bWU6d29yZA=="}}}', 'ghcr.io', 'me'],
    ['has keys as the file has', '{"auths":{"https://ghcr.io/v1/":{"auth":"bWU6d29yZA=="}}}', 'ghcr.io', 'me'],
    ['leaves other registries to the file', '{"auths":{"ghcr.io":{"auth":"bWU6d29yZA=="}}}', 'quay.io', 'quay'],
    ['is ignored when it is not JSON', '{"auths":', 'ghcr.io', 'file'],
    ['is ignored when it is empty', '', 'ghcr.io', 'file'],
  ])('the variable %s', async (_, authConfig, host, username) => {
    const configFolder = await createFolder({ 'config.json': JSON.stringify(inFile) })
    expect(await findRegistryLogin(host, { configFolder, authConfig })).toMatchObject({ username, password: 'word' })
  })
})

describe('findRegistryLogin with a credential helper', () => {
  /** Installs a helper that knows one server. */
  async function installHelper(name: string, server: string, answer: string) {
    const script = `#!/bin/sh\n[ "$1" = get ] && [ "$(cat)" = '${server}' ] && printf '%s' '${answer}' && exit\necho 'credentials not found'\nexit 1\n`
    const bin = await createFolder({ [`docker-credential-${name}`]: script })
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH']}`)
  }

  const answer = '{"ServerURL":"x","Username":"me","Secret":"word"}'

  test('asks the helper for all registries', async () => {
    await installHelper('test-store', 'ghcr.io', answer)
    expect(await findLogin('ghcr.io', { credsStore: 'test-store', auths: { 'ghcr.io': {} } })).toStrictEqual({
      username: 'me',
      password: 'word',
      serveraddress: 'ghcr.io',
    })
  })

  test('prefers the helper for one registry', async () => {
    await installHelper('test-one', 'ghcr.io', answer)
    const config = { credsStore: 'not-installed', credHelpers: { 'ghcr.io': 'test-one' } }
    expect(await findLogin('ghcr.io', config)).toMatchObject({ username: 'me' })
  })

  test('takes the identity token of a helper', async () => {
    await installHelper('test-token', 'acme.azurecr.io', '{"Username":"<token>","Secret":"refresh"}')
    expect(await findLogin('acme.azurecr.io', { credsStore: 'test-token' })).toStrictEqual({
      identitytoken: 'refresh',
      serveraddress: 'acme.azurecr.io',
    })
  })

  test('asks a helper that does not read its input', async () => {
    const bin = await createFolder({ 'docker-credential-test-deaf': `#!/bin/sh\nprintf '%s' '${answer}'\n` })
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH']}`)
    // More than a pipe takes, so that the helper always ends before the write.
    const host = `${'a'.repeat(1 << 20)}.io`
    expect(await findLogin(host, { credsStore: 'test-deaf' })).toMatchObject({ username: 'me', password: 'word' })
  })

  test('asks no helper for a registry whose helper is empty', async () => {
    await installHelper('test-all', 'ghcr.io', answer)
    const auths = { 'ghcr.io': createAuth('file:word') }
    const config = { credsStore: 'test-all', credHelpers: { 'ghcr.io': '' }, auths }
    expect(await findLogin('ghcr.io', config)).toMatchObject({ username: 'file' })
  })

  test('asks the helper of Docker Hub by its key', async () => {
    await installHelper('test-hub', 'https://index.docker.io/v1/', answer)
    const config = { credHelpers: { 'https://index.docker.io/v1/': 'test-hub' } }
    expect(await findLogin('docker.io', config)).toMatchObject({ username: 'me' })
  })

  test('asks for the registry’s URL too', async () => {
    await installHelper('test-url', 'https://ghcr.io', answer)
    expect(await findLogin('ghcr.io', { credsStore: 'test-url' })).toMatchObject({
      username: 'me',
      serveraddress: 'ghcr.io',
    })
  })

  test('falls back to the file when the helper has no login', async () => {
    await installHelper('test-empty', 'quay.io', answer)
    const config = { credsStore: 'test-empty', auths: { 'ghcr.io': createAuth('file:word') } }
    expect(await findLogin('ghcr.io', config)).toMatchObject({ username: 'file' })
  })

  test.each([
    ['no JSON', 'hello'],
    ['no secret', '{"Username":"me"}'],
    ['an empty secret', '{"Username":"me","Secret":""}'],
  ])('returns undefined when the helper answers with %s', async (_, text) => {
    await installHelper('test-odd', 'ghcr.io', text)
    expect(await findLogin('ghcr.io', { credsStore: 'test-odd' })).toBeUndefined()
  })

  test('returns undefined when the helper fails, even after output', async () => {
    await installHelper('test-fails', 'ghcr.io', `${answer}' && exit 1 || printf '`)
    expect(await findLogin('ghcr.io', { credsStore: 'test-fails' })).toBeUndefined()
  })

  test.each(['not-installed', '../../bin/sh', 'x; touch /tmp/y', 'a b'])(
    'returns undefined for the helper %j',
    async (name) => {
      expect(await findLogin('ghcr.io', { credsStore: name })).toBeUndefined()
    },
  )

  test('does not run a helper whose name is a path', async () => {
    const folder = await createFolder({})
    await mkdir(join(folder, 'docker-credential-x'))
    await writeFile(join(folder, 'docker-credential-x', 'y'), `#!/bin/sh\nprintf '%s' '${answer}'\n`, { mode: 0o755 })
    const home = process.cwd()
    process.chdir(folder)
    try {
      expect(await findLogin('ghcr.io', { credsStore: 'x/y' })).toBeUndefined()
    } finally {
      process.chdir(home)
    }
  })
})
