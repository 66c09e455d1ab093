import { BundleFormatError } from '../disdat/format/format-error.ts'

/** A 64-bit number at seven bits a byte. */
const maxVarintBytes = 10
/** The deepest nesting of structs and lists. */
const maxDepth = 16

/** https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const types = {
  stop: 0,
  booleanTrue: 1,
  booleanFalse: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  struct: 12,
} as const

/**
 * Validates a message in Thrift's compact protocol without decoding it, for a decoder that trusts its input: all
 * lengths are within the message, no number is longer than 64 bits, nesting is limited, and there are at most
 * `maxValues` values. Every method throws BundleFormatError for other bytes.
 */
export class ThriftValidator {
  readonly #bytes: Uint8Array
  #position = 0
  #valuesLeft: number

  constructor(bytes: Uint8Array, maxValues: number) {
    this.#bytes = bytes
    this.#valuesLeft = maxValues
  }

  /** The offset of the next byte. */
  get position(): number {
    return this.#position
  }

  /** Reads the number and type of the field after the field `last`; undefined at the end of the struct. */
  readField(last: number): { readonly number: number; readonly type: number } | undefined {
    const byte = this.#readByte()
    const type = byte & 0x0f
    if (type === types.stop) return undefined
    const delta = byte >> 4
    return { number: delta === 0 ? this.#readZigZag() : last + delta, type }
  }

  /** Skips the fields of a struct, such as the whole message. */
  skipStruct(depth = 0): void {
    for (let field = this.readField(0); field !== undefined; field = this.readField(field.number)) {
      this.skipValue(field.type, depth + 1)
    }
  }

  /** Skips the value of a field of this type. */
  skipValue(type: number, depth = 0): void {
    if (depth > maxDepth) throw createError(`more than ${maxDepth} levels of nesting`)
    if (--this.#valuesLeft < 0) throw createError('too many values')
    if (type === types.byte) this.#skipBytes(1)
    else if (type === types.i16 || type === types.i32 || type === types.i64) this.#readVarint()
    else if (type === types.double) this.#skipBytes(8)
    else if (type === types.binary) this.#skipBytes(this.#readVarint())
    else if (type === types.list) this.#skipList(depth)
    else if (type === types.struct) this.skipStruct(depth)
    else if (type !== types.booleanTrue && type !== types.booleanFalse) throw createError(`a value of type ${type}`)
  }

  #skipList(depth: number): void {
    const byte = this.#readByte()
    const type = byte & 0x0f
    const shortSize = byte >> 4
    const size = shortSize === 15 ? this.#readVarint() : shortSize
    // A boolean of a list takes a byte, while a boolean field is in its type.
    const elementType = type === types.booleanTrue || type === types.booleanFalse ? types.byte : type
    if (size > this.#bytes.length - this.#position) throw createError('a list of more values than there are bytes')
    for (let index = 0; index < size; index++) this.skipValue(elementType, depth + 1)
  }

  #skipBytes(bytes: number): void {
    if (bytes > this.#bytes.length - this.#position) throw createError('a value that is cut off')
    this.#position += bytes
  }

  #readByte(): number {
    const byte = this.#bytes[this.#position]
    if (byte === undefined) throw createError('an unexpected end')
    this.#position++
    return byte
  }

  #readVarint(): number {
    let value = 0
    for (let index = 0; index < maxVarintBytes; index++) {
      const byte = this.#readByte()
      value += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return value
    }
    throw createError('a number without an end')
  }

  #readZigZag(): number {
    const value = this.#readVarint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}

function createError(reason: string): BundleFormatError {
  return new BundleFormatError(`not Thrift: ${reason}`)
}
