import {
  type FrameContent,
  type FrameType,
  type FrameValues,
  getWordLayout,
  swapWords,
  throwFormatError,
} from './frame.ts'
import { FrameParser } from './frame-parser.ts'
import { type FrameHead, shapeOf } from './frame-parts.ts'
import { decodeOrThrow, maxFrameBytes } from './hyperframe.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A frame's values, and whether its `hash` is the MD5 of the rest of it; where it is not, that is worth a warning. */
export type ReadFrame = FrameValues & { readonly hashMatches: boolean }

/**
 * The values in the bytes of a whole Frame, copied out of them. Takes what Disdat writes and no more: see FrameParser.
 * Memory is bounded by the bytes there are, at about ten times their length, whatever they claim. Throws
 * BundleFormatError for anything else, and for links or nested bundles of more than `maxFrameBytes`.
 */
export function readFrameValues(bytes: Uint8Array): ReadFrame {
  let head: FrameHead | undefined
  let data = new ArrayBuffer(0)
  const texts: string[] = []
  const bundles: Uint8Array[] = []
  const parser = new FrameParser(
    {
      head: (told) => {
        head = told
        if ((told.type === 'LINK' || told.type === 'HFRAME') && bytes.length > maxFrameBytes) {
          throwFormatError(`a frame of ${told.type} of ${bytes.length} bytes; ${maxFrameBytes} is the limit`)
        }
      },
      // All bytes are there, so each piece is the whole.
      data: (piece) => {
        data = new ArrayBuffer(piece.length)
        new Uint8Array(data).set(piece)
      },
      text: (piece) => texts.push(decodeOrThrow('text', () => utf8.decode(piece))),
      link: (url) => texts.push(url),
      bundle: (hyperFrame) => bundles.push(new Uint8Array(hyperFrame)),
    },
    Number.POSITIVE_INFINITY,
  )
  parser.push(bytes)
  const { count, hashMatches } = parser.end()
  if (head === undefined) return throwFormatError('a frame without a head')
  const { name, uuid, type, byteOrder } = head
  const shape = shapeOf(head, count)
  swapWords(data, getWordLayout(type)?.wordBytes ?? 1, byteOrder)
  return { name, uuid, shape, byteOrder, content: contentOf(type, data, { texts, bundles }), hashMatches }
}

/**
 * What the frame that begins with these bytes says of itself; undefined where they end before its values begin. Throws
 * BundleFormatError for bytes that begin no frame.
 */
export function frameHeadIn(start: Uint8Array): FrameHead | undefined {
  let head: FrameHead | undefined
  const parser = new FrameParser(
    {
      head: (told) => {
        head = told
      },
      data: () => undefined,
      text: () => undefined,
      link: () => undefined,
      bundle: () => undefined,
    },
    0,
  )
  parser.push(start)
  return head
}

function contentOf(
  type: FrameType,
  data: ArrayBuffer,
  { texts, bundles }: { readonly texts: readonly string[]; readonly bundles: readonly Uint8Array[] },
): FrameContent {
  switch (type) {
    case 'NONE':
      return { kind: 'none' }
    case 'LINK':
      return { kind: 'links', values: texts }
    case 'HFRAME':
      return { kind: 'bundles', values: bundles }
    case 'STRING':
      return { kind: 'strings', values: texts }
    case 'OBJECT':
      return { kind: 'object', text: decodeOrThrow('text', () => utf8.decode(data)) }
    default: {
      const content = getWordLayout(type)?.view(data) ?? throwFormatError(`a frame of type ${type}`)
      // Any byte but 0 is true to NumPy.
      return content.kind === 'booleans'
        ? { ...content, values: content.values.map((byte) => Math.min(byte, 1)) }
        : content
    }
  }
}
