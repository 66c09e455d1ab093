import type { FileHandle } from 'node:fs/promises'

/** Writes all chunks one after the other, from `position` in the file. Throws the error of the file system. */
export async function writeAt(handle: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks, position)
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  if (bytesWritten === length) return
  // A disk that is nearly full takes some of the bytes; only the next write reports the error.
  const rest = Buffer.concat(chunks).subarray(bytesWritten)
  for (let offset = 0; offset < rest.length; ) {
    const written = await handle.write(rest, offset, rest.length - offset, position + bytesWritten + offset)
    offset += written.bytesWritten
  }
}
