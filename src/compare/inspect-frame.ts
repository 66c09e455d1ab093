import { isOwnLink } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import {
  countStatedValues,
  decodeNumbers,
  type FrameByteOrder,
  type FrameNumbers,
  getNumberLayout,
} from '../disdat/format/frame.ts'
import { type ReadFrame, readFrame, readFrameHead } from '../disdat/format/frame-reader.ts'
import type { ColumnFacts, ValueFacts } from './comparison.ts'
import { getOrderedNumbers, type NumberArray } from './histogram.ts'
import { summarizeNumbers } from './summarize-numbers.ts'
import { TextSummary } from './text-summary.ts'
import { ValueDigest } from './value-digest.ts'

/** The longest sample, in UTF-16 units, without the ellipsis. */
const maxSampleLength = 200

/** A bundle that a frame holds. */
export type NestedBundle = { readonly uuid: string; readonly name: string }

/** A frame after its inspection. `head`: its values were too large to be read. */
export type InspectedFrame =
  | {
      readonly kind: 'read'
      readonly facts: ColumnFacts
      /**
       * A SHA-256 of type and values that does not depend on the name, uuid, shape and byte order of the frame, as
       * the frame's own hash does.
       */
      readonly digest: string
      readonly numbers: NumberArray | undefined
      readonly nested: readonly NestedBundle[]
      /** Whether one of its links points outside the bundle. */
      readonly hasExternalLinks: boolean
    }
  | { readonly kind: 'head'; readonly facts: ColumnFacts; readonly byteOrder: FrameByteOrder }
  | { readonly kind: 'unreadable'; readonly reason: string }

/**
 * Inspects a whole frame in one pass; an invalid frame is unreadable. Takes memory for a copy of its numbers, for
 * the names of nested bundles, and for up to `maxDistinct` short texts.
 *
 * @param samples Whether to report the value of a frame that holds a single one.
 */
export function inspectFrame(bytes: Uint8Array, samples: boolean): InspectedFrame {
  return catchFormatError(() => inspectValidFrame(bytes, samples))
}

/** Inspects the beginning of a frame of `size` bytes; unreadable where that does not show the shape. */
export function inspectFrameHead(start: Uint8Array, size: number): InspectedFrame {
  return catchFormatError(() => {
    const head = readFrameHead(start)
    const count = head && countStatedValues(head)
    if (head === undefined || count === undefined)
      return { kind: 'unreadable', reason: 'its first bytes do not show its shape' }
    const { type, shape, byteOrder } = head
    return { kind: 'head', facts: { type, shape, rows: shape[0] ?? count, bytes: size, values: undefined }, byteOrder }
  })
}

function catchFormatError(inspect: () => InspectedFrame): InspectedFrame {
  try {
    return inspect()
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    return { kind: 'unreadable', reason: error.message }
  }
}

function inspectValidFrame(bytes: Uint8Array, samples: boolean): InspectedFrame {
  const { frame, texts, digest, data, firstText, nested, hasExternalLinks } = collectValues(bytes)
  const { type, shape, count } = frame
  const numbers = decodeFrameNumbers(frame, data)
  const sample = samples && count === 1 ? formatSample(numbers, type === 'STRING' ? firstText : undefined) : undefined
  const values = { ...summarizeValues(frame, numbers, texts), sample }
  return {
    kind: 'read',
    facts: { type, shape, rows: shape[0] ?? count, bytes: bytes.length, values },
    digest: digest.end(type, numbers === undefined ? data : new Uint8Array(numbers.values.buffer)),
    numbers: getOrderedNumbers(numbers),
    nested,
    hasExternalLinks,
  }
}

function collectValues(bytes: Uint8Array) {
  const digest = new ValueDigest()
  const texts = new TextSummary()
  const nested: NestedBundle[] = []
  let hasExternalLinks = false
  let data: Buffer = Buffer.alloc(0)
  let firstText: Buffer | undefined
  const addText = (text: Buffer) => {
    firstText ??= text
    digest.addText(text)
    texts.add(text)
  }
  const frame = readFrame(bytes, {
    data: (all) => {
      data = all
    },
    text: addText,
    link: (url) => {
      addText(Buffer.from(url))
      if (!isOwnLink(url)) hasExternalLinks = true
    },
    bundle: ({ uuid, humanName: name }) => {
      digest.addText(Buffer.from(uuid))
      nested.push({ uuid, name })
    },
  })
  return { frame, texts, digest, data, firstText, nested, hasExternalLinks }
}

/** Undefined for a frame of a type that is not a number. */
function decodeFrameNumbers({ type, byteOrder }: ReadFrame, data: Uint8Array): FrameNumbers | undefined {
  const layout = getNumberLayout(type)
  return layout && decodeNumbers(layout, data, byteOrder)
}

function summarizeValues(
  { type }: ReadFrame,
  numbers: FrameNumbers | undefined,
  texts: TextSummary,
): Omit<ValueFacts, 'sample'> {
  if (numbers !== undefined) return summarizeNumbers(numbers)
  const isText = type === 'STRING' || type === 'LINK'
  const distinct = isText ? texts.distinct : undefined
  // No URL is a null, and bundles are not among the texts.
  return { nulls: texts.nulls, distinct, min: undefined, max: undefined, mean: undefined }
}

/** The single value of a frame as a text; undefined for links and bundles. */
function formatSample(numbers: FrameNumbers | undefined, text: Buffer | undefined): string | undefined {
  const sample = numbers === undefined ? text?.toString() : formatNumber(numbers)
  if (sample === undefined || sample.length <= maxSampleLength) return sample
  // Do not cut a surrogate pair.
  return `${sample.slice(0, maxSampleLength).replace(/[\ud800-\udbff]$/, '')}…`
}

function formatNumber({ kind, values }: FrameNumbers): string {
  return kind === 'booleans' ? String(values[0] !== 0) : String(values[0])
}
