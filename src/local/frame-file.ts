import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** A frame ends with its hash: two bytes for field 10 and its length, and 32 characters. */
const tailBytes = 34
const tailStart = Buffer.of(0x52, 32)
const chunkBytes = 1024 * 1024

/**
 * Whether the `hash` at the end of a frame's file is the MD5 of the bytes before it, as Disdat writes it; undefined
 * when the file does not end with a hash. Reads the file in chunks: a frame may be larger than memory.
 */
export async function frameFileHashMatches(file: string): Promise<boolean | undefined> {
  await using handle = await open(file)
  const { size } = await handle.stat()
  if (size < tailBytes) return undefined
  const tail = Buffer.alloc(tailBytes)
  await handle.read(tail, 0, tailBytes, size - tailBytes)
  if (!tail.subarray(0, tailStart.length).equals(tailStart)) return undefined
  const hash = createHash('md5')
  const buffer = Buffer.alloc(Math.min(chunkBytes, size))
  for (let position = 0; position < size - tailBytes; ) {
    const length = Math.min(buffer.length, size - tailBytes - position)
    const { bytesRead } = await handle.read(buffer, 0, length, position)
    if (bytesRead === 0) return false
    hash.update(buffer.subarray(0, bytesRead))
    position += bytesRead
  }
  return hash.digest('hex') === tail.toString('latin1', tailStart.length)
}
