import { expect, test } from 'vitest'
import { choosePartSize, defaultTuning } from '../../src/s3/transfer.ts'

test.each([
  [1, 8 * 1024 ** 2],
  [80_000 * 1024 ** 2, 8 * 1024 ** 2],
  [5 * 1024 ** 4, Math.ceil((5 * 1024 ** 4) / 10_000)],
])('choosePartSize returns, for a file of %i bytes, parts of %i', (fileBytes, partBytes) => {
  expect(choosePartSize(fileBytes, defaultTuning)).toBe(partBytes)
  expect(Math.ceil(fileBytes / partBytes)).toBeLessThanOrEqual(10_000)
})
