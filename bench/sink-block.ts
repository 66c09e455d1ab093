/** The length of what the sink repeats. */
export const blockBytes = 1 << 20

/** What every large object of the sink consists of, again and again: bytes that look random. */
export function createSinkBlock(): Buffer {
  const block = Buffer.alloc(blockBytes)
  for (let at = 0; at < blockBytes; at += 4) block.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at)
  return block
}
