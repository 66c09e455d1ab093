import { describe, expect, test } from 'vitest'
import { commentLimit, renderComment } from '../../src/report/comment.ts'
import { states } from './fixtures/states.ts'

describe('renderComment', () => {
  test('says in its first line what happened to the data', () => {
    expect(renderComment(states['schema-changed'] ?? []).split('\n')[0]).toBe(
      '### ⚠️ Schema changed: `daily_orders` · `DailyOrders` · 6 min 12 s',
    )
  })

  test('ends with a link to the summary, the commit and the time', () => {
    const options = { commit: '4f1c2ab1c6fd', runUrl: 'https://github.com/a/b/actions/runs/1', updatedAt: new Date(0) }
    expect(
      renderComment(states['same'] ?? [], options)
        .split('\n')
        .at(-2),
    ).toBe('[Run summary](https://github.com/a/b/actions/runs/1) · commit `4f1c2ab1` · updated 1970-01-01 00:00 UTC')
  })

  test('links the page with the whole report beside the summary', () => {
    const options = { runUrl: 'https://github.com/a/b/actions/runs/1', pageName: 'report-1a2b3c4d.html' }
    expect(
      renderComment(states['same'] ?? [], options)
        .split('\n')
        .at(-2),
    ).toBe(
      '[Run summary](https://github.com/a/b/actions/runs/1) · [Whole report](https://github.com/a/b/actions/runs/1#artifacts) (artifact `report-1a2b3c4d.html`)',
    )
  })

  test('shows the most severe reports and counts the others when not all fit', () => {
    const [succeeded] = states['data-changed'] ?? []
    const [failed] = states['pipe-error'] ?? []
    const reports = Array.from({ length: 1000 }, (_, index) => (index === 999 ? failed : succeeded)).flatMap(
      (report) => report ?? [],
    )
    const text = renderComment(reports)
    expect(text.length).toBeLessThanOrEqual(commentLimit)
    expect(text).toContain('### ❌ Failed: `pipe-error` · `DailyOrders`')
    expect(text).toContain('… and 937 more: 937 succeeded.')
  })
})
