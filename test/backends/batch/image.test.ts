import { describe, expect, test } from 'vitest'
import { type FindLocalImage, identifyBatchImage, resolveBatchImage } from '../../../src/backends/batch/image.ts'
import type { Image, ImageRequest } from '../../../src/backends/image.ts'
import { computeImageFingerprint } from '../../../src/backends/image-fingerprint.ts'
import { Failure } from '../../../src/errors.ts'
import { startEcrWire } from '../../aws/ecr-wire.ts'

const never = new AbortController().signal
const identity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
}
const request: ImageRequest = {
  reference: 'ghcr.io/acme/orders:1',
  pullPolicy: 'missing',
  platform: undefined,
  dialect: undefined,
  needsVersion: false,
  runId: 'run-1',
}
const local: Image = {
  reference: 'ghcr.io/acme/orders:1',
  pinned: 'ghcr.io/acme/orders@sha256:1',
  id: 'sha256:2',
  dialect: 'luigi',
  env: new Map([['PATH', '/bin']]),
  user: 'disdat',
  architecture: 'arm64',
  fingerprint: 'f'.repeat(64),
}

const resolve = (findLocalImage: FindLocalImage, overrides: Partial<ImageRequest> = {}, signal = never) =>
  resolveBatchImage({ identity, env: {}, findLocalImage }, { ...request, ...overrides }, signal)

describe('resolveBatchImage outside of ECR', () => {
  test('keeps the reference, with the configuration of the runner’s own copy', async () => {
    expect(await resolve(async () => local)).toStrictEqual({
      ...{ ...local, pinned: local.reference, id: local.reference },
      // The hosts may pull another image of this tag.
      fingerprint: undefined,
    })
  })

  test('needs no copy on the runner when the dialect is given', async () => {
    const findLocalImage = () => Promise.reject(new Failure('docker-unavailable', 'no engine', 'none'))
    expect(await resolve(findLocalImage, { dialect: 'classic' })).toMatchObject({
      id: 'ghcr.io/acme/orders:1',
      dialect: 'classic',
      architecture: undefined,
    })
  })

  test('throws for an unknown dialect', async () => {
    const findLocalImage = () => Promise.reject(new Failure('image-not-found', 'no image', 'none'))
    await expect(resolve(findLocalImage)).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringMatching(
        /^dialect: the image ghcr\.io\/acme\/orders:1 is not in ECR and not on this runner/,
      ),
    })
  })

  test('passes on that the image contradicts the input', async () => {
    const failure = new Failure('invalid-input', 'dialect: it is another one', 'none')
    await expect(resolve(() => Promise.reject(failure), { dialect: 'luigi' })).rejects.toBe(failure)
  })

  test('rejects with the signal’s reason', async () => {
    const findLocalImage = () => Promise.reject(new Error('aborted'))
    const aborted = AbortSignal.abort(new Error('SIGINT'))
    await expect(resolve(findLocalImage, { dialect: 'luigi' }, aborted)).rejects.toThrow('SIGINT')
  })
})

describe('resolveBatchImage in ECR', () => {
  const reference = '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1'
  const notCalled = () => Promise.reject(new Error('not called'))
  const rootfs = { type: 'layers', diff_ids: ['sha256:a', 'sha256:b'] }
  const startEcr = async (content: object) => {
    const wire = await startEcrWire(
      ({ operation }) =>
        operation === 'BatchGetImage'
          ? { images: [{ imageId: { imageDigest: 'sha256:1' }, imageManifest: '{"config":{"digest":"c"}}' }] }
          : { downloadUrl: `${wire.endpoint}/layers/c` },
      { c: content },
    )
  }
  const resolveEcr = async (
    config: object,
    overrides: Partial<ImageRequest> = {},
    findLocalImage: FindLocalImage = notCalled,
  ) => {
    await startEcr({ os: 'linux', architecture: 'amd64', config, rootfs })
    return await resolve(findLocalImage, { reference, ...overrides })
  }

  test('pins the digest and detects the dialect', async () => {
    const config = { Entrypoint: ['tini', '--'], Cmd: ['dsdt_docker'], Env: ['A=1'], User: 'u' }
    expect(await resolveEcr(config)).toStrictEqual({
      reference,
      pinned: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:1',
      id: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:1',
      dialect: 'luigi',
      env: new Map([['A', '1']]),
      user: 'u',
      entrypoint: ['tini', '--'],
      architecture: 'amd64',
      fingerprint: computeImageFingerprint({ layers: rootfs.diff_ids, os: 'linux', architecture: 'amd64', config }),
    })
  })

  test('has no fingerprint of an image of several platforms, of which one was read', async () => {
    const images = ['arm64', 'amd64'].map((architecture, index) => ({
      digest: `sha256:${index}`,
      platform: { os: 'linux', architecture },
    }))
    const wire = await startEcrWire(
      ({ operation, body }) => {
        if (operation !== 'BatchGetImage') return { downloadUrl: `${wire.endpoint}/layers/c` }
        const isList = JSON.stringify(body).includes('imageTag')
        const imageManifest = JSON.stringify(isList ? { manifests: images } : { config: { digest: 'c' } })
        return { images: [{ imageId: { imageDigest: 'sha256:9' }, imageManifest }] }
      },
      { c: { os: 'linux', architecture: 'arm64', config: { Cmd: ['dsdt_docker'] }, rootfs } },
    )
    expect(await resolve(notCalled, { reference })).toMatchObject({ architecture: undefined, fingerprint: undefined })
    expect(await identifyBatchImage(identity, {}, reference, never)).toMatchObject({ fingerprint: undefined })
  })

  test('identifies an image that was built again by the same layers', async () => {
    const config = { Cmd: ['dsdt_docker'], Env: ['A=1'] }
    const identify = async (content: object) => {
      await startEcr({ os: 'linux', architecture: 'amd64', config, rootfs, ...content })
      return await identifyBatchImage(identity, {}, reference, never)
    }
    const first = await identify({ created: '2026-01-05T09:30:00Z' })
    expect(first).toStrictEqual({
      pinned: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:1',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      env: new Map([['A', '1']]),
    })
    expect(await identify({ created: '2026-01-06T10:00:00Z' })).toStrictEqual(first)
    const other = await identify({ rootfs: { ...rootfs, diff_ids: ['sha256:a', 'sha256:c'] } })
    expect(other.fingerprint).not.toBe(first.fingerprint)
  })

  test('throws for an image of no dialect unless the input names it', async () => {
    await expect(resolveEcr({ Cmd: ['bash'] })).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining('has neither the entry point of a pipeline image'),
    })
    expect(await resolveEcr({ Cmd: ['bash'] }, { dialect: 'classic' })).toMatchObject({ dialect: 'classic' })
  })

  const entrypoint = { Entrypoint: ['/opt/bin/entrypoint.py'] }

  test('reads what the configuration leaves open from a copy with the same digest', async () => {
    const requests: ImageRequest[] = []
    const image = await resolveEcr(entrypoint, {}, async (localRequest) => {
      requests.push(localRequest)
      return { ...local, dialect: 'disdat-0.8.13' }
    })
    expect(image).toMatchObject({ dialect: 'disdat-0.8.13', architecture: 'amd64' })
    expect(requests).toMatchObject([{ reference: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:1' }])
  })

  test('throws for an image of several dialects without a copy, unless the input names one', async () => {
    await expect(resolveEcr(entrypoint)).rejects.toMatchObject({
      verdict: 'invalid-input',
      message: expect.stringContaining(
        'fits images of disdat 0.8.1 and 0.8.2, disdat 0.8.3 to 0.8.12 or disdat 0.8.13',
      ),
      advice: expect.stringContaining('Set `dialect` to `disdat-0.8.1`, `disdat-0.8.3` or `disdat-0.8.13`'),
    })
    expect(await resolveEcr(entrypoint, { dialect: 'disdat-0.8.3' })).toMatchObject({ dialect: 'disdat-0.8.3' })
  })
})
