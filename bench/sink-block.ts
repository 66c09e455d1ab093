/** The length of the block that the sink repeats. */
export const blockBytes = 1 << 20

/** Creates the block that the large objects of the sink repeat: pseudo-random bytes. */
export function createSinkBlock(): Buffer {
  const block = Buffer.alloc(blockBytes)
  for (let at = 0; at < blockBytes; at += 4) block.writeUInt32LE(Math.imul(at + 1, 2654435761) >>> 0, at)
  return block
}
