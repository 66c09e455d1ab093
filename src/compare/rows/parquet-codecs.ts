import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { unpackHadoopLz4, unpackLz4Block } from './lz4-block.ts'

/** Unpacks bytes into a page, which they fill. Throws an error for other bytes. */
export type Unpack = (bytes: Uint8Array, page: Uint8Array) => void

/** How pages of each codec are unpacked. Of those of the format, LZO is missing, which no common writer has. */
export function createCodecs(unpackSnappy: Unpack): ReadonlyMap<string, Unpack> {
  return new Map<string, Unpack>([
    ['UNCOMPRESSED', (bytes, page) => copy(bytes, page)],
    ['SNAPPY', unpackSnappy],
    ['GZIP', (bytes, page) => copy(gunzipSync(bytes, limit(page)), page)],
    ['ZSTD', (bytes, page) => copy(zstdDecompressSync(bytes, limit(page)), page)],
    ['BROTLI', (bytes, page) => copy(brotliDecompressSync(bytes, limit(page)), page)],
    ['LZ4', unpackHadoopLz4],
    ['LZ4_RAW', unpackLz4Block],
  ])
}

/** A page that is larger than its header says is refused. */
const limit = (page: Uint8Array) => ({ maxOutputLength: Math.max(page.length, 1) })

function copy(bytes: Uint8Array, page: Uint8Array): void {
  if (bytes.length !== page.length) throw new BundleFormatError('a page of another size than its header states')
  page.set(bytes)
}
