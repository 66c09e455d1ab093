import type { DescField, DescMessage } from '@bufbuild/protobuf'
import { ScalarType } from '@bufbuild/protobuf'
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

/**
 * Throws BundleFormatError for bytes that Python's Protocol Buffers refuse as this message and `fromBinary` reads: it
 * does not compare wire types, and does not stop at the end of an inner message.
 */
export function assertWireFormat(schema: DescMessage, bytes: Uint8Array): void {
  const fields = getFields(schema)
  for (const { number, wireType, content } of readFields(bytes)) {
    const field = fields.get(number)
    if (field === undefined) continue
    if (wireType !== getWireType(field)) throw new BundleFormatError(`a field ${number} of wire type ${wireType}`)
    if (field.message !== undefined) assertWireFormat(field.message, content)
  }
}

const fieldsOfSchemas = new Map<DescMessage, ReadonlyMap<number, DescField>>()

/** The fields of a message by their numbers: each HyperFrame has many small messages. */
function getFields(schema: DescMessage): ReadonlyMap<number, DescField> {
  const known = fieldsOfSchemas.get(schema)
  if (known !== undefined) return known
  const fields = new Map(schema.fields.map((field) => [field.number, field]))
  fieldsOfSchemas.set(schema, fields)
  return fields
}

function getWireType(field: DescField): WireType {
  if (field.enum !== undefined) return WireType.Varint
  switch (field.scalar) {
    case ScalarType.DOUBLE:
      return WireType.Bit64
    case ScalarType.INT32:
      return WireType.Varint
    default:
      return WireType.LengthDelimited
  }
}

function readField(bytes: Buffer, reader: BinaryReader): WireField {
  const start = reader.pos
  const [number, wireType] = reader.tag()
  if (wireType === WireType.StartGroup || wireType === WireType.EndGroup) {
    throw new BundleFormatError(`field ${number} is a group`)
  }
  const lengthStart = reader.pos
  const length = wireType === WireType.LengthDelimited ? reader.uint32() : undefined
  const begin = reader.pos
  // The reader takes the lowest 32 bits of a length. A fifth byte of 128 or more is not the last one.
  if (begin - lengthStart > 4 && (bytes[lengthStart + 4] ?? 0) >= 16) {
    throw new BundleFormatError('a length of more than 32 bits')
  }
  if (length === undefined) reader.skip(wireType, number)
  else reader.pos += length
  const end = reader.pos
  return { number, wireType, start, end, content: bytes.subarray(begin, end), contentBytes: end - begin }
}
