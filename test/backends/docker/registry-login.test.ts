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
])('the registry of %s is %s', (reference, registry) => {
  expect(parseRegistryHost(reference)).toBe(registry)
})

const folders: string[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })))
})

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docker-config-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content)
    await chmod(join(folder, name), 0o755)
  }
  return folder
}

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') })

async function loginTo(reference: string, config: unknown) {
  const content = typeof config === 'string' ? config : JSON.stringify(config)
  return findRegistryLogin(reference, await folderWith({ 'config.json': content }))
}

describe('a login that docker login left in its file', () => {
  test.each<[string, string, unknown, unknown]>([
    [
      'of the registry',
      'ghcr.io/team/orders',
      { auths: { 'ghcr.io': auth('me:pass:word'), 'quay.io': auth('a:b') } },
      { username: 'me', password: 'pass:word', serveraddress: 'ghcr.io' },
    ],
    [
      'under the registry’s URL',
      'localhost:5000/orders',
      { auths: { 'https://localhost:5000': auth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'https://localhost:5000' },
    ],
    [
      'of Docker Hub',
      'team/orders',
      { auths: { 'https://index.docker.io/v1/': auth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'https://index.docker.io/v1/' },
    ],
    [
      'of Docker Hub, by its short name',
      'orders',
      { auths: { 'docker.io': auth('me:word') } },
      { username: 'me', password: 'word', serveraddress: 'docker.io' },
    ],
    ['of another registry', 'ghcr.io/team/orders', { auths: { 'quay.io': auth('a:b') } }, undefined],
    ['without a password', 'ghcr.io/o', { auths: { 'ghcr.io': auth('me') } }, undefined],
    ['with an empty password', 'ghcr.io/o', { auths: { 'ghcr.io': auth('me:') } }, undefined],
    ['that is empty', 'ghcr.io/o', { auths: { 'ghcr.io': {} } }, undefined],
    ['in a file of another shape', 'ghcr.io/o', { auths: ['ghcr.io'] }, undefined],
    ['in a file that holds null', 'ghcr.io/o', 'null', undefined],
    ['in a file that is not JSON', 'ghcr.io/o', '{"auths":', undefined],
    ['of a prototype’s name', 'constructor.x/o', { auths: {} }, undefined],
  ])('%s', async (_, reference, config, login) => {
    expect(await loginTo(reference, config)).toStrictEqual(login)
  })

  test('is not there without the file', async () => {
    expect(await findRegistryLogin('ghcr.io/o', await folderWith({}))).toBeUndefined()
    expect(await findRegistryLogin('ghcr.io/o', '/nowhere/at/all')).toBeUndefined()
  })
})

describe('a login that a credential helper keeps', () => {
  /** A helper of this name, which knows one server. */
  async function helper(name: string, server: string, answer: string) {
    const script = `#!/bin/sh\n[ "$1" = get ] && [ "$(cat)" = '${server}' ] && printf '%s' '${answer}' && exit\necho 'credentials not found'\nexit 1\n`
    const bin = await folderWith({ [`docker-credential-${name}`]: script })
    vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH']}`)
  }

  const answer = '{"ServerURL":"x","Username":"me","Secret":"word"}'

  test('for all registries', async () => {
    await helper('test-store', 'ghcr.io', answer)
    expect(await loginTo('ghcr.io/o', { credsStore: 'test-store', auths: { 'ghcr.io': {} } })).toStrictEqual({
      username: 'me',
      password: 'word',
      serveraddress: 'ghcr.io',
    })
  })

  test('for one registry comes before the one for all', async () => {
    await helper('test-one', 'ghcr.io', answer)
    const config = { credsStore: 'not-installed', credHelpers: { 'ghcr.io': 'test-one' } }
    expect(await loginTo('ghcr.io/o', config)).toMatchObject({ username: 'me' })
  })

  test('under the registry’s URL', async () => {
    await helper('test-url', 'https://ghcr.io', answer)
    expect(await loginTo('ghcr.io/o', { credsStore: 'test-url' })).toMatchObject({ serveraddress: 'https://ghcr.io' })
  })

  test('gives way to the file where the helper knows nothing', async () => {
    await helper('test-empty', 'quay.io', answer)
    const config = { credsStore: 'test-empty', auths: { 'ghcr.io': auth('file:word') } }
    expect(await loginTo('ghcr.io/o', config)).toMatchObject({ username: 'file' })
  })

  test.each([
    ['no JSON', 'hello'],
    ['no secret', '{"Username":"me"}'],
    ['an empty secret', '{"Username":"me","Secret":""}'],
  ])('is none where the helper answers with %s', async (_, text) => {
    await helper('test-odd', 'ghcr.io', text)
    expect(await loginTo('ghcr.io/o', { credsStore: 'test-odd' })).toBeUndefined()
  })

  test('is none where the helper fails, whatever it printed', async () => {
    await helper('test-fails', 'ghcr.io', `${answer}' && exit 1 || printf '`)
    expect(await loginTo('ghcr.io/o', { credsStore: 'test-fails' })).toBeUndefined()
  })

  test.each(['not-installed', '../../bin/sh', 'x; touch /tmp/y', 'a b'])(
    'is none where the helper is %j',
    async (name) => {
      expect(await loginTo('ghcr.io/o', { credsStore: name })).toBeUndefined()
    },
  )

  test('is not asked for where the helper’s name is a path', async () => {
    const folder = await folderWith({})
    await mkdir(join(folder, 'docker-credential-x'))
    await writeFile(join(folder, 'docker-credential-x', 'y'), `#!/bin/sh\nprintf '%s' '${answer}'\n`, { mode: 0o755 })
    const home = process.cwd()
    process.chdir(folder)
    try {
      expect(await loginTo('ghcr.io/o', { credsStore: 'x/y' })).toBeUndefined()
    } finally {
      process.chdir(home)
    }
  })
})
