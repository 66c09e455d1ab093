import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import type { Compressors } from 'hyparquet'
import { unpackHadoopLz4, unpackLz4Block } from './lz4-block.ts'

/** Unpacks pages of the codecs that hyparquet has not itself. A page that is larger than its header says is refused. */
export const compressors: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  ZSTD: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  LZ4: (bytes, length) => unpackInto(unpackHadoopLz4, bytes, length),
  LZ4_RAW: (bytes, length) => unpackInto(unpackLz4Block, bytes, length),
}

/** All codecs of pages that can be read. Of those of the format, LZO is missing, which no common writer has. */
export const codecs: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)])

function unpackInto(unpack: typeof unpackLz4Block, bytes: Uint8Array, length: number): Uint8Array {
  const page = new Uint8Array(length)
  unpack(bytes, page)
  return page
}
