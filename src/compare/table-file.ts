import type { FileFacts } from './comparison.ts'

/** What a file's own footer or header says of the table in it. */
export type FileTable = NonNullable<FileFacts['table']>

/** A table of more columns is no table that anybody compares. */
export const maxTableColumns = 10_000

/** How the table in a file is written. */
export type TableFormat = { readonly format: 'parquet' } | { readonly format: 'csv'; readonly delimiter: ',' | '\t' }

const formats: ReadonlyMap<string, TableFormat> = new Map<string, TableFormat>([
  ['parquet', { format: 'parquet' }],
  ['pq', { format: 'parquet' }],
  ['csv', { format: 'csv', delimiter: ',' }],
  ['tsv', { format: 'csv', delimiter: '\t' }],
])

/** What table a file holds, by the end of its name; undefined of other files, and of tables that are compressed as a whole. */
export function detectTableFormat(path: string): TableFormat | undefined {
  return formats.get(/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '')
}
