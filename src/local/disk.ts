import type { FileHandle } from 'node:fs/promises'
import { Failure } from '../errors.ts'

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const forbidden = new Set(['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'])
const other = new Set(['EXDEV', 'ENOENT', 'EIO', 'EMFILE', 'ENFILE', 'EEXIST', 'ENOTEMPTY', 'EBUSY'])

/** The system's name for what went wrong with a file, such as `ENOSPC`; undefined for errors of another kind. */
export function fileErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return full.has(error.code) || forbidden.has(error.code) || other.has(error.code) ? error.code : undefined
}

/** Whether a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return fileErrorCode(error) === 'ENOENT' || fileErrorCode(error) === 'ENOTDIR'
}

/**
 * The failure that an error of writing below `folder` amounts to: `disk-full` or `local-context-unwritable`.
 * What is no error of a file is given back as it came.
 */
export function diskFailure(error: unknown, folder: string): unknown {
  const code = fileErrorCode(error)
  if (code === undefined || error instanceof Failure) return error
  const options = { cause: error }
  if (full.has(code)) {
    return new Failure('disk-full', `No room is left below ${folder} (${code}).`, 'Free some space there.', options)
  }
  const evidence = `${folder} could not be written (${code}).`
  if (code === 'EXDEV') {
    const advice = 'Have `objects` on the same file system as its context: a bundle is put there by one rename.'
    return new Failure('local-context-unwritable', evidence, advice, options)
  }
  const advice = "Make it writable for the job's user, or set `pull-output: false`."
  return new Failure('local-context-unwritable', evidence, advice, options)
}

/** Writes all of these bytes from a position of a file on. */
export async function writeAt(handle: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks, position)
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (bytesWritten === length) return
  // A disk that is nearly full takes a part of it, and says why it did not take more when it is asked again.
  const rest = Buffer.concat(chunks).subarray(bytesWritten)
  for (let at = 0; at < rest.length; ) {
    at += (await handle.write(rest, at, rest.length - at, position + bytesWritten + at)).bytesWritten
  }
}
