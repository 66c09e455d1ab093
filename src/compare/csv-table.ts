import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Options } from 'csv-parse'
import { BundleFormatError, decodeOrThrow } from '../disdat/format/hyperframe.ts'
import { type FileTable, maxTableColumns } from './table-file.ts'

/** So many bytes of a file hold its header, or it has none that anybody reads. */
export const csvHeadBytes = 64 * 1024
/** In characters; a quote that is never closed makes one record of all that follows. */
const maxRecordLength = 1024 * 1024
/** What is parsed before others get their turn, in bytes. */
const pieceBytes = 64 * 1024

type CsvBytes = { readonly bytes: Uint8Array; readonly delimiter: ',' | '\t' }

/**
 * The columns of a CSV file, whose first record is taken for its header; their types are not known. Throws
 * BundleFormatError for what is no CSV, a header that does not end, or more than `maxTableColumns`.
 */
export async function readCsvHeader(file: CsvBytes & { readonly isWhole: boolean }): Promise<FileTable['columns']> {
  const { bytes, isWhole } = file
  const { parse } = await import('csv-parse/sync')
  const header: { readonly names: readonly string[]; readonly end: number }[] = []
  decodeOrThrow('CSV file', () =>
    parse(bytes, {
      ...optionsOf(file, (names, end) => header.push({ names, end })),
      to: 1,
    }),
  )
  const [first = { names: [], end: 0 }] = header
  if (!isWhole && first.end >= bytes.length) throw new BundleFormatError('a header that does not end')
  if (first.names.length > maxTableColumns) throw new BundleFormatError(`a table of ${first.names.length} columns`)
  return first.names.map((name) => ({ name, type: 'TEXT' }))
}

/**
 * The rows of a whole CSV file: its records but for the header; empty lines are none. Throws BundleFormatError for what is
 * no CSV to its end, and the signal's reason.
 */
export async function countCsvRows(file: CsvBytes, signal: AbortSignal): Promise<number> {
  const { parse } = await import('csv-parse')
  let records = 0
  const parser = parse(optionsOf(file, () => records++))
  // Nothing comes of it, and without somebody who takes that it would not end.
  parser.resume()
  try {
    await pipeline(Readable.from(piecesOf(file.bytes)), parser, { signal })
  } catch (error) {
    signal.throwIfAborted()
    return decodeOrThrow('CSV file', () => {
      throw error
    })
  }
  return Math.max(0, records - 1)
}

/** `see` hears each record, and how many bytes there were up to its end; none of them is kept. */
function optionsOf({ delimiter }: CsvBytes, see: (record: readonly string[], end: number) => void): Options<string[]> {
  return {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRecordLength,
    on_record: (record, { bytes }) => {
      see(record, bytes)
      return null
    },
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}
