import { describe, expect, test } from 'vitest'
import { findLocalImage, resolveDockerImage } from '../../../src/backends/docker/image.ts'
import type { ImageRequest } from '../../../src/backends/image.ts'
import { makeShellImage } from '../../testbed/shell-image.ts'
import { type EngineResponse, startEngineWire } from './engine-wire.ts'

const never = new AbortController().signal
const request: ImageRequest = {
  reference: 'ghcr.io/acme/orders:1',
  pullPolicy: 'missing',
  platform: undefined,
  dialect: undefined,
  needsVersion: false,
  runId: 'run-1',
}
const info = {
  Id: 'sha256:1',
  Os: 'linux',
  Architecture: 'amd64',
  RepoDigests: [`ghcr.io/other/orders@sha256:${'2'.repeat(64)}`, `ghcr.io/acme/orders@sha256:${'3'.repeat(64)}`],
  RootFS: { Type: 'layers', Layers: [`sha256:${'4'.repeat(64)}`] },
  Config: { Cmd: ['dsdt_docker'], Entrypoint: null, Env: ['PATH=/bin', 'PAIR=a=b'], User: 'disdat' },
}
const missing: EngineResponse = { status: 404, body: { message: 'No such image' } }

/** Resolves an image on an engine that has it (or not), and counts the pulls. */
async function resolve(image: object | undefined, overrides: Partial<ImageRequest> = {}, pulled: object = info) {
  let pulls = 0
  await using wire = await startEngineWire((call) => {
    if (call.startsWith('POST')) {
      pulls += 1
      return { status: 200 }
    }
    const body = pulls > 0 ? pulled : image
    return body === undefined ? missing : { status: 200, body }
  })
  const result = await resolveDockerImage(
    wire.docker,
    { ...request, ...overrides },
    { findLogin: async () => undefined, say: () => undefined },
    never,
  ).catch((error: unknown) => error)
  return { result, pulls }
}

describe('resolveDockerImage', () => {
  test('returns an image of the engine without a pull', async () => {
    expect(await resolve(info)).toStrictEqual({
      result: {
        reference: 'ghcr.io/acme/orders:1',
        pinned: `ghcr.io/acme/orders@sha256:${'3'.repeat(64)}`,
        id: 'sha256:1',
        entrypoint: [],
        dialect: 'luigi',
        env: new Map([
          ['PATH', '/bin'],
          ['PAIR', 'a=b'],
        ]),
        user: 'disdat',
        architecture: 'amd64',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      pulls: 0,
    })
  })

  test.each<[string, object | undefined, Partial<ImageRequest>]>([
    ['is missing', undefined, {}],
    ['exists, with the policy always', info, { pullPolicy: 'always' }],
    ['is for another platform', { ...info, Architecture: 'arm64' }, { platform: 'linux/amd64' }],
  ])('pulls an image that %s', async (_, image, overrides) => {
    expect(await resolve(image, overrides)).toMatchObject({ result: { id: 'sha256:1' }, pulls: 1 })
  })

  test('ignores the variant of a platform', async () => {
    const image = { ...info, Architecture: 'arm64' }
    expect(await resolve(image, { platform: 'linux/arm64/v8' })).toMatchObject({ pulls: 0 })
  })

  test('does not pull with the policy never', async () => {
    const { result, pulls } = await resolve(undefined, { pullPolicy: 'never' })
    expect([result, pulls]).toMatchObject([
      { verdict: 'image-not-found', message: expect.stringContaining('pull-policy is `never`') },
      0,
    ])
  })

  test('throws when the pulled image is for another platform', async () => {
    const { result } = await resolve(undefined, { platform: 'linux/arm64' })
    expect(result).toMatchObject({
      verdict: 'image-not-found',
      message: expect.stringContaining('pulled ghcr.io/acme/orders:1 but does not'),
    })
  })

  const digest = (character: string) => `sha256:${character.repeat(64)}`
  const digests = [
    `acme/orders@${digest('1')}`,
    `ghcr.io/acme/orders@${digest('2')}`,
    `ghcr.io/acme/orders@${digest('3')}`,
    `orders@${digest('4')}`,
  ]
  test.each([
    ['ghcr.io/acme/orders:1', `ghcr.io/acme/orders@${digest('2')}`],
    [`ghcr.io/acme/orders:1@${digest('3')}`, `ghcr.io/acme/orders@${digest('3')}`],
    ['acme/orders', `acme/orders@${digest('1')}`],
    ['docker.io/acme/orders:1', `docker.io/acme/orders@${digest('1')}`],
    ['index.docker.io/library/orders', `index.docker.io/library/orders@${digest('4')}`],
    ['quay.io/acme/orders', 'sha256:1'],
    ['localhost:5000/acme/orders', 'sha256:1'],
  ])('pins %s to the digest of its own repository', async (reference, pinned) => {
    expect((await resolve({ ...info, RepoDigests: digests }, { reference })).result).toMatchObject({ pinned })
  })

  test('pins an image without a digest by its id', async () => {
    expect((await resolve({ ...info, RepoDigests: [] })).result).toMatchObject({ pinned: 'sha256:1' })
  })

  test('throws for an image of no dialect unless the input names it', async () => {
    const image = { ...info, Config: { ...info.Config, Cmd: ['bash'] } }
    expect((await resolve(image)).result).toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringMatching(/^dialect: the image/),
    })
    expect((await resolve(image, { dialect: 'classic' })).result).toMatchObject({ dialect: 'classic' })
  })

  test('throws for a dialect that contradicts the image', async () => {
    expect((await resolve(info, { dialect: 'classic' })).result).toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining('cannot start the command line of classic'),
    })
  })

  test('accepts another dialect for an image with an entry point of its own', async () => {
    const image = { ...info, Config: { ...info.Config, Entrypoint: ['/wrapper.sh'] } }
    expect((await resolve(image, { dialect: 'classic' })).result).toMatchObject({ dialect: 'classic' })
  })

  test('throws when the server is not a Docker engine', async () => {
    expect((await resolve({ hello: 'world' })).result).toMatchObject({ verdict: 'docker-unavailable' })
  })
})

describe('findLocalImage', () => {
  test('finds an image of the runner’s engine', async () => {
    await using image = await makeShellImage('exit 0')
    expect(await findLocalImage({ ...request, reference: image.name }, never)).toMatchObject({
      id: image.id,
      dialect: 'luigi',
    })
  })

  test('never pulls', async () => {
    const reference = `disdat-run-action-test/missing:${crypto.randomUUID()}`
    await expect(findLocalImage({ ...request, reference, pullPolicy: 'always' }, never)).rejects.toMatchObject({
      verdict: 'image-not-found',
    })
  })
})
