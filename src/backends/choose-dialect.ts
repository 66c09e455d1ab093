import { type Dialect, listGenerations } from '../disdat/generations.ts'
import { canStart, detectGenerations, type ImageCommand } from '../disdat/recognize-image.ts'
import type { ImageRequest } from './image.ts'
import {
  createAmbiguousDialectFailure,
  createUnknownDialectFailure,
  createWrongDialectFailure,
  noDialectReason,
} from './image-failures.ts'

/** Finds out which generation an image is of by more than its configuration; undefined where that is not possible. */
export type FindVersion = (program: string | undefined) => Promise<Dialect | undefined>

/**
 * The generation of an image: the requested one, or that of the configuration. `findVersion` is called only where these
 * leave several with different command lines. Throws Failure `invalid-input` for an image of no known generation, for
 * several that remain, and for a request that the image cannot start.
 */
export async function chooseDialect(
  request: Pick<ImageRequest, 'reference' | 'dialect' | 'needsVersion'>,
  command: ImageCommand,
  findVersion: FindVersion,
): Promise<Dialect> {
  const { reference, dialect: requested } = request
  const detected = detectGenerations(command)
  const candidates = requested === undefined ? detected : listGenerations(requested)
  const [first, second] = candidates
  if (first === undefined) throw createUnknownDialectFailure(reference, noDialectReason)
  if (requested !== undefined && detected.length > 0 && !canStart(command, first))
    throw createWrongDialectFailure(reference, requested, detected)
  if (second === undefined) return first.dialect
  if (first.takesInput && !request.needsVersion) return 'classic'
  const found = (await findVersion(first.program)) ?? requested
  if (found === undefined) throw createAmbiguousDialectFailure(reference, candidates)
  return found
}
