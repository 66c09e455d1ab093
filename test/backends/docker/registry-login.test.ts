import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findRegistryLogin, parseRegistryHost } from '../../../src/backends/docker/registry-login.ts'

test.each([
  ['orders', 'docker.io'],
  ['team/orders:latest', 'docker.io'],
  ['docker.io/team/orders', 'docker.io'],
  ['ghcr.io/team/orders', 'ghcr.io'],
  ['localhost/orders', 'localhost'],
  ['localhost:5000/orders', 'localhost:5000'],
  ['myhost:5000/orders@sha256:0', 'myhost:5000'],
  ['myhost/orders', 'docker.io'],
  ['orders:v1.2', 'docker.io'],
])('parseRegistryHost of %s is %s', (reference, registry) => {
  expect(parseRegistryHost(reference)).toBe(registry)
})

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

async function findLogin(reference: string, config: unknown) {
  const content = typeof config === 'string' ? config : JSON.stringify(config)
  return findRegistryLogin(reference, await createFolder({ 'config.json': content }))
}

describe('findRegistryLogin in Docker’s configuration', () => {
  test.each<[string, string, unknown, unknown]>([
    [
      'of the registry',
      'ghcr.io/team/orders',
      { auths: { 'ghcr.io': createAuth('me:pass:word'), 'quay.io': createAuth('a:b') } },
      { username: 'me', password: 'pass:word', serveraddress: 'ghcr.io' },
    ],
    [
      'under the registry’s URL',
      'localhost:5000/orders',
      { auths: { 'https://localhost:5000': createAuth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'https://localhost:5000' },
    ],
    [
      'of Docker Hub',
      'team/orders',
      { auths: { 'https://index.docker.io/v1/': createAuth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'https://index.docker.io/v1/' },
    ],
    [
      'of Docker Hub, by its short name',
      'orders',
      { auths: { 'docker.io': createAuth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'docker.io' },
    ],
    [
      'only of the registry, not of another one',
      'ghcr.io/team/orders',
      { auths: { 'quay.io': createAuth('a:b') } },
      undefined,
    ],
    ['only with a password', 'ghcr.io/o', { auths: { 'ghcr.io': createAuth('me') } }, undefined],
    ['only with a password that is not empty', 'ghcr.io/o', { auths: { 'ghcr.io': createAuth('me:') } }, undefined],
    ['only with content', 'ghcr.io/o', { auths: { 'ghcr.io': {} } }, undefined],
    ['only in a file of the expected shape', 'ghcr.io/o', { auths: ['ghcr.io'] }, undefined],
    ['only in a file that is not null', 'ghcr.io/o', 'null', undefined],
    ['only in a file that is JSON', 'ghcr.io/o', '{"auths":', undefined],
    ['never for a name of Object’s prototype', 'constructor.x/o', { auths: {} }, undefined],
  ])('finds a login %s', async (_, reference, config, login) => {
    expect(await findLogin(reference, config)).toStrictEqual(login)
  })

  test('returns undefined without the file', async () => {
    expect(await findRegistryLogin('ghcr.io/o', await createFolder({}))).toBeUndefined()
    expect(await findRegistryLogin('ghcr.io/o', '/nowhere/at/all')).toBeUndefined()
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
    expect(await findLogin('ghcr.io/o', { credsStore: 'test-store', auths: { 'ghcr.io': {} } })).toStrictEqual({
      username: 'me',
      password: 'word',
      serveraddress: 'ghcr.io',
    })
  })

  test('prefers the helper for one registry', async () => {
    await installHelper('test-one', 'ghcr.io', answer)
    const config = { credsStore: 'not-installed', credHelpers: { 'ghcr.io': 'test-one' } }
    expect(await findLogin('ghcr.io/o', config)).toMatchObject({ username: 'me' })
  })

  test('asks for the registry’s URL too', async () => {
    await installHelper('test-url', 'https://ghcr.io', answer)
    expect(await findLogin('ghcr.io/o', { credsStore: 'test-url' })).toMatchObject({ serveraddress: 'https://ghcr.io' })
  })

  test('falls back to the file when the helper has no login', async () => {
    await installHelper('test-empty', 'quay.io', answer)
    const config = { credsStore: 'test-empty', auths: { 'ghcr.io': createAuth('file:word') } }
    expect(await findLogin('ghcr.io/o', config)).toMatchObject({ username: 'file' })
  })

  test.each([
    ['no JSON', 'hello'],
    ['no secret', '{"Username":"me"}'],
    ['an empty secret', '{"Username":"me","Secret":""}'],
  ])('returns undefined when the helper answers with %s', async (_, text) => {
    await installHelper('test-odd', 'ghcr.io', text)
    expect(await findLogin('ghcr.io/o', { credsStore: 'test-odd' })).toBeUndefined()
  })

  test('returns undefined when the helper fails, even after output', async () => {
    await installHelper('test-fails', 'ghcr.io', `${answer}' && exit 1 || printf '`)
    expect(await findLogin('ghcr.io/o', { credsStore: 'test-fails' })).toBeUndefined()
  })

  test.each(['not-installed', '../../bin/sh', 'x; touch /tmp/y', 'a b'])(
    'returns undefined for the helper %j',
    async (name) => {
      expect(await findLogin('ghcr.io/o', { credsStore: name })).toBeUndefined()
    },
  )

  test('does not run a helper whose name is a path', async () => {
    const folder = await createFolder({})
    await mkdir(join(folder, 'docker-credential-x'))
    await writeFile(join(folder, 'docker-credential-x', 'y'), `#!/bin/sh\nprintf '%s' '${answer}'\n`, { mode: 0o755 })
    const home = process.cwd()
    process.chdir(folder)
    try {
      expect(await findLogin('ghcr.io/o', { credsStore: 'x/y' })).toBeUndefined()
    } finally {
      process.chdir(home)
    }
  })
})
