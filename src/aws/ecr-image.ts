import type { ECRClient, ImageIdentifier } from '@aws-sdk/client-ecr'
import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { getText } from '../lib/http.ts'
import { manifestTypes, parseImageReference } from '../lib/image-reference.ts'
import { getList, getString } from '../lib/json.ts'
import { jitteredPause, retry } from '../lib/retry.ts'
import { requireList } from '../lib/shape.ts'
import type { AwsClient } from './aws-client.ts'
import type { Identity } from './credentials.ts'
import { openEcr } from './ecr.ts'
import { parseEcrHost } from './ecr-host.ts'
import { toAwsFailure } from './errors.ts'

/** An image in ECR, as its registry describes it. */
export interface EcrImage {
  /** `repository@sha256:…` */
  readonly pinned: string
  /** In Docker's terms: `amd64`, `arm64`. */
  readonly architecture: string | undefined
  /** The whole configuration: https://github.com/opencontainers/image-spec/blob/main/config.md */
  readonly content: unknown
}

/** Whether a reference names an image in a private ECR registry. */
export function isEcrReference(text: string): boolean {
  return parseEcrHost(parseImageReference(text)?.host ?? '') !== undefined
}

/** An image's configuration has a few KiB. */
const configLimitBytes = 4 << 20
const configTimeoutMs = 20_000
/** Attempts at the configuration; its address expires after some minutes, so the pauses are short. */
const configAttempts = 4
const configBackoff = { firstMs: 500, maxMs: 4_000 }

/**
 * Looks up an image in ECR without writing to it. For an image of several platforms, the digest is the manifest list's,
 * so that each host pulls its own image, the configuration is that of the first Linux image, and the architecture is
 * undefined. Throws Failure `image-not-found`, `access-denied`, `throttled` or `remote-unreachable`.
 */
export async function readEcrImage(
  identity: Identity,
  env: Environment,
  reference: string,
  signal: AbortSignal,
): Promise<EcrImage> {
  const { name, host = '', path: repository = '', tag, digest } = parseImageReference(reference) ?? {}
  const registryHost = parseEcrHost(host)
  const { sdk, ecr } = await openEcr(identity, env, registryHost)
  const registry: EcrRegistry = { sdk, ecr, registryId: registryHost?.registryId, repository, reference }
  try {
    const top = await readManifest(registry, digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' }, signal)
    const images = getList(top.manifest, 'manifests').filter((entry) => getString(entry, 'platform', 'os') === 'linux')
    const [first] = images
    const { manifest } =
      first === undefined
        ? top
        : await readManifest(registry, { imageDigest: getString(first, 'digest') ?? '' }, signal)
    const content = await readConfig(registry, getString(manifest, 'config', 'digest'), env, signal)
    return {
      pinned: `${name}@${top.digest}`,
      architecture: images.length > 1 ? undefined : getString(content, 'architecture'),
      content,
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Failure) throw error
    if (error instanceof sdk.RepositoryNotFoundException) throw createNotFoundFailure(reference, error.message)
    throw toAwsFailure(error, `look up ${reference} in ECR`, 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer')
  } finally {
    ecr.destroy()
  }
}

interface EcrRegistry {
  readonly sdk: typeof import('@aws-sdk/client-ecr')
  readonly ecr: AwsClient<ECRClient>
  readonly registryId: string | undefined
  readonly repository: string
  readonly reference: string
}

async function readManifest(
  { sdk, ecr, registryId, repository: repositoryName, reference }: EcrRegistry,
  imageId: ImageIdentifier,
  signal: AbortSignal,
): Promise<{ readonly digest: string; readonly manifest: unknown }> {
  const acceptedMediaTypes = [...manifestTypes]
  const command = new sdk.BatchGetImageCommand({ registryId, repositoryName, imageIds: [imageId], acceptedMediaTypes })
  return await ecr.call(signal, async (client, options) => {
    const response = await client.send(command, options)
    const [image] = requireList(response, 'images')
    const digest = getString(image, 'imageId', 'imageDigest')
    const manifest = getString(image, 'imageManifest')
    if (digest !== undefined && manifest !== undefined) return { digest, manifest: JSON.parse(manifest) }
    const [failure] = requireList(response, 'failures')
    if (failure === undefined) throw new Error('the response names neither an image nor a failure')
    throw createNotFoundFailure(reference, getString(failure, 'failureReason'))
  })
}

function createNotFoundFailure(reference: string, reason = 'no such image'): Failure {
  return new Failure(
    'image-not-found',
    `ECR does not have ${reference}: ${reason}.`,
    'Check name, tag and `aws-region`, or push the image with `docker push`.',
  )
}

async function readConfig(
  { sdk, ecr, registryId, repository: repositoryName }: EcrRegistry,
  layerDigest: string | undefined,
  env: Environment,
  signal: AbortSignal,
): Promise<unknown> {
  const command = new sdk.GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest })
  const downloadUrl = await ecr.call(signal, async (client, options) => {
    const url = getString(await client.send(command, options), 'downloadUrl')
    if (url === undefined) throw new Error('the response names no address of the configuration')
    return url
  })
  const limits = { timeoutMs: configTimeoutMs, limitBytes: configLimitBytes }
  const download = async (): Promise<unknown> => {
    const { status, text } = await getText(downloadUrl, { env, signal, ...limits })
    if (status !== 200) throw new DownloadError(status)
    return JSON.parse(text)
  }
  const pauseMs = (error: unknown, attempt: number) =>
    signal.aborted || attempt >= configAttempts || (error instanceof DownloadError && !error.isTransient)
      ? undefined
      : jitteredPause(attempt, configBackoff)
  return await retry(download, { pauseMs, signal })
}

class DownloadError extends Error {
  readonly isTransient: boolean

  constructor(status: number) {
    super(`the image's configuration cannot be read: ${status}`)
    this.isTransient = status === 429 || status >= 500
  }
}
