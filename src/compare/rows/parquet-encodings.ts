import type { Encoding, SchemaElement } from 'hyparquet'
import { BundleFormatError, throwFormatError } from '../../disdat/format/format-error.ts'
import { DeltaDecoder } from './parquet-deltas.ts'
import { RunDecoder } from './parquet-runs.ts'
import type { ParquetValues } from './parquet-values.ts'
import { NumberBatch, type ValueSink } from './value-sink.ts'

/** Passes the next values of a page that are not null to a sink. Throws BundleFormatError for fewer. */
export type PassValues = (count: number, sink: ValueSink) => void

/** The values of a page that are not null. */
export type EncodedValues = {
  readonly element: SchemaElement
  readonly body: Uint8Array
  readonly values: ParquetValues
}

/** The length before the runs of booleans, in bytes. */
const lengthBytes = 4
/** The most bytes of the texts of a page of which each repeats the beginning of the one before it. */
const maxRepeatedBytes = 256 * 1024 * 1024
const julianDayOf1970 = 2_440_588n
const nanosPerDay = 86_400_000_000_000n

/** Opens the values of a page in any encoding but that by a dictionary. Throws BundleFormatError for others. */
export function openValues(encoding: Encoding, encoded: EncodedValues): PassValues {
  const { element, body } = encoded
  const { type } = element
  if (encoding === 'PLAIN') return openPlain(encoded)
  if (encoding === 'RLE' && type === 'BOOLEAN') return openBooleanRuns(encoded)
  if (encoding === 'BYTE_STREAM_SPLIT') return openSplitBytes(encoded)
  if (encoding === 'DELTA_BINARY_PACKED' && (type === 'INT32' || type === 'INT64'))
    return openDeltas(new DeltaDecoder(body, 0, type === 'INT32' ? 32 : 64), encoded)
  if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' && type === 'BYTE_ARRAY') return openDeltaLengths(encoded)
  const isBytes = type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY'
  if (encoding === 'DELTA_BYTE_ARRAY' && isBytes) return openRepeatedTexts(encoded)
  throw new BundleFormatError(`the encoding ${encoding}`)
}

/** https://parquet.apache.org/docs/file-format/data-pages/encodings/#plain-plain--0 */
function openPlain({ element: { type, type_length: length = 0 }, body, values }: EncodedValues): PassValues {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  switch (type) {
    case 'BOOLEAN':
      return openPackedBooleans(body, values)
    case 'INT32':
    case 'FLOAT':
    case 'DOUBLE':
    case 'INT64':
      return openNumbers(view, type, values)
    case 'INT96':
      return openFixed(body, 12, (at, sink) => {
        const days = BigInt(view.getInt32(at + 8, true)) - julianDayOf1970
        values.bigint(days * nanosPerDay + view.getBigInt64(at, true), sink)
      })
    case 'FIXED_LEN_BYTE_ARRAY':
      return openFixed(body, length, (at, sink) => values.bytes(body, at, at + length, sink))
    case 'BYTE_ARRAY':
      return openTexts(view, body, values)
    default:
      return throwFormatError('a column without a type')
  }
}

function openFixed(body: Uint8Array, bytes: number, pass: (at: number, sink: ValueSink) => void): PassValues {
  if (bytes === 0) throw new BundleFormatError('values without a size')
  let next = 0
  return (count, sink) => {
    const end = next + count * bytes
    if (end > body.length) throw new BundleFormatError('values that are cut off')
    for (; next < end; next += bytes) pass(next, sink)
  }
}

function openNumbers(view: DataView, type: 'INT32' | 'FLOAT' | 'DOUBLE' | 'INT64', values: ParquetValues): PassValues {
  const batch = new NumberBatch(values.numbers)
  const bytes = getWidth(type)
  let next = 0
  return (count, sink) => {
    const end = next + count * bytes
    if (end > view.byteLength) throw new BundleFormatError('values that are cut off')
    // A loop for each type, because a call for each value takes longer than the value.
    if (type === 'INT32') for (; next < end; next += bytes) batch.add(view.getInt32(next, true), sink)
    else if (type === 'FLOAT') for (; next < end; next += bytes) batch.add(view.getFloat32(next, true), sink)
    else if (type === 'DOUBLE') for (; next < end; next += bytes) batch.add(view.getFloat64(next, true), sink)
    else for (; next < end; next += bytes) passLong(view, next, { batch, values }, sink)
    batch.flush(sink)
  }
}

type LongValues = { readonly batch: NumberBatch; readonly values: ParquetValues }

function passLong(view: DataView, at: number, { batch, values }: LongValues, sink: ValueSink): void {
  const number = view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)
  if (Number.isSafeInteger(number)) {
    batch.add(number, sink)
    return
  }
  batch.flush(sink)
  values.bigint(view.getBigInt64(at, true), sink)
}

function openTexts(view: DataView, body: Uint8Array, values: ParquetValues): PassValues {
  let next = 0
  return (count, sink) => {
    for (let index = 0; index < count; index++) {
      const start = next + lengthBytes
      const end = start <= body.length ? start + view.getUint32(next, true) : start
      if (end > body.length) throw new BundleFormatError('values that are cut off')
      next = end
      values.bytes(body, start, end, sink)
    }
  }
}

function openPackedBooleans(body: Uint8Array, values: ParquetValues): PassValues {
  const batch = new NumberBatch(values.numbers)
  let bit = 0
  return (count, sink) => {
    if (bit + count > body.length * 8) throw new BundleFormatError('values that are cut off')
    for (const end = bit + count; bit < end; bit++) batch.add(((body[bit >>> 3] ?? 0) >>> (bit & 7)) & 1, sink)
    batch.flush(sink)
  }
}

function openBooleanRuns({ body, values }: EncodedValues): PassValues {
  const decoder = new RunDecoder(body.subarray(lengthBytes), 1)
  return (count, sink) => {
    const part = new Uint8Array(count)
    decoder.read(part, count)
    values.numbers(Float64Array.from(part), count, sink)
  }
}

/** The first bytes of all values are followed by the second bytes of all, and so on. */
function openSplitBytes(encoded: EncodedValues): PassValues {
  const { element, body } = encoded
  const width = element.type === 'FIXED_LEN_BYTE_ARRAY' ? (element.type_length ?? 0) : getWidth(element.type)
  const all = Math.floor(body.length / width)
  const plain = new Uint8Array(all * width)
  for (let byte = 0; byte < width; byte++)
    for (let index = 0; index < all; index++) plain[index * width + byte] = body[byte * all + index] ?? 0
  return openPlain({ ...encoded, body: plain })
}

const getWidth = (type: SchemaElement['type']) => {
  if (type === 'INT32' || type === 'FLOAT') return 4
  return type === 'INT64' || type === 'DOUBLE' ? 8 : throwFormatError('split bytes of another type')
}

function openDeltas(decoder: DeltaDecoder, { values }: EncodedValues): PassValues {
  return (count, sink) => {
    for (let index = 0; index < count; index++) {
      const value = decoder.next()
      const number = Number(value)
      if (Number.isSafeInteger(number)) values.number(number, sink)
      else values.bigint(value, sink)
    }
  }
}

function openDeltaLengths({ body, values }: EncodedValues): PassValues {
  const lengths = new DeltaDecoder(body, 0, 32)
  const takeText = createTextReader(body, new DeltaDecoder(body, 0, 32).findEnd())
  return (count, sink) => {
    for (let index = 0; index < count; index++) passWhole(values, takeText(Number(lengths.next())), sink)
  }
}

function openRepeatedTexts({ body, values }: EncodedValues): PassValues {
  const prefixes = new DeltaDecoder(body, 0, 32)
  const end = new DeltaDecoder(body, 0, 32).findEnd()
  const suffixes = new DeltaDecoder(body, end, 32)
  const takeText = createTextReader(body, new DeltaDecoder(body, end, 32).findEnd())
  let text: Uint8Array = new Uint8Array()
  let bytes = 0
  return (count, sink) => {
    for (let index = 0; index < count; index++) {
      const prefix = Number(prefixes.next())
      const suffix = takeText(Number(suffixes.next()))
      if (!(prefix >= 0 && prefix <= text.length)) throw new BundleFormatError('a text that repeats more than there is')
      bytes += prefix + suffix.length
      if (bytes > maxRepeatedBytes)
        throw new BundleFormatError(`a page of more than ${maxRepeatedBytes} bytes of texts`)
      text = prefix === 0 ? suffix : Buffer.concat([text.subarray(0, prefix), suffix])
      passWhole(values, text, sink)
    }
  }
}

function passWhole(values: ParquetValues, text: Uint8Array, sink: ValueSink): void {
  values.bytes(text, 0, text.length, sink)
}

function createTextReader(body: Uint8Array, start: number): (size: number) => Uint8Array {
  let next = start
  return (size) => {
    if (!(size >= 0 && size <= body.length - next)) throw new BundleFormatError('values that are cut off')
    next += size
    return body.subarray(next - size, next)
  }
}
