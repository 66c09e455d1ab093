import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { StoreError } from './errors.ts'
import type { StreamedBody } from './request.ts'
import type { LocalFile } from './transfer.ts'

/** Reads a whole file. Throws StoreError `file-changed` when it has another size. */
export async function readWholeFile({ file, size }: LocalFile): Promise<Buffer> {
  await using handle = await open(file)
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

/** A body that is read from a file while it is sent. */
export function streamFile(file: string, position: number, length: number): StreamedBody {
  return { length, open: () => createReadStream(file, { start: position, end: position + length - 1 }) }
}

function createChangedError(file: string): StoreError {
  return new StoreError('file-changed', `${file} changed while it was sent.`)
}
