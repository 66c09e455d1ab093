import { describe, expect, test } from 'vitest'
import { detectTableFormat } from '../../src/compare/table-file.ts'

describe('detectTableFormat', () => {
  test.each([
    ['a/b.parquet', { format: 'parquet' }],
    ['b.PQ', { format: 'parquet' }],
    ['b.csv', { format: 'csv', delimiter: ',' }],
    ['b.x.TSV', { format: 'csv', delimiter: '\t' }],
    ['b.csv.gz', undefined],
    ['csv', undefined],
    ['b.constructor', undefined],
  ])('returns for %s: %j', (path, format) => {
    expect(detectTableFormat(path)).toStrictEqual(format)
  })
})
