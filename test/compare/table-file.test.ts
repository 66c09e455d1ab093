import { describe, expect, test } from 'vitest'
import { detectTableFormat } from '../../src/compare/table-file.ts'

describe('detectTableFormat', () => {
  test.each([
    ['a/b.parquet', 'parquet'],
    ['b.PQ', 'parquet'],
    ['b.csv', 'csv'],
    ['b.x.TSV', 'csv'],
    ['b.csv.gz', undefined],
    ['.csv', 'csv'],
    ['csv', undefined],
    ['a.b/csv', undefined],
    ['a.csv/b', undefined],
    ['', undefined],
    ['b.constructor', undefined],
  ])('returns for %s: %j', (path, format) => {
    expect(detectTableFormat(path)).toBe(format)
  })
})
