import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { ColumnMetaData, Compressors, PageHeader, ParquetParsers, SchemaElement, SchemaTree } from 'hyparquet'
import { BundleFormatError, decodeOrThrow, throwFormatError } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { ThriftValidator } from '../thrift-validator.ts'
import { type ByteSource, ByteStream } from './byte-stream.ts'
import { decodeRuns } from './parquet-runs.ts'
import { type ParquetValues, passDictionary, passParquetPage } from './parquet-values.ts'
import type { ValueSink } from './value-sink.ts'

/** A page is decoded whole; writers limit pages to about 1 MiB. In bytes. */
const maxPageBytes = 32 * 1024 * 1024
/** The bytes in which a page's header ends: it has statistics with two values of the column. */
const maxHeaderBytes = 64 * 1024
/** The most values in a header of a page, which has about twenty. */
const maxHeaderValues = 100

/** The length before runs, in bytes. */
const lengthBytes = 4
/** A struct, as a field of Thrift's compact protocol. */
const structType = 12

/** The parts of hyparquet that decode a page, which is loaded when a Parquet file is read. */
export type Hyparquet = {
  readonly metadata: typeof import('hyparquet/src/metadata.js')
  readonly column: typeof import('hyparquet/src/column.js')
  readonly convert: typeof import('hyparquet/src/convert.js')
  readonly datapage: typeof import('hyparquet/src/datapage.js')
}

export async function loadHyparquet(): Promise<Hyparquet> {
  const [metadata, column, convert, datapage] = await Promise.all([
    import('hyparquet/src/metadata.js'),
    import('hyparquet/src/column.js'),
    import('hyparquet/src/convert.js'),
    import('hyparquet/src/datapage.js'),
  ])
  return { metadata, column, convert, datapage }
}

/** The values of one column in one row group. */
export type ColumnChunkReading = {
  readonly hyparquet: Hyparquet
  readonly source: ByteSource
  readonly windowBytes: number
  readonly rows: number
  readonly chunk: ColumnMetaData
  readonly schema: { readonly element: SchemaElement; readonly path: readonly SchemaTree[] }
  readonly values: ParquetValues
}

/** hyparquet has Snappy itself. A page that is larger than its header says is refused. */
const compressors: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  ZSTD: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
}
const codecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)])

/** Passes the values of a column of a row group to a sink, and yields how many there are after each page. */
export async function* readColumnChunk(
  reading: ColumnChunkReading,
  sink: ValueSink,
  options: Cancellable,
): AsyncGenerator<number> {
  const { hyparquet, source, windowBytes, rows, chunk, values } = reading
  if (!codecs.has(chunk.codec)) throw new BundleFormatError(`the compression ${chunk.codec}`)
  const stream = new ByteStream(source, { ...options, windowBytes, ...findRange(chunk, source.size) })
  const decoder = createDecoder(reading)
  let passIndex: ((index: number) => void) | undefined
  for (let passed = 0; passed < rows; ) {
    const { header, bytes } = await readPageBytes(hyparquet, stream)
    const count = checkCount(header, rows - passed)
    if (header.type === 'DICTIONARY_PAGE') {
      passIndex = passDictionary(decodeDictionary(hyparquet, header, bytes, decoder), values, sink)
    } else if (count !== undefined) {
      const page = decodeOrThrow('Parquet page', () => decodePage(hyparquet, header, bytes, decoder))
      passParquetPage({ ...page, count, passIndex: page.isDictionary ? passIndex : undefined }, values, sink)
      passed += count
    }
    stream.skip(bytes.length)
    if (count !== undefined) yield count
  }
}

function decodeDictionary(hyparquet: Hyparquet, header: PageHeader, bytes: Buffer, decoder: ColumnDecoder) {
  return decodeOrThrow('Parquet page', () => {
    const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 }
    const values = hyparquet.column.readPage(reader, header, decoder, undefined, undefined, 0).data ?? []
    return hyparquet.convert.convert(values, decoder)
  })
}

/** Decodes a page into its values, or the indices of a dictionary, and the places of nulls among them. */
function decodePage(hyparquet: Hyparquet, header: PageHeader, bytes: Buffer, decoder: ColumnDecoder) {
  const { encoding, count, levels, body } = splitPage(hyparquet, header, bytes, decoder)
  const present = levels.length === 0 ? count : levels.reduce((sum, level) => sum + level, 0)
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    const data = present === 0 ? [] : decodeRuns(body.subarray(1), body[0] ?? 0, new Int32Array(present))
    return { data, isDictionary: true, levels }
  }
  if (encoding === 'RLE') {
    const data = decodeRuns(body.subarray(lengthBytes), 1, new Uint8Array(present))
    return { data: Array.from(data, (value) => value === 1), isDictionary: false, levels }
  }
  const page = {
    num_values: present,
    encoding,
    definition_level_encoding: 'RLE',
    repetition_level_encoding: 'RLE',
  } as const
  const { dataPage } = hyparquet.datapage.readDataPage(body, page, decoder)
  return { data: hyparquet.convert.convert(dataPage, decoder), isDictionary: false, levels }
}

/** Splits a page into the levels, of which 0 is null and 1 is not, and the encoded values. */
function splitPage(hyparquet: Hyparquet, header: PageHeader, bytes: Buffer, decoder: ColumnDecoder) {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header
  const decompress = (part: Uint8Array, length: number) =>
    hyparquet.datapage.decompressPage(part, length, decoder.codec, decoder.compressors)
  if (first !== undefined) {
    const page = decompress(bytes, size)
    const { num_values: count, encoding } = first
    if (!decoder.isNullable) return { encoding, count, levels: new Uint8Array(), body: page }
    if (first.definition_level_encoding !== 'RLE') throw new BundleFormatError('levels that are not encoded as runs')
    const end = lengthBytes + new DataView(page.buffer, page.byteOffset).getUint32(0, true)
    return { encoding, count, levels: readLevels(page.subarray(lengthBytes, end), count), body: page.subarray(end) }
  }
  if (second === undefined) return throwFormatError('a page without a header')
  const { num_values: count, encoding, is_compressed: isCompressed } = second
  const [start, length] = [second.repetition_levels_byte_length, second.definition_levels_byte_length]
  const levels = decoder.isNullable ? readLevels(bytes.subarray(start, start + length), count) : new Uint8Array()
  const rest = bytes.subarray(start + length)
  return { encoding, count, levels, body: isCompressed === false ? rest : decompress(rest, size - start - length) }
}

/** Empty where no value is null. */
function readLevels(bytes: Uint8Array, count: number): Uint8Array {
  const levels = decodeRuns(bytes, 1, new Uint8Array(count))
  return levels.includes(0) ? levels : new Uint8Array()
}

/** The decoder of physical values: without their logical types, which hyparquet would convert with less precision. */
type ColumnDecoder = ReturnType<typeof createDecoder>

function createDecoder({ chunk, hyparquet, schema: { element, path } }: ColumnChunkReading) {
  const { type, type_length, repetition_type, name } = element
  const physical: SchemaElement = {
    name,
    ...(type !== undefined && { type }),
    ...(type_length !== undefined && { type_length }),
    // Its levels are not left to hyparquet.
    repetition_type: 'REQUIRED',
  }
  const parsers: ParquetParsers = {
    ...hyparquet.convert.DEFAULT_PARSERS,
    timestampFromNanoseconds: (nanos: bigint) => nanos,
  }
  const [root] = path
  const leaf: SchemaTree = { children: [], count: 1, element: physical, path: [name] }
  return {
    pathInSchema: [name],
    type: type ?? throwFormatError('a column without a type'),
    element: physical,
    schemaPath: root === undefined ? [leaf] : [root, leaf],
    isNullable: repetition_type !== 'REQUIRED',
    codec: chunk.codec,
    parsers,
    compressors,
    utf8: false,
  }
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
  new ThriftValidator(start, maxHeaderValues).skipValue(structType)
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

/** The rows of a data page; undefined for other pages. hyparquet allocates as many values as a header states. */
function checkCount(
  { data_page_header, data_page_header_v2, dictionary_page_header: dictionary }: PageHeader,
  rows: number,
): number | undefined {
  const count = data_page_header?.num_values ?? data_page_header_v2?.num_values
  if (count !== undefined && !(count > 0 && count <= rows))
    throw new BundleFormatError('a page of more rows than its row group')
  if (dictionary && !(dictionary.num_values >= 0 && dictionary.num_values <= maxPageBytes))
    throw new BundleFormatError('a dictionary of too many values')
  return count
}
