import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { images, runDocker } from '../testbed/docker.ts'
import { nameImage } from '../testbed/generations.ts'
import { configuration, makeEmptyImage, tagImage } from '../testbed/images.ts'
import { createDockerConfig, registryUser, startRegistry } from '../testbed/registry.ts'
import { test as base, readCommand, readStateFile } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'acme.daily.Sales', 'pull-output': 'false' }
/** The outcome of a run of an empty image: everything succeeds until the container starts. */
const emptyImage = { verdict: 'invalid-input', status: 'failed' }

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

describe('the dialect', () => {
  test.for(['luigi', 'classic'] as const)('comes from the image: %s', async (dialect, { world, empty }) => {
    const run = await world.runAction({ ...pipe, image: empty[dialect].name })
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
