import { expect, test } from 'vitest'
import { formatSeed } from '../../src/report/format-seed.ts'

test('formatSeed names the bundles, their size and the time, and whether the container pulled others', () => {
  const seed = { bundles: 3000, bytes: 12 * 1024 ** 2, ms: 1234 }
  expect(formatSeed({ ...seed, isComplete: true })).toBe('seeded 3,000 bundles, 12.0 MiB, in 1.2 s')
  expect(formatSeed({ ...seed, bundles: 1, isComplete: false })).toBe(
    'seeded 1 bundle, 12.0 MiB, in 1.2 s; the container pulled the rest',
  )
})
