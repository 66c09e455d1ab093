import { createHash } from 'node:crypto'
import { create, toBinary } from '@bufbuild/protobuf'
import { isUuid } from '../bundle.ts'
import {
  countElements,
  type FrameByteOrder,
  type FrameContent,
  type FrameType,
  type FrameValues,
  getWordLayout,
  swapWords,
  throwFormatError,
} from './frame.ts'
import { readHyperFrame, writeFrame } from './hyperframe.ts'
import { ByteOrder, FrameSchema, type Link, LinkSchema, LocalLinkSchema, Type } from './proto/hyperframe_pb.ts'

/** A frame to be made. */
export type FrameDraft = Pick<FrameValues, 'name' | 'uuid' | 'content'> & {
  /** Default: one dimension, as long as there are values. */
  readonly shape?: readonly number[]
  /** Default: `little` for numbers of more than a byte, `big` where Disdat leaves it unset, `none` otherwise. */
  readonly byteOrder?: FrameByteOrder
}

/**
 * The bytes of `<uuid>_frame.pb`, the very ones that Disdat writes of the same values under the same uuid. Throws
 * BundleFormatError for what could not be read back: a shape of another number of values, a uuid that is none, text with
 * half a surrogate pair, half a complex number, a bundle that is none.
 */
export function makeFrame(draft: FrameDraft): Uint8Array {
  const { name, uuid, content } = draft
  if (!isUuid(uuid)) throwFormatError(`a frame whose uuid is ${JSON.stringify(uuid)}`)
  const type = frameTypeOf(content)
  const count = valuesIn(content)
  const shape = draft.shape ?? (content.kind === 'none' ? [] : [count])
  if (content.kind !== 'none' && countElements(shape) !== count)
    throwFormatError(`${count} values for the shape [${shape.join(', ')}]`)
  const byteOrder = draft.byteOrder ?? usualByteOrder(type)
  return writeFrame(
    create(FrameSchema, {
      name: wellFormed(name),
      uuid,
      type: Type[type],
      shape: [...shape],
      byteorder: byteOrders[byteOrder],
      hframes: content.kind === 'bundles' ? content.values.map(readHyperFrame) : [],
      links: content.kind === 'links' ? content.values.map((url) => makeLink(uuid, url)) : [],
      strings: content.kind === 'strings' ? content.values.map(wellFormed) : [],
      data: dataOf(content, type, byteOrder),
    }),
  )
}

const byteOrders = { big: ByteOrder.BIG, little: ByteOrder.LITTLE, none: ByteOrder.NA } as const

function usualByteOrder(type: FrameType): FrameByteOrder {
  if (type === 'NONE' || type === 'LINK' || type === 'HFRAME') return 'big'
  return (getWordLayout(type)?.wordBytes ?? 1) > 1 ? 'little' : 'none'
}

/** Disdat's type for what a frame holds. */
export function frameTypeOf(content: FrameContent): FrameType {
  switch (content.kind) {
    case 'none':
      return 'NONE'
    case 'floats':
      return floatTypes[content.values[Symbol.toStringTag]]
    case 'integers':
    case 'bigints':
      return integerTypes[content.values[Symbol.toStringTag]]
    case 'booleans':
      return 'BOOL'
    case 'complex':
      return complexTypes[content.values[Symbol.toStringTag]]
    case 'strings':
      return 'STRING'
    case 'object':
      return 'OBJECT'
    case 'links':
      return 'LINK'
    case 'bundles':
      return 'HFRAME'
  }
}

const floatTypes = { Float16Array: 'FLOAT16', Float32Array: 'FLOAT32', Float64Array: 'FLOAT64' } as const
const complexTypes = { Float32Array: 'COMPLEX64', Float64Array: 'COMPLEX128' } as const
const integerTypes = {
  Int8Array: 'INT8',
  Uint8Array: 'UINT8',
  Int16Array: 'INT16',
  Uint16Array: 'UINT16',
  Int32Array: 'INT32',
  Uint32Array: 'UINT32',
  BigInt64Array: 'INT64',
  BigUint64Array: 'UINT64',
} as const

/** How many values there are: an object is one, a complex number too. Throws BundleFormatError for half of one. */
export function valuesIn(content: FrameContent): number {
  if (content.kind === 'none') return 0
  if (content.kind === 'object') return 1
  if (content.kind !== 'complex') return content.values.length
  if (content.values.length % 2 !== 0) throwFormatError('complex numbers of which the last has no imaginary part')
  return content.values.length / 2
}

/** The text. Throws BundleFormatError when half a surrogate pair is in it, which no UTF-8 can hold. */
export function wellFormed(text: string): string {
  return text.isWellFormed()
    ? text
    : throwFormatError(`text that is not Unicode: ${JSON.stringify(text.slice(0, 100))}`)
}

function dataOf(content: FrameContent, type: FrameType, byteOrder: FrameByteOrder): Uint8Array {
  if (content.kind === 'object') return Buffer.from(wellFormed(content.text))
  const layout = getWordLayout(type)
  if (layout === undefined || content.kind === 'none' || !ArrayBuffer.isView(content.values)) return new Uint8Array(0)
  const { buffer, byteOffset, byteLength } = content.values
  const bytes = new Uint8Array(byteLength)
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength))
  if (content.kind === 'booleans') return bytes.map((byte) => Math.min(byte, 1))
  swapWords(bytes.buffer, layout.wordBytes, byteOrder)
  return bytes
}

function makeLink(frameUuid: string, url: string): Link {
  const link = create(LinkSchema, {
    frameUuid,
    link: { case: 'local', value: create(LocalLinkSchema, { path: wellFormed(url) }) },
  })
  link.hash = createHash('md5').update(toBinary(LinkSchema, link)).digest('hex')
  return link
}
