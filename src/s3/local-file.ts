import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { openRegularFile } from '../lib/regular-file.ts'
import { StoreError } from './errors.ts'
import type { StreamedBody } from './request.ts'
import type { LocalFile } from './transfer.ts'

/** Opens a file of a bundle. A link that replaced it meanwhile is refused: it could name any file of this user. */
export const openLocalFile = (file: string): Promise<FileHandle> => openRegularFile(file, { followsLink: false })

/** Reads a whole file. Throws StoreError `file-changed` when it has another size. */
export async function readWholeFile({ file, size }: LocalFile): Promise<Buffer> {
  await using handle = await openLocalFile(file)
  await assertSize(handle, { file, size })
  const bytes = Buffer.allocUnsafeSlow(size)
  await readAt(handle, bytes, { file, position: 0 })
  return bytes
}

/** Throws StoreError `file-changed` when the file has another size. */
export async function assertSize(handle: FileHandle, { file, size }: LocalFile): Promise<void> {
  if ((await handle.stat()).size !== size) throw createChangedError(file)
}

/** Fills a buffer from a position of a file. Throws StoreError `file-changed` when the file ends before. */
export async function readAt(
  handle: FileHandle,
  bytes: Buffer,
  { file, position }: { readonly file: string; readonly position: number },
): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, offset, bytes.length - offset, position + offset)
    if (bytesRead === 0) throw createChangedError(file)
    offset += bytesRead
  }
}

/** Bytes that are read at a time. */
const streamedBytes = 64 * 1024

/** A body that is read from a file while it is sent. */
export function streamFile(file: string, position: number, length: number): StreamedBody {
  return { length, open: () => Readable.from(readRange(file, position, length), { objectMode: false }) }
}

async function* readRange(file: string, position: number, length: number): AsyncGenerator<Buffer> {
  const handle = await openLocalFile(file)
  // The stream closes the handle.
  yield* handle.createReadStream({ start: position, end: position + length - 1, highWaterMark: streamedBytes })
}

function createChangedError(file: string): StoreError {
  return new StoreError('file-changed', `${file} changed while it was sent.`)
}
