import type { SchemaElement } from 'hyparquet'
import { throwFormatError } from '../disdat/format/frame.ts'
import { BundleFormatError, decodeOrThrow } from '../disdat/format/hyperframe.ts'
import { type FileTable, maxTableColumns } from './table-file.ts'
import { ThriftValidator } from './thrift-validator.ts'

/** What is read of a file's end at first: the whole footer of most files; in bytes. */
export const parquetTailBytes = 64 * 1024
/** Wide tables in many row groups have long footers; in bytes. */
const maxFooterBytes = 16 * 1024 * 1024
/** Values in a footer up to its row groups: some ten for each column. */
const maxValues = 20 * maxTableColumns
/** Of a column in columns, their names and the dots between, in characters. */
const maxPathLength = 4096

/** The footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
const trailerBytes = 8
const magic = Buffer.from('PAR1')

/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 } as const
/** A list of no row groups after the field before it, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00)

/**
 * How many bytes at the end of a Parquet file, of `size` bytes, hold its footer, told by its last eight bytes. Throws
 * BundleFormatError for a file that is none, and for a footer of more than `maxFooterBytes`.
 */
export function parquetFooterBytes(tail: Uint8Array, size: number): number {
  const trailer = Buffer.from(tail.subarray(-trailerBytes))
  if (trailer.length < trailerBytes || !trailer.subarray(4).equals(magic)) {
    throw new BundleFormatError('not a Parquet file: it does not end like one')
  }
  const bytes = trailer.readUInt32LE() + trailerBytes
  if (bytes > size) throw new BundleFormatError('not a Parquet file: its footer is longer than the file')
  if (bytes > maxFooterBytes) throw new BundleFormatError(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`)
  return bytes
}

/**
 * The table in a Parquet file, from the bytes of its footer: columns in columns by their path with dots between. Throws
 * BundleFormatError for what is no footer, more than `maxTableColumns`, or a path of more than `maxPathLength`.
 */
export async function readParquetFooter(footer: Uint8Array): Promise<FileTable> {
  const { parquetMetadata } = await import('hyparquet/src/metadata.js')
  const { schema, num_rows: rows } = decodeOrThrow('Parquet file', () =>
    parquetMetadata(withoutRowGroups(footer), { geoparquet: false }),
  )
  const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER
  return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: columnsOf(schema) }
}

/** The footer up to its row groups, which may be most of it and say nothing of the table, as a footer of its own. */
function withoutRowGroups(footer: Uint8Array): Uint8Array {
  const metadata = footer.subarray(0, -trailerBytes)
  const walk = new ThriftValidator(metadata, maxValues)
  let end = 0
  let last = 0
  for (let field = walk.field(last); field !== undefined && field.number < fields.rowGroups; field = walk.field(last)) {
    walk.skip(field.kind)
    last = field.number
    end = walk.at
  }
  if (last !== fields.rows) throw new BundleFormatError('not a Parquet file: it does not say how many rows it has')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(end + noRowGroups.length)
  return new Uint8Array(Buffer.concat([metadata.subarray(0, end), noRowGroups, length, magic]))
}

function columnsOf([, ...elements]: readonly SchemaElement[]): FileTable['columns'] {
  const columns: { readonly name: string; readonly type: string }[] = []
  /** What the column at hand is in, and how many columns of each are to come. */
  const outer: { readonly path: string; left: number }[] = []
  for (const element of elements) {
    while (outer.at(-1)?.left === 0) outer.pop()
    const parent = outer.at(-1)
    if (parent !== undefined) parent.left--
    const name = nameOf(element)
    const path = parent === undefined ? name : `${parent.path}.${name}`
    if (path.length > maxPathLength) throw new BundleFormatError(`a column whose path has ${path.length} characters`)
    const inner = element.num_children ?? 0
    if (inner > 0) outer.push({ path, left: inner })
    else columns.push({ name: path, type: typeNameOf(element) })
    if (columns.length > maxTableColumns) throw new BundleFormatError(`a table of more than ${maxTableColumns} columns`)
  }
  return columns
}

/** Its logical type where it has one, or else how its bytes lie. */
function typeNameOf(element: SchemaElement): string {
  const { type, type_length: length, converted_type: converted, logical_type: logical } = element
  if (logical?.type === 'INTEGER') return `${logical.isSigned ? '' : 'U'}INT${digits(logical.bitWidth)}`
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
    return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`
  }
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element
    return `DECIMAL(${digits(precision)}, ${digits(scale ?? 0)})`
  }
  if (typeof logical?.type === 'string') return logical.type
  if (converted !== undefined) return converted === 'UTF8' ? 'STRING' : converted
  return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${digits(length)})` : (type ?? 'GROUP')
}

/** In these places the decoder gives whatever the file has. */
function nameOf({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' ? name : throwFormatError('a column without a name')
}

function digits(value: unknown): string {
  return typeof value === 'number' ? String(value) : '?'
}
