import { expect, test } from 'vitest'
import type { Comparison } from '../../../src/compare/comparison.ts'
import { createOverviewSection } from '../../../src/report/sections/overview.ts'
import { states } from '../fixtures/states.ts'

/** The row of the table that begins so, when a comparison has these figures. */
function rowOf(name: string, news: Partial<Comparison>): string | undefined {
  const [report] = states['data-changed'] ?? []
  const comparison = report?.comparison
  if (report === undefined || comparison === undefined) return undefined
  const changes = { ...comparison.changes, ...news }
  const [form] = createOverviewSection({ ...report, comparison: { ...comparison, changes } }).variants
  return form?.()
    .split('\n')
    .find((line) => line.startsWith(`| ${name} |`))
}

test.each<[string, number | undefined, number | undefined, string | undefined]>([
  ['fewer', 100, 80, '| rows | 100 | 80 | 🔻 −20.0 % |'],
  ['more', 100, 250, '| rows | 100 | 250 | +150 % |'],
  ['as many', 100, 100, '| rows | 100 | 100 | same |'],
  ['none any more', 100, 0, '| rows | 100 | 0 | 🔻 none left |'],
  ['some for the first time', 0, 100, '| rows | 0 | 100 | none before |'],
  ['not known before', undefined, 100, '| rows | not known | 100 | not known |'],
  ['not known now', 100, undefined, '| rows | 100 | not known | not known |'],
  ['never known', undefined, undefined, undefined],
])('rows that are %s', (_, base, now, row) => {
  expect(rowOf('rows', { rows: { base, now } })).toBe(row)
})

test('a time that differs by less than a second says nothing', () => {
  expect(rowOf('task time', { durationMs: { base: 20, now: 50 } })).toBe('| task time | 0.0 s | 0.1 s |  |')
  expect(rowOf('task time', { durationMs: { base: 2000, now: 3000 } })).toBe('| task time | 2.0 s | 3.0 s | +50.0 % |')
})

test('presentation is a row only where it differs', () => {
  expect(rowOf('presentation', {})).toBeUndefined()
  expect(rowOf('presentation', { presentation: { base: 'DF', now: 'LIST' } })).toBe(
    '| presentation | `DF` | `LIST` | changed |',
  )
})
