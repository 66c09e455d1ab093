import { expect, test } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDifference,
  formatDistinctNumbers,
  formatDuration,
  formatNumber,
  formatTime,
} from '../../src/lib/units.ts'

test.each([
  [0, '0.0 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [59_499, '59 s'],
  [59_500, '1 min 0 s'],
  [185_000, '3 min 5 s'],
  [3_599_600, '1 h 0 min'],
  [7_800_000, '2 h 10 min'],
  [172_799_000, '47 h 59 min'],
  [172_800_000, '2 days 0 h'],
  [3_610_800_000, '41 days 19 h'],
])('formatDuration(%i) is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [3480, '3.4 KiB'],
  [5 * 1024 ** 3, '5.0 GiB'],
  [3 * 1024 ** 5, '3072.0 TiB'],
])('formatBytes(%i) is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each<[number | bigint, string]>([
  [0, '0'],
  [1234567, '1,234,567'],
  [-5, '-5'],
  [18446744073709551615n, '18,446,744,073,709,551,615'],
  [41.2, '41.2'],
  [1234.56789, '1,234.57'],
  [0.000012345, '1.23450e-5'],
  [1e300, '1.00000e+300'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-∞'],
])('formatNumber(%d) is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

test.each<[number | bigint, number | bigint, readonly [string, string]]>([
  [1, 1, ['1', '1']],
  [41.2, 41.19, ['41.2', '41.19']],
  [41.20000001, 41.20000002, ['41.20000001', '41.20000002']],
  [0.1, 0.1 + 2 ** -56, ['0.1', '0.10000000000000002']],
])('formatDistinctNumbers(%d, %d) shows the difference', (base, now, texts) => {
  expect(formatDistinctNumbers(base, now)).toStrictEqual(texts)
})

test.each([
  [5, 5, 'same'],
  [0, 5, 'none before'],
  [5, 0, 'none left'],
  [0, 0, 'same'],
  [100, 98.6, '−1.4 %'],
  [100, 250, '+150 %'],
  [27_787_264, 900, '−>99.9 %'],
  [-100, -150, '−50.0 %'],
  [1_000_000, 1_000_001, '+<0.1 %'],
  [1, 100_000, '+9,999,900 %'],
])('formatDifference(%d, %d) is %s', (base, now, text) => {
  expect(formatDifference(base, now)).toBe(text)
})

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [1234, '1,234 files'],
])('formatCount(%i) is %s', (n, text) => {
  expect(formatCount(n, 'file')).toBe(text)
})

test('formatTime returns the minute, and `unknown` for an invalid date', () => {
  expect(formatTime(new Date('2026-01-05T09:31:59.999Z'))).toBe('2026-01-05 09:31 UTC')
  expect(formatTime(new Date(Number.NaN))).toBe('unknown')
})
