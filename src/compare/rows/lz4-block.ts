import { BundleFormatError } from '../../disdat/format/format-error.ts'

/** The shortest repetition, in bytes: shorter ones have no length. */
const minMatch = 4
/** A length of four bits that further bytes extend, the last of which is not 255. */
const extended = { bits: 15, byte: 255 } as const
/** The sizes before a block in a file of Hadoop, in bytes. */
const hadoopHeadBytes = 8

/**
 * Unpacks a block of LZ4 into `out`, which it fills. Throws BundleFormatError for any other block.
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function unpackLz4Block(block: Uint8Array, out: Uint8Array): void {
  let at = 0
  let filled = 0
  const readLength = (bits: number) => {
    let length = bits
    if (bits < extended.bits) return length
    for (let byte: number = extended.byte; byte === extended.byte; length += byte) byte = block[at++] ?? 0
    return length
  }
  while (at < block.length) {
    const token = block[at++] ?? 0
    const literals = readLength(token >>> 4)
    if (literals > block.length - at || literals > out.length - filled) throw new BundleFormatError(damaged)
    out.set(block.subarray(at, at + literals), filled)
    at += literals
    filled += literals
    // The last sequence has no repetition.
    if (at === block.length) break
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8)
    at += 2
    const end = filled + readLength(token & 15) + minMatch
    if (distance === 0 || distance > filled || end > out.length) throw new BundleFormatError(damaged)
    // Byte by byte, because a repetition may include bytes of its own.
    for (; filled < end; filled++) out[filled] = out[filled - distance] ?? 0
  }
  if (filled !== out.length) throw new BundleFormatError(damaged)
}

const damaged = 'a page whose LZ4 block is damaged'

/**
 * Unpacks a page of Parquet's older codec `LZ4`: blocks with the two sizes of Hadoop before each, or, from some
 * writers, one block alone. Throws as `unpackLz4Block` does.
 * https://github.com/apache/parquet-format/blob/master/Compression.md#lz4
 */
export function unpackHadoopLz4(page: Uint8Array, out: Uint8Array): void {
  const blocks = findHadoopBlocks(page, out.length)
  if (blocks === undefined) {
    unpackLz4Block(page, out)
    return
  }
  let filled = 0
  for (const { block, size } of blocks) {
    unpackLz4Block(block, out.subarray(filled, filled + size))
    filled += size
  }
}

/** Undefined where the sizes are not those of blocks that are `size` bytes together. */
function findHadoopBlocks(page: Uint8Array, size: number) {
  const view = new DataView(page.buffer, page.byteOffset, page.length)
  const blocks: { readonly block: Uint8Array; readonly size: number }[] = []
  let left = size
  for (let at = 0; at < page.length; ) {
    const start = at + hadoopHeadBytes
    if (start > page.length) return undefined
    const sizes = { unpacked: view.getUint32(at), packed: view.getUint32(at + 4) }
    at = start + sizes.packed
    left -= sizes.unpacked
    if (at > page.length || left < 0) return undefined
    blocks.push({ block: page.subarray(start, at), size: sizes.unpacked })
  }
  return left === 0 ? blocks : undefined
}
