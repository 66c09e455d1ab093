import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createCodecs } from '../../../src/compare/rows/parquet-codecs.ts'
import { openParquetRows } from '../../../src/compare/rows/parquet-rows.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource, readTestTable } from './fixtures.ts'

/**
 * Files of PyArrow 26.0.1, `pyarrow.parquet.write_table(table, path, compression=codec, use_dictionary=False)`, of this
 * table; it writes `lz4` as LZ4_RAW:
 *
 *     {"id": range(300), "text": [None if i % 7 == 0 else f"order {i % 50} of {i}" for i in range(300)],
 *      "amount": [i / 8 for i in range(300)]}
 */
const folder = join(import.meta.dirname, 'codecs')
const rows = [...new Array(300).keys()]

test.each(['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'])(
  'openParquetRows reads what PyArrow writes with the compression %s',
  async (codec) => {
    const source = createMemorySource(await readFile(join(folder, `${codec}.parquet`)))
    expect(await readTestTable(await openParquetRows(source, 1024, { signal: neverAborted }))).toStrictEqual({
      id: rows.map(String),
      text: rows.map((row) => (row % 7 === 0 ? '∅' : `order ${row % 50} of ${row}`)),
      amount: rows.map((row) => String(row / 8)),
    })
  },
)

describe('createCodecs', () => {
  const codecs = createCodecs(() => undefined)
  const unpack = (codec: string, bytes: Uint8Array, page: Uint8Array) => {
    codecs.get(codec)?.(bytes, page)
    return page
  }

  test('has the codecs that writers use', () => {
    expect([...codecs.keys()]).toStrictEqual(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI', 'LZ4', 'LZ4_RAW'])
  })

  test('unpacks LZ4 with the sizes of Hadoop, and LZ4_RAW without', () => {
    const block = [0x30, 1, 2, 3]
    const content = Uint8Array.of(1, 2, 3)
    expect(unpack('LZ4', Uint8Array.of(0, 0, 0, 3, 0, 0, 0, 4, ...block), new Uint8Array(3))).toStrictEqual(content)
    expect(unpack('LZ4_RAW', Uint8Array.from(block), new Uint8Array(3))).toStrictEqual(content)
  })

  const three = Buffer.from('abc')

  describe.each([
    ['UNCOMPRESSED', three],
    ['GZIP', gzipSync(three)],
    ['ZSTD', zstdCompressSync(three)],
    ['BROTLI', brotliCompressSync(three)],
  ])('with the codec %s', (codec, bytes) => {
    test('unpacks a page of its size', () => {
      expect(Buffer.from(unpack(codec, bytes, new Uint8Array(3)))).toStrictEqual(three)
    })

    test('refuses a page of fewer bytes than its header states', () => {
      const error = new BundleFormatError('a page of another size than its header states')
      expect(() => unpack(codec, bytes, new Uint8Array(4))).toThrow(error)
    })
  })

  test.each([
    ['GZIP', gzipSync],
    ['ZSTD', zstdCompressSync],
    ['BROTLI', brotliCompressSync],
  ] as const)('stops unpacking %s at the size of the page', (codec, compress) => {
    const bytes = compress(Buffer.alloc(1_000_000))
    expect(() => unpack(codec, bytes, new Uint8Array(10))).toThrow(/Cannot create a Buffer larger than 10 bytes/)
    expect(() => unpack(codec, bytes, new Uint8Array())).toThrow(/Cannot create a Buffer larger than 1 bytes/)
  })
})
