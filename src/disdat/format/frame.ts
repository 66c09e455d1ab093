import { BundleFormatError } from './hyperframe.ts'
import { ByteOrder } from './proto/hyperframe_pb.ts'

/**
 * Protobuf's own limit for a message, and so for a frame, in bytes. Python refuses to write more; a length beyond it
 * is refused unread.
 */
export const maxFrameFileBytes = 2 ** 31 - 1

/** As many as NumPy takes. */
export const maxDimensions = 64

/**
 * What a frame holds, in the order of its rows. The kind and the class of `values` stand for Disdat's type.
 * Disdat stores None, and columns of mixed types, as JSON text in `strings`.
 */
export type FrameContent =
  /** NONE: nothing at all. */
  | { readonly kind: 'none' }
  /** FLOAT16, FLOAT32, FLOAT64 */
  | { readonly kind: 'floats'; readonly values: Float16Array | Float32Array | Float64Array }
  /** INT8 to INT32, UINT8 to UINT32 */
  | { readonly kind: 'integers'; readonly values: SmallIntegers }
  /** INT64, UINT64 */
  | { readonly kind: 'bigints'; readonly values: BigInt64Array | BigUint64Array }
  /** BOOL: 0 or 1. */
  | { readonly kind: 'booleans'; readonly values: Uint8Array }
  /** COMPLEX64, COMPLEX128: real and imaginary part by turns. */
  | { readonly kind: 'complex'; readonly values: Float32Array | Float64Array }
  | { readonly kind: 'strings'; readonly values: readonly string[] }
  /** OBJECT: one JSON text, as written. It is not parsed, so it may be none. */
  | { readonly kind: 'object'; readonly text: string }
  /** LINK: URLs as written, each to be given to `linkPath`. */
  | { readonly kind: 'links'; readonly values: readonly string[] }
  /** HFRAME: the nested HyperFrames' bytes, each to be given to `readBundle` or `readHyperFrame`. */
  | { readonly kind: 'bundles'; readonly values: readonly Uint8Array[] }

export type SmallIntegers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array

/** `none`: Disdat says NA, and reads it in its machine's own order, which is little everywhere that Disdat runs. */
export type FrameByteOrder = 'big' | 'little' | 'none'

/** A frame: its name, its uuid, what it holds. */
export type FrameValues = {
  readonly name: string
  readonly uuid: string
  /** Their product is the number of values; none: there is one value. */
  readonly shape: readonly number[]
  /** As stated; of a meaning for numbers of more than a byte only. */
  readonly byteOrder: FrameByteOrder
  readonly content: FrameContent
}

/** Where each stands is its number. */
export const frameTypes = [
  'NONE',
  'LINK',
  'FLOAT16',
  'FLOAT32',
  'FLOAT64',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'STRING',
  'BOOL',
  'COMPLEX64',
  'COMPLEX128',
  'HFRAME',
  'OBJECT',
] as const

/** As Disdat spells it. */
export type FrameType = (typeof frameTypes)[number]

/** How the numbers of a type lie in `data`. */
export type WordLayout = {
  /** Bytes of one value. */
  readonly valueBytes: number
  /** Bytes whose order the byte order is: half a value in complex numbers. */
  readonly wordBytes: 1 | 2 | 4 | 8
  /** A buffer of such numbers, in this machine's byte order, as what it holds. */
  readonly view: (buffer: ArrayBuffer) => FrameContent
}

/** How a type's numbers lie in `data`; undefined for types whose values are no numbers. */
export function getWordLayout(type: FrameType): WordLayout | undefined {
  return layouts.get(type)
}

const layouts = new Map<FrameType, WordLayout>([
  ['FLOAT16', layout(2, (buffer) => ({ kind: 'floats', values: new Float16Array(buffer) }))],
  ['FLOAT32', layout(4, (buffer) => ({ kind: 'floats', values: new Float32Array(buffer) }))],
  ['FLOAT64', layout(8, (buffer) => ({ kind: 'floats', values: new Float64Array(buffer) }))],
  ['UINT8', layout(1, (buffer) => ({ kind: 'integers', values: new Uint8Array(buffer) }))],
  ['UINT16', layout(2, (buffer) => ({ kind: 'integers', values: new Uint16Array(buffer) }))],
  ['UINT32', layout(4, (buffer) => ({ kind: 'integers', values: new Uint32Array(buffer) }))],
  ['UINT64', layout(8, (buffer) => ({ kind: 'bigints', values: new BigUint64Array(buffer) }))],
  ['INT8', layout(1, (buffer) => ({ kind: 'integers', values: new Int8Array(buffer) }))],
  ['INT16', layout(2, (buffer) => ({ kind: 'integers', values: new Int16Array(buffer) }))],
  ['INT32', layout(4, (buffer) => ({ kind: 'integers', values: new Int32Array(buffer) }))],
  ['INT64', layout(8, (buffer) => ({ kind: 'bigints', values: new BigInt64Array(buffer) }))],
  ['BOOL', layout(1, (buffer) => ({ kind: 'booleans', values: new Uint8Array(buffer) }))],
  ['COMPLEX64', { ...layout(4, (buffer) => ({ kind: 'complex', values: new Float32Array(buffer) })), valueBytes: 8 }],
  ['COMPLEX128', { ...layout(8, (buffer) => ({ kind: 'complex', values: new Float64Array(buffer) })), valueBytes: 16 }],
])

function layout(bytes: WordLayout['wordBytes'], view: WordLayout['view']): WordLayout {
  return { valueBytes: bytes, wordBytes: bytes, view }
}

/** Turns the words of a buffer round, in place, between this order and the machine's. */
export function swapWords(buffer: ArrayBuffer, wordBytes: WordLayout['wordBytes'], order: FrameByteOrder): void {
  if ((order === 'big') === isBigEndian) return
  const bytes = Buffer.from(buffer)
  if (wordBytes === 2) bytes.swap16()
  if (wordBytes === 4) bytes.swap32()
  if (wordBytes === 8) bytes.swap64()
}

const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0

/**
 * How many values a shape speaks of. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than any frame can hold, whatever the other dimensions are, unless one of them is zero.
 */
export function countElements(shape: readonly number[]): number {
  if (shape.length > maxDimensions) {
    throw new BundleFormatError(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`)
  }
  if (shape.includes(0)) return 0
  let count = 1
  for (const length of shape) {
    count *= length
    // Each value takes at least a byte, and two 32-bit factors cannot leave the exact integers unseen.
    if (count > maxFrameFileBytes) throw new BundleFormatError(`a shape of more values than a frame can hold: ${shape}`)
  }
  return count
}

/** Throws BundleFormatError for a number that Disdat has no type for. */
export function parseFrameType(number: number): FrameType {
  return frameTypes[number] ?? throwFormatError(`a frame of type ${number}`)
}

/** Throws BundleFormatError for a number that Disdat has no byte order for. */
export function parseByteOrder(number: number): FrameByteOrder {
  return byteOrders.get(number) ?? throwFormatError(`a frame of byte order ${number}`)
}

const byteOrders = new Map<number, FrameByteOrder>([
  [ByteOrder.BIG, 'big'],
  [ByteOrder.LITTLE, 'little'],
  [ByteOrder.NA, 'none'],
])

/** Throws BundleFormatError: for the right-hand side of a `??`. */
export function throwFormatError(message: string): never {
  throw new BundleFormatError(message)
}
