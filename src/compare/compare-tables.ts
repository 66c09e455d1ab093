import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import { type CompareContext, type ComparedObject, readWhole, unreadableNote } from './compare-read.ts'
import { countCsvRows, csvHeadBytes, readCsvHeader } from './csv-table.ts'
import { parquetFooterBytes, parquetTailBytes, readParquetFooter } from './parquet-footer.ts'
import { detectTableFormat, type FileTable, type TableFormat } from './table-file.ts'

/**
 * The table in a file, as its name promises one: of Parquet from its footer; of CSV from its header, and the number of
 * rows where the whole of it may be read. Undefined of other files, and with a note where it cannot be read.
 */
export async function readTable(file: ComparedObject, looking: CompareContext): Promise<FileTable | undefined> {
  const format = detectTableFormat(file.path)
  if (format === undefined) return undefined
  try {
    return await (format.format === 'parquet' ? readParquet(file, looking) : readCsv(file, format, looking))
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    looking.notes.add(`No table read (${error.message})`, unreadableNote(file.path, file.side))
    return undefined
  }
}

async function readParquet(file: ComparedObject, looking: CompareContext): Promise<FileTable | undefined> {
  const tail = await readWhole(file, { lastBytes: Math.min(file.size, parquetTailBytes) }, looking)
  const bytes = tail && parquetFooterBytes(tail, file.size)
  if (tail === undefined || bytes === undefined) return undefined
  if (bytes <= tail.length) return await readParquetFooter(tail.subarray(-bytes))
  const whyNot = looking.reads.take(bytes)
  if (whyNot !== undefined) throw new BundleFormatError(`a footer of ${bytes} bytes`)
  return await looking.reads.memory.hold(bytes, looking.signal, async () => {
    const footer = await readWhole(file, { lastBytes: bytes }, looking)
    return footer && (await readParquetFooter(footer))
  })
}

async function readCsv(
  file: ComparedObject,
  { delimiter }: Extract<TableFormat, { readonly format: 'csv' }>,
  looking: CompareContext,
): Promise<FileTable | undefined> {
  const isWhole = file.size <= csvHeadBytes || looking.reads.take(file.size) === undefined
  const firstBytes = isWhole ? file.size : csvHeadBytes
  return await looking.reads.memory.hold(firstBytes, looking.signal, async () => {
    const bytes = await readWhole(file, { firstBytes }, looking)
    if (bytes === undefined) return undefined
    const columns = await readCsvHeader({ bytes, isWhole, delimiter })
    return { format: 'csv', rows: isWhole ? await countRows(file, { bytes, delimiter }, looking) : undefined, columns }
  })
}

/** Undefined, with a note, where the file is no CSV to its end. */
async function countRows(
  file: ComparedObject,
  csv: Parameters<typeof countCsvRows>[0],
  { notes, signal }: CompareContext,
): Promise<number | undefined> {
  try {
    return await countCsvRows(csv, signal)
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    notes.add(`No rows counted (${error.message})`, unreadableNote(file.path, file.side))
    return undefined
  }
}
