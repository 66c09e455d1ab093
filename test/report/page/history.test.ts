import { describe, expect, test } from 'vitest'
import { renderHistory } from '../../../src/report/page/history.ts'
import { produced } from '../fixtures/reports.ts'
import { states } from '../fixtures/states.ts'

describe('renderHistory', () => {
  test('shows this run, a drawing of the values before it, and the band', () => {
    const [report = produced] = states['history-broken'] ?? []
    const { text } = renderHistory(report, 100)
    expect(text).toContain('the values of <code>day</code> before <code>2026-08-02</code>.')
    expect(text).toContain('<code>rows</code></td><td class="number" data-sort="1204">❌ 1,204</td>')
    expect(text.match(/<svg class="history/g)).toHaveLength(3)
    expect(text.match(/<svg class="history outlier"/g)).toHaveLength(1)
    expect(text).toContain('This run: ❌ 1,204. Band: 1,')
    expect(text).toContain('Last values: 0 %, unknown, 0 %')
    expect(text).toContain('This run: ✅ 0.21 %')
  })

  test('is empty without a history, and has no drawing without values', () => {
    expect(renderHistory(produced, 100).text).toBe('')
    const measure = { quantity: 'rows', runs: 14, now: 3, band: undefined, points: [] } as const
    const { text } = renderHistory({ ...produced, history: { over: [], value: '', measures: [measure] } }, 100)
    expect(text).toContain('in the order of their creation.')
    expect(text).toContain('❓ 3')
    expect(text).not.toContain('<svg')
  })

  test('escapes names', () => {
    const measure = { quantity: 'nulls', column: '<b>', runs: 14, now: 3, band: undefined, points: [] } as const
    const { text } = renderHistory({ ...produced, history: { over: ['<i>'], value: '<u>', measures: [measure] } }, 100)
    for (const name of ['b', 'i', 'u']) expect(text).toContain(`&lt;${name}&gt;`)
    expect(text).not.toContain('<b>')
  })
})
