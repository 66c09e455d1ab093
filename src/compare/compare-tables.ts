import { BundleFormatError } from '../disdat/format/format-error.ts'
import {
  type CompareContext,
  type ComparedObject,
  getUnreadableReason,
  quoteForNote,
  readObject,
} from './compare-read.ts'
import { countCsvRows, csvHeadBytes, readCsvHeader } from './csv-table.ts'
import { parquetTailBytes, readParquetFooter, readParquetFooterSize } from './parquet-footer.ts'
import { detectTableFormat, type FileTable, type TableFormat } from './table-file.ts'

/**
 * The table in a file whose name promises one: of Parquet from its footer; of CSV from its header, with the number of
 * rows where the limits permit reading the whole file. Undefined for other files, and with a note for an unreadable
 * table.
 */
export async function readTable(file: ComparedObject, context: CompareContext): Promise<FileTable | undefined> {
  const format = detectTableFormat(file.path)
  if (format === undefined) return undefined
  try {
    return await (format.format === 'parquet' ? readParquet(file, context) : readCsv(file, format, context))
  } catch (error) {
    context.notes.add(`No table read (${getUnreadableReason(error)})`, quoteForNote(file.path, file.side))
    return undefined
  }
}

async function readParquet(file: ComparedObject, context: CompareContext): Promise<FileTable | undefined> {
  const tail = await readObject(file, { lastBytes: Math.min(file.size, parquetTailBytes) }, context)
  const bytes = tail && readParquetFooterSize(tail, file.size)
  if (tail === undefined || bytes === undefined) return undefined
  if (bytes <= tail.length) return await readParquetFooter(tail.subarray(-bytes))
  if (context.reads.take(bytes) !== undefined) throw new BundleFormatError(`a footer of ${bytes} bytes`)
  return await context.reads.memory.hold(bytes, context.signal, async () => {
    const footer = await readObject(file, { lastBytes: bytes }, context)
    return footer && (await readParquetFooter(footer))
  })
}

async function readCsv(
  file: ComparedObject,
  { delimiter }: Extract<TableFormat, { readonly format: 'csv' }>,
  context: CompareContext,
): Promise<FileTable | undefined> {
  const isWhole = file.size <= csvHeadBytes || context.reads.take(file.size) === undefined
  const firstBytes = isWhole ? file.size : csvHeadBytes
  return await context.reads.memory.hold(firstBytes, context.signal, async () => {
    const bytes = await readObject(file, { firstBytes }, context)
    if (bytes === undefined) return undefined
    const columns = await readCsvHeader({ bytes, isWhole, delimiter })
    const rows = isWhole ? await countRowsOrNote(file, { bytes, delimiter }, context) : undefined
    return { format: 'csv', rows, columns }
  })
}

/** Undefined, with a note, for a file that is not valid CSV to its end. */
async function countRowsOrNote(
  file: ComparedObject,
  csv: Parameters<typeof countCsvRows>[0],
  { notes, signal }: CompareContext,
): Promise<number | undefined> {
  try {
    return await countCsvRows(csv, signal)
  } catch (error) {
    notes.add(`No rows counted (${getUnreadableReason(error)})`, quoteForNote(file.path, file.side))
    return undefined
  }
}
