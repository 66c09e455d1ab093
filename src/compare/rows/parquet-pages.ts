import type { ColumnMetaData, PageHeader, SchemaElement } from 'hyparquet'
import { BundleFormatError, decodeOrThrow, throwFormatError } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { ThriftValidator } from '../thrift-validator.ts'
import { type ByteSource, ByteStream } from './byte-stream.ts'
import type { PageBudget } from './page-budget.ts'
import { PageMemory } from './page-memory.ts'
import { createCodecs, type Unpack } from './parquet-codecs.ts'
import { openValues, type PassValues } from './parquet-encodings.ts'
import { RunDecoder } from './parquet-runs.ts'
import type { ParquetValues } from './parquet-values.ts'
import { sliceRows } from './row-table.ts'
import type { ValueSink } from './value-sink.ts'

/** A page is decoded whole; writers limit pages to about 1 MiB. In bytes. */
export const maxPageBytes = 32 * 1024 * 1024
/** The bytes in which a page's header ends: it has statistics with two values of the column. */
const maxHeaderBytes = 64 * 1024
/** The most values in a header of a page, which has about twenty. */
const maxHeaderValues = 100
/** The most values of a page or a dictionary: runs can state any number of them in a few bytes. */
export const maxPageValues = 8 * 1024 * 1024
/** The most bytes of a prepared value of a dictionary. */
const preparedBytes = 16
/** The length before the levels of a page, in bytes. */
const lengthBytes = 4

/** The parts of hyparquet that read headers and unpack pages, which are loaded when a Parquet file is read. */
export type Hyparquet = {
  readonly metadata: typeof import('hyparquet/src/metadata.js')
  readonly column: typeof import('hyparquet/src/column.js')
  readonly codecs: ReadonlyMap<string, Unpack>
}

export async function loadHyparquet(): Promise<Hyparquet> {
  const [metadata, column, { snappyUncompress }] = await Promise.all([
    import('hyparquet/src/metadata.js'),
    import('hyparquet/src/column.js'),
    import('hyparquet/src/snappy.js'),
  ])
  return { metadata, column, codecs: createCodecs(snappyUncompress) }
}

/** The values of one column in one row group. */
export type ColumnChunkReading = {
  readonly hyparquet: Hyparquet
  readonly source: ByteSource
  readonly windowBytes: number
  readonly budget: PageBudget
  readonly rows: number
  readonly chunk: ColumnMetaData
  readonly element: SchemaElement
  readonly values: ParquetValues
  /** The memory of the column's pages, one after the other. */
  readonly memory: PageMemory
}

/** A dictionary: passes the values at some places. */
type PassPlaces = (places: Int32Array, count: number) => void

/**
 * Passes the values of a column of a row group to a sink, and yields how many there are after each slice of at most
 * `sliceRows`. A page takes memory for its bytes, and its dictionary for `maxPageValues`.
 */
export async function* readColumnChunk(
  reading: ColumnChunkReading,
  sink: ValueSink,
  options: Cancellable,
): AsyncGenerator<number> {
  const { hyparquet, source, windowBytes, budget, rows, chunk } = reading
  if (!hyparquet.codecs.has(chunk.codec)) throw new BundleFormatError(`the compression ${chunk.codec}`)
  using stream = new ByteStream(source, { ...options, windowBytes, ...findRange(chunk, source.size) })
  let passPlaces: PassPlaces | undefined
  let dictionaryBytes = 0
  try {
    for (let passed = 0; passed < rows; ) {
      const { header, bytes } = await readPageBytes(hyparquet, stream)
      const pageBytes = header.uncompressed_page_size
      const { count, dictionary } = checkCounts(header, rows - passed)
      if (dictionary !== undefined) {
        dictionaryBytes += budget.reserve(pageBytes + dictionary * preparedBytes - dictionaryBytes)
        passPlaces = decodeOrThrow('Parquet page', () => prepareDictionary(reading, header, bytes, sink))
      }
      stream.skip(bytes.length)
      if (count === undefined) continue
      budget.reserve(pageBytes)
      try {
        yield* passSlices(count, reading, { header, bytes, passPlaces }, sink)
      } finally {
        budget.release(pageBytes)
      }
      passed += count
    }
  } finally {
    budget.release(dictionaryBytes)
  }
}

function prepareDictionary(
  reading: ColumnChunkReading,
  header: PageHeader,
  bytes: Buffer,
  sink: ValueSink,
): PassPlaces {
  const { element, values } = reading
  const count = header.dictionary_page_header?.num_values ?? 0
  // The sink may read the values later.
  const memory = new PageMemory()
  const body = unpack({ ...reading, memory }, bytes, header.uncompressed_page_size)
  // Its encoding is PLAIN, which older writers call PLAIN_DICTIONARY.
  return sink.prepare(count, (inner) => openValues('PLAIN', { element, values, body })(count, inner))
}

type PageReading = {
  readonly header: PageHeader
  readonly bytes: Buffer
  readonly passPlaces: PassPlaces | undefined
}

function* passSlices(
  count: number,
  reading: ColumnChunkReading,
  page: PageReading,
  sink: ValueSink,
): Generator<number> {
  const { levels, pass } = decodeOrThrow('Parquet page', () => openPage(reading, page))
  const { present } = reading.memory
  for (let left = count; left > 0; left -= sliceRows) {
    const rows = Math.min(left, sliceRows)
    decodeOrThrow('Parquet page', () => {
      levels?.read(present, rows)
      if (levels === undefined || !present.subarray(0, rows).includes(0)) pass(rows, sink)
      else passPresent(present.subarray(0, rows), pass, sink)
    })
    yield rows
  }
}

/** Passes rows of which some are null: `present` is 0 for these. */
function passPresent(present: Uint8Array, pass: PassValues, sink: ValueSink): void {
  for (let row = 0; row < present.length; ) {
    const isPresent = present[row] !== 0
    let end = row + 1
    while (end < present.length && (present[end] !== 0) === isPresent) end++
    if (isPresent) pass(end - row, sink)
    else for (let index = row; index < end; index++) sink.missing()
    row = end
  }
}

/** Opens the levels of a page, which are undefined where no value is null, and its values. */
function openPage(reading: ColumnChunkReading, { header, bytes, passPlaces }: PageReading) {
  const { element, values } = reading
  const { encoding, levels, body } = splitPage(reading, header, bytes)
  const hasDictionary = encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY'
  if (!hasDictionary) return { levels, pass: openValues(encoding, { element, values, body }) }
  const places = new RunDecoder(body.subarray(1), body[0] ?? 0)
  const part = reading.memory.places
  const pass = (count: number) => {
    places.read(part, count)
    if (passPlaces === undefined) throw new BundleFormatError('a page without its dictionary')
    passPlaces(part, count)
  }
  return { levels, pass }
}

/** Splits a page into its levels, of which 0 is null and 1 is not, and the encoded values. */
function splitPage(reading: ColumnChunkReading, header: PageHeader, bytes: Buffer) {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header
  const isNullable = reading.element.repetition_type !== 'REQUIRED'
  if (first !== undefined) {
    const page = unpack(reading, bytes, size)
    const { encoding } = first
    if (!isNullable) return { encoding, levels: undefined, body: page }
    if (first.definition_level_encoding !== 'RLE') throw new BundleFormatError('levels that are not encoded as runs')
    const end = lengthBytes + new DataView(page.buffer, page.byteOffset, page.length).getUint32(0, true)
    return { encoding, levels: new RunDecoder(page.subarray(lengthBytes, end), 1), body: page.subarray(end) }
  }
  if (second === undefined) return throwFormatError('a page without a header')
  const { encoding, is_compressed: isCompressed } = second
  const [start, length] = [second.repetition_levels_byte_length, second.definition_levels_byte_length]
  const levels = isNullable ? new RunDecoder(bytes.subarray(start, start + length), 1) : undefined
  const rest = bytes.subarray(start + length)
  return { encoding, levels, body: isCompressed === false ? rest : unpack(reading, rest, size - start - length) }
}

function unpack({ hyparquet, chunk, memory }: ColumnChunkReading, part: Uint8Array, size: number): Uint8Array {
  if (!(size >= 0)) throw new BundleFormatError('a page of less than its levels')
  // Some writers compress no values, such as those of a page with nulls only, to no bytes.
  if (size === 0) return new Uint8Array()
  const page = memory.take(size)
  hyparquet.codecs.get(chunk.codec)?.(part, page)
  return page
}

function findRange({ dictionary_page_offset, data_page_offset, total_compressed_size }: ColumnMetaData, size: number) {
  // Some writers state 0 where there is no dictionary.
  const start = Number(dictionary_page_offset || data_page_offset)
  const end = start + Number(total_compressed_size)
  if (start >= 0 && start <= end && end <= size) return { start, end }
  throw new BundleFormatError('a column that begins or ends outside of the file')
}

/** The header and the bytes of the next page, which are not skipped. */
async function readPageBytes(hyparquet: Hyparquet, stream: ByteStream) {
  if (stream.left === 0) throw new BundleFormatError('a column with fewer rows than its row group')
  const window = await stream.peek(Math.min(maxHeaderBytes, stream.left))
  const start = window.subarray(0, maxHeaderBytes)
  new ThriftValidator(start, maxHeaderValues).skipStruct()
  const reader = { view: new DataView(start.buffer, start.byteOffset, start.length), offset: 0 }
  const header = decodeOrThrow('Parquet page', () => hyparquet.column.parquetHeader(reader))
  const sizes = [header.compressed_page_size, header.uncompressed_page_size]
  if (!sizes.every((size) => Number.isInteger(size) && size >= 0 && size <= maxPageBytes))
    throw new BundleFormatError(`a page of more than ${maxPageBytes} bytes`)
  stream.skip(reader.offset)
  const bytes = await stream.peek(header.compressed_page_size)
  if (bytes.length < header.compressed_page_size) throw new BundleFormatError('a page that is cut off')
  return { header, bytes: bytes.subarray(0, header.compressed_page_size) }
}

/**
 * The rows of a data page, and the values of a dictionary; undefined for other pages. Throws BundleFormatError for more
 * than `maxPageValues`.
 */
function checkCounts(
  { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary }: PageHeader,
  rowsLeft: number,
): { readonly count: number | undefined; readonly dictionary: number | undefined } {
  const count = first?.num_values ?? second?.num_values
  if (count !== undefined && !(Number.isSafeInteger(count) && count > 0 && count <= rowsLeft))
    throw new BundleFormatError('a page of more rows than its row group')
  const values = dictionary?.num_values
  if (values !== undefined && !(Number.isSafeInteger(values) && values >= 0))
    throw new BundleFormatError('a dictionary of no number of values')
  if (Math.max(count ?? 0, values ?? 0) > maxPageValues)
    throw new BundleFormatError(`a page of more than ${maxPageValues} values`)
  return { count, dictionary: values }
}
