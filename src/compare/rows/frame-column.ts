import { isUtf8 } from 'node:buffer'
import { BundleFormatError, throwFormatError } from '../../disdat/format/format-error.ts'
import {
  decodeNumbers,
  type FrameHead,
  type FrameNumbers,
  type FrameType,
  getNumberLayout,
} from '../../disdat/format/frame.ts'
import { readFrameHead } from '../../disdat/format/frame-reader.ts'
import { FrameSchema } from '../../disdat/format/proto/hyperframe_pb.ts'
import { readFields } from '../../disdat/format/wire-fields.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { type ByteSource, ByteStream } from './byte-stream.ts'
import { type JsonTexts, passJson } from './json-texts.ts'
import type { ColumnKind } from './row-table.ts'
import { passBigints, type ValueSink } from './value-sink.ts'

/** The bytes of a frame that are read first, which have its head. */
const headBytes = 4 * 1024
/** Longer texts are not compared. */
const maxTextBytes = 16 * 1024 * 1024
/** The most bytes of the tag and the length of a text. */
const maxPrefixBytes = 6

const { strings, data } = FrameSchema.field
/** The one byte that begins each text: its number, and the wire type of bytes. */
const textTag = (strings.number << 3) | 2

/** The kind of values that a frame of this type holds. */
export function getFrameKind(type: FrameType): ColumnKind {
  if (type === 'BOOL') return 'boolean'
  if (type === 'STRING') return 'text'
  return getNumberLayout(type) === undefined ? 'other' : 'number'
}

/** The values of one frame, as a column. */
export type FrameColumn = {
  readonly source: ByteSource
  readonly windowBytes: number
  readonly isJson: boolean
  /** Notes whether its texts are JSON. */
  readonly jsonTexts: JsonTexts
}

/** Passes the values of a frame to a sink, and yields how many there are after each window. */
export async function* readFrameColumn(
  column: FrameColumn,
  sink: ValueSink,
  options: Cancellable,
): AsyncGenerator<number> {
  const { source, windowBytes } = column
  const head = await source.read(0, Math.min(headBytes, source.size), options)
  const frame = readFrameHead(head) ?? throwFormatError('a frame whose values begin after its first bytes')
  const values = findValues(head)
  if (values === undefined) return
  using stream = new ByteStream(source, { ...options, windowBytes, ...values })
  yield* frame.type === 'STRING' ? readTexts(stream, column, sink) : readNumbers(stream, frame, sink)
}

/** Where the numbers, or the first text, begin and end; undefined without values. */
function findValues(head: Uint8Array): { readonly start: number; readonly end: number } | undefined {
  for (const { number, start, end, contentBytes } of readFields(head, { isPrefix: true })) {
    if (number === data.number) return { start: end - contentBytes, end }
    if (number === strings.number) return { start, end: Number.POSITIVE_INFINITY }
  }
  return undefined
}

async function* readNumbers(
  stream: ByteStream,
  { type, byteOrder }: FrameHead,
  sink: ValueSink,
): AsyncGenerator<number> {
  const layout = getNumberLayout(type) ?? throwFormatError(`a frame of type ${type}`)
  while (stream.left > 0) {
    const bytes = await stream.peek(layout.valueBytes)
    const count = Math.floor(bytes.length / layout.valueBytes)
    if (count === 0) throw new BundleFormatError('a frame whose last number is cut off')
    passNumbers(decodeNumbers(layout, bytes.subarray(0, count * layout.valueBytes), byteOrder), sink)
    stream.skip(count * layout.valueBytes)
    yield count
  }
}

function passNumbers({ kind, values }: FrameNumbers, sink: ValueSink): void {
  if (kind === 'bigints') passBigints(values, sink)
  else if (kind === 'booleans') for (const value of values) sink.boolean(value !== 0)
  else if (values instanceof Float64Array) sink.numbers(values, values.length)
  else sink.numbers(Float64Array.from(values), values.length)
}

async function* readTexts(
  stream: ByteStream,
  { isJson, jsonTexts }: FrameColumn,
  sink: ValueSink,
): AsyncGenerator<number> {
  let needed = maxPrefixBytes
  for (;;) {
    const window = await stream.peek(needed)
    const { count, bytes, missing, isEnd } = passTexts(window, (text) => {
      jsonTexts.add(text)
      if (isJson) passJson(text, sink)
      else passText(text, sink)
    })
    stream.skip(bytes)
    if (count > 0) yield count
    if (isEnd || stream.left === 0) return
    // The window has all bytes that are left.
    if (window.length < needed) throw new BundleFormatError('a text that is cut off')
    needed = window.length - bytes + missing
    if (needed > maxTextBytes) throw new BundleFormatError(`a text of more than ${maxTextBytes} bytes`)
  }
}

/** Passes the whole texts in a window on. `missing`: the bytes that the next text lacks. `isEnd`: there is none. */
function passTexts(window: Buffer, pass: (text: Buffer) => void) {
  let [at, count] = [0, 0]
  while (at < window.length) {
    if (window[at] !== textTag) return { count, bytes: at, missing: 0, isEnd: true }
    let [length, begin, shift] = [0, at + 1, 0]
    for (; begin < window.length && ((window[begin] ?? 0) & 0x80) !== 0; shift += 7)
      length += ((window[begin++] ?? 0) & 0x7f) * 2 ** shift
    if (begin - at > maxPrefixBytes) throw new BundleFormatError('a text whose length has more than 32 bits')
    if (begin >= window.length) return { count, bytes: at, missing: maxPrefixBytes, isEnd: false }
    length += (window[begin++] ?? 0) * 2 ** shift
    if (begin + length > window.length)
      return { count, bytes: at, missing: begin + length - window.length, isEnd: false }
    pass(window.subarray(begin, begin + length))
    at = begin + length
    count++
  }
  return { count, bytes: at, missing: maxPrefixBytes, isEnd: false }
}

function passText(text: Buffer, sink: ValueSink): void {
  if (!isUtf8(text)) throw new BundleFormatError('text that is not UTF-8')
  const isNull = text.length <= 4 && (text.equals(nullTexts.null) || text.equals(nullTexts.NaN))
  if (isNull) sink.jsonNull(text.length === 4 ? 'null' : 'NaN')
  else sink.bytes(text)
}

const nullTexts = { null: Buffer.from('null'), NaN: Buffer.from('NaN') }
