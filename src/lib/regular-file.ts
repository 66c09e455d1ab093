import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'

/** A path does not lead to a regular file, or the file has too many bytes. The message is a clause that names it. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError'
}

/**
 * Opens a regular file for reading; a character device such as `/dev/null` counts as an empty one. Throws
 * UnreadableFileError for anything else, such as a folder or a named pipe, the error of the file system, and with
 * `followsLink: false` also for a symbolic link (`ELOOP`).
 */
export async function openRegularFile(
  file: string,
  { followsLink = true }: { readonly followsLink?: boolean } = {},
): Promise<FileHandle> {
  // Without O_NONBLOCK, opening a named pipe waits for its writer, and a cancellation does not end that wait.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (followsLink ? 0 : constants.O_NOFOLLOW)
  const handle = await open(file, flags)
  const stats = await handle.stat()
  if (stats.isFile() || stats.isCharacterDevice()) return handle
  await handle.close()
  throw new UnreadableFileError(`${path.basename(file)} is not a regular file`)
}

/** Limits of a file that is read at once, in bytes. */
export interface ReadLimits {
  /** A larger file is refused. */
  readonly maxBytes: number
  /** Only so many bytes are read and counted. */
  readonly firstBytes?: number
  readonly followsLink?: boolean
}

/** The bytes of a regular file. Throws as `openRegularFile`, and UnreadableFileError for more than `maxBytes`. */
export async function readRegularFile(file: string, limits: ReadLimits): Promise<Buffer> {
  const { maxBytes, firstBytes, ...options } = limits
  await using handle = await openRegularFile(file, options)
  const { size } = await handle.stat()
  const target = Math.min(size, firstBytes ?? size)
  if (target > maxBytes) throw new UnreadableFileError(`${path.basename(file)} has more than ${maxBytes} bytes`)
  const bytes = Buffer.allocUnsafeSlow(target)
  let length = 0
  while (length < target) {
    const { bytesRead } = await handle.read(bytes, length, target - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return bytes.subarray(0, length)
}

/** The text of a regular file that a step can do without; empty when it does not exist or cannot be read. */
export async function readOptionalText(file: string, limits: ReadLimits): Promise<string> {
  return await readRegularFile(file, limits).then(
    (bytes) => bytes.toString(),
    () => '',
  )
}
