import type { SchemaElement } from 'hyparquet'
import { BundleFormatError, decodeOrThrow, throwFormatError } from '../disdat/format/format-error.ts'
import { type FileTable, maxTableColumns } from './table-file.ts'
import { ThriftValidator } from './thrift-validator.ts'

/** The end of a file that is read first, in bytes: it holds the whole footer of most files. */
export const parquetTailBytes = 64 * 1024
/** In bytes: wide tables with many row groups have long footers. */
const maxFooterBytes = 16 * 1024 * 1024
/** The most values before the row groups of a footer, which has about ten for each column. */
const maxValues = 20 * maxTableColumns
/** The longest path of a nested column, in UTF-16 units. */
const maxPathLength = 4096

/** The footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
const trailerBytes = 8
const magic = Buffer.from('PAR1')

/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 } as const
/** An empty list of row groups, as the field after the number of rows, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00)

/**
 * Reads the size of the footer of a Parquet file of `size` bytes from its last eight bytes; the result includes these.
 * Throws BundleFormatError for a file of another format, and for a footer of more than `maxFooterBytes`.
 */
export function readParquetFooterSize(tail: Uint8Array, size: number): number {
  const trailer = Buffer.from(tail.subarray(-trailerBytes))
  if (trailer.length < trailerBytes || !trailer.subarray(4).equals(magic)) {
    throw new BundleFormatError('not a Parquet file: it does not end with PAR1')
  }
  const bytes = trailer.readUInt32LE() + trailerBytes
  if (bytes > size) throw new BundleFormatError('not a Parquet file: its footer is longer than the file')
  if (bytes > maxFooterBytes) throw new BundleFormatError(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`)
  return bytes
}

/**
 * Reads the table of a Parquet file from the bytes of its footer. Nested columns are named by their path, with dots.
 * Throws BundleFormatError for other bytes, more than `maxTableColumns` columns, or a path longer than `maxPathLength`.
 */
export async function readParquetFooter(footer: Uint8Array): Promise<FileTable> {
  const { parquetMetadata } = await import('hyparquet/src/metadata.js')
  const { schema, num_rows: rows } = decodeOrThrow('Parquet file', () =>
    parquetMetadata(removeRowGroups(footer), { geoparquet: false }),
  )
  const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER
  return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: listColumns(schema) }
}

/** A valid footer without row groups, which may be most of the footer and are not needed. */
function removeRowGroups(footer: Uint8Array): Uint8Array {
  const metadata = footer.subarray(0, -trailerBytes)
  const validator = new ThriftValidator(metadata, maxValues)
  let end = 0
  let last = 0
  for (;;) {
    const field = validator.readField(last)
    if (field === undefined || field.number >= fields.rowGroups) break
    validator.skipValue(field.type)
    last = field.number
    end = validator.position
  }
  if (last !== fields.rows) throw new BundleFormatError('not a Parquet file: it does not state its number of rows')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(end + noRowGroups.length)
  return new Uint8Array(Buffer.concat([metadata.subarray(0, end), noRowGroups, length, magic]))
}

function listColumns([, ...elements]: readonly SchemaElement[]): FileTable['columns'] {
  const columns: { readonly name: string; readonly type: string }[] = []
  // The groups around the current element, with the number of their children that follow.
  const groups: { readonly path: string; left: number }[] = []
  for (const element of elements) {
    while (groups.at(-1)?.left === 0) groups.pop()
    const parent = groups.at(-1)
    if (parent !== undefined) parent.left--
    const name = requireName(element)
    const path = parent === undefined ? name : `${parent.path}.${name}`
    if (path.length > maxPathLength) throw new BundleFormatError(`a column whose path has ${path.length} characters`)
    const children = element.num_children ?? 0
    if (children > 0) groups.push({ path, left: children })
    else columns.push({ name: path, type: describeType(element) })
    if (columns.length > maxTableColumns) throw new BundleFormatError(`a table of more than ${maxTableColumns} columns`)
  }
  return columns
}

/** The logical type, or else the physical type. */
function describeType(element: SchemaElement): string {
  const { type, type_length: length, converted_type: converted, logical_type: logical } = element
  if (logical?.type === 'INTEGER') return `${logical.isSigned ? '' : 'U'}INT${formatDigits(logical.bitWidth)}`
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
    return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`
  }
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element
    return `DECIMAL(${formatDigits(precision)}, ${formatDigits(scale ?? 0)})`
  }
  if (typeof logical?.type === 'string') return logical.type
  if (converted !== undefined) return converted === 'UTF8' ? 'STRING' : converted
  return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${formatDigits(length)})` : (type ?? 'GROUP')
}

/** The decoder does not check names. */
function requireName({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' ? name : throwFormatError('a column without a name')
}

function formatDigits(value: unknown): string {
  return typeof value === 'number' ? String(value) : '?'
}
