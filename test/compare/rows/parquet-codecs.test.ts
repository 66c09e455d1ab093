import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openParquetRows } from '../../../src/compare/rows/parquet-rows.ts'
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
