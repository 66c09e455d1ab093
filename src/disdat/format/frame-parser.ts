import { createHash } from 'node:crypto'
import { isUuid } from '../bundle.ts'
import {
  type FrameByteOrder,
  type FrameType,
  getWordLayout,
  maxDimensions,
  maxFrameFileBytes,
  parseByteOrder,
  parseFrameType,
  throwFormatError,
} from './frame.ts'
import { contentField, type FrameEnd, type FrameHead, type FrameVisitor, statedCount } from './frame-parts.ts'
import { decodeOrThrow, linkUrl, maxHyperFrameBytes, readHyperFrame } from './hyperframe.ts'
import { FrameSchema } from './proto/hyperframe_pb.ts'
import { fieldAt, packedNumbers, type WireField } from './wire-field.ts'

/** More than any name, uuid, shape, link or hash needs, in bytes. */
const maxSmallFieldBytes = 64 * 1024

/** How the content of a field is taken: when it has come whole, or as it comes. */
type Taker =
  | { readonly kind: 'whole'; readonly maxBytes: number; readonly take: (content: Uint8Array) => void }
  | { readonly kind: 'pieces'; readonly take: (piece: Uint8Array, isLast: boolean) => void }

const fields = FrameSchema.field
const lastFieldOfHead = fields.byteorder.number
const lastField = fields.hash.number
const repeatedFields: ReadonlySet<number> = new Set(
  [fields.shape, fields.hframes, fields.links, fields.strings].map(({ number }) => number),
)
const skip: Taker = { kind: 'pieces', take: () => undefined }
const nothing = new Uint8Array(0)
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads the bytes of one Frame as they come, in chunks cut anywhere, and keeps no more of them than one small field.
 * Stricter than protobuf: fields come in number order and single ones once, as every Disdat writes them; values are of
 * no other kind than the type's, and exactly as many as the shape says. Fields that this schema does not know are
 * skipped.
 *
 * Every call throws BundleFormatError for what is no such frame; a parser that threw is of no further use.
 */
export class FrameParser {
  readonly #visitor: FrameVisitor
  readonly #wholeTextBytes: number
  readonly #md5 = createHash('md5')
  /** The begin of a field that has not come whole. */
  #rest: Uint8Array = nothing
  #totalBytes = 0
  /** A field that is taken as it comes, and how much of it is to come. */
  #open: Open | undefined
  #last = 0
  #name = ''
  #uuid = ''
  #type: FrameType = 'NONE'
  #byteOrder: FrameByteOrder = 'big'
  readonly #shape: number[] = []
  #isHeadTold = false
  /** How many values the shape speaks of, where it does. */
  #stated: number | undefined
  #count = 0
  #hash = ''
  /** How much of the chunk at hand the MD5 has had. */
  #hashedTo = 0

  constructor(visitor: FrameVisitor, wholeTextBytes: number) {
    this.#visitor = visitor
    this.#wholeTextBytes = wholeTextBytes
  }

  push(chunk: Uint8Array): void {
    this.#totalBytes += chunk.length
    if (this.#totalBytes > maxFrameFileBytes) throwFormatError(`a frame of more than ${maxFrameFileBytes} bytes`)
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    this.#hashedTo = 0
    let at = 0
    while (at < bytes.length) {
      const next = this.#open === undefined ? this.#field(bytes, at) : this.#piece(this.#open, bytes, at)
      if (next === undefined) break
      at = next
    }
    this.#md5.update(bytes.subarray(this.#hashedTo, at))
    this.#rest = at === bytes.length ? nothing : new Uint8Array(bytes.subarray(at))
  }

  /** To be called once, after the last chunk. */
  end(): FrameEnd {
    if (this.#rest.length > 0 || this.#open !== undefined) throwFormatError('a frame that is cut off')
    // It is written last, and so is what a truncation loses first.
    if (this.#hash === '') throwFormatError('a frame without its hash: it is empty or truncated')
    if (this.#stated !== undefined && this.#count !== this.#stated) {
      throwFormatError(`a frame of ${this.#count} values whose shape is [${this.#shape.join(', ')}]`)
    }
    return { count: this.#count, hashMatches: this.#md5.digest('hex') === this.#hash }
  }

  /** Takes what begins here, and tells where the next field does; undefined when more bytes are needed. */
  #field(bytes: Uint8Array, start: number): number | undefined {
    const field = fieldAt(bytes, start)
    if (field === undefined) return undefined
    const { number, content, contentBytes } = field
    const end = content + contentBytes
    if (contentBytes > maxFrameFileBytes) throwFormatError(`a field ${number} of ${contentBytes} bytes`)
    const taker = this.#takerOf(field)
    if (taker.kind === 'whole') {
      if (contentBytes > taker.maxBytes) throwFormatError(`a field ${number} of ${contentBytes} bytes`)
      if (end > bytes.length) return undefined
    }
    if (number <= lastField) this.#enter(field)
    if (taker.kind === 'pieces') {
      if (contentBytes > 0) this.#open = { take: taker.take, bytes: contentBytes }
      return content
    }
    taker.take(bytes.subarray(content, end))
    if (number === lastField) {
      this.#md5.update(bytes.subarray(this.#hashedTo, start))
      this.#hashedTo = end
    }
    return end
  }

  #piece(open: Open, bytes: Uint8Array, start: number): number {
    const piece = bytes.subarray(start, start + open.bytes)
    const left = open.bytes - piece.length
    this.#open = left === 0 ? undefined : { take: open.take, bytes: left }
    open.take(piece, left === 0)
    return start + piece.length
  }

  #takerOf({ number, kind, value, contentBytes }: WireField): Taker {
    if (number > lastField) return skip
    if (kind === 'number') {
      if (number === fields.type.number) return whole(() => (this.#type = parseFrameType(value)))
      if (number === fields.byteorder.number) return whole(() => (this.#byteOrder = parseByteOrder(value)))
      if (number === fields.shape.number) return whole(() => this.#shape.push(value))
    }
    if (kind === 'delimited') {
      if (number === fields.name.number) return whole((content) => (this.#name = text(content)))
      if (number === fields.uuid.number) return whole((content) => (this.#uuid = text(content)))
      if (number === fields.shape.number) {
        return whole((content) => this.#shape.push(...packedNumbers(content, maxDimensions)))
      }
      if (number === fields.hframes.number) return whole((content) => this.#bundle(content), maxHyperFrameBytes)
      if (number === fields.links.number) {
        return whole((content) => this.#visitor.link(decodeOrThrow('Link', () => linkUrl(content))))
      }
      if (number === fields.strings.number) {
        if (contentBytes > this.#wholeTextBytes) return { kind: 'pieces', take: this.#visitor.text }
        return whole((content) => this.#visitor.text(content, true), contentBytes)
      }
      if (number === fields.data.number) return { kind: 'pieces', take: this.#visitor.data }
      if (number === lastField) return whole((content) => (this.#hash = text(content)))
    }
    return throwFormatError(`a field ${number} that is a ${kind}`)
  }

  #bundle(content: Uint8Array): void {
    if (!isUuid(readHyperFrame(content).uuid)) throwFormatError('a nested bundle whose uuid is none')
    this.#visitor.bundle(content)
  }

  /** What must be so before a field of ours is taken; above all, before anything is made as large as it claims. */
  #enter({ number, contentBytes }: WireField): void {
    if (number < this.#last || (number === this.#last && !repeatedFields.has(number))) {
      throwFormatError(`field ${number} after field ${this.#last}`)
    }
    this.#last = number
    if (number <= lastFieldOfHead) return
    if (!this.#isHeadTold) this.#tellHead()
    if (number === lastField) return
    if (number !== contentField(this.#type))
      throwFormatError(`a frame of type ${this.#type} that holds a field ${number}`)
    const layout = getWordLayout(this.#type)
    this.#count = layout === undefined ? this.#count + 1 : contentBytes / layout.valueBytes
    if (this.#stated !== undefined && this.#count > this.#stated) {
      throwFormatError(`a frame of ${this.#count} values or more whose shape is [${this.#shape.join(', ')}]`)
    }
  }

  #tellHead(): void {
    this.#isHeadTold = true
    const head: FrameHead = {
      name: this.#name,
      uuid: this.#uuid,
      type: this.#type,
      shape: this.#shape,
      byteOrder: this.#byteOrder,
    }
    this.#stated = statedCount(head)
    this.#visitor.head(head)
  }
}

type Open = { readonly take: (piece: Uint8Array, isLast: boolean) => void; readonly bytes: number }

function whole(take: (content: Uint8Array) => void, maxBytes = maxSmallFieldBytes): Taker {
  return { kind: 'whole', maxBytes, take }
}

function text(bytes: Uint8Array): string {
  return decodeOrThrow('Frame', () => utf8.decode(bytes))
}
