import { BundleFormatError } from './hyperframe.ts'

/** The begin of a field: its tag, and what tells where it ends. */
export type WireField = {
  readonly number: number
  /** What kind of content: `number` is in the tag's own bytes, `fixed` and `delimited` follow. */
  readonly kind: 'number' | 'fixed' | 'delimited'
  /** The number itself, cut to 32 bits as protobuf cuts it; 0 for other kinds. */
  readonly value: number
  /** Where its content begins, and how many bytes it claims: up to 2^32 - 1, which may be more than there are. */
  readonly content: number
  readonly contentBytes: number
}

type Varint = {
  /** The low 32 bits. */
  readonly value: number
  readonly next: number
  /** Whether there are more than 32 bits in it. */
  readonly isLarge: boolean
}

/** Seven bits a byte, of 64. */
const maxVarintBytes = 10

/**
 * The field that begins at this place; undefined when the bytes end before its content does begin. Throws
 * BundleFormatError for what begins no field, for groups, which nobody writes, and for lengths beyond 32 bits.
 */
export function fieldAt(bytes: Uint8Array, at: number): WireField | undefined {
  const tag = varintAt(bytes, at)
  if (tag === undefined) return undefined
  const number = tag.value >>> 3
  if (number === 0 || tag.isLarge) throw new BundleFormatError('not a Frame: a field without a number')
  const wireType = tag.value & 7
  if (wireType === 1 || wireType === 5) {
    return { number, kind: 'fixed', value: 0, content: tag.next, contentBytes: wireType === 1 ? 8 : 4 }
  }
  if (wireType !== 0 && wireType !== 2) throw new BundleFormatError(`not a Frame: a field of wire type ${wireType}`)
  const varint = varintAt(bytes, tag.next)
  if (varint === undefined) return undefined
  if (wireType === 0) return { number, kind: 'number', value: varint.value, content: varint.next, contentBytes: 0 }
  if (varint.isLarge) throw new BundleFormatError('not a Frame: a field of more than 4 GiB')
  return { number, kind: 'delimited', value: 0, content: varint.next, contentBytes: varint.value }
}

/** The varints that fill these bytes, each cut to 32 bits, at most `limit` of them. Throws BundleFormatError for others. */
export function packedNumbers(bytes: Uint8Array, limit: number): readonly number[] {
  const numbers: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const varint = varintAt(bytes, at)
    if (varint === undefined) throw new BundleFormatError('not a Frame: a number that is cut off')
    if (numbers.length === limit) throw new BundleFormatError(`not a Frame: more than ${limit} numbers`)
    numbers.push(varint.value)
    at = varint.next
  }
  return numbers
}

function varintAt(bytes: Uint8Array, start: number): Varint | undefined {
  let value = 0
  let isLarge = false
  for (let index = 0; index < maxVarintBytes; index++) {
    const byte = bytes[start + index]
    if (byte === undefined) return undefined
    const bits = byte & 0x7f
    if (index < 5) value = (value | (bits << (7 * index))) >>> 0
    if (index > 4 ? bits !== 0 : index === 4 && bits > 0x0f) isLarge = true
    if (byte < 0x80) return { value, isLarge, next: start + index + 1 }
  }
  throw new BundleFormatError('not a Frame: a number without an end')
}
