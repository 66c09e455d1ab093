import { expect, test } from 'vitest'
import type { Comparison } from '../../../src/compare/comparison.ts'
import { createOverviewSection } from '../../../src/report/sections/overview.ts'
import { states } from '../fixtures/states.ts'

/** Renders the row with this name for a comparison with these values. */
function renderRow(name: string, changed: Partial<Comparison>): string | undefined {
  const [report] = states['data-changed'] ?? []
  const comparison = report?.comparison
  if (report === undefined || comparison === undefined) return undefined
  const changes = { ...comparison.changes, ...changed }
  const [render] = createOverviewSection({ ...report, comparison: { ...comparison, changes } }).variants
  return render?.()
    .split('\n')
    .find((line) => line.startsWith(`| ${name} |`))
}

test.each<[string, number | undefined, number | undefined, string | undefined]>([
  ['fewer', 100, 80, '| rows | 🔻 −20.0 % | 100 | 80 |'],
  ['more', 100, 250, '| rows | +150 % | 100 | 250 |'],
  ['as many', 100, 100, '| rows | same | 100 | 100 |'],
  ['gone', 100, 0, '| rows | 🔻 none left | 100 | 0 |'],
  ['new', 0, 100, '| rows | none before | 0 | 100 |'],
  ['unknown in the base', undefined, 100, '| rows | unknown | unknown | 100 |'],
  ['unknown in this run', 100, undefined, '| rows | unknown | 100 | unknown |'],
  ['never known', undefined, undefined, undefined],
])('createOverviewSection shows rows that are %s', (_, base, now, row) => {
  expect(renderRow('rows', { rows: { base, now } })).toBe(row)
})

test('createOverviewSection shows no difference below a second', () => {
  expect(renderRow('task time', { durationMs: { base: 20, now: 50 } })).toBe('| task time |  | 0.0 s | 0.1 s |')
  expect(renderRow('task time', { durationMs: { base: 2000, now: 3000 } })).toBe(
    '| task time | +50.0 % | 2.0 s | 3.0 s |',
  )
})

test('createOverviewSection shows the presentation only when it differs', () => {
  expect(renderRow('presentation', {})).toBeUndefined()
  expect(renderRow('presentation', { presentation: { base: 'DF', now: 'LIST' } })).toBe(
    '| presentation | changed | `DF` | `LIST` |',
  )
})
