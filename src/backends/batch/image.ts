import type { Identity } from '../../aws/credentials.ts'
import { type EcrImage, isEcrReference, readEcrImage } from '../../aws/ecr-image.ts'
import { describeError, Failure } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import { parseImageReference } from '../../lib/image-reference.ts'
import { chooseDialect } from '../choose-dialect.ts'
import type { Image, ImageIdentity, ImageRequest } from '../image.ts'
import { parseImageContent, readImageCommand, readImageVariables } from '../image-content.ts'
import { createUnknownDialectFailure } from '../image-failures.ts'
import { computeImageFingerprint } from '../image-fingerprint.ts'

/** Finds an image on the runner's own Docker engine, without pulling it. Throws Failure. */
export type FindLocalImage = (request: ImageRequest, signal: AbortSignal) => Promise<Image>

/** What finding an image needs. */
export interface ImageContext {
  readonly identity: Identity
  readonly env: Environment
  readonly findLocalImage: FindLocalImage
}

/**
 * The image that Batch pulls. ECR provides the digest, the architecture and the configuration. Where that leaves
 * several dialects, the runner's own copy shows which, if there is one. Another registry's image keeps its reference,
 * and without a `dialect` input only the runner's own copy shows the dialect.
 */
export async function resolveBatchImage(
  context: ImageContext,
  request: ImageRequest,
  signal: AbortSignal,
): Promise<Image> {
  const { reference } = request
  if (!isEcrReference(reference)) return await resolveOtherImage(context, request, signal)
  const found = await readEcrImage(context.identity, context.env, reference, signal)
  const { pinned, architecture, content } = found
  const settings = readImageCommand(parseImageContent(content).config)
  const dialect = await chooseDialect(request, settings, async () => {
    const local = await context.findLocalImage({ ...request, reference: pinned }, signal).catch(() => undefined)
    signal.throwIfAborted()
    return local?.dialect
  })
  const { env: imageEnv, user, entrypoint } = settings
  const fingerprint = fingerprintEcrImage(found)
  return { reference, pinned, id: pinned, dialect, env: imageEnv, user, entrypoint, architecture, fingerprint }
}

/** Undefined for an image of several platforms, of which one was read and the hosts may run another. */
const fingerprintEcrImage = ({ architecture, content }: EcrImage) =>
  architecture === undefined ? undefined : computeImageFingerprint(parseImageContent(content))

/**
 * The image that Batch would pull, by its description in ECR, or by the digest in its reference. Throws an Error for a
 * tag in another registry: only the hosts know what they pull.
 */
export async function identifyBatchImage(
  identity: Identity,
  env: Environment,
  reference: string,
  signal: AbortSignal,
): Promise<ImageIdentity> {
  if (isEcrReference(reference)) {
    const found = await readEcrImage(identity, env, reference, signal)
    const variables = readImageVariables(parseImageContent(found.content).config)
    return { pinned: found.pinned, fingerprint: fingerprintEcrImage(found), env: variables }
  }
  if (parseImageReference(reference)?.digest === undefined)
    throw new Error('it is not in ECR, and its reference names no digest')
  return { pinned: reference, fingerprint: undefined, env: undefined }
}

async function resolveOtherImage(
  { findLocalImage }: ImageContext,
  request: ImageRequest,
  signal: AbortSignal,
): Promise<Image> {
  const { reference, dialect } = request
  const local = await findLocalImage(request, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof Failure && error.verdict === 'invalid-input') throw error
    return describeError(error)
  })
  // The hosts may pull another image of this tag than the runner has.
  if (typeof local !== 'string') return { ...local, pinned: reference, id: reference, fingerprint: undefined }
  if (dialect === undefined)
    throw createUnknownDialectFailure(
      reference,
      'is not in ECR and not on this runner, so its configuration cannot be read',
    )
  return { reference, pinned: reference, id: reference, dialect, env: new Map(), user: '', architecture: undefined }
}
