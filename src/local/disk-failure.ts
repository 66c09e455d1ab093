import { Failure } from '../errors.ts'
import { diskFullCodes, getFileErrorCode } from '../lib/file-errors.ts'

/**
 * The Failure, `disk-full` or `local-context-unwritable`, for an error of writing below `folder`. Any other error is
 * returned as it is.
 */
export function toDiskFailure(error: unknown, folder: string): unknown {
  const code = getFileErrorCode(error)
  if (code === undefined || error instanceof Failure) return error
  const options = { cause: error }
  if (diskFullCodes.has(code)) {
    return new Failure('disk-full', `No space is left below ${folder} (${code}).`, 'Free some disk space.', options)
  }
  const evidence = `${folder} could not be written (${code}).`
  if (code === 'EXDEV') {
    const advice =
      'Keep `objects` on the same file system as its context: a bundle is moved into place with one rename.'
    return new Failure('local-context-unwritable', evidence, advice, options)
  }
  return new Failure('local-context-unwritable', evidence, unwritableAdvice, options)
}

/** What to do when the user of the job cannot write to a local context. */
export const unwritableAdvice = "Make it writable for the job's user, or set `pull-output: false`."
