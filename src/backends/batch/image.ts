import { isEcr, readEcrImage } from '../../aws/ecr-image.ts'
import type { Identity } from '../../aws/identity.ts'
import { type Dialect, detectDialect } from '../../disdat/command-line.ts'
import { describeError, Failure } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import type { Image, ImageRequest } from '../backend.ts'
import { connect } from '../docker/engine.ts'
import { resolveImage } from '../docker/image.ts'

/**
 * The image that Batch is to pull. One in ECR is looked up there: its digest, its architecture, and from its configuration the dialect. One elsewhere is
 * named as it is; where its dialect is not given, the runner's own engine may know the image.
 */
export async function batchImage(
  identity: Identity,
  env: Environment,
  request: ImageRequest,
  signal: AbortSignal,
): Promise<Image> {
  const { reference } = request
  if (!isEcr(reference)) return await imageElsewhere(request, signal)
  const { pinned, architecture, config } = await readEcrImage(identity, env, reference, signal)
  const dialect = request.dialect ?? detectDialect(config.entrypoint, config.command)
  if (dialect === undefined)
    throw unknownDialect(
      reference,
      'has neither the entry point of a classic pipeline image nor the command of a luigi one',
    )
  return { reference, pinned, id: pinned, dialect, env: config.env, user: config.user, architecture }
}

async function imageElsewhere(request: ImageRequest, signal: AbortSignal): Promise<Image> {
  const { reference } = request
  const here = await resolveImage(
    await connect(),
    { ...request, pullPolicy: 'never' },
    async () => undefined,
    signal,
  ).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof Failure && error.verdict === 'invalid-input') throw error
    return describeError(error)
  })
  if (typeof here !== 'string') return { ...here, pinned: reference, id: reference }
  const dialect: Dialect | undefined = request.dialect
  if (dialect === undefined)
    throw unknownDialect(reference, 'is in no ECR and not on this runner, so its configuration cannot be read')
  return { reference, pinned: reference, id: reference, dialect, env: new Map(), user: '', architecture: undefined }
}

function unknownDialect(reference: string, why: string): Failure {
  return new Failure(
    'invalid-input',
    `dialect: the image ${reference} ${why}.`,
    'Set `dialect: classic` or `dialect: luigi`.',
  )
}
