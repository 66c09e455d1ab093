import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Options } from 'csv-parse'
import { BundleFormatError, decodeOrThrow } from '../disdat/format/format-error.ts'
import { type FileTable, maxTableColumns } from './table-file.ts'

/** The bytes of a file that are searched for its header. */
export const csvHeadBytes = 64 * 1024
/** In characters: an unclosed quote makes one record of the rest of the file. */
const maxRecordLength = 1024 * 1024
/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024

type CsvBytes = { readonly bytes: Uint8Array; readonly delimiter: ',' | '\t' }

/**
 * The columns of a CSV file, whose first record is its header; their types are unknown. Throws BundleFormatError for
 * bytes that are not CSV, a header without an end, or more than `maxTableColumns`.
 */
export async function readCsvHeader(file: CsvBytes & { readonly isWhole: boolean }): Promise<FileTable['columns']> {
  const { bytes, isWhole } = file
  const { parse } = await import('csv-parse/sync')
  const records: { readonly names: readonly string[]; readonly end: number }[] = []
  decodeOrThrow('CSV file', () =>
    parse(bytes, {
      ...createParseOptions(file, (names, end) => records.push({ names, end })),
      to: 1,
    }),
  )
  const [header = { names: [], end: 0 }] = records
  if (!isWhole && header.end >= bytes.length) throw new BundleFormatError('a header without an end')
  if (header.names.length > maxTableColumns) throw new BundleFormatError(`a table of ${header.names.length} columns`)
  return header.names.map((name) => ({ name, type: 'TEXT' }))
}

/**
 * Counts the rows of a whole CSV file: its records without the header and without empty lines. Throws BundleFormatError
 * for bytes that are not CSV to their end, and the reason of the signal.
 */
export async function countCsvRows(file: CsvBytes, signal: AbortSignal): Promise<number> {
  const { parse } = await import('csv-parse')
  let records = 0
  const parser = parse(createParseOptions(file, () => records++))
  // The parser emits no records, but ends only when they are consumed.
  parser.resume()
  try {
    await pipeline(Readable.from(splitIntoChunks(file.bytes)), parser, { signal })
  } catch (error) {
    signal.throwIfAborted()
    return decodeOrThrow('CSV file', () => {
      throw error
    })
  }
  return Math.max(0, records - 1)
}

/** @param onRecord Receives each record, and the offset of its end in bytes. Records are not kept. */
function createParseOptions(
  { delimiter }: CsvBytes,
  onRecord: (record: readonly string[], end: number) => void,
): Options<string[]> {
  return {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRecordLength,
    on_record: (record, { bytes }) => {
      onRecord(record, bytes)
      return null
    },
  }
}

function* splitIntoChunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes)
}
