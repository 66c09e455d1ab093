import { throwFormatError } from '../../disdat/format/format-error.ts'
import type { FrameType } from '../../disdat/format/frame.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { ByteSource } from './byte-stream.ts'
import { openCsvRows } from './csv-rows.ts'
import { openFrameRows } from './frame-rows.ts'
import { openParquetRows } from './parquet-rows.ts'
import type { RowColumn, RowTable } from './row-table.ts'

/** What the objects of a table are, in their order. Any thread can open it with sources of their bytes. */
export type TableLayout = { readonly windowBytes: number } & (
  | { readonly frames: readonly { readonly name: string; readonly type: FrameType }[] }
  | { readonly files: readonly ('parquet' | 'csv')[] }
)

/** Where a table is. Its sources belong to the thread that made them. */
export type TableOrigin = { readonly layout: TableLayout; readonly sources: readonly ByteSource[] }

/**
 * Opens a table: that of its frames, or the one of all its files. Throws BundleFormatError for files that cannot be
 * read, and as the sources do.
 */
export async function openTable({ layout, sources }: TableOrigin, options: Cancellable): Promise<RowTable> {
  const { windowBytes } = layout
  const getSource = (index: number) => sources[index] ?? throwFormatError('a table without one of its objects')
  if ('frames' in layout) {
    const frames = layout.frames.map((frame, index) => ({ ...frame, open: () => getSource(index) }))
    return openFrameRows(frames, windowBytes)
  }
  const openers = layout.files.map((format, index) => async () => {
    const openRows = format === 'parquet' ? openParquetRows : openCsvRows
    return await openRows(getSource(index), windowBytes, options)
  })
  return await concatTables(openers)
}

/**
 * The tables one after the other as one, which has the columns of all. Each is opened twice, because the footers of all
 * together can be large.
 */
export async function concatTables(openers: readonly (() => Promise<RowTable>)[]): Promise<RowTable> {
  const columns = new Map<string, RowColumn>()
  for (const open of openers) {
    for (const column of (await open()).columns) {
      const other = columns.get(column.name)
      const isSame = other === undefined || other.kind === column.kind
      const kind = other?.kind === 'other' || column.kind === 'other' ? 'other' : 'untyped'
      const readBytes = Math.max(column.readBytes ?? 0, other?.readBytes ?? 0)
      columns.set(column.name, {
        ...(isSame ? column : { name: column.name, kind }),
        ...(readBytes > 0 && { readBytes }),
      })
    }
  }
  return {
    columns: [...columns.values()],
    jsonTexts: new Map(),
    async *read(wanted, options) {
      for (const open of openers) yield* (await open()).read(wanted, options)
    },
  }
}
