import { isOwnLink } from '../disdat/bundle.ts'
import { type FrameByteOrder, type FrameContent, getWordLayout } from '../disdat/format/frame.ts'
import { statedCount } from '../disdat/format/frame-parts.ts'
import { frameHeadIn, readFrameValues } from '../disdat/format/frame-read.ts'
import { BundleFormatError, readHyperFrame } from '../disdat/format/hyperframe.ts'
import type { ColumnFacts, ValueFacts } from './comparison.ts'
import { type FrameSummary, summariseFrame } from './frame-summary.ts'
import { getNumbers, type NumberArray } from './histogram.ts'

/** A sample has at most so many characters. */
const maxSampleLength = 200

/** A bundle that a frame holds. */
export type NestedBundle = { readonly uuid: string; readonly name: string }

/** A frame as far as it was looked at. `head`: its values were too many to be read. */
export type InspectedFrame =
  | {
      readonly kind: 'read'
      readonly facts: ColumnFacts
      /** See FrameSummary. */
      readonly digest: string
      readonly numbers: NumberArray | undefined
      readonly nested: readonly NestedBundle[]
      /** Whether a link of it leads out of the bundle. */
      readonly leadsOut: boolean
    }
  | { readonly kind: 'head'; readonly facts: ColumnFacts; readonly byteOrder: FrameByteOrder }
  | { readonly kind: 'unreadable'; readonly why: string }

/** The frame in these bytes; one that is none is unreadable. Memory is bounded by the bytes there are. */
export async function inspectFrame(bytes: Uint8Array, samples: boolean): Promise<InspectedFrame> {
  return await orUnreadable(async () => {
    const summary = await summariseFrame([bytes])
    const { type, shape, rows, digest } = summary
    const hasSample = samples && summary.values === 1
    // Texts take ten times their bytes, so they are not made without need.
    const isNeeded = hasSample || type === 'LINK' || type === 'HFRAME' || getWordLayout(type) !== undefined
    const content: FrameContent = isNeeded ? readFrameValues(bytes).content : { kind: 'none' }
    const values = valueFacts(summary, hasSample ? sampleOf(content) : undefined)
    return {
      kind: 'read',
      facts: { type, shape, rows, bytes: bytes.length, values },
      digest,
      numbers: getNumbers(content),
      nested: content.kind === 'bundles' ? content.values.map(nestedIn) : [],
      leadsOut: content.kind === 'links' && !content.values.every(isOwnLink),
    }
  })
}

/** What the begin of a frame of `size` bytes tells of it; unreadable where that does not tell its shape. */
export async function inspectFrameHead(start: Uint8Array, size: number): Promise<InspectedFrame> {
  return await orUnreadable(async () => {
    const head = frameHeadIn(start)
    const count = head && statedCount(head)
    if (head === undefined || count === undefined)
      return { kind: 'unreadable', why: 'its first bytes do not tell its shape' }
    const { type, shape, byteOrder } = head
    return { kind: 'head', facts: { type, shape, rows: shape[0] ?? count, bytes: size, values: undefined }, byteOrder }
  })
}

async function orUnreadable(see: () => Promise<InspectedFrame>): Promise<InspectedFrame> {
  try {
    return await see()
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    return { kind: 'unreadable', why: error.message }
  }
}

function valueFacts({ nulls, distinct, detail }: FrameSummary, sample: string | undefined): ValueFacts {
  const { min, max, mean } = detail.kind === 'numbers' ? detail : { min: undefined, max: undefined, mean: undefined }
  return { nulls, distinct, min, max, mean, sample }
}

function nestedIn(hyperFrame: Uint8Array): NestedBundle {
  const { uuid, humanName } = readHyperFrame(hyperFrame)
  return { uuid, name: humanName }
}

function sampleOf(content: FrameContent): string | undefined {
  const text = textOf(content)
  if (text === undefined || text.length <= maxSampleLength) return text
  // Whole characters only.
  return `${text.slice(0, maxSampleLength).replace(/[\ud800-\udbff]$/, '')}…`
}

function textOf(content: FrameContent): string | undefined {
  switch (content.kind) {
    case 'none':
    case 'links':
    case 'bundles':
      return undefined
    case 'object':
      return content.text
    case 'strings':
      return content.values[0]
    case 'booleans':
      return content.values[0] === 0 ? 'false' : 'true'
    case 'complex':
      return content.values.join(' + ').concat('i')
    default:
      return String(content.values[0])
  }
}
