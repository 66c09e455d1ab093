import { isAscii } from 'node:buffer'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BundleFormatError, decodeOrThrow } from '../disdat/format/format-error.ts'
import { untypedColumn } from './column-types.ts'
import { type CsvDialect, createCsvOptions, detectCsvDialect } from './csv-dialect.ts'
import { type CsvEncoding, createCsvDecoder, detectCsvEncoding } from './csv-encoding.ts'
import { type FileTable, maxTableColumns } from './table-file.ts'

/** The bytes of a file that are searched for its encoding, dialect and header. */
export const csvHeadBytes = 64 * 1024
/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024

/** The beginning of a CSV file. */
export type CsvHead = {
  readonly encoding: CsvEncoding
  readonly dialect: CsvDialect
  /** The names are fields of the first record, which may be data unless the dialect has a header. */
  readonly columns: FileTable['columns']
}

/**
 * Reads encoding, dialect and columns of a CSV file from its first `csvHeadBytes`; the types of columns are unknown.
 * Throws BundleFormatError for bytes that are not CSV or not certainly of one dialect, for a header without an end, in
 * an unknown encoding, or of more than `maxTableColumns`.
 */
export async function readCsvHead(file: Uint8Array, isWholeFile: boolean): Promise<CsvHead> {
  const bytes = file.subarray(0, csvHeadBytes)
  const isWhole = isWholeFile && bytes.length === file.length
  const encoding = detectCsvEncoding(bytes, isWhole)
  const dialect = await detectCsvDialect(createCsvDecoder(encoding).decode(bytes), isWhole)
  const { first } = dialect
  if (first.length > maxTableColumns) throw new BundleFormatError(`a table of ${first.length} columns`)
  if (encoding === 'unknown' && !first.every((name) => isAscii(Buffer.from(name))))
    throw new BundleFormatError('a header that is neither UTF-8 nor UTF-16')
  return { encoding, dialect, columns: first.map((name) => ({ name, type: untypedColumn })) }
}

/**
 * Counts the rows of a whole CSV file: its records without the header and without empty lines. Throws BundleFormatError
 * for bytes that are not CSV to their end, and the reason of the signal.
 */
export async function countCsvRows(bytes: Uint8Array, head: CsvHead, signal: AbortSignal): Promise<number> {
  const { parse } = await import('csv-parse')
  let records = 0
  const parser = parse(createCsvOptions(head.dialect.delimiter, () => records++))
  try {
    await pipeline(Readable.from(decodeChunks(bytes, head.encoding)), parser, { signal })
  } catch (error) {
    signal.throwIfAborted()
    return decodeOrThrow('CSV file', () => {
      throw error
    })
  }
  return Math.max(0, records - head.dialect.skipped - 1)
}

function* decodeChunks(bytes: Uint8Array, encoding: CsvEncoding): Generator<string> {
  const decoder = createCsvDecoder(encoding)
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield decoder.decode(bytes.subarray(start, start + chunkBytes), { stream: true })
  }
  yield decoder.decode()
}
