import { describe, expect, it } from 'vitest'
import { formatRunLabel } from '../../src/lib/run-label.ts'

describe('formatRunLabel', () => {
  it('has the values of a run with `each`', () => {
    const values = new Map([
      ['day', '2026-07-01'],
      ['shop', 'eu'],
    ])
    expect(formatRunLabel({ name: 'daily', values })).toBe('daily [day=2026-07-01, shop=eu]')
    expect(formatRunLabel({ name: 'report', values: new Map() })).toBe('report')
  })
})
