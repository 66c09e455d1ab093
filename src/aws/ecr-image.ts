import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { getText } from '../lib/http.ts'
import { createClientConfig } from './client.ts'
import { awsFailure } from './errors.ts'
import type { Identity } from './identity.ts'

/** An image in ECR, as its registry describes it. */
export interface EcrImage {
  /** `repository@sha256:…` */
  readonly pinned: string
  /** As Docker has it: `amd64`, `arm64`. */
  readonly architecture: string | undefined
  readonly config: {
    readonly entrypoint: readonly string[]
    readonly command: readonly string[]
    readonly env: ReadonlyMap<string, string>
    readonly user: string
  }
}

const ecrReference =
  /^(?<registryId>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<repository>[^:@]+)(?::(?<tag>[^:@]+))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/

/** Whether a reference names an image in an ECR. */
export const isEcr = (reference: string): boolean => ecrReference.test(reference)

/** Manifests of one platform, and lists of such: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
const single = ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json']
const lists = ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json']

/** An image's configuration is a few KiB; more than this is none. */
const configLimitBytes = 4 << 20
const configTimeoutMs = 20_000

/**
 * Looks an image up in ECR, which is asked and never written to. Of an image for several platforms the digest is that of the list, so that each host takes its
 * own, and the configuration that of its first one; its architecture is then undefined. Throws Failure `image-not-found`, `access-denied`, `throttled` or
 * `remote-unreachable`.
 */
export async function readEcrImage(
  identity: Identity,
  env: Environment,
  reference: string,
  signal: AbortSignal,
): Promise<EcrImage> {
  const { registryId, region, repository = '', tag, digest } = ecrReference.exec(reference)?.groups ?? {}
  const name = reference.replace(/(?::[^:@/]+)?(?:@sha256:.*)?$/, '')
  const sdk = await import('@aws-sdk/client-ecr')
  const ecr = new sdk.ECRClient(createClientConfig(identity, env, region))
  const manifestOf = async (imageId: {
    imageTag?: string
    imageDigest?: string
  }): Promise<{ digest: string; manifest: unknown }> => {
    const command = new sdk.BatchGetImageCommand({
      registryId,
      repositoryName: repository,
      imageIds: [imageId],
      acceptedMediaTypes: [...single, ...lists],
    })
    const { images = [], failures = [] } = await ecr.send(command, { abortSignal: signal })
    const [image] = images
    if (!image?.imageManifest || !image.imageId?.imageDigest) throw notFound(reference, failures[0]?.failureReason)
    return { digest: image.imageId.imageDigest, manifest: JSON.parse(image.imageManifest) }
  }
  try {
    const asked = await manifestOf(digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' })
    const listed = list(asked.manifest, 'manifests').filter((entry) => text(entry, 'platform', 'os') === 'linux')
    const [first] = listed
    const isList = first !== undefined
    const { manifest } = isList ? await manifestOf({ imageDigest: text(first, 'digest') ?? '' }) : asked
    const layerDigest = text(manifest, 'config', 'digest')
    const layer = new sdk.GetDownloadUrlForLayerCommand({ registryId, repositoryName: repository, layerDigest })
    const { downloadUrl } = await ecr.send(layer, { abortSignal: signal })
    const config = await download(downloadUrl ?? '', env, signal)
    return {
      pinned: `${name}@${asked.digest}`,
      architecture: isList && listed.length > 1 ? undefined : text(config, 'architecture'),
      config: configOf(config),
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Failure) throw error
    if (error instanceof sdk.RepositoryNotFoundException) throw notFound(reference, error.message)
    throw awsFailure(error, `look at ${reference} in ECR`, 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer')
  } finally {
    ecr.destroy()
  }
}

function notFound(reference: string, why = 'no such image'): Failure {
  return new Failure(
    'image-not-found',
    `ECR does not have ${reference}: ${why}.`,
    'Check name, tag and `aws-region`, or push the image with `dsdt dockerize --push`.',
  )
}

async function download(url: string, env: Environment, signal: AbortSignal): Promise<unknown> {
  const { status, text } = await getText(url, { env, signal, timeoutMs: configTimeoutMs, limitBytes: configLimitBytes })
  if (status !== 200) throw new Error(`the image's configuration cannot be read: ${status}`)
  return JSON.parse(text)
}

function configOf(config: unknown): EcrImage['config'] {
  const inner = at(config, 'config')
  const env = list(inner, 'Env').flatMap((line): [string, string][] =>
    typeof line === 'string' ? [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]] : [],
  )
  return {
    entrypoint: list(inner, 'Entrypoint').map(String),
    command: list(inner, 'Cmd').map(String),
    env: new Map(env),
    user: text(inner, 'User') ?? '',
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

function list(value: unknown, key: string): readonly unknown[] {
  const found = at(value, key)
  return Array.isArray(found) ? found : []
}

function text(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce(at, value)
  return typeof found === 'string' ? found : undefined
}
