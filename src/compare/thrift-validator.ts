import { BundleFormatError } from '../disdat/format/hyperframe.ts'

/** Seven bits a byte, of 64. */
const maxVarintBytes = 10
/** Structs in structs and lists in lists. */
const maxDepth = 16

/** Numbers of Thrift's compact protocol. https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const kinds = {
  stop: 0,
  yes: 1,
  no: 2,
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
 * Goes over a message in Thrift's compact protocol without making anything of it, so that a decoder that trusts it may
 * have it afterwards: every length in it is true, no number is longer than 64 bits, and there are at most `maxValues`.
 * Every call throws BundleFormatError for what is not so.
 */
export class ThriftValidator {
  readonly #bytes: Uint8Array
  #at = 0
  #values: number

  constructor(bytes: Uint8Array, maxValues: number) {
    this.#bytes = bytes
    this.#values = maxValues
  }

  /** Where the next thing begins. */
  get at(): number {
    return this.#at
  }

  /** The number of the field that begins here after the field `last`, and what is in it; undefined where the struct ends. */
  field(last: number): { readonly number: number; readonly kind: number } | undefined {
    const byte = this.#byte()
    const kind = byte & 0x0f
    if (kind === kinds.stop) return undefined
    const delta = byte >> 4
    return { number: delta === 0 ? this.#zigZag() : last + delta, kind }
  }

  /** Over what is in a field. */
  skip(kind: number, depth = 0): void {
    if (depth > maxDepth) throw broken('too many things in things')
    if (--this.#values < 0) throw broken('too many values')
    if (kind === kinds.byte) this.#over(1)
    else if (kind === kinds.i16 || kind === kinds.i32 || kind === kinds.i64) this.#varint()
    else if (kind === kinds.double) this.#over(8)
    else if (kind === kinds.binary) this.#over(this.#varint())
    else if (kind === kinds.list) this.#list(depth)
    else if (kind === kinds.struct) this.#struct(depth)
    else if (kind !== kinds.yes && kind !== kinds.no) throw broken(`a value of type ${kind}`)
  }

  #struct(depth: number): void {
    for (let field = this.field(0); field !== undefined; field = this.field(field.number)) {
      this.skip(field.kind, depth + 1)
    }
  }

  #list(depth: number): void {
    const byte = this.#byte()
    const kind = byte & 0x0f
    const short = byte >> 4
    const size = short === 15 ? this.#varint() : short
    // In a list a boolean has a byte of its own.
    const inList = kind === kinds.yes || kind === kinds.no ? kinds.byte : kind
    if (size > this.#bytes.length - this.#at) throw broken('a list of more values than there are bytes')
    for (let index = 0; index < size; index++) this.skip(inList, depth + 1)
  }

  #over(bytes: number): void {
    if (bytes > this.#bytes.length - this.#at) throw broken('a value that is cut off')
    this.#at += bytes
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw broken('an end before its end')
    this.#at++
    return byte
  }

  #varint(): number {
    let value = 0
    for (let index = 0; index < maxVarintBytes; index++) {
      const byte = this.#byte()
      value += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return value
    }
    throw broken('a number without an end')
  }

  #zigZag(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}

function broken(what: string): BundleFormatError {
  return new BundleFormatError(`not Thrift: ${what}`)
}
