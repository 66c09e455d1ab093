import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { BundleFormatError, decodeOrThrow } from './format-error.ts'

/** One field of a Protocol Buffers message. https://protobuf.dev/programming-guides/encoding/ */
export type WireField = {
  readonly number: number
  readonly wireType: WireType
  /** The offset of its tag. */
  readonly start: number
  /** The offset of its end as its length says, which a prefix of a message may not reach. */
  readonly end: number
  /** A view of the value, without its tag and length prefix: of a prefix, as much as there is. */
  readonly content: Buffer
  /** The length of the whole value, in bytes. */
  readonly contentBytes: number
}

/**
 * The top-level fields of a message, in the order of its bytes. Allocates nothing as large as a length claims. Throws
 * BundleFormatError for bytes that are not a message, for a group, and for a value that is cut off, unless `isPrefix`.
 *
 * @param isPrefix Whether the bytes are only the beginning of a message, so that its last text, bytes or message may be
 * cut off.
 */
export function* readFields(bytes: Uint8Array, { isPrefix = false } = {}): Generator<WireField> {
  const reader = new BinaryReader(bytes)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const read = () => readField(buffer, reader)
  while (reader.pos < reader.len) {
    const field = decodeOrThrow('protobuf message', read)
    if (field.end > bytes.length && !isPrefix) throw new BundleFormatError(`field ${field.number} is cut off`)
    yield field
  }
}

function readField(bytes: Buffer, reader: BinaryReader): WireField {
  const start = reader.pos
  const [number, wireType] = reader.tag()
  if (wireType === WireType.StartGroup || wireType === WireType.EndGroup) {
    throw new BundleFormatError(`field ${number} is a group`)
  }
  const length = wireType === WireType.LengthDelimited ? reader.uint32() : undefined
  const begin = reader.pos
  if (length === undefined) reader.skip(wireType, number)
  else reader.pos += length
  const end = reader.pos
  return { number, wireType, start, end, content: bytes.subarray(begin, end), contentBytes: end - begin }
}
