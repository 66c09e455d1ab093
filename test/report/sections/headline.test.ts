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
    ['a success', produced, '❓ Not compared: `daily_orders` · `DailyOrders` · 6 min 12 s'],
    ['a reuse', { ...produced, status: 'reused' }, '♻️ Up to date: `daily_orders` · `DailyOrders` · 6 min 12 s'],
    ['a cancelled run', { ...started, status: 'cancelled' }, '🚫 Cancelled · `DailyOrders` · 4.2 s'],
    ['a run without a status', started, '❌ Failed: `internal-error` · `DailyOrders` · 4.2 s'],
    [
      'refused inputs',
      { ...started, remote: '', phases: [], status: 'failed', failure: { ...failure, verdict: 'invalid-input' } },
      '❌ Inputs refused: nothing was started · `DailyOrders` · 4.2 s',
    ],
    ['a dry run', { ...started, status: 'skipped' }, '📝 Dry run: nothing was started · `DailyOrders` · 4.2 s'],
    [
      'a job on AWS Batch',
      { ...batch, status: 'submitted' },
      '📨 Submitted: `daily_orders` is not produced yet · `DailyOrders` · 6 min 12 s · AWS Batch',
    ],
    [
      'a detached job without a known output',
      { ...started, status: 'detached' },
      '⏳ Continues without this step: the output is not proved yet · `DailyOrders` · 4.2 s',
    ],
    [
      'a broken rule',
      { ...createCompared('data', comparison), status: 'failed', failure, rules: broken },
      '❌ 1 rule broken: `daily_orders`, data changed · `DailyOrders` · 6 min 12 s',
    ],
  ])('describes %s', (_, report, headline) => {
    expect(renderHeadline(report)).toBe(headline)
  })

  test.each([
    ['none', '✅', 'Same data'],
    ['data', '⚠️', 'Data changed'],
    ['schema', '⚠️', 'Schema changed'],
    ['first-version', '✅', 'First version'],
    ['unknown', '❓', 'Changes unknown'],
  ] as const)('describes changes of the kind %s', (kind, icon, words) => {
    const headline = renderHeadline(createCompared(kind, comparison))
    expect(headline).toBe(`${icon} ${words}: \`daily_orders\` · \`DailyOrders\` · 6 min 12 s`)
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
