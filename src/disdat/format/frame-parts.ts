import { countElements, type FrameByteOrder, type FrameType, getWordLayout } from './frame.ts'
import { FrameSchema } from './proto/hyperframe_pb.ts'

/** What stands before the values. */
export type FrameHead = {
  readonly name: string
  readonly uuid: string
  readonly type: FrameType
  /** As stated, which for texts, links and bundles may be nothing. */
  readonly shape: readonly number[]
  readonly byteOrder: FrameByteOrder
}

/** Who hears what a frame holds, in its order. Bytes are views, good until the call returns. */
export type FrameVisitor = {
  /** First of all, and once. */
  readonly head: (head: FrameHead) => void
  /** The bytes of numbers or of an object, in pieces cut anywhere: of numbers, as many as the shape speaks of. */
  readonly data: (piece: Uint8Array, isLast: boolean) => void
  /** A text; one longer than the parser's `wholeTextBytes` in pieces cut anywhere, the last one marked. */
  readonly text: (piece: Uint8Array, isLast: boolean) => void
  readonly link: (url: string) => void
  readonly bundle: (hyperFrame: Uint8Array) => void
}

/** What is known when a frame has ended. */
export type FrameEnd = {
  /** Values seen: numbers, texts, links, bundles; an object is one. */
  readonly count: number
  /** Whether the frame's `hash` is the MD5 of the rest of it. */
  readonly hashMatches: boolean
}

/** How many values a frame's head speaks of; undefined where texts, links or bundles state no shape, or there are none. */
export function statedCount({ type, shape }: FrameHead): number | undefined {
  const isUncounted = shape.length === 0 && getWordLayout(type) === undefined && type !== 'OBJECT'
  return isUncounted ? undefined : countElements(shape)
}

/** The shape of a frame of so many values: as stated, or, where texts, links or bundles state none, their number. */
export function shapeOf(head: FrameHead, count: number): readonly number[] {
  return head.shape.length === 0 && count !== 1 && head.type !== 'NONE' ? [count] : head.shape
}

/** The number of the one field that values of this type are in. */
export function contentField(type: FrameType): number | undefined {
  if (type === 'NONE') return undefined
  if (type === 'LINK') return FrameSchema.field.links.number
  if (type === 'HFRAME') return FrameSchema.field.hframes.number
  return type === 'STRING' ? FrameSchema.field.strings.number : FrameSchema.field.data.number
}
