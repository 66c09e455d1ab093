import type { Options } from 'csv-parse'
import { BundleFormatError, decodeOrThrow } from '../disdat/format/format-error.ts'
import { isCertainHeader } from './csv-header.ts'

/** How the records of a CSV file are written, and its first record. */
export type CsvDialect = {
  readonly delimiter: string
  /** The records before the first one of the table: 1 for the line `sep=;` that Excel writes. */
  readonly skipped: 0 | 1
  /** Empty for a file without records. */
  readonly first: readonly string[]
  /** Whether the first record is certainly a header, and not data. */
  readonly hasHeader: boolean
}

const delimiters = [',', ';', '\t', '|'] as const
const statedDelimiter = /^sep=([^"\r\n])(?=[\r\n])/i

/** The most records that are looked at. */
const maxSampleRecords = 1000
/** The share of records that must have as many fields as the first one, so that a few damaged lines do not matter. */
const minConsistentShare = 0.9
/** In characters: an unclosed quote makes one record of the rest of the file. */
const maxRecordLength = 1024 * 1024

/**
 * Detects the dialect of a CSV file from its first characters, as Python's `csv.Sniffer` and DuckDB do: with the right
 * delimiter, records have as many fields as the first one. Throws BundleFormatError where that is not certain.
 *
 * @param isWhole Whether this is all of the text, so that its last record is complete.
 */
export async function detectCsvDialect(text: string, isWhole: boolean): Promise<CsvDialect> {
  const stated = statedDelimiter.exec(text)?.[1]
  const skipped = stated === undefined ? 0 : 1
  const samples = await parseSamples(stated === undefined ? delimiters : [stated], text, isWhole)
  const candidates = samples.map(({ delimiter, records }) => {
    const [first = [], ...rows] = records.slice(skipped)
    return { delimiter, skipped, first, rows, hasHeader: isCertainHeader(first, rows) } as const
  })
  const { delimiter, first, hasHeader } = chooseCandidate(candidates)
  if (!isWhole && first.length === 0) throw new BundleFormatError('a header without an end')
  return { delimiter, skipped, first, hasHeader: hasHeader || first.length === 0 }
}

type Candidate = Omit<CsvDialect, 'skipped'> & { readonly rows: readonly (readonly string[])[] }

function chooseCandidate<T extends Candidate>(candidates: readonly T[]): T {
  const [any] = candidates
  const wide = candidates.filter(({ first, rows }) => first.length > 1 && isConsistent(first.length, rows))
  const chosen = wide.length > 1 ? wide.filter(({ hasHeader }) => hasHeader) : wide
  const [only, ...others] = chosen
  if (only !== undefined && others.length === 0) return only
  const isSingleColumn = candidates.every(({ first, rows }) => [first, ...rows].every(({ length }) => length <= 1))
  if (any !== undefined && isSingleColumn) return any
  throw new BundleFormatError('a CSV file whose delimiter is not certain')
}

function isConsistent(fields: number, rows: readonly (readonly string[])[]): boolean {
  return rows.filter(({ length }) => length === fields).length >= rows.length * minConsistentShare
}

/** The records with each delimiter, without delimiters that leave a quote open. Throws where all of them do. */
async function parseSamples(candidates: readonly string[], text: string, isWhole: boolean) {
  const { parse } = await import('csv-parse/sync')
  const errors: unknown[] = []
  const samples = candidates.flatMap((delimiter) => {
    const records: (readonly string[])[] = []
    const options = createCsvOptions(delimiter, (record) => records.push(record))
    try {
      parse(text, { ...options, to: maxSampleRecords })
      // The end of the text may be within the last record.
      if (!isWhole && records.length < maxSampleRecords) records.pop()
    } catch (error) {
      errors.push(error)
      // The text may end within quotes.
      if (isWhole || records.length === 0) return []
    }
    return [{ delimiter, records }]
  })
  if (samples.length > 0) return samples
  return decodeOrThrow('CSV file', () => {
    throw errors[0]
  })
}

/**
 * Options of the parser, with which it finds the records that Python's `csv` module finds: a line ends with CR, LF or
 * both, a quote matters at the beginning of a field, and empty lines are no records.
 *
 * @param onRecord Receives each record. Records are not kept.
 */
export function createCsvOptions(delimiter: string, onRecord: (record: readonly string[]) => void): Options<string[]> {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRecordLength,
    on_record: (record) => {
      onRecord(record)
      return null
    },
  }
}
