import { countElements, type FrameType, getWordLayout, throwFormatError } from '../disdat/format/frame.ts'
import { FrameParser } from '../disdat/format/frame-parser.ts'
import { type FrameHead, shapeOf } from '../disdat/format/frame-parts.ts'
import type { DistinctCount } from './distinct.ts'
import { type NumberSummary, NumberTally } from './number-tally.ts'
import { LongText, type TextSummary, TextTally, wholeTextBytes } from './text-tally.ts'
import { ValueDigest } from './value-digest.ts'

/** What a frame comes to, without its values. */
export type FrameSummary = {
  readonly name: string
  readonly uuid: string
  readonly type: FrameType
  readonly shape: readonly number[]
  /** The first dimension; where there is none, the one value or none. */
  readonly rows: number
  /** All of them, nulls included. */
  readonly values: number
  /** Missing ones, as Disdat stores them: NaN among numbers, JSON's `null` and `NaN` in a column of JSON texts. */
  readonly nulls: number
  /** Different values but for nulls; of objects and bundles undefined. */
  readonly distinct: DistinctCount | undefined
  /** Whether the frame's `hash` is the MD5 of the rest of it; where it is not, that is worth a warning. */
  readonly hashMatches: boolean
  /** The same for the same values of the same type, whatever the frame's name, uuid, shape and byte order are. */
  readonly digest: string
  readonly detail: NumberSummary | TextSummary | { readonly kind: 'others' }
}

/**
 * What the Frame in these bytes comes to. It is seen once, in chunks cut anywhere, and never held: memory is the same for
 * a frame of 2 GiB as for one of 2 MiB (a nested HyperFrame, up to `maxHyperFrameBytes`, apart). Throws BundleFormatError
 * for what Disdat would not write: see FrameParser; and whatever the chunks throw.
 */
export async function summariseFrame(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<FrameSummary> {
  let head: FrameHead | undefined
  let numbers: NumberTally | undefined
  const texts = new TextTally()
  let object: LongText | undefined
  const digest = new ValueDigest()
  const parser = new FrameParser(
    {
      head: (told) => {
        head = told
        digest.head(told)
        const layout = getWordLayout(told.type)
        if (layout !== undefined) numbers = new NumberTally(layout, told.byteOrder, countElements(told.shape))
      },
      data: (piece, isLast) => {
        digest.data(piece)
        if (numbers !== undefined) {
          numbers.add(piece)
          return
        }
        object ??= new LongText()
        object.add(piece)
        if (isLast) object.end()
      },
      text: (piece, isLast) => {
        digest.text(piece, isLast)
        texts.add(piece, isLast)
      },
      link: (url) => {
        digest.link(url)
        texts.add(Buffer.from(url), true)
      },
      bundle: (hyperFrame) => digest.bundle(hyperFrame),
    },
    wholeTextBytes,
  )
  for await (const chunk of chunks) parser.push(chunk)
  const { count, hashMatches } = parser.end()
  if (head === undefined) return throwFormatError('a frame without a head')
  const { name, uuid, type } = head
  const shape = shapeOf(head, count)
  const seen = numbers?.end() ?? texts.end()
  return {
    name,
    uuid,
    type,
    shape,
    rows: shape[0] ?? count,
    values: count,
    nulls: type === 'LINK' ? 0 : seen.nulls,
    distinct: seen.summary.kind === 'texts' && type !== 'STRING' && type !== 'LINK' ? undefined : seen.distinct,
    hashMatches,
    digest: digest.end(),
    detail: seen.summary.kind === 'texts' && type !== 'STRING' ? { kind: 'others' } : seen.summary,
  }
}
