import type { FileFacts } from './comparison.ts'

/** A table as the footer or header of its file describes it. */
export type FileTable = NonNullable<FileFacts['table']>

/** Tables with more columns are not compared. */
export const maxTableColumns = 10_000

const formats: ReadonlyMap<string, FileTable['format']> = new Map<string, FileTable['format']>([
  ['.parquet', 'parquet'],
  ['.pq', 'parquet'],
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
])

/** The format that the extension of a file promises; undefined for other files, and for compressed ones. */
export function detectTableFormat(path: string): FileTable['format'] | undefined {
  return formats.get(path.slice(path.lastIndexOf('.')).toLowerCase())
}
