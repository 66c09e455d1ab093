import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { isProved, renderHeadline } from '../../../src/report/sections/headline.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison } from '../fixtures/comparisons.ts'
import { batch, produced, started } from '../fixtures/reports.ts'

const cleanup = { bundles: 3, objects: 41, bytes: 2048, isVersioned: false }
const failure = { verdict: 'rule-broken', evidence: 'x', advice: 'x' } as const
const broken = { checked: ['empty'], breaches: [{ rule: 'empty', evidence: 'No rows.' }], undecided: [] }

describe('renderHeadline', () => {
  test.each<[string, Report, string]>([
    ['a success', produced, '✅ `DailyOrders` produced `daily_orders` · 6 min 12 s'],
    [
      'a reuse',
      { ...produced, status: 'reused' },
      '♻️ `DailyOrders` reused `daily_orders`, which is up to date · 6 min 12 s',
    ],
    ['a cancelled run', { ...started, status: 'cancelled' }, '🚫 `DailyOrders` was cancelled after 4.2 s'],
    ['a run without a status', started, '❌ `DailyOrders` failed: `internal-error` · 4.2 s'],
    ['a dry run', { ...started, status: 'skipped' }, '📝 `DailyOrders` was not started: dry run · 4.2 s'],
    [
      'a job on AWS Batch',
      { ...batch, status: 'submitted' },
      '📨 `DailyOrders` was submitted; `daily_orders` is not produced yet · 6 min 12 s · AWS Batch',
    ],
    [
      'a detached job without a known output',
      { ...started, status: 'detached' },
      '⏳ `DailyOrders` continues without this step; its output is not proved yet · 4.2 s',
    ],
    [
      'a broken rule',
      { ...createCompared('data', comparison), status: 'failed', failure, rules: broken },
      '❌ `DailyOrders` produced `daily_orders` and broke 1 rule: data changed · 6 min 12 s',
    ],
  ])('describes %s', (_, report, headline) => {
    expect(renderHeadline(report)).toBe(headline)
  })

  test.each([
    ['none', '✅', 'same data'],
    ['data', '⚠️', 'data changed'],
    ['schema', '⚠️', 'schema changed'],
    ['first-version', '✅', 'first version'],
    ['unknown', '❓', 'changes unknown'],
  ] as const)('describes changes of the kind %s', (kind, icon, words) => {
    const headline = renderHeadline(createCompared(kind, comparison))
    expect(headline).toBe(`${icon} \`DailyOrders\` produced \`daily_orders\`: ${words} · 6 min 12 s`)
  })

  test.each([
    ['succeeded', '🧹 Deleted the sandbox `pr-57`: 3 bundles, 41 objects, 2.0 KiB · 4.2 s'],
    ['skipped', '📝 Did not delete the sandbox `pr-57`, which holds 3 bundles, 41 objects, 2.0 KiB · 4.2 s'],
    ['cancelled', '🚫 Cancelled while deleting the sandbox `pr-57` · 4.2 s'],
    ['failed', '❌ Did not delete the sandbox `pr-57`: `internal-error` · 4.2 s'],
  ] as const)('describes a cleanup that %s', (status, headline) => {
    expect(renderHeadline({ ...started, status, cleanup })).toBe(headline)
  })
})

describe('isProved', () => {
  test('is true for an output that is on the remote, also when it breaks a rule', () => {
    expect(isProved({ ...started, status: 'succeeded' })).toBe(true)
    expect(isProved({ ...started, status: 'reused' })).toBe(true)
    expect(isProved({ ...started, status: 'failed', failure })).toBe(true)
    expect(isProved({ ...started, status: 'failed' })).toBe(false)
    expect(isProved({ ...started, status: 'submitted' })).toBe(false)
  })
})
