import { BundleFormatError, decodeOrThrow } from '../disdat/format/format-error.ts'
import { listParquetColumns } from './parquet-columns.ts'
import { type FileTable, maxTableColumns } from './table-file.ts'
import { ThriftValidator } from './thrift-validator.ts'

/** The end of a file that is read first, in bytes: it holds the whole footer of most files. */
export const parquetTailBytes = 64 * 1024
/** In bytes: wide tables with many row groups have long footers. */
const maxFooterBytes = 16 * 1024 * 1024
/** The most values before the row groups of a footer, which has about ten for each column. */
const maxValues = 20 * maxTableColumns

/** The bytes of the footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
export const parquetTrailerBytes = 8
const magic = Buffer.from('PAR1')
/** https://github.com/apache/parquet-format/blob/master/Encryption.md#54-encrypted-footer-mode */
const encryptedMagic = Buffer.from('PARE')

/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 } as const
/** An empty list of row groups, as the field after the number of rows, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00)

/**
 * Reads the size of the footer of a Parquet file of `size` bytes from its last eight bytes; the result includes these.
 * Throws BundleFormatError for a file of another format, and for a footer of more than `maxFooterBytes`.
 */
export function readParquetFooterSize(tail: Uint8Array, size: number): number {
  const trailer = Buffer.from(tail.subarray(-parquetTrailerBytes))
  const end = trailer.subarray(4)
  if (end.equals(encryptedMagic)) throw new BundleFormatError('a Parquet file whose footer is encrypted')
  if (!end.equals(magic)) throw new BundleFormatError('not a Parquet file: it does not end with PAR1')
  const bytes = trailer.readUInt32LE() + parquetTrailerBytes
  if (bytes > size) throw new BundleFormatError('not a Parquet file: its footer is longer than the file')
  if (bytes > maxFooterBytes) throw new BundleFormatError(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`)
  return bytes
}

/** Reads the table of a Parquet file from its footer. Throws BundleFormatError as `listParquetColumns` does. */
export async function readParquetFooter(footer: Uint8Array): Promise<FileTable> {
  const { parquetMetadata } = await import('hyparquet/src/metadata.js')
  // hyparquet looks for geometries without an end where a column has fewer than no fields.
  const { schema, num_rows: rows } = decodeOrThrow('Parquet file', () =>
    parquetMetadata(removeRowGroups(footer), { geoparquet: false }),
  )
  const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER
  return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: listParquetColumns(schema) }
}

/** A valid footer without row groups, which may be most of the footer and are not needed. */
function removeRowGroups(footer: Uint8Array): Uint8Array {
  const metadata = footer.subarray(0, -parquetTrailerBytes)
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
