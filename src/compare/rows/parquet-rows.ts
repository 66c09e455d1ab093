import type { ColumnMetaData, FileMetaData, RowGroup, SchemaTree } from 'hyparquet'
import { BundleFormatError, decodeOrThrow } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { parquetTailBytes, parquetTrailerBytes, readParquetFooterSize } from '../parquet-footer.ts'
import { ThriftValidator } from '../thrift-validator.ts'
import type { ByteSource } from './byte-stream.ts'
import { PageBudget } from './page-budget.ts'
import { PageMemory } from './page-memory.ts'
import { type Hyparquet, loadHyparquet, maxPageBytes, readColumnChunk } from './parquet-pages.ts'
import { describeParquetValues, type ParquetValues } from './parquet-values.ts'
import { advanceColumns, passMissing, type ReadColumn, type RowTable } from './row-table.ts'

/** The most values in a footer, with about thirty for each column of each row group. */
const maxFooterValues = 2_000_000
/** Writers limit a page to about 1 MiB, in bytes. */
const usualPageBytes = 1.25 * 1024 * 1024
/** The most bytes of the pages and dictionaries of all columns that are in memory together. */
const maxPagesBytes = 512 * 1024 * 1024

type ParquetFile = {
  readonly hyparquet: Hyparquet
  readonly source: ByteSource
  readonly windowBytes: number
  readonly rowGroups: readonly RowGroup[]
  readonly root: SchemaTree
  readonly leaves: ReadonlyMap<string, ParquetValues>
}

/**
 * Opens the table in a Parquet file. Columns are read by row group and page, and only those that are asked for. Nested
 * columns are of the kind `other`. Throws BundleFormatError for other files, and as the store does.
 */
export async function openParquetRows(
  source: ByteSource,
  windowBytes: number,
  options: Cancellable,
): Promise<RowTable> {
  const hyparquet = await loadHyparquet()
  const footer = await readFooter(source, options)
  new ThriftValidator(footer.subarray(0, -parquetTrailerBytes), maxFooterValues).skipStruct()
  const { metadata, root } = decodeOrThrow('Parquet file', () => {
    const parsed: FileMetaData = hyparquet.metadata.parquetMetadata(new Uint8Array(footer), { geoparquet: false })
    return { metadata: parsed, root: hyparquet.metadata.parquetSchema(parsed) }
  })
  const leaves = new Map<string, ParquetValues>()
  const readBytes = estimateReadBytes(metadata.row_groups)
  const columns = root.children.map(({ element, children }) => {
    const isFlat = children.length === 0 && element.repetition_type !== 'REPEATED'
    const values = isFlat ? describeParquetValues(element) : undefined
    if (values === undefined) return { name: element.name, kind: 'other' } as const
    leaves.set(element.name, values)
    return { name: element.name, kind: values.kind, readBytes: readBytes.get(element.name) ?? 0 }
  })
  const file = { hyparquet, source, windowBytes, rowGroups: metadata.row_groups, root, leaves }
  return {
    columns,
    jsonTexts: new Map(),
    read: (wanted, inner) => {
      const budget = new PageBudget(maxPagesBytes)
      return advanceColumns(wanted.map((column) => readColumn(file, column, budget, inner)))
    },
  }
}

/**
 * The memory for the pages of each column: one packed, one unpacked, and a dictionary, whose packed size is known. Some
 * writers, such as DuckDB, write one page for each row group.
 */
function estimateReadBytes(rowGroups: readonly RowGroup[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const { columns } of rowGroups) {
    for (const { meta_data: chunk } of columns) {
      const [name] = chunk?.path_in_schema ?? []
      if (chunk === undefined || name === undefined) continue
      const { total_compressed_size: packed, total_uncompressed_size: unpacked } = chunk
      const pages = countPages(chunk)
      const needed = estimatePage(Number(packed), pages) + estimatePage(Number(unpacked), pages)
      all.set(name, Math.max(all.get(name) ?? 0, needed + estimateDictionary(chunk)))
    }
  }
  return all
}

/** The pages of a column in a row group that have one encoding; 1 where the writer does not say. */
function countPages({ encoding_stats: stats = [] }: ColumnMetaData): number {
  return Math.max(1, ...stats.map(({ count }) => count).filter(Number.isSafeInteger))
}

/** The size of a page of a column that has so many bytes and pages. A damaged file may have no size. */
function estimatePage(bytes: number, pages: number): number {
  const size = Math.max(0, bytes || 0)
  return Math.min(size, Math.max(usualPageBytes, size / pages), maxPageBytes)
}

function estimateDictionary({ dictionary_page_offset: start, data_page_offset: end }: ColumnMetaData): number {
  return start === undefined ? 0 : estimatePage((Number(end) - Number(start)) * 2, 1)
}

const findChunk = ({ columns }: RowGroup, name: string) =>
  columns.find(({ meta_data }) => meta_data?.path_in_schema.length === 1 && meta_data.path_in_schema[0] === name)

async function readFooter(source: ByteSource, options: Cancellable): Promise<Uint8Array> {
  const { size } = source
  const tailBytes = Math.min(size, parquetTailBytes)
  const tail = await source.read(size - tailBytes, tailBytes, options)
  const bytes = readParquetFooterSize(tail, size)
  return bytes <= tail.length ? tail.subarray(-bytes) : await source.read(size - bytes, bytes, options)
}

async function* readColumn(
  file: ParquetFile,
  { name, sink }: ReadColumn,
  budget: PageBudget,
  options: Cancellable,
): AsyncGenerator<number> {
  const { hyparquet, source, windowBytes, rowGroups, root } = file
  const values = file.leaves.get(name)
  using memory = new PageMemory()
  const leaf = root.children.find(({ element }) => element.name === name)
  for (const group of rowGroups) {
    const found = findChunk(group, name)
    const rows = Number(group.num_rows)
    if (!(Number.isSafeInteger(rows) && rows >= 0)) throw new BundleFormatError('a row group of no number of rows')
    if (values === undefined) {
      yield* passMissing(rows, sink)
      continue
    }
    if (!found?.meta_data || found.file_path || leaf === undefined)
      throw new BundleFormatError('a row group without one of its columns')
    const { element } = leaf
    const chunk = { hyparquet, source, windowBytes, budget, rows, chunk: found.meta_data, element, values, memory }
    yield* readColumnChunk(chunk, sink, options)
  }
}
