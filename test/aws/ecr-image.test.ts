import { describe, expect, test } from 'vitest'
import type { Identity } from '../../src/aws/credentials.ts'
import { isEcrReference, readEcrImage } from '../../src/aws/ecr-image.ts'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { type EcrCall, type EcrResponse, startEcrWire } from './ecr-wire.ts'

const digest = (character: string) => `sha256:${character.repeat(64)}`

describe('isEcrReference', () => {
  test.each([
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/orders', true],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/team/orders:latest', true],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/orders:1', true],
    [`123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@${digest('a')}`, true],
    ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/orders:1', true],
    [`123456789012.dkr-ecr.us-east-1.on.aws/orders:1@${digest('a')}`, true],
    ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/orders', true],
    ['public.ecr.aws/acme/orders', false],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com/Orders', false],
    ['12345.dkr.ecr.us-east-1.amazonaws.com/orders', false],
    ['ghcr.io/acme/orders', false],
    ['orders', false],
  ])('%s: %s', (reference, isEcr) => {
    expect(isEcrReference(reference)).toBe(isEcr)
  })
})

const identity: Identity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
}
const reference = '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/orders:v1'
const config = {
  architecture: 'arm64',
  config: { Entrypoint: ['/opt/bin/entrypoint.py'], Cmd: null, Env: ['PATH=/bin', 'PAIR=a=b'], User: 'disdat' },
}

/** Answers BatchGetImage with these manifests, by tag or digest. */
async function readImage(manifests: Readonly<Record<string, object>>, name = reference) {
  const wire = await startEcrWire(
    (call: EcrCall): EcrResponse => {
      if (call.operation === 'GetDownloadUrlForLayer')
        return { downloadUrl: `${wire.endpoint}/layers/${getString(call.body, 'layerDigest')}` }
      const [id] = getList(call.body, 'imageIds')
      const key = getString(id, 'imageTag') ?? getString(id, 'imageDigest') ?? ''
      const manifest = getField(manifests, key)
      if (manifest === undefined) return { images: [], failures: [{ failureReason: 'Requested image not found' }] }
      const imageDigest = getString(id, 'imageDigest') ?? digest('d')
      return { images: [{ imageId: { imageDigest }, imageManifest: JSON.stringify(manifest) }] }
    },
    { [digest('c')]: config },
  )
  const image = await readEcrImage(identity, {}, name, new AbortController().signal).catch((error: unknown) => error)
  return { image, calls: wire.calls }
}

const single = { config: { digest: digest('c') } }
const platform = (architecture: string, os = 'linux') => ({
  digest: digest(architecture === 'arm64' ? 'a' : 'b'),
  platform: { os, architecture },
})

describe('readEcrImage', () => {
  test('pins the digest and reads the configuration', async () => {
    const { image, calls } = await readImage({ v1: single })
    expect(image).toStrictEqual({
      pinned: `123456789012.dkr.ecr.us-east-1.amazonaws.com/team/orders@${digest('d')}`,
      architecture: 'arm64',
      content: {
        architecture: 'arm64',
        config: {
          Cmd: null,
          Entrypoint: ['/opt/bin/entrypoint.py'],
          Env: ['PATH=/bin', 'PAIR=a=b'],
          User: 'disdat',
        },
      },
    })
    expect(calls.map(({ operation }) => operation)).toStrictEqual(['BatchGetImage', 'GetDownloadUrlForLayer'])
    expect(calls[0]?.body).toMatchObject({ registryId: '123456789012', repositoryName: 'team/orders' })
  })

  test('names the repository that was requested, for a tag with a digest too', async () => {
    const host = '123456789012.dkr-ecr.us-east-1.on.aws'
    const { image, calls } = await readImage({ [digest('d')]: single }, `${host}/team/orders:v1@${digest('d')}`)
    expect(image).toMatchObject({ pinned: `${host}/team/orders@${digest('d')}` })
    expect(calls[0]?.body).toMatchObject({ registryId: '123456789012', repositoryName: 'team/orders' })
  })

  test('uses the tag latest for a reference without one', async () => {
    const { image } = await readImage({ latest: single }, reference.replace(':v1', ''))
    expect(image).toMatchObject({ pinned: expect.stringMatching(/team\/orders@sha256:d+$/) })
  })

  test('leaves the architecture open for a list of several platforms', async () => {
    const manifests = { v1: { manifests: [platform('arm64'), platform('amd64')] }, [digest('a')]: single }
    const { image } = await readImage(manifests)
    expect(image).toMatchObject({ pinned: expect.stringMatching(/@sha256:d+$/), architecture: undefined })
  })

  test('takes the architecture of a list with one Linux image', async () => {
    const manifests = { v1: { manifests: [platform('amd64', 'unknown'), platform('arm64')] }, [digest('a')]: single }
    const { image } = await readImage(manifests)
    expect(image).toMatchObject({ architecture: 'arm64' })
  })

  test('asks again after responses that cannot be read, which do not mean that there is no image', async () => {
    const unreadable = [{}, { images: [], failures: [] }]
    const image = { imageId: { imageDigest: digest('d') }, imageManifest: JSON.stringify(single) }
    const { endpoint, calls } = await startEcrWire(
      ({ operation }) => {
        const times = calls.filter((call) => call.operation === operation).length
        if (operation === 'BatchGetImage') return unreadable[times - 1] ?? { images: [image], failures: [] }
        return times === 1 ? {} : { downloadUrl: `${endpoint}/layers/c` }
      },
      { c: { architecture: 'arm64' } },
    )
    const read = readEcrImage(identity, {}, reference, new AbortController().signal)
    expect(await read).toMatchObject({ architecture: 'arm64' })
    expect(calls).toHaveLength(5)
  })

  test('reads the configuration again when its server fails', async () => {
    const image = { imageId: { imageDigest: digest('d') }, imageManifest: JSON.stringify(single) }
    let downloads = 0
    const { endpoint } = await startEcrWire(
      ({ operation }) =>
        operation === 'BatchGetImage' ? { images: [image], failures: [] } : { downloadUrl: `${endpoint}/layers/c` },
      { c: { architecture: 'arm64' } },
      () => ++downloads === 1,
    )
    const read = readEcrImage(identity, {}, reference, new AbortController().signal)
    expect(await read).toMatchObject({ architecture: 'arm64' })
    expect(downloads).toBe(2)
  })

  test('throws image-not-found for a missing image', async () => {
    const { image } = await readImage({})
    expect(image).toMatchObject({
      verdict: 'image-not-found',
      message: `ECR does not have ${reference}: Requested image not found.`,
    })
  })

  test.each([
    ['RepositoryNotFoundException', 'image-not-found', 'no such repository'],
    ['AccessDeniedException', 'access-denied', 'not allowed'],
  ])('converts %s to %s', async (error, verdict, message) => {
    await startEcrWire(() => ({ error, message }))
    const work = readEcrImage(identity, {}, reference, new AbortController().signal)
    await expect(work).rejects.toMatchObject({ verdict, message: expect.stringContaining(message) })
  })

  test('rejects with the signal’s reason', async () => {
    const cancel = new AbortController()
    await startEcrWire(() => {
      cancel.abort(new Error('SIGINT'))
      return { images: [] }
    })
    await expect(readEcrImage(identity, {}, reference, cancel.signal)).rejects.toThrow('SIGINT')
  })
})
