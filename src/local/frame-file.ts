import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** A frame ends with its hash: field 10, 32 characters. */
const tailBytes = 34
const tailStart = Buffer.of(0x52, 32)
const chunkBytes = 1024 * 1024

/**
 * Whether the `hash` at the end of a frame's file is the MD5 of what stands before it, where Disdat writes it; undefined
 * when no hash stands there. Read in pieces: a frame of numbers may be larger than memory.
 */
export async function frameFileMatches(file: string): Promise<boolean | undefined> {
  await using handle = await open(file)
  const { size } = await handle.stat()
  if (size < tailBytes) return undefined
  const tail = Buffer.alloc(tailBytes)
  await handle.read(tail, 0, tailBytes, size - tailBytes)
  if (!tail.subarray(0, tailStart.length).equals(tailStart)) return undefined
  const hash = createHash('md5')
  const buffer = Buffer.alloc(Math.min(chunkBytes, size))
  for (let at = 0; at < size - tailBytes; ) {
    const wanted = Math.min(buffer.length, size - tailBytes - at)
    const { bytesRead } = await handle.read(buffer, 0, wanted, at)
    if (bytesRead === 0) return false
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  return hash.digest('hex') === tail.toString('latin1', tailStart.length)
}
