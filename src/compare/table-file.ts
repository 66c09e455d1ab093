import type { FileFacts } from './comparison.ts'

/** A table as the footer or header of its file describes it. */
export type FileTable = NonNullable<FileFacts['table']>

/** Tables with more columns are not compared. */
export const maxTableColumns = 10_000

/** The encoding of a table in a file. */
export type TableFormat = { readonly format: 'parquet' } | { readonly format: 'csv'; readonly delimiter: ',' | '\t' }

const formats: ReadonlyMap<string, TableFormat> = new Map<string, TableFormat>([
  ['parquet', { format: 'parquet' }],
  ['pq', { format: 'parquet' }],
  ['csv', { format: 'csv', delimiter: ',' }],
  ['tsv', { format: 'csv', delimiter: '\t' }],
])

/** The format that the extension of a file promises; undefined for other files, and for compressed ones. */
export function detectTableFormat(path: string): TableFormat | undefined {
  return formats.get(/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '')
}
