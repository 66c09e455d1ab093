import { BundleFormatError } from '../disdat/format/format-error.ts'
import {
  type CompareContext,
  type ComparedObject,
  getUnreadableReason,
  quoteForNote,
  readObject,
} from './compare-read.ts'
import { type CsvHead, countCsvRows, csvHeadBytes, readCsvHead } from './csv-table.ts'
import { parquetTailBytes, readParquetFooter, readParquetFooterSize } from './parquet-footer.ts'
import { detectTableFormat, type FileTable } from './table-file.ts'

/**
 * The table in a file whose name promises one: of Parquet from its footer; of CSV from its header, with the number of
 * rows where the limits permit reading the whole file. Undefined for other files; with a note for an unreadable table;
 * and for CSV without a certain header, whose table is added to `uncertainTables`.
 */
export async function readTable(file: ComparedObject, context: CompareContext): Promise<FileTable | undefined> {
  const format = detectTableFormat(file.path)
  if (format === undefined) return undefined
  try {
    return await (format === 'parquet' ? readParquet(file, context) : readCsv(file, context))
  } catch (error) {
    context.notes.add(`not read as a table (${getUnreadableReason(error)})`, quoteForNote(file.path, file.side))
    return undefined
  }
}

async function readParquet(file: ComparedObject, context: CompareContext): Promise<FileTable | undefined> {
  const tail = await readObject(file, { lastBytes: Math.min(file.size, parquetTailBytes) }, context)
  if (tail === undefined) return undefined
  const bytes = readParquetFooterSize(tail, file.size)
  if (bytes <= tail.length) return await readParquetFooter(tail.subarray(-bytes))
  if (context.reads.take(bytes) !== undefined) throw new BundleFormatError(`a footer of ${bytes} bytes`)
  return await context.reads.memory.hold(bytes, context.signal, async () => {
    const footer = await readObject(file, { lastBytes: bytes }, context)
    return footer && (await readParquetFooter(footer))
  })
}

async function readCsv(file: ComparedObject, context: CompareContext): Promise<FileTable | undefined> {
  const isWhole = file.size <= csvHeadBytes || context.reads.take(file.size) === undefined
  const firstBytes = isWhole ? file.size : csvHeadBytes
  return await context.reads.memory.hold(firstBytes, context.signal, async () => {
    const bytes = await readObject(file, { firstBytes }, context)
    if (bytes === undefined) return undefined
    const head = await readCsvHead(bytes, isWhole)
    const rows = isWhole ? await countRowsOrNote(file, { bytes, head }, context) : undefined
    const table: FileTable = { format: 'csv', rows, columns: head.columns }
    if (head.dialect.hasHeader) return table
    context.uncertainTables.push({ path: file.path, side: file.side, table })
    return undefined
  })
}

/** Undefined, with a note, for a file that is not valid CSV to its end. */
async function countRowsOrNote(
  file: ComparedObject,
  { bytes, head }: { readonly bytes: Uint8Array; readonly head: CsvHead },
  { notes, signal }: CompareContext,
): Promise<number | undefined> {
  try {
    return await countCsvRows(bytes, head, signal)
  } catch (error) {
    notes.add(`read without a count of rows (${getUnreadableReason(error)})`, quoteForNote(file.path, file.side))
    return undefined
  }
}
