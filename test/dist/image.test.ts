import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { images, runDocker } from '../testbed/docker.ts'
import { startFaultyWire } from '../testbed/faulty-wire.ts'
import { nameImage } from '../testbed/generations.ts'
import { configuration, makeEmptyImage, tagImage } from '../testbed/images.ts'
import { createDockerConfig, registryUser, startRegistry } from '../testbed/registry.ts'
import { identityToken, startTokenServer } from '../testbed/token-server.ts'
import { test as base, readCommand, readStateFile } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'acme.daily.Sales', 'pull-output': 'false' }
/** The outcome of a run of an empty image: everything succeeds until the container starts. */
const emptyImage = { verdict: 'image-incompatible', status: 'failed' }

const test = base
  .extend('empty', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const own = new AsyncDisposableStack()
    onCleanup(() => own.disposeAsync())
    const { luigi, classic } = configuration
    return {
      luigi: own.use(await makeEmptyImage(luigi)),
      newerLuigi: own.use(await makeEmptyImage({ ...luigi, Env: ['VERSION=2'] })),
      amd64: own.use(await makeEmptyImage(luigi, 'amd64')),
      arm64: own.use(await makeEmptyImage(luigi, 'arm64')),
      classic: own.use(await makeEmptyImage(classic)),
      other: own.use(await makeEmptyImage({ Cmd: ['python3'] })),
    }
  })
  .extend('registry', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const registry = await startRegistry({ isPrivate: false })
    onCleanup(() => registry[Symbol.asyncDispose]())
    return registry
  })
  .extend('privateRegistry', { scope: 'file' }, async ({ empty }, { onCleanup }) => {
    const registry = await startRegistry({ isPrivate: true })
    onCleanup(() => registry[Symbol.asyncDispose]())
    return { host: registry.host, digest: await registry.push(empty.luigi.name, 'team/daily:1') }
  })

describe('the image name', () => {
  test.for([
    { inputs: {}, expected: 'disdat-acme-daily:latest' },
    { inputs: { 'pipe-class': 'Acme.Reports.weekly.Sales' }, expected: 'disdat-acme-reports-weekly:latest' },
    { inputs: { 'repository-prefix': 'team/pipes' }, expected: 'team/pipes/disdat-acme-daily:latest' },
    { inputs: { registry: 'ghcr.io' }, expected: 'ghcr.io/disdat-acme-daily:latest' },
    {
      inputs: { registry: 'ghcr.io', 'repository-prefix': 'team' },
      expected: 'ghcr.io/team/disdat-acme-daily:latest',
    },
    { inputs: { image: 'ghcr.io/acme/other:v3' }, expected: 'ghcr.io/acme/other:v3' },
  ])('becomes $expected', async ({ inputs, expected }, { world }) => {
    const run = await world.runAction({ ...pipe, 'pull-policy': 'never', ...inputs })
    expect(run.outputs).toMatchObject({ verdict: 'image-not-found', status: 'failed' })
    expect(run.annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringContaining(`The image ${expected} is not on this engine, and pull-policy is \`never\`.`),
      }),
    ])
  })
})

test('a pipe class of any script runs in a container with a name of ASCII', async ({ world, empty }) => {
  const inputs = { 'pipe-class': 'größe.注文.Tägliche', 'pull-output': 'false', image: empty.luigi.name }
  const run = await world.runAction(inputs)
  // The image is empty, so the container starts and ends at once.
  expect(run.outputs).toMatchObject({
    ...emptyImage,
    'job-name': expect.stringMatching(/^disdat-gr--e----[0-9a-f]{12}$/),
  })
  expect(readCommand(run).argv).toContain('größe.注文.Tägliche')
})

describe('the dialect', () => {
  test.for(['luigi', 'classic'] as const)('comes from the image: %s', async (dialect, { world, empty }) => {
    const run = await world.runAction({ ...pipe, 'output-bundle': 'daily', image: empty[dialect].name })
    expect(run.log).toContain(`Image ${empty[dialect].name} (dialect ${dialect}): sha256:`)
  })

  test('is required as an input when the image does not show it', async ({ world, empty }) => {
    const run = await world.runAction({ ...pipe, image: empty.other.name })
    expect(run.outputs).toMatchObject({ verdict: 'invalid-input' })
    expect(run.annotations[0]?.message).toMatch(
      /neither the entry point .* nor its command .* set `dialect` to the version of Disdat/,
    )
  })

  test('comes from the input when the image does not show it', async ({ world, empty }) => {
    const run = await world.runAction({ ...pipe, image: empty.other.name, dialect: 'luigi' })
    expect(readCommand(run).argv[0]).toBe('dsdt_docker')
  })

  test.for([
    { dialect: 'classic', name: images.luigi, own: '`luigi`' },
    { dialect: 'luigi', name: nameImage('0.7.2'), own: '`disdat-0.7.1`, `disdat-0.7.2` or `disdat-0.8.0`' },
  ])('$dialect is rejected for $name with a way out', async ({ dialect, name, own }, { world }) => {
    const run = await world.runAction({ ...pipe, image: name, dialect })
    expect(run.outputs).toMatchObject({ verdict: 'invalid-input', status: 'failed' })
    expect(run.outputs['job-id']).toBeUndefined()
    const message = run.annotations[0]?.message
    expect(message).toContain(`dialect: the image ${name} cannot start the command line of ${dialect}: `)
    expect(message).toContain(`Leave out \`dialect\`, set it to ${own}, or name another image`)
  })

  test('is rejected when the image lacks its command', async ({ world, empty }) => {
    const run = await world.runAction({ ...pipe, image: empty.luigi.name })
    expect(run.outputs).toMatchObject(emptyImage)
    expect(run.annotations[0]?.message).toContain('exec dsdt_docker failed: No such file or directory')
  })
})

describe('a registry', () => {
  test('serves an image that is missing on the engine, and the step pins its digest', async ({
    world,
    registry,
    empty,
  }) => {
    const digest = await registry.push(empty.luigi.name, 'team/pinned:1')
    const run = await world.runAction({ ...pipe, image: `${registry.host}/team/pinned:1` })
    expect(run.outputs).toMatchObject({ ...emptyImage, image: `${registry.host}/team/pinned@${digest}` })
  })

  test('is named in the output `image`, for a tag with a digest and for an image of several repositories', async ({
    world,
    registry,
    empty,
  }) => {
    const first = await registry.push(empty.luigi.name, 'team/first:1')
    const second = await registry.push(empty.luigi.name, 'team/second:1')
    expect(second).toBe(first)
    for (const name of ['team/first', 'team/second']) {
      const image = `${registry.host}/${name}:1@${first}`
      const run = await world.runAction({ ...pipe, image, 'pull-policy': 'always' })
      expect(run.outputs).toMatchObject({ ...emptyImage, image: `${registry.host}/${name}@${first}` })
    }
    await using local = await tagImage(empty.luigi.name, 'disdat-run-action-test/local:1')
    const run = await world.runAction({ ...pipe, image: local.name, 'pull-policy': 'never' })
    expect(run.outputs['image']).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('is asked for a moved tag as `pull-policy` says', async ({ world, registry, empty }) => {
    const image = `${registry.host}/team/moving:1`
    const old = await registry.push(empty.luigi.name, 'team/moving:1')
    const runWithPolicy = async (policy: string) => {
      const run = await world.runAction({ ...pipe, image, 'pull-policy': policy })
      return run.outputs['image']
    }
    expect(await runWithPolicy('missing')).toBe(`${registry.host}/team/moving@${old}`)
    const moved = await registry.push(empty.newerLuigi.name, 'team/moving:next')
    await registry.retag('team/moving', 'next', '1')
    expect(await runWithPolicy('missing')).toBe(`${registry.host}/team/moving@${old}`)
    expect(await runWithPolicy('never')).toBe(`${registry.host}/team/moving@${old}`)
    expect(await runWithPolicy('always')).toBe(`${registry.host}/team/moving@${moved}`)
  })

  test('serves the image of `platform`', async ({ world, registry, empty }) => {
    const digests = {
      'linux/amd64': await registry.push(empty.amd64.name, 'team/many:amd64'),
      'linux/arm64': await registry.push(empty.arm64.name, 'team/many:arm64'),
    }
    const index = await registry.putIndex('team/many', 'latest', digests)
    const image = `${registry.host}/team/many:latest`
    const run = await world.runAction({ ...pipe, image, platform: 'linux/arm64' })
    expect(run.outputs).toMatchObject({ image: `${registry.host}/team/many@${index}` })
    const { stdout } = await runDocker(['image', 'inspect', '--format', '{{.Os}}/{{.Architecture}}', image])
    expect(stdout.trim()).toBe('linux/arm64')
  })

  test('is asked when the engine has the image for another platform only', async ({ world, empty }) => {
    const run = await world.runAction({
      ...pipe,
      image: empty.arm64.name,
      platform: 'linux/s390x',
      'pull-policy': 'never',
    })
    expect(run.outputs).toMatchObject({ verdict: 'image-not-found' })
  })

  test('fails the step when it does not have the tag', async ({ world, registry }) => {
    const run = await world.runAction({ ...pipe, image: `${registry.host}/team/nothing:1` })
    expect(run.outputs).toMatchObject({ verdict: 'image-not-found', status: 'failed' })
    expect(run.outputs['image']).toBeUndefined()
  })
})

describe('a private registry', () => {
  test('rejects a step without a login', async ({ world, privateRegistry }) => {
    const run = await world.runAction({ ...pipe, image: `${privateRegistry.host}/team/daily:1` })
    expect(run.outputs).toMatchObject({ verdict: 'image-pull-denied', status: 'failed' })
    expect(run.annotations[0]?.message).toContain(`There is no login for ${privateRegistry.host} on this runner`)
  })

  test('rejects a wrong login, and the error says so', async ({ world, privateRegistry: { host } }) => {
    const auth = Buffer.from(`${registryUser.name}:wrong`).toString('base64')
    await using folder = await createDockerFolder({ auths: { [host]: { auth } } })
    const run = await world.runAction(
      { ...pipe, image: `${host}/team/daily:1` },
      { env: { DOCKER_CONFIG: folder.path } },
    )
    expect(run.outputs).toMatchObject({ verdict: 'image-pull-denied' })
    expect(run.annotations[0]?.message).toContain(`The login for ${host} was refused`)
  })

  test('accepts the login that `docker login` saved', async ({ world, privateRegistry: { host, digest } }) => {
    const home = await world.createEmptyHome()
    await mkdir(join(home.path, '.docker'))
    await writeFile(join(home.path, '.docker/config.json'), JSON.stringify(createDockerConfig(host)))
    const inputs = { ...pipe, image: `${host}/team/daily:1`, remote: world.remote, context: 'shop/local' }
    const run = await world.runAction({ ...inputs, 'pull-policy': 'always' }, { home: home.path })
    expect(run.outputs).toMatchObject({ ...emptyImage, image: `${host}/team/daily@${digest}` })
    expect(run.log + readStateFile(run) + JSON.stringify([run.outputs, run.summary])).not.toContain(
      registryUser.password,
    )
  })

  test('accepts the login of a credential helper', async ({ world, privateRegistry: { host, digest } }) => {
    await using folder = await createDockerFolder({ credHelpers: { [host]: 'test' } })
    const answer = JSON.stringify({ ServerURL: host, Username: registryUser.name, Secret: registryUser.password })
    const helper = ['#!/bin/sh', `[ "$1 $(cat)" = "get ${host}" ] && echo '${answer}'`, '']
    await writeFile(join(folder.path, 'docker-credential-test'), helper.join('\n'), { mode: 0o755 })
    const env = { DOCKER_CONFIG: folder.path, PATH: `${folder.path}:/usr/bin:/bin` }
    const run = await world.runAction({ ...pipe, image: `${host}/team/daily:1`, 'pull-policy': 'always' }, { env })
    expect(run.outputs).toMatchObject({ ...emptyImage, image: `${host}/team/daily@${digest}` })
  })
})

describe('a login in Docker’s configuration', () => {
  const auth = Buffer.from(`${registryUser.name}:${registryUser.password}`).toString('base64')
  const { name: username, password } = registryUser

  test.for<[string, (host: string) => object]>([
    ['under http://host', (host) => ({ auths: { [`http://${host}`]: { auth } } })],
    ['under https://host/v1/', (host) => ({ auths: { [`https://${host}/v1/`]: { auth } } })],
    ['under https://host/v2/', (host) => ({ auths: { [`https://${host}/v2/`]: { auth } } })],
    ['of user name and password', (host) => ({ auths: { [host]: { username, password } } })],
    [
      'behind an empty helper',
      (host) => ({ auths: { [host]: { auth } }, credsStore: 'not-installed', credHelpers: { [host]: '' } }),
    ],
  ])('%s is sent to the registry', async ([, createConfig], { world, privateRegistry: { host, digest } }) => {
    await using folder = await createDockerFolder(createConfig(host))
    const env = { DOCKER_CONFIG: folder.path }
    const run = await world.runAction({ ...pipe, image: `${host}/team/daily:1`, 'pull-policy': 'always' }, { env })
    expect(run.outputs).toMatchObject({ ...emptyImage, image: `${host}/team/daily@${digest}` })
  })

  test.for<[string, (host: string) => object, string]>([
    ['of `az acr login`', (host) => ({ auths: { [host]: { auth: 'MDA6', identitytoken: identityToken } } }), 'exit 1'],
    ['of a helper', () => ({ credsStore: 'test' }), `echo '{"Username":"<token>","Secret":"${identityToken}"}'`],
  ])(
    'with the identity token %s is exchanged at the token server',
    async ([, createConfig, helper], { world, empty }) => {
      await using tokens = await startTokenServer()
      await using registry = await startRegistry({ isPrivate: true, auth: tokens.auth })
      const digest = await registry.push(empty.luigi.name, 'team/daily:1')
      await using folder = await createDockerFolder(createConfig(registry.host))
      await writeFile(join(folder.path, 'docker-credential-test'), `#!/bin/sh\n${helper}\n`, { mode: 0o755 })
      const env = { DOCKER_CONFIG: folder.path, PATH: `${folder.path}:/usr/bin:/bin` }
      const image = `${registry.host}/team/daily:1`
      const run = await world.runAction({ ...pipe, image, 'pull-policy': 'always' }, { env })
      expect(run.outputs).toMatchObject({ ...emptyImage, image: `${registry.host}/team/daily@${digest}` })
      expect(tokens.grants.at(-1)).toBe('refresh_token')
      expect(run.log + JSON.stringify([run.outputs, run.state, run.summary])).not.toContain(identityToken)
    },
  )

  // A double of the engine, because the real one would connect to these hosts.
  test.for([
    { image: 'acme/orders:1', sent: true },
    { image: 'docker.io/acme/orders:1', sent: true },
    { image: 'index.docker.io/acme/orders:1', sent: true },
    { image: 'Evil/orders:1', sent: false },
    { image: 'evil.io/orders:1', sent: false },
    { image: 'my_host.io/orders:1', sent: false },
  ])('of Docker Hub goes along with $image: $sent', async ({ image, sent }, { world }) => {
    const logins: (string | undefined)[] = []
    const server = createServer(({ method, url, headers }, response) => {
      if (method === 'POST' && url?.includes('/images/create')) logins.push(headers['x-registry-auth']?.toString())
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"manifest unknown"}')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    await using folder = await createDockerFolder({ auths: { 'https://index.docker.io/v1/': { auth } } })
    const DOCKER_HOST = `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const run = await world.runAction({ ...pipe, image }, { env: { DOCKER_CONFIG: folder.path, DOCKER_HOST } })
    server.closeAllConnections()
    server.close()
    expect(run.outputs).toMatchObject({ verdict: 'image-not-found' })
    const login = { username, password, serveraddress: 'https://index.docker.io/v1/' }
    const parsed = logins.map((text) => text && JSON.parse(Buffer.from(text, 'base64url').toString()))
    expect(parsed).toEqual([sent ? login : undefined])
  })
})

describe('a registry that fails', () => {
  test.for([
    { status: 503, verdict: 'remote-unreachable', words: 'because the registry failed' },
    { status: 429, verdict: 'throttled', words: 'because the registry is throttling requests' },
  ])(
    'with $status three times ends the step with $verdict',
    async ({ status, verdict, words }, { world, registry }) => {
      const endpoint = `http://${registry.host}`
      await using wire = await startFaultyWire({ endpoint, env: {} }, () => ({ kind: 'refuse', status, code: 'X' }))
      const host = new URL(wire.env['AWS_ENDPOINT_URL'] ?? '').host
      const run = await world.runAction({ ...pipe, image: `${host}/team/failing:1` })
      expect(run.outputs).toMatchObject({ verdict, status: 'failed' })
      expect(run.annotations[0]?.message).toContain(words)
    },
  )

  test('once is asked again', async ({ world, registry, empty }) => {
    const digest = await registry.push(empty.luigi.name, 'team/recovering:1')
    // The engine itself asks twice: HEAD, then GET.
    let asked = 0
    const endpoint = `http://${registry.host}`
    await using wire = await startFaultyWire({ endpoint, env: {} }, ({ key }) =>
      key.includes('/manifests/') && ++asked <= 2 ? { kind: 'refuse', status: 503, code: 'X' } : undefined,
    )
    const host = new URL(wire.env['AWS_ENDPOINT_URL'] ?? '').host
    const image = `${host}/team/recovering:1`
    const run = await world.runAction({ ...pipe, image })
    await runDocker(['rmi', image])
    expect(asked).toBeGreaterThan(2)
    expect(run.outputs).toMatchObject({ ...emptyImage, image: `${host}/team/recovering@${digest}` })
  })

  test('to have the platform ends the step with image-architecture', async ({ world, registry, empty }) => {
    await registry.putIndex('team/other', '1', {
      'linux/s390x': await registry.push(empty.amd64.name, 'team/other:s390x'),
    })
    const run = await world.runAction({ ...pipe, image: `${registry.host}/team/other:1` })
    expect(run.outputs).toMatchObject({ verdict: 'image-architecture' })
    expect(run.annotations[0]?.message).toContain('no matching manifest for linux/')
  })
})

describe('registry: *ECR*', () => {
  const ecr = { ...pipe, registry: '*ECR*' }
  const host = '123456789012.dkr.ecr.us-east-1.amazonaws.com'

  test('does not create a missing repository', async ({ world }) => {
    const first = await world.runAction({ ...ecr, 'repository-prefix': 'nowhere' })
    expect(first.outputs).toMatchObject({ verdict: 'image-not-found', status: 'failed' })
    expect(first.annotations[0]?.message).toContain('ECR has no repository nowhere/disdat-acme-daily in us-east-1.')
    const second = await world.runAction({ ...ecr, 'repository-prefix': 'nowhere' })
    expect(second.annotations).toEqual(first.annotations)
  })

  test('uses the image of the repository', async ({ world, account, empty }) => {
    await createRepository(account, 'here/disdat-acme-daily')
    await using image = await tagImage(empty.luigi.name, `${host}/here/disdat-acme-daily:latest`)
    const run = await world.runAction({ ...ecr, 'repository-prefix': 'here' })
    expect(run.log).toContain(`Image ${image.name} (dialect luigi): `)
    expect(run.outputs).toMatchObject(emptyImage)
  })

  test('masks its login', async ({ world, account }) => {
    await createRepository(account, 'pulled/disdat-acme-daily')
    const run = await world.runAction({ ...ecr, 'repository-prefix': 'pulled' })
    // moto serves no images, and no other registry has this account: only the attempt is checked.
    expect(run.outputs['verdict']).toMatch(/^(image-not-found|image-pull-denied|remote-unreachable)$/)
    expect(run.masks).toContain(`${'123456789012'}-auth-token`)
  })
})

async function createRepository(account: { readonly endpoint: string }, repositoryName: string): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new ECRClient({ endpoint: account.endpoint, region: 'us-east-1', credentials })
  await client.send(new CreateRepositoryCommand({ repositoryName }))
  client.destroy()
}

async function createDockerFolder(config: object) {
  const path = await mkdtemp(join(tmpdir(), 'docker-config-'))
  await writeFile(join(path, 'config.json'), JSON.stringify(config))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
