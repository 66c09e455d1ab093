import { createHash } from 'node:crypto'
import { clone, create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { BundleFormatError, decodeOrThrow } from './format-error.ts'
import {
  type Frame,
  FrameSchema,
  type HyperFrame,
  HyperFrameSchema,
  LinkSchema,
  Presentation,
  StringTupleSchema,
} from './proto/hyperframe_pb.ts'
import { assertWireFormat, readFields } from './wire-fields.ts'

export type { Frame, HyperFrame } from './proto/hyperframe_pb.ts'

/** The largest HyperFrame that is decoded, in bytes: room for about 50,000 columns. */
export const maxHyperFrameBytes = 4 * 1024 * 1024

/** The largest frame of links or nested bundles that is read, in bytes: room for about 300,000 links. */
export const maxFrameBytes = 64 * 1024 * 1024

/** The first bytes of a frame that show its type, which only the frame's name and uuid precede. */
export const framePeekBytes = 64 * 1024

const hyperFrameHashField = HyperFrameSchema.field.hash.number
/** The number of the last field of a frame. */
export const frameHashField = FrameSchema.field.hash.number

/**
 * Decodes a HyperFrame. Fields that the schema does not know are kept, and `writeHyperFrame` writes them again. Throws
 * BundleFormatError for bytes that are not a whole HyperFrame: bytes that cannot be decoded, more than
 * `maxHyperFrameBytes`, or no `hash`, which is written last and which a truncation therefore removes first.
 */
export function readHyperFrame(bytes: Uint8Array): HyperFrame {
  if (bytes.length > maxHyperFrameBytes) {
    throw new BundleFormatError(`a HyperFrame of ${bytes.length} bytes; ${maxHyperFrameBytes} is the limit`)
  }
  const message = decodeOrThrow('HyperFrame', () => fromBinary(HyperFrameSchema, bytes))
  assertWireFormat(HyperFrameSchema, bytes)
  if (message.hash === '') throw new BundleFormatError('a HyperFrame without its hash: it is empty or truncated')
  return message
}

/** Encodes a HyperFrame as Disdat does: fields in the order of their numbers, with a new `hash`. */
export function writeHyperFrame(message: HyperFrame): Uint8Array {
  const copy = clone(HyperFrameSchema, message)
  copy.hash = ''
  copy.hash = createHash('md5').update(toBinary(HyperFrameSchema, copy)).digest('hex')
  return toBinary(HyperFrameSchema, copy)
}

/**
 * Replaces a tag of an encoded HyperFrame as `replace_tags` of disdat/hyperframe.py does: everything else stays, times
 * and unknown fields included, and `hash` is new. Without a value, the tag is removed. A key is in the result once at
 * most, because dsdt's index refuses two. Throws BundleFormatError as `readHyperFrame` does.
 */
export function replaceTag(bytes: Uint8Array, key: string, value: string | undefined): Uint8Array {
  const message = readHyperFrame(bytes)
  const others = message.tags.filter(({ k }) => k !== key)
  message.tags = value === undefined ? others : [...others, create(StringTupleSchema, { k: key, v: value })]
  return writeHyperFrame(message)
}

/** Encodes a Frame as Disdat does: fields in the order of their numbers, with a new `hash`. */
export function writeFrame(message: Frame): Uint8Array {
  const copy = clone(FrameSchema, message)
  copy.hash = ''
  copy.hash = createHash('md5').update(toBinary(FrameSchema, copy)).digest('hex')
  return toBinary(FrameSchema, copy)
}

/**
 * Whether the `hash` of an encoded HyperFrame is the MD5 of its other fields. False for bytes that are not a message.
 */
export function hyperFrameHashMatches(bytes: Uint8Array): boolean {
  return hashMatches(bytes, hyperFrameHashField)
}

/** Whether the `hash` of an encoded Frame is the MD5 of its other fields. False for bytes that are not a message. */
export function frameHashMatches(bytes: Uint8Array): boolean {
  return hashMatches(bytes, frameHashField)
}

/** `DF`, `SCALAR`, … as dsdt spells it; the digits of a number that Disdat does not define. */
export function formatPresentation(value: HyperFrame['presentation']): string {
  return Object.entries(Presentation).find(([, number]) => number === value)?.[0] ?? String(value)
}

/** The URL of an encoded Link, as written, for `parseLinkPath`. Throws BundleFormatError for bytes without one. */
export function readLinkUrl(bytes: Uint8Array): string {
  const { link } = decodeOrThrow('Link', () => fromBinary(LinkSchema, bytes))
  assertWireFormat(LinkSchema, bytes)
  const url = link.case === 'local' ? link.value.path : (link.value?.url ?? '')
  if (url === '') throw new BundleFormatError('a link without a URL')
  return url
}

/** Whether an encoded Link is to a table of a database. */
export function isDatabaseLink(bytes: Uint8Array): boolean {
  return decodeOrThrow('Link', () => fromBinary(LinkSchema, bytes)).link.case === 'database'
}

function hashMatches(bytes: Uint8Array, hashField: number): boolean {
  const md5 = createHash('md5')
  let claimed = ''
  let hashedTo = 0
  try {
    for (const { number, start, end, content } of readFields(bytes)) {
      if (number !== hashField) continue
      md5.update(bytes.subarray(hashedTo, start))
      hashedTo = end
      claimed = content.toString()
    }
  } catch {
    return false
  }
  return md5.update(bytes.subarray(hashedTo)).digest('hex') === claimed
}
