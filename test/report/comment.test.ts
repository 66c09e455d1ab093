import { describe, expect, test } from 'vitest'
import { commentLimit, renderComment } from '../../src/report/comment.ts'
import { states } from './fixtures/states.ts'

describe('the comment', () => {
  test('says at its first line what happened to the data', () => {
    expect(renderComment(states['schema-changed'] ?? []).split('\n')[0]).toBe(
      '### ⚠️ `DailyOrders` made `daily_orders`: schema changed · 6 min 12 s',
    )
  })

  test('ends with where there is more, and when it was written', () => {
    const options = { runUrl: 'https://github.com/a/b/actions/runs/1', updatedAt: new Date(0) }
    expect(
      renderComment(states['same'] ?? [], options)
        .split('\n')
        .at(-2),
    ).toBe('[Run summary](https://github.com/a/b/actions/runs/1) · updated 1970-01-01 00:00 UTC')
  })

  test('of more reports than find room shows the gravest, and counts the others', () => {
    const [good] = states['data-changed'] ?? []
    const [bad] = states['pipe-error'] ?? []
    const reports = Array.from({ length: 1000 }, (_, at) => (at === 999 ? bad : good)).flatMap((one) => one ?? [])
    const text = renderComment(reports)
    expect(text.length).toBeLessThanOrEqual(commentLimit)
    expect(text).toContain('### ❌ `DailyOrders` failed')
    expect(text).toContain('… and 937 more: 937 succeeded.')
  })
})
