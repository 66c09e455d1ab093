import { BundleFormatError, throwFormatError } from '../../disdat/format/format-error.ts'

/**
 * Decodes small integers that a page has as runs and packed bits, such as places in a dictionary. The decoder of the
 * hyparquet writes runs of any length, so that a few bytes of a damaged file can take all memory. Throws
 * BundleFormatError for other bytes, and for fewer integers.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 *
 * @param width The bits of an integer.
 */
export function decodeRuns<T extends Uint8Array | Int32Array>(bytes: Uint8Array, width: number, out: T): T {
  if (width > 32) throw new BundleFormatError(`integers of ${width} bits`)
  const reader = { bytes, at: 0 }
  for (let index = 0; index < out.length; ) {
    const header = readVarint(reader)
    const count = header >>> 1
    if (count === 0) throw new BundleFormatError('an empty run')
    if (header & 1)
      index = unpackBits(reader, width, { out, index, count: Math.min(count * 8, out.length - index) }, count)
    else {
      const value = readInteger(reader, (width + 7) >> 3)
      const end = Math.min(index + count, out.length)
      out.fill(value, index, end)
      index = end
    }
  }
  return out
}

type Reader = { readonly bytes: Uint8Array; at: number }
type Part = { readonly out: Uint8Array | Int32Array; readonly index: number; readonly count: number }

/** Returns the index after the unpacked integers. Each group has eight of them. */
function unpackBits(reader: Reader, width: number, { out, index, count }: Part, groups: number): number {
  const { bytes, at } = reader
  const needed = Math.ceil((count * width) / 8)
  if (needed > bytes.length - at) throw new BundleFormatError('packed bits that are cut off')
  const mask = 2 ** width - 1
  let [bits, held, next] = [0, 0, at]
  for (let place = 0; place < count; place++) {
    while (held < width) {
      bits += (bytes[next++] ?? 0) * 2 ** held
      held += 8
    }
    const value = width > 24 ? bits % (mask + 1) : bits & mask
    out[index + place] = value
    bits = width > 24 ? Math.floor(bits / (mask + 1)) : bits >>> width
    held -= width
  }
  reader.at += Math.min(groups * width, bytes.length - at)
  return index + count
}

function readVarint(reader: Reader): number {
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.bytes[reader.at++] ?? throwFormatError('a run that is cut off')
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return value
  }
  throw new BundleFormatError('a run of more than 32 bits')
}

function readInteger(reader: Reader, bytes: number): number {
  let value = 0
  for (let index = 0; index < bytes; index++) {
    value += (reader.bytes[reader.at++] ?? throwFormatError('a run that is cut off')) * 2 ** (index * 8)
  }
  return value
}
