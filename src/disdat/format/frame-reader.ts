import { isUtf8 } from 'node:buffer'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { isUuid } from '../bundle.ts'
import { BundleFormatError, decodeOrThrow, throwFormatError } from './format-error.ts'
import {
  assertTypeLoadable,
  countStatedValues,
  type FrameHead,
  type FrameType,
  getNumberLayout,
  maxDimensions,
  parseByteOrder,
  parseFrameType,
} from './frame.ts'
import { type HyperFrame, maxFrameBytes, readHyperFrame, readLinkUrl } from './hyperframe.ts'
import { FrameSchema } from './proto/hyperframe_pb.ts'
import { readFields, type WireField } from './wire-fields.ts'

/** Receives the values of a frame in their order. Bytes are views of the frame. */
export type FrameVisitor = {
  /** The bytes of all numbers. A frame has them at most once. */
  readonly data: (data: Buffer) => void
  /** A text of a STRING frame, in UTF-8. */
  readonly text: (text: Buffer) => void
  /** The URL of a link, as written, for `parseLinkPath`, and the encoded Link. */
  readonly link: (url: string, encoded: Buffer) => void
  readonly bundle: (hyperFrame: HyperFrame) => void
}

/** A frame whose values went to a visitor. */
export type ReadFrame = FrameHead & {
  /** The number of values: numbers, texts, links or bundles. */
  readonly count: number
}

/** The most that a name, uuid, shape, link or hash takes, in bytes. */
const maxSmallFieldBytes = 64 * 1024

const missingHash = 'a frame without its hash: it is empty or truncated'

const fields = FrameSchema.field
/** The number of the last field before the values. */
export const lastHeadField = fields.byteorder.number
const lastField = fields.hash.number
const repeatedFields: ReadonlySet<number> = new Set(
  [fields.shape, fields.hframes, fields.links, fields.strings].map(({ number }) => number),
)

/**
 * Reads a whole frame. Stricter than Protocol Buffers, but accepts all that Disdat writes: fields are in the order of
 * their numbers, single fields occur once, values are of the frame's type and as many as its shape states, and text is
 * UTF-8. Fields that the schema does not know are skipped. Memory does not grow with lengths that the bytes claim.
 *
 * Throws BundleFormatError for other bytes, possibly after some values went to the visitor, and for links or nested
 * bundles of more than `maxFrameBytes`.
 */
export function readFrame(bytes: Uint8Array, visitor: FrameVisitor): ReadFrame {
  const head = readHead(readKnownFields(bytes))
  if (head === undefined) throw new BundleFormatError(missingHash)
  const isReference = head.type === 'LINK' || head.type === 'HFRAME'
  if (isReference && bytes.length > maxFrameBytes) {
    throw new BundleFormatError(`a frame of ${head.type} of ${bytes.length} bytes; ${maxFrameBytes} is the limit`)
  }
  const counter = new ValueCounter(head)
  let hash = ''
  for (const field of readKnownFields(bytes)) {
    if (field.number === lastField) hash = readText(field)
    else if (field.number > lastHeadField) {
      counter.add(field)
      visitValue(head.type, readContent(field), visitor)
    }
  }
  // The hash is written last, so a truncation removes it first.
  if (hash === '') throw new BundleFormatError(missingHash)
  return { ...head, shape: inferShape(head, counter.count), count: counter.end() }
}

/**
 * The head of the frame that begins with these bytes; undefined when they end before its values begin. Throws
 * BundleFormatError for bytes that do not begin a frame.
 */
export function readFrameHead(start: Uint8Array): FrameHead | undefined {
  return readHead(readKnownFields(start, true))
}

/** Undefined when the fields end before the first field that follows the head. */
function readHead(knownFields: Iterable<WireField>): FrameHead | undefined {
  let head: FrameHead = { name: '', uuid: '', type: 'NONE', shape: [], byteOrder: 'big' }
  for (const field of knownFields) {
    if (field.number > lastHeadField) {
      assertTypeLoadable(head.type)
      const counter = new ValueCounter(head)
      if (field.number !== lastField) counter.add(field)
      return head
    }
    head = addToHead(head, field)
  }
  return undefined
}

/** The fields of the schema. Throws BundleFormatError for other than ascending numbers. */
function* readKnownFields(bytes: Uint8Array, isPrefix = false): Generator<WireField> {
  let last = 0
  for (const field of readFields(bytes, { isPrefix })) {
    const { number } = field
    if (number > lastField) continue
    if (number < last || (number === last && !repeatedFields.has(number))) {
      throw new BundleFormatError(`field ${number} after field ${last}`)
    }
    last = number
    yield field
  }
}

function addToHead(head: FrameHead, field: WireField): FrameHead {
  switch (field.number) {
    case fields.name.number:
      return { ...head, name: readText(field) }
    case fields.uuid.number:
      return { ...head, uuid: readText(field) }
    case fields.type.number:
      return { ...head, type: parseFrameType(readNumber(field)) }
    case fields.byteorder.number:
      return { ...head, byteOrder: parseByteOrder(readNumber(field)) }
    default:
      return { ...head, shape: [...head.shape, ...readLengths(field, maxDimensions - head.shape.length)] }
  }
}

/** Compares the values of a frame with its head while they are read. */
class ValueCounter {
  readonly #head: FrameHead
  readonly #stated: number | undefined
  readonly #field: number
  readonly #valueBytes: number | undefined
  count = 0

  constructor(head: FrameHead) {
    this.#head = head
    this.#stated = countStatedValues(head)
    this.#field = getValueField(head.type)
    this.#valueBytes = getNumberLayout(head.type)?.valueBytes
  }

  /** Throws BundleFormatError for values of another type, and for more of them than the shape states. */
  add({ number, contentBytes }: WireField): void {
    const { type, shape } = this.#head
    if (number !== this.#field) throw new BundleFormatError(`a frame of type ${type} that holds a field ${number}`)
    this.count = this.#valueBytes === undefined ? this.count + 1 : contentBytes / this.#valueBytes
    if (this.#stated !== undefined && this.count > this.#stated) {
      throw new BundleFormatError(`a frame of ${this.count} values or more whose shape is [${shape.join(', ')}]`)
    }
  }

  /** The number of values. Throws BundleFormatError for fewer than the shape states. */
  end(): number {
    if (this.#stated === undefined || this.count === this.#stated) return this.count
    throw new BundleFormatError(`a frame of ${this.count} values whose shape is [${this.#head.shape.join(', ')}]`)
  }
}

/** The number of the only field that holds values of this type. */
function getValueField(type: FrameType): number {
  if (type === 'LINK') return fields.links.number
  if (type === 'HFRAME') return fields.hframes.number
  return type === 'STRING' ? fields.strings.number : fields.data.number
}

function visitValue(type: FrameType, content: Buffer, visitor: FrameVisitor): void {
  switch (type) {
    case 'LINK':
      visitor.link(readLinkUrl(content), content)
      break
    case 'HFRAME': {
      const hyperFrame = readHyperFrame(content)
      if (!isUuid(hyperFrame.uuid)) throw new BundleFormatError('a nested bundle without a uuid')
      visitor.bundle(hyperFrame)
      break
    }
    case 'STRING':
      visitor.text(requireUtf8(content))
      break
    default:
      visitor.data(content)
  }
}

/** The shape as written, or the number of values where texts, links or bundles have none. */
function inferShape({ shape }: FrameHead, count: number): readonly number[] {
  return shape.length === 0 && count !== 1 ? [count] : shape
}

function readContent({ number, wireType, content }: WireField, maxBytes = Number.POSITIVE_INFINITY): Buffer {
  if (wireType !== WireType.LengthDelimited) throw new BundleFormatError(`a field ${number} of wire type ${wireType}`)
  if (content.length > maxBytes) throw new BundleFormatError(`a field ${number} of ${content.length} bytes`)
  return content
}

function readText(field: WireField): string {
  return requireUtf8(readContent(field, maxSmallFieldBytes)).toString()
}

function readNumber({ number, wireType, content }: WireField): number {
  if (wireType !== WireType.Varint) throw new BundleFormatError(`a field ${number} of wire type ${wireType}`)
  return decodeOrThrow('Frame', () => new BinaryReader(content).uint32())
}

/** At most `limit` lengths of dimensions, packed or a single one. */
function readLengths(field: WireField, limit: number): readonly number[] {
  const reader = new BinaryReader(
    field.wireType === WireType.Varint ? field.content : readContent(field, maxSmallFieldBytes),
  )
  const lengths: number[] = []
  while (reader.pos < reader.len) {
    if (lengths.length === limit) throw new BundleFormatError(`a shape of more than ${maxDimensions} dimensions`)
    lengths.push(decodeOrThrow('Frame', () => reader.uint32()))
  }
  return lengths
}

function requireUtf8(bytes: Buffer): Buffer {
  return isUtf8(bytes) ? bytes : throwFormatError('text that is not UTF-8')
}
