import { BundleFormatError, throwFormatError } from './format-error.ts'
import { ByteOrder } from './proto/hyperframe_pb.ts'

/** The largest frame that Disdat can write, in bytes: the limit of Protocol Buffers for one message. */
export const maxWrittenFrameBytes = 2 ** 31 - 1

/** The limit of NumPy. */
export const maxDimensions = 64

/** The types of frames as Disdat spells them, each at the index that is its number. */
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

export type FrameType = (typeof frameTypes)[number]

/** The types of the schema for which Disdat has no values in Python. */
const unloadableTypes: ReadonlySet<FrameType> = new Set<FrameType>(['NONE', 'COMPLEX64', 'COMPLEX128', 'OBJECT'])

/** `none` is Disdat's NA: the order of the machine, which is little-endian everywhere that Disdat runs. */
export type FrameByteOrder = 'big' | 'little' | 'none'

/** The fields of a frame before its values. */
export type FrameHead = {
  readonly name: string
  readonly uuid: string
  readonly type: FrameType
  /** As written, which for texts, links and bundles may be empty. */
  readonly shape: readonly number[]
  /** As written; it matters only for numbers of more than one byte. */
  readonly byteOrder: FrameByteOrder
}

export type SmallIntegers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array

/** The numbers of a frame. Kind and class together stand for Disdat's type. */
export type FrameNumbers =
  /** FLOAT16, FLOAT32, FLOAT64 */
  | { readonly kind: 'floats'; readonly values: Float16Array | Float32Array | Float64Array }
  /** INT8 to INT32, UINT8 to UINT32 */
  | { readonly kind: 'integers'; readonly values: SmallIntegers }
  /** INT64, UINT64 */
  | { readonly kind: 'bigints'; readonly values: BigInt64Array | BigUint64Array }
  /** BOOL: a byte other than 0 is true. */
  | { readonly kind: 'booleans'; readonly values: Uint8Array }

/** The encoding of the numbers of a type. */
export type NumberLayout = {
  readonly valueBytes: 1 | 2 | 4 | 8
  readonly view: (buffer: ArrayBuffer) => FrameNumbers
}

const layouts: ReadonlyMap<FrameType, NumberLayout> = new Map<FrameType, NumberLayout>([
  ['FLOAT16', createLayout(2, (buffer) => ({ kind: 'floats', values: new Float16Array(buffer) }))],
  ['FLOAT32', createLayout(4, (buffer) => ({ kind: 'floats', values: new Float32Array(buffer) }))],
  ['FLOAT64', createLayout(8, (buffer) => ({ kind: 'floats', values: new Float64Array(buffer) }))],
  ['UINT8', createLayout(1, (buffer) => ({ kind: 'integers', values: new Uint8Array(buffer) }))],
  ['UINT16', createLayout(2, (buffer) => ({ kind: 'integers', values: new Uint16Array(buffer) }))],
  ['UINT32', createLayout(4, (buffer) => ({ kind: 'integers', values: new Uint32Array(buffer) }))],
  ['UINT64', createLayout(8, (buffer) => ({ kind: 'bigints', values: new BigUint64Array(buffer) }))],
  ['INT8', createLayout(1, (buffer) => ({ kind: 'integers', values: new Int8Array(buffer) }))],
  ['INT16', createLayout(2, (buffer) => ({ kind: 'integers', values: new Int16Array(buffer) }))],
  ['INT32', createLayout(4, (buffer) => ({ kind: 'integers', values: new Int32Array(buffer) }))],
  ['INT64', createLayout(8, (buffer) => ({ kind: 'bigints', values: new BigInt64Array(buffer) }))],
  ['BOOL', createLayout(1, (buffer) => ({ kind: 'booleans', values: new Uint8Array(buffer) }))],
])

/** Undefined for types that are not numbers. */
export function getNumberLayout(type: FrameType): NumberLayout | undefined {
  return layouts.get(type)
}

/** The numbers in the data of a frame, copied, in the byte order of this machine. */
export function decodeNumbers(layout: NumberLayout, data: Uint8Array, byteOrder: FrameByteOrder): FrameNumbers {
  const buffer = new ArrayBuffer(data.length)
  new Uint8Array(buffer).set(data)
  swapValues(buffer, layout.valueBytes, byteOrder)
  return layout.view(buffer)
}

/** Reverses the bytes of each value in a buffer, in place, where `order` is not the byte order of this machine. */
export function swapValues(buffer: ArrayBuffer, valueBytes: NumberLayout['valueBytes'], order: FrameByteOrder): void {
  if ((order === 'big') === isBigEndian) return
  const bytes = Buffer.from(buffer)
  if (valueBytes === 2) bytes.swap16()
  if (valueBytes === 4) bytes.swap32()
  if (valueBytes === 8) bytes.swap64()
}

const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0

/**
 * The number of values in a shape. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than a frame can hold, unless a dimension is 0.
 */
export function countElements(shape: readonly number[]): number {
  if (shape.length > maxDimensions) {
    throw new BundleFormatError(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`)
  }
  if (shape.includes(0)) return 0
  let count = 1
  for (const length of shape) {
    count *= length
    // A value takes at least one byte, and the product of two 32-bit factors is still exact enough for this check.
    if (count > maxWrittenFrameBytes) {
      throw new BundleFormatError(`a shape of more values than a frame can hold: ${shape}`)
    }
  }
  return count
}

/** The number of values that the head states; undefined where texts, links or bundles have no shape. */
export function countStatedValues({ type, shape }: FrameHead): number | undefined {
  const isUncounted = shape.length === 0 && getNumberLayout(type) === undefined
  return isUncounted ? undefined : countElements(shape)
}

/** Throws BundleFormatError for a number without a type. */
export function parseFrameType(number: number): FrameType {
  return frameTypes[number] ?? throwFormatError(`a frame of type ${number}`)
}

/** Throws BundleFormatError for a type of which Disdat can load no frame. */
export function assertTypeLoadable(type: FrameType): void {
  if (unloadableTypes.has(type)) throw new BundleFormatError(`a frame of type ${type}, which Disdat cannot load`)
}

/** Throws BundleFormatError for a number without a byte order. */
export function parseByteOrder(number: number): FrameByteOrder {
  return byteOrders.get(number) ?? throwFormatError(`a frame of byte order ${number}`)
}

const byteOrders = new Map<number, FrameByteOrder>([
  [ByteOrder.BIG, 'big'],
  [ByteOrder.LITTLE, 'little'],
  [ByteOrder.NA, 'none'],
])

function createLayout(valueBytes: NumberLayout['valueBytes'], view: NumberLayout['view']): NumberLayout {
  return { valueBytes, view }
}
