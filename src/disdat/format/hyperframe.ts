import { createHash } from 'node:crypto'
import { clone, fromBinary, toBinary } from '@bufbuild/protobuf'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import {
  type Frame,
  FrameSchema,
  type HyperFrame,
  HyperFrameSchema,
  LinkSchema,
  Presentation,
  Type,
} from './proto/hyperframe_pb.ts'

export type { Frame, HyperFrame } from './proto/hyperframe_pb.ts'

/** More than any HyperFrame needs (50,000 columns), and little enough to be decoded without thought, in bytes. */
export const maxHyperFrameBytes = 4 * 1024 * 1024

/** Frames whose links or nested bundles are read: room for about 300,000 links, in bytes. */
export const maxFrameBytes = 64 * 1024 * 1024

/** A frame's type stands in its first bytes: so many are enough unless the frame's name is absurd. */
export const framePeekBytes = 64 * 1024

const hyperFrameHashField = 9
const frameHashField = 10

/** Bytes, a path or a value that no Disdat ever wrote. The message says what is wrong, without saying where it lay. */
export class BundleFormatError extends Error {
  override readonly name = 'BundleFormatError'
}

/**
 * The HyperFrame in these bytes. Fields that this schema does not know are kept, and written again by
 * `writeHyperFrame`. Throws BundleFormatError for anything that is not a whole HyperFrame: undecodable bytes, more
 * than `maxHyperFrameBytes`, or no `hash`, which is written last and so is what a truncation loses first.
 */
export function readHyperFrame(bytes: Uint8Array): HyperFrame {
  if (bytes.length > maxHyperFrameBytes) {
    throw new BundleFormatError(`a HyperFrame of ${bytes.length} bytes; ${maxHyperFrameBytes} is the limit`)
  }
  const message = decodeOrThrow('HyperFrame', () => fromBinary(HyperFrameSchema, bytes))
  if (message.hash === '') throw new BundleFormatError('a HyperFrame without its hash: it is empty or truncated')
  return message
}

/** The bytes of a HyperFrame as Disdat writes them: fields in number order, `hash` made anew. */
export function writeHyperFrame(message: HyperFrame): Uint8Array {
  const copy = clone(HyperFrameSchema, message)
  copy.hash = ''
  copy.hash = createHash('md5').update(toBinary(HyperFrameSchema, copy)).digest('hex')
  return toBinary(HyperFrameSchema, copy)
}

/** The whole Frame in these bytes, its data included. Throws BundleFormatError when they are not one. */
export function readFrame(bytes: Uint8Array): Frame {
  return decodeOrThrow('Frame', () => fromBinary(FrameSchema, bytes))
}

/** The bytes of a Frame as Disdat writes them: fields in number order, `hash` made anew. */
export function writeFrame(message: Frame): Uint8Array {
  const copy = clone(FrameSchema, message)
  copy.hash = ''
  copy.hash = createHash('md5').update(toBinary(FrameSchema, copy)).digest('hex')
  return toBinary(FrameSchema, copy)
}

/** Whether the `hash` in a HyperFrame's bytes is the MD5 of the rest of them. False for bytes that are no message. */
export function hyperFrameHashMatches(bytes: Uint8Array): boolean {
  return hashMatches(bytes, hyperFrameHashField)
}

/** Whether the `hash` in a Frame's bytes is the MD5 of the rest of them. False for bytes that are no message. */
export function frameHashMatches(bytes: Uint8Array): boolean {
  return hashMatches(bytes, frameHashField)
}

/** What a frame's bytes say of other objects, read without building the rest of it. */
export type FrameContents = {
  /** `values`: the data is in the frame itself. `links`: files. `bundles`: nested HyperFrames. */
  readonly kind: 'values' | 'links' | 'bundles'
  /** The URLs of its links, as written: to be given to `linkPath`. */
  readonly links: readonly string[]
  /** The uuids of nested bundles, as written. */
  readonly nested: readonly string[]
}

/**
 * What kind of frame begins with these bytes, the first `framePeekBytes` of it; undefined when they do not tell. Throws
 * BundleFormatError for bytes that begin no frame.
 */
export function peekFrame(start: Uint8Array): FrameContents['kind'] | undefined {
  return decodeOrThrow('Frame', () => {
    const reader = new BinaryReader(start)
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag()
      if (field === FrameSchema.field.type.number && wireType === WireType.Varint) return kindOf(reader.int32())
      const length = wireType === WireType.LengthDelimited ? reader.uint32() : undefined
      if (length === undefined) reader.skip(wireType, field)
      else reader.pos += length
    }
    return undefined
  })
}

/**
 * The links and nested bundles of a whole frame. Memory grows with what is found, not with what the bytes claim.
 * Throws BundleFormatError for more than `maxFrameBytes`, bytes that are no frame, or a link that leads nowhere.
 */
export function scanFrame(bytes: Uint8Array): FrameContents {
  if (bytes.length > maxFrameBytes) {
    throw new BundleFormatError(`a frame of links of ${bytes.length} bytes; ${maxFrameBytes} is the limit`)
  }
  return decodeOrThrow('Frame', () => {
    const links: string[] = []
    const nested: string[] = []
    let kind: FrameContents['kind'] = 'values'
    for (const { field, wireType, value } of topLevelFields(bytes)) {
      const isMessage = wireType === WireType.LengthDelimited
      if (field === FrameSchema.field.type.number && wireType === WireType.Varint) {
        kind = kindOf(new BinaryReader(value).int32())
      } else if (field === FrameSchema.field.links.number && isMessage) {
        links.push(linkUrl(content(value)))
      } else if (field === FrameSchema.field.hframes.number && isMessage) {
        nested.push(readHyperFrame(content(value)).uuid)
      }
    }
    return { kind, links, nested }
  })
}

/** `DF`, `SCALAR`, … as dsdt spells it; a number that Disdat does not define becomes its digits. */
export function presentationName(value: HyperFrame['presentation']): string {
  return Object.entries(Presentation).find(([, number]) => number === value)?.[0] ?? String(value)
}

function kindOf(type: number): FrameContents['kind'] {
  if (type === Type.LINK) return 'links'
  return type === Type.HFRAME ? 'bundles' : 'values'
}

/**
 * Where the Link in these bytes leads, as written: to be given to `linkPath`. Throws BundleFormatError for one that leads
 * nowhere, and whatever the decoder throws for bytes that are no Link.
 */
export function linkUrl(bytes: Uint8Array): string {
  const { link } = fromBinary(LinkSchema, bytes)
  const url = link.case === 'local' ? link.value.path : (link.value?.url ?? '')
  if (url === '') throw new BundleFormatError('a link that leads nowhere')
  return url
}

function hashMatches(bytes: Uint8Array, hashField: number): boolean {
  const md5 = createHash('md5')
  let claimed = ''
  try {
    for (const { field, wireType, value, whole } of topLevelFields(bytes)) {
      if (field !== hashField) md5.update(whole)
      else if (wireType === WireType.LengthDelimited) claimed = new BinaryReader(value).string(false)
    }
  } catch {
    return false
  }
  return md5.digest('hex') === claimed
}

type WireField = {
  readonly field: number
  readonly wireType: WireType
  /** What follows the tag, a length prefix included. */
  readonly value: Uint8Array
  readonly whole: Uint8Array
}

function* topLevelFields(bytes: Uint8Array): Generator<WireField> {
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const start = reader.pos
    const [field, wireType] = reader.tag()
    const value = reader.skip(wireType, field)
    yield { field, wireType, value, whole: bytes.subarray(start, reader.pos) }
  }
}

function content(lengthPrefixed: Uint8Array): Uint8Array {
  return new BinaryReader(lengthPrefixed).bytes()
}

/** What `decode` returns; whatever it throws becomes a BundleFormatError that says that this is not a `what`. */
export function decodeOrThrow<T>(what: string, decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof BundleFormatError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new BundleFormatError(`not a ${what}: ${reason}`, { cause: error })
  }
}
